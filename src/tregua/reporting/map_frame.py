"""The sheet of a map: which part of the earth it shows, and where a point falls on it.

Equirectangular, true to scale along the middle parallel: over the few degrees of a ceasefire zone
distances stay right to about two per cent, which is finer than anything drawn here is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 900.0
_KM_PER_DEGREE = 111.32
_NARROWEST, _WIDEST = 0.6, 0.86


@dataclass(frozen=True)
class Frame:
    """What the sheet covers, in degrees; ``height`` in the sheet's units, ``WIDTH`` wide."""

    west: float
    south: float
    east: float
    north: float

    @property
    def height(self) -> float:
        """Sheet units."""
        return (self.north - self.south) * self.scale / self._squeeze

    @property
    def scale(self) -> float:
        """Sheet units per degree of longitude."""
        return WIDTH / (self.east - self.west)

    @property
    def unit_km(self) -> float:
        """Kilometres in one sheet unit."""
        return _KM_PER_DEGREE * self._squeeze / self.scale

    @property
    def _squeeze(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point falls, from the upper left corner."""
        return (
            (longitude - self.west) * self.scale,
            (self.north - latitude) * self.scale / self._squeeze,
        )

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point is on the sheet."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


def walk_points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every position of a GeoJSON geometry's coordinates."""
    if not coordinates:
        return
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
    else:
        for part in coordinates:
            yield from walk_points(part)


def frame_around(points: Iterable[tuple[float, float]], margin: float = 0.17) -> Frame:
    """A sheet that holds these points (longitude, latitude) with a margin, neither slim nor tall."""
    found = sorted(points)
    if not found:
        return Frame(-180.0, -85.0, 180.0, 85.0)
    west, east = found[0][0], found[-1][0]
    south, north = min(y for _, y in found), max(y for _, y in found)
    wide, tall = max(east - west, 0.4), max(north - south, 0.3)
    west, east = (west + east) / 2 - wide * (0.5 + margin), (west + east) / 2 + wide * (0.5 + margin)
    south, north = (south + north) / 2 - tall * (0.5 + margin), (south + north) / 2 + tall * (0.5 + margin)
    squeeze = math.cos(math.radians((south + north) / 2))
    ratio = (north - south) / ((east - west) * squeeze)
    if ratio < _NARROWEST:
        more = (east - west) * squeeze * _NARROWEST - (north - south)
        south, north = south - more / 2, north + more / 2
    elif ratio > _WIDEST:
        more = (north - south) / _WIDEST / squeeze - (east - west)
        west, east = west - more / 2, east + more / 2
    return Frame(round(west, 3), round(south, 3), round(east, 3), round(north, 3))


def draw_lines(frame: Frame, lines: Iterable[Sequence[Any]], close: bool = False) -> str:
    """SVG path data of lines or rings; what lies wholly off the sheet is left out."""
    parts = []
    for line in lines:
        placed = [frame.place(float(point[0]), float(point[1])) for point in line]
        if not placed or _is_off(frame, placed):
            continue
        steps: list[str] = []
        for x, y in placed:
            step = f"{x:.1f} {y:.1f}"
            if not steps or steps[-1] != step:
                steps.append(step)
        if len(steps) > 1:
            parts.append(f"M{'L'.join(steps)}{'Z' if close else ''}")
    return "".join(parts)


def _is_off(frame: Frame, placed: Sequence[tuple[float, float]]) -> bool:
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    return max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > frame.height


def lines_of(geometry: dict[str, Any]) -> list[Any]:
    """A geometry's lines or rings; a point gives none."""
    kind, coordinates = geometry.get("type"), geometry.get("coordinates") or []
    if kind == "LineString":
        return [coordinates]
    if kind in ("MultiLineString", "Polygon"):
        return list(coordinates)
    if kind == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    if kind == "GeometryCollection":
        return [line for part in geometry.get("geometries", []) for line in lines_of(part)]
    return []


def middle_of(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """The centroid of the largest ring of an area, or the middle vertex of a line; degrees."""
    lines = lines_of(geometry)
    if not lines:
        return None
    if "Polygon" not in str(geometry.get("type")):
        longest = max(lines, key=len)
        point = longest[len(longest) // 2]
        return float(point[0]), float(point[1])
    return max((_centroid(ring) for ring in lines), key=lambda found: found[2])[:2]


def _centroid(ring: Sequence[Any]) -> tuple[float, float, float]:
    area = x = y = 0.0
    for here, there in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = here[0] * there[1] - there[0] * here[1]
        area += cross
        x += (here[0] + there[0]) * cross
        y += (here[1] + there[1]) * cross
    if abs(area) < 1e-12:
        return float(ring[0][0]), float(ring[0][1]), 0.0
    return x / (3 * area), y / (3 * area), abs(area)
