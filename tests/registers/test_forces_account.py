"""Posts, units and levels: since when, until when and how strong, by whose word. All of it invented."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.model.errors import BadRow
from tregua.model.register import Line, Page
from tregua.reading.sheets import read_sheet
from tregua.registers import enter, open_register
from tregua.vocabulary.lexicon import load_vocabulary

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
WORDS = load_vocabulary().extended(ACCORD.places, ACCORD.actors)


def forces(rows: str, on: str) -> Page:
    """The page on ``on`` of a sheet with these rows, under the columns named below."""
    head = "what,figure,unit,place,name,day,since,until,said by,basis,stance,category"
    text = "\n".join(["# register: forces", "# whose: ru/mil", head, *rows.strip().splitlines(), ""])
    claims = read_sheet(text, WORDS, "forces.csv").claims
    return open_register(enter(claims, ACCORD), "forces", ACCORD, date.fromisoformat(on))


def line(page: Page, measure: str, about: str = "", **more: object) -> Line:
    [found] = [
        one
        for one in page.lines
        if one.measure == measure
        and one.about == about
        and all(getattr(one, name) == value for name, value in more.items())
    ]
    return found


def manners(found: Line) -> list[tuple[str | None, str]]:
    return [(word.entry.said_by, word.manner) for word in found.words]


def flags(page: Page) -> list[str]:
    return [flag.text.code.removeprefix("registers.flag.") for flag in page.flags]


OPENED = """
post,12,servicemen,Agdam,post 7,,2020-11-18,,ru/mod,,,
post,10,servicemen,Agdam,post 7,,2020-11-20,,az/mod,,,
"""


def test_a_post_stands_from_its_first_day_by_whoever_tells_of_it() -> None:
    assert not forces(OPENED, "2020-11-17").lines
    found = line(forces(OPENED, "2020-11-19"), "serviceman", "post 7")
    assert (found.low, found.high) == (12, 12)
    later = line(forces(OPENED, "2020-12-31"), "serviceman", "post 7")
    assert (later.low, later.high) == (10, 12)


def test_a_post_closed_is_there_no_longer_by_that_speaker_and_still_by_the_other() -> None:
    told = OPENED + "post closed,,,,post 7,2020-12-10,,,ru/mod,,,"
    assert (line(forces(told, "2020-12-09"), "serviceman", "post 7").low) == 10
    page = forces(told, "2020-12-10")
    found = line(page, "serviceman", "post 7")
    assert manners(found) == [("az/mod", "acknowledged"), ("ru/mod", "ended")]
    assert (found.low, found.high) == (10, 10)
    assert manners(line(page, "post", "post 7")) == [("ru/mod", "ended")]


def test_a_post_that_stood_until_a_day_is_gone_on_the_next() -> None:
    told = "post,12,servicemen,Agdam,post 7,,2020-11-18,2020-12-10,ru/mod,,,"
    assert line(forces(told, "2020-12-10"), "serviceman", "post 7").high == 12
    gone = line(forces(told, "2020-12-11"), "serviceman", "post 7")
    assert (gone.low, gone.high, manners(gone)) == (None, None, [("ru/mod", "ended")])


def test_a_closed_post_may_be_opened_again() -> None:
    told = """
post,,,Agdam,post 7,2020-11-18,,,ru/mod,,,
post closed,,,,post 7,2020-12-10,,,ru/mod,,,
post,,,Agdam,post 7,2020-12-20,,,ru/mod,,,
"""
    assert manners(line(forces(told, "2020-12-21"), "post", "post 7", place_ids=("agdam",))) == [
        ("ru/mod", "announced")
    ]


def test_a_post_that_moved_stands_where_its_speaker_last_puts_it() -> None:
    told = """
post,,,Agdam,post 7,2020-11-18,,,ru/mod,,,
post,,,Lachin,post 7,2020-12-01,,,ru/mod,,,
"""
    page = forces(told, "2020-12-02")
    assert manners(line(page, "post", "post 7", place_ids=("agdam",))) == [("ru/mod", "ended")]
    assert manners(line(page, "post", "post 7", place_ids=("lachin",))) == [("ru/mod", "announced")]
    assert flags(page) == []


def test_posts_closed_are_no_number_of_posts() -> None:
    told = """
posts,23,,,,2020-11-18,,,ru/mod,,,
posts closed,3,,Lachin,,2020-12-10,,,ru/mod,,,
"""
    page = forces(told, "2020-12-11")
    assert line(page, "post").low == 23
    assert line(page, "close-post", place_ids=("lachin",)).low == 3


# ---- parts and wholes -----------------------------------------------------------------------------------


def test_parts_that_come_to_more_than_the_whole_are_told_and_never_added_up() -> None:
    told = """
posts,23,,,,2020-11-18,,,ru/mod,,,
posts,15,,Agdam,,2020-11-18,,,ru/mod,,,
posts,12,,Lachin,,2020-11-18,,,ru/mod,,,
"""
    page = forces(told, "2020-11-20")
    assert flags(page) == ["parts_above_whole"]
    assert {end for one in page.lines for end in (one.low, one.high)} == {23, 15, 12}
    [flag] = page.flags
    assert len(flag.evidence) == 3
    assert "27" not in repr(flag)


def test_parts_of_another_day_another_speaker_or_within_one_another_are_no_misfit() -> None:
    whole = "posts,23,,,,2020-11-18,,,ru/mod,,,"
    for other in (
        "posts,15,,Agdam,,2020-11-19,,,ru/mod,,,\nposts,12,,Lachin,,2020-11-19,,,ru/mod,,,",
        "posts,15,,Agdam,,2020-11-18,,,az/mod,,,\nposts,12,,Lachin,,2020-11-18,,,az/mod,,,",
        "posts,15,,Agdam,,2020-11-18,,,ru/mod,,,\nposts,8,,Lachin,,2020-11-18,,,ru/mod,,,",
        "posts,15,,Hadrut,,2020-11-18,,,ru/mod,,,\nposts,12,,Khojavend,,2020-11-18,,,ru/mod,,,",
    ):
        assert flags(forces(f"{whole}\n{other}", "2020-11-20")) == [], other


def test_a_unit_stronger_than_the_whole_force_is_told() -> None:
    told = """
force,300,servicemen,,,2020-11-18,,,ru/mod,,,
force,400,servicemen,,15th brigade,2020-11-18,,,ru/mod,,,
"""
    assert flags(forces(told, "2020-11-20")) == ["part_above_whole"]


def test_named_units_stand_by_themselves_and_are_held_against_no_clause() -> None:
    told = """
force,1960,servicemen,,,2020-11-18,,,ru/mod,,,
force,400,servicemen,,15th brigade,2020-11-18,,,ru/mod,,,
"""
    page = forces(told, "2020-11-20")
    assert flags(page) == []
    assert [one.meets for one in line(page, "serviceman").owed] == ["yes"]
    assert line(page, "serviceman", "15th brigade").owed == ()


def test_more_posts_than_servicemen_and_more_of_a_kind_than_in_all_are_told() -> None:
    told = """
posts,23,,,,2020-11-18,,,ru/mod,,,
force,20,servicemen,,,2020-11-18,,,ru/mod,,,
armoured vehicles,90,,,,2020-11-18,,,ru/mod,,,
force,60,apc,,,2020-11-18,,,ru/mod,,,
force,40,tank,,,2020-11-18,,,ru/mod,,,
"""
    assert sorted(flags(forces(told, "2020-11-20"))) == ["more_posts", "parts_above_whole"]


def test_a_post_in_two_places_through_times_that_meet_is_told() -> None:
    told = """
post,,,Agdam,post 7,,2020-11-18,2020-12-10,ru/mod,,,
post,,,Lachin,post 7,2020-12-01,,,az/mod,,,
"""
    assert flags(forces(told, "2020-12-05")) == ["two_places"]
    later = told.replace("2020-12-01", "2020-12-20")
    assert flags(forces(later, "2020-12-25")) == []


def test_absurd_counts_are_kept_and_told() -> None:
    page = forces("force,1000000000,servicemen,,,2020-11-18,,,ru/mod,,,", "2020-11-20")
    assert flags(page) == ["absurd"]
    assert line(page, "serviceman").low == 10**9


# ---- rotations and arrivals -----------------------------------------------------------------------------


def test_a_rotation_leaves_the_level_as_it_is_and_a_mismatch_is_told() -> None:
    told = """
force,1960,servicemen,,,2020-11-18,,,ru/mod,,,
arrives,200,servicemen,,second rotation,2020-12-01,,,ru/mod,,,
departs,{left},servicemen,,second rotation,2020-12-01,,,ru/mod,,,
"""
    even, odd = (forces(told.format(left=left), "2020-12-02") for left in (200, 150))
    assert line(even, "serviceman").high == line(odd, "serviceman").high == 1960
    assert (flags(even), flags(odd)) == ([], ["rotation"])


@pytest.mark.parametrize(
    ("name", "came", "left", "gone", "told"),
    [
        ("second rotation", "arrives", 150, "2020-12-10", ["rotation.days"]),
        ("second rotation", "arrives", 200, "2020-12-10", []),
        ("second rotation", "arrives", 150, "2020-12-30", []),  # too far apart to be one
        ("", "arrives", 150, "2020-12-10", []),  # nobody says that it is a rotation
        ("", "rotates", 150, "2020-12-10", ["rotation.days"]),
    ],
)
def test_who_comes_one_day_and_goes_another_is_held_together(
    name: str, came: str, left: int, gone: str, told: list[str]
) -> None:
    rows = [f"{came},200,servicemen,,{name},2020-12-09", f"departs,{left},servicemen,,{name},{gone}"]
    page = forces("\n".join(f"{row},,,ru/mod,,," for row in rows), "2020-12-31")
    assert flags(page) == told
    assert all(len(flag.evidence) == 2 for flag in page.flags)


def test_the_tenth_of_ten_stands_beside_what_was_said_of_the_whole() -> None:
    told = """
arrives,10,aircraft,,,2020-11-13,,,ru/mod,total,plans,
arrives,9,aircraft,,,2020-11-12,,,ru/mod,total,,
arrives,{came},aircraft,,,2020-11-13,,,ru/mod,total,,
"""
    page = forces(told.format(came=10), "2020-11-14")
    found = line(page, "arrive-aircraft", basis="total")
    assert {word.manner for word in found.words} == {"announced", "planned"}
    assert (found.low, found.high) == (10, 10)
    assert flags(page) == []
    assert flags(forces(told.format(came=11), "2020-11-14")) == ["more_arrived"]


def test_every_flag_names_the_claims_it_rests_on() -> None:
    told = """
posts,-3,,,,2020-11-18,,,ru/mod,,,
posts,23,,,,2020-11-18,,,ru/mod,,,
force,20,servicemen,,,2020-11-18,,,ru/mod,,,
posts,30,,Agdam,,2020-11-18,,,ru/mod,,,
"""
    page = forces(told, "2020-11-20")
    claims = {word.entry.claim_id for one in page.lines for word in one.words}
    assert {"negative", "told_differently", "part_above_whole"} <= set(flags(page))
    assert all(flag.evidence and set(flag.evidence) <= claims for flag in page.flags)


@pytest.mark.parametrize("order", list(permutations(["more than 10", "50", "60"])))
def test_figures_that_cannot_all_be_so_are_told_whoever_comes_first(order: tuple[str, ...]) -> None:
    speakers = ("am/mod", "az/mod", "ru/mod")  # words stand by speaker: each of them gives each figure once
    rows = "\n".join(
        f"force,{figure},servicemen,,,2020-11-18,,,{who},,,"
        for figure, who in zip(order, speakers, strict=True)
    )
    page = forces(rows, "2020-11-18")
    [flag] = [one for one in page.flags if one.text.code == "registers.flag.told_differently"]
    rivals = {word.entry.claim_id for one in page.lines for word in one.words if word.entry.low in (50, 60)}
    assert set(flag.evidence) == rivals
    assert len(rivals) == 2


def test_a_figure_of_a_post_with_a_name_is_no_number_of_posts() -> None:
    with pytest.raises(BadRow) as refused:
        forces("post,15,,Agdam,post 21,2020-11-18,,,ru/mod,,,", "2020-12-01")
    assert refused.value.code == "sheet.no_unit"
    for row, measure, about in (
        ("post,15,servicemen,Agdam,post 21,2020-11-18,,,ru/mod,,,", "serviceman", "post 21"),
        ("post,1,,Agdam,post 21,2020-11-18,,,ru/mod,,,", "post", "post 21"),
        ("posts,15,,Agdam,,2020-11-18,,,ru/mod,,,", "post", ""),
    ):
        assert line(forces(row, "2020-12-01"), measure, about).low in (1, 15)


def test_a_count_below_nothing_is_told_as_such_and_as_no_misfit_of_parts() -> None:
    page = forces("vehicles,-3,,,,2020-12-01,,,ru/mod,,,", "2020-12-02")
    assert flags(page) == ["negative"]
