"""Cut the base map out of Natural Earth (public domain): the wider South Caucasus, and eastern Ukraine.

    python tools/build_basemap.py --world-atlas DIR --natural-earth DIR

``--world-atlas`` is the unpacked ``world-atlas`` 2.0.2 package (Natural Earth 1:10m as TopoJSON);
``--natural-earth`` a folder with Natural Earth's disputed lines and populated places as GeoJSON
(``caucasus_*.geojson``). Writes ``src/tregua/data/basemap/{land,borders,lakes,places}.geojson``, the
same bytes from the same input.

Every border carries a ``kind``, so that a style can show all of them as not settled here:

- ``international``: a boundary between two states;
- ``open``: one that the accord or its parties leave open (Armenia–Azerbaijan);
- ``breakaway``, ``former-oblast``: Natural Earth's lines of control and of 1991, the state before 2020.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapely import set_precision
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

HERE = Path(__file__).resolve().parent.parent
OUT = HERE / "src" / "tregua" / "data" / "basemap"
VIEWS = (box(41.0, 36.5, 53.0, 43.5), box(35.5, 46.25, 42.0, 50.5))
VIEW = MultiPolygon(VIEWS)
GRID = 0.0005
SHORT = 0.0008
OPEN = {("Armenia", "Azerbaijan")}
SOURCES = {
    "land": "Natural Earth 1:10m (public domain)",
    "borders": "Natural Earth 1:10m (public domain)",
    "lakes": "lakes drawn by hand (Tregua)",
    "places": "Natural Earth 1:10m (public domain)",
}
"""Whom the map thanks for a layer; a feature of another source carries its own."""
LINE_KINDS = {"Breakaway": "breakaway", "Reference line": "former-oblast"}

# Lakes stand in neither source at this scale: drawn by hand, to find one's way by.
LAKES = {
    "Sevan": [
        (44.96, 40.56), (45.02, 40.60), (45.10, 40.59), (45.20, 40.53), (45.29, 40.47), (45.36, 40.49),
        (45.41, 40.44), (45.47, 40.37), (45.57, 40.28), (45.63, 40.23), (45.60, 40.20), (45.50, 40.18),
        (45.40, 40.16), (45.31, 40.16), (45.25, 40.20), (45.23, 40.27), (45.24, 40.34), (45.27, 40.41),
        (45.20, 40.43), (45.13, 40.45), (45.08, 40.50), (45.01, 40.53),
    ],
    "Van": [
        (42.28, 38.48), (42.36, 38.62), (42.52, 38.70), (42.60, 38.83), (42.80, 38.87), (43.05, 38.92),
        (43.30, 39.00), (43.42, 38.95), (43.30, 38.85), (43.40, 38.73), (43.25, 38.68), (43.30, 38.50),
        (43.22, 38.35), (43.05, 38.30), (42.75, 38.37), (42.50, 38.37),
    ],
    "Urmia": [
        (45.05, 38.18), (45.25, 38.28), (45.45, 38.22), (45.50, 38.05), (45.62, 37.90), (45.85, 37.80),
        (45.90, 37.60), (45.90, 37.35), (45.75, 37.15), (45.50, 37.10), (45.35, 37.30), (45.28, 37.55),
        (45.20, 37.75), (45.05, 37.95),
    ],
}  # fmt: skip

# Where the parties use different names both are shown; Natural Earth's own form is kept in ``name``.
BOTH_NAMES = {
    "Stepanakert": {"az": "Xankəndi", "am": "Stepanakert"},
    "Naxcivan": {"az": "Naxçıvan", "am": "Nakhijevan"},
    "Ganca": {"az": "Gəncə", "am": "Gandzak"},
    "Kapan": {"az": "Qafan", "am": "Kapan"},
    "Luhansk": {"ua": "Luhansk", "ordlo": "Lugansk"},
    "Horlivka": {"ua": "Horlivka", "ordlo": "Gorlovka"},
    "Debaltseve": {"ua": "Debaltseve", "ordlo": "Debaltsevo"},
}
# Natural Earth's file at hand has the Caucasus only: towns of the second view, from GeoNames (CC BY 4.0).
# Name, rank as Natural Earth's, longitude, latitude.
TOWNS = (
    ("Donetsk", 4, 37.8022, 48.0230),
    ("Rostov-on-Don", 4, 39.7077, 47.2200),
    ("Luhansk", 6, 39.3055, 48.5681),
    ("Mariupol", 6, 37.5413, 47.0951),
    ("Taganrog", 6, 38.9053, 47.2363),
    ("Kramatorsk", 7, 37.5678, 48.7311),
    ("Horlivka", 7, 38.0171, 48.2999),
    ("Bakhmut", 8, 37.9989, 48.5942),
    ("Debaltseve", 8, 38.4026, 48.3359),
    ("Volnovakha", 8, 37.4936, 47.6008),
    ("Alchevsk", 8, 38.7974, 48.4691),
)
NAMES_TODAY = {"Ali Bayramli": "Shirvan", "Gadabay": "Gedabek", "Naltchik": "Nalchik", "Groznyy": "Grozny"}
# Natural Earth's "Agdam" lies 140 km from Agdam (a namesake in Tovuz); the accord brings its own.
LEFT_OUT = {"Agdam"}


def main() -> None:
    """Read the two sources, write the four files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--world-atlas", type=Path, required=True)
    parser.add_argument("--natural-earth", type=Path, required=True)
    given = parser.parse_args()
    atlas = json.loads((given.world_atlas / "countries-10m.json").read_text(encoding="utf-8"))
    topology = Topology(atlas)
    lines = _features(given.natural_earth / "caucasus_ne_10m_admin_0_boundary_lines_disputed_areas.geojson")
    towns = _features(given.natural_earth / "caucasus_populated_places_10m.geojson")
    OUT.mkdir(parents=True, exist_ok=True)
    _write("land", [({"kind": "land"}, unary_union([one for _, one in topology.countries()]))])
    _write("borders", [*_state_borders(topology), *_disputed(lines)])
    _write("lakes", [({"name": name, "schematic": True}, _rounded_off(ring)) for name, ring in LAKES.items()])
    _write_places(towns)


class Topology:
    """A TopoJSON of countries: quantised arcs, shared where two countries meet."""

    def __init__(self, data: dict[str, Any]) -> None:
        scale, shift = data["transform"]["scale"], data["transform"]["translate"]
        self._arcs = [_decode(arc, scale, shift) for arc in data["arcs"]]
        self._countries = data["objects"]["countries"]["geometries"]

    def countries(self) -> list[tuple[str, BaseGeometry]]:
        """Every country that reaches into the view, as a polygon."""
        made = []
        for country in self._countries:
            polygons = unary_union([part for rings in _polygons(country) for part in self._polygon(rings)])
            if polygons.intersects(VIEW):
                made.append((str(country["properties"]["name"]), polygons))
        return made

    def shared(self) -> dict[tuple[str, str], list[LineString]]:
        """The arcs that two countries share, by the pair of their names."""
        owners: dict[int, set[str]] = {}
        for country in self._countries:
            for rings in _polygons(country):
                for arc in (arc for ring in rings for arc in ring):
                    owners.setdefault(arc if arc >= 0 else ~arc, set()).add(country["properties"]["name"])
        found: dict[tuple[str, str], list[LineString]] = {}
        for arc, names in sorted(owners.items()):
            if len(names) == 2:
                first, second = sorted(names)
                found.setdefault((first, second), []).append(LineString(self._arcs[arc]))
        return found

    def _polygon(self, rings: list[list[int]]) -> list[BaseGeometry]:
        # Quantised, a small island can shrink to a line: it is left out.
        outer, *holes = [self._ring(ring) for ring in rings]
        if len(set(outer)) < 3 or not LineString(outer).intersects(VIEW):
            return []
        return [Polygon(outer, [hole for hole in holes if len(set(hole)) > 2]).buffer(0)]

    def _ring(self, arcs: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for arc in arcs:
            line = self._arcs[arc] if arc >= 0 else self._arcs[~arc][::-1]
            points.extend(line[1:] if points else line)
        return points


def _decode(arc: list[list[int]], scale: list[float], shift: list[float]) -> list[tuple[float, float]]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return points


def _polygons(country: dict[str, Any]) -> list[list[list[int]]]:
    arcs: Any = country.get("arcs", [])
    return [arcs] if country["type"] == "Polygon" else list(arcs)


def _state_borders(topology: Topology) -> Iterable[tuple[dict[str, Any], BaseGeometry]]:
    for pair, arcs in sorted(topology.shared().items()):
        line = linemerge(arcs) if len(arcs) > 1 else arcs[0]
        if line.intersects(VIEW):
            kind = "open" if pair in OPEN else "international"
            yield {"kind": kind, "between": list(pair)}, line


def _disputed(features: list[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], BaseGeometry]]:
    for feature in features:
        given = feature["properties"]
        kind = LINE_KINDS[given["featurecla"]]
        yield {"kind": kind, "name": given["name"], "state": "before 2020"}, shape(feature["geometry"])


def _rounded_off(ring: list[tuple[float, float]]) -> Polygon:
    """A shore drawn by few points, its corners cut three times (Chaikin)."""
    for _ in range(3):
        pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
        ring = [
            (x1 + share * (x2 - x1), y1 + share * (y2 - y1))
            for (x1, y1), (x2, y2) in pairs
            for share in (0.25, 0.75)
        ]
    return Polygon(ring)


def _write_places(towns: list[dict[str, Any]]) -> None:
    made = []
    for town in towns:
        given = town["properties"]
        point = shape(town["geometry"])
        if given["NAME"] in LEFT_OUT or not VIEW.contains(point):
            continue
        name = NAMES_TODAY.get(given["NAME"], given["NAME"])
        properties = {
            "name": name,
            "names": BOTH_NAMES.get(given["NAME"], {}),
            "rank": given["SCALERANK"],
            "capital": given["FEATURECLA"] == "Admin-0 capital",
        }
        made.append((properties, point))
    for name, rank, longitude, latitude in TOWNS:
        properties = {"name": name, "names": BOTH_NAMES.get(name, {}), "rank": rank, "capital": False}
        properties["source"] = "GeoNames (CC BY 4.0)"
        made.append((properties, Point(longitude, latitude)))
    made.sort(key=lambda one: (one[0]["rank"], one[0]["name"]))
    _write("places", made)


def _write(name: str, drawn: Iterable[tuple[dict[str, Any], BaseGeometry]]) -> None:
    features = []
    for properties, geometry in drawn:
        cut = geometry.intersection(VIEW)
        if geometry.geom_type != "Point":
            cut = set_precision(cut.simplify(SHORT), GRID)
        if not cut.is_empty:
            features.append({"type": "Feature", "properties": properties, "geometry": _rounded(cut)})
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    source = json.dumps(SOURCES[name], ensure_ascii=False)
    text = f'{{"type":"FeatureCollection","source":{source},"features":[\n{lines}\n]}}\n'
    (OUT / f"{name}.geojson").write_text(text, encoding="utf-8")


def _rounded(geometry: BaseGeometry) -> Any:
    return json.loads(json.dumps(mapping(geometry)), parse_float=lambda text: round(float(text), 4))


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


if __name__ == "__main__":
    main()
