"""The map and the charts: to scale, without collisions, the same every time."""

from __future__ import annotations

import math
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from reporting_scene import Scene

from tregua.reporting.chart_svg import Point, Series, draw_series, nice_step
from tregua.reporting.map_frame import WIDTH, Frame, frame_around, lines_of, middle_of
from tregua.reporting.map_labels import Labels
from tregua.reporting.map_svg import MapIncident, MapPlace, MapSheet, draw_map, frame_of, load_basemap
from tregua.reporting.sections.map import Page

degrees = st.tuples(st.floats(-170, 170), st.floats(-60, 60))


def sheet(scene: Scene) -> MapSheet:
    section = scene.build().section("map")
    assert isinstance(section, Page)
    return section.sheet


@given(st.lists(degrees, min_size=1, max_size=8))
def test_a_frame_holds_its_points_and_keeps_its_shape(points: list[tuple[float, float]]) -> None:
    near = [(20 + x / 60, 40 + y / 60) for x, y in points]
    frame = frame_around(near)
    assert all(frame.holds(x, y) for x, y in near)
    assert 0.55 < frame.height / WIDTH < 0.92


def test_distances_on_the_sheet_are_true(scene: Scene) -> None:
    frame = frame_of(sheet(scene))
    geod = Geod(ellps="WGS84")
    for here, there in (
        ((46.2, 39.6), (46.8, 39.6)),
        ((46.7, 39.4), (46.7, 40.0)),
        ((46.3, 39.5), (46.9, 40.1)),
    ):
        drawn = math.dist(frame.place(*here), frame.place(*there)) * frame.unit_km
        true = geod.inv(*here, *there)[2] / 1000
        assert drawn == pytest.approx(true, rel=0.01)


def test_an_incidents_circle_is_as_wide_as_its_doubt(scene: Scene) -> None:
    one = sheet(scene)
    frame = frame_of(one)
    text = draw_map(one, load_basemap())
    drawn = [float(radius) for radius in re.findall(r'<circle class="incident[^>]* r="([\d.]+)"', text)]
    told = [incident.radius_km / frame.unit_km for incident in one.incidents]
    assert drawn == pytest.approx(told, abs=0.06)


def test_the_scale_bar_is_as_long_as_it_says(scene: Scene) -> None:
    frame = frame_of(sheet(scene))
    text = draw_map(sheet(scene), load_basemap())
    half = float(re.search(r'class="dark"[^>]* width="([\d.]+)"', text)[1])  # type: ignore[index]
    length = int(re.search(r">(\d+) km</text>", text)[1])  # type: ignore[index]
    assert half * 2 * frame.unit_km == pytest.approx(length, rel=0.01)


def test_every_district_has_its_names_its_standing_and_a_pattern(scene: Scene) -> None:
    text = draw_map(sheet(scene), load_basemap())
    for words in ("AGDAM", "Ağdam / Akna", "KELBAJAR", "LACHIN", "Şuşa / Shushi", "Xankəndi / Stepanakert"):
        assert words in text
    assert text.count('fill="url(#zone-done)"') == 3
    assert text.count(">fulfilled</tspan>") == 3
    assert 'class="zone district tone-done schematic"' in text
    assert 'class="boundary"' in text
    assert 'class="open"' in text


def test_standing_changes_the_pattern_not_only_the_colour(scene: Scene) -> None:
    for number in (2, 3):
        scene.statuses[number] = scene.statuses[number].model_copy(
            update={"phase": "overdue", "overdue_days": 2}
        )
    text = draw_map(sheet(scene), load_basemap())
    assert text.count('fill="url(#zone-breach)"') == 2
    assert text.count(">overdue</tspan>") == 2


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(0, WIDTH), st.floats(0, 600), st.text("abcdeABC /", min_size=1, max_size=24)),
        max_size=40,
    )
)
def test_names_never_collide(points: list[tuple[float, float, str]]) -> None:
    labels = Labels(600.0)
    for x, y, _ in points:
        labels.block(x, y, 3)
    for x, y, name in points:
        labels.beside(x, y, (name,), "place town", 13) or labels.led(x, y, (name,), "place town", 13)
    boxes = labels.taken[len(points) :]
    assert not any(one.meets(other) for number, one in enumerate(boxes) for other in boxes[:number])
    assert not any(box.meets(symbol) for box in boxes for symbol in labels.taken[: len(points)])
    assert all(box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= 600 for box in boxes)


def test_a_map_without_a_base_map_or_zones_is_still_drawn() -> None:
    one = MapSheet(
        title="t",
        description="d",
        incidents=(MapIncident(incident_id="i", label="A", latitude=-33.0, longitude=-70.0, radius_km=5),),
        places=(MapPlace(place_id="p", forms=("<P>",), kind="town", latitude=-33.01, longitude=-70.0),),
    )
    text = draw_map(one, {})
    assert "&lt;P&gt;" in text
    assert "° W" in text or "° S" in text or frame_of(one).east - frame_of(one).west < 1
    assert draw_map(one, {}) == text


def test_geometries_of_every_kind() -> None:
    square = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
    assert middle_of({"type": "Polygon", "coordinates": [square]}) == (1.0, 1.0)
    assert middle_of({"type": "MultiPolygon", "coordinates": [[[[9, 9], [9.1, 9], [9, 9.1]]], [square]]}) == (
        1.0,
        1.0,
    )
    assert middle_of({"type": "LineString", "coordinates": [[0, 0], [1, 5], [2, 0]]}) == (1.0, 5.0)
    assert middle_of({"type": "Point", "coordinates": [0, 0]}) is None
    assert (
        len(
            lines_of(
                {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [square]}]}
            )
        )
        == 1
    )


def test_the_frame_of_the_whole_earth() -> None:
    assert frame_around([]) == Frame(-180.0, -85.0, 180.0, 85.0)


@given(st.floats(0.01, 1e9))
def test_a_scale_has_round_steps_and_room(largest: float) -> None:
    step = nice_step(largest)
    assert step * 4 >= largest * (1 - 1e-9)
    assert step * 4 <= largest * 12
    assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 6) in (1, 2, 2.5, 5, 10)


@given(
    st.lists(
        st.tuples(st.dates(date(2020, 11, 10), date(2021, 2, 28)), st.floats(0, 1e7)), min_size=1, max_size=12
    )
)
def test_a_chart_keeps_its_points_inside(points: list[tuple[date, float]]) -> None:
    totals = tuple(
        Point(day=day.isoformat(), low=value, high=value, text=f"{value:.0f}")
        for day, value in sorted(points)
    )
    text = draw_series(Series(title="<t>", until=date(2021, 2, 28), totals=totals, flows=totals), ("a", "b"))
    assert "<t>" not in text
    for x, y in re.findall(r'<circle class="dot" cx="([\d.-]+)" cy="([\d.-]+)"', text):
        assert 45 <= float(x) <= 420
        assert 20 <= float(y) <= 150


def test_a_bound_is_drawn_as_one() -> None:
    def drawn(**point: object) -> str:
        one = Point(**{"day": "2020-12-01", "low": 5, "high": 5, "text": "5", **point})  # type: ignore[arg-type]
        return draw_series(Series(title="t", until=date(2020, 12, 9), totals=(one,)), ("a", "b"))

    assert "hollow" in drawn(comparator="~")
    assert "v-7m-3 3" in drawn(comparator=">")
    assert "v7m-3-3" in drawn(comparator="<=")
    assert "whisker" in drawn(low=3, high=7)
    assert "whisker" not in drawn()
