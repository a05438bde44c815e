"""A register's page: everybody's word beside the others', what is contested or only planned shown as that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import get_args

import pytest
from fixture_desk import FixtureDesk
from visitor import Visitor

from tregua.model.standing import Entry, Register
from tregua.web import registers

EARLY, LATE = "on=2020-11-18&as_of=2020-11-18", "on=2021-02-28&as_of=2021-02-28"
AGDAM_TABLE = 'class="line-head">Ağdam / Akna'


class Told(FixtureDesk):
    """The centre, told some more."""

    def __init__(self, *more: dict[str, object]) -> None:
        claim = self.claims(self.days()[-1])[0]
        self._more = [
            Entry.model_validate(
                {
                    "entry_id": f"entry-more-{number}",
                    "register_name": "control",
                    "claim_id": claim.claim_id,
                    "published_at": f"{one.get('latest') or '2020-11-12'}T12:00",
                    **one,
                }
            )
            for number, one in enumerate(more)
        ]

    def entries(self, as_of: date) -> Sequence[Entry]:
        until = as_of.isoformat()
        return [
            *super().entries(as_of),
            *(one for one in self._more if (one.published_at or "") <= until + "~"),
        ]


def entering(said_by: str, latest: str, **more: object) -> dict[str, object]:
    """Azerbaijan's units in Agdam by somebody's word."""
    return {
        "measure": "enter", "act": "handover.enter", "actor": "az", "place_ids": ("agdam",),
        "said_by": said_by, "earliest": latest, "latest": latest, **more,
    }  # fmt: skip


def row(page: str, heading: str) -> str:
    """The row of a table that begins with a heading."""
    begin = page.index(heading)
    return page[begin : page.index("</tr>", begin)]


def looks(page: str) -> dict[str, str]:
    """How each area of the table of control is told to be, by its first name."""
    begin = page.index('class="reg areas"')
    rows = page[begin : page.index("</table>", begin)].split('<tr role="row"><th scope="row"')[1:]
    return {
        re.search(r'line-head">([^</]*)', one)[1].strip(): re.search(r"c-area c-(\w+)", one)[1]  # type: ignore[index]
        for one in rows
    }


@pytest.mark.parametrize("name", get_args(Register))
@pytest.mark.parametrize("moment", [EARLY, LATE, "on=2021-02-28&as_of=2020-11-20"])
def test_every_register_answers_on_every_kind_of_day(client: Visitor, name: str, moment: str) -> None:
    answer = client.get(f"/registers?name={name}&{moment}")
    assert answer.status_code == 200
    bare = re.sub(r"<[^>]*>", "", answer.text)
    assert not re.search(r"\b(web|register|registers)\.[a-z]", bare), "a message has no words"


def test_a_register_without_an_entry_does_not_say_that_nothing_happened(client: Visitor) -> None:
    page = client.get(f"/registers?name=losses&{LATE}").text
    assert "no sign that nothing happened" in page


def test_every_table_has_a_caption_and_every_column_a_heading(client: Visitor) -> None:
    for name in ("forces", "control", "returns"):
        page = client.get(f"/registers?name={name}&{LATE}").text
        tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
        assert tables, name
        for table in tables:
            assert "<caption" in table
            assert re.search(r'<th scope="col"', table)


def test_the_areas_pass_over_one_by_one(client: Visitor) -> None:
    seen = {
        day: looks(client.get(f"/registers?name=control&on={day}&as_of={day}").text)
        for day in ("2020-11-19", "2020-11-20", "2020-11-25", "2020-12-01")
    }
    assert seen["2020-11-19"] == {
        "Ağdam": "planned", "Kəlbəcər": "planned", "Laçın": "planned", "Laçın dəhlizi": "unknown",
    }  # fmt: skip
    assert seen["2020-11-20"]["Ağdam"] == "held"
    assert seen["2020-11-20"]["Kəlbəcər"] == "planned"
    assert (seen["2020-11-25"]["Kəlbəcər"], seen["2020-11-25"]["Laçın"]) == ("held", "planned")
    assert set(seen["2020-12-01"].values()) == {"held", "unknown"}


def test_the_map_is_in_the_page_and_tells_in_words(client: Visitor) -> None:
    page = client.get("/registers?name=control&on=2020-11-20&as_of=2020-11-20").text
    drawn = page[page.index('<svg class="sketch control"') :]
    drawn = drawn[: drawn.index("</svg>")]
    words = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", drawn)
    assert {"Ağdam", "Akna", "Azerbaijan", "since 20 Nov", "to Azerbaijan", "due 25 Nov"} <= set(words)
    assert "style=" not in page
    assert "None of them is a border" in page


def test_the_holder_s_word_alone_is_not_drawn_as_others_bear_it_out() -> None:
    alone = Visitor(Told()).get("/registers?name=control&on=2020-11-21&as_of=2020-11-21").text
    assert "by its own word alone" in row(alone, AGDAM_TABLE)
    assert " c-full" not in alone
    other = Told(entering("am/mod", "2020-11-21"))
    borne_out = Visitor(other).get("/registers?name=control&on=2020-11-21&as_of=2020-11-21").text
    assert "by another’s word too" in row(borne_out, AGDAM_TABLE)
    assert " c-full" in borne_out
    outlet = Told(entering("outlet/reuters", "2020-11-21"))
    assert " c-full" not in Visitor(outlet).get("/registers?name=control&on=2020-11-21&as_of=2020-11-21").text


def test_a_denial_makes_ground_contested_and_both_words_stand() -> None:
    desk = Told(entering("am/mod", "2020-11-21", negated=True))
    page = Visitor(desk).get("/registers?name=control&on=2020-11-21&as_of=2020-11-21").text
    assert looks(page)["Ağdam"] == "contested"
    told = row(page, AGDAM_TABLE)
    assert "held by" not in told
    assert "Azerbaijan’s defence ministry" in told
    assert "Armenia’s defence ministry" in told
    assert "What does not fit" in page


def test_what_is_only_planned_is_told_with_its_day_and_is_no_state() -> None:
    plan = {
        "measure": "transfer", "act": "handover.transfer", "to": "az", "place_ids": ("lachin-corridor",),
        "said_by": "am/mod", "latest": "2020-12-01", "modality": "planned",
        "published_at": "2020-11-12T10:00",
    }  # fmt: skip
    page = Visitor(Told(plan)).get("/registers?name=control&on=2020-11-13&as_of=2020-11-13").text
    assert looks(page)["Laçın dəhlizi"] == "planned"
    assert "1 December 2020" in row(page, 'class="line-head">Laçın dəhlizi')
    assert "Only planned, promised or demanded" in page


def test_a_place_without_an_outline_is_a_spot_with_its_name() -> None:
    desk = Told(entering("az/mod", "2020-11-12", place_ids=("shusha",)))
    page = Visitor(desk).get("/registers?name=control&on=2020-11-13&as_of=2020-11-13").text
    assert 'class="c-spot c-held' in page
    assert "Shushi" in row(page, 'class="line-head">Shusha')


def test_a_day_that_comes_is_pointed_at_without_saying_what(client: Visitor) -> None:
    page = client.get("/registers?name=control&on=2020-11-21&as_of=2020-11-21").text
    turns = page[page.index('class="turns"') : page.index("</nav>", page.index('class="turns"'))]
    assert re.findall(r"<b>([^<]*)</b>", turns) == ["20 Nov", "25 Nov", "1 Dec"]
    assert turns.count('class="ahead"') == 2
    assert "Akna" in turns
    assert "Karvachar" not in turns


def test_the_steps_of_the_day_stay_with_the_register(client: Visitor) -> None:
    page = client.get("/registers?name=control&on=2020-11-21&as_of=2020-11-21").text
    for day in ("2020-11-20", "2020-11-22"):
        links = re.findall(rf'href="([^"]*on={day}[^"]*)"', page)
        assert links
        assert all("name=control" in link for link in links)
    assert '<input type="hidden" name="name" value="control">' in page


def test_an_address_may_ask_for_anything(client: Visitor) -> None:
    assert client.get(f"/registers?path=a&self=b&moment=c&{LATE}").status_code == 200


def test_what_the_accord_asks_stands_beside_what_is_said(client: Visitor) -> None:
    page = client.get(f"/registers?name=forces&{LATE}").text
    told = row(page, 'class="line-head">1,960 servicemen')
    assert "Announced".casefold() in told.casefold()
    assert 'class="meets-yes"' in told
    assert "Met, by the word of" in told


def test_one_word_through_two_outlets_is_told_once_with_both() -> None:
    twice = [entering("az/mod", "2020-11-12", through=f"outlet/{one}") for one in ("afp", "tass")]
    page = Visitor(Told(*twice)).get("/registers?name=control&on=2020-11-13&as_of=2020-11-13").text
    told = row(page, AGDAM_TABLE)
    assert told.count("said-how") == 1
    assert "Afp" in told
    assert "Tass" in told


def test_an_exchange_stands_side_by_side_and_nothing_is_added_up() -> None:
    batches = [
        {
            "register_name": "exchanges", "measure": "prisoner", "act": "exchange.prisoners", "to": side,
            "low": count, "high": count, "unit": "prisoner", "said_by": who, "latest": f"2020-12-{day}",
        }
        for side, count, who, day in (
            ("az", 12, "ru/mod", 14), ("am", 44, "ru/mod", 14), ("am", 4, "ru/mod", 28),
            ("am", 45, "am/mod", 14),
        )
    ]  # fmt: skip
    page = Visitor(Told(*batches)).get(f"/registers?name=exchanges&{LATE}").text
    received = row(page, 'class="line-head">received')
    figures = re.findall(r">([^<]*\(\d+ December 2020\))<", received)
    assert figures == [
        "12 (14 December 2020)", "45 (14 December 2020)", "44 (14 December 2020)", "4 (28 December 2020)",
    ]  # fmt: skip
    assert not re.search(r"\b(48|93|60|105)\b", re.sub(r"<[^>]*>", " ", page[page.index("<main") :]))
    assert "All for all" in page


def link(act: str, said_by: str, latest: str) -> dict[str, object]:
    """How the corridor is by somebody's word."""
    return {
        "register_name": "links", "measure": act.rpartition(".")[2], "act": act, "about": "lachin-corridor",
        "said_by": said_by, "earliest": latest, "latest": latest,
    }  # fmt: skip


def test_a_link_s_stretches_stand_by_each_speaker_apart() -> None:
    desk = Told(
        link("link.open", "ru/mod", "2020-11-12"),
        link("link.close", "ru/mod", "2020-11-16"),
        link("link.open", "am/mod", "2020-11-13"),
    )
    page = Visitor(desk).get("/registers?name=links&on=2020-11-20&as_of=2020-11-20").text
    table = page[page.index("span-table") :]
    table = table[: table.index("</table>")]
    rows = table.split('<tr role="row"><th scope="row"')[1:]
    told = {re.search(r"<small>([^<]*)", one)[1]: re.findall(r'">([^<]*)</a></li>', one) for one in rows}  # type: ignore[index]
    assert told == {
        "Armenia’s defence ministry": ["open, from 13 November 2020, no end told"],
        "Russia’s defence ministry": [
            "open, from 12 November 2020 to 16 November 2020", "closed, from 16 November 2020, no end told",
        ],
    }  # fmt: skip
    assert table.count("runs-on") == 2


def test_of_many_lines_and_entries_some_are_shown_and_the_rest_is_a_step_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registers, "_MOST_LINES", 1)
    monkeypatch.setattr(registers, "_MOST_ENTRIES", 2)
    places = ("agdam", "kelbajar", "lachin", "hadrut")
    visitor = Visitor(Told(*(entering("az/mod", "2020-11-20", place_ids=(one,)) for one in places)))

    def rows(more: str) -> tuple[list[str], str]:
        page = visitor.get(f"/registers?name=control&{more}&{LATE}").text
        begin = page.find('id="told"')
        return re.findall(r'class="line-of"><li>[^<]*</li><li>([^<]*)', page[begin:]), page

    first = rows("")
    assert "1 to 1 of " in first[1]
    assert "1 to 2 of " in first[1]
    seen = [place for at in range(4) for place in rows(f"lines={at}")[0]]
    assert len(set(seen)) == len(seen) == 4
    assert rows("lines=900")[0] == rows("lines=900&entries=900")[0] == []
    assert rows("lines=-1&entries=x")[0] == first[0]


def test_where_standings_are_not_at_hand_the_map_tells_what_is_said_and_says_so() -> None:
    desk = FixtureDesk()
    asked: list[str] = []
    desk.is_ready = lambda on, as_of: False  # type: ignore[method-assign]
    desk.status = lambda on, as_of: asked.append("status") or ()  # type: ignore[method-assign,func-returns-value]
    page = Visitor(desk).get("/registers?name=control&on=2020-11-20&as_of=2020-11-20").text
    assert "has not been reckoned yet" in page
    assert looks(page)["Ağdam"] == "held"
    assert not asked


def test_notices_that_cannot_be_matched_yet_stand_alone_and_the_page_says_so() -> None:
    notice = {
        "register_name": "notices", "measure": "movement", "act": "notice.movement", "actor": "ru/mil",
        "said_by": "ru/mod", "latest": "2020-11-20", "modality": "planned",
    }  # fmt: skip
    desk = Told(notice)
    asked = "/registers?name=notices&on=2020-11-20&as_of=2020-11-20"
    at_hand = Visitor(desk).get(asked).text
    assert 'class="reg notices"' in at_hand
    assert "Whether anything of the kind was reported" not in at_hand
    desk.is_ready = lambda on, as_of: False  # type: ignore[method-assign]
    waiting = Visitor(desk).get(asked).text
    assert "Whether anything of the kind was reported" in waiting
    assert 'class="reg notices"' not in waiting
    assert 'id="meant"' in waiting
