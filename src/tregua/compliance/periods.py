"""What falls due again and again: every week from a day on, until the window ends.

A period begins on the day after the one before it fell due, the first one on the first day itself; what
is owed for it falls due on its last day. As with every window, the day counted from is not counted:
every week from a Monday falls due on Mondays.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tregua.agreement.calendar import last_day, parse_duration, shift
from tregua.compliance.scene import Case


@dataclass(frozen=True)
class Periods:
    """The days on which something falls due, up to the year of the day asked about.

    ``ends`` is the window's last day, None where it runs on.
    """

    starts: date
    every: str
    ends: date | None
    due: tuple[date, ...]

    def of(self, day: date) -> int | None:
        """The number, from nought, of the period a day lies in; None before the first."""
        return bisect_left(self.due, day) if day >= self.starts else None

    def passed(self, day: date) -> int:
        """How many are over on a day: their last day is past."""
        return bisect_left(self.due, day)

    def begins(self, number: int) -> date:
        """The day a period is counted from."""
        return self.due[number - 1] if number else self.starts

    def next_due(self, day: date) -> date | None:
        """The last day of the period that runs on ``day``; None where no further one falls due."""
        coming = shift(self.starts, parse_duration(self.every), self.passed(day) + 1)
        return coming if self.ends is None or coming <= self.ends else None


def periods_of(case: Case, every: str) -> Periods | None:
    """The periods of ``every`` (ISO 8601) that the case's window holds; None where the event from which
    it counts has not happened, or where the duration is none."""
    window = case.obligation.window
    if window is not None and window.event and window.starts_at is None and window.due is None:
        return None
    starts, ends = case.starts_at.date(), last_day(window)
    each = parse_duration(every)
    if not (each.months or each.days):
        return None
    last = date(max(case.day, starts).year, 12, 31)
    return Periods(starts, every, ends, _due_days(starts, every, last if ends is None else min(ends, last)))


@lru_cache(maxsize=1024)
def _due_days(starts: date, every: str, ends: date) -> tuple[date, ...]:
    each = parse_duration(every)
    found: list[date] = []
    while (coming := shift(starts, each, len(found) + 1)) <= ends:
        found.append(coming)
    return tuple(found)
