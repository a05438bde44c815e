"""Each day as it was watched: who says to have looked, and what is told of that day.

A day nobody says to have watched is *not observed*, which is never "no violation".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    days = [until - timedelta(days=back) for back in range(length - 1, -1, -1)]
    done = [watch for watch in watches if watch.outcome == "done"]
    return tuple(
        WatchedDay(
            day=day,
            observers=tuple(
                sorted(
                    {
                        watch.observer or ""
                        for watch in done
                        if day_of(watch.earliest) <= day <= day_of(watch.latest)
                    }
                )
            ),
            incidents=tuple(one for one in incidents if day_of(one.earliest) <= day <= day_of(one.latest)),
        )
        for day in days
    )


def happened_by(incidents: Sequence[Incident], on: date) -> tuple[Incident, ...]:
    """Incidents that began on or before the day, newest first."""
    told = [one for one in incidents if day_of(one.earliest) <= on]
    return tuple(sorted(told, key=lambda one: (one.earliest, one.incident_id), reverse=True))
