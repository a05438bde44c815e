"""What an explanation says of hours, of days before an event, of terms and of a day within a suspension."""

from __future__ import annotations

from datetime import date

import pytest
from constructed import invented

from tregua.agreement.deadlines import list_days
from tregua.agreement.terms import Amendment, Instrument, Obligation
from tregua.agreement.timing import Window
from tregua.compliance import Evidence, evaluate
from tregua.compliance.explaining.explain import explain
from tregua.reporting.messages import Catalogue, Renderer

ON = date(2031, 3, 6)


def owed(obligation_id: str) -> str:
    told = explain(invented("lasting"), Evidence(), obligation_id, ON)
    renderer = Renderer(Catalogue.load())
    return " ".join(renderer.text(one.text) for one in (*told.owed, *told.in_force))


@pytest.mark.parametrize(
    ("obligation_id", "says"),
    [
        ("pass", "6 hours at most. That is counted by the hours told"),
        ("maps-by-six", "By 18:00 on Monday, 10 March 2031"),
        ("maps-before-fair", "It counts 10 days back from this: “The fair opens”"),
        ("maps-before-fair", "By Saturday, 22 March 2031"),
        ("maps-after-fair", "That was on Tuesday, 1 April 2031 at 09:00."),
        ("maps-after-fair", "By 09:00 on Thursday, 3 April 2031"),
        ("answer-call", "That day is not known"),
        ("watchers-term", "only where that is agreed"),
        ("watchers-term", "The last day of that term is Monday, 31 March 2031."),
    ],
)
def test_it_says_so(obligation_id: str, says: str) -> None:
    assert says in owed(obligation_id)


def test_hours_never_become_days() -> None:
    assert "day at most" not in owed("pass")


def test_a_term_without_notice_speaks_of_none() -> None:
    told = explain(invented("lasting"), Evidence(), "watchers-term", ON)
    assert not any("renews" in one.text.code for one in told.ahead)


@pytest.mark.parametrize(("until_on", "told"), [(date(2031, 3, 25), True), (date(2031, 3, 15), False)])
def test_a_last_day_within_a_suspension_is_told_not_to_move(until_on: date, told: bool) -> None:
    pause = Amendment(
        id="pause", title="a pause", kind="suspension", form="written", obligations=("minefields",),
        known_on=date(2031, 3, 2), from_on=date(2031, 3, 12), until_on=until_on,
        asked_by="north", consented_by="south",
    )  # fmt: skip
    accord = invented().model_copy(update={"amendments": (pause,)})
    explained = explain(accord, Evidence(), "minefields", date(2031, 3, 14))
    codes = {one.text.code for one in explained.in_force}
    assert ("explain.version.suspended_day" in codes) is told


def test_what_binds_from_the_signature_binds_no_sooner_than_its_text() -> None:
    plain = invented("lasting")
    truce = plain.obligation("watchers-term").clause
    text = Instrument(id="text", title="The text", signed_on=plain.signed_on, in_force_on=date(2031, 3, 20))
    clauses = tuple(
        one.model_copy(update={"instrument": "text"}) if one.id == truce else one for one in plain.clauses
    )
    ban = Obligation(
        id="ban", title="No arms", clause=truce, kind="refrain", obligors=("north",),
        beneficiaries=("south",),
        object="no arms", acts=("weapons",), window=Window(preposition="from", event="signature"),
    )  # fmt: skip
    update = {"instruments": (text,), "clauses": clauses, "obligations": (ban,), "amendments": ()}
    accord = plain.model_copy(update=update)
    (before,) = evaluate(accord, Evidence(), date(2031, 3, 19), date(2031, 3, 19))
    (after,) = evaluate(accord, Evidence(), date(2031, 3, 20), date(2031, 3, 20))
    assert before.phase == "not_yet_due"
    assert after.phase != "not_yet_due"
    starts = [one.on for one in list_days(accord) if one.kind == "starts"]
    assert starts == [date(2031, 3, 20)]
    told = explain(accord, Evidence(), "ban", date(2031, 3, 21))
    assert "explain.counted.not_in_force" in {one.text.code for one in told.owed}
