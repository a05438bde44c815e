"""The bundled accord says what was agreed: 26 obligations, their days, both sides' names and readings."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, box, shape
from shapely.geometry.base import BaseGeometry

import tregua
from tregua.agreement.calendar import last_day, term_clock
from tregua.agreement.deadlines import list_days
from tregua.agreement.lint import lint_accord
from tregua.agreement.load import find_faults, load_accord

DATA = Path(tregua.__file__).parent / "data"
FOLDER = DATA / "accords/karabakh-2020"
ACCORD = load_accord(FOLDER)
ZONES: dict[str, BaseGeometry] = {zone.id: shape(zone.geometry) for zone in ACCORD.zones}
PLACES = {place.place_id: place for place in ACCORD.places}
SCHEMATIC = {"agdam", "kelbajar", "lachin", "hadrut", "lachin-corridor", "lachin-corridor-2022"}
WGS84 = Geod(ellps="WGS84")

OBLIGATIONS = {
    "ceasefire": ("1", "cease"),
    "hold-positions": ("1", "hold"),
    "hand-over-agdam": ("2", "hand_over"),
    "hand-over-kelbajar": ("6", "hand_over"),
    "hand-over-lachin": ("6", "hand_over"),
    "deploy-servicemen": ("3", "deploy"),
    "deploy-apcs": ("3", "deploy"),
    "deploy-vehicles": ("3", "deploy"),
    "withdraw-armenian-forces": ("4", "withdraw"),
    "renew-mandate": ("4", "renew"),
    "establish-peacekeeping-centre": ("5", "establish"),
    "keep-open-lachin-corridor": ("6", "keep_open"),
    "plan-new-lachin-route": ("6", "negotiate"),
    "guarantee-lachin-traffic": ("6", "guarantee"),
    "return-displaced": ("7", "return"),
    "exchange-prisoners": ("8", "exchange"),
    "exchange-bodies": ("8", "exchange"),
    "unblock-links": ("9", "keep_open"),
    "guarantee-nakhchivan-links": ("9", "guarantee"),
    "control-nakhchivan-links": ("9", "deploy"),
    "build-new-links": ("9", "negotiate"),
    "redeploy-to-new-route": ("6", "deploy"),
    "establish-joint-centre": ("memorandum", "establish"),
    "working-group-on-links": ("2021-2", "establish"),
    "submit-link-projects": ("2021-3", "report"),
    "submit-link-timetable": ("2021-4", "report"),
}


def square_km(zone_id: str) -> float:
    """The area of a zone on the ellipsoid."""
    return float(abs(WGS84.geometry_area_perimeter(ZONES[zone_id])[0])) / 1e6


def test_it_is_sound_and_nothing_about_it_is_doubtful() -> None:
    assert find_faults(FOLDER) == ()
    assert lint_accord(ACCORD) == ()


def test_the_twenty_six_obligations() -> None:
    assert {one.id: (one.clause, one.kind) for one in ACCORD.obligations} == OBLIGATIONS
    assert [clause.id for clause in ACCORD.clauses] == [
        *"123456789",
        "memorandum",
        *(f"2021-{point}" for point in range(1, 5)),
    ]


@pytest.mark.parametrize(
    ("obligation_id", "day"),
    [
        ("hand-over-agdam", date(2020, 11, 20)),
        ("hand-over-kelbajar", date(2020, 11, 15)),
        ("hand-over-lachin", date(2020, 12, 1)),
        ("plan-new-lachin-route", date(2023, 11, 10)),
        ("unblock-links", None),
        ("exchange-prisoners", None),
        ("establish-joint-centre", None),
    ],
)
def test_last_days(obligation_id: str, day: date | None) -> None:
    assert last_day(ACCORD.obligation(obligation_id).window) == day


def test_agdam_is_read_in_two_ways() -> None:
    readings = {one.id: last_day(one.window) for one in ACCORD.obligation("hand-over-agdam").readings}
    assert readings == {
        "am-en": date(2020, 11, 20),
        "az-en": date(2020, 11, 19),
        "ru-en": date(2020, 11, 19),
    }
    assert ACCORD.default_reading == "am-en"


def test_the_ceasefire_begins_at_midnight_in_moscow() -> None:
    window = ACCORD.obligation("ceasefire").window
    assert window is not None
    assert (window.starts_at, window.zone) == (datetime.fromisoformat("2020-11-10"), "Europe/Moscow")


def test_the_force_and_its_clock() -> None:
    owed = {one.id: one.quantity for one in ACCORD.obligations if one.quantity}
    assert {key: (value.value, value.bound, value.unit) for key, value in owed.items()} == {
        "deploy-servicemen": (1960, "exact", "serviceman"),
        "deploy-apcs": (90, "exact", "apc"),
        "deploy-vehicles": (380, "exact", "vehicle"),
    }
    clock = term_clock(ACCORD.obligation("renew-mandate").term)
    assert (clock.ends_on, clock.notice_by) == (date(2025, 11, 10), date(2025, 5, 10))


def test_kelbajar_was_put_off_by_word_of_mouth() -> None:
    (amendment,) = ACCORD.amendments
    assert (amendment.id, amendment.form, amendment.obligations) == (
        "kelbajar-extension",
        "oral",
        ("hand-over-kelbajar",),
    )
    assert last_day(amendment.window) == date(2020, 11, 25)
    assert amendment.known_on == date(2020, 11, 15)
    due = [
        (day.reading or day.version, day.on.day)
        for day in list_days(ACCORD, ACCORD.amendments)
        if day.obligation_id == "hand-over-kelbajar"
    ]
    assert due == [("az-en", 14), ("original", 15), ("kelbajar-extension", 25)]


def test_who_is_bound_and_who_sits() -> None:
    assert {party.id: party.role for party in ACCORD.parties} == {
        "az": "party",
        "am": "party",
        "ru": "guarantor",
        "tr": "guarantor",
        "icrc": "observer",
        "unhcr": "observer",
    }
    assert ACCORD.side_of("az/mod") == "az"
    assert ACCORD.side_of("nk/president") == "am"
    assert ACCORD.side_of("ru/peacekeepers") == "ru"
    assert ACCORD.side_of("joint-centre") is None
    assert ACCORD.side_of("outlet/tass") is None
    represented = {side for delegation in ACCORD.delegations for side in delegation.represents}
    assert [delegation.id for delegation in ACCORD.delegations] == ["ru", "tr"]
    assert represented.isdisjoint({"az", "am"})


def test_its_limits_are_told() -> None:
    limits = " ".join(ACCORD.limits)
    for word in ("28 February 2021", "No delegation", "reconstructed", "Nothing is invented", "schematic"):
        assert word in limits


@pytest.mark.parametrize(
    ("place_id", "spellings"),
    [
        ("agdam", {"Agdam", "Aghdam", "Ağdam", "Akna"}),
        ("kelbajar", {"Kelbajar", "Kalbajar", "Kəlbəcər", "Karvachar"}),
        ("lachin", {"Lachin", "Laçın", "Berdzor", "Kashatagh"}),
        ("shusha", {"Shusha", "Shushi", "Şuşa"}),
        ("stepanakert", {"Stepanakert", "Khankendi", "Xankəndi"}),
        ("hin-taghlar", {"Hin Taghlar", "Hin Tagher", "Khin Takher", "Köhnə Tağlar"}),
        ("khtsaberd", {"Khtsaberd", "Khtsabert", "Çaylaqqala"}),
        ("khojavend", {"Khojavend", "Martuni", "Xocavənd"}),
        ("nagorno-karabakh", {"Nagorno-Karabakh", "Artsakh", "Karabakh"}),
    ],
)
def test_both_sides_names_are_known(place_id: str, spellings: set[str]) -> None:
    place = PLACES[place_id]
    assert spellings <= {place.name, *place.names.values(), *place.spellings}
    assert {"az", "am"} <= set(place.names)


def test_places_lie_in_each_other_for_counting() -> None:
    assert ACCORD.lies_in("hin-taghlar", ("hadrut",))
    assert ACCORD.lies_in("hin-taghlar", ("nagorno-karabakh",))
    assert ACCORD.lies_in("hadrut", ("khojavend",))
    assert not ACCORD.lies_in("khojavend", ("hadrut",))
    assert ACCORD.lies_in("marzili", ("agdam",))
    assert all(ACCORD.lies_in(place, ("conflict-zone",)) for place in ("sur", "lachin-corridor", "agdam"))
    assert not ACCORD.lies_in("nakhchivan", ("conflict-zone",))


def test_every_point_says_where_it_is_from_and_lies_in_the_region() -> None:
    for place in ACCORD.places:
        assert place.source, place.place_id
        assert 38 < place.latitude < 41.5
        assert 45 < place.longitude < 48
        assert place.radius_km > 0
        if "approximate" in place.source:
            assert place.radius_km >= 6, place.place_id


@pytest.mark.parametrize(
    ("zone_id", "inside"),
    [
        ("agdam", ["agdam", "marzili"]),
        ("kelbajar", ["kelbajar"]),
        ("lachin", ["lachin"]),
        ("hadrut", ["hadrut", "hin-taghlar", "khtsaberd", "sur"]),
        ("nagorno-karabakh", ["shusha", "stepanakert", "khojavend", "mardakert", "askeran", "hadrut"]),
        (
            "conflict-zone",
            ["agdam", "kelbajar", "lachin", "fuzuli", "jabrayil", "zangilan", "qubadli", "shusha"],
        ),
    ],
)
def test_zones_hold_their_places(zone_id: str, inside: list[str]) -> None:
    for place_id in inside:
        point = Point(PLACES[place_id].longitude, PLACES[place_id].latitude)
        assert ZONES[zone_id].contains(point), place_id


def test_districts_adjoin_the_oblast_and_do_not_overlap() -> None:
    for one in ("agdam", "kelbajar", "lachin"):
        assert ZONES[one].touches(ZONES["nagorno-karabakh"]) or (
            ZONES[one].intersection(ZONES["nagorno-karabakh"]).area < 0.002 < ZONES[one].area
        )
        assert ZONES[one].distance(ZONES["nagorno-karabakh"]) < 0.001
    assert ZONES["kelbajar"].intersection(ZONES["lachin"]).area < 0.001
    assert ZONES["hadrut"].difference(ZONES["nagorno-karabakh"]).area < 0.001


@pytest.mark.parametrize(("zone_id", "known"), [("agdam", 1094), ("kelbajar", 1936), ("lachin", 1835)])
def test_a_district_is_about_as_large_as_it_is(zone_id: str, known: float) -> None:
    assert square_km(zone_id) == pytest.approx(known, rel=0.1)


def test_the_corridor_is_five_kilometres_wide_and_leaves_shusha_out() -> None:
    corridor = ZONES["lachin-corridor"]
    shusha = PLACES["shusha"]
    assert not corridor.contains(Point(shusha.longitude, shusha.latitude))
    outline = LineString(corridor.exterior.coords)  # type: ignore[attr-defined]
    nearest = outline.interpolate(outline.project(Point(shusha.longitude, shusha.latitude)))
    assert WGS84.inv(shusha.longitude, shusha.latitude, nearest.x, nearest.y)[2] > 1500
    length = abs(WGS84.geometry_length(outline)) / 2000 - 5
    assert square_km("lachin-corridor") / length == pytest.approx(5, abs=0.6)
    lachin = PLACES["lachin"]
    assert corridor.contains(Point(lachin.longitude, lachin.latitude))


def test_zones_tell_how_they_were_drawn() -> None:
    for zone in ACCORD.zones:
        assert zone.drawn
        assert zone.source
        assert zone.precision_km > 0
        assert zone.schematic is (zone.id in SCHEMATIC)
    past = {zone.id for zone in ACCORD.zones if zone.valid_until == date(2020, 11, 9)}
    assert past == {"conflict-zone", "contact-line-1994"}


# --- the base map --------------------------------------------------------------------------------


def test_the_base_map_is_small_and_settles_no_border() -> None:
    files = sorted((DATA / "basemap").glob("*.geojson"))
    assert [file.stem for file in files] == ["borders", "lakes", "land", "places"]
    assert sum(file.stat().st_size for file in files) < 600_000
    borders = json.loads((DATA / "basemap/borders.geojson").read_text(encoding="utf-8"))["features"]
    kinds = {one["properties"]["kind"] for one in borders}
    assert kinds == {"international", "open", "breakaway", "former-oblast"}
    (left_open,) = [one for one in borders if one["properties"]["kind"] == "open"]
    assert left_open["properties"]["between"] == ["Armenia", "Azerbaijan"]
    assert "Natural Earth" in (DATA / "basemap/ATTRIBUTION.md").read_text(encoding="utf-8")


def test_the_base_map_shows_both_names_and_no_misplaced_namesake() -> None:
    towns = json.loads((DATA / "basemap/places.geojson").read_text(encoding="utf-8"))["features"]
    names = {one["properties"]["name"]: one["properties"]["names"] for one in towns}
    assert names["Stepanakert"] == {"az": "Xankəndi", "am": "Stepanakert"}
    assert "Agdam" not in names


VIEWS = MultiPolygon([box(40.99, 36.49, 53.01, 43.51), box(35.49, 46.24, 42.01, 50.51)])
"""What the base map holds: the wider South Caucasus, and eastern Ukraine."""


def test_every_shape_of_the_base_map_is_valid_and_in_view() -> None:
    for file in sorted((DATA / "basemap").glob("*.geojson")):
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
            drawn = shape(feature["geometry"])
            assert drawn.is_valid
            assert VIEWS.covers(drawn)
