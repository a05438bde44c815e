"""Day by day, who says to have watched an area. A day without a watch is *not observed*: it says
nothing of what happened on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tregua.agreement.terms import Agreement
from tregua.model.records import Record
from tregua.model.standing import Watch
from tregua.model.when import day_of


class WatchedDay(Record):
    """One day. ``observed_by``: who says to have watched all of the area (or, where no area is asked
    for, anywhere); ``partly_by``: who says so of a part of it; ``unplaced_by``: who names no area."""

    day: date
    observed_by: tuple[str, ...] = ()
    partly_by: tuple[str, ...] = ()
    unplaced_by: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    watch_ids: tuple[str, ...] = ()

    @property
    def observed(self) -> bool:
        """Whether anybody says to have watched any of it."""
        return bool(self.observed_by or self.partly_by)


def watched_days(
    watches: Iterable[Watch],
    first: date,
    last: date,
    area: tuple[str, ...] = (),
    agreement: Agreement | None = None,
) -> tuple[WatchedDay, ...]:
    """Each day from ``first`` to ``last``, both included; ``area`` are place ids, empty for anywhere.

    The accord tells which places lie in which; without it only the same ids match. A watch that
    names no area is told apart and observes none. Planned and denied watches observe nothing.
    """
    by_day: dict[date, list[Watch]] = {}
    for watch in watches:
        if watch.outcome == "done":
            day = max(first, day_of(watch.earliest))
            while day <= min(last, day_of(watch.latest)):
                by_day.setdefault(day, []).append(watch)
                day += timedelta(days=1)
    days = range((last - first).days + 1)
    return tuple(
        _tell(day, by_day.get(day, []), area, agreement) for day in (first + timedelta(n) for n in days)
    )


def _tell(day: date, watches: list[Watch], area: tuple[str, ...], agreement: Agreement | None) -> WatchedDay:
    found: dict[str, set[str]] = {"observed_by": set(), "partly_by": set(), "unplaced_by": set()}
    means: set[str] = set()
    ids: set[str] = set()
    for watch in watches:
        reach = _reach(watch, area, agreement)
        if reach is None:
            continue
        found[reach].add(watch.observer or "")
        if reach != "unplaced_by":
            means.add(watch.means)
        ids.add(watch.watch_id)
    return WatchedDay(
        day=day,
        observed_by=tuple(sorted(found["observed_by"])),
        partly_by=tuple(sorted(found["partly_by"] - found["observed_by"])),
        unplaced_by=tuple(sorted(found["unplaced_by"] - found["observed_by"] - found["partly_by"])),
        means=tuple(sorted(means)),
        watch_ids=tuple(sorted(ids)),
    )


def _reach(watch: Watch, area: tuple[str, ...], agreement: Agreement | None) -> str | None:
    if not area:
        return "observed_by"
    if not watch.place_ids:
        return "unplaced_by"
    if all(_lies_in(one, watch.place_ids, agreement) for one in area):
        return "observed_by"
    inside = any(_lies_in(one, area, agreement) for one in watch.place_ids)
    holding = any(_lies_in(one, watch.place_ids, agreement) for one in area)
    return "partly_by" if inside or holding else None


def _lies_in(place_id: str, area: tuple[str, ...], agreement: Agreement | None) -> bool:
    return agreement.lies_in(place_id, area) if agreement else place_id in area
