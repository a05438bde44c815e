"""An explanation does not say that nothing was said where something was, and says who was not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from constructed import evidence_of, karabakh

from tregua.cli.explain import _Page
from tregua.compliance.explaining.explain import explain
from tregua.model.explanation import Explanation
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names

SHELLED = {"id": "i1", "act": "hostile.shelling", "earliest": "2020-11-19", "at": ["hadrut"]}


def told(case: Mapping[str, Any], obligation_id: str, day: str) -> Explanation:
    return explain(karabakh(), evidence_of(case, karabakh()), obligation_id, date.fromisoformat(day))


def codes(explanation: Explanation, part: str) -> list[str]:
    return [one.text.code for one in getattr(explanation, part)]


def seen_by(actor: str, *watches: Mapping[str, Any]) -> Explanation:
    said = {"by": actor, "as": "observes", "of": "am/mil", "claim": "far.c"}
    case = {
        "given": [
            {
                "id": "far.c",
                "by": actor,
                "published": "2020-11-20",
                "act": "hostile.shelling",
                "actor": "am/mil",
                "on": "2020-11-19",
                "at": ["hadrut"],
            }
        ],
        "incidents": [{**SHELLED, "said": [said]}],
        "watches": watches,
    }
    return told(case, "ceasefire", "2020-11-20")


def test_a_state_that_has_no_part_in_the_accord_and_is_not_known_to_have_watched_is_told_as_a_doubt() -> None:
    explanation = seen_by("pk/mfa")
    assert explanation.phase == "indicated"
    (doubt,) = (one for one in explanation.doubts if one.text.code == "explain.doubts.from_afar")
    assert doubt.evidence == ("far.c",)
    text = Renderer(Catalogue.load(), Names(karabakh())).text(doubt.text)
    assert "neither a party nor a guarantor nor an observer of this accord" in text


def test_who_has_a_part_in_the_accord_is_not_told_as_from_afar() -> None:
    for actor in ("ru/mod", "icrc"):
        assert "explain.doubts.from_afar" not in codes(seen_by(actor), "doubts")


def test_who_says_to_have_watched_is_not_told_as_from_afar() -> None:
    watch = {
        "watch_id": "w1",
        "observer": "pk/mfa",
        "earliest": "2020-11-18",
        "latest": "2020-11-20",
        "place_ids": ["hadrut"],
        "means": "patrol",
    }
    assert "explain.doubts.from_afar" not in codes(seen_by("pk/mfa", watch), "doubts")


def test_what_says_the_contrary_of_an_earlier_day_is_named_and_not_denied() -> None:
    case = {
        "given": [
            {
                "id": "yes",
                "by": "az/mod",
                "published": "2020-11-25",
                "act": "handover.enter",
                "actor": "az/mil",
                "on": "2020-11-25",
                "at": ["kelbajar"],
            },
            {
                "id": "no",
                "by": "ru/mod",
                "published": "2020-11-26",
                "act": "handover.transfer",
                "negated": True,
                "on": "2020-11-15",
                "at": ["kelbajar"],
            },
        ]
    }
    explanation = told(case, "hand-over-kelbajar", "2020-11-27")
    assert explanation.phase == "fulfilled_late"
    assert explanation.doubts
    assert "no" in {one for told in explanation.doubts for one in told.evidence}


def test_a_word_that_it_passed_back_which_was_taken_back_is_named_where_nothing_else_disputes_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = {
        "given": [
            {
                "id": "in",
                "by": "az/mod",
                "published": "2020-11-20",
                "act": "handover.enter",
                "actor": "az/mil",
                "on": "2020-11-20",
                "at": ["agdam"],
            },
            {
                "id": "back",
                "by": "az/mod",
                "published": "2020-11-22",
                "act": "handover.transfer",
                "target": "am",
                "on": "2020-11-22",
                "at": ["agdam"],
            },
            {
                "id": "not",
                "by": "az/mod",
                "published": "2020-11-23",
                "act": "handover.transfer",
                "target": "am",
                "negated": True,
                "on": "2020-11-22",
                "at": ["agdam"],
            },
        ]
    }
    explanation = told(case, "hand-over-agdam", "2020-11-24")
    assert explanation.phase == "fulfilled"
    (doubt,) = explanation.doubts
    assert (doubt.text.code, doubt.evidence) == ("explain.doubts.nothing_weighs", ("back",))
    _Page(explanation, Renderer(Catalogue.load(), Names(karabakh()))).print()
    assert "These say so, and were taken back" in " ".join(capsys.readouterr().out.split())


def test_where_nothing_was_said_nothing_is_named() -> None:
    explanation = told({}, "hand-over-agdam", "2020-11-24")
    assert "compliance.nothing_said" in codes(explanation, "grounds")
    assert explanation.doubts == ()
