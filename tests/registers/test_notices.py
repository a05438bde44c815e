"""A notice beside what was reported: it explains, where act, side, place and time fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.model.records import Claim, Event, QuantityMention
from tregua.model.register import Matched
from tregua.model.standing import Entry, Incident, Position
from tregua.registers import enter, match_notices, open_register
from tregua.registers.subjects.notices import notices_together

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


def test_what_has_not_begun_is_told_as_such() -> None:
    for day, begun in ((10, False), (11, True), (12, True)):
        [found] = match_notices([notice()], [], ACCORD, date(2020, 12, day))
        assert found.begun is begun


def test_the_rows_of_one_notice_stand_together() -> None:
    rows = [
        notice(entry_id=f"n{n}", measure=f"exercise-{unit}", low=float(n), high=float(n), unit=unit)
        for n, unit in ((20, "vehicle"), (300, "serviceman"))
    ]
    others = [
        notice(entry_id="n4", about="notice 4"),
        *(notice(entry_id=f"nameless{n}", about="") for n in (1, 2)),
    ]
    found = notices_together(match_notices([*rows, *others], [incident()], ACCORD, ON))
    assert sorted(len(one) for one in found) == [1, 1, 1, 2]


def test_blasting_that_was_announced_sounds_like_shelling_and_not_like_a_post() -> None:
    works = notice("notice.works", measure="works")
    assert [one.fit for one in matches(works, incident("hostile.shelling"))] == ["yes"]
    assert matches(works, incident("deploy.post")) == ()


@pytest.mark.parametrize(
    ("given", "earliest", "late"),
    [
        ("2020-12-20", "2020-12-18", True),
        ("2020-12-18", "2020-12-18", False),
        ("2020-12-17", "2020-12-18", False),
        ("2020-12-18", "2020-12-18T08:00", False),
        ("2020-12-18T09:00", "2020-12-18T08:00", True),
    ],
)
def test_a_notice_given_after_its_start_is_told_as_late_by_its_claim(
    given: str, earliest: str, late: bool
) -> None:
    one = notice(published_at=given, earliest=earliest, latest="2020-12-22", modality="planned")
    [found] = match_notices([one], [], ACCORD, ON)
    flags = open_register([one], "notices", ACCORD, ON).flags
    assert found.late is late
    assert [flag.text.code for flag in flags] == ["registers.flag.late_notice"] * late
    assert all(flag.evidence == (one.claim_id,) for flag in flags)


def test_a_row_with_a_figure_is_one_entry_and_one_notice_and_tells_what_of() -> None:
    count = QuantityMention(start=0, end=1, text="40", low=40, high=40, unit="vehicle")
    made = [
        Claim(
            claim_id=f"c-{act}", item_id="i", content=(), published_at="2020-12-01",
            events=(Event(start=0, end=1, act=act, latest="2020-12-05", quantities=(count,)),),
        )
        for act in ("notice.exercise", "notice.movement", "link.passage")
    ]  # fmt: skip
    entries = enter(made, ACCORD)
    assert {(one.register_name, one.measure, one.low) for one in entries} == {
        ("notices", "exercise-vehicle", 40),
        ("notices", "movement-vehicle", 40),
        ("links", "vehicle", 40),
    }
    assert len(match_notices(entries, [], ACCORD, ON)) == 2
    bare = made[0].model_copy(update={"events": (Event(start=0, end=1, act="notice.exercise"),)})
    assert [one.measure for one in enter([bare], ACCORD)] == ["exercise"]
