"""Records as rows of a table, and tables as CSV: written the same wherever they are given out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from tregua.model.answers import EnteredAnswer
from tregua.model.records import Record
from tregua.model.unseen import show_unseen

NAMES_OF_PLACES = "places"
"""The column beside ``place_ids`` in which the places stand as people call them."""
_AT_ONCE = 500


def with_names(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns, with one for the names of places behind that of their ids."""
    return tuple(
        name
        for column in columns
        for name in ((column, NAMES_OF_PLACES) if column == "place_ids" else (column,))
    )


def cells_of(record: Record, names: Iterable[str], place: Callable[[str], str] = str) -> Iterator[object]:
    """A cell for each of these fields, and for the names of places, which ``place`` gives of an id: several
    ids in one cell stand apart by a space, several names by a semicolon, *yes* and *no* for what is so or
    not, nothing for what is not told, a whole number without a fraction."""
    for name in names:
        if name == NAMES_OF_PLACES:
            yield "; ".join(map(place, record.place_ids))  # type: ignore[attr-defined]
            continue
        value = getattr(record, name)
        if isinstance(value, bool):
            yield "yes" if value else "no"
        elif isinstance(value, float):
            yield int(value) if value.is_integer() else value
        else:
            yield " ".join(value) if isinstance(value, tuple) else value


def write_entries(entries: Iterable[EnteredAnswer], place: Callable[[str], str]) -> Iterator[str]:
    """Entries as CSV, with every field, as they are read; ``place`` is as for :func:`cells_of`."""
    columns = with_names(EnteredAnswer.model_fields)
    return write_csv(columns, (cells_of(entry, columns, place) for entry in entries))


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A header row and the rows, some hundreds at a time; characters that nobody sees are shown."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\n")
    sheet.writerow(columns)
    for number, row in enumerate(rows, start=1):
        sheet.writerow(show_unseen(cell) if isinstance(cell, str) else cell for cell in row)
        if number % _AT_ONCE == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()
