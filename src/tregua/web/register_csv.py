"""Entries as CSV, given out as they are read: the columns of ``tregua register --entries --csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tregua.model.answers import EnteredAnswer
from tregua.reporting.rows import cells_of

_AT_ONCE = 500


def write_csv(entries: Iterable[EnteredAnswer]) -> Iterator[str]:
    """A header row and a row for each entry, some hundreds at a time."""
    columns = tuple(EnteredAnswer.model_fields)
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\n")
    sheet.writerow(columns)
    for number, entry in enumerate(entries, start=1):
        sheet.writerow(cells_of(entry, columns))
        if number % _AT_ONCE == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()
