"""Zones that cannot be used are told, and those across the date line are as sound as any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from agreement_texts import ACCORD, BOW_TIE, SQUARE, write_accord, zones_of

from tregua.agreement.lint import lint_accord
from tregua.agreement.load import find_faults, load_accord
from tregua.model.errors import BadAccord


def test_a_polygon_that_crosses_itself_names_zone_and_point(tmp_path: Path) -> None:
    zones = zones_of(BOW_TIE)
    fault = find_faults(write_accord(tmp_path, ACCORD, zones))[0]
    assert fault.code == "accord.polygon_crosses_itself"
    assert fault.message.args == {"zone": "mill", "longitude": 20.05, "latitude": 10.05}
    assert fault.where.file == str(tmp_path / "zones.geojson")
    assert fault.where.field == "mill.geometry"
    assert zones.splitlines()[(fault.where.line or 0) - 1][(fault.where.column or 0) - 1 :] == "{"
    assert '"geometry"' in zones.splitlines()[(fault.where.line or 0) - 1]


@pytest.mark.parametrize(
    ("zones", "code"),
    [
        ("{", "accord.zones_not_json"),
        ("[]", "accord.zones_not_features"),
        ("[" * 100_000, "accord.zones_not_json"),
        ('{"features": [1]}', "accord.zones_not_features"),
        ('{"type": "FeatureCollection", "features": [1]}', "accord.zone_not_feature"),
        ('{"type": "FeatureCollection", "features": [{"type": "Point"}]}', "accord.zone_not_feature"),
        (zones_of(SQUARE, id="nowhere"), "accord.unknown_place"),
        (zones_of(SQUARE, colour="red"), "accord.unknown_key_far"),
        (zones_of(SQUARE, schematik=True), "accord.unknown_key"),
        (zones_of(SQUARE, valid_from="2031-02-30"), "accord.impossible_date"),
        (zones_of(SQUARE, kind="hill"), "accord.unknown_word"),
        (zones_of(SQUARE, kind="line"), "accord.zone_wrong_shape"),
        (zones_of(SQUARE, SQUARE), "accord.duplicate_zone"),
        (zones_of([[200.0, 1.0], [201.0, 1.0], [201.0, 2.0], [200.0, 1.0]]), "accord.zone_off_the_globe"),
        (zones_of([[20.0, 1.0]]), "accord.zone_bad_geometry"),
        (zones_of(SQUARE).replace("Polygon", "Point"), "accord.zone_bad_geometry"),
        (zones_of(SQUARE).replace('"coordinates"', '"corners"'), "accord.zone_bad_geometry"),
        (
            '{"type": "FeatureCollection", "features": '
            '[{"type": "Feature", "properties": null, "geometry": null}]}',
            "accord.missing_key",
        ),
    ],
)
def test_zones_that_cannot_be_used(tmp_path: Path, zones: str, code: str) -> None:
    folder = write_accord(tmp_path, ACCORD, zones)
    assert find_faults(folder)[0].code == code
    with pytest.raises(BadAccord):
        load_accord(folder)


def test_across_the_date_line_nothing_is_doubted_that_is_sound(tmp_path: Path) -> None:
    text = ACCORD.replace("latitude: 10, longitude: 20", "latitude: 10.05, longitude: -179.99")
    text = text.replace("radius_km: 20}", "radius_km: 40}")
    west = [[179.9, 10.0], [180.0, 10.0], [180.0, 10.1], [179.9, 10.1], [179.9, 10.0]]
    mill = zones_of(west, kind="site")
    wide = [[[179.5, 9.5], [180, 9.5], [180, 10.5], [179.5, 10.5], [179.5, 9.5]]]
    rest = [[[-180, 9.5], [-179.5, 9.5], [-179.5, 10.5], [-180, 10.5], [-180, 9.5]]]
    valley = json.loads(zones_of(west, id="valley", kind="region"))["features"][0]
    valley["geometry"] = {"type": "MultiPolygon", "coordinates": [wide, rest]}
    zones = json.loads(mill)
    zones["features"].append(valley)
    folder = write_accord(tmp_path, text, json.dumps(zones))
    assert find_faults(folder) == ()
    assert lint_accord(load_accord(folder)) == ()
    valley["geometry"] = {"type": "MultiPolygon", "coordinates": [rest]}  # and what lies outside is told
    write_accord(tmp_path, text, json.dumps(zones))
    (doubt,) = lint_accord(load_accord(folder))
    assert doubt.code == "accord.lint.zone_outside_parent"
    assert doubt.message.args["km"] == pytest.approx(8.9, abs=0.2)


def test_points_on_both_sides_of_the_date_line_are_no_leap(tmp_path: Path) -> None:
    zones = json.loads(zones_of(SQUARE, kind="site"))
    zones["features"][0]["geometry"] = {"type": "MultiPoint", "coordinates": [[179.9, 10], [-179.9, 10]]}
    folder = write_accord(tmp_path, ACCORD, json.dumps(zones))
    assert find_faults(folder) == ()
