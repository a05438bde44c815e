"""Read ``zones.geojson``: the polygons and lines of an accord, each valid and each of a known place."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection
from typing import Any

from pydantic import ValidationError
from shapely import get_coordinates, is_valid_reason
from shapely.errors import ShapelyError
from shapely.geometry import shape

from tregua.agreement.nearest import hint
from tregua.agreement.terms import Zone
from tregua.agreement.tree import read_tree
from tregua.model.errors import BadAccord, Where
from tregua.model.messages import Argument, say

_PROPERTIES = frozenset(Zone.model_fields) - {"geometry"}
_AREAL = frozenset({"district", "corridor", "region"})
_SHAPES = {"Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point", "MultiPoint"}


def read_zones(text: str, file: str, place_ids: Collection[str]) -> tuple[tuple[Zone, ...], list[BadAccord]]:
    """The zones of one GeoJSON FeatureCollection, and every fault found.

    BadAccord where the file as a whole cannot be used (``accord.zones_not_json``,
    ``accord.zones_not_features``).
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = Where(file, error.lineno, error.colno)
        raise BadAccord(say("accord.zones_not_json", problem=error.msg), where) from error
    except ValueError as error:
        raise BadAccord(
            say("accord.zones_not_json", problem=say("accord.problem.long_number")), Where(file)
        ) from error
    except RecursionError as error:
        raise BadAccord(
            say("accord.zones_not_json", problem=say("accord.problem.too_deep")), Where(file)
        ) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise BadAccord(say("accord.zones_not_features"), Where(file, 1, 1))
    reader = _Reader(text, file, place_ids)
    zones = [zone for at, one in enumerate(features) if (zone := reader.read(at, one))]
    return tuple(sorted(zones, key=lambda zone: zone.id)), reader.faults


class _Reader:
    def __init__(self, text: str, file: str, place_ids: Collection[str]) -> None:
        self._text = text
        self._file = file
        self._place_ids = place_ids
        self._seen: set[str] = set()
        self.faults: list[BadAccord] = []

    def read(self, at: int, feature: dict[str, Any]) -> Zone | None:
        given = feature.get("properties")
        properties: dict[str, Any] = given if isinstance(given, dict) else {}
        name = str(properties.get("id") or at)
        before = len(self.faults)
        for key in sorted(set(properties) - _PROPERTIES):
            near = difflib.get_close_matches(key, sorted(_PROPERTIES), n=1, cutoff=0.6)
            code = "accord.unknown_key" if near else "accord.unknown_key_far"
            args: dict[str, Argument] = (
                {"nearest": near[0]} if near else {"known": tuple(sorted(_PROPERTIES))}
            )
            self._fault(code, at, f"{name}.{key}", key=key, **args)
        if len(self.faults) > before:
            return None
        try:
            own = {"place_id": properties.get("id", "")}
            zone = Zone.model_validate({**own, **properties, "geometry": feature.get("geometry")})
        except ValidationError as error:
            for one in error.errors(include_url=False, include_input=False):
                self._fault_of_field(at, name, one)
            return None
        if zone.id in self._seen:
            self._fault("accord.duplicate_zone", at, name, zone=zone.id)
        self._seen.add(zone.id)
        if zone.place_id not in self._place_ids:
            advice = hint(zone.place_id, self._place_ids)
            self._fault("accord.unknown_place", at, f"{name}.place_id", id=zone.place_id, hint=advice)
        self._check_geometry(at, zone)
        return zone

    def _fault_of_field(self, at: int, name: str, error: Any) -> None:
        key = ".".join(str(step) for step in error["loc"])
        if error["type"] == "missing":
            self._fault("accord.missing_key", at, f"{name}.{key}", key=key)
        elif str(error["type"]).startswith("date"):
            self._fault("accord.zone_bad_day", at, f"{name}.{key}", zone=name)
        else:
            self._fault("accord.zone_bad_field", at, f"{name}.{key}", zone=name, problem=error["msg"])

    def _check_geometry(self, at: int, zone: Zone) -> None:
        field = f"{zone.id}.geometry"
        if zone.geometry.get("type") not in _SHAPES:
            self._fault("accord.zone_bad_geometry", at, field, zone=zone.id)
            return
        try:
            drawn = shape(zone.geometry)
        except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
            self._fault("accord.zone_bad_geometry", at, field, zone=zone.id)
            return
        form = "site" if drawn.geom_type.endswith("Point") else zone.kind
        areal = drawn.geom_type.endswith("Polygon")
        fits = form == zone.kind and (areal == (zone.kind in _AREAL) or zone.kind == "site")
        if drawn.is_empty or not fits:
            self._fault("accord.zone_wrong_shape", at, field, zone=zone.id, kind=zone.kind)
        elif any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in get_coordinates(drawn)):
            self._fault("accord.zone_off_the_globe", at, field, zone=zone.id)
        elif not drawn.is_valid:
            reason = str(is_valid_reason(drawn))
            point = re.search(r"\[([-0-9.eE]+) ([-0-9.eE]+)\]", reason)
            longitude, latitude = (round(float(one), 5) for one in point.groups()) if point else (0.0, 0.0)
            self._fault(
                "accord.polygon_crosses_itself",
                at,
                field,
                zone=zone.id,
                longitude=longitude,
                latitude=latitude,
            )

    def _fault(self, code: str, at: int, field: str, **args: Argument) -> None:
        self.faults.append(BadAccord(say(code, **args), self._where(at, field)))

    def _where(self, at: int, field: str) -> Where:
        # JSON keeps no line numbers; it reads as YAML, which does. Only done once something is wrong.
        try:
            line, column = read_tree(self._text, self._file).values["features", at]
        except BadAccord:
            return Where(self._file, field=field)
        return Where(self._file, line, column, field)
