"""Nothing is known before it was said: what names a time that has not come is refused, or told and kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from centres import EXAMPLE
from tregua.centre.centre import Centre
from tregua.centre.day import play_day
from tregua.centre.desk import CentreDesk
from tregua.centre.entering import enter_row
from tregua.centre.intake import open_files, take_in
from tregua.centre.moment import snapshot_as_of
from tregua.model.errors import TreguaError
from tregua.reporting.messages import Catalogue, Renderer
from tregua.wiring import found_centre

POSTS = {"what": "posts", "figure": "23", "whose": "ru/mil", "said_by": "ru/mod"}


def refuse(fault: TreguaError) -> None:
    raise fault


@pytest.fixture
def played(tmp_path: Path) -> Centre:
    """The example, its clock at the evening of 20 November 2020."""
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    play_day(centre, date(2020, 11, 20), (), refuse)
    return centre


def codes(centre: Centre, **cells: str) -> list[str]:
    return [one.code for one in enter_row(centre, "forces", {**POSTS, **cells}).faults]


def test_a_set_clock_takes_nothing_before_it_was_said(played: Centre) -> None:
    assert codes(played, published="2020-12-20", day="2020-11-18") == ["intake.not_played"]
    assert codes(played, published="2020-11-20", day="2020-11-18") == []


def test_a_file_published_later_than_a_set_clock_is_not_taken_in(played: Centre) -> None:
    sheet = (
        b"# register: forces\nwhat,figure,whose,said by,day,published\n"
        b"posts,27,ru/mil,ru/mod,2020-11-18,2020-12-20\n"
    )
    arrivals, _ = open_files([("posts.csv", sheet)], played.names)
    latest = played.state.snapshot()
    assert latest is not None
    taken = take_in(played, arrivals, latest.at)
    assert [one.code for one in taken.faults] == ["intake.not_played"]
    assert not taken.items


def test_a_day_that_has_not_come_is_no_fact_but_may_be_planned(played: Centre) -> None:
    assert codes(played, day="2020-11-21") == ["intake.not_come"]
    assert codes(played, day="2020-11-21", stance="plans") == []
    assert codes(played, day="2020-11-20") == []


def test_before_any_day_was_played_nothing_of_the_days_to_come_is_known(tmp_path: Path) -> None:
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    assert codes(centre, day="2020-11-18") == ["intake.not_come"]
    assert codes(centre, day="2020-11-09", published="2020-11-10") == ["intake.not_played"]
    assert codes(centre, day="2020-11-09", published="2020-11-09") == []


def test_which_days_are_to_be_played_first_is_told_as_it_is_typed(tmp_path: Path) -> None:
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    fault = enter_row(centre, "forces", {**POSTS, "published": "2020-11-25T13:54"}).faults[0]
    assert "tregua day 2020-11-10..2020-11-25," in Renderer(Catalogue.load()).render_error(fault)


def test_what_is_entered_after_the_days_were_played_is_known_from_the_last_of_them(tmp_path: Path) -> None:
    """Though it was said on the first: nobody could have known it at the centre before it was entered."""
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    for day in (10, 11, 12):
        play_day(centre, date(2020, 11, day), (), refuse)
    entered = enter_row(centre, "forces", {**POSTS, "published": "2020-11-10", "day": "2020-11-10"})
    claim = entered.claims[0].claim_id
    known = {
        day: centre.state.claim(claim, snapshot_as_of(centre, f"2020-11-{day}")) is not None
        for day in (10, 11, 12)
    }
    assert known == {10: False, 11: False, 12: True}
    desk = CentreDesk(centre, tmp_path)
    shown = [desk.register("forces", date(2020, 11, 12), date(2020, 11, day)).lines for day in (11, 12)]
    assert [len(lines) for lines in shown] == [0, 1]


def test_a_mission_refuses_a_coming_day_by_hand_and_keeps_it_from_the_inbox(tmp_path: Path) -> None:
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    charter = centre.charter.model_copy(update={"demonstration": False})
    mission = Centre(**{**vars(centre), "charter": charter, "memory": {}})
    now: datetime = mission.clock.now()
    day = (now + timedelta(days=9)).date().isoformat()
    assert codes(mission, day=day) == ["intake.not_come"]
    sheet = f"# register: forces\nwhat,figure,whose,said by,day\nposts,27,ru/mil,ru/mod,{day}\n".encode()
    arrivals, _ = open_files([("posts.csv", sheet)], mission.names)
    taken = take_in(mission, arrivals, now)
    assert [(one.code, one.where.line) for one in taken.faults] == [("intake.not_come", 3)]
    assert len(taken.claims) == 1
