"""Hold the reading of the founding page against what a reader by hand found there.

Run: ``python evaluation/reading/founding.py [PAGE]``; the page stands beside the project in
``../shared/seed``. A claim is found where the source is the same actor and at least four fifths of the
content are the same characters; exact where all of them are.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from paraphrases import vocabulary

from tregua.model.records import Claim
from tregua.reading import read_page

ROOT = Path(__file__).parents[2]
PAGE = ROOT.parent / "shared" / "seed" / "article.txt"


def characters(spans: list[list[int]]) -> set[int]:
    """The characters that spans cover."""
    return {at for start, end in spans for at in range(start, end)}


def overlap(one: set[int], two: set[int]) -> float:
    """The share of characters in both among those in either."""
    return len(one & two) / max(1, len(one | two))


def content(claim: Claim) -> set[int]:
    """The characters of a claim's content."""
    return characters([[span.start, span.end] for span in claim.content])


def measure(path: Path = PAGE) -> dict[str, int]:
    """How many of the gold's claims and commitments are found, and how many the reader gives."""
    gold = yaml.safe_load(Path(__file__).with_name("founding.yaml").read_text(encoding="utf-8"))
    reading = read_page(path.read_text(encoding="utf-8"), vocabulary())
    claims = [claim for claim in reading.claims if claim.source]
    found = exact = 0
    for one in gold["claims"]:
        wanted = characters(one["content"])
        best = max(
            (overlap(content(claim), wanted) for claim in claims if claim.said_by == one["actor"]),
            default=0.0,
        )
        found += best >= 0.8
        exact += best == 1
    kinds = sum(
        any(
            c.kind == one["kind"] and c.start < one["span"][1] and one["span"][0] < c.end
            for c in reading.commitments
        )
        for one in gold["commitments"]
    )
    return {
        "claims": len(gold["claims"]),
        "claims_found": found,
        "claims_exact": exact,
        "claims_given": len(claims),
        "commitments": len(gold["commitments"]),
        "commitments_found": kinds,
        "commitments_given": len(reading.commitments),
    }


def main(path: Path) -> None:
    """Print the figures."""
    for name, figure in measure(path).items():
        print(f"{name}: {figure}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE)
