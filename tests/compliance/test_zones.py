"""A window's hour in another zone than the accord's: judged, fused and opened by the same instant."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from constructed import evidence_of, invented, karabakh

from tregua.agreement.calendar import starts_in
from tregua.agreement.timing import Window
from tregua.compliance import Evidence, evaluate
from tregua.fusion.scope import read_scope
from tregua.model.standing import Incident, Position
from tregua.verification.cases import touched_obligations

BAKU = karabakh().model_copy(update={"zone": "Asia/Baku"})
"""The accord as a centre in Baku would keep it: its ceasefire is printed from midnight in Moscow."""


def attack(at: str) -> Incident:
    seen = Position(actor_id="icrc", side=None, stance="observes", claim_id="c", accused="az/mil")
    return Incident(
        incident_id="i", act="hostile.attack", reports=(), positions=(seen,), earliest=at, latest=at,
        place_ids=("hadrut",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        ("2020-11-10T00:30", "not_observed"),
        ("2020-11-10T00:59", "not_observed"),
        ("2020-11-10T01:00", "indicated"),
        ("2020-11-10T01:30", "indicated"),
    ],
)
def test_midnight_in_moscow_is_one_in_baku(at: str, phase: str) -> None:
    first = date(2020, 11, 10)
    evidence = Evidence(incidents=(attack(at),))
    found = {one.obligation_id: one for one in evaluate(BAKU, evidence, first, first)}
    assert found["ceasefire"].phase == phase
    touched = {one.id for one in touched_obligations(attack(at), BAKU)}
    assert ("ceasefire" in touched) == (phase == "indicated")


def test_in_its_own_zone_an_hour_is_what_is_printed() -> None:
    assert read_scope(karabakh()).starts == datetime.fromisoformat("2020-11-10")
    assert read_scope(BAKU).starts == datetime.fromisoformat("2020-11-10T01:00")


@pytest.mark.parametrize(
    ("zone", "there", "local"),
    [
        ("Europe/Moscow", "Asia/Baku", "2020-11-10T01:00"),
        ("Asia/Baku", "Europe/Moscow", "2020-11-09T23:00"),
        ("America/New_York", "UTC", "2020-11-10T05:00"),
        ("", "Asia/Baku", "2020-11-10T00:00"),
    ],
)
def test_an_instant_moves_with_the_zone(zone: str, there: str, local: str) -> None:
    window = Window(preposition="from", starts_at=datetime.fromisoformat("2020-11-10"), zone=zone)
    assert starts_in(window, there) == datetime.fromisoformat(local)
    assert starts_in(None, there) is None


def test_a_permission_begins_by_the_same_instant() -> None:
    """From ten in the evening in New York is from the next morning in the accord's zone."""
    accord = invented("lasting")
    ferry = accord.obligation("ferry")
    (flood,) = ferry.exceptions
    window = Window(
        preposition="from", starts_at=datetime.fromisoformat("2031-04-01T22:00"), zone="America/New_York"
    )
    ferry = ferry.model_copy(update={"exceptions": (flood.model_copy(update={"window": window}),)})
    accord = accord.model_copy(update={"obligations": (ferry,)})
    day = "2031-04-01"
    given = [{"by": "qc/observers", "published": day, "act": "link.close", "on": day, "at": ["landing"]}]
    on = date(2031, 4, 5)
    (status,) = evaluate(accord, evidence_of({"given": given}, accord), on, on)
    assert status.phase == "indicated"
