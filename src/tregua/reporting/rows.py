"""Records as rows of a table, written the same wherever one is given out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tregua.model.records import Record


def cells_of(record: Record, names: Iterable[str]) -> Iterator[object]:
    """A cell for each of these fields: several values in one cell stand apart by a space, *yes* and *no* for
    what is so or not, nothing for what is not told."""
    for name in names:
        value = getattr(record, name)
        if isinstance(value, bool):
            yield "yes" if value else "no"
        else:
            yield " ".join(value) if isinstance(value, tuple) else value
