"""Where names stand on the map of control: each on its area where there is room, else beside it on a thread.

No name is left out: what control is said to be is told by these words, not by colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import box, shortest_line

from tregua.reporting.map_frame import WIDTH

NAME, WORDS = 28, 22
"""Sizes of a name and of the words under it, in sheet units."""
_LEADING = 1.12
_EDGE, _NEAR = 8, 26


@dataclass(frozen=True)
class Wanted:
    """A label asked for: what it is of, the point to begin at, the forms of the name, the words under them;
    ``inside``: it may stand on its point."""

    shape: Any

    x: float
    y: float
    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    inside: bool = True
    small: bool = False

    @property
    def lines(self) -> tuple[tuple[str, float], ...]:
        """Each line with its size."""
        name = WORDS if self.small else NAME
        return (*((one, name) for one in self.names), *((one, WORDS) for one in self.words))


@dataclass(frozen=True)
class Label:
    """A label with a place: its middle across, each line with its base line, and the thread to its point."""

    x: float
    lines: tuple[tuple[str, float, bool], ...]
    thread: str = ""


def set_labels(wanted: Sequence[Wanted], shapes: Sequence[Any], height: float) -> tuple[Label, ...]:
    """A label for each, in the order asked; none over another if it can be helped, and a strip's beside it
    rather than over other areas."""
    taken: list[Any] = [box(WIDTH * 0.76, height - 56, WIDTH, height)]  # the scale stands there
    taken += [one.shape.buffer(10) for one in wanted if one.small]
    return tuple(_set(one, taken, shapes, height) for one in wanted)


def _set(wanted: Wanted, taken: list[Any], shapes: Sequence[Any], height: float) -> Label:
    wide, tall = _extent(wanted)
    best, where = math.inf, (wanted.x, wanted.y)
    for spot in _spots(wanted, wide, tall):
        x = min(max(spot[0], wide / 2 + _EDGE), WIDTH - wide / 2 - _EDGE)
        y = min(max(spot[1], tall / 2 + _EDGE), height - tall / 2 - _EDGE)
        sheet = box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        over = sum(sheet.intersection(other).area for other in taken)
        pulled = (x, y) != (wanted.x, wanted.y)
        off = sheet.distance(wanted.shape) + math.hypot(x - wanted.x, y - wanted.y) / 5 if pulled else 0.0
        foreign = 0.0 if wanted.small or not pulled else sum(sheet.intersection(one).area for one in shapes)
        cost = off + over * 5 + foreign / 20
        if cost < best:
            best, where = cost, (x, y)
    x, y = where
    taken.append(box(x - wide / 2 - 4, y - tall / 2 - 2, x + wide / 2 + 4, y + tall / 2 + 2))
    top = y - tall / 2
    lines = []
    for text, size in wanted.lines:
        top += size * _LEADING
        lines.append((text, round(top - size * 0.24, 1), size == WORDS))
    sheet = box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return Label(round(x, 1), tuple(lines), _thread(sheet, wanted.shape))


def _extent(wanted: Wanted) -> tuple[float, float]:
    wide = max(len(text) * size * (0.5 if size == NAME else 0.54) for text, size in wanted.lines)
    return wide, sum(size * _LEADING for _, size in wanted.lines)


def _spots(wanted: Wanted, wide: float, tall: float) -> Iterator[tuple[float, float]]:
    if wanted.inside:
        yield wanted.x, wanted.y
    near = tall / 2 + 14 if wanted.small else 60
    for reach in range(int(near), 420, 24):
        for turn in range(24):
            angle = math.tau * turn / 24
            yield (
                wanted.x + math.cos(angle) * (reach + wide / 3),
                wanted.y + math.sin(angle) * reach,
            )


def _thread(sheet: Any, shape: Any) -> str:
    """The shortest line from a label to what it is of; none where it touches it."""
    if sheet.distance(shape) < _NEAR:
        return ""
    (x, y), (to_x, to_y) = shortest_line(sheet, shape).coords
    return f"M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}"
