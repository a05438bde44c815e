"""A register as CSV: a line for each word, each figure or each entry."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from tregua.cli.register_asked import Asked
from tregua.cli.show import renderer_for
from tregua.reporting.rows import cells_of, with_names, write_csv, write_entries

_LINE = with_names(
    ("measure", "actor", "to", "place_ids", "about", "category", "person", "of", "basis", "low", "high")
)
_SERIES = with_names(("measure", "actor", "to", "place_ids", "about", "category", "of"))
_WORD = ("manner", "since")
_SAID = ("low", "high", "comparator", "unit", "said_by", "through", "published_at", "entry_id", "claim_id")
_POINT = (
    "on",
    "since",
    "until",
    "low",
    "high",
    "comparator",
    "unit",
    "basis",
    "said_by",
    "through",
    "published_at",
    "claim_id",
)


def print_page(asked: Asked) -> None:
    """A line for each word, after what its line is of; the range of the line before the word's own figure.
    ``until`` is the day that a word names as the end of what it tells."""
    place = _names(asked)
    _print(
        write_csv(
            (*_LINE, *_WORD, "until", "word_low", "word_high", *_SAID[2:]),
            (
                (
                    *cells_of(line, _LINE, place),
                    *cells_of(word, _WORD),
                    (word.entry.latest or "")[:10] if word.entry.ends else "",
                    *cells_of(word.entry, _SAID),
                )
                for line in asked.shown.page.lines
                for word in line.words
            ),
        )
    )


def print_series(asked: Asked) -> None:
    """A line for each figure, after what its series is of."""
    place = _names(asked)
    _print(
        write_csv(
            (*_SERIES, *_POINT),
            (
                (*cells_of(strand.figures.line, _SERIES, place), *cells_of(point, _POINT))
                for strand in asked.strands()
                for point in strand.figures.points
            ),
        )
    )


def print_entries(asked: Asked) -> None:
    """A line for each entry, with every field; those that stand no longer come last, and say so."""
    _print(write_entries(asked.entered(), _names(asked)))


def _names(asked: Asked) -> Callable[[str], str]:
    """How a place is called, of an id."""
    return renderer_for(asked.centre.agreement, asked.centre.vocabulary).names.place


def _print(written: Iterable[str]) -> None:
    for part in written:
        sys.stdout.write(part)
