"""A register's figures of one measure as a series of points, each somebody's own number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tregua.model.records import Basis, Comparator, Record
from tregua.model.standing import Entry, Register
from tregua.model.when import day_of
from tregua.registers.entries.posting import seen_on, stretch_on


class Point(Record):
    """One claimed figure: the day it is of (for a total, the day it runs to; of a stretch its first), the
    count, whose word.

    ``to`` is the side that received, where the measure has one; ``since`` the first day that a total counts,
    where it is told, or the first of a stretch; ``until`` a stretch's last, where it is told;
    ``published_at`` as printed.
    """

    on: date
    since: date | None = None
    until: date | None = None
    low: float | None = None
    high: float | None = None
    comparator: Comparator = "="
    unit: str = ""
    basis: Basis | None = None
    to: str | None = None
    about: str = ""
    category: str = ""
    said_by: str | None = None
    through: str | None = None
    claim_id: str
    published_at: str | None = None

    @property
    def last(self) -> date:
        """The last day it tells of: of a stretch its own last, of one left open the day it was told."""
        if self.until is not None or self.since != self.on:
            return self.until or self.on
        return max(self.on, day_of(self.published_at)) if self.published_at else self.on


def series(entries: Iterable[Entry], register: Register, measure: str, on: date) -> tuple[Point, ...]:
    """The points of ``measure`` dated up to ``on``, sorted by day, receiver, basis and claim.

    Only what is asserted to have happened is a point: plans, demands and denials stay entries.
    A figure without any day is left out.
    """
    points = []
    for entry in entries:
        if entry.register_name != register or entry.measure != measure or not entry.is_figure:
            continue
        day = seen_on(entry)
        if day is not None and day <= on:
            points.append(_point(entry, day))
    return tuple(sorted(points, key=_order))


def _point(entry: Entry, day: date) -> Point:
    stretch = stretch_on(entry)
    return Point(
        on=day,
        since=_first_day(entry, day),
        until=stretch[1] if stretch else None,
        low=entry.low,
        high=entry.high,
        comparator=entry.comparator,
        unit=entry.unit,
        basis=entry.basis,
        to=entry.to,
        about=entry.about,
        category=entry.category,
        said_by=entry.said_by,
        through=entry.through,
        claim_id=entry.claim_id,
        published_at=entry.published_at,
    )


def _first_day(entry: Entry, day: date) -> date | None:
    if stretch_on(entry):
        return day
    first = day_of(entry.earliest) if entry.basis == "total" and entry.earliest else None
    return first if first is not None and first < day else None


def _order(point: Point) -> tuple[date, str, str, str, str, float, float, str]:
    return (
        point.on,
        point.to or "",
        point.basis or "",
        point.published_at or "",
        point.claim_id,
        point.low if point.low is not None else -1.0,
        point.high if point.high is not None else -1.0,
        point.comparator,
    )
