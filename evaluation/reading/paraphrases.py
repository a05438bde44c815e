"""Read files of paraphrases (``act | checks | [day] sentence``) and tell which acts the reader finds.

Run: ``python evaluation/reading/paraphrases.py FILE…``. The figures of the held-out file are those
of sentences that the lexicons were not written from.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.records import Claim, Event
from tregua.reading import read_page
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

ACCORD = Path(__file__).parents[2] / "src/tregua/data/accords/karabakh-2020"


@dataclass(frozen=True)
class Case:
    """One sentence and what it must be read as."""

    act: str
    checks: tuple[str, ...]
    published: str
    text: str


def vocabulary() -> Vocabulary:
    """The packaged vocabulary with the example's names."""
    accord = load_accord(ACCORD)
    return load_vocabulary().extended(accord.places, accord.actors)


def load_cases(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            act, checks, rest = (part.strip() for part in line.split("|", 2))
            day, text = rest[1:].split("]", 1)
            yield Case(
                act,
                tuple(checks.replace("-", "", 1).split() if checks == "-" else checks.split()),
                day,
                text.strip(),
            )


def faults(case: Case, claims: tuple[Claim, ...]) -> list[str]:
    """What is wrong with a reading; empty when nothing is."""
    events = [event for claim in claims for event in claim.events if is_a(event.act, case.act)]
    if "none" in case.checks:
        return ["invented"] if events else []
    if not events:
        return ["act"]
    return min((_wrong(case, event, events) for event in events), key=len)


def _wrong(case: Case, event: Event, events: list[Event]) -> list[str]:
    wrong = [] if not event.negated else ["negated"]
    for check in case.checks:
        key, _, value = check.partition("=")
        if key in ("actor", "target"):
            found = getattr(event, key)
            if found is None or found.split("/")[0] != value:
                wrong.append(f"{check} not {found}")
        elif key == "place":
            if value not in {place.place_id for place in event.places}:
                wrong.append(check)
        elif key in ("latest", "earliest"):
            if (getattr(event, key) or "")[:10] != value:
                wrong.append(f"{check} not {getattr(event, key)}")
        elif key == "modality":
            if event.modality != value:
                wrong.append(check)
        elif key == "q" and not any(_counts(value, one) for one in events):
            wrong.append(check)
    return wrong


def _counts(value: str, event: Event) -> bool:
    low, unit, *more = value.split("/")
    for quantity in event.quantities:
        number = float(low) in (quantity.low, quantity.high) and unit in ("*", quantity.unit)
        if number and all(one in (quantity.basis, quantity.to) for one in more):
            return True
    return False


def main(paths: list[str]) -> None:
    """Print the figures per file and what is wrong."""
    words = vocabulary()
    for path in paths:
        cases = list(load_cases(Path(path)))
        found: Counter[str] = Counter()
        for case in cases:
            wrong = faults(case, read_page(case.text, words, case.published).claims)
            found["acts"] += "act" not in wrong and "invented" not in wrong
            found["whole"] += not wrong
            if wrong:
                print(f"  {case.act}: {'; '.join(wrong)}: {case.text}")
        print(f"{path}: {len(cases)} sentences, act found {found['acts']}, everything right {found['whole']}")


if __name__ == "__main__":
    main(sys.argv[1:])
