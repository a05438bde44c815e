"""Distances from what an accord draws: exact, on the ellipsoid, with the doubt of place and line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from tregua.agreement.geometry import Apart, Outline, nearest_of

EARTH = Geod(ellps="WGS84")


def line(*points: tuple[float, float]) -> Outline:
    return Outline({"type": "LineString", "coordinates": [list(point) for point in points]})


def brute(points: list[tuple[float, float]], latitude: float, longitude: float) -> float:
    """The least of very many distances, in kilometres."""
    best = 1e9
    for (x, y), (u, v) in pairwise(points):
        along = np.linspace(0, 1, 20_001)
        there = x + along * (u - x), y + along * (v - y)
        here = np.full(along.shape, longitude), np.full(along.shape, latitude)
        best = min(best, float(EARTH.inv(*here, *there)[2].min()))
    return best / 1000


spots = st.tuples(st.floats(36, 40), st.floats(46, 50))


@settings(max_examples=40, deadline=None)
@given(st.lists(spots, min_size=2, max_size=5), spots)
def test_the_nearest_spot_of_a_line_is_found(points, spot) -> None:
    longitude, latitude = spot
    measured = line(*points).distance_km(latitude, longitude)
    near = brute(points, latitude, longitude)
    assert measured <= near + 1e-9
    assert measured == pytest.approx(near, abs=0.02)


def test_a_distance_is_good_to_a_millimetre() -> None:
    outline = line((-1, 0.1), (1, 0.1))
    for km in (0.001, 1.0, 14.999999, 15.000001, 200.0):
        _, latitude, _ = EARTH.fwd(0.2, 0.1, 0, km * 1000)
        assert outline.distance_km(latitude, 0.2) == pytest.approx(km, abs=1e-6)


def test_on_the_line_it_is_nought_and_past_its_end_it_is_to_the_end() -> None:
    outline = line((38, 48), (38.5, 48.25))
    assert outline.distance_km(48.125, 38.25) == pytest.approx(0, abs=1e-6)
    assert outline.distance_km(48, 37) == pytest.approx(EARTH.inv(37, 48, 38, 48)[2] / 1000, abs=1e-9)


def test_within_an_area_it_is_nought_and_in_its_hole_it_is_to_the_rim() -> None:
    ring = [[0, 0], [3, 0], [3, 3], [0, 3], [0, 0]]
    hole = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]
    outline = Outline({"type": "Polygon", "coordinates": [ring, hole]})
    assert outline.distance_km(0.5, 0.5) == 0
    assert outline.distance_km(1.5, 1.1) == pytest.approx(11.13, abs=0.02)


def test_a_site_is_measured_as_a_point_and_the_date_line_is_no_edge() -> None:
    site = Outline({"type": "Point", "coordinates": [1, 1]})
    assert site.distance_km(1, 2) == pytest.approx(EARTH.inv(1, 1, 2, 1)[2] / 1000)
    across = line((179.9, 10), (-179.9 + 360, 10))
    assert across.distance_km(10, -179.95) == pytest.approx(0, abs=0.01)


def test_an_area_cut_at_the_date_line_is_one_area() -> None:
    west = [[179, 10], [180, 10], [180, 12], [179, 12], [179, 10]]
    east = [[-180, 10], [-179, 10], [-179, 12], [-180, 12], [-180, 10]]
    outline = Outline({"type": "MultiPolygon", "coordinates": [[west], [east]]})
    for longitude in (179.0, 179.5, 180, -180, -179.5, -179.0):
        assert outline.distance_km(11, longitude) == 0
    degree = EARTH.inv(0, 11, 1, 11)[2] / 1000
    for longitude in (178, -178):
        assert outline.distance_km(11, longitude) == pytest.approx(degree, abs=0.05)
    assert outline.distance_km(11, 0) > 15_000


@settings(max_examples=40, deadline=None)
@given(st.floats(-3, 3), st.floats(5, 15))
def test_a_line_cut_at_the_date_line_is_as_far_as_anywhere_else(longitude: float, latitude: float) -> None:
    cut = [[[178, 10], [180, 11]], [[-180, 11], [-179, 12]]]
    there = Outline({"type": "MultiLineString", "coordinates": cut})
    here = line((-2, 10), (0, 11), (1, 12))
    turned = longitude + 180 if longitude < 0 else longitude - 180
    assert there.distance_km(latitude, turned) == pytest.approx(
        here.distance_km(latitude, longitude), abs=1e-6
    )


def test_several_lines_are_one() -> None:
    both = Outline({"type": "MultiLineString", "coordinates": [[[0, 0], [1, 0]], [[0, 1], [1, 1]]]})
    assert both.distance_km(0.9, 0.5) == pytest.approx(line((0, 1), (1, 1)).distance_km(0.9, 0.5))


def test_the_doubt_of_the_place_and_of_the_line_add_up() -> None:
    outline = Outline({"type": "LineString", "coordinates": [[-1, 0.1], [1, 0.1]]}, precision_km=1)
    apart = outline.apart(0.2, 0, 2)
    assert apart.farthest_km - apart.nearest_km == pytest.approx(6)
    assert apart.is_surely_within(14.06) and not apart.is_surely_within(14.05)
    assert apart.may_be_within(8.06) and not apart.may_be_within(8.05)
    assert outline.apart(0.1, 0, 0.5).nearest_km == 0


def test_of_several_the_nearest_counts_at_either_end() -> None:
    assert nearest_of([]) is None
    assert nearest_of([Apart(3, 9), Apart(4, 5)]) == Apart(3, 5)
