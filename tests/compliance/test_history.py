"""A history says of every day what evaluating that day says, and asks the rules only when it must."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from constructed import ROOT, day, evidence_of, invented, karabakh, load_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.terms import Agreement
from tregua.compliance import Evidence, evaluate
from tregua.compliance.case.reasons import without_reasons
from tregua.compliance.judging import history as told_by_day
from tregua.compliance.judging.history import Run, history, on_day
from tregua.model.standing import Status

sys.path.append(str(ROOT / "benchmarks"))
from large import FIRST, Size, make_accord, make_evidence

CASES = load_cases()
SAID = (
    "phase", "score", "overdue_days", "rests_on", "obligors", "required", "measured", "projected", "due_on",
    "readings", "versions", "clock",
)  # fmt: skip


def said_of_run(run: Run, on: date) -> dict[str, Any]:
    """All that a status says of a day of the run, but for its names and its reasons."""
    by_day = {
        "overdue_days": run.overdue_on(on), "versions": run.versions_on(on), "readings": dict(run.readings)
    }  # fmt: skip
    return {name: by_day.get(name, getattr(run, name)) for name in SAID}


def assert_the_same(agreement: Agreement, evidence: Evidence, first: date, last: date, as_of: date) -> None:
    """Every obligation, every day."""
    told = history(agreement, evidence, first, last, as_of)
    for runs in told.values():
        assert (runs[0].first, runs[-1].last) == (first, last)
        for one, following in pairwise(runs):
            assert following.first - one.last == timedelta(days=1)
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        here = on_day(told, on)
        for status in evaluate(agreement, evidence, on, as_of):
            said = {name: getattr(status, name) for name in SAID}
            assert said_of_run(here[status.obligation_id], on) == said, (status.obligation_id, on)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    obligations=st.integers(5, 60),
    days=st.integers(20, 90),
    events=st.integers(0, 400),
    until=st.integers(-10, 90),
)
def test_a_history_says_of_every_day_what_evaluating_it_says(seed, obligations, days, events, until) -> None:
    size = Size(obligations=obligations, days=days, events=events, seed=seed)
    accord = make_accord(size)
    evidence = make_evidence(size, accord)
    first, last = FIRST - timedelta(days=4), size.last + timedelta(days=3)
    assert_the_same(accord, evidence, first, last, FIRST + timedelta(days=until))


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_the_sentences_of_every_kind_hold_day_by_day(case: Mapping[str, Any]) -> None:
    name = case.get("accord", "karabakh")
    agreement = karabakh() if name == "karabakh" else invented(name)
    on = day(case["on"])
    evidence = evidence_of(case, agreement)
    assert_the_same(
        agreement, evidence, on - timedelta(days=12), on + timedelta(days=4), on + timedelta(days=2)
    )


def test_rules_are_asked_once_for_each_change_and_not_each_day(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    look = told_by_day._look

    def counted(*args: Any) -> Run:
        nonlocal asked
        asked += 1
        return look(*args)

    monkeypatch.setattr(told_by_day, "_look", counted)
    numbers = []
    for events in (1_500, 3_000):
        size = Size(obligations=60, days=365, events=events)
        accord = make_accord(size)
        evidence = make_evidence(size, accord)
        asked = 0
        told = history(accord, evidence, FIRST, size.last, size.last)
        numbers.append(asked)
        assert asked <= 4 * sum(len(runs) for runs in told.values())
    assert numbers[1] <= 2.2 * numbers[0]
    assert numbers[1] < 60 * 365 / 3


def test_reasons_are_built_where_somebody_reads_them_and_are_the_same() -> None:
    size = Size(obligations=30, days=60, events=300)
    accord = make_accord(size)
    evidence = make_evidence(size, accord)
    with without_reasons():
        asked_without = evaluate(accord, evidence, size.last, size.last)
        assert asked_without == evaluate(accord, evidence, size.last, size.last)
    assert any(status.reasons for status in asked_without)
    for status in asked_without:
        again = Status.model_validate_json(status.model_dump_json())
        assert again.model_dump_json() == status.model_dump_json()
        assert isinstance(again.reasons, tuple)
        assert not any(reason.text.code == "compliance.untold" for reason in status.reasons)


def test_two_obligations_that_wait_for_each_other_do_not_hear_of_one_another() -> None:
    accord = invented()
    listed = {one.id: one for one in accord.obligations}
    for one, other in (("missing", "bridge"), ("bridge", "missing")):
        waits = {"depends": [{"relation": "on_condition_of", "on": other}]}
        listed[one] = type(listed[one]).model_validate({**listed[one].model_dump(), **waits})
    circle = accord.model_copy(update={"obligations": tuple(listed.values())})
    turned = accord.model_copy(update={"obligations": tuple(reversed(listed.values()))})
    on = accord.signed_on + timedelta(days=60)
    here = {one.obligation_id: one for one in evaluate(circle, Evidence(), on, on)}
    there = {one.obligation_id: one for one in evaluate(turned, Evidence(), on, on)}
    assert here == there
    assert_the_same(circle, Evidence(), accord.signed_on, on, on)


def test_a_long_chain_of_obligations_is_judged() -> None:
    size = Size(obligations=400, days=30, events=0)
    accord = make_accord(size)
    chained = [accord.obligations[0]]
    for one in accord.obligations[1:]:
        depends = [{"relation": "after", "on": chained[-1].id}]
        chained.append(type(one).model_validate({**one.model_dump(), "depends": depends}))
    chain = accord.model_copy(update={"obligations": tuple(reversed(chained))})
    first = evaluate(chain, Evidence(), size.last, size.last)[0]
    assert first.reasons
    assert len(history(chain, Evidence(), FIRST, size.last, size.last)) == 400


def test_no_rule_reads_the_day_behind_its_back() -> None:
    """``datetime.combine`` looks at a day unseen, see :mod:`tregua.compliance.over_time.today`."""
    behind = re.compile(r"combine\((?:self|case|scene|case\.scene)\.day\b")
    rules = Path(ROOT / "src/tregua/compliance")
    assert [path.name for path in rules.rglob("*.py") if behind.search(path.read_text("utf-8"))] == []
