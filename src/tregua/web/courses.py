"""How a register's figures run over the days: running totals, and levels that stand until the next.

Only figures said to be so are drawn (not promises, demands or denials), each at the last day it speaks
of; whose word each is stands in the table beside the chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tregua.model.standing import Entry
from tregua.reporting.chart_svg import nice_step

_LEVELS = frozenset({"forces"})
_FEWEST = 3


@dataclass(frozen=True)
class Point:
    """One figure: how far along the days (0 to 1) and up the chart (0 to 1), and the entry it is from."""

    across: float
    up: float
    entry: Entry


@dataclass(frozen=True)
class Course:
    """One measure's figures in order of their days. ``ticks`` are values with their height (0 to 1)."""

    measure: str
    unit: str
    points: tuple[Point, ...]
    ticks: tuple[tuple[float, float], ...]


def draw_courses(entries: Sequence[Entry], days: Sequence[date]) -> tuple[Course, ...]:
    """A course for every measure with at least three figures on the centre's days."""
    measures: dict[str, list[tuple[date, float, Entry]]] = {}
    for entry in entries:
        day = entry.on
        value = entry.low if entry.low is not None else entry.high
        if value is None or day is None or not _counts(entry) or not days[0] <= day <= days[-1]:
            continue
        measures.setdefault(entry.measure, []).append((day, value, entry))
    return tuple(
        _course(measure, sorted(told, key=lambda one: (one[0], one[1], one[2].entry_id)), days)
        for measure, told in sorted(measures.items())
        if len({day for day, _, _ in told}) >= _FEWEST
    )


def _counts(entry: Entry) -> bool:
    return entry.is_fact and (
        entry.basis == "total" or (entry.basis is None and entry.register_name in _LEVELS)
    )


def _course(measure: str, told: list[tuple[date, float, Entry]], days: Sequence[date]) -> Course:
    highest = max(value for _, value, _ in told)
    step = nice_step(highest, 3)
    top = step * -(-highest // step) or 1.0
    length = max((days[-1] - days[0]).days, 1)
    return Course(
        measure=measure,
        unit=told[-1][2].unit,
        points=tuple(Point((day - days[0]).days / length, value / top, entry) for day, value, entry in told),
        ticks=tuple((step * number, step * number / top) for number in range(int(top / step) + 1)),
    )
