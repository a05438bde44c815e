"""What is kept and grows is what fusing all claims at once would make, after every step."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from fusion_records import AGREEMENT, claim, december, event
from growing_records import claims_of_a_front, several
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.terms import Agreement
from tregua.fusion import fuse_claims
from tregua.fusion.growing import grow
from tregua.fusion.kept import Change, Changes, KeptClaim, read_compared, write_compared
from tregua.fusion.remembered import Remembered
from tregua.model.records import Claim
from tregua.model.standing import Incident


class Growing:
    """Kept rows and the claims that they come from, held against each other."""

    def __init__(self, agreement: Agreement = AGREEMENT) -> None:
        self.kept, self.claims, self.agreement = Remembered(), dict[str, Claim](), agreement

    def take(self, begun: Iterable[Claim] = (), ended: Iterable[str] = ()) -> Changes:
        new = tuple(KeptClaim(one) for one in {each.claim_id: each for each in begun}.values())
        change = Change(new, frozenset(ended))
        changes = grow(change, self.kept, self.agreement)
        self.kept.apply(change, changes)
        for claim_id in change.ended:
            self.claims.pop(claim_id, None)
        self.claims |= {one.claim.claim_id: one.claim for one in new}
        return changes

    def check(self) -> None:
        expected = fuse_claims(self.claims.values(), self.agreement)
        kept = [one.incident for one in self.kept.incident_rows.values()]
        assert in_order(kept) == [one.model_copy(update={"doubts": ()}) for one in expected]
        of = {one.report_id: each.incident_id for each in expected for one in each.reports}
        rows = [one for one in self.kept.report_rows.values() if not one.denies]
        assert {one.report_id: one.incident_id for one in rows} == of


def in_order(incidents: Iterable[Incident]) -> list[Incident]:
    return sorted(incidents, key=lambda one: (one.earliest, one.latest, one.incident_id))


def batches_of(claims: Sequence[Claim], sizes: Sequence[int]) -> list[list[Claim]]:
    found, at = [], 0
    while at < len(claims):
        size = sizes[len(found) % len(sizes)]
        found.append(list(claims[at : at + size]))
        at += size
    return found


@settings(max_examples=60, deadline=None)
@given(several(14), st.lists(st.integers(1, 5), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_at_every_step_as_from_all(
    given_claims: list[Claim], sizes: list[int], chance: random.Random
) -> None:
    growing = Growing()
    chance.shuffle(given_claims)
    for batch in batches_of(given_claims, sizes):
        growing.take(batch)
        growing.check()
    ids = sorted(growing.claims)
    chance.shuffle(ids)
    for batch in (ids[:2], ids[2:5], ids[5:]):
        growing.take(ended=batch)
        growing.check()
    assert not growing.kept.report_rows


@pytest.mark.parametrize("seed", range(4))
def test_a_dense_front_grows_as_from_all(seed: int) -> None:
    chance = random.Random(seed)
    told = claims_of_a_front(90, seed=seed, km=(8.0, 25.0)[seed % 2])
    chance.shuffle(told)
    growing = Growing()
    for batch in batches_of(told, (1, 40, 3, 17)):
        growing.take(batch)
        growing.check()
    for _ in range(6):
        gone = chance.sample(sorted(growing.claims), 5)
        growing.take(told[:3], gone)
        growing.check()


def test_what_comes_twice_changes_nothing() -> None:
    growing = Growing()
    growing.take(december())
    assert growing.take(december()) == Changes()


def test_what_is_far_off_changes_no_other_row() -> None:
    growing = Growing()
    growing.take(december())
    far = claim("az/mod", "2021-02-20", event("hostile.attack", "2021-02-19", ("agdam",), actor="am"))
    changes = growing.take([far])
    assert not changes.incidents_ended
    assert not changes.reports_ended
    assert [len(changes.incidents_begun), len(changes.reports_begun)] == [1, 1]
    growing.check()


def test_an_earlier_report_gives_the_incident_its_id() -> None:
    growing = Growing()
    growing.take([december()[2]])
    [before] = growing.kept.incident_rows.values()
    changes = growing.take([december()[1]])
    [after] = growing.kept.incident_rows.values()
    assert after.incident.incident_id != before.incident.incident_id
    assert changes.incidents_ended == (before,)
    growing.check()


def test_values_come_back_as_they_were_kept() -> None:
    growing = Growing()
    growing.take(claims_of_a_front(30, seed=9))
    for one in growing.kept.report_rows.values():
        assert read_compared(write_compared(one.compared)) == one.compared
        assert one.traits().report == one.report()
