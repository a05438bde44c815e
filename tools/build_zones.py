"""Draw the zones of the accord of November 2020.

    python tools/build_zones.py --world-atlas DIR --natural-earth DIR

What Natural Earth has (the outline of the oblast of 1991, the area held and the line of 1994, all the
state before 2020) is taken from it. Districts have no open outline: each is cut out of the country and
the oblast by a few points set by hand, so that it adjoins them, and is marked schematic. The corridor
is a buffer of 2.5 km each side of a schematic road, with Shusha left out. Writes ``zones.geojson``
beside the accord, the same bytes from the same input. Inputs as for ``build_basemap.py``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from build_basemap import Topology
from pyproj import Transformer
from shapely import set_precision, transform
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize, unary_union

OUT = Path(__file__).resolve().parent.parent / "src/tregua/data/accords/karabakh-2020/zones.geojson"
GRID = 0.0001
GAP = 0.003

# Generous outlines; what is cut off is what lies in a neighbour. Longitude, latitude.
AGDAM = [
    (46.60, 39.98), (46.60, 40.12), (46.76, 40.165), (46.90, 40.185), (47.02, 40.175), (47.11, 40.15),
    (47.19, 40.11), (47.25, 40.04), (47.26, 39.97), (47.25, 39.90), (47.23, 39.86), (47.19, 39.80),
    (46.80, 39.78),
]  # fmt: skip
KELBAJAR = [
    (45.50, 40.03), (45.50, 39.93), (45.66, 39.915), (45.85, 39.86), (45.97, 39.845), (46.10, 39.87),
    (46.24, 39.875), (46.36, 39.90), (46.44, 39.915), (46.60, 39.93), (46.60, 40.32),
    (45.80, 40.32), (45.80, 40.06),
]  # fmt: skip
LACHIN = [
    (45.66, 39.915), (45.85, 39.86), (45.97, 39.845), (46.10, 39.87), (46.24, 39.875), (46.36, 39.90),
    (46.44, 39.915), (46.80, 39.90), (46.80, 39.50), (46.725, 39.485), (46.68, 39.465), (46.61, 39.455),
    (46.55, 39.475), (46.48, 39.465), (46.20, 39.50), (45.70, 39.80),
]  # fmt: skip
HADRUT = [
    (46.60, 39.60), (46.76, 39.625), (46.84, 39.645), (46.91, 39.665), (46.98, 39.655), (47.05, 39.65),
    (47.30, 39.62), (47.30, 39.30), (46.60, 39.30),
]  # fmt: skip
ROAD = [
    (46.47, 39.55), (46.505, 39.575), (46.532, 39.597), (46.547, 39.638), (46.575, 39.657),
    (46.615, 39.675), (46.655, 39.695), (46.682, 39.722), (46.690, 39.760), (46.705, 39.790),
    (46.728, 39.806),
]  # fmt: skip
# The second course, from the evening of 30 August 2022: south of the town of Lachin, then to the old road.
ROAD_2022 = [
    (46.49, 39.52), (46.515, 39.535), (46.545, 39.545), (46.575, 39.575), (46.60, 39.61),
    (46.615, 39.645), (46.635, 39.675), (46.655, 39.695), (46.682, 39.722), (46.690, 39.760),
    (46.705, 39.790), (46.728, 39.806),
]  # fmt: skip
SHUSHA = (46.74919, 39.75893)
SHUSHA_KM = 1.8
HALF_WIDTH_M = 2500

NATURAL_EARTH = "Natural Earth 1:10m (CC0)"
BY_HAND = "Drawn by hand from general knowledge of the map, {}. Not a boundary in law."


def main() -> None:
    """Read the sources, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--world-atlas", type=Path, required=True)
    parser.add_argument("--natural-earth", type=Path, required=True)
    given = parser.parse_args()
    atlas = json.loads((given.world_atlas / "countries-10m.json").read_text(encoding="utf-8"))
    countries = dict(Topology(atlas).countries())
    lines = _features(given.natural_earth / "caucasus_ne_10m_admin_0_boundary_lines_disputed_areas.geojson")
    areas = _features(given.natural_earth / "caucasus_ne_10m_admin_0_disputed_areas.geojson")
    zones = _zones(_largest(countries["Azerbaijan"]), lines, areas)
    zones.sort(key=lambda zone: str(zone["properties"]["id"]))
    text = ",\n".join(json.dumps(zone, ensure_ascii=False, separators=(",", ":")) for zone in zones)
    OUT.write_text(f'{{"type":"FeatureCollection","features":[\n{text}\n]}}\n', encoding="utf-8")


def _zones(
    country: Polygon, lines: list[dict[str, Any]], areas: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    oblast = _closed([one for one in lines if one["properties"]["featurecla"] == "Reference line"])
    line_1994 = unary_union(
        [shape(one["geometry"]) for one in lines if one["properties"]["name"] == "Ceasefire Line 1994"]
    )
    held = _largest(
        unary_union([shape(one["geometry"]) for one in areas if one["properties"]["BRK_A3"] == "B38"])
    )
    around = country.difference(oblast)
    kelbajar = _largest(Polygon(KELBAJAR).intersection(around).intersection(held))
    lachin = _largest(Polygon(LACHIN).intersection(around).difference(kelbajar))
    before = {"valid_from": "1994-05-12", "valid_until": "2020-11-09"}
    return [
        _zone("agdam", "Agdam district", "district", _largest(Polygon(AGDAM).intersection(around)), 8,
              BY_HAND.format("along the oblast's outline in the west and by a few points elsewhere; "
                             "the east of the district was Azerbaijan's before the accord")),
        _zone("kelbajar", "Kelbajar district", "district", kelbajar, 6,
              BY_HAND.format("between the border with Armenia, the line of 1994 and the oblast's outline")),
        _zone("lachin", "Lachin district", "district", lachin, 6,
              BY_HAND.format("between the border with Armenia and the oblast's outline")),
        _zone("hadrut", "Hadrut area", "district", _largest(Polygon(HADRUT).intersection(oblast)), 6,
              BY_HAND.format("the south of the oblast of 1991")),
        _zone("lachin-corridor", "Lachin corridor", "corridor", _corridor(country, ROAD), 3,
              "Five kilometres about a schematic road from the border by Lachin to Stepanakert, led round "
              "Shusha as the accord demands. Not the published course, of which there is none.",
              valid_from="2020-11-10", valid_until="2022-08-30"),
        _zone("lachin-corridor-2022", "Lachin corridor, second course", "corridor",
              _corridor(country, ROAD_2022), 5,
              "Five kilometres about a schematic road that passes south of the town of Lachin, used from the "
              "evening of 30 August 2022. Not the published course, of which there is none.",
              place_id="lachin-corridor", valid_from="2022-08-31"),
        _zone("nagorno-karabakh", "Nagorno-Karabakh, outline of the oblast of 1991", "region", oblast, 2,
              "Natural Earth's reference lines, closed. The accord draws no outline.",
              schematic=False, source=NATURAL_EARTH),
        _zone("conflict-zone", "Area held by the ethnic Armenian forces from 1994, before 2020", "region",
              held, 2, "As in Natural Earth.", schematic=False, source=NATURAL_EARTH, **before),
        _zone("contact-line-1994", "Ceasefire line of 1994, before 2020", "line", line_1994, 2,
              "As in Natural Earth.", place_id="contact-line", schematic=False, source=NATURAL_EARTH,
              **before),
    ]  # fmt: skip


def _closed(features: list[dict[str, Any]]) -> Polygon:
    """The area that lines surround whose ends miss each other by a little."""
    drawn = [shape(one["geometry"]) for one in features]
    pieces = [list(part.coords) for line in drawn for part in getattr(line, "geoms", [line])]
    corners: list[tuple[float, ...]] = []
    for piece in pieces:
        for end in (0, -1):
            near = [corner for corner in corners if Point(corner).distance(Point(piece[end])) < GAP]
            piece[end] = near[0] if near else piece[end]
            corners.append(piece[end])
    closed: Polygon = _largest(unary_union(list(polygonize([LineString(piece) for piece in pieces]))))
    return closed


def _corridor(country: Polygon, road: list[tuple[float, float]]) -> BaseGeometry:
    lon, lat = SHUSHA
    flat = f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m"
    band = _moved(LineString(road), "EPSG:4326", flat).buffer(HALF_WIDTH_M, cap_style="flat")
    town = _moved(Point(SHUSHA), "EPSG:4326", flat).buffer(SHUSHA_KM * 1000)
    drawn: BaseGeometry = _largest(_moved(band.difference(town), flat, "EPSG:4326").intersection(country))
    return drawn


def _moved(drawn: BaseGeometry, source: str, target: str) -> BaseGeometry:
    move = Transformer.from_crs(source, target, always_xy=True).transform
    return transform(drawn, lambda points: np.column_stack(move(points[:, 0], points[:, 1])))


def _zone(
    zone_id: str, name: str, kind: str, drawn: BaseGeometry, precision_km: float, how: str, **more: Any
) -> dict[str, Any]:
    properties = {
        "id": zone_id,
        "name": name,
        "place_id": zone_id,
        "kind": kind,
        "schematic": True,
        "drawn": how,
        "source": "Tregua; adjoining outlines from " + NATURAL_EARTH,
        "precision_km": precision_km,
        "valid_from": None,
        "valid_until": None,
        **more,
    }
    fine = set_precision(drawn.simplify(0.0005), GRID)
    geometry = json.loads(json.dumps(mapping(fine)), parse_float=lambda text: round(float(text), 4))
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _largest(drawn: BaseGeometry) -> Any:
    """Without the slivers that cutting one source by another leaves."""
    if isinstance(drawn, MultiPolygon) or drawn.geom_type == "GeometryCollection":
        return max(drawn.geoms, key=lambda part: part.area)  # type: ignore[attr-defined]
    return drawn


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


if __name__ == "__main__":
    main()
