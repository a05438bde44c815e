"""An amendment is contested from the day on which one whose consent it needs says that it was not agreed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_agreement_versions import ACCORD, KELBAJAR, told, with_amendment

from tregua.agreement.contests import Contest
from tregua.agreement.terms import Agreement
from tregua.agreement.versions import versions_known
from tregua.compliance import Evidence, evaluate
from tregua.compliance.judging.history import history
from tregua.model.records import Claim
from tregua.model.standing import Status
from tregua.registers import enter

AGREED = told(published="2020-11-15", claim_id="item-1.aaaa")
WITHDRAWN = told(published="2020-11-18", claim_id="item-2.aaaa", negated=True)
AGAIN = told(published="2020-11-20", claim_id="item-3.aaaa")


def contests(*claims: Claim, accord: Agreement = ACCORD) -> tuple[Contest, ...]:
    return versions_known(accord, KELBAJAR, claims)[-1].contests


def test_a_later_denial_by_the_side_it_is_owed_to_contests_it() -> None:
    (contest,) = contests(AGREED, WITHDRAWN)
    assert contest == Contest(
        from_on=date(2020, 11, 18), denied_by=("az/presidency",), evidence=("item-2.aaaa",)
    )
    assert not contest.holds(date(2020, 11, 17))
    assert contest.holds(date(2020, 12, 31))


def test_it_ends_where_that_side_says_again_that_it_was_agreed() -> None:
    (contest,) = contests(AGREED, WITHDRAWN, AGAIN)
    assert (contest.from_on, contest.until_on) == (date(2020, 11, 18), date(2020, 11, 20))


@pytest.mark.parametrize(
    "word",
    [
        {"stance": "denies"},
        {"negated": True, "earliest": None, "latest": None},
        {"negated": True, "said_by": "az/mod"},
    ],
)
def test_other_words_contest_it_too(word: dict[str, Any]) -> None:
    assert len(contests(AGREED, told(published="2020-11-18", claim_id="item-2.aaaa", **word))) == 1


@pytest.mark.parametrize(
    "word",
    [
        {"negated": True, "said_by": "am/pm"},
        {"negated": True, "said_by": "ru"},
        {"negated": True, "said_by": "outlet/tass"},
        {"negated": True, "latest": "2020-11-30"},
        {"negated": True, "place": "lachin"},
        {"negated": True, "modality": "possible"},
        {"negated": True, "published": None},
        {"negated": True, "published": "2020-11-14"},
        {"stance": "demands"},
    ],
)
def test_what_does_not_contest_it(word: dict[str, Any]) -> None:
    given: dict[str, Any] = {"published": "2020-11-18", "claim_id": "item-2.aaaa", **word}
    assert contests(AGREED, told(**given)) == ()


def test_of_one_day_the_later_hour_counts_and_without_hours_the_denial() -> None:
    day = "2020-11-15"
    denied = told(published=f"{day}T09:00", claim_id="item-2.aaaa", negated=True)
    assert contests(told(published=f"{day}T12:00"), denied) == ()
    assert len(contests(told(published=f"{day}T08:00"), denied)) == 1
    assert len(contests(told(published=day), denied)) == 1


@given(st.permutations([AGREED, WITHDRAWN, AGAIN, told(claim_id="item-4.aaaa", said_by="ru")]))
def test_the_order_of_items_does_not_matter(claims: list[Claim]) -> None:
    assert contests(*claims) == contests(AGREED, WITHDRAWN, AGAIN)


# --- what stands ---------------------------------------------------------------------------------


def stand(day: int, *claims: Claim, accord: Agreement = ACCORD, as_of: int | None = None) -> Status:
    on, known = date(2020, 11, day), date(2020, 11, as_of or day)
    every = evaluate(accord, Evidence(claims=claims, entries=enter(claims, accord)), on, known)
    return next(one for one in every if one.obligation_id == KELBAJAR.id)


def test_it_is_disputed_where_the_texts_differ_and_no_day_before_is_late() -> None:
    said = (AGREED, WITHDRAWN)
    for as_of in (17, 18):
        before = stand(17, *(said if as_of == 18 else said[:1]), as_of=as_of)
        assert (before.phase, before.overdue_days) == ("not_yet_due", 0)
        assert not before.versions["kelbajar-extension"].contested
    found = stand(18, *said)
    assert (found.phase, found.overdue_days) == ("disputed", 0)
    assert found.rests_on == ("az/presidency",)
    phases = {name: (one.phase, one.contested) for name, one in found.versions.items()}
    assert phases == {"original": ("overdue", False), "kelbajar-extension": ("not_yet_due", True)}
    (told_so,) = [one for one in found.reasons if one.text.code == "compliance.contested"]
    assert told_so.evidence == ("item-2.aaaa",)
    assert set(found.readings.values()) == {"disputed"}


def test_where_both_texts_come_to_the_same_it_stands_so_and_the_dispute_is_told() -> None:
    late = stand(28, AGREED, WITHDRAWN)
    assert (late.phase, late.overdue_days) == ("overdue", 3)
    assert "compliance.contested" in [one.text.code for one in late.reasons]


def test_what_was_done_in_the_time_given_is_done() -> None:
    entered = told("handover.enter", published="2020-11-20", claim_id="item-5.aaaa", actor="az/mil",
                   earliest="2020-11-20", latest="2020-11-20")  # fmt: skip
    done = stand(21, AGREED, WITHDRAWN, entered)
    assert done.phase == "fulfilled"
    assert "compliance.contested" in [one.text.code for one in done.reasons]


def test_what_is_in_writing_is_not_undone_by_one_sides_word() -> None:
    found = stand(18, AGREED, WITHDRAWN, accord=with_amendment(form="written"))
    assert found.phase == "not_yet_due"
    (told_so,) = [one for one in found.reasons if one.text.code.startswith("compliance.contested")]
    assert (told_so.text.code, told_so.evidence) == ("compliance.contested.written", ("item-2.aaaa",))


def test_every_day_of_a_history_stands_as_that_day_does() -> None:
    said, last = (AGREED, WITHDRAWN, AGAIN), date(2020, 11, 28)
    runs = history(ACCORD, Evidence(claims=said), date(2020, 11, 11), last, last)[KELBAJAR.id]
    for run in runs:
        for number in range(run.first.day, run.last.day + 1):
            found = stand(number, *said, as_of=28)
            assert (run.phase, run.versions_on(found_day(number))) == (found.phase, found.versions), number


def found_day(number: int) -> date:
    return date(2020, 11, number)
