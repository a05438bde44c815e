"""Each day as it was watched: who says to have looked, and what is told of that day.

A day nobody says to have watched is *not observed*, which is never "no violation".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tregua import coverage
from tregua.model.standing import Watch


@dataclass(frozen=True)
class WatchedDay:
    """One day: its observers, and whether any incident is said to have happened on it."""

    day: date
    observers: tuple[str, ...]
    has_incident: bool

    @property
    def state(self) -> str:
        """``incident`` (with ``watched`` or not), ``watched`` or ``unseen``."""
        if self.has_incident:
            return "incident" if self.observers else "incident-unseen"
        return "watched" if self.observers else "unseen"


def watched_days(
    watches: Sequence[Watch], told_of: Collection[date], until: date, length: int
) -> tuple[WatchedDay, ...]:
    """The last ``length`` days up to and with ``until``; ``told_of`` are those with an incident."""
    return tuple(
        WatchedDay(
            day=one.day,
            observers=one.observed_by,
            has_incident=one.day in told_of,
        )
        for one in coverage.watched_days(watches, until - timedelta(days=length - 1), until)
    )
