"""How far a place is from what an accord draws, in kilometres on the earth's ellipsoid (WGS 84).

As GeoJSON has it, two neighbouring points of a line are joined by what is straight in degrees; the
distance is the geodesic one from the point to the nearest spot on that. Within an area it is nought.
What crosses the 180th meridian is cut there into parts, as GeoJSON wants it; the reader of the zones
refuses what is not.

A place is a point and a radius, a line has a precision: what is known is never a number but a nearest
and a farthest distance, and only what both ends say is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from shapely import Point, get_coordinates, get_parts
from shapely.geometry import mapping, shape

if TYPE_CHECKING:  # heavy: imported where a distance is measured
    from pyproj import Geod

_SAMPLES = 33
_FINE_KM = 1e-8


@dataclass(frozen=True)
class Apart:
    """The least and the greatest distance that is possible, in kilometres."""

    nearest_km: float
    farthest_km: float

    def is_surely_within(self, km: float) -> bool:
        """Whether it is less than ``km`` however the doubt falls."""
        return self.farthest_km < km

    def may_be_within(self, km: float) -> bool:
        """Whether it may be less than ``km``."""
        return self.nearest_km < km


class Outline:
    """What one GeoJSON geometry draws: lines, areas or points. ``precision_km`` is how well it is known."""

    def __init__(self, geometry: dict[str, Any], precision_km: float = 0.0) -> None:
        self._drawn = shape(geometry)
        self._sections = _sections(self._drawn)
        self._precision_km = precision_km
        self._known: dict[tuple[float, float], float] = {}

    def distance_km(self, latitude: float, longitude: float) -> float:
        """The geodesic distance from a point in degrees to the nearest spot drawn; remembered."""
        key = (latitude, longitude)
        if key not in self._known:
            inside = self._drawn.covers(Point(longitude, latitude))
            self._known[key] = 0.0 if inside else _nearest_km(self._sections, latitude, longitude)
        return self._known[key]

    def apart(self, latitude: float, longitude: float, radius_km: float) -> Apart:
        """How far a place is that lies somewhere within ``radius_km`` of a point."""
        km = self.distance_km(latitude, longitude)
        doubt = radius_km + self._precision_km
        return Apart(max(0.0, km - doubt), km + doubt)


def measure(geometry: dict[str, Any]) -> tuple[Literal["area", "line", "points"], float, int]:
    """What a GeoJSON geometry draws: its form, how large it is (km², or km; nought for points), rounded, and
    how many corners it has, those that close an outline counted once."""
    drawn = shape(geometry)
    corners = len(get_coordinates(drawn))
    if drawn.geom_type.endswith("Polygon"):
        rings = sum(1 + len(part.interiors) for part in get_parts(drawn))
        return "area", round(abs(_ellipsoid().geometry_area_perimeter(drawn)[0]) / 1e6, 1), corners - rings
    if drawn.geom_type.endswith("LineString"):
        return "line", round(float(_ellipsoid().geometry_length(drawn)) / 1000, 1), corners
    return "points", 0.0, corners


def moved_km(old: dict[str, Any], new: dict[str, Any]) -> float:
    """How far at most a corner of one drawing lies from the lines of the other, in kilometres."""
    drawn = shape(old), shape(new)
    lines = [Outline(mapping(one.boundary if one.geom_type.endswith("Polygon") else one)) for one in drawn]
    pairs = ((lines[1], drawn[0]), (lines[0], drawn[1]))
    return max(line.distance_km(y, x) for line, other in pairs for x, y in get_coordinates(other))


def nearest_of(distances: Iterable[Apart]) -> Apart | None:
    """How far the nearest of several is; None where there is none."""
    found = tuple(distances)
    if not found:
        return None
    return Apart(min(one.nearest_km for one in found), min(one.farthest_km for one in found))


def _sections(drawn: Any) -> np.ndarray[Any, Any]:
    """Every straight piece as a row ``longitude, latitude, longitude, latitude``; a point is its own end."""
    rows = []
    for part in _rings(drawn):
        points = get_coordinates(part)
        ends = points if len(points) == 1 else points[1:]
        rows.append(np.hstack([points[: len(ends)], ends]))
    return np.vstack(rows)


def _rings(drawn: Any) -> list[Any]:
    found = []
    for part in get_parts(drawn):
        if part.geom_type == "Polygon":
            found += [part.exterior, *part.interiors]
        else:
            found.append(part)
    return found


def _nearest_km(sections: np.ndarray[Any, Any], latitude: float, longitude: float) -> float:
    """Sections that cannot be nearest fall away; along the others ever finer steps are measured."""
    rows = _turned(sections, longitude)
    guessed, where = _on_the_plane(rows, latitude, longitude)
    rows, where = rows[guessed <= guessed.min() * 1.25 + 0.05], where[guessed <= guessed.min() * 1.25 + 0.05]
    there = _measure(rows, where[:, None], latitude, longitude)[:, 0]
    rows = rows[there <= there.min() * 1.01 + 0.01]
    low, width = np.zeros(len(rows)), np.ones(len(rows))
    longest = float(_measure_ends(rows).max())
    best = float(there.min())
    while longest * width[0] > _FINE_KM:
        steps = low[:, None] + width[:, None] * np.linspace(0.0, 1.0, _SAMPLES)[None, :]
        measured = _measure(rows, steps, latitude, longitude)
        best = min(best, float(measured.min()))
        nearest = measured.argmin(axis=1)
        low = low + width * np.clip(nearest - 1, 0, _SAMPLES - 3) / (_SAMPLES - 1)
        width = width * 2 / (_SAMPLES - 1)
    return best


def _turned(sections: np.ndarray[Any, Any], longitude: float) -> np.ndarray[Any, Any]:
    """The sections on the point's side of the globe, so that 179° and −179° are two degrees apart."""
    turns = 360 * np.round((longitude - (sections[:, 0] + sections[:, 2]) / 2) / 360)
    return np.asarray(sections + np.stack([turns, 0 * turns, turns, 0 * turns], axis=1))


def _on_the_plane(
    rows: np.ndarray[Any, Any], latitude: float, longitude: float
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """For each section a rough distance in degrees of latitude, and where along it (0 to 1) it is nearest."""
    shrink = np.cos(np.radians(latitude))
    start = (rows[:, :2] - (longitude, latitude)) * (shrink, 1.0)
    along = (rows[:, 2:] - rows[:, :2]) * (shrink, 1.0)
    length = (along**2).sum(axis=1)
    where = np.clip(-(start * along).sum(axis=1) / np.where(length > 0, length, 1.0), 0.0, 1.0)
    return np.hypot(*(start + where[:, None] * along).T), where


def _measure(
    rows: np.ndarray[Any, Any], where: np.ndarray[Any, Any], latitude: float, longitude: float
) -> np.ndarray[Any, Any]:
    longitudes = rows[:, 0, None] + where * (rows[:, 2] - rows[:, 0])[:, None]
    latitudes = rows[:, 1, None] + where * (rows[:, 3] - rows[:, 1])[:, None]
    here = np.full(longitudes.shape, longitude), np.full(longitudes.shape, latitude)
    metres = _ellipsoid().inv(*here, longitudes, latitudes)[2]
    return np.asarray(metres) / 1000


def _measure_ends(rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.asarray(_ellipsoid().inv(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])[2]) / 1000


@cache
def _ellipsoid() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")
