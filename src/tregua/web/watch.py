"""Each day as it was watched: who says to have looked, and what is told of that day.

A day nobody says to have watched is *not observed*, which is never "no violation".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tregua import coverage
from tregua.model.standing import Incident, Watch
from tregua.model.when import day_of


@dataclass(frozen=True)
class WatchedDay:
    """One day: its observers, and the incidents said to have happened on it."""

    day: date
    observers: tuple[str, ...]
    incidents: tuple[Incident, ...]

    @property
    def state(self) -> str:
        """``incident`` (with ``watched`` or not), ``watched`` or ``unseen``."""
        if self.incidents:
            return "incident" if self.observers else "incident-unseen"
        return "watched" if self.observers else "unseen"


def watched_days(
    watches: Sequence[Watch], incidents: Sequence[Incident], until: date, length: int
) -> tuple[WatchedDay, ...]:
    """The last ``length`` days up to and with ``until``."""
    return tuple(
        WatchedDay(
            day=one.day,
            observers=one.observed_by,
            incidents=tuple(
                told for told in incidents if day_of(told.earliest) <= one.day <= day_of(told.latest)
            ),
        )
        for one in coverage.watched_days(watches, until - timedelta(days=length - 1), until)
    )


def happened_by(incidents: Sequence[Incident], on: date) -> tuple[Incident, ...]:
    """Incidents that began on or before the day, newest first."""
    told = [one for one in incidents if day_of(one.earliest) <= on]
    return tuple(sorted(told, key=lambda one: (one.earliest, one.incident_id), reverse=True))
