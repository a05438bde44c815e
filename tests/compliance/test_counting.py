"""Figures against what is owed, counts that grow, and what falls due again and again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from constructed import calls_of, invented
from hypothesis import given
from hypothesis import strategies as st

from tregua.agreement.amounts import Quantity
from tregua.agreement.calendar import parse_duration, shift
from tregua.agreement.held import hold_against
from tregua.compliance import Evidence
from tregua.compliance.case.scene import Case, Scene
from tregua.compliance.judging.court import Court
from tregua.compliance.weighing.counting import Count, tally
from tregua.compliance.weighing.flows import Flow
from tregua.compliance.weighing.periods import Periods, periods_of
from tregua.model.records import Claim, ClaimSource, Event, QuantityMention

FIRST = date(2031, 3, 1)
ACCORD = invented()


@pytest.mark.parametrize(
    ("owed", "comparator", "figure", "answer"),
    [
        ("<", "=", 12, "more"),
        ("<", "=", 11, "met"),
        ("<", "<", 12, "met"),
        ("<", "<=", 12, "open"),
        ("<=", "=", 12, "met"),
        ("<=", "=", 13, "more"),
        ("<=", ">", 12, "more"),
        ("<=", ">=", 12, "open"),
        ("<=", ">", 3, "open"),
        (">", "=", 12, "short"),
        (">", "=", 13, "met"),
        (">", ">", 12, "met"),
        (">", ">=", 12, "open"),
        (">=", "=", 12, "met"),
        (">=", "=", 11, "short"),
        (">=", "<", 12, "short"),
        (">=", "<=", 12, "open"),
        (">=", "~", 12, "met"),
        (">=", "~", 11, "short"),
        (">=", "<~", 12, "open"),
        ("=", "=", 12, "met"),
        ("=", "=", 11, "short"),
        ("=", "=", 13, "more"),
        ("=", "~", 13, "met"),
        ("=", ">", 5, "open"),
        ("~", "=", 13, "met"),
        ("~", "=", 15, "more"),
    ],
)
def test_a_figure_against_what_is_owed(owed: str, comparator: str, figure: float, answer: str) -> None:
    quantity = Quantity.model_validate({"value": 12, "comparator": owed, "unit": "gun"})
    high = figure if comparator in ("=", "~") else None
    mention = QuantityMention(start=0, end=1, text="", low=figure, high=high, comparator=comparator)
    assert hold_against(quantity, mention) == answer


def test_a_word_without_a_number_leaves_it_open() -> None:
    quantity = Quantity(value=12, unit="gun")
    assert hold_against(quantity, QuantityMention(start=0, end=1, text="several", word="several")) == "open"


@given(
    st.sampled_from(("=", "<", "<=", ">", ">=")),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_what_is_said_surely_is_so_of_every_value_left(comparator, value, one, other, truth) -> None:
    low, high = sorted((one, other))
    quantity = Quantity.model_validate({"value": value, "comparator": comparator, "unit": "gun"})
    truth = min(max(truth, low), high)
    answer = hold_against(quantity, Flow(None, None, ("c",), low, high))
    holds = {
        "=": truth == value,
        "<": truth < value,
        "<=": truth <= value,
        ">": truth > value,
        ">=": truth >= value,
    }[comparator]
    if answer == "met":
        assert holds
    if answer in ("short", "more"):
        assert not holds


def count(day: int, low: float, who: str = "qn/army", basis: str | None = None, dated: bool = True) -> Count:
    on = FIRST + timedelta(days=day)
    return Count(f"c{day}.{low}", who, None, on, low, low, "=", basis, "prisoner", dated=dated)  # type: ignore[arg-type]


def test_batches_add_up_and_totals_stand_for_themselves() -> None:
    (one,) = tally([count(1, 10), count(2, 12), count(3, 20, basis="total")])
    assert one.low == 22
    (other,) = tally([count(1, 10), count(3, 40, basis="total"), count(2, 12)])
    assert other.low == 40
    assert other.reached(Quantity(value=22, unit="prisoner")) == FIRST + timedelta(days=2)
    assert (
        other.reached(Quantity.model_validate({"value": 40, "comparator": ">", "unit": "prisoner"})) is None
    )


def test_a_batch_counted_twice_is_one() -> None:
    (one,) = tally([count(1, 10), count(4, 10, dated=False)])
    assert one.low == 10
    (same_day,) = tally([count(1, 10), count(1, 12)])
    assert same_day.low == 12


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 50), st.sampled_from(("a", "b"))), max_size=8))
def test_more_counts_never_make_a_tally_less(given_counts) -> None:
    counts = [count(day, low, who) for day, low, who in given_counts]
    for at in range(len(counts)):
        before = {one.said_by: one.low for one in tally(counts[:at])}
        after = {one.said_by: one.low for one in tally(counts[: at + 1])}
        assert all(after[who] >= low for who, low in before.items())


def periods(every: str, on: date, due: date | None = None) -> Periods:
    accord = ACCORD
    obligation = accord.obligation("weekly-reports")
    window = obligation.window.model_copy(update={"due": due, "preposition": "from"}) if due is None else None
    window = window or obligation.window.model_copy(update={"due": due})
    case = Case(Scene(accord, Evidence(), on, FIRST), obligation.model_copy(update={"window": window}), None)
    found = periods_of(case, every)
    assert found is not None
    return found


@given(st.sampled_from(("P1D", "P7D", "P1M", "P2W", "P3M")), st.integers(0, 900), st.integers(0, 900))
def test_periods_are_what_counting_them_one_by_one_gives(every: str, after: int, ends: int) -> None:
    day, end = FIRST + timedelta(days=after), FIRST + timedelta(days=ends)
    found = periods(every, day, end)
    each, due = parse_duration(every), []
    while (coming := shift(FIRST, each, len(due) + 1)) <= end:
        due.append(coming)
    assert found.passed(day) == sum(one < day for one in due)
    inside = next((number for number, one in enumerate(due) if day <= one), None)
    assert found.of(day) == (inside if inside is not None else len([one for one in found.due if one < day]))
    following = [one for one in due if one >= day]
    assert found.next_due(day) == (following[0] if following else None)


def test_a_period_without_length_is_none() -> None:
    case = Case(Scene(ACCORD, Evidence(), FIRST, FIRST), ACCORD.obligation("monthly-reports"), None)
    assert periods_of(case, "P0D") is None


def work_of_daily_reports(days: int) -> int:
    accord = ACCORD
    obligation = accord.obligation("monthly-reports").model_copy(update={"every": "P1D"})
    accord = accord.model_copy(update={"obligations": (obligation,)})
    said = []
    for number in range(days):
        on = (FIRST + timedelta(days=number + 1)).isoformat()
        source = ClaimSource(start=0, end=1, actor_id="qn/army")
        event = Event(start=0, end=1, act="report.given", actor="qs", earliest=on, latest=on)
        said.append(Claim(claim_id=f"c{number:05}", source=source, events=(event,), published_at=on))
    evidence, last = Evidence(claims=tuple(said)), FIRST + timedelta(days=days)
    assert evidence.words
    bench = Court(accord, evidence, last, last).bench(obligation)
    work = calls_of(bench.standing)
    assert bench.standing().phase == "respected"
    return work


def test_ten_years_of_daily_reports_cost_ten_times_one_year() -> None:
    assert work_of_daily_reports(3650) < 12 * work_of_daily_reports(365)


def test_a_count_of_exact_figures_is_told_exactly_and_one_of_bounds_is_not() -> None:
    def counted(number: float, comparator: str) -> Count:
        return Count("c1", "aa/mod", None, date(2031, 1, 1), number, number, comparator, None, "prisoner")  # type: ignore[arg-type]

    assert [one.is_exact for one in tally([counted(20, "=")])] == [True]
    assert [one.is_exact for one in tally([counted(20, "="), counted(5, ">=")])] == [False]
