"""What is said of a word that is none: the unit it means in print, and why an offset is no time zone."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from tregua.agreement.nearest import hint_time_zone, hint_unit


@pytest.mark.parametrize("word", ["soldiers", "Soldier", "troops", "peacekeepers"])
def test_a_word_in_print_is_told_as_its_unit(word: str) -> None:
    told = hint_unit(word)
    assert (told.code, told.args) == ("accord.hint.meant", {"nearest": "serviceman"})


def test_a_misspelt_unit_has_its_nearest() -> None:
    assert hint_unit("servicemann").args == {"nearest": "serviceman"}


@pytest.mark.parametrize("offset", ["GMT+2", "UTC-05:00", "+02:00"])
def test_an_offset_has_no_nearest_zone(offset: str) -> None:
    assert hint_time_zone(offset, available_timezones()).code == "accord.hint.offset"


def test_a_misspelt_zone_has_its_nearest() -> None:
    assert hint_time_zone("Europe/Moskow", available_timezones()).args == {"nearest": "Europe/Moscow"}
