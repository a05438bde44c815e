"""Counts, spans and likelihood in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tregua.model.bounds import say_count
from tregua.reporting import wording
from tregua.reporting.messages import Renderer

WORDS = Renderer()


@pytest.mark.parametrize(
    ("given_count", "text"),
    [
        ((6, 6), "6"),
        ((27000, None, ">"), "more than 27,000"),
        ((43000, 43000, "~"), "about 43,000"),
        ((2000, 2000, "<~"), "nearly 2,000"),
        ((30, 50), "30 to 50"),
        ((None, 60, "<="), "up to 60"),
        ((None, 60), "up to 60"),
        ((100, None), "at least 100"),
        ((None, None, "=", "thousands"), "thousands"),
        ((None, None), "number not given"),
    ],
)
def test_a_count_stays_what_it_was_given_as(given_count: tuple, text: str) -> None:  # type: ignore[type-arg]
    assert WORDS.text(say_count(*given_count)) == text


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        ("2020-12-11", "2020-12-11", "11 December 2020"),
        ("2020-12-11T20:30", "2020-12-11T20:50", "11 December 2020, 20:30 to 20:50"),
        ("2020-12-11", "2020-12-11T20:50", "11 December 2020"),
        ("2020-11-26", "2020-12-08", "26 November 2020 to 8 December 2020"),
        (None, "2020-12-08", "8 December 2020"),
        (None, None, "time not given"),
    ],
)
def test_a_span_of_time(earliest: str | None, latest: str | None, text: str) -> None:
    assert WORDS.text(wording.span(earliest, latest)) == text


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.02, "almost no chance"),
        (0.1, "very unlikely"),
        (0.3, "unlikely"),
        (0.5, "roughly even chance"),
        (0.6, "likely"),
        (0.9, "very likely"),
        (0.97, "almost certain"),
    ],
)
def test_the_seven_words_for_likelihood(probability: float, word: str) -> None:
    assert WORDS.text(wording.likelihood(probability)) == word


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_probability_never_gets_a_lower_word(one: float, other: float) -> None:
    steps = [wording.likelihood(value / 100).code for value in (2, 10, 30, 50, 60, 90, 97)]
    low, high = sorted((one, other))
    assert steps.index(wording.likelihood(low).code) <= steps.index(wording.likelihood(high).code)
