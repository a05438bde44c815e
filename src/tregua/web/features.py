"""What the full map shows beyond its base: GeoJSON of the accord's zones, incidents and places."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from tregua.agreement.terms import Zone
from tregua.model.standing import Incident, Status
from tregua.reporting.map_svg import load_basemap
from tregua.web.sketch import frame_of_accord
from tregua.web.view import View

_EARTH_KM = 6371.0088
_CORNERS = 48


def map_features(view: View, statuses: tuple[Status, ...], incidents: tuple[Incident, ...]) -> dict[str, Any]:
    """Bounds, zones (with where their obligation stands), incidents (area and point), names."""
    agreement = view.desk.agreement
    frame = frame_of_accord(agreement)
    zones = [zone for zone in agreement.zones if _is_valid(zone, view.moment.on)]
    return {
        "bounds": [frame.west, frame.south, frame.east, frame.north],
        "zones": _collection(_zone(view, zone, statuses) for zone in zones),
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
    told = [_name(names.forms(one.place_id), one.kind, one.longitude, one.latitude) for one in places]
    told += [
        _name(names.forms(one.place_id), "country", one.longitude, one.latitude) for one in countries if one
    ]
    known = {form.casefold() for one in told for form in one["forms"]}
    known |= {one.name.casefold() for one in places}
    for feature in load_basemap().get("places", {}).get("features", ()):
        properties = feature["properties"]
        forms = tuple(dict.fromkeys(properties.get("names", {}).values())) or (properties["name"],)
        if not known & {form.casefold() for form in (properties["name"], *forms)}:
            told.append(_name(forms, "base", *feature["geometry"]["coordinates"][:2]))
    return told


def _name(forms: tuple[str, ...], kind: str, longitude: float, latitude: float) -> dict[str, Any]:
    return {"forms": forms, "kind": kind, "at": [longitude, latitude]}


def _collection(features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _is_valid(zone: Zone, on: date) -> bool:
    return (zone.valid_from is None or zone.valid_from <= on) and (
        zone.valid_until is None or on <= zone.valid_until
    )


def zone_status(view: View, zone_id: str, statuses: tuple[Status, ...]) -> Status | None:
    """The obligation that a zone is there for: its hand-over, or what shall be kept open in it; or else
    the first whose area it is alone."""
    areas = {one.obligation_id: view.desk.agreement.obligation(one.obligation_id).area for one in statuses}
    about = [one for one in statuses if zone_id in areas[one.obligation_id]]
    for kind in ("hand_over", "keep_open"):
        if found := next((one for one in about if one.kind == kind), None):
            return found
    return next((one for one in about if areas[one.obligation_id] == (zone_id,)), None)


def _zone(view: View, zone: Zone, statuses: tuple[Status, ...]) -> dict[str, Any]:
    status = zone_status(view, zone.id, statuses)
    properties = {
        "id": zone.id,
        "name": zone.name,
        "kind": zone.kind,
        "schematic": zone.schematic,
        "precision_km": zone.precision_km,
        "group": view.group(status.phase) if status else "none",
        "phase": view.phase(status.phase) if status else "",
        "obligation": status.obligation_id if status else "",
    }
    return {"type": "Feature", "properties": properties, "geometry": zone.geometry}


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
    angle = (incident.radius_km or 1) / _EARTH_KM
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
