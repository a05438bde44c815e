"""A register's page in parts: ways to each, what is flagged or contested open, nothing out of reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from test_ground_pages import word
from test_registers_pages import Told
from visitor import Visitor

from tregua.model.messages import say
from tregua.model.register import Flag, Interval
from tregua.model.standing import Register
from tregua.web.paging import some, start_of
from tregua.web.register_parts import Part, lay_out_parts

ON = "on=2020-12-13&as_of=2020-12-13"


def folds(page: str) -> dict[str, bool]:
    """The parts that fold, and whether each stands open."""
    return {
        anchor: bool(is_open)
        for anchor, is_open in re.findall(r'<details class="fold" id="part-([\w-]+)"[^>]*?( open)?>', page)
    }


def test_every_way_leads_into_a_part_and_every_part_has_one(client: Visitor) -> None:
    for name in ("forces", "control", "exchanges", "returns", "links", "losses", "actors"):
        page = client.get(f"/registers?name={name}&{ON}").text
        nav = re.search(r'<nav class="jumps".*?</nav>', page, re.DOTALL)
        ways = re.findall(r'href="#([\w-]+)"', nav[0]) if nav else []
        found = folds(page)
        assert ways == list(found) or (len(found) < 2 and not ways)
        for anchor in found:  # within what folds: following the way opens it, without a script
            inner = page[page.index(f'id="part-{anchor}"') :]
            assert inner.index("</summary>") < inner.index(f'<section id="{anchor}"')


def test_what_does_not_fit_or_is_contested_stands_open() -> None:
    claims = frozenset({"claim-7"})
    parts = [
        Part("first", "First", 50),
        Part("long", "Long", 50),
        Part("flagged", "Flagged", 50, claims=claims),
        Part("contested", "Contested", 50, unsettled=True),
        Part("short", "Short", 3),
        Part("steps", "Steps", 3, 21),
        Part("none", "None", 0),
    ]
    found = lay_out_parts(parts, [Flag(text=say("web.register.parts"), evidence=("claim-7", "claim-8"))])
    assert {one.anchor: one.is_open for one in found.values()} == {
        "first": True, "long": False, "flagged": True, "contested": True, "short": True, "steps": False,
    }  # fmt: skip
    assert found["flagged"].flagged == 1
    assert found["long"].flagged == 0


def test_no_position_is_left_out_without_a_way_to_it() -> None:
    many = [
        word("control.hold", "2020-12-01", "az/mod", actor="az", about=f"height {number:03}", place_ids=())
        for number in range(95)
    ]
    visitor = Visitor(Told(*many))
    seen: set[str] = set()
    query = f"/registers?name=control&{ON}"
    for _ in range(4):
        page = visitor.get(query).text
        part = page[page.index('id="part-positions"') :]
        part = part[: part.index("</details>")]
        seen |= set(re.findall(r"[Hh]eight \d{3}", part))
        way = re.search(r'href="([^"]*)" rel="next"', part)
        if way is None:
            break
        assert re.search(r"1 to 40 of 95|41 to 80 of 95", part)
        assert way[1].endswith("#positions")
        query = way[1].replace("&amp;", "&")
    assert len({one.lower() for one in seen}) == 95


class Unsure(Told):
    """A centre in which one speaker told two things of a road on one day."""

    def intervals(self, name: Register, first: date, on: date, as_of: date) -> Sequence[Interval]:
        told = [("closed", "2020-12-01", False), ("open", "2020-12-05", True)]
        return [
            Interval(
                about="lachin-corridor", value=value, since=since, until=None if sure else "2020-12-05",
                said_by="az/mod", through=None, claim_ids=(f"claim-{value}",), sure=sure,
            )
            for value, since, sure in told
        ]  # fmt: skip


def test_what_is_unsure_is_told_and_drawn_as_that_and_stands_in_the_legend() -> None:
    page = Visitor(Unsure()).get(f"/registers?name=links&{ON}").text
    bars = page[page.index('class="reg span-table"') :]
    assert re.search(r'<g class="span-closed unsure">', bars)
    assert re.search(r'<g class="span-open runs-on">', bars)
    assert len(re.findall("unsure: the same speaker tells otherwise", bars)) == 2  # in the row, and beside it
    legend = re.search(r'<ul class="span-legend">.*?</ul>', page, re.DOTALL)
    assert legend
    assert "unsure: its speaker" in legend[0]
    assert folds(page)["spans"]


def test_pages_of_many() -> None:
    sheet = some(range(95), 80, 40)
    assert (sheet.shown[0], len(sheet.shown), sheet.before, sheet.after) == (80, 15, 40, None)
    assert some(range(95), 500, 40).start == 0
    assert start_of({"lines": "²"}, "lines") == start_of({"lines": "-1"}, "lines") == 0
    assert start_of({"lines": "40"}, "lines") == 40
