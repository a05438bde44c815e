"""One side's word that an event happened starts no clock of the other's and ends no duty of its own."""

from __future__ import annotations

from datetime import date, timedelta

from constructed import invented
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.compliance import Evidence, evaluate
from tregua.compliance.judging.court import Court
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention
from tregua.model.standing import Status

ACCORD = invented("lasting")
SIGNED = ACCORD.signed_on
NORTH = ("qn/army", "qn/minister")
SOUTH = ("qs/army", "qs/minister")
WEAK = ("outlet/paper", "person/0a", "qs/opposition", None)
days = st.integers(0, 20).map(lambda n: SIGNED + timedelta(days=n))


def moved(speaker: str | None, on: date, number: int, **event: object) -> Claim:
    place = PlaceMention(start=0, end=1, text="mill", name="mill", place_id="mill")
    told = Event(
        start=0, end=1, act="weapons.moved", earliest=on.isoformat(), latest=on.isoformat(), places=(place,),
    ).model_copy(update=event)  # fmt: skip
    source = ClaimSource(start=0, end=1, actor_id=speaker) if speaker else None
    return Claim(claim_id=f"c{number}", source=source, events=(told,), published_at=on.isoformat())


def said_by(*speakers: str | None) -> st.SearchStrategy[list[Claim]]:
    told = st.lists(st.tuples(st.sampled_from(speakers), days), max_size=5)
    return told.map(lambda listed: [moved(who, on, n) for n, (who, on) in enumerate(listed)])


def stand(said: list[Claim], on: date) -> dict[str, Status]:
    found = evaluate(ACCORD, Evidence(claims=tuple(said)), on, on)
    return {one.obligation_id: one for one in found}


@settings(max_examples=40, deadline=None)
@given(said_by(*NORTH, *WEAK), st.integers(0, 40))
def test_the_other_sides_word_starts_no_clock(said, after) -> None:
    found = stand(said, SIGNED + timedelta(days=after))
    assert (found["pier"].phase, found["pier"].due_on) == ("not_yet_due", None)
    assert found["pier-reports"].phase == "not_yet_due"


@settings(max_examples=40, deadline=None)
@given(said_by(*NORTH, *WEAK), st.integers(0, 40))
def test_nobody_ends_its_own_duty_by_its_own_word(said, after) -> None:
    assert stand(said, SIGNED + timedelta(days=after))["quiet-ridge"].phase != "lapsed"


@settings(max_examples=40, deadline=None)
@given(said_by(*SOUTH, *WEAK), st.integers(0, 40))
def test_ones_own_word_starts_ones_own_clock_from_its_first_day(said, after) -> None:
    on = SIGNED + timedelta(days=after)
    own = [one for one in said if one.said_by in SOUTH and one.events[0].earliest <= on.isoformat()]
    first = min((date.fromisoformat(one.events[0].earliest) for one in own), default=None)
    due = first + timedelta(days=5) if first else None
    assert stand(said, on)["pier"].due_on == due


@settings(max_examples=40, deadline=None)
@given(said_by(*NORTH, *SOUTH, "qc/observers", *WEAK), days, st.integers(0, 40))
def test_an_observers_word_never_makes_the_day_later(said, when, after) -> None:
    on = SIGNED + timedelta(days=after)
    seen = moved("qc/observers", when, 99)
    before, now = stand(said, on)["pier"].due_on, stand([*said, seen], on)["pier"].due_on
    assert before is None or (now is not None and now <= before)
    assert now is not None or when > on


@settings(max_examples=40, deadline=None)
@given(said_by(*NORTH, *SOUTH), st.integers(0, 40))
def test_for_everybody_it_has_happened_once_both_say_so(said, after) -> None:
    on = SIGNED + timedelta(days=after)
    heard = [one for one in said if one.events[0].earliest <= on.isoformat()]
    sides = {ACCORD.side_of(one.said_by) for one in heard}
    day = Court(ACCORD, Evidence(claims=tuple(said)), on, on).day_of("guns-moved")
    assert (day is not None) == (sides == {"north", "south"})


def test_the_others_word_is_told_with_the_day_that_would_follow() -> None:
    found = stand([moved("qn/army", date(2031, 3, 5), 1)], date(2031, 3, 14))["pier"]
    (told,) = [one for one in found.reasons if one.text.code == "compliance.event_claimed"]
    assert told.evidence == ("c1",)
    assert (told.text.args["day"], told.text.args["due"]) == (date(2031, 3, 5), date(2031, 3, 10))


def test_a_last_day_counted_from_what_has_not_happened_is_set_but_cannot_be_told_yet() -> None:
    on = SIGNED + timedelta(days=3)
    pier = ACCORD.obligation("pier")
    asked = [one.question.code for one in Court(ACCORD, Evidence(), on, on).bench(pier).steps()]
    assert "compliance.ask.has_due.counted" in asked
    assert "compliance.ask.has_due" not in asked
