"""Where names go on a map: each in the first free spot around its point; what finds none is left out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from tregua.reporting.map_frame import WIDTH


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass
class Labels:
    """The sheet's taken places, and the names set so far."""

    height: float
    taken: list[Box] = field(default_factory=list)
    set_names: list[str] = field(default_factory=list)

    def block(self, x: float, y: float, reach: float) -> None:
        """Keeps names off a symbol."""
        self.taken.append(Box(x - reach, y - reach, x + reach, y + reach))

    def cover(self, points: Iterable[tuple[float, float]]) -> None:
        """Keeps names off an area: the rectangle around it."""
        found = list(points)
        if found:
            xs, ys = [x for x, _ in found], [y for _, y in found]
            self.taken.append(Box(min(xs), min(ys), max(xs), max(ys)))

    def beside(
        self, x: float, y: float, lines: tuple[str, ...], kind: str, size: float, gap: float = 7
    ) -> bool:
        """Sets a name next to a point; False where there is no room."""
        wide, tall = _extent(lines, size, kind)
        spots = (
            (x + gap, y - tall / 2, "start"),
            (x - gap - wide, y - tall / 2, "end"),
            (x - wide / 2, y - gap - tall, "middle"),
            (x - wide / 2, y + gap, "middle"),
            (x + gap * 0.7, y - gap * 0.7 - tall, "start"),
            (x + gap * 0.7, y + gap * 0.7, "start"),
            (x - gap * 0.7 - wide, y - gap * 0.7 - tall, "end"),
            (x - gap * 0.7 - wide, y + gap * 0.7, "end"),
        )
        return any(self._set(left, top, wide, tall, anchor, lines, kind, size) for left, top, anchor in spots)

    def led(self, x: float, y: float, lines: tuple[str, ...], kind: str, size: float) -> bool:
        """Sets a name farther off, with a fine line to its point."""
        wide, tall = _extent(lines, size, kind)
        for dx, dy in _around(110):
            if math.hypot(dx, dy) < 26:
                continue
            if dx < -8:
                left, anchor, foot = x + dx - wide, "end", x + dx + 2
            elif dx > 8:
                left, anchor, foot = x + dx, "start", x + dx - 2
            else:
                left, anchor, foot = x + dx - wide / 2, "middle", x + dx
            top = y + dy - tall / 2
            if self._set(left, top, wide, tall, anchor, lines, kind, size):
                edge = y + dy if abs(dx) > 8 else (top - 1 if dy > 0 else top + tall + 1)
                self.set_names.insert(0, f'<path class="leader" d="M{x:.1f} {y:.1f}L{foot:.1f} {edge:.1f}"/>')
                return True
        return False

    def inside(
        self, x: float, y: float, lines: tuple[str, ...], kind: str, size: float, reach: float
    ) -> bool:
        """Sets a name over an area, as near to its middle as there is room."""
        wide, tall = _extent(lines, size, kind)
        return any(
            self._set(x + dx - wide / 2, y + dy - tall / 2, wide, tall, "middle", lines, kind, size)
            for dx, dy in _around(reach)
        )

    def _set(
        self,
        left: float,
        top: float,
        wide: float,
        tall: float,
        anchor: str,
        lines: tuple[str, ...],
        kind: str,
        size: float,
    ) -> bool:
        box = Box(left - 1.5, top - 1, left + wide + 1.5, top + tall + 1)
        if box.left < 12 or box.right > WIDTH - 12 or box.top < 12 or box.bottom > self.height - 12:
            return False
        if any(box.meets(other) for other in self.taken):
            return False
        self.taken.append(box)
        at = {"start": left, "end": left + wide, "middle": left + wide / 2}[anchor]
        spans = "".join(
            f'<tspan x="{at:.1f}" y="{top + size * (0.82 + 1.12 * number):.1f}"'
            f"{' class=' + chr(34) + 'sub' + chr(34) if number else ''}>{escape(line)}</tspan>"
            for number, line in enumerate(lines)
        )
        if len(lines) > 1:
            self.set_names.append(
                f'<rect class="plate" x="{left - 3:.1f}" y="{top - 2:.1f}" width="{wide + 6:.1f}"'
                f' height="{tall + 4:.1f}" rx="2"/>'
            )
        self.set_names.append(
            f'<text class="{kind}" font-size="{size:g}" text-anchor="{anchor}">{spans}</text>'
        )
        return True


def _extent(lines: tuple[str, ...], size: float, kind: str) -> tuple[float, float]:
    """How wide and tall a name is, from the mean widths of the letters it is set in."""
    wide = 0.0
    for number, line in enumerate(lines):
        if kind.startswith("zone-name"):
            per = (0.84, 0.56) if number == 0 else (0.62, 0.46)
        elif kind == "country":
            per = (1.06, 0.9)
        else:
            per = (0.68, 0.53)
        wide = max(wide, sum(per[0] if letter.isupper() else per[1] for letter in line) * size)
    return wide, size * (1.12 * len(lines) - 0.1)


def _around(reach: float) -> Iterator[tuple[float, float]]:
    """The middle, then rings of spots around it."""
    yield 0.0, 0.0
    for ring in (0.25, 0.5, 0.75, 1.0):
        far = reach * ring
        for dx, dy in ((0, -1), (0, 1), (-1, 0), (1, 0), (-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7)):
            yield dx * far, dy * far
