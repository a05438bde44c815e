"""Who fell, of what sort, by whose word; what was made safe, by whom, in what unit. All of it invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.register import Page
from tregua.model.standing import Register
from tregua.reading.sheets import read_sheet
from tregua.registers import enter, open_register
from tregua.reporting.register_words import tell_line
from tregua.vocabulary.lexicon import load_vocabulary

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
WORDS = load_vocabulary().extended(ACCORD.places, ACCORD.actors)


def page(name: Register, rows: str, on: str = "2020-12-02") -> Page:
    """The page on ``on`` of a sheet with these rows, under the columns named below."""
    head = "what,figure,unit,basis,place,whose,to,category,day,since,until,said by"
    text = "\n".join([f"# register: {name}", head, *rows.strip().splitlines(), ""])
    claims = read_sheet(text, WORDS, f"{name}.csv").claims
    return open_register(enter(claims, ACCORD), name, ACCORD, date.fromisoformat(on))


def flags(found: Page) -> list[str]:
    return [flag.text.code.removeprefix("registers.flag.") for flag in found.flags]


def test_a_side_s_own_losses_and_what_the_other_says_of_them_stand_apart_and_are_never_added() -> None:
    [line] = page(
        "losses",
        """
killed,200,servicemen,total,,,az/mil,,,2020-09-27,2020-12-01,az/mod
killed,900,servicemen,total,,,az/mil,,,2020-09-27,2020-12-01,am/mod
killed,300-400,servicemen,total,,,az/mil,,,2020-09-27,2020-12-01,icrc
""",
    ).lines
    assert [(word.entry.said_by, word.manner, word.entry.low) for word in line.words] == [
        ("am/mod", "alleged", 900),
        ("az/mod", "announced", 200),
        ("icrc", "observed", 300),
    ]
    assert (line.low, line.high) == (200, 900)


def test_civilians_servicemen_and_all_are_three_lines_by_the_unit_or_by_the_sort() -> None:
    found = page(
        "losses",
        """
killed,10,civilians,,,,az,,2020-12-01,,,az/mod
killed,11,,,,,az,civilian,2020-12-01,,,am/mod
killed,2,journalists,,,,az,,2020-12-01,,,az/mod
killed,30,servicemen,,,,az,,2020-12-01,,,az/mod
killed,45,,,,,az,,2020-12-01,,,az/mod
wounded,7,,,,,az,medics,2020-12-01,,,az/mod
missing,3,,,,,az,,2020-12-01,,,az/mod
""",
    )
    assert {(one.measure, one.category, one.low, one.high) for one in found.lines} == {
        ("killed", "civilians", 10, 11),
        ("killed", "journalists", 2, 2),
        ("killed", "servicemen", 30, 30),
        ("killed", "", 45, 45),
        ("wounded", "medics", 7, 7),
        ("missing", "", 3, 3),
    }


def test_a_sort_above_all_of_them_is_told() -> None:
    told = """
killed,50,servicemen,total,,,az,,,2020-09-27,2020-12-01,az/mod
killed,45,,total,,,az,,,2020-09-27,2020-12-01,az/mod
"""
    assert flags(page("losses", told)) == ["part_above_whole"]
    by_two = told.replace("az,,,2020-09-27,2020-12-01,az/mod\n", "az,,,2020-09-27,2020-12-01,icrc\n", 1)
    assert flags(page("losses", by_two)) == []


def test_damage_is_of_houses_and_schools_and_bridges_by_whom_told() -> None:
    found = page(
        "losses",
        """
damaged,40,buildings,,Agdam,,,houses,2020-12-01,,,az/mod
damaged,2,buildings,,Agdam,,,schools,2020-12-01,,,az/mod
damaged,1,bridge,,Agdam,,,,2020-12-01,,,am/mod
""",
    )
    assert {(one.measure, one.category, one.low) for one in found.lines} == {
        ("building", "houses", 40),
        ("building", "schools", 2),
        ("bridge", "", 1),
    }


def test_what_is_cleared_stands_by_clearer_and_unit_and_nothing_is_converted() -> None:
    found = page(
        "clearance",
        """
cleared,12,hectares,total,Agdam,ru/mil,,,,2020-11-23,2020-12-01,ru/mod
cleared,0.1,square kilometres,total,Agdam,ru/mil,,,,2020-11-23,2020-12-01,az/mod
cleared,7,hectares,total,Agdam,az/mil,,,,2020-11-23,2020-12-01,az/mod
cleared,3,hectares,that day,Agdam,ru/mil,,,2020-12-01,,,ru/mod
cleared,5,km,total,,ru/mil,,railway,,2020-11-23,2020-12-01,ru/mod
cleared,60,objects,total,,ru/mil,,,,2020-11-23,2020-12-01,ru/mod
""",
    )
    assert {(one.measure, one.actor, one.category, one.basis, one.low) for one in found.lines} == {
        ("hectare", "ru", "", "total", 12),
        ("square-kilometre", "ru", "", "total", 0.1),
        ("hectare", "az", "", "total", 7),
        ("hectare", "ru", "", "period", 3),
        ("km", "ru", "railway", "total", 5),
        ("object", "ru", "", "total", 60),
    }
    assert flags(found) == []


def test_a_day_s_clearance_above_the_total_is_told() -> None:
    told = """
cleared,12,hectares,total,,ru/mil,,,,2020-11-23,2020-12-01,ru/mod
cleared,15,hectares,that day,,ru/mil,,,2020-11-30,,,ru/mod
"""
    assert flags(page("clearance", told)) == ["flow_above_total"]


def test_the_dead_of_a_war_and_of_a_day_stand_under_no_one_number() -> None:
    rows = [
        "killed,30000,,,,,,,,1991-01-01,1994-12-31,outlet/reuters",
        "killed,5600,,,,,,,2020-12-01,,,outlet/ap",
        "killed,4000,,,,,,,2020-12-01,,,ru/mod",
    ]
    [mixed] = page("losses", "\n".join(rows)).lines
    assert (mixed.low, mixed.high, mixed.ranged, len(mixed.words)) == (None, None, (), 3)
    heading = [part.code for part in tell_line(mixed, lasts=False)]
    assert heading[0] == "register.what" and heading[-1] == "register.of_several_times"
    [of_a_day] = page("losses", "\n".join(rows[1:])).lines
    assert (of_a_day.low, of_a_day.high) == (4000, 5600)
    assert tell_line(of_a_day, lasts=False)[0].code == "register.counted"
    daily = [rows[1].replace("5600,,,", "5600,,that day,"), rows[2].replace("4000,,,", "4000,,that day,")]
    daily[1] = daily[1].replace("2020-12-01", "2020-11-30")
    [latest] = page("losses", "\n".join(daily)).lines
    assert (latest.low, latest.high) == (5600, 5600)
    assert tell_line(latest, lasts=False)[-1].code == "register.latest"
