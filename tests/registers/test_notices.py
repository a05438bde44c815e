"""A notice beside what was reported: it explains, where act, side, place and time fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.model.register import Matched
from tregua.model.standing import Entry, Incident, Position
from tregua.registers import match_notices

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
ON = date(2020, 12, 31)


def notice(act: str = "notice.exercise", **more: object) -> Entry:
    fields = {
        "entry_id": "n1", "claim_id": "c1", "register_name": "notices", "measure": "exercise", "act": act,
        "actor": "az/mil", "place_ids": ("agdam",),
        "earliest": "2020-12-11T08:00", "latest": "2020-12-11T18:00",
        "said_by": "az/mod", "published_at": "2020-12-09", "about": "notice 3",
    }  # fmt: skip
    return Entry(**(fields | more))  # type: ignore[arg-type]


def incident(act: str = "hostile.shelling", accused: str | None = "az", **more: object) -> Incident:
    position = Position(actor_id="am/mod", side="am", stance="alleges", claim_id="c9", accused=accused)
    fields = {
        "incident_id": "i1", "act": act, "reports": (), "positions": (position,),
        "earliest": "2020-12-11T10:00", "latest": "2020-12-11T11:00", "place_ids": ("agdam",),
    }  # fmt: skip
    return Incident(**(fields | more))  # type: ignore[arg-type]


def matches(entry: Entry, *incidents: Incident) -> tuple[Matched, ...]:
    [found] = match_notices([entry], incidents, ACCORD, ON)
    return found.incidents


def test_fire_heard_in_an_announced_exercise_is_explained() -> None:
    assert matches(notice(), incident()) == (Matched(incident_id="i1", fit="yes", beforehand="yes"),)


@pytest.mark.parametrize(
    "changed",
    [
        {"earliest": "2020-12-12T10:00", "latest": "2020-12-12T11:00"},
        {"place_ids": ("lachin",), "latitude": 39.6, "longitude": 46.5, "radius_km": 3.0},
        {"act": "link.close"},
        {"accused": "am"},
    ],
)
def test_what_lies_elsewhere_at_another_time_by_another_side_or_is_another_thing_is_not(
    changed: dict[str, object],
) -> None:
    assert matches(notice(), incident(**changed)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"earliest": "2020-12-11", "latest": "2020-12-11"},
        {"place_ids": ()},
        {"accused": None},
    ],
)
def test_what_is_not_told_leaves_it_open(changed: dict[str, object]) -> None:
    [found] = matches(notice(), incident(**changed))  # type: ignore[arg-type]
    assert found.fit == "perhaps"


def test_a_notice_after_the_fact_is_told_as_such() -> None:
    late = notice(published_at="2020-12-12")
    assert [one.beforehand for one in matches(late, incident())] == ["no"]
    same_day = notice(published_at="2020-12-11")
    assert [one.beforehand for one in matches(same_day, incident())] == ["open"]


def test_a_notice_that_nothing_followed_is_shown_and_one_not_yet_given_is_not() -> None:
    [alone] = match_notices([notice()], [], ACCORD, ON)
    assert alone.incidents == ()
    assert match_notices([notice()], [], ACCORD, date(2020, 12, 8)) == ()


def test_blasting_that_was_announced_sounds_like_shelling_and_not_like_a_post() -> None:
    works = notice("notice.works", measure="works")
    assert [one.fit for one in matches(works, incident("hostile.shelling"))] == ["yes"]
    assert matches(works, incident("deploy.post")) == ()
