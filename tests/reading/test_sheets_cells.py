"""Cells of a register sheet whose words are easily lost: bounds beside a figure, zones beside a time."""

from __future__ import annotations

import pytest

from tregua.reading.sheets_cells import NotRead, read_day, read_figure


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("from 5", (5, None, ">=")),
        ("from 5 servicemen", (5, None, ">=")),
        ("from 5 to 7", (5, 7, "=")),
        ("between 5 and 7", (5, 7, "=")),
        ("exactly 5", (5, 5, "=")),
        ("a total of 5-7", (5, 7, "=")),
    ],
)
def test_a_word_before_a_figure_is_kept(cell: str, told: tuple[float, float | None, str]) -> None:
    found = read_figure(cell)
    assert (found.low, found.high, found.comparator) == told


@pytest.mark.parametrize(
    "cell",
    ["between 5", "between 5 or so", "more than 5-7", ">5-7", "at least 5 to 7", "up to 5-7", "5-7 or more",
     "more than 5 or less", "from 5 or more", "over 5 and 7"],
)  # fmt: skip
def test_words_that_do_not_go_together_are_no_figure(cell: str) -> None:
    with pytest.raises(NotRead, match=r"sheet\.not_a_number"):
        read_figure(cell)


@pytest.mark.parametrize(
    "cell",
    ["2020-11-18T10:00Z", "2020-11-18T10:00z", "2020-11-18T10:00:00Z", "2020-11-18T10:00+04:00",
     "2020-11-18T10:00-05:00", "2020-11-18 10:00 −0500",
     "10:00 GMT 18 November 2020", "10:00 UTC 18 November 2020",
     "00:00 Moscow time on 10 November 2020", "10:00 MSK, 18 November 2020", "2020-11-18 10:00-11:00"],
)  # fmt: skip
def test_a_time_by_a_clock_of_its_own_is_refused(cell: str) -> None:
    with pytest.raises(NotRead, match=r"sheet\.zone"):
        read_day(cell)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2020-11-18T10:00", "2020-11-18T10:00"),
        ("10 am 18 November 2020", "2020-11-18T10:00"),
        ("18 NOVEMBER 2020", "2020-11-18"),
        ("18 NOV 2020", "2020-11-18"),
        ("18 MARCH 2021", "2021-03-18"),
    ],
)
def test_a_time_by_the_centre_s_clock_is_taken(cell: str, told: str) -> None:
    assert read_day(cell) == (told, told)
