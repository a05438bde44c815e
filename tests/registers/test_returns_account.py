"""Displaced and returned: of whom, by which way, since when, and no series for the whole. All invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.register import Page
from tregua.reading.sheets import read_sheet
from tregua.registers import enter, open_register
from tregua.reporting.register_words import tell_line
from tregua.vocabulary.lexicon import load_vocabulary

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
WORDS = load_vocabulary().extended(ACCORD.places, ACCORD.actors)


def returns(rows: str, on: str) -> Page:
    """The page on ``on`` of a sheet with these rows, under the columns named below."""
    head = "what,figure,basis,place,name,category,day,since,until,said by"
    text = "\n".join(["# register: returns", head, *rows.strip().splitlines(), ""])
    claims = read_sheet(text, WORDS, "returns.csv").claims
    return open_register(enter(claims, ACCORD), "returns", ACCORD, date.fromisoformat(on))


def flags(page: Page) -> list[str]:
    return [flag.text.code.removeprefix("registers.flag.") for flag in page.flags]


STOCK = """
displaced,1000,,Agdam,,,2020-11-12,,,unhcr
displaced,400,,Agdam,,hill people,2020-11-12,,,unhcr
displaced living,700,,Lachin,,,2020-11-12,,,unhcr
"""


def test_stock_where_from_and_where_now_and_flow_by_way_district_and_sort_stand_apart() -> None:
    flow = """
returned,50,that day,Agdam,north road,hill people,2020-12-01,,,ru/mod
returned,300,total,Agdam,north road,hill people,,2020-11-14,2020-12-01,ru/mod
returned,350,total,Agdam,,,,2020-11-14,2020-12-01,unhcr
"""
    page = returns(STOCK + flow, "2020-12-02")
    assert {
        (one.measure, one.place_ids, one.about, one.category, one.basis, one.low) for one in page.lines
    } == {
        ("displaced", ("agdam",), "", "", None, 1000),
        ("displaced", ("agdam",), "", "hill people", None, 400),
        ("sheltered", ("lachin",), "", "", None, 700),
        ("person", ("agdam",), "north road", "hill people", "period", 50),
        ("person", ("agdam",), "north road", "hill people", "total", 300),
        ("person", ("agdam",), "", "", "total", 350),
    }
    assert flags(page) == []


def test_more_returned_than_displaced_is_told_by_district_and_by_sort() -> None:
    too_many = STOCK + "returned,450,total,Agdam,north road,hill people,,2020-11-14,2020-12-01,ru/mod"
    assert flags(returns(too_many, "2020-12-02")) == ["more_returned"]
    of_another_sort = too_many.replace(
        "450,total,Agdam,north road,hill people", "450,total,Agdam,,valley people"
    )
    assert flags(returns(of_another_sort, "2020-12-02")) == []
    elsewhere = too_many.replace("450,total,Agdam", "450,total,Lachin")
    assert flags(returns(elsewhere, "2020-12-02")) == []


def test_those_who_are_still_away_later_are_what_is_left() -> None:
    told = """
returned,800,total,,,,,2020-11-14,2020-12-01,ru/mod
displaced,500,,,,,2020-12-02,,,unhcr
"""
    assert flags(returns(told, "2020-12-03")) == []


def test_districts_are_never_added_up() -> None:
    told = """
returned,100,total,Agdam,,,,2020-11-14,2020-12-01,ru/mod
returned,200,total,Lachin,,,,2020-11-14,2020-12-01,ru/mod
"""
    page = returns(told, "2020-12-02")
    assert {one.low for one in page.lines} == {100, 200}


def test_a_part_of_a_total_above_the_total_is_told() -> None:
    told = """
returned,100,total,,,,,2020-11-14,2020-12-01,ru/mod
returned,120,total,,,hill people,,2020-11-14,2020-12-01,ru/mod
"""
    assert flags(returns(told, "2020-12-02")) == ["part_above_whole"]


def test_a_day_above_the_total_to_that_day_is_told() -> None:
    told = """
returned,130,that day,,,,2020-11-30,,,ru/mod
returned,120,total,,,,,2020-11-14,2020-12-01,ru/mod
"""
    assert flags(returns(told, "2020-12-02")) == ["flow_above_total"]


def test_it_stands_on_the_line_of_whom_alone_a_speaker_s_figures_are() -> None:
    told = """
returned,300,total,,,,,2020-11-14,2020-12-01,ru/mod
returned,320,total,,,,,2020-11-14,2020-12-01,unhcr
returned,200,total,Agdam,north road,hill people,,2020-11-14,2020-12-01,ru/mod
"""
    whole, part = returns(told, "2020-12-02").lines
    [scope] = whole.scopes
    assert (scope.speaker, str(scope.since)) == ("ru/mod", "2020-11-14")
    assert scope.source
    assert part.scopes == ()  # of which its own speaker says of whom it is
    assert [one.code for one in tell_line(whole, lasts=False)].count("register.scope.of") == 0
    [alone] = returns(told.splitlines()[1], "2020-12-02").lines
    assert [one.code for one in tell_line(alone, lasts=False)].count("register.scope.of") == 1
