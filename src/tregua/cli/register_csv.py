"""A register as CSV: a line for each word, each figure or each entry."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator

from tregua.cli.register_asked import Asked
from tregua.model.answers import EnteredAnswer
from tregua.model.records import Record
from tregua.model.unseen import show_unseen
from tregua.reporting.rows import cells_of

_LINE = ("measure", "actor", "to", "place_ids", "about", "category", "person", "of", "basis", "low", "high")
_SERIES = ("measure", "actor", "to", "place_ids", "about", "category", "of")
_WORD = ("manner", "since")
_SAID = ("low", "high", "comparator", "unit", "said_by", "through", "entry_id", "claim_id")
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
    """A line for each word, after what its line is of; the range of the line before the word's own figure."""
    _print_csv(
        (*_LINE, *_WORD, "word_low", "word_high", *_SAID[2:]),
        (
            (*_cells(line, _LINE), *_cells(word, _WORD), *_cells(word.entry, _SAID))
            for line in asked.shown.page.lines
            for word in line.words
        ),
    )


def print_series(asked: Asked) -> None:
    """A line for each figure, after what its series is of."""
    _print_csv(
        (*_SERIES, *_POINT),
        (
            (*_cells(strand.figures.line, _SERIES), *_cells(point, _POINT))
            for strand in asked.strands()
            for point in strand.figures.points
        ),
    )


def print_entries(asked: Asked) -> None:
    """A line for each entry, with every field; those that stand no longer come last, and say so."""
    columns = tuple(EnteredAnswer.model_fields)
    _print_csv(columns, (_cells(one, columns) for one in asked.entered()))


def _print_csv(columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    sheet = csv.writer(sys.stdout, lineterminator="\n")
    sheet.writerow(columns)
    sheet.writerows(rows)


def _cells(of: Record, names: tuple[str, ...]) -> Iterator[object]:
    """As a terminal may show them."""
    return (show_unseen(one) if isinstance(one, str) else one for one in cells_of(of, names))
