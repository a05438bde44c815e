"""Standings by day, remembered: a page of a hundred days asks the desk once for each.

What is remembered is dropped when the record has grown, so that a page never shows an older centre.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import RLock

from tregua.model.standing import Phase, Status
from tregua.web.desk import Desk
from tregua.web.moment import Moment


@dataclass(frozen=True)
class Run:
    """An unbroken run of days on which an obligation stood the same. Both days included."""

    phase: Phase
    first: date
    last: date
    status: Status

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Change:
    """An obligation that stands otherwise than the day before (``was`` is None on the first day)."""

    status: Status
    was: Status | None


class Almanac:
    """The desk's standings by day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = RLock()
        self._grown: tuple[int, int] = (0, 0)
        self._known: dict[tuple[date, date], tuple[Status, ...]] = {}

    def status(self, moment: Moment) -> tuple[Status, ...]:
        """Every obligation at that moment."""
        with self._lock:
            self._forget_if_grown(moment)
            return self._status(moment)

    def one(self, moment: Moment, obligation_id: str) -> Status | None:
        """One obligation at that moment."""
        return next((one for one in self.status(moment) if one.obligation_id == obligation_id), None)

    def history(self, moment: Moment) -> tuple[tuple[date, tuple[Status, ...]], ...]:
        """Each day up to the moment, as the centre knew it that evening."""
        until = min(moment.on, moment.as_of)
        with self._lock:
            self._forget_if_grown(moment)  # once: a checkpoint costs a pass over the record
            return tuple((day, self._status(moment.at(day))) for day in moment.days if day <= until)

    def _forget_if_grown(self, moment: Moment) -> None:
        checkpoint = self._desk.checkpoint(moment.last)
        grown = (len(moment.days), checkpoint.size if checkpoint else 0)
        if grown != self._grown:
            self._known.clear()
            self._grown = grown

    def _status(self, moment: Moment) -> tuple[Status, ...]:
        key = (moment.on, moment.as_of)
        if key not in self._known:
            self._known[key] = tuple(self._desk.status(moment.on, moment.as_of))
        return self._known[key]

    def runs(self, moment: Moment) -> dict[str, tuple[Run, ...]]:
        """For each obligation, its runs of days up to the moment."""
        runs: dict[str, list[Run]] = {}
        for day, standings in self.history(moment):
            for status in standings:
                mine = runs.setdefault(status.obligation_id, [])
                if mine and mine[-1].phase == status.phase:
                    mine[-1] = Run(status.phase, mine[-1].first, day, status)
                else:
                    mine.append(Run(status.phase, day, day, status))
        return {obligation_id: tuple(mine) for obligation_id, mine in runs.items()}

    def changes(self, moment: Moment) -> tuple[Change, ...]:
        """What stands otherwise than the day before."""
        before = moment.before
        earlier = {one.obligation_id: one for one in self.status(before)} if before else {}
        return tuple(
            Change(status=one, was=earlier.get(one.obligation_id))
            for one in self.status(moment)
            if before is not None and _standing(one) != _standing(earlier.get(one.obligation_id))
        )


def _standing(status: Status | None) -> tuple[object, ...]:
    if status is None:
        return ()
    measured = status.measured
    return (status.phase, status.due_on, measured and (measured.low, measured.high, measured.unit))
