"""Evidence laid out in time: things in a fixed order, each of which weighs from one day to another.

A :class:`Strand` is made once and asked on many days. What weighs on a day is found by bisection, and
what is usually asked of it (whether anything does, whose words these are, the earliest day) is worked
out for all days in one pass. A :class:`Sight` is a strand on one day: a sequence like any other, that
notes in the :class:`~tregua.compliance.over_time.today.Horizon` until when what was asked of it holds.

Days are given as their numbers (``date.toordinal``).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar, overload

from tregua.compliance.over_time.today import NEVER, Horizon

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True)
class Course(Generic[V]):
    """A value that holds from each of ``days`` until the next; before the first, ``values[0]``."""

    days: tuple[int, ...]
    values: tuple[V, ...]

    def on(self, day: int) -> tuple[V, int]:
        """The value on a day, and the next day on which it may be another."""
        at = bisect_right(self.days, day)
        return self.values[at], self.days[at] if at < len(self.days) else NEVER


def _days(numbers: Iterable[int]) -> array[int]:
    """Numbers of days, or of rows, packed: there are many."""
    return array("i", numbers)


class Strand(Generic[T]):
    """``items`` in their order; each weighs on the days ``enter <= day < leave``."""

    def __init__(self, items: Sequence[T], enter: Iterable[int], leave: Iterable[int] | None = None) -> None:
        enters, leaves = _days(enter), _days(leave) if leave is not None else None
        if leaves is not None and not all(map(int.__lt__, enters, leaves)):
            kept = [row for row, day in enumerate(enters) if day < leaves[row]]
            items, enters = [items[row] for row in kept], _days(enters[row] for row in kept)
            leaves = _days(leaves[row] for row in kept)
        self.items = tuple(items)
        self.enter = enters
        self.leave = leaves if leaves is not None and any(day < NEVER for day in leaves) else None
        self._made: dict[Hashable, Any] = {}
        self._last: tuple[int, int, tuple[T, ...]] | None = None

    @cached_property
    def _layout(self) -> _Layout:
        return _lay_out(self.enter, self.leave)

    def on(self, day: int) -> tuple[tuple[T, ...], int]:
        """What weighs on a day, in order, and the next day on which that is otherwise."""
        last = self._last
        if last is not None and last[0] <= day < last[1]:
            return last[2], last[1]
        till = self._next(day)
        self._last = (day, till, self._weighing(day))
        return self._last[2], till

    def _next(self, day: int) -> int:
        enters, leaves = self._layout.enters, self._layout.leaves
        at = bisect_right(enters, day)
        entering = enters[at] if at < len(enters) else NEVER
        gone = bisect_right(leaves, day)
        leaving = leaves[gone] if gone < len(leaves) else NEVER
        return min(entering, leaving)

    def _weighing(self, day: int) -> tuple[T, ...]:
        laid = self._layout
        lasting = laid.lasting[: bisect_right(laid.lasting_days, day)]
        if self.leave is None:
            if laid.is_ordered:
                return self.items[: len(lasting)]
            return tuple(self.items[n] for n in sorted(lasting))
        upto = bisect_right(laid.passing_days, day)
        since = bisect_right(laid.reach, day, hi=upto)
        passing = [n for n in laid.passing[since:upto] if self.leave[n] > day]
        rows = sorted((*lasting, *passing)) if lasting or not laid.is_ordered else passing
        return tuple(self.items[n] for n in rows)

    def made(self, key: Hashable, make: Callable[[], V]) -> V:
        """What is made from this strand once and kept with it."""
        if key not in self._made:
            self._made[key] = make()
        found: V = self._made[key]
        return found

    def part(self, key: Hashable, holds: Callable[[T], bool]) -> Strand[T]:
        """The things for which ``holds``, on the same days."""
        return self.made(("part", key), lambda: self.rows([n for n, i in enumerate(self.items) if holds(i)]))

    def rows(self, rows: Sequence[int]) -> Strand[T]:
        """The things in these rows, on the same days."""
        leave = [self.leave[n] for n in rows] if self.leave is not None else None
        return Strand([self.items[n] for n in rows], [self.enter[n] for n in rows], leave)

    def until(self, key: Hashable, leaves: Callable[[T], int]) -> Strand[T]:
        """The same things, each of which weighs no longer from the day ``leaves`` gives."""

        def make() -> Strand[T]:
            own = self.leave or (NEVER,) * len(self.items)
            leave = [min(one, leaves(item)) for one, item in zip(own, self.items, strict=True)]
            return Strand(self.items, self.enter, leave)

        return self.made(("until", key), make)

    def _turns(self) -> Iterator[tuple[int, int, bool]]:
        """In order of day: which thing (by its row) comes in, or goes out."""
        if self.leave is None:
            yield from ((self.enter[row], row, True) for row in self._layout.lasting)
            return
        turns = [day << 32 | row << 1 for row, day in enumerate(self.enter)]
        turns += [day << 32 | row << 1 | 1 for row, day in enumerate(self.leave) if day < NEVER]
        turns.sort()
        yield from ((turn >> 32, (turn & 0xFFFFFFFF) >> 1, not turn & 1) for turn in turns)

    def some(self) -> Course[bool]:
        """Whether anything weighs."""

        def values() -> Iterator[tuple[int, bool]]:
            number = 0
            for day, _, comes in self._turns():
                number += 1 if comes else -1
                yield day, number > 0

        def make() -> Course[bool]:
            if self.leave is None:
                first = self._layout.enters[:1]
                return Course(tuple(first), (False, True)[: len(first) + 1])
            return _course(False, values())

        return self.made("some", make)

    def names(self, key: Callable[[T], tuple[str, ...]]) -> Course[frozenset[str]]:
        """The names that ``key`` gives of the things that weigh."""

        def values() -> Iterator[tuple[int, frozenset[str]]]:
            known: Counter[str] = Counter()
            for day, row, comes in self._turns():
                turned = False
                for name in key(self.items[row]):
                    before = known[name]
                    known[name] = before + (1 if comes else -1)
                    turned = turned or not before or not known[name]
                if turned:
                    yield day, frozenset(one for one, number in known.items() if number)

        return self.made(("names", key), lambda: _course(frozenset(), values()))

    def least(self, key: Callable[[T], int | None]) -> Course[int | None]:
        """The least number that ``key`` gives of the things that weigh; None for none."""

        def values() -> Iterator[tuple[int, int | None]]:
            heap: list[tuple[int, int]] = []
            for day, row, comes in self._turns():
                value = key(self.items[row])
                if comes and value is not None:
                    heappush(heap, (value, row))
                while heap and self.leave is not None and self.leave[heap[0][1]] <= day:
                    heappop(heap)
                yield day, heap[0][0] if heap else None

        return self.made(("least", key), lambda: _course(None, values()))


class _Layout(NamedTuple):
    """The rows of a strand by the day from which they weigh: those that do for good, and those that do
    for a time, with the latest day until which any of them so far does."""

    is_ordered: bool
    enters: array[int]
    leaves: array[int]
    lasting: array[int]
    lasting_days: array[int]
    passing: array[int]
    passing_days: array[int]
    reach: array[int]


def _lay_out(enter: array[int], leave: array[int] | None) -> _Layout:
    by_day = _days(sorted(range(len(enter)), key=enter.__getitem__))
    is_ordered = by_day == _days(range(len(enter)))
    enters = enter if is_ordered else _days(enter[row] for row in by_day)
    if leave is None:
        none = _days(())
        return _Layout(is_ordered, enters, none, by_day, enters, none, none, none)
    lasting = _days(row for row in by_day if leave[row] >= NEVER)
    passing = _days(row for row in by_day if leave[row] < NEVER)
    return _Layout(
        is_ordered,
        enters,
        leaves=_days(sorted(leave[row] for row in passing)),
        lasting=lasting,
        lasting_days=_days(enter[row] for row in lasting),
        passing=passing,
        passing_days=_days(enter[row] for row in passing),
        reach=_days(accumulate((leave[row] for row in passing), max)),
    )


def _course(before: V, values: Iterator[tuple[int, V]]) -> Course[V]:
    """A course of the values that several turns a day lead to: the last one of each day holds."""
    days: list[int] = []
    found = [before]
    for day, value in values:
        if days and days[-1] == day:
            found[-1] = value
            if found[-1] == found[-2]:
                days.pop()
                found.pop()
        elif value != found[-1]:
            days.append(day)
            found.append(value)
    return Course(tuple(days), tuple(found))


class Sight(Sequence[T]):
    """What of a strand weighs on one day."""

    __slots__ = ("_day", "_horizon", "_lag", "strand")

    def __init__(self, strand: Strand[T], day: int, horizon: Horizon | None = None, lag: int = 0) -> None:
        """``lag``: how many days the day asked about lies after ``day``."""
        self.strand = strand
        self._day = day
        self._horizon = horizon
        self._lag = lag

    def of(self, strand: Strand[T]) -> Sight[T]:
        """Another strand on the same day."""
        return Sight(strand, self._day, self._horizon, self._lag)

    def look(self, course: Course[V]) -> V:
        """A course's value on the day."""
        value, till = course.on(self._day)
        if self._horizon is not None:
            self._horizon.note(till + self._lag)
        return value

    @property
    def things(self) -> tuple[T, ...]:
        """Everything that weighs, in order."""
        things, till = self.strand.on(self._day)
        if self._horizon is not None:
            self._horizon.note(till + self._lag)
        return things

    def __bool__(self) -> bool:
        return self.look(self.strand.some())

    def __iter__(self) -> Iterator[T]:
        return iter(self.things)

    def __len__(self) -> int:
        return len(self.things)

    def __contains__(self, thing: object) -> bool:
        return thing in self.things

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.things[at]

    def __eq__(self, other: object) -> bool:
        return self.things == (other.things if isinstance(other, Sight) else other)

    def __hash__(self) -> int:
        return hash(self.things)


class Together(Sequence[T]):
    """Several sequences one after the other, each still asked in its own way."""

    __slots__ = ("parts",)

    def __init__(self, *parts: Sequence[T]) -> None:
        self.parts = parts

    def __bool__(self) -> bool:
        return any(bool(part) for part in self.parts)

    def __iter__(self) -> Iterator[T]:
        return (thing for part in self.parts for thing in part)

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return tuple(self)[at]
