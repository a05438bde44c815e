"""Some of the incidents: by act, place, side and day, the newest first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tregua
from tregua.agreement.load import load_accord
from tregua.fusion.sought import InHand, Sought, tags_of
from tregua.model.records import QuantityMention
from tregua.model.standing import Incident, Position

ACCORD = load_accord(Path(tregua.__file__).parent / "data/accords/karabakh-2020")


def incident(name: str, first: str, last: str = "", **fields: object) -> Incident:
    told = {"incident_id": name, "act": "hostile.shelling", "earliest": first, "latest": last or first}
    return Incident.model_validate({"reports": (), **told, **fields})


def position(**fields: object) -> Position:
    return Position.model_validate(
        {"actor_id": None, "side": None, "stance": "alleges", "claim_id": "c", **fields}
    )


A = incident("a", "2020-11-20T10:00", "2020-11-20T12:00", place_ids=("shusha",))
B = incident(
    "b", "2020-11-20", act="hostile.shooting", positions=(position(side="armenia", accused="azerbaijan"),)
)
C = incident(
    "c", "2020-11-22", "2020-11-25", killed=(QuantityMention(start=0, end=1, text="1", low=1, unit="killed"),)
)
D = incident(
    "d", "2020-12-01", positions=(position(stance="denies", side="azerbaijan", accused="azerbaijan"),)
)
ALL = InHand([C, A, D, B], ACCORD)


def named(sought: Sought) -> list[str]:
    return [one.incident_id for one in ALL.newest(sought, 0, 10)]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), "d c a b"),
        (Sought(until=date(2020, 11, 30)), "c a b"),
        (Sought(since=date(2020, 11, 24)), "d c"),
        (Sought(until=date(2020, 11, 21), since=date(2020, 11, 20)), "a b"),
        (Sought(tags=frozenset({"act:hostile.shelling"})), "d c a"),
        (Sought(tags=frozenset({"act:hostile"})), "d c a b"),
        (Sought(tags=frozenset({"accused:azerbaijan"})), "b"),
        (Sought(tags=frozenset({"by:azerbaijan"})), "d"),
        (Sought(tags=frozenset({"said:denies"})), "d"),
        (Sought(tags=frozenset({"lost"})), "c"),
        (Sought(tags=frozenset({"place:shusha", "act:hostile.shooting"})), ""),
        (Sought(tags=frozenset({"place:shusha"})), "a"),
    ],
)
def test_what_is_sought_is_found_newest_first(sought: Sought, found: str) -> None:
    assert named(sought) == found.split()
    assert ALL.count(sought, 100) == len(found.split())
    assert ALL.count(sought, 2) == min(len(found.split()), 2)


def test_a_page_goes_on_where_the_one_before_ended() -> None:
    assert [one.incident_id for one in ALL.newest(Sought(), 1, 2)] == ["c", "a"]
    assert ALL.newest(Sought(), 4, 2) == ()


def test_one_is_found_in_what_its_place_lies_in() -> None:
    above = ACCORD.above("shusha") - {"shusha"}
    assert above
    assert {f"place:{one}" for one in above} <= tags_of(A, ACCORD)


def test_who_denies_accuses_nobody() -> None:
    assert not any(tag.startswith("accused:") for tag in tags_of(D, ACCORD))


def test_every_day_on_which_one_may_have_happened() -> None:
    told = ALL.days(date(2020, 11, 19), date(2020, 11, 23))
    assert told == {date(2020, 11, day) for day in (20, 22, 23)}


def test_ids_that_are_not_known_are_left_out() -> None:
    assert dict(ALL.find(["a", "z"])) == {"a": A}
