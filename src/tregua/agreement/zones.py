"""Read ``zones.geojson``: the polygons and lines of an accord, each valid and each of a known place."""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from pydantic import ValidationError
from shapely import get_coordinates, is_valid_reason
from shapely.errors import ShapelyError
from shapely.geometry import shape

from tregua.agreement.drawn import Zone
from tregua.agreement.identifiers import amiss
from tregua.agreement.marks import KEY, find_marks, read_json
from tregua.agreement.nearest import hint
from tregua.agreement.scalars import find_slips
from tregua.agreement.tree import MOST_TOLD, Note, Steps, hidden_sign, printable, shown
from tregua.model.errors import BadAccord, Where
from tregua.model.links import LinkKind
from tregua.model.messages import Argument, say

_PROPERTIES = frozenset(Zone.model_fields) - {"geometry"}
_AREAL = frozenset({"district", "corridor", "region"})
_SHAPES = {"Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point", "MultiPoint"}
_WORDS = {"kind": typing.get_args(Zone.model_fields["kind"].annotation), "link": typing.get_args(LinkKind)}
_PRECISION = (0, 1000)


def read_zones(text: str, file: str, place_ids: Collection[str]) -> tuple[tuple[Zone, ...], list[BadAccord]]:
    """The zones of one GeoJSON FeatureCollection, and every fault found.

    BadAccord where the file as a whole cannot be used (``accord.zones_not_json``,
    ``accord.zones_not_features``).
    """
    data, twice = read_json(text, file)
    amiss_at = _not_a_collection(data)
    if amiss_at is not None:
        mark = find_marks(text, [amiss_at]).get(amiss_at, (1, 1))
        raise BadAccord(say("accord.zones_not_features"), Where(file, *mark))
    reader = _Reader(place_ids)
    zones = [zone for at, one in enumerate(data["features"]) if (zone := reader.read(at, one))]
    faults = [
        BadAccord(
            say("accord.duplicate_key", key=printable(str(one.path[-1])), first_line=one.first_line),
            Where(file, *one.mark, ".".join(map(str, one.path))),
        )
        for one in twice
    ]
    faults += reader.faults(text, file)
    faults.sort(key=lambda one: (one.where.line or 0, one.where.column or 0))
    return tuple(sorted(zones, key=lambda zone: zone.id)), faults


def _not_a_collection(data: Any) -> Steps | None:
    """Where it shows that this is no collection of features; None where it is one."""
    if not isinstance(data, dict):
        return ()
    if data.get("type") != "FeatureCollection":
        return ("type",) if "type" in data else ()
    if not isinstance(data.get("features"), list):
        return ("features",) if "features" in data else ()
    return None


class _Reader:
    def __init__(self, place_ids: Collection[str]) -> None:
        self._place_ids = place_ids
        self._seen: set[str] = set()
        self._notes: list[tuple[Note, str]] = []

    def read(self, at: int, feature: Any) -> Zone | None:
        """The zone of one feature; None where what is wrong keeps it from being one."""
        path: Steps = ("features", at)
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            inside = isinstance(feature, dict) and "type" in feature
            self._fault("accord.zone_not_feature", (*path, "type") if inside else path, str(at))
            return None
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            self._fault("accord.missing_key", path, f"{at}.properties", key="properties")
            return None
        path = (*path, "properties")
        name = str(properties.get("id") or at)
        before = len(self._notes)
        self._look_at_keys(properties, path, name)
        self._look_at_values(properties, path, name)
        if len(self._notes) > before:
            return None
        place_id = properties.get("place_id") or properties.get("id") or ""
        try:
            zone = Zone.model_validate(
                {**properties, "place_id": place_id, "geometry": feature.get("geometry")}
            )
        except ValidationError as error:
            for one in error.errors(include_url=False, include_input=False):
                self._fault_of_field(properties, path, name, one)
            return None
        self._look_at_ids(zone, path)
        self._look_at_geometry(zone, ("features", at, "geometry"))
        return zone

    def _look_at_keys(self, properties: dict[str, Any], path: Steps, name: str) -> None:
        for key in sorted(set(properties) - _PROPERTIES):
            few = len(self._notes) < MOST_TOLD
            near = difflib.get_close_matches(key, sorted(_PROPERTIES), n=1, cutoff=0.6) if few else []
            code = "accord.unknown_key" if near else "accord.unknown_key_far"
            args: dict[str, Argument] = (
                {"nearest": near[0]} if near else {"known": tuple(sorted(_PROPERTIES))}
            )
            self._fault(code, (*path, key, KEY), f"{name}.{key}", key=key, **args)

    def _look_at_values(self, properties: dict[str, Any], path: Steps, name: str) -> None:
        for slip in find_slips(Zone, properties):
            self._notes.append(
                (Note(slip.code, (*path, *slip.path), False, slip.args), f"{name}.{slip.path[0]}")
            )
        for key, value in properties.items():
            sign = hidden_sign(value) if isinstance(value, str) else None
            if sign is not None and key != "id":
                self._fault("accord.control_character", (*path, key), f"{name}.{key}", sign=sign)

    def _look_at_ids(self, zone: Zone, path: Steps) -> None:
        for code, args in amiss(zone.id):
            self._notes.append((Note(code, (*path, "id"), False, args), f"{zone.id}.id"))
        if zone.id in self._seen:
            self._fault("accord.duplicate_zone", (*path, "id"), zone.id, zone=zone.id)
        self._seen.add(zone.id)
        if zone.place_id not in self._place_ids and zone.id:
            advice = partial(hint, zone.place_id, self._place_ids)
            self._fault(
                "accord.unknown_place",
                (*path, "place_id"),
                f"{zone.id}.place_id",
                id=zone.place_id,
                hint=advice,
            )

    def _fault_of_field(self, properties: dict[str, Any], path: Steps, name: str, error: Any) -> None:
        key, kind = str(error["loc"][0]), str(error["type"])
        here, field, given = (*path, key), f"{name}.{key}", properties.get(key)
        if key == "geometry":
            self._fault("accord.zone_bad_geometry", (*path[:-1], key), field, zone=name)
        elif kind == "missing":
            self._fault("accord.missing_key", path, field, key=key)
        elif kind.startswith("date"):
            self._fault("accord.impossible_date", here, field, text=str(given))
        elif kind == "literal_error":
            known = _WORDS[key]
            advice = hint(str(given), known, few=0)
            self._fault("accord.unknown_word", here, field, word=str(given), known=known, hint=advice)
        elif key == "precision_km" and not kind.endswith("_type"):
            low, high = _PRECISION
            self._fault("accord.out_of_range", here, field, given=str(given), low=low, high=high)
        else:
            what = "number" if key == "precision_km" else "yes_no" if key == "schematic" else "text"
            expected, write = say(f"accord.expects.{what}"), say(f"accord.write.{what}")
            self._fault("accord.wrong_type", here, field, expected=expected, write=write)

    def _look_at_geometry(self, zone: Zone, path: Steps) -> None:
        field = f"{zone.id}.geometry"
        try:
            drawn = shape(zone.geometry) if zone.geometry.get("type") in _SHAPES else None
        except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
            drawn = None
        if drawn is None:
            self._fault("accord.zone_bad_geometry", path, field, zone=zone.id)
            return
        if open_ring := next(_open_rings(zone, path), None):
            self._fault("accord.ring_open", open_ring, field, zone=zone.id)
            return
        form = "site" if drawn.geom_type.endswith("Point") else zone.kind
        areal = drawn.geom_type.endswith("Polygon")
        fits = form == zone.kind and (areal == (zone.kind in _AREAL) or zone.kind == "site")
        if drawn.is_empty or not fits:
            self._fault("accord.zone_wrong_shape", path, field, zone=zone.id, kind=zone.kind)
        elif any(not (abs(lon) <= 180 and abs(lat) <= 90) for lon, lat in get_coordinates(drawn)):
            off = next(spot for spot, lon, lat, _ in _spots(zone, path) if abs(lon) > 180 or abs(lat) > 90)
            self._fault("accord.zone_off_the_globe", off, field, zone=zone.id)
        elif leap := next((one for one in _spots(zone, path) if abs(one[3] - one[1]) > 180), None):
            args: dict[str, Argument] = {"longitude": leap[3], "other": leap[1]}
            self._fault("accord.zone_round_the_globe", leap[0], field, zone=zone.id, **args)
        elif not drawn.is_valid:
            reason = str(is_valid_reason(drawn))
            point = re.search(r"\[([-0-9.eE]+) ([-0-9.eE]+)\]", reason)
            longitude, latitude = (round(float(one), 5) for one in point.groups()) if point else (0.0, 0.0)
            self._fault(
                "accord.polygon_crosses_itself",
                path,
                field,
                zone=zone.id,
                longitude=longitude,
                latitude=latitude,
            )

    def _fault(self, code: str, path: Steps, field: str, **args: Argument | Callable[[], Argument]) -> None:
        self._notes.append((Note(code, path, False, args), field))

    def faults(self, text: str, file: str) -> Iterator[BadAccord]:
        """What was found, each at the nearest that stands in the text."""
        wanted = {note.path[:upto] for note, _ in self._notes for upto in range(len(note.path) + 1)}
        marks = find_marks(text, wanted) if self._notes else {}
        for note, field in self._notes:
            path = note.path
            while path not in marks and path:
                path = path[:-1]
            args = {key: shown(one) for key, one in note.args.items()}
            yield BadAccord(say(note.code, **args), Where(file, *marks.get(path, (1, 1)), printable(field)))


def _open_rings(zone: Zone, path: Steps) -> Iterator[Steps]:
    """The path of every ring of an area that does not end where it began."""
    name, drawn = str(zone.geometry["type"]), zone.geometry["coordinates"]
    areas: Any = {"Polygon": [drawn], "MultiPolygon": drawn}.get(name, [])
    for at, rings in enumerate(areas):
        for nth, ring in enumerate(rings):
            if list(ring[0][:2]) != list(ring[-1][:2]):
                part: Steps = (at,) if name == "MultiPolygon" else ()
                yield (*path, "coordinates", *part, nth)


def _spots(zone: Zone, path: Steps) -> Iterator[tuple[Steps, float, float, float]]:
    """Every corner of what is drawn: its path, longitude, latitude, and the longitude of the corner it
    is joined to (its own, where there is none)."""
    joined = not str(zone.geometry["type"]).endswith("Point")

    def under(given: Any, here: Steps) -> Iterator[tuple[Steps, float, float, float]]:
        if not isinstance(given[0], list | tuple):
            yield here, given[0], given[1], given[0]
            return
        for at, one in enumerate(given):
            before = given[at - 1] if at and joined and not isinstance(one[0], list | tuple) else None
            for spot, longitude, latitude, own in under(one, (*here, at)):
                yield spot, longitude, latitude, before[0] if before else own

    yield from under(zone.geometry["coordinates"], (*path, "coordinates"))
