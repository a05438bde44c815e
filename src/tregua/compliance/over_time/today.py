"""A day that remembers what it was compared with, so that it can tell how long an answer holds.

A rule is a function of a day and of evidence. Whoever wants a whole history need not ask it every day:
asked on a day that is a :class:`Today`, it leaves in the :class:`Horizon` the first later day on which
one of its comparisons would come out otherwise. Until then its answer is the same, except that a count
of days since a fixed one (:class:`DayCount`) grows by one a day.

- ``today > due``, asked before the due day is past, holds until the day after it.
- ``today - due`` is an :class:`Elapsed`; its ``days`` are a :class:`DayCount`, compared in the same way.
- Whatever cannot be followed (printing the day, its number in the calendar) holds for that day only.

One thing cannot be seen from here: ``datetime.combine(today, …)`` reads the day behind its back. Rules
do not use it; a test looks.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

NEVER = date.max.toordinal() + 1
"""A day's number that no day has."""


class Horizon:
    """``until``: the number of the first day on which something that was looked at may be otherwise;
    ``now``: that of the day asked about."""

    __slots__ = ("now", "until")

    def __init__(self, now: int = 0) -> None:
        self.now = now
        self.until = NEVER

    def note(self, ordinal: int) -> None:
        """Something looked at may be otherwise on that day."""
        if ordinal < self.until:
            self.until = ordinal


class Today(date):
    """The day asked about, or one that lies a fixed number of days from it."""

    _horizon: Horizon
    _now: int

    def __new__(cls, day: date, horizon: Horizon, now: int | None = None) -> Today:
        """``now`` is the number of the day asked about, where ``day`` lies some days from it."""
        made = super().__new__(cls, date.year.__get__(day), date.month.__get__(day), date.day.__get__(day))
        made._horizon = horizon
        made._now = date.toordinal(day) if now is None else now
        return made

    @property
    def plain(self) -> date:
        """The same day as an ordinary one; nothing is remembered."""
        return date.fromordinal(date.toordinal(self))

    @property
    def lag(self) -> int:
        """How many days the day asked about lies after this one."""
        return self._now - date.toordinal(self)

    def _in(self, days: int) -> None:
        self._horizon.note(self._now + days)

    def _ahead(self, other: object) -> int | None:
        """How many days ``other`` lies ahead; None where it moves along or is no day."""
        if isinstance(other, Today) or type(other) is not date:
            return None
        return date.toordinal(other) - date.toordinal(self)

    def _passes(self, other: object, after: int) -> None:
        ahead = self._ahead(other)
        if ahead is not None and ahead + after > 0:
            self._in(ahead + after)

    def __lt__(self, other: date) -> bool:
        self._passes(other, 0)
        return date.__lt__(self, other)

    def __ge__(self, other: date) -> bool:
        self._passes(other, 0)
        return date.__ge__(self, other)

    def __gt__(self, other: date) -> bool:
        self._passes(other, 1)
        return date.__gt__(self, other)

    def __le__(self, other: date) -> bool:
        self._passes(other, 1)
        return date.__le__(self, other)

    def __eq__(self, other: object) -> bool:
        ahead = self._ahead(other)
        if ahead is not None and ahead >= 0:
            self._in(ahead or 1)
        return date.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        self._in(1)
        return date.__hash__(self.plain)

    def __add__(self, other: timedelta) -> Today:
        return Today(self.plain + other, self._horizon, self._now)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, Today):
            return self.plain - other.plain
        if isinstance(other, timedelta):
            return Today(self.plain - other, self._horizon, self._now)
        return Elapsed(self.plain - other, self._horizon, self._now)

    def __rsub__(self, other: date) -> timedelta:
        self._in(1)
        return other - self.plain

    @property
    def year(self) -> int:
        """The year; it holds until the year's end."""
        year: int = date.year.__get__(self)
        self._in(date(year, 12, 31).toordinal() + 1 - date.toordinal(self) if year < date.max.year else 1)
        return year

    @property
    def month(self) -> int:
        """The month; for this day only."""
        self._in(1)
        month: int = date.month.__get__(self)
        return month

    @property
    def day(self) -> int:
        """The day of the month; for this day only."""
        self._in(1)
        day: int = date.day.__get__(self)
        return day

    def toordinal(self) -> int:
        """The day's number; for this day only."""
        self._in(1)
        return date.toordinal(self)

    def weekday(self) -> int:
        """The day of the week; for this day only."""
        self._in(1)
        return date.weekday(self)

    def isoformat(self) -> str:
        """The day in figures; for this day only."""
        self._in(1)
        return date.isoformat(self)

    __str__ = isoformat

    def __format__(self, spec: str) -> str:
        self._in(1)
        return format(self.plain, spec)

    def replace(self, *args: Any, **kwargs: Any) -> date:  # type: ignore[override]
        """Another day; for this day only."""
        self._in(1)
        return self.plain.replace(*args, **kwargs)

    def __repr__(self) -> str:
        return f"Today({date.isoformat(self)})"


class Elapsed(timedelta):
    """The time since a fixed day: one day more every day."""

    _horizon: Horizon
    _now: int

    def __new__(cls, gone: timedelta, horizon: Horizon, now: int) -> Elapsed:
        """``gone`` is what has gone by on the day numbered ``now``."""
        made = super().__new__(cls, days=timedelta.days.__get__(gone))
        made._horizon = horizon
        made._now = now
        return made

    @property
    def days(self) -> DayCount:
        """The number of days gone by, growing."""
        return DayCount(timedelta.days.__get__(self), self._horizon, self._now)

    def _days_of(self, other: timedelta) -> DayCount:
        """The count, for comparing; with a part of a day nothing but today is sure."""
        if other.seconds or other.microseconds:
            self._horizon.note(self._now + 1)
        return self.days

    def _plain(self) -> timedelta:
        return timedelta(days=timedelta.days.__get__(self))

    def __lt__(self, other: timedelta) -> bool:
        self._days_of(other).__lt__(other.days)
        return timedelta.__lt__(self, other)

    def __le__(self, other: timedelta) -> bool:
        self._days_of(other).__le__(other.days)
        return timedelta.__le__(self, other)

    def __gt__(self, other: timedelta) -> bool:
        self._days_of(other).__gt__(other.days)
        return timedelta.__gt__(self, other)

    def __ge__(self, other: timedelta) -> bool:
        self._days_of(other).__ge__(other.days)
        return timedelta.__ge__(self, other)

    def __eq__(self, other: object) -> bool:
        self._horizon.note(self._now + 1)
        return timedelta.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __bool__(self) -> bool:
        return self.days != 0

    def _today_only(self, name: str, *args: Any) -> Any:
        self._horizon.note(self._now + 1)
        return getattr(self._plain(), name)(*args)

    def __hash__(self) -> int:
        return int(self._today_only("__hash__"))

    def total_seconds(self) -> float:
        """Seconds; for this day only."""
        return float(self._today_only("total_seconds"))

    def __add__(self, other: timedelta) -> timedelta:
        return self._today_only("__add__", other)  # type: ignore[no-any-return]

    def __sub__(self, other: timedelta) -> timedelta:
        return self._today_only("__sub__", other)  # type: ignore[no-any-return]

    def __neg__(self) -> timedelta:
        return self._today_only("__neg__")  # type: ignore[no-any-return]

    def __floordiv__(self, other: Any) -> Any:
        return self._today_only("__floordiv__", other)

    def __mod__(self, other: timedelta) -> timedelta:
        return self._today_only("__mod__", other)  # type: ignore[no-any-return]

    def __truediv__(self, other: Any) -> Any:
        return self._today_only("__truediv__", other)

    def __mul__(self, other: float) -> timedelta:
        return self._today_only("__mul__", other)  # type: ignore[no-any-return]


class DayCount(int):
    """A number of days that is one more every day."""

    _horizon: Horizon
    _now: int

    def __new__(cls, value: int, horizon: Horizon, now: int) -> DayCount:
        """``value`` is the count on the day numbered ``now``."""
        made = super().__new__(cls, value)
        made._horizon = horizon
        made._now = now
        return made

    def _passes(self, other: Any, after: int) -> None:
        if isinstance(other, DayCount):
            return
        if not isinstance(other, int):
            self._horizon.note(self._now + 1)
            return
        ahead = int.__sub__(other, int.__int__(self)) + after
        if ahead > 0:
            self._horizon.note(self._now + ahead)

    def __lt__(self, other: int) -> bool:
        self._passes(other, 0)
        return int.__lt__(self, other)

    def __ge__(self, other: int) -> bool:
        self._passes(other, 0)
        return int.__ge__(self, other)

    def __gt__(self, other: int) -> bool:
        self._passes(other, 1)
        return int.__gt__(self, other)

    def __le__(self, other: int) -> bool:
        self._passes(other, 1)
        return int.__le__(self, other)

    def __eq__(self, other: object) -> bool:
        self._passes(other, 0)
        self._passes(other, 1)
        return int.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __bool__(self) -> bool:
        return self != 0

    def __add__(self, other: int) -> int:
        if isinstance(other, DayCount):
            self._horizon.note(self._now + 1)
            return int.__add__(self, other)
        return DayCount(int.__add__(self, other), self._horizon, self._now)

    __radd__ = __add__

    def __sub__(self, other: int) -> int:
        if isinstance(other, DayCount):
            return int.__sub__(self, other)
        return DayCount(int.__sub__(self, other), self._horizon, self._now)

    def _today_only(self, name: str, *args: Any) -> Any:
        self._horizon.note(self._now + 1)
        return getattr(int.__int__(self), name)(*args)

    def __rsub__(self, other: int) -> int:
        return int(self._today_only("__rsub__", other))

    def __hash__(self) -> int:
        return int(self._today_only("__hash__"))

    def __index__(self) -> int:
        return int(self._today_only("__index__"))

    def __mul__(self, other: Any) -> Any:
        return self._today_only("__mul__", other)

    __rmul__ = __mul__

    def __neg__(self) -> int:
        return int(self._today_only("__neg__"))

    def __floordiv__(self, other: Any) -> Any:
        return self._today_only("__floordiv__", other)

    def __truediv__(self, other: Any) -> Any:
        return self._today_only("__truediv__", other)

    def __mod__(self, other: Any) -> Any:
        return self._today_only("__mod__", other)

    def __divmod__(self, other: Any) -> Any:
        return self._today_only("__divmod__", other)

    def __float__(self) -> float:
        return float(self._today_only("__float__"))


def grows(number: int) -> bool:
    """Whether the number is one more every day."""
    return isinstance(number, DayCount)


def plain_count(number: int) -> int:
    """The number on the day asked about, as an ordinary one."""
    return int.__add__(number, 0) if isinstance(number, DayCount) else number
