"""The Stockholm Agreement's history as claims, and where its obligations stood on each day told of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compliance.constructed import day, evidence_of, load_plain
from tregua.agreement.lint import lint_accord
from tregua.agreement.load import find_faults, load_accord
from tregua.agreement.terms import Agreement
from tregua.compliance import evaluate
from tregua.model.standing import Status

HERE = Path(__file__).parent
ACCORD = HERE.parents[1] / "src" / "tregua" / "data" / "accords" / "hodeidah-2018"
HISTORY: Mapping[str, Any] = load_plain(HERE / "history.yaml")
EXPECTED = [
    (day(one["on"]), obligation_id, expected)
    for one in HISTORY["standings"]
    for obligation_id, expected in one["expect"].items()
]


@cache
def accord() -> Agreement:
    return load_accord(ACCORD)


@cache
def standings(on: date) -> dict[str, Status]:
    evidence = evidence_of(known(on), accord())
    return {one.obligation_id: one for one in evaluate(accord(), evidence, on, on)}


def known(on: date) -> dict[str, Any]:
    """The part of the history that was known by the end of a day."""
    claims = [one for one in HISTORY["given"] if day(one["published"]) <= on]
    incidents = [
        one for one in HISTORY["incidents"] if day(str(one.get("known", one["earliest"]))[:10]) <= on
    ]
    return {"given": claims, "incidents": incidents}


def cases() -> list[Any]:
    found = []
    for on, obligation_id, expected in EXPECTED:
        found.append(pytest.param(on, obligation_id, expected, id=f"{on}-{obligation_id}"))
    return found


@pytest.mark.parametrize(("on", "obligation_id", "expected"), cases())
def test_standing(on: date, obligation_id: str, expected: Mapping[str, Any]) -> None:
    status = standings(on)[obligation_id]
    shown = status.model_dump()
    for field, value in expected.items():
        if field == "reasons":
            assert set(value) <= {reason.text.code for reason in status.reasons}
        elif field in ("measured", "clock"):
            assert shown[field] is not None, field
            assert {key: shown[field][key] for key in value} == value
        elif field == "rests_on":
            assert list(status.rests_on) == value
        else:
            assert shown[field] == value, field


def test_the_accord_checks_clean() -> None:
    assert find_faults(ACCORD) == ()
    assert [one.message for one in lint_accord(accord())] == []


def test_every_claim_says_whose_word_it_is_and_where_it_was_read() -> None:
    for one in (*HISTORY["given"], *HISTORY["incidents"]):
        assert one["tells"] and one["source"], one["id"]
        assert one.get("by") or all(word.get("by") for word in one["said"]), one["id"]


def test_the_history_speaks_only_of_what_the_accord_knows() -> None:
    places = {place.place_id for place in accord().places}
    obligations = {one.id for one in accord().obligations}
    for one in HISTORY["given"]:
        for said in one.get("says") or [one]:
            assert set(said.get("at", ())) <= places, one["id"]
    for one in HISTORY["incidents"]:
        assert set(one.get("at", ())) <= places, one["id"]
    assert {obligation_id for _, obligation_id, _ in EXPECTED} <= obligations


def test_no_side_is_shown_violated_or_respected_by_its_own_or_its_adversarys_word() -> None:
    """No finding is public, so nothing can be violated; nothing is respected on a party's word alone."""
    parties = {"gov", "ah", "coalition"}
    for on in sorted({on for on, _, _ in EXPECTED}):
        for status in standings(on).values():
            assert status.phase != "violated"
            if status.phase in ("respected", "fulfilled", "fulfilled_late"):
                sides = {accord().side_of(name) for name in status.rests_on}
                assert sides - parties or sides - set(status.obligors), (on, status.obligation_id)
