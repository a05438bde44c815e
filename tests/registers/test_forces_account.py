"""Posts, units and levels: since when, until when and how strong, by whose word. All of it invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
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
