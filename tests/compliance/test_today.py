"""What a day compared with others tells of how long an answer holds."""

from __future__ import annotations

import operator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tregua.compliance.over_time.strands import Sight, Strand
from tregua.compliance.over_time.today import NEVER, Horizon, Today

DAY = date(2030, 6, 15)
near = st.integers(-30, 30).map(lambda n: DAY + timedelta(days=n))
COMPARED = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
QUESTIONS = {
    "day": lambda day, other, number, compare: compare(day, other),
    "day the other way round": lambda day, other, number, compare: compare(other, day),
    "earlier day": lambda day, other, number, compare: compare(day - timedelta(days=6), other),
    "later day": lambda day, other, number, compare: compare(other, day + timedelta(days=6)),
    "days gone by": lambda day, other, number, compare: compare((day - other).days, number),
    "days gone by, counted on": lambda day, other, number, compare: compare(number, (day - other).days + 3),
    "time gone by": lambda day, other, number, compare: compare(day - other, timedelta(days=number)),
    "the later of two": lambda day, other, number, compare: compare(max(day, other).year, 2030),
    "in a list": lambda day, other, number, compare: day in (other, DAY),
    "in a set": lambda day, other, number, compare: day in {other, DAY},
    "in print": lambda day, other, number, compare: compare(str(day), str(other)),
    "weekday": lambda day, other, number, compare: compare(day.weekday(), number),
    "month": lambda day, other, number, compare: compare(day.month, number),
}


@pytest.mark.parametrize("question", QUESTIONS)
@given(other=near, number=st.integers(-30, 30), compare=st.sampled_from(COMPARED))
def test_an_answer_holds_until_the_day_noted(question, other, number, compare) -> None:
    ask = QUESTIONS[question]
    horizon = Horizon(DAY.toordinal())
    answer = ask(Today(DAY, horizon), other, number, compare)
    assert answer == ask(DAY, other, number, compare)
    assert horizon.until > DAY.toordinal()
    upto = horizon.until - DAY.toordinal() if horizon.until < NEVER else 80
    for later in range(1, upto):
        assert ask(DAY + timedelta(days=later), other, number, compare) == answer


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("abc")), max_size=12),
    st.integers(0, 45),
    st.booleans(),
)
def test_a_strand_answers_for_all_days_what_each_day_shows(things, day, lasting) -> None:
    enter = [one[0] for one in things]
    leave = [NEVER if lasting else one[0] + one[1] for one in things]
    strand = Strand(things, enter, None if lasting else leave)

    def seen(on: int) -> list[tuple[int, int, str]]:
        return [one for one, since, till in zip(things, enter, leave, strict=True) if since <= on < till]

    for ask, plain in (
        (list, lambda shown: shown),
        (bool, bool),
        (lambda sight: sight.look(strand.names(lambda one: one[2])), lambda shown: {one[2] for one in shown}),
        (
            lambda sight: sight.look(strand.least(lambda one: one[1])),
            lambda shown: min((one[1] for one in shown), default=None),
        ),
    ):
        horizon = Horizon(day)
        answer = ask(Sight(strand, day, horizon))
        assert answer == plain(seen(day))
        for later in range(day, min(horizon.until, 90)):
            assert plain(seen(later)) == answer
