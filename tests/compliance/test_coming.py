"""An amendment known now that holds only from a later day: until then the earlier text is in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from constructed import invented

from tregua.agreement.deadlines import list_days
from tregua.agreement.diff import diff_editions, edition
from tregua.agreement.superseded import void_days
from tregua.agreement.terms import Agreement, Amendment
from tregua.agreement.timing import Window
from tregua.agreement.versions import known_amendments
from tregua.compliance import Evidence, evaluate
from tregua.compliance.explaining.explain import explain
from tregua.compliance.judging.history import history, on_day

KNOWN, FROM = date(2031, 3, 10), date(2031, 3, 25)
"""Maps of the minefields are due on 20 March, and from 25 March on only by 5 April."""


def accord(from_on: date | None = FROM, *more: Amendment) -> Agreement:
    plain = invented()
    later = Amendment(
        id="later", title="later", kind="revision", form="written", obligations=("minefields",),
        known_on=KNOWN, from_on=from_on, asked_by="north", consented_by="south",
        window=Window(preposition="by", due=date(2031, 4, 5)),
    )  # fmt: skip
    return plain.model_copy(
        update={"amendments": (later, *more), "obligations": (plain.obligation("minefields"),)}
    )


@pytest.mark.parametrize(
    ("on", "phase", "overdue", "due"),
    [
        (date(2031, 3, 9), "not_yet_due", 0, date(2031, 3, 20)),
        (date(2031, 3, 12), "not_yet_due", 0, date(2031, 3, 20)),
        (date(2031, 3, 24), "overdue", 4, date(2031, 3, 20)),
        (date(2031, 3, 25), "not_yet_due", 0, date(2031, 4, 5)),
        (date(2031, 4, 7), "overdue", 2, date(2031, 4, 5)),
    ],
)
def test_the_earlier_text_holds_until_its_day(on: date, phase: str, overdue: int, due: date) -> None:
    (status,) = evaluate(accord(), Evidence(), on, on)
    assert (status.phase, status.overdue_days, status.due_on) == (phase, overdue, due)


def test_that_it_is_coming_is_told_from_the_day_it_is_known() -> None:
    def codes(on: date) -> set[str]:
        (status,) = evaluate(accord(), Evidence(), on, on)
        return {one.text.code for one in status.reasons}

    assert "compliance.amended.coming" not in codes(KNOWN - timedelta(days=1))
    assert "compliance.amended.coming" in codes(KNOWN)
    assert "compliance.amended.coming" not in codes(FROM)
    assert "compliance.amended.revision" in codes(FROM)


def test_one_that_became_known_later_but_holds_sooner_is_laid_over_alone() -> None:
    sooner = Amendment(
        id="sooner", title="sooner", kind="revision", form="written", obligations=("minefields",),
        known_on=date(2031, 3, 12), asked_by="north", consented_by="south", area=("mill",),
    )  # fmt: skip
    told = history(accord(FROM, sooner), Evidence(), date(2031, 3, 1), date(2031, 4, 10), date(2031, 4, 10))
    assert on_day(told, date(2031, 3, 24))["minefields"].due_on == date(2031, 3, 20)
    assert on_day(told, date(2031, 3, 25))["minefields"].due_on == date(2031, 4, 5)


def test_a_history_changes_on_its_day() -> None:
    last = date(2031, 4, 10)
    told = history(accord(), Evidence(), date(2031, 3, 1), last, last)
    for n in range(40):
        on = date(2031, 3, 1) + timedelta(days=n)
        (status,) = evaluate(accord(), Evidence(), on, last)
        run = on_day(told, on)["minefields"]
        assert (run.phase, run.overdue_on(on), run.due_on) == (
            status.phase, status.overdue_days, status.due_on
        )  # fmt: skip


def test_the_calendar_has_the_day_from_which_it_holds() -> None:
    agreement = accord()
    days = {(one.on, one.kind, one.version) for one in list_days(agreement, agreement.amendments)}
    assert (FROM, "changes", "later") in days
    assert (date(2031, 4, 5), "due", "later") in days
    assert not any(kind == "stops" for _, kind, _ in days)


def test_diff_tells_from_which_day_it_differs() -> None:
    agreement = accord()
    known = known_amendments(agreement, ())
    (change,) = diff_editions(edition("old", agreement), edition("new", agreement, known)).obligations
    assert [(one.first, one.last, one.old, one.new) for one in change.spans] == [
        (FROM, date(2031, 4, 5), "overdue", "not_yet_due")
    ]
    (at_once,) = diff_editions(
        edition("old", accord(None)), edition("new", accord(None), known_amendments(accord(None), ()))
    ).obligations
    assert [(one.first, one.last) for one in at_once.spans] == [(date(2031, 3, 21), date(2031, 4, 5))]


def test_between_two_days_before_it_holds_nothing_is_owed_otherwise() -> None:
    agreement = accord()
    known = known_amendments(agreement, ())
    sooner = edition("old", agreement, (), date(2031, 3, 9))
    later = edition("new", agreement, known, date(2031, 3, 12))
    (change,) = diff_editions(sooner, later).obligations
    assert [one.amendment.id for one in change.amendments] == ["later"]
    assert (change.changes, change.spans) == ((), ())


def test_between_a_day_before_and_one_after_the_difference_begins_with_its_day() -> None:
    agreement = accord()
    known = known_amendments(agreement, ())
    sooner = edition("old", agreement, known, date(2031, 3, 12))
    later = edition("new", agreement, known, date(2031, 3, 26))
    (change,) = diff_editions(sooner, later).obligations
    assert [(one.first, one.last) for one in change.spans] == [(FROM, date(2031, 4, 5))]


def test_its_day_replaces_no_earlier_one_before_it_holds() -> None:
    for from_on, void in ((FROM, False), (None, True)):
        agreement = accord(from_on)
        days = list_days(agreement, agreement.amendments)
        gone = {one.on for one in void_days(agreement, days, agreement.amendments)}
        assert (date(2031, 3, 20) in gone) is void
        assert FROM not in gone


def test_an_explanation_says_from_which_day_it_holds() -> None:
    on = date(2031, 3, 12)
    told = explain(accord(), Evidence(), "minefields", on, on)
    codes = {one.text.code for one in told.in_force}
    assert {"explain.version.original.coming", "explain.version.coming"} <= codes
