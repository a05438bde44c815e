"""The map in small, for a corner of a page: land, the accord's zones, incidents; no script, it prints.

The report's atlas sheet is made to be read at the size of a page; here names are few and large.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import MultiLineString, Polygon, clip_by_rect, get_parts, intersection, make_valid, union_all

from tregua.agreement.drawn import Zone
from tregua.agreement.terms import Agreement
from tregua.model.standing import Incident
from tregua.reporting.map_frame import (
    WIDTH,
    Frame,
    draw_lines,
    frame_around,
    lines_of,
    middle_of,
    walk_points,
)
from tregua.vocabulary.names import NamedPlace
from tregua.web.zones import ZoneStanding

_KM_PER_DEGREE = 111.32
_GAP = 16


@dataclass(frozen=True)
class Shape:
    """A path of the sketch, its kind of thing, and the tone it is drawn in."""

    path: str
    role: str
    tone: str = ""


@dataclass(frozen=True)
class Dot:
    """Where an incident may have been (a circle), or where a zone's name stands."""

    id: str
    x: float
    y: float
    radius: float = 0


@dataclass(frozen=True)
class Sketch:
    """Everything a template draws, in units of a sheet ``width`` by ``height``."""

    width: float
    height: float
    base: tuple[Shape, ...]
    zones: tuple[Shape, ...]
    hatch: str
    incidents: tuple[Dot, ...]
    names: tuple[Dot, ...]
    places: tuple[Dot, ...]
    bar_km: int
    bar: float


def zone_points(zones: Sequence[Zone]) -> list[tuple[float, float]]:
    """Every corner of the accord's districts and corridors; of all zones where it has neither."""
    chosen = [zone for zone in zones if zone.kind in ("district", "corridor")] or zones
    return [point for zone in chosen for point in walk_points(zone.geometry.get("coordinates"))]


def frame_of_accord(agreement: Agreement, margin: float = 0.2) -> Frame:
    """The part of the earth the accord's zones lie in; where it has none, its places."""
    points = zone_points(agreement.zones) or [(one.longitude, one.latitude) for one in agreement.places]
    return frame_around(points, margin)


def frame_of_incident(incident: Incident) -> Frame | None:
    """Around the circle an incident may have happened in; None where nobody says where."""
    if incident.latitude is None or incident.longitude is None:
        return None
    reach = max((incident.radius_km or 5) / _KM_PER_DEGREE * 2, 0.25)
    x, y = incident.longitude, incident.latitude
    return frame_around([(x - reach, y - reach * 0.7), (x + reach, y + reach * 0.7)], margin=0)


def draw_sketch(
    zones: Sequence[ZoneStanding],
    basemap: Mapping[str, Mapping[str, Any]],
    incidents: Sequence[Incident],
    frame: Frame,
    places: Sequence[NamedPlace] = (),
) -> Sketch:
    """The map of ``frame``, with these places named."""
    base = [
        Shape(path, layer)
        for layer in ("land", "lakes", "borders")
        for feature in basemap.get(layer, {}).get("features", ())
        if (path := draw_lines(frame, lines_of(feature["geometry"]), close=layer != "borders"))
    ]
    drawn = [
        Shape(path, one.zone.kind, one.tone)
        for one in reversed(zones)
        if (path := draw_lines(frame, lines_of(one.zone.geometry), close=one.zone.kind != "line"))
    ]
    toned = [one.zone for one in zones if one.tone != "none"]
    names = [
        Dot(zone.id, *_rounded(frame.place(*middle)))
        for zone in toned
        if zone.kind == "district" and (middle := middle_of(zone.geometry)) and frame.holds(*middle)
    ]
    circles = [
        Dot(
            one.incident_id,
            *_rounded(frame.place(one.longitude, one.latitude)),
            radius=round((one.radius_km or 1) / frame.unit_km, 1),
        )
        for one in incidents
        if one.longitude is not None and one.latitude is not None
    ]
    bar_km = next((km for km in (100, 50, 20, 10, 5, 2) if km / frame.unit_km < WIDTH / 4), 1)
    return Sketch(
        width=WIDTH,
        height=round(frame.height, 1),
        base=tuple(base),
        zones=tuple(drawn),
        hatch="".join(hatch(zone.geometry, frame) for zone in toned if zone.schematic),
        incidents=tuple(circles),
        names=tuple(names),
        places=tuple(
            Dot(one.place_id, *_rounded(frame.place(one.longitude, one.latitude)))
            for one in places
            if frame.holds(one.longitude, one.latitude)
        ),
        bar_km=bar_km,
        bar=round(bar_km / frame.unit_km, 1),
    )


def hatch(geometry: dict[str, Any], frame: Frame, gap: int = _GAP, back: bool = False) -> str:
    """Slanting lines over what lies on the sheet of an area: drawn as lines, so that no renderer needs
    patterns. ``gap`` sheet units apart; ``back``: falling to the right instead of to the left."""
    reach = WIDTH + frame.height
    lean = reach if back else -reach
    first = -int(reach // gap) * gap if back else 0
    lines = MultiLineString([((at, 0), (at + lean, reach)) for at in range(first, int(reach), gap)])
    drawn = get_parts(intersection(lines, area_of(geometry, frame)))
    return "".join(
        "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in one.coords)
        for one in drawn
        if one.geom_type == "LineString" and one.length > 1
    )


def area_of(geometry: dict[str, Any], frame: Frame) -> Any:
    """What lies on the sheet of an area, in its units, as a shapely geometry."""
    rings = [[frame.place(x, y) for x, y, *_ in ring] for ring in lines_of(geometry)]
    area = union_all([make_valid(Polygon(ring)) for ring in rings if len(ring) > 3])
    return clip_by_rect(area, 0, 0, WIDTH, frame.height)


def _rounded(point: tuple[float, float]) -> tuple[float, float]:
    return round(point[0], 1), round(point[1], 1)
