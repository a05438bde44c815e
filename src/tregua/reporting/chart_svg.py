"""Small charts as SVG: a running total above, each day's own figure below, and who watched when.

A bound is drawn as one: a total given as "more than" points upwards, "about" is hollow, a range has
a whisker. Nothing is interpolated: the line between two dots only leads the eye and is dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape

from tregua.model.records import Comparator, Record

_WIDTH, _TOP, _LEFT, _RIGHT = 420.0, 28.0, 54.0, 12.0
_PLOT, _FLOW = 118.0, 40.0


class Point(Record):
    """A figure of one day, as given. ``text`` is how it is written."""

    day: str
    low: float
    high: float
    comparator: Comparator = "="
    text: str


class Series(Record):
    """One running total with the days' own figures. ``until`` closes the time axis."""

    title: str
    until: date
    totals: tuple[Point, ...]
    flows: tuple[Point, ...] = ()


_LEAST = 1e-6


def nice_step(largest: float, steps: int = 4) -> float:
    """A round step that reaches ``largest`` in at most ``steps``: 1, 2, 2.5 or 5 times a power of ten.

    What is too small to be a count of anything gets the step of one."""
    if largest < _LEAST:
        return 1.0
    power = 1.0
    while power * 10 <= largest / steps:
        power *= 10
    while power > largest / steps:
        power /= 10
    for factor in (1, 2, 2.5, 5, 10):
        if power * factor * steps >= largest:
            return power * factor
    return power * 10


def draw_series(series: Series, short_day: Sequence[str]) -> str:
    """The chart. ``short_day`` are the two words under the ends of the time axis."""
    first = first_day(series)
    last = max(series.until, first + timedelta(days=1))
    days = (last - first).days

    def across(day: str) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * min((date.fromisoformat(day) - first).days / days, 1.0)

    largest = max(point.high for point in series.totals)
    step = nice_step(largest)
    top = step * max(1, -int(-largest // step))
    bottom = _TOP + _PLOT

    def up(value: float) -> float:
        return bottom - _PLOT * value / top

    parts = [_ticks(step, top, up), _line(series.totals, across, up)]
    parts += [_dot(point, across(point.day), up) for point in series.totals]
    latest = series.totals[-1]
    anchor = "end" if across(latest.day) > _WIDTH * 0.6 else "start"
    lift = 15 if latest.comparator in (">", ">=") else 9
    parts.append(
        f'<text class="value" x="{_n(across(latest.day))}" y="{_n(up(latest.high) - lift)}"'
        f' text-anchor="{anchor}">{escape(latest.text)}</text>'
    )
    height = bottom + 18
    if series.flows:
        parts.append(_bars(series.flows, across, bottom + 22))
        height += _FLOW + 22
    base = height - 18
    parts.append(
        f'<path class="axis" d="M{_n(_LEFT)} {_n(base)}H{_n(_WIDTH - _RIGHT)}"/>'
        f'<text class="tick" x="{_n(_LEFT)}" y="{_n(base + 14)}">{escape(short_day[0])}</text>'
        f'<text class="tick" x="{_n(_WIDTH - _RIGHT)}" y="{_n(base + 14)}" text-anchor="end">'
        f"{escape(short_day[1])}</text>"
    )
    label = "; ".join(f"{point.day}: {point.text}" for point in series.totals)
    return (
        f'<svg class="chart" viewBox="0 0 {_n(_WIDTH)} {_n(height)}" role="img">'
        f"<title>{escape(series.title)}</title><desc>{escape(label)}</desc>{''.join(parts)}</svg>"
    )


def first_day(series: Series) -> date:
    """Where the time axis begins."""
    return min(date.fromisoformat(point.day) for point in (*series.totals, *series.flows))


def _ticks(step: float, top: float, up: Callable[[float], float]) -> str:
    lines = []
    number = 0
    while number * step <= top + step / 1000:
        value = number * step
        y = up(value)
        text = f"{value:,.10g}" if value < 1000 else f"{value:,.0f}"
        lines.append(
            f'<path class="{"grid" if number else "axis"}" d="M{_n(_LEFT)} {_n(y)}H{_n(_WIDTH - _RIGHT)}"/>'
            f'<text class="tick" x="{_n(_LEFT - 6)}" y="{_n(y + 3.5)}" text-anchor="end">{text}</text>'
        )
        number += 1
    return "".join(lines)


def _line(points: Sequence[Point], across: Callable[[str], float], up: Callable[[float], float]) -> str:
    path: dict[str, str] = {}
    for point in points:
        middle = (point.low + point.high) / 2
        path.setdefault(point.day, f"{_n(across(point.day))} {_n(up(middle))}")
    return f'<path class="lead" d="M{"L".join(path.values())}"/>'


def _dot(point: Point, x: float, up: Callable[[float], float]) -> str:
    low, high = up(point.low), up(point.high)
    middle = (low + high) / 2
    mark = ""
    if low != high:
        mark = f'<path class="whisker" d="M{_n(x)} {_n(low)}V{_n(high)}"/>'
    elif point.comparator in (">", ">="):
        mark = f'<path class="whisker" d="M{_n(x)} {_n(middle - 3)}v-7m-3 3l3-3 3 3"/>'
    elif point.comparator in ("<", "<=", "<~"):
        mark = f'<path class="whisker" d="M{_n(x)} {_n(middle + 3)}v7m-3-3l3 3 3-3"/>'
    hollow = " hollow" if point.comparator in ("~", "<~") else ""
    return f'{mark}<circle class="dot{hollow}" cx="{_n(x)}" cy="{_n(middle)}" r="3.2"/>'


def _bars(flows: Sequence[Point], across: Callable[[str], float], top: float) -> str:
    largest = max(point.high for point in flows) or 1.0
    base = top + _FLOW
    bars = []
    for point in flows:
        height = max(_FLOW * point.high / largest, 1.0)
        x = across(point.day)
        bars.append(f'<path class="bar" d="M{_n(x)} {_n(base)}v{_n(-height)}"/>')
    text = f"{largest:,.10g}"
    bars.append(
        f'<path class="grid" d="M{_n(_LEFT)} {_n(top)}H{_n(_WIDTH - _RIGHT)}"/>'
        f'<text class="tick" x="{_n(_LEFT - 6)}" y="{_n(top + 3.5)}" text-anchor="end">{text}</text>'
    )
    return "".join(bars)


def draw_strip(
    rows: Sequence[tuple[str, Sequence[str], str]], days: Sequence[date], ends: Sequence[str]
) -> str:
    """Observers by days. A row is a name, a cell word a day (done, planned, denied, none), a title."""
    cell, left = 17.0, 4.0
    height = 40.0 * len(rows) + 20
    width = left * 2 + cell * len(days)
    parts = []
    for number, (name, cells, title) in enumerate(rows):
        y = 40.0 * number
        parts.append(f'<text class="name" x="{_n(left)}" y="{_n(y + 12)}">{escape(name)}</text>')
        squares = "".join(_cell(word, left + cell * place, y + 17) for place, word in enumerate(cells))
        parts.append(f"<g><title>{escape(title)}</title>{squares}</g>")
    base = height - 6
    parts.append(
        f'<text class="tick" x="{_n(left)}" y="{_n(base)}">{escape(ends[0])}</text>'
        f'<text class="tick" x="{_n(width - left)}" y="{_n(base)}" text-anchor="end">{escape(ends[1])}</text>'
    )
    return (
        f'<svg class="watch" viewBox="0 0 {_n(width)} {_n(height)}" aria-hidden="true">{"".join(parts)}</svg>'
    )


def _cell(word: str, x: float, y: float) -> str:
    box = f'<rect class="cell {word}" x="{_n(x + 0.5)}" y="{_n(y + 0.5)}" width="14" height="14" rx="1.5"/>'
    if word == "denied":
        box += f'<path class="cross" d="M{_n(x + 3.5)} {_n(y + 3.5)}l8 8m0-8l-8 8"/>'
    elif word == "planned":
        box += f'<path class="cross" d="M{_n(x + 3)} {_n(y + 12)}l9-9"/>'
    return box


def _n(value: float) -> str:
    """A coordinate with at most one decimal, the same everywhere."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"
