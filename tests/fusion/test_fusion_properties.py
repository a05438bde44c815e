"""What must hold for any claims: order, repetition, distance and symmetry."""

from __future__ import annotations

import time

import pytest
from fusion_records import AGREEMENT, PLACES, claim, count, december, event
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.fusion import explain_match, fuse_claims
from tregua.fusion.compare import Comparer
from tregua.fusion.scope import read_scope
from tregua.fusion.sweep import sweep
from tregua.fusion.traits import Traits, read_traits
from tregua.fusion.weights import load_weights, probability_of, weight_of
from tregua.model.earth import distance_km
from tregua.model.records import Claim, PlaceMention
from tregua.model.standing import Incident, Report

WEIGHTS = load_weights()
SCOPE = read_scope(AGREEMENT)
COMPARER = Comparer(WEIGHTS, SCOPE)
SOURCES = ("az/mod", "am/mod", "am/mfa", "am", "ru/mod", "outlet/one", None)
HOURS = ("2020-12-0{}", "2020-12-0{}T06:30", "2020-12-0{}T21:15")
NAMED = [one for one in PLACES if one != "paris"]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    day = draw(st.integers(1, 9))
    fates = draw(st.lists(st.sampled_from(("killed", "wounded")), unique=True))
    return claim(
        draw(st.sampled_from(SOURCES)),
        f"2020-12-1{draw(st.integers(0, 3))}",
        event(
            draw(
                st.sampled_from(("hostile.attack", "hostile.shelling", "ceasefire.violation", "loss.killed"))
            ),
            draw(st.sampled_from(HOURS)).format(day),
            tuple(draw(st.lists(st.sampled_from(NAMED), max_size=2, unique=True))),
            actor=draw(st.sampled_from(("az", "am", None))),
            target=draw(st.sampled_from(("az", "am", None))),
            quantities=tuple(count(fate, draw(st.integers(1, 9))) for fate in fates),
        ),
        item=f"i{draw(st.integers(0, 30))}",
        stance=draw(st.sampled_from(("asserts", "asserts", "asserts", "denies"))),
    )


def _traits(reports: list[Report]) -> list[Traits]:
    return [read_traits(one, one.claim_id.split(".")[0], None, SCOPE, WEIGHTS.limits) for one in reports]


def _reports(incidents: tuple[Incident, ...]) -> list[Report]:
    return sorted((r for one in incidents for r in one.reports), key=lambda r: r.report_id)


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), max_size=14), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(given_claims: list[Claim], shuffle: object) -> None:
    mixed = [*given_claims, *given_claims[:3]]
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert fuse_claims(mixed, AGREEMENT) == fuse_claims(given_claims, AGREEMENT)


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), max_size=14))
def test_every_report_is_in_one_incident_and_no_source_twice(given_claims: list[Claim]) -> None:
    incidents = fuse_claims(given_claims, AGREEMENT)
    ids = [r.report_id for r in _reports(incidents)]
    assert len(ids) == len(set(ids))
    assert len({one.incident_id for one in incidents}) == len(incidents)
    known = {one.incident_id: one for one in incidents}
    for one in incidents:
        assert [name for name, _ in one.match] == [r.report_id for r in one.reports]
        assert one.earliest <= one.latest or one.earliest.startswith(one.latest)
        ready = _traits(list(one.reports))
        for i, a in enumerate(ready):
            for b in ready[i + 1 :]:
                assert a.source != b.source or COMPARER.may_restate(a, b)
        for doubt in one.doubts:
            assert WEIGHTS.negligible <= doubt.probability < 1
            assert doubt.incident_id == one.incident_id
            mirrored = [back for back in known[doubt.other_id].doubts if back.other_id == one.incident_id]
            assert [back.probability for back in mirrored] == [doubt.probability]


@settings(max_examples=40, deadline=None)
@given(st.lists(claims(), max_size=10))
def test_a_far_report_changes_no_other_incident(given_claims: list[Claim]) -> None:
    before = fuse_claims(given_claims, AGREEMENT)
    far = claim("az/mod", "2021-02-20", event("hostile.attack", "2021-02-19", ("agdam",), actor="am"))
    after = fuse_claims([*given_claims, far], AGREEMENT)
    assert [one for one in after if one.earliest < "2021"] == list(before)
    assert len(after) == len(before) + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=2, max_size=8))
def test_comparing_is_symmetric(given_claims: list[Claim]) -> None:
    reports = _reports(fuse_claims(given_claims, AGREEMENT))
    ready = _traits(reports)
    for i, a in enumerate(ready):
        for j, b in enumerate(ready[:i]):
            assert COMPARER.compare(a, b) == COMPARER.compare(b, a)
            assert explain_match(reports[i], reports[j], AGREEMENT) == explain_match(
                reports[j], reports[i], AGREEMENT
            )


@settings(max_examples=40, deadline=None)
@given(st.lists(claims(), max_size=14))
def test_the_sweep_finds_what_comparing_all_finds(given_claims: list[Claim]) -> None:
    ready = _traits(_reports(fuse_claims(given_claims, AGREEMENT)))
    found = set(sweep(ready, WEIGHTS.limits))
    every = {(i, j) for j in range(len(ready)) for i in range(j)}
    assert found <= every
    for i, j in every - found:
        assert COMPARER.weigh(COMPARER.compare(ready[i], ready[j])) < weight_of(WEIGHTS.threshold)
    for i, j in found:
        levels = COMPARER.compare(ready[i], ready[j])
        telling = COMPARER.weigh(levels) >= weight_of(WEIGHTS.negligible)
        assert COMPARER.compare_if_telling(ready[i], ready[j]) in ((levels,) if telling else (levels, None))


def test_an_incident_keeps_its_id_when_a_later_report_joins() -> None:
    early, late = december()[1], december()[2]
    [alone] = fuse_claims([early], AGREEMENT)
    [joined] = fuse_claims([late, early], AGREEMENT)
    assert joined.incident_id == alone.incident_id
    assert len(joined.reports) == 2


def test_distances() -> None:
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.195, abs=0.01)
    assert distance_km(10, 179.9, 10, -179.9) == pytest.approx(distance_km(10, 0, 10, 0.2), abs=1e-6)
    assert 0 < probability_of(-20) < 0.5 < probability_of(0.1) < 1


def test_ten_thousand_reports_in_seconds() -> None:
    many = [_scattered(n) for n in range(10_000)]
    begin = time.process_time()
    incidents = fuse_claims(many, AGREEMENT)
    assert time.process_time() - begin < 20
    assert 1_000 < len(incidents) <= 10_000


def _scattered(n: int) -> Claim:
    """Places over the region and days over a year, spread by multiplication, not by chance."""
    spread = (n * 2654435761) % 2**32 / 2**32
    where = PlaceMention(
        start=0,
        end=1,
        text="",
        name="",
        place_id=f"p{(n * 40503) % 4000}",
        latitude=39.3 + 1.0 * (((n * 40503) % 4000) / 4000),
        longitude=46.3 + 1.0 * (((n * 40503 * 7919) % 4000) / 4000),
        radius_km=2,
    )
    day = f"2021-{1 + int(spread * 12):02d}-{1 + int(spread * 997) % 28:02d}"
    made = claim(SOURCES[n % 5], "2022-01-01", event("hostile.shelling", day), item=f"n{n}")
    [only] = made.events
    return made.model_copy(update={"events": (only.model_copy(update={"places": (where,)}),)})


def test_a_statement_copied_two_thousand_times_is_one_incident() -> None:
    told = december()[2]
    copies = [told.model_copy(update={"claim_id": f"c{n}.1", "item_id": f"c{n}"}) for n in range(2_000)]
    begin = time.process_time()
    [incident] = fuse_claims(copies, AGREEMENT)
    assert time.process_time() - begin < 5
    assert len(incident.reports) == 2_000
    assert len(incident.positions) == 1
    assert len(incident.wounded) == 1
