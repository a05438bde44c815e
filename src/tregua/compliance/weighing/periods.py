"""What falls due again and again: every week from a day on, until the window ends.

A period begins on the day after the one before it fell due, the first one on the first day itself; what
is owed for it falls due on its last day. As with every window, the day counted from is not counted:
every week from a Monday falls due on Mondays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tregua.agreement.calendar import last_day, parse_duration, shift
from tregua.compliance.case.scene import Case
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight


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


@dataclass(frozen=True)
class Made:
    """What was made in which period: the words by the period's number, and those numbers in order."""

    words: dict[int, tuple[Word, ...]]
    numbers: tuple[int, ...]

    def of(self, number: int, day: date) -> tuple[Word, ...]:
        """The words of one period, up to ``day``."""
        return tuple(word for word in self.words.get(number, ()) if word.last is None or word.last <= day)

    def missed(self, passed: int) -> int:
        """How many of the first ``passed`` periods, all over, have nothing."""
        return passed - bisect_left(self.numbers, passed)

    def last_missed(self, passed: int) -> int:
        """The last of the first ``passed`` periods that has nothing."""
        return next(number for number in reversed(range(passed)) if number not in self.words)


def made_in(periods: Periods, words: Sequence[Word]) -> Made:
    """Words that something was made, by period. Those of a strand are sorted once, for all days."""
    if not isinstance(words, Sight):
        return _by_period(periods, words)
    strand = words.strand
    key = ("periods", periods.starts, periods.every, periods.ends)
    made: Made = strand.made(key, lambda: _by_period(_until_last(periods, strand.items), strand.items))
    return made


def _until_last(periods: Periods, words: Sequence[Word]) -> Periods:
    """The periods up to the last day that the words tell of."""
    last = date(max((word.last for word in words if word.last), default=periods.starts).year, 12, 31)
    ends = last if periods.ends is None else min(periods.ends, last)
    return replace(periods, due=_due_days(periods.starts, periods.every, ends))


def _by_period(periods: Periods, words: Sequence[Word]) -> Made:
    found: dict[int, list[Word]] = {}
    for word in words:
        number = periods.of(word.last) if word.last is not None else None
        if number is not None:
            found.setdefault(number, []).append(word)
    return Made({number: tuple(listed) for number, listed in found.items()}, tuple(sorted(found)))
