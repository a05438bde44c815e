"""An example may play set days: what came between is taken in on the next one played."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tregua.centre.charter import Days, parse_charter
from tregua.centre.day import play_days
from tregua.model.errors import BadCentre, TreguaError
from tregua.wiring import found_centre

FIRST, SECOND, LAST = date(2015, 2, 12), date(2015, 2, 18), date(2015, 3, 1)


def test_only_the_set_days_are_played() -> None:
    days = Days(first=FIRST, last=LAST, only=(FIRST, SECOND, LAST))
    assert [one for one in (FIRST, date(2015, 2, 17), SECOND, LAST) if days.plays(one)] == [
        FIRST,
        SECOND,
        LAST,
    ]
    assert (days.after(FIRST), days.after(SECOND), days.after(LAST)) == (SECOND, LAST, None)


def test_without_set_days_every_day_is() -> None:
    days = Days(first=FIRST, last=LAST)
    assert days.plays(date(2015, 2, 17))
    assert (days.after(FIRST), days.after(LAST)) == (date(2015, 2, 13), None)


@pytest.mark.parametrize("only", ["[2015-02-18, 2015-02-12]", "[2015-02-13, 2015-03-01]", "[2015-02-12]"])
def test_set_days_out_of_order_or_short_of_the_ends_are_told(only: str) -> None:
    days = f"[days]\nfirst = 2015-02-12\nlast = 2015-03-01\nonly = {only}\n"
    text = f'name = "a"\ntitle = "a"\naccord = "a"\n{days}'
    with pytest.raises(BadCentre) as told:
        parse_charter(text, "centre.toml")
    assert told.value.where.field == "days"


def test_an_item_of_a_day_left_out_is_known_from_the_next_one(tmp_path: Path) -> None:
    centre = found_centre(tmp_path / "centre", "minsk-2015")
    faults: list[TreguaError] = []
    played = list(play_days(centre, FIRST, SECOND, faults.append, lambda day: day in (FIRST, SECOND)))
    assert [one.day for one in played] == [FIRST, SECOND]
    assert played[1].new_items == 5  # one of 17 February, four of the 18th
    assert not faults
