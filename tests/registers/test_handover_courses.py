"""How ground passes over, step by step; and what in the register of control tells nothing of who holds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.model.ground import Handover
from tregua.model.records import (
    Claim,
    ClaimSource,
    Event,
    PlaceMention,
    QuantityMention,
    first_told,
)
from tregua.model.register import Page
from tregua.registers import enter, handovers_on, open_register
from tregua.registers.accounts.control import part_of_control

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
ON = date(2020, 11, 30)


def told(act: str, day: str, said_by: str = "az/mod", **more: object) -> Claim:
    given: dict[str, object] = {
        "start": 0, "end": 1, "act": act, "earliest": day, "latest": day,
        "places": (PlaceMention(start=0, end=1, text="Agdam", name="Agdam", place_id="agdam"),),
    }  # fmt: skip
    source = ClaimSource(start=0, end=0, actor_id=said_by)
    event = Event.model_validate(given | more)
    return Claim(
        claim_id=f"{act} {day} {said_by} {sorted(more)}",
        source=source,
        published_at=day,
        **first_told([event]),
    )


def page(*claims: Claim, on: date = ON) -> Page:
    return open_register(enter(claims, ACCORD), "control", ACCORD, on)


def course(*claims: Claim) -> Handover:
    return next(one for one in handovers_on(page(*claims), ACCORD) if one.place_id == "agdam")


def count(unit: str, n: float) -> tuple[QuantityMention, ...]:
    return (QuantityMention(start=0, end=1, text="", low=n, high=n, unit=unit),)


def test_every_step_stands_with_who_told_it_and_when_and_the_rest_with_nothing() -> None:
    made = course(
        told("handover.leaving", "2020-11-17", "am/mod", actor="am/mil"),
        told("handover.enter", "2020-11-20", actor="az/mil"),
        told("handover.protocol", "2020-11-21", "am/gov", negated=True),
        told("handover.enter", "2020-11-21", "ru/mod", actor="az/mil"),
    )
    assert made.obligation_ids == ("hand-over-agdam",)
    assert [
        (one.step, [(w.manner, w.entry.said_by, str(w.since)) for w in one.words]) for one in made.steps
    ] == [
        ("leaving", [("announced", "am/mod", "2020-11-17")]),
        ("withdraw", []),
        ("clear-road", []),
        ("enter", [("announced", "az/mod", "2020-11-20"), ("observed", "ru/mod", "2020-11-21")]),
        ("transfer", []),
        ("acknowledge", []),
        ("protocol", [("denied", "am/gov", "2020-11-21")]),
    ]


def test_what_is_owed_stands_though_nothing_is_said_and_other_places_only_where_something_is() -> None:
    assert [one.place_id for one in handovers_on(page(), ACCORD)] == ["agdam", "kelbajar", "lachin"]
    assert all(not step.words for one in handovers_on(page(), ACCORD) for step in one.steps)
    hadrut = PlaceMention(start=0, end=1, text="Hadrut", name="Hadrut", place_id="hadrut")
    planned = told("handover.transfer", "2020-11-12", places=(hadrut,), modality="planned")
    left = told("handover.withdraw", "2020-11-12", "am/mod", places=(hadrut,))
    assert len(handovers_on(page(planned), ACCORD)) == 3
    assert handovers_on(page(left), ACCORD)[-1].place_id == "hadrut"


@pytest.mark.parametrize(
    ("claim", "part"),
    [
        (told("control.hold", "2020-11-20", actor="am/mil", quantities=count("position", 3)), "positions"),
        (told("control.hold", "2020-11-20", actor="am/mil", quantities=count("post", 1)), "positions"),
        (told("control.hold", "2020-11-20", actor="am/mil", about="height 1710"), "positions"),
        (told("status.claimed", "2020-11-20", actor="am"), "status"),
        (told("status.recognised", "2020-11-20", actor="am"), "status"),
        (told("population.count", "2020-11-20", actor="am", quantities=count("person", 9000)), "population"),
        (told("control.hold", "2020-11-20", actor="am/mil", quantities=count("hectare", 9)), "ground"),
        (told("handover.enter", "2020-11-20", actor="az/mil", quantities=count("place", 2)), "ground"),
    ],
)
def test_none_of_these_says_who_holds_the_district(claim: Claim, part: str) -> None:
    made = page(claim)
    assert {part_of_control(word.entry) for line in made.lines for word in line.words} == {part}
    assert "agdam" not in {state.about for state in made.states}


def test_a_height_held_by_two_is_contested_and_the_district_s_holder_is_not() -> None:
    made = page(
        told("handover.enter", "2020-11-20", actor="az/mil"),
        told("control.hold", "2020-11-20", "am/mod", actor="am/mil", about="height 1710"),
        told("control.hold", "2020-11-20", "az/mod", actor="az/mil", about="height 1710"),
    )
    assert {one.about: one.value for one in made.states} == {"agdam": "az", "height 1710": None}
    assert [flag.text.args["about"] for flag in made.flags] == ["place:height 1710"]


def test_a_district_held_whole_is_held() -> None:
    made = page(told("control.hold", "2020-11-20", actor="az/mil", quantities=count("district", 1)))
    assert [(one.about, one.value) for one in made.states] == [("agdam", "az")]


def test_positions_told_later_leave_the_word_on_the_district_where_it_is() -> None:
    made = page(
        told("control.hold", "2020-11-20", actor="az/mil"),
        told("control.hold", "2020-11-25", actor="az/mil", quantities=count("position", 3)),
    )
    assert [(one.about, one.value) for one in made.states] == [("agdam", "az")]
    assert {line.measure for line in made.lines} == {"hold", "hold-position"}
