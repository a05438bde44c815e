"""The map of a report, drawn as SVG: land, boundaries that decide nothing, the accord's zones by
standing, places by every name, incidents with the reach of their uncertainty.

Drawn from GeoJSON alone (``land``, ``lakes``, ``borders``, ``places`` by layer name), in the style
of a printed atlas: a graduated frame, a scale in kilometres, names that do not collide.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from tregua.model.ids import canonical_json, digest_bytes
from tregua.model.records import Record
from tregua.model.standing import Phase
from tregua.reporting.map_frame import (
    WIDTH,
    Frame,
    draw_lines,
    frame_around,
    lines_of,
    middle_of,
    walk_points,
)
from tregua.reporting.map_labels import Labels
from tregua.reporting.phases import MARKS, TONES

_NEARBY_KM = 90.0

Basemap = Mapping[str, Mapping[str, Any]]
"""GeoJSON FeatureCollections by layer."""


class MapZone(Record):
    """A zone of the accord. ``phase`` is where its hand-over stands, None where none is owed."""

    zone_id: str
    name: str
    forms: tuple[str, ...] = ()
    kind: str
    schematic: bool
    geometry: dict[str, Any]
    phase: Phase | None = None
    standing: str = ""


class MapPlace(Record):
    """A place with every party's form of its name; ``told``: an incident is said to have been there."""

    place_id: str
    forms: tuple[str, ...]
    kind: str
    latitude: float
    longitude: float
    told: bool = False


class MapIncident(Record):
    """An incident's letter and the circle that encloses where it may have been."""

    incident_id: str
    label: str
    latitude: float
    longitude: float
    radius_km: float
    recent: bool = True


class MapSheet(Record):
    """Everything drawn over the base map. ``words`` are the sheet's own, by part."""

    title: str
    description: str
    zones: tuple[MapZone, ...] = ()
    places: tuple[MapPlace, ...] = ()
    incidents: tuple[MapIncident, ...] = ()
    countries: tuple[MapPlace, ...] = ()
    words: dict[str, str] = {}


@cache
def load_basemap() -> Basemap:
    """The packaged base map."""
    folder = files("tregua") / "data" / "basemap"
    return {
        part.name.removesuffix(".geojson"): json.loads(part.read_text("utf-8"))
        for part in sorted(folder.iterdir(), key=lambda part: part.name)
        if part.name.endswith(".geojson")
    }


def frame_of(sheet: MapSheet) -> Frame:
    """Around the accord's districts and corridors and the incidents; regions only where that is all."""
    zones = [zone for zone in sheet.zones if zone.kind in ("district", "corridor")] or list(sheet.zones)
    points = [point for zone in zones for point in walk_points(zone.geometry.get("coordinates"))]
    points += [(one.longitude, one.latitude) for one in sheet.incidents]
    return frame_around(points)


def draw_map(sheet: MapSheet, basemap: Basemap) -> str:
    """The whole map, one ``<svg>``."""
    frame = frame_of(sheet)
    labels = Labels(frame.height)
    rings, badges = _incidents(sheet, frame, labels)
    dots = _places(sheet, frame, labels)
    _name_zones(sheet, frame, labels)
    _name_base(sheet, basemap, frame, labels)
    height = f"{frame.height:.0f}"
    return (
        f'<svg class="sheet" viewBox="-14 -14 {WIDTH + 28:.0f} {frame.height + 28:.0f}" role="img"'
        f' aria-labelledby="sheet-title sheet-desc">'
        f'<title id="sheet-title">{escape(sheet.title)}</title>'
        f'<desc id="sheet-desc">{escape(sheet.description)}</desc>'
        f'<defs><clipPath id="sheet-clip"><rect width="{WIDTH:.0f}" height="{height}"/></clipPath>'
        f"{_PATTERNS}</defs>"
        f'<g clip-path="url(#sheet-clip)"><rect class="sea" width="{WIDTH:.0f}" height="{height}"/>'
        f"{_base(frame, _hold(basemap))}"
        f"{''.join(_zone(zone, frame) for zone in sheet.zones)}{rings}{dots}</g>"
        f'<g class="names">{"".join(labels.set_names)}</g>{badges}'
        + _frame(frame)
        + _scale(sheet, frame)
        + "</svg>"
    )


def swatch(phase: Phase | None, schematic: bool, kind: str = "district") -> str:
    """A legend's sample of how a zone is drawn."""
    tone = TONES[phase] if phase else "none"
    line = " schematic" if schematic else ""
    mark = (
        f'<svg x="12" y="3" width="12" height="12" viewBox="0 0 16 16" class="tone-{tone}">'
        f"{MARKS[phase]}</svg>"
        if phase
        else ""
    )
    return (
        f'<svg class="swatch" viewBox="0 0 36 18" width="36" height="18" aria-hidden="true">'
        f'<rect class="zone {escape(kind)} tone-{tone}{line}" x="1" y="1" width="34" height="16"'
        f' fill="url(#zone-{tone})"/>{mark}</svg>'
    )


_STROKES = {
    "done": "#2f6f58",
    "moving": "#2a5a8c",
    "waiting": "#77716a",
    "contested": "#9a6200",
    "breach": "#a3332b",
    "unknown": "#77716a",
    "ended": "#5c5670",
    "none": "#8a8378",
}


def _pattern(tone: str, body: str, tint: float) -> str:
    stroke = _STROKES[tone]
    return (
        f'<pattern id="zone-{tone}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{stroke}" fill-opacity="{tint}"/>'
        f'<g stroke="{stroke}" stroke-opacity=".62" fill="{stroke}">{body}</g></pattern>'
    )


_PATTERNS = "".join(
    (
        _pattern("done", '<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke-width="1.1"/>', 0.16),
        _pattern("moving", '<path d="M-2 6l4 4M0 0l8 8M6-2l4 4" stroke-width="1.1"/>', 0.10),
        _pattern("waiting", '<circle cx="2" cy="2" r=".8"/><circle cx="6" cy="6" r=".8"/>', 0.08),
        _pattern("contested", '<path d="M0 2h8M0 6h8" stroke-width="1.1"/>', 0.12),
        _pattern("breach", '<path d="M0 8l8-8M0 0l8 8" stroke-width="1.2"/>', 0.14),
        _pattern("unknown", '<path d="M2 0v3M6 4v3" stroke-width="1"/>', 0.06),
        _pattern("ended", '<path d="M2 0v8M6 0v8" stroke-width="1"/>', 0.08),
        _pattern("none", '<circle cx="4" cy="4" r=".6"/>', 0.05),
    )
)


class _Held:
    """A base map with its digest, so that its paths are made once for each frame."""

    def __init__(self, basemap: Basemap) -> None:
        self.basemap = basemap
        self.digest = digest_bytes(canonical_json(basemap))

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.digest == self.digest


_held: dict[int, _Held] = {}


def _hold(basemap: Basemap) -> _Held:
    held = _held.get(id(basemap))
    if held is None or held.basemap is not basemap:
        held = _held[id(basemap)] = _Held(basemap)
    return held


@lru_cache(maxsize=16)
def _base(frame: Frame, held: _Held) -> str:
    """Land, water and boundaries: the same for every day of a centre."""
    basemap = held.basemap
    parts = [
        f'<path class="land" d="{_layer(frame, basemap, "land", close=True)}"/>',
        f'<path class="lake" d="{_layer(frame, basemap, "lakes", close=True)}"/>',
    ]
    parts += [f'<path class="{name}" d="{path}"/>' for name, path in _boundaries(frame, basemap)]
    return "".join(parts)


def boundaries_on(sheet: MapSheet, basemap: Basemap) -> tuple[str, ...]:
    """The kinds of boundary that a sheet shows, for its legend: ``boundary``, ``open``, ``oblast``."""
    return tuple(name for name, _ in reversed(_boundaries(frame_of(sheet), basemap)))


def _boundaries(frame: Frame, basemap: Basemap) -> list[tuple[str, str]]:
    """Each kind of boundary within the frame, with its path, the quietest first."""
    kinds: dict[str, list[Any]] = {}
    for feature in _features(basemap, "borders"):
        kind = str(feature.get("properties", {}).get("kind", ""))
        kinds.setdefault(kind, []).extend(lines_of(feature["geometry"]))
    drawn = (("former-oblast", "oblast"), ("open", "open"), ("international", "boundary"))
    return [(name, path) for kind, name in drawn if (path := draw_lines(frame, kinds.get(kind, ())))]


def _features(basemap: Basemap, layer: str) -> list[Mapping[str, Any]]:
    return list(basemap.get(layer, {}).get("features", ()))


def _layer(frame: Frame, basemap: Basemap, layer: str, close: bool) -> str:
    return "".join(
        draw_lines(frame, lines_of(feature["geometry"]), close) for feature in _features(basemap, layer)
    )


def _zone(zone: MapZone, frame: Frame) -> str:
    area = "Polygon" in str(zone.geometry.get("type"))
    path = draw_lines(frame, lines_of(zone.geometry), close=area)
    if not path:
        return ""
    tone = TONES[zone.phase] if zone.phase else "none"
    kinds = f"zone {zone.kind} tone-{tone}{' schematic' if zone.schematic else ''}"
    fill = f"url(#zone-{tone})" if area and zone.kind == "district" else "none"
    if zone.kind == "corridor" and area:
        kinds += " band"
    title = escape(" – ".join(part for part in (zone.name, zone.standing) if part))
    return (
        f'<path class="{escape(kinds)}" d="{path}" fill="{fill}" fill-rule="evenodd">'
        f"<title>{title}</title></path>"
    )


def _incidents(sheet: MapSheet, frame: Frame, labels: Labels) -> tuple[str, str]:
    """Circles to scale, and their letters; letters that would cover each other stand side by side."""
    rings, badges = [], []
    stacked: dict[tuple[int, int], int] = {}
    for one in sheet.incidents:
        if not frame.holds(one.longitude, one.latitude):
            continue
        x, y = frame.place(one.longitude, one.latitude)
        reach = one.radius_km / frame.unit_km
        kind = "incident" if one.recent else "incident earlier"
        reach_shown = max(reach, 4)
        rings.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{reach_shown:.1f}"/>')
        cell = (round(x / 20), round(y / 20))
        number = stacked.get(cell, 0)
        stacked[cell] = number + 1
        x += 19 * number
        labels.block(x, y, 10)
        badges.append(
            f'<g class="badge{"" if one.recent else " earlier"}"><circle cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
            f'<text x="{x:.1f}" y="{y + 3.8:.1f}" text-anchor="middle">{escape(one.label)}</text></g>'
        )
    return "".join(rings), "".join(badges)


def _places(sheet: MapSheet, frame: Frame, labels: Labels) -> str:
    dots = []
    shown = [one for one in sheet.places if frame.holds(one.longitude, one.latitude)]
    for one in shown:
        x, y = frame.place(one.longitude, one.latitude)
        labels.block(x, y, 3)
        reach = 3.2 if one.kind == "town" else 2.2
        dots.append(f'<circle class="dot {escape(one.kind)}" cx="{x:.1f}" cy="{y:.1f}" r="{reach}"/>')
    for one in sorted(shown, key=lambda place: (place.kind != "town", not place.told, place.place_id)):
        x, y = frame.place(one.longitude, one.latitude)
        size = 13.0 if one.kind == "town" else 11.0
        name = " / ".join(one.forms)
        lines = one.forms[:2] if len(name) > 26 else (name,)
        kind = f"place {escape(one.kind)}"
        if not labels.beside(x, y, lines, kind, size) and (one.told or one.kind == "town"):
            labels.led(x, y, lines, kind, size)
    return "".join(dots)


def _name_zones(sheet: MapSheet, frame: Frame, labels: Labels) -> None:
    for zone in sorted(sheet.zones, key=lambda one: (one.kind != "district", one.zone_id)):
        middle = middle_of(zone.geometry)
        if middle is None or not frame.holds(*middle) or zone.kind == "line":
            continue
        x, y = frame.place(*middle)
        forms = " / ".join(form for form in zone.forms if form != zone.name)
        title = zone.name.upper() if zone.kind == "district" else zone.name
        lines = [title]
        if forms and zone.kind != "corridor":
            lines.append(forms)
        if zone.standing:
            lines.append(zone.standing)
        kind = "zone-name standing" if zone.standing else "zone-name"
        if not labels.inside(x, y, tuple(lines), kind, 12.5 if zone.kind == "district" else 11.5, 60):
            labels.inside(x, y, (title,), "zone-name", 11, 90)


def _name_base(sheet: MapSheet, basemap: Basemap, frame: Frame, labels: Labels) -> None:
    """Countries large and faint and never over a district the accord deals with; then lakes; then
    towns of the base map that the accord does not name."""
    names = len(labels.taken)
    for zone in sheet.zones:
        if zone.kind == "district":
            labels.cover(frame.place(*point) for point in walk_points(zone.geometry.get("coordinates")))
    for feature in _features(basemap, "lakes"):
        labels.cover(frame.place(*point) for point in walk_points(feature["geometry"]["coordinates"]))
    areas = labels.taken[names:]
    for country in sheet.countries:
        away = frame.place(country.longitude, country.latitude)
        x = min(max(away[0], 130.0), WIDTH - 130)
        y = min(max(away[1], 50.0), frame.height - 50)
        if math.dist(away, (x, y)) * frame.unit_km < _NEARBY_KM:
            labels.inside(x, y, (" / ".join(country.forms).upper(),), "country", 17, 230)
    labels.taken = [box for box in labels.taken if box not in areas]
    for feature in _features(basemap, "lakes"):
        middle = middle_of(feature["geometry"])
        if middle and frame.holds(*middle):
            labels.inside(
                *frame.place(*middle), (str(feature["properties"].get("name", "")),), "water", 11, 40
            )
    known = {form.casefold() for place in sheet.places for form in place.forms}
    known |= {form.casefold() for zone in sheet.zones for form in (zone.name, *zone.forms)}
    for forms, longitude, latitude in base_towns(basemap, known):
        if not frame.holds(longitude, latitude):
            continue
        x, y = frame.place(longitude, latitude)
        if labels.beside(x, y, (" / ".join(forms),), "base", 11, 6):
            labels.set_names.append(f'<circle class="base-dot" cx="{x:.1f}" cy="{y:.1f}" r="1.9"/>')
            labels.block(x, y, 3)


def base_towns(basemap: Basemap, known: set[str]) -> Iterator[tuple[tuple[str, ...], float, float]]:
    """Towns of the base map none of whose names is ``known`` (casefolded): every form of the name,
    longitude, latitude; the larger first."""
    order = sorted(
        _features(basemap, "places"),
        key=lambda one: (one["properties"].get("rank", 99), one["properties"]["name"]),
    )
    for feature in order:
        properties = feature["properties"]
        longitude, latitude = feature["geometry"]["coordinates"][:2]
        forms = tuple(dict.fromkeys(properties.get("names", {}).values())) or (properties["name"],)
        if not known & {form.casefold() for form in (properties["name"], *forms)}:
            yield forms, longitude, latitude


def _frame(frame: Frame) -> str:
    """A graduated frame: half degrees, every full degree named."""
    step = 0.5 if frame.east - frame.west > 1.2 else 0.25
    parts = [f'<rect class="neat" width="{WIDTH:.0f}" height="{frame.height:.1f}"/>']
    parts.append(
        f'<rect class="neat" x="-7" y="-7" width="{WIDTH + 14:.0f}" height="{frame.height + 14:.1f}"/>'
    )
    for number in range(int(frame.west / step), int(frame.east / step) + 2):
        degree = number * step
        if not frame.west < degree < frame.east:
            continue
        x, _ = frame.place(degree, frame.north)
        parts.append(f'<path class="tickmark" d="M{x:.1f}-7v7M{x:.1f} {frame.height:.1f}v7"/>')
        if degree == int(degree):
            parts.append(_degree(x + 3, 11, f"{int(degree)}° E" if degree >= 0 else f"{-int(degree)}° W"))
    for number in range(int(frame.south / step) - 1, int(frame.north / step) + 2):
        degree = number * step
        if not frame.south < degree < frame.north:
            continue
        _, y = frame.place(frame.west, degree)
        parts.append(f'<path class="tickmark" d="M-7 {y:.1f}h7M{WIDTH:.1f} {y:.1f}h7"/>')
        if degree == int(degree):
            parts.append(_degree(4, y - 3, f"{int(degree)}° N" if degree >= 0 else f"{-int(degree)}° S"))
    return "".join(parts)


def _degree(x: float, y: float, text: str) -> str:
    return f'<text class="degree" x="{x:.1f}" y="{y:.1f}">{text}</text>'


def _scale(sheet: MapSheet, frame: Frame) -> str:
    """A scale bar of a round length, and north."""
    length = next(km for km in (500, 200, 100, 50, 20, 10, 5, 2, 1) if km / frame.unit_km < 190 or km == 1)
    wide = length / frame.unit_km
    y = frame.height - 22
    x = WIDTH - 26 - wide
    half = wide / 2
    words = escape(sheet.words.get("kilometres", "km"))
    return (
        f'<g class="scale"><rect class="plate" x="{x - 14:.1f}" y="{y - 48:.1f}"'
        f' width="{wide + 34:.1f}" height="62"/>'
        f'<rect class="dark" x="{x:.1f}" y="{y:.1f}" width="{half:.1f}" height="5"/>'
        f'<rect class="light" x="{x + half:.1f}" y="{y:.1f}" width="{half:.1f}" height="5"/>'
        f'<text x="{x:.1f}" y="{y - 5:.1f}">0</text>'
        f'<text x="{x + half:.1f}" y="{y - 5:.1f}" text-anchor="middle">{length / 2:g}</text>'
        f'<text x="{x + wide:.1f}" y="{y - 5:.1f}" text-anchor="end">{length} {words}</text>'
        f'<path class="arrow" d="M{x + 5:.1f} {y - 20:.1f}l5-18 5 18-5-4z"/>'
        f'<text x="{x + 20:.1f}" y="{y - 24:.1f}">{escape(sheet.words.get("north", "N"))}</text></g>'
    )
