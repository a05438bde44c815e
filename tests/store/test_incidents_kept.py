"""Incidents that the database keeps are those that fusion makes of all claims, whenever it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.grown import growing_mark, growing_of
from tregua.centre.happened import ask_incidents, come_up
from tregua.centre.moment import snapshot_at
from tregua.centre.ports import Snapshot
from tregua.fusion import fuse_claims
from tregua.fusion.sought import InHand, Sought
from tregua.model.standing import Incident
from tregua.wiring import open_centre

DAYS = (date(2020, 11, 30), date(2020, 12, 12), date(2020, 12, 14), date(2020, 12, 29), date(2021, 2, 28))
SOUGHT = (
    Sought(),
    Sought(until=date(2020, 12, 12)),
    Sought(since=date(2020, 12, 12)),
    Sought(until=date(2020, 12, 20), since=date(2020, 12, 1)),
    Sought(tags=frozenset({"act:hostile"})),
    Sought(tags=frozenset({"said:denies"})),
    Sought(tags=frozenset({"lost", "act:hostile"}), until=date(2020, 12, 31)),
    Sought(tags=frozenset({"place:nagorno-karabakh"}), since=date(2020, 12, 13)),
    Sought(tags=frozenset({"act:no-such-act"})),
)


@pytest.fixture(scope="module")
def centre(demo: Path) -> Centre:
    return open_centre(demo)


def known_on(centre: Centre, day: date) -> Snapshot:
    found = snapshot_at(centre, centre.charter.cut_off_of(day))
    assert found is not None
    return found


def test_all_of_them_are_kept(centre: Centre) -> None:
    assert centre.state.incidents_mark == growing_mark(centre)


@pytest.mark.parametrize("day", DAYS)
def test_as_fusion_makes_them_of_what_was_known(centre: Centre, day: date) -> None:
    snapshot = known_on(centre, day)
    fused = fuse_claims(centre.state.claims(snapshot), centre.agreement)
    assert know(centre, snapshot).incidents == fused
    by_hand = InHand(fused, centre.agreement)
    with ask_incidents(centre, snapshot) as kept:
        assert not isinstance(kept, InHand)
        for sought in SOUGHT:
            every = by_hand.newest(sought, 0, 100)
            assert kept.newest(sought, 0, 100) == every
            assert kept.newest(sought, 1, 2) == every[1:3]
            assert kept.count(sought, 100) == len(every)
            assert kept.count(sought, 1) == min(len(every), 1)
        first = day - timedelta(days=40)
        assert kept.days(first, day) == by_hand.days(first, day)
        ids = [one.incident_id for one in by_hand.newest(Sought(), 0, 100)]
        assert kept.find([*ids, "incident-none"]) == by_hand.find(ids)
        doubts = kept.doubts([*ids, "incident-none"])
        assert {key: told for key, told in doubts.items() if told} == by_hand.doubts(ids)


def test_what_came_up_since_a_day(centre: Centre) -> None:
    before, now = known_on(centre, DAYS[1]), known_on(centre, DAYS[-1])
    found, more = come_up(centre, now, before, DAYS[-1], 100)
    earlier = {one.incident_id for one in fuse_claims(centre.state.claims(before), centre.agreement)}
    every = InHand(fuse_claims(centre.state.claims(now), centre.agreement), centre.agreement).newest(
        Sought(), 0, 100
    )
    expected = tuple(one for one in every if one.incident_id not in earlier)
    assert (found, more) == (expected, 0)
    assert found
    assert come_up(centre, now, before, DAYS[-1], 1) == (expected[:1], len(expected) - 1)


def test_made_anew_they_are_the_same(centre: Centre) -> None:
    def every(day: date) -> tuple[Incident, ...]:
        with ask_incidents(centre, known_on(centre, day)) as kept:
            return kept.every()

    before = [every(day) for day in DAYS]
    growing = growing_of(centre)
    centre.state.grow_anew(replace(growing, mark="another mark"))
    centre.state.grow_anew(growing)
    assert [every(day) for day in DAYS] == before
