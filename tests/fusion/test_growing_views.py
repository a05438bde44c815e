"""Each audience has the incidents that what it sees would make, and nothing of what it does not see."""

from __future__ import annotations

import random

import pytest
from fusion_records import AGREEMENT, december
from growing_records import claims_of_a_front, several
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.fusion import fuse_claims
from tregua.fusion.doubting import tell_doubts
from tregua.fusion.growing import grow
from tregua.fusion.kept import Change, KeptClaim
from tregua.fusion.remembered import Remembered
from tregua.fusion.sight import split
from tregua.model.records import Claim

PUBLIC, PARTIES, INTERNAL, NORTH, SOUTH, LATER = 1, 2, 4, 8, 16, 1 << 40
EVERY = (PUBLIC, PARTIES, INTERNAL, NORTH, SOUTH, LATER)
MASKS = (-1, -1, ~PUBLIC, INTERNAL, INTERNAL | NORTH, INTERNAL | SOUTH)
"""As the tiers have them: public, the parties, the centre alone, one delegation and another."""


def _take(kept: Remembered, claims: dict[str, KeptClaim], begun: list[KeptClaim], ended: list[str]) -> None:
    change = Change(tuple({one.claim.claim_id: one for one in begun}.values()), frozenset(ended))
    kept.apply(change, grow(change, kept, AGREEMENT))
    for one in ended:
        claims.pop(one, None)
    claims.update({one.claim.claim_id: one for one in change.begun})


def _check(kept: Remembered, claims: dict[str, KeptClaim]) -> None:
    for audience in EVERY:
        expected = fuse_claims([one.claim for one in claims.values() if one.seen_by & audience], AGREEMENT)
        seen = {one.incident.incident_id: one.incident for one in kept.seen_by(audience)}
        assert len(seen) == len(kept.seen_by(audience)), "an incident is one row for an audience"
        doubts = tell_doubts(list(seen), kept, AGREEMENT, audience)
        told = [one.model_copy(update={"doubts": doubts[key]}) for key, one in seen.items()]
        assert sorted(told, key=lambda one: (one.earliest, one.latest, one.incident_id)) == list(expected)
        of = {one.report_id: each.incident_id for each in expected for one in each.reports}
        rows = [one for one in kept.report_rows.values() if one.seen_by & audience and not one.denies]
        assert sorted((one.report_id, one.incident_id) for one in rows) == sorted(of.items())


@settings(max_examples=60, deadline=None)
@given(several(12), st.lists(st.sampled_from(MASKS), min_size=1, max_size=7), st.integers(1, 4))
def test_every_audience_has_what_it_sees(given_claims: list[Claim], masks: list[int], size: int) -> None:
    kept, claims = Remembered(), dict[str, KeptClaim]()
    told = [KeptClaim(one, masks[at % len(masks)]) for at, one in enumerate(given_claims)]
    for at in range(0, len(told), size):
        _take(kept, claims, told[at : at + size], [])
        _check(kept, claims)
    opened = [KeptClaim(one.claim) for one in told[::2]]
    _take(kept, claims, opened, [one.claim.claim_id for one in told[1::4]])
    _check(kept, claims)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_front_of_which_some_is_hidden(seed: int) -> None:
    chance = random.Random(seed)
    told = claims_of_a_front(40, seed=seed, km=10.0)
    chance.shuffle(told)
    hidden = [KeptClaim(one, chance.choice(MASKS)) for one in told]
    kept, claims = Remembered(), dict[str, KeptClaim]()
    for at in range(0, len(hidden), 25):
        _take(kept, claims, hidden[at : at + 25], [])
        _check(kept, claims)
    _take(kept, claims, [KeptClaim(one) for one in told], [])
    _check(kept, claims)


def test_what_is_for_everybody_is_one_row_for_all() -> None:
    kept, claims = Remembered(), dict[str, KeptClaim]()
    _take(kept, claims, [KeptClaim(one) for one in december()], [])
    assert {one.seen_by for one in kept.incident_rows.values()} == {-1}
    assert {one.seen_by for one in kept.report_rows.values()} == {-1}
    hidden = [KeptClaim(one, INTERNAL) for one in december()]
    _take(kept, claims, hidden, [])
    assert not kept.seen_by(PUBLIC)
    _take(kept, claims, [KeptClaim(one) for one in december()], [])
    assert {one.seen_by for one in kept.incident_rows.values()} == {-1}


def test_audiences_stay_together_while_they_see_the_same() -> None:
    assert split([-1], [-1, -1]) == [-1]
    assert sorted(split([-1], [~1])) == [-2, 1]
    assert sorted(split([-1], [~1, 12])) == [-14, 1, 12]
