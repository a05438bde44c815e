"""Charts join nothing that nobody joined: speakers apart, gaps open, bounds and revisions to be seen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fixture_accord import ACCORD
from hypothesis import given
from hypothesis import strategies as st

from tregua.model.bounds import say_count
from tregua.model.standing import Entry
from tregua.registers import audit_series, series
from tregua.web.courses import Course, draw_courses

FIRST = date(2020, 11, 10)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(111))


def entry(day: int, low: float | None, **more: object) -> Entry:
    """A running total of people who came back, so many days in."""
    on = (FIRST + timedelta(days=day)).isoformat()
    fields = {
        "register_name": "returns", "measure": "person", "act": "return.persons", "low": low, "high": low,
        "unit": "person", "basis": "total", "said_by": "ru/mod", "claim_id": "item-1.c", "latest": on,
        "published_at": f"{on}T18:00", **more,
    }  # fmt: skip
    return Entry.model_validate({"entry_id": f"entry-{sorted(map(str, fields.items()))}", **fields})


def only(*entries: Entry) -> Course:
    """The one chart of these."""
    (course,) = draw_courses(entries, DAYS, ACCORD)
    return course


def test_a_gap_is_not_bridged() -> None:
    course = only(entry(0, 100), entry(1, 120), entry(8, 150), entry(16, 190))
    (run,) = course.runs
    assert [(one.day.day, other.day.day) for one, other in run.joined] == [(10, 11), (11, 18)]


def test_each_speaker_has_a_series_of_its_own() -> None:
    course = only(entry(0, 100), entry(1, 120), entry(2, 90, said_by="am/mod"))
    assert [(run.speaker, len(run.marks)) for run in course.runs] == [("ru/mod", 2), ("am/mod", 1)]
    assert all(one.entry.speaker == run.speaker for run in course.runs for one in run.marks)


def test_a_figure_given_otherwise_later_stays_and_is_struck() -> None:
    first = entry(1, 120)
    course = only(entry(0, 100), first, entry(1, 125, published_at="2020-11-20T10:00"), entry(2, 130))
    (run,) = course.runs
    assert [(one.entry.low, one.revised) for one in run.marks] == [
        (100, False), (120, True), (125, False), (130, False),
    ]  # fmt: skip
    assert all(first not in (one.entry, other.entry) for one, other in run.joined)


def test_two_figures_of_one_hour_are_both_left_standing() -> None:
    course = only(entry(0, 100), entry(1, 120), entry(1, 125), entry(2, 130))
    assert not any(one.revised for one in course.marks)


def test_several_events_of_one_day_revise_nothing() -> None:
    told = [entry(n, 5, basis=None) for n in (0, 1)]
    course = only(*told, entry(2, 7, basis=None), entry(2, 9, basis=None, published_at="2020-11-20T10:00"))
    assert not any(one.revised for one in course.marks)
    assert not course.joins


def test_a_rougher_figure_that_may_be_so_beside_a_later_one_is_not_struck() -> None:
    rough = entry(1, 100, comparator=">", high=None)
    told = [entry(0, 90), rough, entry(1, 125, published_at="2020-11-20T10:00"), entry(2, 130)]
    assert not any(one.revised for one in only(*told).marks)


@pytest.mark.parametrize("basis", ["total", "period"])
@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["=", "~", ">"]), st.integers(12, 14)), max_size=6)
)
def test_what_a_chart_strikes_out_an_audit_tells_as_revised(
    basis: str, told: list[tuple[int, str, int]]
) -> None:
    entries = [entry(n, 50, basis=basis) for n in (0, 2)] + [
        entry(1, low, basis=basis, comparator=how, high=None if how == ">" else low,
              published_at=f"2020-11-{day}", claim_id=f"item-{number}.c")
        for number, (low, how, day) in enumerate([(5, "=", 12), *told])
    ]  # fmt: skip
    marks = only(*entries).marks
    points = series([one.entry for one in marks], "returns", "person", DAYS[-1])
    revised = [one for one in audit_series(points) if one.code == "registers.audit.revised"]
    struck = [one.entry for one in marks if one.revised]
    assert {repr(say_count(one.low, one.high, one.comparator)) for one in struck} == {
        repr(one.args["first"]) for one in revised
    }


def test_bounds_and_ranges_are_told_apart() -> None:
    course = only(
        entry(0, 100, comparator=">", high=None),
        entry(1, 120, comparator="<~"),
        entry(2, 130, comparator="~"),
        entry(3, 140, high=160),
        entry(4, 150),
        entry(5, 160, high=None),
        entry(6, None, high=170),
    )
    assert [one.shape for one in course.marks] == [
        "more", "nearly", "about", "range", "exact", "more", "fewer",
    ]  # fmt: skip
    widest = course.marks[3]
    assert widest.high > widest.low


def test_a_part_does_not_stand_beside_the_whole() -> None:
    lost = {"register_name": "losses", "measure": "killed", "act": "loss.killed", "basis": None}
    whole = [entry(n, 1000 + n, **lost) for n in range(3)]
    part = [entry(n, 1, place_ids=("hadrut",), **lost) for n in range(3)]
    courses = draw_courses([*whole, *part], DAYS, ACCORD)
    assert sorted(len(course.marks) for course in courses) == [3, 3]


def test_of_a_long_series_the_newest_are_drawn_and_the_rest_is_told() -> None:
    told = [entry(day, 1000 * day + n, basis="period") for day in range(50) for n in range(10)]
    course = only(*told)
    assert len(course.marks) + course.older == len(told)
    assert course.marks[-1].day == FIRST + timedelta(days=49)
    assert course.older > 0


def test_plans_and_denials_are_no_figures() -> None:
    told = [entry(n, 100) for n in range(3)]
    course = only(*told, entry(4, 900, modality="planned"), entry(5, 800, negated=True))
    assert len(course.marks) == 3


def test_less_than_nothing_is_drawn_where_it_was_claimed() -> None:
    course = only(entry(0, -5), entry(1, 3), entry(2, 4))
    assert course.marks[0].low < course.ground <= course.marks[1].low
    assert dict(course.ticks)[0] == course.ground


@given(
    st.lists(
        st.tuples(
            st.integers(0, 110), st.integers(-50, 10**6), st.sampled_from(["=", ">", "<~", "~"]),
            st.sampled_from(["ru/mod", "am/mod", "az/mod"]),
        ),
        min_size=1,
        max_size=12,
    )
)  # fmt: skip
def test_every_mark_is_on_the_sheet_and_somebody_s(told: list[tuple[int, int, str, str]]) -> None:
    entries = [entry(day, low, comparator=how, said_by=who) for day, low, how, who in told]
    courses = draw_courses(entries, DAYS, ACCORD)
    assert courses or len({day for day, *_ in told}) < 3
    for course in courses:
        for mark in course.marks:
            assert 0 <= mark.across <= 1
            assert -1e-9 <= mark.low <= mark.high <= 1 + 1e-9
            assert mark.entry in entries
        assert {mark.day for mark in course.labelled} <= {mark.day for mark in course.marks}
