"""Registers in words: what a line, a word and a day are told as, and whose word an entry is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.model.messages import say
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention
from tregua.model.register import Word
from tregua.model.standing import Entry, Register
from tregua.registers import enter, open_register
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names
from tregua.reporting.register_words import tell_day, tell_line, tell_speaker, tell_told

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
RENDERER = Renderer(Catalogue.load(), Names(ACCORD), brief=True)


def entry(**given: object) -> Entry:
    fields: dict[str, object] = {
        "entry_id": "e", "claim_id": "c", "register_name": "notices", "measure": "exercise",
        "act": "notice.exercise", "said_by": "az/mod",
    }  # fmt: skip
    return Entry.model_validate(fields | given)


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2021-01-05", "2021-01-10", "for 5 January 2021 · to 10 January 2021"),
        ("2021-01-10", "2021-01-10", "for 10 January 2021"),
        ("2021-01-05", None, "from 5 January 2021"),
        (None, "2021-01-10", "by 10 January 2021"),
    ],
)
def test_what_is_announced_for_several_days_is_told_with_all_of_them(
    since: str | None, until: str | None, told: str
) -> None:
    word = Word(manner="planned", since=None, entry=entry(earliest=since, latest=until, modality="planned"))
    assert " · ".join(RENDERER.text(one) for one in tell_day(word)) == told


def claim(act: str, number: int = 0, said_by: str = "az/mod", unit: str = "", **event: object) -> Claim:
    counts = (QuantityMention(start=0, end=1, text="62", low=62, high=62, unit=unit),) if unit else ()
    place = PlaceMention(start=0, end=1, text="", name="Agdam", place_id="agdam")
    told = Event.model_validate(
        {"start": 0, "end": 1, "act": act, "latest": "2020-12-01", "quantities": counts, "places": (place,)}
        | event
    )
    return Claim(
        claim_id=f"c{number}", source=ClaimSource(start=0, end=1, actor_id=said_by),
        published_at=f"2020-12-{number + 1:02}", events=(told,),
    )  # fmt: skip


def headings(name: Register, *said: Claim) -> list[str]:
    page = open_register(enter(said, ACCORD), name, ACCORD, date(2020, 12, 31))
    return [" · ".join(RENDERER.text(one) for one in tell_line(line, lasts=False)) for line in page.lines]


def test_an_authority_that_a_party_lists_beside_itself_stands_under_its_own_name() -> None:
    own, states = RENDERER.names.actor("nk"), RENDERER.names.actor("am")
    assert own != states
    [told] = headings("control", claim("status.claimed", actor="nk/president", category="independent"))
    assert f"· {own} ·" in told and told.endswith("independent")
    [lost] = headings("losses", claim("loss.damage", unit="building", target="nk"))
    assert f"· {own} ·" in lost
    [ours] = headings("losses", claim("loss.damage", unit="building", target="am/mil"))
    assert f"· {states} ·" in ours


def test_a_recognition_tells_by_whom_and_of_whose_status_and_those_held_tell_of_whom() -> None:
    own = RENDERER.names.actor("nk")
    [told] = headings("control", claim("status.recognised", actor="az", target="nk", category="a state"))
    assert f"by Azerbaijan · of {own}" in told and told.endswith("a state")
    for act in ("account.held", "account.request", "account.list", "account.visit", "account.confirm"):
        [told] = headings("exchanges", claim(act, unit="serviceman", actor="az", target="am"))
        assert "Azerbaijan · of Armenia" in told
    [told] = headings("exchanges", claim("exchange.prisoners", unit="prisoner", actor="az", target="am"))
    assert "Azerbaijan · to Armenia" in told


def test_a_sort_is_shown_as_first_written_and_compared_whatever_its_letters() -> None:
    first, then = "taken before 10 November 2020", "Taken before 10 november 2020"
    said = [
        claim("account.held", number, who, "serviceman", actor="az", target="am", category=sort)
        for number, who, sort in ((1, "az/mod", first), (2, "am/mod", then))
    ]
    for order in (said, said[::-1]):
        [told] = headings("exchanges", *order)
        assert first in told and then not in told


def post(**given: object) -> Entry:
    """An entry of a post, of which nobody yet is told to speak."""
    return entry(register_name="forces", measure="post", act="deploy.post", **({"said_by": None} | given))


@pytest.mark.parametrize(
    ("more", "told", "how"),
    [
        ({}, "says", []),
        ({"stance": "evaluates"}, "says", ["judges"]),
        ({"stance": "denies"}, "denies", ["denies"]),
        ({"negated": True}, "denies", ["denies"]),
        ({"modality": "planned"}, "plans", ["plans"]),
        ({"stance": "promises"}, "plans", ["promises"]),
        ({"modality": "possible"}, "plans", ["possible"]),
        ({"stance": "demands"}, "demands", ["demands"]),
        ({"modality": "demanded"}, "demands", ["demands"]),
        ({"modality": "planned", "negated": True}, "plans", ["plans", "denies"]),
    ],
)
def test_what_is_not_plainly_said_is_told_as_what_it_is(
    more: dict[str, object], told: str, how: list[str]
) -> None:
    one = post(**more)
    assert one.told == told
    assert [message.code for message in tell_told(one)] == [f"registers.told.{code}" for code in how]


def test_a_word_that_nobody_is_named_for_names_nobody() -> None:
    assert tell_speaker(post()) == say("registers.nobody")
    assert tell_speaker(post(through="outlet/tass")) == "actor:outlet/tass"
    assert tell_speaker(post(through="outlet/tass", said_by="ru/mod")) == "actor:ru/mod"
