"""What the full map shows beyond its base: GeoJSON of the accord's zones, incidents and places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from shapely import MultiPolygon, Polygon, maximum_inscribed_circle, union_all
from shapely.geometry import shape

from tregua.agreement.drawn import Zone
from tregua.model.earth import EARTH_KM
from tregua.model.standing import Incident, Status
from tregua.reporting.map_svg import base_towns, load_basemap
from tregua.web.control import sides_of
from tregua.web.control_words import areas_of, caption_of, sample_of
from tregua.web.sketch import frame_of_accord
from tregua.web.view import View
from tregua.web.zones import ZoneStanding, zone_standings

_CORNERS = 48
_COLOURS = 4


def map_features(view: View, statuses: tuple[Status, ...], incidents: tuple[Incident, ...]) -> dict[str, Any]:
    """Bounds, zones (with where their obligation stands), who is said to hold which of them, incidents (area
    and point), names."""
    agreement = view.desk.agreement
    frame = frame_of_accord(agreement)
    zones = zone_standings(agreement, statuses, view.moment.on)
    return {
        "bounds": [frame.west, frame.south, frame.east, frame.north],
        "zones": _collection(_zone(view, one) for one in reversed(zones)),
        "control": _control(view, zones),
        "areas": _collection(
            {"type": "Feature", "id": number, "properties": _told(view, one), "geometry": circle(one)}
            for number, one in enumerate(incidents, 1)
            if one.latitude is not None
        ),
        "points": _collection(
            {
                "type": "Feature",
                "id": number,
                "properties": _told(view, one),
                "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]},
            }
            for number, one in enumerate(incidents, 1)
            if one.latitude is not None
        ),
        "names": _names(view),
    }


def _names(view: View) -> list[dict[str, Any]]:
    """Names to set on the map: the accord's places, the parties' countries, and towns of the base map."""
    names = view.renderer.names
    places = [one for one in view.desk.agreement.places if one.kind in ("district", "town", "village")]
    countries = [names.find_place(f"country-{party.id}") for party in view.desk.agreement.parties]
    zones = {zone.id for zone in view.desk.agreement.zones}
    told = [
        _name(
            one.place_id,
            names.forms(one.place_id),
            "town" if one.kind == "district" and one.place_id not in zones else one.kind,
            one.longitude,
            one.latitude,
        )
        for one in places
    ]
    told += [
        _name(one.place_id, names.forms(one.place_id), "country", one.longitude, one.latitude)
        for one in countries
        if one
    ]
    known = {form.casefold() for one in told for form in one["forms"]}
    known |= {one.name.casefold() for one in places}
    towns = base_towns(load_basemap(), known)
    return [*told, *(_name("", forms, "base", longitude, latitude) for forms, longitude, latitude in towns)]


def _name(
    place_id: str, forms: tuple[str, ...], kind: str, longitude: float, latitude: float
) -> dict[str, Any]:
    return {"place": place_id, "forms": forms, "kind": kind, "at": [longitude, latitude]}


def _collection(features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _zone(view: View, standing: ZoneStanding) -> dict[str, Any]:
    zone, status = standing.zone, standing.status
    properties = {
        "id": zone.id,
        "name": zone.name,
        "kind": zone.kind,
        "schematic": zone.schematic,
        "precision_km": zone.precision_km,
        "tone": standing.tone,
        "phase": view.phase(status.phase) if status else "",
        "obligation": status.obligation_id if status else "",
    }
    return {"type": "Feature", "properties": properties, "geometry": zone.geometry}


def _control(view: View, zones: Sequence[ZoneStanding]) -> dict[str, Any]:
    """The areas as the map of control draws them: how each looks, the number of its holder's colour, and the
    words that stand on it. Narrow strips last, so that they are drawn over what they cross."""
    sides = sides_of(view.desk.agreement)
    found = [(one, one.zone) for one in areas_of(view, zones) if one.zone]
    strips = union_all([shape(zone.geometry) for _, zone in found if zone.kind == "corridor"])
    return _collection(
        {
            "type": "Feature",
            "properties": {
                "id": zone.id,
                "place": zone.place_id or zone.id,
                "sample": sample_of(area),
                "side": min(sides.get(area.holder or "", 0), _COLOURS) if area.look == "held" else 0,
                "words": list(caption_of(view, area).words),
                "at": _within(zone, strips),
            },
            "geometry": zone.geometry,
        }
        for area, zone in sorted(found, key=lambda pair: pair[1].kind == "corridor")
    )


def _within(zone: Zone, strips: Any) -> list[float]:
    """The point of an area where words stand best, clear of the strips that cross it."""
    drawn = shape(zone.geometry)
    free = drawn if zone.kind == "corridor" else drawn.difference(strips)
    area = drawn if free.is_empty else free
    if isinstance(area, Polygon | MultiPolygon):
        x, y = maximum_inscribed_circle(area, tolerance=0.005).coords[0]
    else:
        x, y = area.representative_point().coords[0]
    return [round(x, 5), round(y, 5)]


def _told(view: View, incident: Incident) -> dict[str, Any]:
    return {
        "id": incident.incident_id,
        "act": view.act(incident.act),
        "when": view.span(incident.earliest, incident.latest),
        "radius_km": incident.radius_km,
    }


def circle(incident: Incident) -> dict[str, Any]:
    """The circle of an incident's uncertainty on the sphere, as a polygon."""
    latitude = math.radians(incident.latitude or 0)
    longitude = math.radians(incident.longitude or 0)
    angle = (incident.radius_km or 1) / EARTH_KM
    ring = []
    for corner in range(_CORNERS + 1):
        bearing = -2 * math.pi * corner / _CORNERS
        y = math.asin(
            math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(bearing)
        )
        x = longitude + math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(latitude),
            math.cos(angle) - math.sin(latitude) * math.sin(y),
        )
        ring.append([round(math.degrees(x), 5), round(math.degrees(y), 5)])
    return {"type": "Polygon", "coordinates": [ring]}
