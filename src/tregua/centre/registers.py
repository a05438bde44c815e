"""What the registers say: a page on a day, the entries themselves, a stretch of days."""

from __future__ import annotations

from datetime import date

from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.model.register import Page
from tregua.model.standing import Entry, Register
from tregua.registers import Point, open_register, series


def register_on(centre: Centre, snapshot: Snapshot, name: Register, on: date) -> Page:
    """The page of a register on ``on``, as known in ``snapshot``."""
    return open_register(know(centre, snapshot).entries, name, centre.agreement, on)


def register_entries(centre: Centre, snapshot: Snapshot, name: Register) -> tuple[Entry, ...]:
    """Every entry of a register known in ``snapshot``, those without any day too, in the order of
    :func:`tregua.registers.enter`."""
    return tuple(one for one in know(centre, snapshot).entries if one.register_name == name)


def register_series(
    centre: Centre, snapshot: Snapshot, name: Register, first: date, last: date, measure: str | None = None
) -> tuple[Entry, ...]:
    """The entries (of one measure, or of all) that are of a day from ``first`` to ``last``, both included,
    by day and id."""
    found = [
        one
        for one in register_entries(centre, snapshot, name)
        if one.on is not None and first <= one.on <= last and measure in (None, one.measure)
    ]
    return tuple(sorted(found, key=lambda one: (str(one.on), one.entry_id)))


def register_points(
    centre: Centre, snapshot: Snapshot, name: Register, measure: str, first: date, last: date
) -> tuple[Point, ...]:
    """The figures of one measure from ``first`` to ``last``, each somebody's own number."""
    return series(register_series(centre, snapshot, name, first, last, measure), name, measure, last)
