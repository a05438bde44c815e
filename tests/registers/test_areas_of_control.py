"""Who is said to hold each area of the accord on a day: held, contested, planned or unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention
from tregua.registers import enter, open_register
from tregua.registers.pages.apart import states_apart
from tregua.registers.subjects.areas import Area, areas_on

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
ON = date(2020, 12, 15)
AGDAM = next(zone for zone in ACCORD.zones if zone.place_id == "agdam")


def says(number: int, said_by: str, actor: str, day: str = "2020-12-01", **more: object) -> Claim:
    place = PlaceMention(start=0, end=1, text="", name="Agdam", place_id="agdam")
    told = Event.model_validate(
        {"start": 0, "end": 1, "act": "control.hold", "actor": actor, "latest": day, "places": (place,)}
        | more
    )
    return Claim(
        claim_id=f"c{number}", source=ClaimSource(start=0, end=1, actor_id=said_by),
        published_at=day, events=(told,),
    )  # fmt: skip


def agdam(*said: Claim) -> Area:
    page = open_register(enter(said, ACCORD), "control", ACCORD, ON)
    [area] = areas_on(states_apart(page)[0], page.lines, [AGDAM], {}, ACCORD)
    assert area.zone == AGDAM
    return area


def test_an_area_of_which_nobody_says_anything_is_unknown() -> None:
    assert agdam().look == "unknown"
    assert agdam().holder is None


def test_the_holder_s_own_word_does_not_bear_itself_out() -> None:
    own = agdam(says(1, "az/mod", "az"))
    assert (own.look, own.holder, own.borne_out, own.since) == ("held", "az", False, date(2020, 12, 1))
    both = agdam(says(1, "az/mod", "az"), says(2, "am/mod", "az"))
    assert (both.look, both.holder, both.borne_out) == ("held", "az", True)


def test_two_words_of_one_day_that_differ_leave_it_to_nobody() -> None:
    found = agdam(says(1, "az/mod", "az"), says(2, "am/mod", "am"))
    assert (found.look, found.holder) == ("contested", None)


def test_what_is_only_meant_is_planned_and_says_for_whom() -> None:
    found = agdam(says(1, "az/mod", "az", modality="planned"))
    assert (found.look, found.holder, len(found.plans)) == ("planned", "az", 1)
