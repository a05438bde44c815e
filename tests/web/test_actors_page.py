"""The page of actors: who is in what office by whose word, the accord's own word beside them."""

from __future__ import annotations

import re

from fixture_desk import FixtureDesk
from test_registers_pages import LATE, Told, row
from visitor import Visitor


def told(*more: dict[str, object]) -> str:
    desk = Told(
        *({"register_name": "actors", "measure": one["act"].rpartition(".")[2], **one} for one in more)
    )  # type: ignore[attr-defined]
    return Visitor(desk).get(f"/registers?name=actors&{LATE}").text


def office(name: str, said_by: str, latest: str, **more: object) -> dict[str, object]:
    return {
        "act": "actor.office", "actor": "am/pm", "about": name, "category": "prime minister",
        "said_by": said_by, "earliest": latest, "latest": latest, **more,
    }  # fmt: skip


def test_the_accord_s_word_is_there_where_nothing_is_entered() -> None:
    page = Visitor(FixtureDesk()).get(f"/registers?name=actors&{LATE}").text
    assert "what the accord says itself" in page
    assert "no sign that nothing happened" in page
    bare = re.sub(r"<[^>]*>", "", page)
    assert not re.search(r"\bactors\.[a-z]", bare), "a message has no words"


def test_two_holders_are_contested_and_each_word_leads_to_its_page() -> None:
    page = told(office("Ann One", "am/mfa", "2020-11-12"), office("Bob Two", "az/mfa", "2020-11-12"))
    found = row(page, 'class="line-head">Armenia, pm')
    assert "state-contested" in found
    assert found.count('href="/items/') == 2
    assert "Ann One" in found
    assert "Bob Two" in found
    assert "cannot all have held this office" in page


def test_a_name_cannot_bring_in_markup() -> None:
    page = told(office("<script>alert(1)</script>", "am/mfa", "2020-11-12"))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_relations_and_names_stand_in_their_sections() -> None:
    told_then = {"said_by": "am/mfa", "earliest": "2020-11-12", "latest": "2020-11-12"}
    page = told(
        {"act": "actor.relation.supplies", "actor": "tr", "to": "az/mil", **told_then},
        {"act": "actor.named", "actor": "nk", "about": "Artsakh", **told_then},
    )
    assert "Türkiye supplies" in page
    assert "“Artsakh”" in page


def test_only_a_measure_asked_for_is_told_line_by_line() -> None:
    desk = Told({"register_name": "actors", "measure": "office", **office("Ann One", "am/mfa", "2020-11-12")})
    page = Visitor(desk).get(f"/registers?name=actors&measure=office&{LATE}").text
    assert "Ann One" in page
    assert "actors-offices" not in page
