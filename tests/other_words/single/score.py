"""How many of the single notes come out right, each read alone under the example's accord.

``python tests/other_words/single/score.py dev`` tells every miss; ``… held`` and ``… held2`` only the shares.

Each set has two shares: *received*, as a centre would take the notes in, which refuses one in which it
finds no day of publication; and *dated*, where such a note is given the day it prints, so that what
is read of it can be seen by itself.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import yaml

from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.compliance import Evidence, evaluate
from tregua.coverage import read_coverage
from tregua.fusion import fuse_claims
from tregua.model.errors import TreguaError
from tregua.model.records import Claim
from tregua.model.standing import Status
from tregua.model.when import day_of
from tregua.reading import read_page
from tregua.reading.published import find_published
from tregua.registers import enter
from tregua.sources import open_document
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

HERE = Path(__file__).resolve().parent
SETS = ("dev", "held", "held2")
Note = dict[str, Any]

_MONTHS = [date(2020, month, 1).strftime("%B") for month in range(1, 13)]
_NAMES = "|".join(_MONTHS)
_PRINTED = re.compile(
    rf"\b(?P<day>\d{{1,2}}) (?P<month>{_NAMES}) (?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_NAMES}) (?P<day2>\d{{1,2}}), (?P<year2>\d{{4}})\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Miss:
    """A note that came out otherwise than expected, and in what."""

    note: Note
    differences: tuple[str, ...]
    claims: tuple[Claim, ...] = ()


def load_notes(name: str) -> list[Note]:
    """The notes of one of the sets, in order."""
    notes: list[Note] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return notes


def fact_of(note: Note) -> str:
    """The fact a note tells, as its id begins."""
    return str(note["id"]).rsplit("-", 1)[0]


@cache
def _accord() -> tuple[Agreement, Vocabulary]:
    with as_file(files("tregua") / "data" / "accords" / "karabakh-2020") as folder:
        agreement = load_accord(folder)
    return agreement, load_vocabulary().extended(agreement.places, agreement.actors)


def printed_days(text: str) -> list[date]:
    """Every full day printed in ``text``, in order."""
    found = []
    for match in _PRINTED.finditer(text):
        day, month, year = match["day"] or match["day2"], match["month"] or match["month2"], match["year"]
        found.append(date.fromisoformat(match[0]) if not day else _day(day, month, year or match["year2"]))
    return found


def _day(day: str, month: str, year: str) -> date:
    return date(int(year), _MONTHS.index(month.capitalize()) + 1, int(day))


def read_note(note: Note, dated: bool = False) -> tuple[Claim, ...] | None:
    """What a centre would take in of the note; None where it finds no day of publication.

    With ``dated`` it is then given the last day the note prints."""
    text = open_document(f"{note['id']}.txt", note["text"].encode()).text
    found = find_published(text)
    if found is None and not dated:
        return None
    published = found[0] if found else max(printed_days(text)).isoformat()
    return read_page(text, _accord()[1], published, item_id=note["id"]).claims


def stand(claims: tuple[Claim, ...], on: date, as_of: date) -> dict[str, Status]:
    """Each obligation on ``on`` for the claims published by ``as_of``."""
    agreement = _accord()[0]
    known = tuple(one for one in claims if one.published_at is None or day_of(one.published_at) <= as_of)
    evidence = Evidence(
        known,
        enter(known, agreement),
        fuse_claims(known, agreement),
        (),
        read_coverage(known, agreement),
    )
    return {status.obligation_id: status for status in evaluate(agreement, evidence, on, as_of)}


def differences(status: Status, wanted: dict[str, Any]) -> Iterator[str]:
    """What differs from the expectation, in words."""
    if status.phase not in wanted["phase"]:
        yield f"phase {status.phase}, not {' or '.join(wanted['phase'])}"
    missing = sorted(set(wanted.get("rests_on", ())) - set(status.rests_on))
    if missing:
        yield f"rests on {', '.join(status.rests_on) or 'nobody'}, not {', '.join(missing)}"
    if "measured_low" in wanted:
        low = status.measured.low if status.measured else None
        if low is None or abs(low - wanted["measured_low"]) > 1:
            yield f"measured {low}, not {wanted['measured_low']}"
    if "due_on" in wanted and status.due_on != wanted["due_on"]:
        yield f"due on {status.due_on}, not {wanted['due_on']}"
    for reading, phases in wanted.get("readings", {}).items():
        if status.readings.get(reading) not in phases:
            yield f"reading {reading}: {status.readings.get(reading)}, not {' or '.join(phases)}"
    for version, expected in wanted.get("versions", {}).items():
        found = status.versions.get(version)
        if found is None or found.phase not in expected["phase"]:
            told = found.phase if found else "none"
            yield f"version {version}: {told}, not {' or '.join(expected['phase'])}"


def judge_note(note: Note, dated: bool = False) -> Miss | None:
    """The miss, or None where everything comes out as expected."""
    claims: tuple[Claim, ...] = ()
    untaken = "nothing read"
    try:
        read = read_note(note, dated)
        claims, untaken = read or (), "no day of publication found" if read is None else untaken
    except TreguaError as error:
        untaken = f"refused: {error.message.code}"
    told: list[str] = []
    for wanted in note["expect"]:
        name, on = wanted["obligation"], wanted["on"]
        status = stand(claims, on, wanted.get("as_of", on))[name]
        told += (f"{name}: {one}" for one in differences(status, wanted))
    if told and not claims:
        told.append(untaken)
    return Miss(note, tuple(told), claims) if told else None


def misses(name: str, dated: bool = False) -> tuple[list[Miss], float]:
    """The misses of a set, and the share of its notes that come out right."""
    notes = load_notes(name)
    found = [miss for note in notes if (miss := judge_note(note, dated)) is not None]
    return found, 1 - len(found) / len(notes)


def main(arguments: list[str]) -> int:
    """Writes the score of one set; the misses of those that may be looked at."""
    if len(arguments) != 1 or arguments[0] not in SETS:
        sys.stderr.write(f"score.py {'|'.join(SETS)}\n")
        return 2
    name = arguments[0]
    received, share = misses(name)
    dated, share_dated = misses(name, dated=True)
    if name in ("dev", "held"):
        undated = {miss.note["id"] for miss in received} - {miss.note["id"] for miss in dated}
        lines = (*_told(dated), "", "only for want of a day:", *sorted(undated), "", *_shares(name, dated))
        sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.write(f"{name}: received {share:.1%}, dated {share_dated:.1%} of {len(load_notes(name))}\n")
    return 0


def _told(found: list[Miss]) -> Iterator[str]:
    """Each miss: the note, what differs, and what was read."""
    for miss in found:
        yield miss.note["id"]
        yield from (f"    | {line}" for line in miss.note["text"].splitlines())
        yield from (f"    {line}" for line in miss.differences)
        for claim in miss.claims:
            acts = ", ".join(_show(event) for event in claim.events) or "no event"
            yield f"      {claim.said_by or 'nobody'} {claim.stance}: {acts}"


def _show(event: Any) -> str:
    places = "/".join(place.place_id for place in event.places)
    figures = "/".join(f"{q.text}" for q in event.quantities)
    marks = ("not " if event.negated else "") + ("" if event.modality == "actual" else f"{event.modality} ")
    parts = [event.act, event.actor or "", event.target or "", event.latest or "", places, figures]
    return marks + " ".join(part for part in parts if part)


def _shares(name: str, found: list[Miss]) -> Iterator[str]:
    """How many of each fact's notes come out right."""
    totals = Counter(fact_of(note) for note in load_notes(name))
    missed = Counter(fact_of(miss.note) for miss in found)
    for fact, total in totals.items():
        yield f"{fact:12} {total - missed[fact]:3} of {total}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
