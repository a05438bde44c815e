"""When and where, as a store can look for it: a stretch of time and bounds in degrees."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tregua.fusion.traits import Compared
from tregua.model.earth import EARTH_KM

_HOUR = 3600.0
_SLACK = 1e-6
"""Degrees added on every side, so that rounding shuts nothing out."""
_DAY_HOURS = 24.0
_WIDE = (-90.0, 90.0, -180.0, 180.0)
_TILE = 0.5
"""Degrees of a tile; questions from one day and tile are asked as one."""
MOST_BOXES = 400
"""More questions than these are asked as fewer and larger ones."""


@dataclass(frozen=True, slots=True)
class Box:
    """``first`` to ``last`` in local seconds, bounds in degrees, all inclusive. Without a place
    (``south`` is None) it lies everywhere: it meets whatever its time meets."""

    first: float
    last: float
    south: float | None = None
    north: float | None = None
    west: float | None = None
    east: float | None = None

    def meets(self, other: Box) -> bool:
        """Whether the two have a moment and a point in common."""
        if self.first > other.last or other.first > self.last:
            return False
        mine, theirs = self.bounds, other.bounds
        return mine[0] <= theirs[1] and theirs[0] <= mine[1] and mine[2] <= theirs[3] and theirs[2] <= mine[3]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """South, north, west and east; the whole earth where it has no place."""
        if self.south is None or self.north is None or self.west is None or self.east is None:
            return _WIDE
        return (self.south, self.north, self.west, self.east)


def box_of(one: Compared, hours: float = 0.0, km: float = 0.0) -> Box:
    """The box of a report's circle, so many hours and kilometres larger. What has no place reaches a day at
    most, as in the sweep."""
    if one.centre is None:
        reach = min(hours, _DAY_HOURS) * _HOUR
        return Box(one.first - reach, one.last + reach)
    angle = (one.radius_km + km) / EARTH_KM
    x, y, z = one.centre
    latitude, longitude = math.asin(max(-1.0, min(1.0, z))), math.atan2(y, x)
    south, north = math.degrees(latitude - angle) - _SLACK, math.degrees(latitude + angle) + _SLACK
    west, east = -180.0, 180.0
    if south > -90 and north < 90 and math.sin(angle) < math.cos(latitude):
        aside = math.asin(math.sin(angle) / math.cos(latitude))
        left, right = math.degrees(longitude - aside) - _SLACK, math.degrees(longitude + aside) + _SLACK
        if left >= -180 and right <= 180:
            west, east = left, right
    reach = hours * _HOUR
    return Box(one.first - reach, one.last + reach, max(south, -90.0), min(north, 90.0), west, east)


def together(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Fewer boxes that hold all of these: one for each day and tile in which their middles lie; where these
    are many still, larger ones."""
    found = list(boxes)
    days, tile = 1.0, _TILE
    while True:
        hulls: dict[tuple[int, ...], Box] = {}
        for box in found:
            key = _tile(box, days, tile)
            hulls[key] = _hull(hulls[key], box) if key in hulls else box
        if len(hulls) <= MOST_BOXES:
            return tuple(hulls[key] for key in sorted(hulls))
        days, tile = days * 2, tile * 2


def _tile(box: Box, days: float, tile: float) -> tuple[int, ...]:
    day = int((box.first + box.last) / 2 // (days * 86_400))
    long = int(math.log2(1 + (box.last - box.first) / (8 * 86_400)))
    if box.south is None:
        return (day, long)
    south, north, west, east = box.bounds
    wide = int(math.log2(1 + (north - south) + (east - west)))
    return (day, long, wide, int((south + north) / 2 // tile), int((west + east) / 2 // tile))


def _hull(a: Box, b: Box) -> Box:
    first, last = min(a.first, b.first), max(a.last, b.last)
    if a.south is None or b.south is None:
        return Box(first, last)
    one, other = a.bounds, b.bounds
    return Box(
        first,
        last,
        min(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        max(one[3], other[3]),
    )
