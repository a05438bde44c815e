"""Days on which something is not owed make nothing late, however they lie, and on every day of a history."""

from __future__ import annotations

from datetime import date, timedelta

from constructed import invented
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.terms import Agreement, Amendment
from tregua.compliance import Evidence, evaluate
from tregua.compliance.judging.history import history, on_day
from tregua.model.records import Claim, ClaimSource, Event

PLAIN = invented()
DUE = date(2031, 3, 20)
KNOWN = date(2031, 3, 2)
"""Maps of the minefields are due on 20 March; every suspension here is known from the second day."""

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 15)).map(
        lambda one: (
            date(2031, 3, 2) + timedelta(days=one[0]), date(2031, 3, 2) + timedelta(days=one[0] + one[1])
        )
    ),
    max_size=3,
)  # fmt: skip
days = st.integers(1, 80).map(lambda n: PLAIN.signed_on + timedelta(days=n))


def suspended(pauses: list[tuple[date, date]]) -> Agreement:
    amendments = tuple(
        Amendment(
            id=f"pause-{n}", title="a pause", kind="suspension", form="written", obligations=("minefields",),
            known_on=KNOWN, from_on=first, until_on=last, asked_by="south",
        )
        for n, (first, last) in enumerate(pauses)
    )  # fmt: skip
    return PLAIN.model_copy(
        update={"amendments": amendments, "obligations": (PLAIN.obligation("minefields"),)}
    )


def owed_on(pauses: list[tuple[date, date]], after: date, upto: date) -> int:
    """The days after one and up to another on which it was owed, counted one by one."""
    counted = (after + timedelta(days=n) for n in range(1, (upto - after).days + 1))
    return sum(not any(first <= day <= last for first, last in pauses) for day in counted)


@settings(max_examples=60, deadline=None)
@given(spans, days)
def test_only_days_on_which_it_was_owed_are_overdue(pauses, on) -> None:
    (status,) = evaluate(suspended(pauses), Evidence(), on, on)
    if on >= KNOWN and any(first <= on <= last for first, last in pauses):
        assert (status.phase, status.overdue_days) == ("suspended", 0)
    elif on > DUE:
        assert (status.phase, status.overdue_days) == ("overdue", owed_on(pauses, DUE, on))
    else:
        assert status.phase == "not_yet_due"


@settings(max_examples=60, deadline=None)
@given(spans, days)
def test_what_was_done_is_late_by_the_days_on_which_it_was_owed(pauses, done) -> None:
    event = Event(start=0, end=1, act="notify.minefields", earliest=str(done), latest=str(done))
    source = ClaimSource(start=0, end=1, actor_id="qs/army")
    told = Claim(claim_id="c", source=source, events=(event,), published_at=str(done))
    on = date(2031, 7, 1)
    (status,) = evaluate(suspended(pauses), Evidence(claims=(told,)), on, on)
    late = owed_on(pauses, DUE, done)
    assert (status.phase, status.overdue_days) == ("fulfilled_late" if late else "fulfilled", late)


@settings(max_examples=25, deadline=None)
@given(spans)
def test_a_history_counts_them_as_each_of_its_days_does(pauses) -> None:
    accord, last = suspended(pauses), date(2031, 5, 30)
    told = history(accord, Evidence(), PLAIN.signed_on, last, last)
    for n in range((last - PLAIN.signed_on).days + 1):
        on = PLAIN.signed_on + timedelta(days=n)
        (status,) = evaluate(accord, Evidence(), on, last)
        run = on_day(told, on)["minefields"]
        assert (run.phase, run.overdue_on(on)) == (status.phase, status.overdue_days)
        assert run.versions_on(on) == status.versions
