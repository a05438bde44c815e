"""Pairs weighed in columns weigh what they weigh one by one, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from fusion_records import AGREEMENT
from growing_records import claims_of_a_front, several
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.fusion.columns import Columns
from tregua.fusion.compare import Comparer
from tregua.fusion.matching import weigh_if_telling
from tregua.fusion.reports import collect_reports
from tregua.fusion.scope import read_scope
from tregua.fusion.screening import Screen
from tregua.fusion.traits import Traits, read_traits
from tregua.fusion.weights import load_weights, weight_of
from tregua.model.records import Claim

WEIGHTS = load_weights()
SCOPE = read_scope(AGREEMENT)
COMPARER = Comparer(WEIGHTS, SCOPE)
FLOORS = (weight_of(WEIGHTS.threshold), weight_of(WEIGHTS.negligible))


def _traits(claims: list[Claim]) -> list[Traits]:
    found = collect_reports(claims, SCOPE, WEIGHTS.limits)
    return [
        read_traits(one, found.item_of[one.report_id], found.row_of[one.report_id], SCOPE, WEIGHTS.limits)
        for one in (*found.reports, *found.denials)
    ]


def _one_by_one(traits: list[Traits], probes: set[int], floor: float) -> dict[tuple[str, str], float]:
    found = {}
    for i, a in enumerate(traits):
        for j in range(i + 1, len(traits)):
            if i in probes or j in probes:
                one, other = sorted((a, traits[j]), key=lambda each: each.report_id)
                weight = weigh_if_telling(one, other, COMPARER)
                if weight is not None and weight >= floor:
                    found[one.report_id, other.report_id] = weight
    return found


def _in_columns(traits: list[Traits], probes: set[int], floor: float) -> dict[tuple[str, str], float]:
    columns = Columns(COMPARER)
    columns.add(traits[: len(traits) // 2])
    columns.add(traits[len(traits) // 2 :])
    pairs = Screen(COMPARER, floor).pairs(columns, np.array(sorted(probes), dtype=np.int64))
    found = {
        (traits[i].report_id, traits[j].report_id): float(weight)
        for i, j, weight in zip(*(column.tolist() for column in pairs), strict=True)
    }
    assert len(found) == len(pairs.weight), "a pair is told once"
    return found


@pytest.mark.parametrize("floor", FLOORS)
@settings(max_examples=80, deadline=None)
@given(given_claims=several(16), every=st.integers(1, 4))
def test_columns_weigh_as_one_by_one(given_claims: list[Claim], every: int, floor: float) -> None:
    traits = _traits(given_claims)
    probes = set(range(0, len(traits), every))
    assert _in_columns(traits, probes, floor) == _one_by_one(traits, probes, floor)


@pytest.mark.parametrize("floor", FLOORS)
def test_a_dense_front_weighs_the_same(floor: float) -> None:
    traits = _traits(claims_of_a_front(300, seed=3))
    probes = set(range(0, len(traits), 3))
    found = _in_columns(traits, probes, floor)
    assert found == _one_by_one(traits, probes, floor)
    assert len(found) > 1_000
