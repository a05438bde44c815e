"""Since when what a page does not show yet is known, whatever was struck out in between."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from centres import found_with
from tregua.centre.centre import Centre
from tregua.centre.corrected import known_later
from tregua.centre.entering import enter_sheet
from tregua.centre.intake import append
from tregua.record.act import Act
from tregua.registers.entries.parts import Part

HEAD = "# register: forces\n# said by: ru/mod\nwhat,figure,whose,day,published,corrects,stance\n"
FIRST = date(2020, 11, 19)


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return found_with(tmp_path / "centre", [])


def enter_after(centre: Centre, day: date, name: str, row: str) -> None:
    """Enters a row in the evening of a day that has been closed."""
    at = centre.charter.cut_off_of(day).isoformat()
    append(centre, [Act(type="day_closed", at=at, body={"day": day.isoformat(), "cut_off": at})])
    assert not enter_sheet(centre, name, (HEAD + row).encode()).faults


@pytest.mark.parametrize("others", [0, 1, 2, 3, 5])
def test_what_was_struck_out_in_between_does_not_hide_since_when_the_first_is_known(
    centre: Centre, others: int
) -> None:
    enter_after(centre, FIRST, "returns.csv", "posts,9,am/mil,2020-11-18,2020-11-18,,\n")
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    part = Part("forces", wants=lambda voice: voice.line.actor == "ru")
    steps = [
        ("one.csv", "posts,5,ru/mil,2020-11-18,2020-11-19,,\n"),
        ("strike.csv", ",,,,2020-11-19,one.csv:4,struck\n"),
        ("two.csv", "posts,6,ru/mil,2020-11-18,2020-11-20,,\n"),
        *((f"other-{n}.csv", f"posts,{n},ru/mil,2020-11-19,2020-11-20,,\n") for n in range(others)),
    ]
    for days, (name, row) in enumerate(steps, 1):
        enter_after(centre, FIRST + timedelta(days=days), name, row)
    assert known_later(centre, snapshot, part) == (1 + others, date(2020, 11, 22))


def test_one_that_is_known_already_or_never_is_told_of_no_day(centre: Centre) -> None:
    enter_after(centre, FIRST, "one.csv", "posts,5,ru/mil,2020-11-18,2020-11-19,,\n")
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    assert known_later(centre, snapshot, Part("forces")) is None
    assert known_later(centre, snapshot, Part("losses")) is None
