"""Standings by day, remembered: those of a moment as they are asked for, those of every evening at once.

What is remembered is dropped when the record has grown, so that a page never shows an older centre.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import RLock

from tregua.compliance.judging.history import Run as Standing
from tregua.model.standing import Level, Phase, Status
from tregua.web.desk import Desk
from tregua.web.moment import Moment


@dataclass(frozen=True)
class Run:
    """An unbroken run of days on which an obligation stood the same. Both days included."""

    phase: Phase
    first: date
    last: date

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
        self._evenings: Mapping[str, Sequence[Standing]] | None = None

    def status(self, moment: Moment) -> tuple[Status, ...]:
        """Every obligation at that moment."""
        with self._lock:
            self._forget_if_grown(moment)
            return self._status(moment)

    def at_hand(self, moment: Moment) -> tuple[Status, ...] | None:
        """The same where it is known at once; None where it would have to be waited for."""
        with self._lock:
            self._forget_if_grown(moment)
            known = (moment.on, moment.as_of) in self._known or self._desk.is_ready(moment.on, moment.as_of)
            return self._status(moment) if known else None

    def one(self, moment: Moment, obligation_id: str) -> Status | None:
        """One obligation at that moment."""
        return next((one for one in self.status(moment) if one.obligation_id == obligation_id), None)

    def course(self, moment: Moment, obligation_id: str) -> tuple[tuple[date, Level | None], ...]:
        """What was measured of one obligation on each day up to the moment, as known that evening; None
        where nothing was."""
        runs = self._every_evening(moment).get(obligation_id, ())
        until = min(moment.on, moment.as_of)
        return tuple((day, _measured_on(runs, day)) for day in moment.days if day <= until)

    def _every_evening(self, moment: Moment) -> Mapping[str, Sequence[Standing]]:
        with self._lock:
            self._forget_if_grown(moment)
            if self._evenings is None:
                self._evenings = self._desk.evenings()
            return self._evenings

    def _forget_if_grown(self, moment: Moment) -> None:
        checkpoint = self._desk.checkpoint(moment.last)
        grown = (len(moment.days), checkpoint.size if checkpoint else 0)
        if grown != self._grown:
            self._known.clear()
            self._evenings = None
            self._grown = grown

    def _status(self, moment: Moment) -> tuple[Status, ...]:
        key = (moment.on, moment.as_of)
        if key not in self._known:
            self._known[key] = tuple(self._desk.status(moment.on, moment.as_of))
        return self._known[key]

    def runs(self, moment: Moment) -> dict[str, tuple[Run, ...]]:
        """For each obligation, its runs of days up to the moment, each day as known that evening."""
        until = min(moment.on, moment.as_of)
        played = moment.days[: bisect_right(moment.days, until)]
        told = self._every_evening(moment).items() if played else ()
        joined = {obligation_id: _joined(runs, played) for obligation_id, runs in told}
        return {obligation_id: runs for obligation_id, runs in joined.items() if runs}

    def changes(self, moment: Moment) -> tuple[Change, ...]:
        """What stands otherwise than the day before."""
        before = moment.before
        earlier = {one.obligation_id: one for one in self.status(before)} if before else {}
        return tuple(
            Change(status=one, was=earlier.get(one.obligation_id))
            for one in self.status(moment)
            if before is not None and _standing(one) != _standing(earlier.get(one.obligation_id))
        )


def _joined(runs: Sequence[Standing], played: Sequence[date]) -> tuple[Run, ...]:
    """The runs that begin on one of the days ``played``, cut at the last of them; neighbours of one phase
    made one."""
    joined: list[Run] = []
    for run in runs:
        if run.first > played[-1]:
            break
        last = min(run.last, played[-1])
        if joined and joined[-1].phase == run.phase:
            joined[-1] = Run(run.phase, joined[-1].first, last)
        else:
            joined.append(Run(run.phase, run.first, last))
    return tuple(joined)


def _measured_on(runs: Sequence[Standing], day: date) -> Level | None:
    at = bisect_right(runs, day, key=lambda run: run.first) - 1
    return runs[at].measured if at >= 0 and day <= runs[at].last else None


def _standing(status: Status | None) -> tuple[object, ...]:
    if status is None:
        return ()
    measured = status.measured
    return (status.phase, status.due_on, measured and (measured.low, measured.high, measured.unit))
