"""A later edition of a sheet: what it repeats is entered once, what is new in it is entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from centres import EXAMPLE, found_to_enter
from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.entering import Receipt, enter_sheet
from tregua.centre.intake import open_files, take_in
from tregua.centre.registers import stream_entries
from tregua.model.standing import Entry
from tregua.registers.entries.parts import Part
from tregua.wiring import found_centre, open_centre, rebuild_state

HEAD = "# register: forces\n# said by: ru/mod\nwhat,figure,whose,day,published,corrects,note\n"
NINE = "posts,9,ru/mil,2020-11-18,2020-11-18,,\n"
TEN = "posts,10,ru/mil,2020-11-19,2020-11-19,,\n"
LATER = "posts,11,ru/mil,2020-11-20,2020-11-20,,\n"


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return found_to_enter(tmp_path / "centre")


def enter(centre: Centre, name: str, *rows: str) -> Receipt:
    return enter_sheet(centre, name, (HEAD + "".join(rows)).encode())


def entered(centre: Centre) -> tuple[Entry, ...]:
    latest = centre.state.snapshot()
    assert latest is not None
    found = tuple(stream_entries(centre, latest, Part("forces")))
    assert {one.entry_id for one in found} == {
        one.entry_id for one in know(centre, latest).entries if one.register_name == "forces"
    }
    return found


def counts(centre: Centre) -> list[float | None]:
    return sorted(one.low or 0 for one in entered(centre))


@pytest.mark.parametrize("name", ["posts.csv", "posts-2.csv"])
def test_a_later_edition_enters_only_what_is_new(centre: Centre, name: str, tmp_path: Path) -> None:
    first = enter(centre, "posts.csv", NINE, TEN)
    again = enter(centre, name, LATER, TEN, NINE.replace(",,\n", ",,as told before\n"))
    assert (again.repeated, again.before) == (2, False)
    assert {one.claim_id for one in first.claims} < {one.claim_id for one in again.claims}
    assert counts(centre) == [9, 10, 11]
    assert centre.state.items_named("posts.csv")
    rebuild_state(tmp_path / "centre")
    assert counts(open_centre(tmp_path / "centre")) == [9, 10, 11]


def test_a_sheet_that_repeats_everything_is_kept_and_enters_nothing(centre: Centre) -> None:
    first = enter(centre, "posts.csv", NINE, TEN)
    again = enter(centre, "again.csv", TEN, NINE)
    assert again.before
    assert {one.claim_id for one in again.claims} == {one.claim_id for one in first.claims}
    assert centre.state.items_named("again.csv")
    assert enter(centre, "again.csv", TEN, NINE).faults == ()
    assert counts(centre) == [9, 10]


@pytest.mark.parametrize(
    "other",
    [
        NINE.replace("posts,9", "posts,8"),
        NINE.replace("2020-11-18,2020-11-18", "2020-11-18,2020-11-19"),
        NINE.replace("2020-11-18,2020-11-18", "2020-11-17,2020-11-18"),
        NINE.replace("ru/mil", "am/mod"),
    ],
)
def test_whatever_is_said_otherwise_is_another_word(centre: Centre, other: str) -> None:
    enter(centre, "posts.csv", NINE)
    assert enter(centre, "posts.csv", other).repeated == 0
    assert len(entered(centre)) == 2


def test_for_others_eyes_it_is_entered_again(centre: Centre) -> None:
    enter_sheet(centre, "posts.csv", ("# tier: internal\n" + HEAD + NINE).encode())
    assert enter(centre, "public.csv", NINE).repeated == 0


def test_two_rows_alike_in_one_sheet_are_two(centre: Centre) -> None:
    enter(centre, "posts.csv", NINE)
    assert enter(centre, "more.csv", NINE, NINE).repeated == 1
    assert enter(centre, "last.csv", NINE, NINE, NINE).repeated == 2
    assert counts(centre) == [9, 9, 9]


def test_what_was_corrected_stays_corrected(centre: Centre) -> None:
    enter(centre, "posts.csv", NINE, TEN)
    fix = "posts,12,ru/mil,2020-11-18,2020-11-19,posts.csv:4,\n"
    enter(centre, "fix.csv", fix)
    assert counts(centre) == [10, 12]
    assert enter(centre, "posts-2.csv", NINE, TEN, LATER).repeated == 2
    assert counts(centre) == [10, 11, 12]
    assert enter(centre, "fix-again.csv", fix).before


def test_a_row_that_was_repeated_is_corrected_by_its_place_in_either_sheet(centre: Centre) -> None:
    enter(centre, "posts.csv", NINE)
    enter(centre, "posts-2.csv", LATER, NINE)
    found = enter(centre, "fix.csv", "posts,12,ru/mil,2020-11-18,2020-11-21,posts-2.csv:5,\n")
    assert found.faults == ()
    assert counts(centre) == [11, 12]


def test_a_correction_within_a_sheet_comes_once_with_it(centre: Centre) -> None:
    own = "posts,7,ru/mil,2020-11-18,2020-11-18,4,\n"
    enter(centre, "posts.csv", NINE, own)
    assert counts(centre) == [7]
    assert enter(centre, "posts-2.csv", NINE, own, TEN).repeated == 2
    assert counts(centre) == [7, 10]


def test_two_editions_that_come_in_together(centre: Centre) -> None:
    files = [("a.csv", (HEAD + NINE).encode()), ("b.csv", (HEAD + NINE + TEN).encode())]
    arrivals, faults = open_files(files)
    assert not faults
    intake = take_in(centre, arrivals, datetime(2020, 11, 20, tzinfo=UTC))
    assert (len(intake.claims), len(intake.repeated)) == (2, 1)
    assert counts(centre) == [9, 10]


class Clock:
    def now(self) -> datetime:
        return datetime(2020, 11, 18, 12, tzinfo=UTC)


def test_a_word_published_tomorrow_is_refused_where_it_is_entered_and_told_where_it_comes_in(
    tmp_path: Path,
) -> None:
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    charter = centre.charter.model_copy(update={"demonstration": False})
    mission = replace(centre, charter=charter, clock=Clock(), memory={})
    refused = enter(mission, "posts.csv", NINE, TEN)
    assert [(one.code, one.where.line) for one in refused.faults] == [("intake.published_ahead", 5)]
    assert entered(mission) == ()
    arrivals, _ = open_files([("posts.csv", (HEAD + NINE + TEN).encode())])
    intake = take_in(mission, arrivals, Clock().now())
    assert [one.code for one in intake.faults] == ["intake.published_ahead"]
    assert [one.on for one in entered(mission)] == [date(2020, 11, 18), date(2020, 11, 19)]
