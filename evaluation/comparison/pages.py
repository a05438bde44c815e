"""Hold what a comparison finds in pages against what a reader by hand found there, verdict by verdict.

Run: ``python evaluation/comparison/pages.py [press|released|unseen] [--misses]``. ``press`` and ``released``
are for development; of ``unseen`` only the totals are printed: never look at its misses, never tune on it.

Counted by sentence: a finding whose words stand in several sentences counts in each. What a page leaves out
is counted once a page, only where it tells of the obligation at all. ``less precise`` and ``in doubt`` are
no verdicts counted here: where gold has one of the four, they are misses. That a page leaves out who watches
is counted only where gold asks for it: most pages say nothing of that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from tregua.agreement.comparison import compare_page
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.centre.intake import read_document
from tregua.model.comparison import Comparison
from tregua.sources import open_document
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

HERE = Path(__file__).parent
VERDICTS = ("matches", "omits", "adds", "contradicts")
Key: TypeAlias = "tuple[int, str, str, str | None]"
"""Sentence (from nought; -1 for the page), verdict, aspect, obligation."""


@dataclass
class Count:
    """Findings of one verdict: right ones, wrong ones, and those missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    told: list[str] = field(default_factory=list, repr=False)

    @property
    def precision(self) -> float:
        """The share of right ones among those given; 1 where none was given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of right ones among those wanted; 1 where none was."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def measure(name: str) -> dict[str, Count]:
    """Each verdict's counts over the pages of one folder."""
    folder = HERE / name
    counts = {verdict: Count() for verdict in VERDICTS}
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    for page, wanted in gold.items():
        comparison, text = _compare(folder / f"{page}.txt", wanted["accord"])
        starts = _starts(text, wanted)
        given = set(_given(comparison, starts))
        must, may = _keys(wanted, "find"), _keys(wanted, "may")
        must |= {(-1, "omits", aspect, one) for aspect, one in wanted["omits"]}
        may |= {(-1, "omits", aspect, one) for aspect, one in wanted["may_omit"]}
        for key in sorted(given | must, key=str):
            if key in must:
                kept = key in given
                counts[key[1]].right += kept
                counts[key[1]].missed += not kept
                if not kept:
                    counts[key[1]].told.append(f"missed {page} {key}")
            elif key not in may and key[1:3] != ("omits", "control"):
                counts[key[1]].wrong += 1
                counts[key[1]].told.append(f"WRONG  {page} {key}")
    return counts


@cache
def _accord(name: str) -> tuple[Agreement, Vocabulary]:
    agreement = load_accord(Path(str(files("tregua") / "data/accords" / name)))
    return agreement, load_vocabulary().extended(agreement.places, agreement.actors)


def _compare(path: Path, accord: str, published: date | None = None) -> tuple[Comparison, str]:
    agreement, vocabulary = _accord(accord)
    document = open_document(path.name, path.read_bytes())
    reading = read_document(document, vocabulary, None)
    return compare_page(agreement, reading, document.text, published), document.text


def _starts(text: str, wanted: Mapping[str, Any]) -> list[int]:
    """Where each sentence of the gold begins in the page. ValueError where it is not found there."""
    return [text.index(one["begins"]) for one in wanted["sentences"]]


def _keys(wanted: Mapping[str, Any], which: str) -> set[Key]:
    return {
        (number, verdict, "" if verdict == "adds" else aspect, obligation)
        for number, sentence in enumerate(wanted["sentences"])
        for verdict, aspect, obligation in sentence[which]
    }


def _given(comparison: Comparison, starts: list[int]) -> Iterator[Key]:
    for finding in comparison.findings:
        if finding.verdict not in VERDICTS:
            continue
        aspect = "" if finding.verdict == "adds" else finding.aspect
        for obligation in finding.obligations or (None,):
            if finding.verdict == "omits":
                yield -1, "omits", aspect, obligation
                continue
            for span in finding.spans:
                number = sum(start <= span.start for start in starts) - 1
                yield number, finding.verdict, aspect, obligation


def main(name: str, *, misses: bool) -> None:
    """Print the figures."""
    for verdict, count in measure(name).items():
        print(
            f"{verdict}: precision {count.precision:.2f}, recall {count.recall:.2f} "
            f"(right {count.right}, wrong {count.wrong}, missed {count.missed})"
        )
        for line in count.told if misses else ():
            print(f"    {line}")


if __name__ == "__main__":
    names = [one for one in sys.argv[1:] if not one.startswith("--")]
    chosen = names[0] if names else "press"
    main(chosen, misses="--misses" in sys.argv and chosen != "unseen")
