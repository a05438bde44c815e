"""The questions a rule asks on its way: in order, in words, and none for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from constructed import day, evidence_of, invented, karabakh, load_cases

from tregua.agreement.terms import Agreement
from tregua.compliance.judging.court import Court
from tregua.model.standing import Step
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names

CASES = load_cases()
DONE_ONCE = ("hand_over", "withdraw", "deploy", "establish", "negotiate", "account_for", "report", "enact")


@cache
def accord(name: str) -> Agreement:
    return karabakh() if name == "karabakh" else invented(name)


def steps_of(case: Mapping[str, Any], obligation_id: str) -> tuple[Step, ...]:
    agreement = accord(case.get("accord", "karabakh"))
    court = Court(
        agreement, evidence_of(case, agreement), day(case["on"]), day(case.get("as_of", case["on"]))
    )
    return court.bench(agreement.obligation(obligation_id)).steps()


def codes(steps: tuple[Step, ...]) -> list[tuple[str, bool]]:
    return [(step.question.code.removeprefix("compliance.ask."), step.yes) for step in steps]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_every_question_has_words(case: Mapping[str, Any]) -> None:
    renderer = Renderer(Catalogue.load(), Names(accord("invented")))
    for obligation_id in case["expect"]:
        for step in steps_of(case, obligation_id):
            text = renderer.text(step.question)
            assert "compliance.ask" not in text, step.question.code
            assert text.split("?")[0] != text, f"no question: {text}"


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_a_standing_of_a_thing_to_be_done_was_asked_for(case: Mapping[str, Any]) -> None:
    agreement = accord(case.get("accord", "karabakh"))
    for obligation_id in case["expect"]:
        if agreement.obligation(obligation_id).kind in DONE_ONCE:
            assert steps_of(case, obligation_id)


def named(sentence: str) -> Mapping[str, Any]:
    return next(case for name, case in CASES if name.endswith(": " + sentence))


def test_in_the_order_in_which_the_rule_decides() -> None:
    claimed = steps_of(named("Adopted by the word of the side that passes it is claimed"), "amnesty")
    assert codes(claimed) == [("done_credibly", False), ("done_by_own_word", True)]
    late = steps_of(
        named("Adopted after the last day, by the other side's word, is fulfilled late"), "amnesty"
    )
    assert codes(late) == [("done_credibly", True), ("in_time", False)]
    overdue = steps_of(
        named("Nothing adopted by the last day is overdue; what is promised changes nothing"), "amnesty"
    )
    assert codes(overdue) == [("done_credibly", False), ("done_by_own_word", False), ("past", True)]
    disputed = steps_of(named("A law passed and said by the other side not to be one is disputed"), "amnesty")
    assert codes(disputed) == [
        ("done_credibly", False),
        ("done_by_own_word", True),
        ("denied_since", True),
    ]


def test_one_side_after_the_other_each_named() -> None:
    steps = steps_of(
        named("Past the last day nobody's word makes it overdue, for each side"), "heavy-weapons"
    )
    renderer = Renderer(Catalogue.load(), Names(accord("invented")))
    texts = [renderer.text(step.question) for step in steps]
    assert sum("North: " in text for text in texts) >= 2
    assert sum("South: " in text for text in texts) >= 2
    north = [at for at, text in enumerate(texts) if "North: " in text]
    south = [at for at, text in enumerate(texts) if "South: " in text]
    assert max(north) < min(south)


def test_what_a_step_rests_on_is_what_was_said() -> None:
    steps = steps_of(
        named(
            "After the last day a gun of one side, seen by an observer within the distance from that side's"
            " own line, is indicated"
        ),
        "heavy-weapons",
    )
    seen = next(step for step in steps if step.question.code == "compliance.ask.seen_within")
    assert seen.yes and seen.evidence == ("item-000.c",)
