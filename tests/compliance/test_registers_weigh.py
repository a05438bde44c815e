"""Where ground, posts, ways, exchanges, returns and accounts stand is what the registers have of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from constructed import claim, day, evidence_of, invented, karabakh, load_cases

from tregua.agreement.terms import Agreement
from tregua.compliance import Evidence, evaluate
from tregua.compliance.evidence.entered import RESTING
from tregua.registers import enter

ACCORDS = {name: invented(name) for name in ("invented", "lasting")} | {"karabakh": karabakh()}
CASES = [case for _, case in load_cases() if case.get("given")]


def accord_of(case: Mapping[str, Any]) -> Agreement:
    return ACCORDS[case.get("accord", "karabakh")]


def stood(case: Mapping[str, Any], evidence: Evidence) -> dict[str, tuple[object, ...]]:
    """Where each obligation of these kinds stands, on whose word, and what is measured."""
    on = day(case["on"])
    found = evaluate(accord_of(case), evidence, on, day(case.get("as_of", on)))
    return {
        one.obligation_id: (one.phase, one.overdue_days, one.rests_on, one.measured)
        for one in found
        if one.kind in RESTING
    }


BEYOND = ("access", "aid", "extend", "suspend")
"""Acts that no register keeps, and those that change the accord itself."""


def is_entered_whole(given: Mapping[str, Any]) -> bool:
    """Whether an entry has all of a claim: not *all* of them, and not the point of a place."""
    said = given.get("says") or [given]
    return not any(
        one["act"].startswith(BEYOND)
        or any(isinstance(place, Mapping) for place in one.get("at") or ())
        or any("word" in count for count in one.get("count") or ())
        for one in said
    )


WHOLE = [case for case in CASES if all(map(is_entered_whole, case["given"]))]


@pytest.mark.parametrize("case", WHOLE, ids=[case["it"] for case in WHOLE])
def test_without_the_claims_the_registers_tell_the_same(case: Mapping[str, Any]) -> None:
    known = evidence_of(case, accord_of(case))
    assert stood(case, replace(known, claims=())) == stood(case, known)


def test_most_cases_are_entered_whole() -> None:
    assert len(WHOLE) > 0.8 * len(CASES)


SAID: list[dict[str, Any]] = [
    {"act": "handover.transfer", "actor": "qn", "target": "qs", "at": ["west-bank", "east-bank"]},
    {"act": "link.open", "at": ["bridge"]},
    {"act": "control.capture", "actor": "qn/army", "at": ["mill"]},
    {"act": "account.list", "actor": "qs/army", "at": ["mill"]},
]


@pytest.mark.parametrize(
    ("given", "obligation"), list(zip(SAID, ("two-banks", "bridge", "stay", "graves"), strict=True))
)
def test_what_is_not_entered_weighs_nothing(given: Mapping[str, Any], obligation: str) -> None:
    accord, on = ACCORDS["invented"], date(2031, 4, 5)
    said = (claim({**given, "by": "qc/observers", "published": "2031-04-04", "on": "2031-04-04"}, 1),)
    entered = {
        one.obligation_id: one for one in evaluate(accord, Evidence(said, enter(said, accord)), on, on)
    }
    unentered = {one.obligation_id: one for one in evaluate(accord, Evidence(said), on, on)}
    silent = {one.obligation_id: one for one in evaluate(accord, Evidence(), on, on)}
    assert entered[obligation].phase != silent[obligation].phase
    assert unentered[obligation] == silent[obligation]


def bank(**more: object) -> tuple[str, tuple[str, ...]]:
    """How both banks stand when the south is seen on the eastern one, and this is told of the western."""
    accord, on = ACCORDS["invented"], date(2031, 4, 5)
    event = {"by": "qc/observers", "published": "2031-04-04", "on": "2031-04-04", "actor": "qs/army"}
    said = (
        claim({**event, "act": "handover.enter", "at": ["east-bank"]}, 1),
        claim({**event, "act": "handover.enter", "at": ["west-bank"], **more}, 2),
    )
    found = evaluate(accord, Evidence(said, enter(said, accord)), on, on)
    status = next(one for one in found if one.obligation_id == "two-banks")
    return status.phase, tuple(reason.text.code for reason in status.reasons)


def test_a_part_of_the_ground_is_a_step_as_the_register_has_it() -> None:
    assert bank()[0] == "fulfilled"
    assert bank(count=[{"n": 30, "unit": "square-kilometre"}, {"n": 4, "unit": "district"}])[0] == "fulfilled"
    for part in (
        {"count": [{"n": 3, "unit": "position"}]},
        {"count": [{"n": 2, "unit": "place"}]},
        {"about": "height 12"},
    ):
        phase, codes = bank(**part)
        assert phase == "in_progress", part
        assert "compliance.step" in codes, part


def test_a_link_that_the_accord_draws_is_known_by_its_name() -> None:
    accord, on = ACCORDS["karabakh"], date(2020, 12, 5)
    obligation = accord.obligation("unblock-links").model_copy(update={"area": ("lachin-corridor",)})
    alone = accord.model_copy(update={"obligations": (obligation,)})
    told = {"by": "ru/mod", "published": "2020-12-04", "on": "2020-12-04", "act": "link.close"}
    for name in ("Lachin corridor", "lachin-corridor"):
        said = (claim({**told, "about": name}, 1),)
        (status,) = evaluate(alone, Evidence(said, enter(said, alone)), on, on)
        assert (status.phase, status.rests_on) == ("indicated", ("ru/mod",)), name
    said = (claim({**told, "about": "the Kornidzor road"}, 1),)
    (status,) = evaluate(alone, Evidence(said, enter(said, alone)), on, on)
    assert status.phase == "not_started"
