"""A thing is told apart by the letters of its name, large or small, and shown as it was first written."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.model.standing import Entry
from tregua.registers import open_register, spells_of
from tregua.registers.courses.intervals import intervals_of
from tregua.registers.pages.by_line import figures_by_line
from tregua.registers.subjects.crossings import links_on

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)


def post(about: str, count: int, day: int, said_by: str = "ru/mod") -> Entry:
    on = f"2020-12-{day:02d}"
    return Entry(
        entry_id=f"{about}-{day}-{said_by}", claim_id=f"c-{about}-{day}-{said_by}", register_name="forces",
        measure="serviceman", act="deploy.post", actor="ru/mil", about=about, low=count, high=count,
        unit="serviceman", earliest=on, latest=on, said_by=said_by, published_at=on,
    )  # fmt: skip


def road(act: str, about: str, day: int, said_by: str = "ru/mod") -> Entry:
    on = f"2020-12-{day:02d}"
    return Entry(
        entry_id=f"{act}-{about}-{day}-{said_by}", claim_id=f"c-{act}-{about}-{day}-{said_by}",
        register_name="links", measure=act, act=f"link.{act}", about=about, earliest=on, latest=on,
        said_by=said_by, published_at=on,
    )  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_post_written_large_and_small_is_one_line(order: tuple[int, ...]) -> None:
    told = [post("Post 14", 12, 1), post("post 14", 10, 2), post("POST 14", 11, 2, "az/mod")]
    page = open_register([told[at] for at in order], "forces", ACCORD, date(2020, 12, 5))
    [line] = page.lines
    assert (line.low, line.high) == (10, 11)  # the later word of one speaker takes the place of its former
    assert line.about in ("post 14", "POST 14")
    assert {word.entry.about for word in line.words} == {"post 14", "POST 14"}  # each as it was claimed
    [figures] = figures_by_line(told, "forces", ACCORD, date(2020, 12, 5))
    assert (figures.line.about, len(figures.points)) == ("Post 14", 3)


def test_another_number_is_another_post() -> None:
    page = open_register(
        [post("Post 14", 12, 1), post("post 15", 10, 1)], "forces", ACCORD, date(2020, 12, 5)
    )
    assert [one.about for one in page.lines] == ["Post 14", "post 15"]


def test_a_road_has_one_state_and_one_course() -> None:
    told = [road("close", "Kornidzor road", 3), road("open", "kornidzor Road", 5, "am/mod"),
            road("open", "KORNIDZOR ROAD", 5)]  # fmt: skip
    on = date(2020, 12, 6)
    page = open_register(told, "links", ACCORD, on)
    [state] = page.states
    assert state.value == "open"
    courses = intervals_of(told, "links", ACCORD, on)
    assert {one.about for one in courses} == {"Kornidzor road"}
    closed = next(one for one in courses if one.value == "closed")
    assert closed.until == "2020-12-05"
    spells = spells_of(courses, date(2020, 12, 1), on)
    [link] = [one for one in links_on(page, ACCORD, spells).links if one.about.casefold() == "kornidzor road"]
    assert link.state == state
    assert link.closed


def test_a_name_that_is_what_an_entry_tells_stays_as_it_is() -> None:
    told = [
        Entry(
            entry_id=name, claim_id=name, register_name="actors", measure="named", act="actor.named",
            actor="ru/mil", about=name, said_by="ru/mod", published_at="2020-12-01",
        )
        for name in ("Peacekeepers", "peacekeepers")
    ]  # fmt: skip
    page = open_register(told, "actors", ACCORD, date(2020, 12, 5))
    assert sorted(one.about for one in page.lines) == ["Peacekeepers", "peacekeepers"]
