"""Nobody lets itself off: what those who owe a thing say of more time, a pause or an end improves nothing."""

from __future__ import annotations

from datetime import date, timedelta

from constructed import invented
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.terms import Agreement, Amendment
from tregua.compliance import Evidence, evaluate
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention
from tregua.model.standing import Status

SIGNED = date(2031, 3, 1)
LATER = date(2031, 6, 30)
PLAIN = invented()
MINES, MISSING = "minefields", "missing"
"""Owed by the north to the south, by 20 March; owed by both, by 1 June."""


def amended(kind: str, obligation: str) -> Agreement:
    """The accord with one amendment that an item must bear out."""
    fields: dict[str, object] = {
        "id": "relief", "title": "relief", "kind": kind, "form": "oral", "obligations": [obligation],
        "known_on": SIGNED, "asked_by": "north",
        "evidence": {"act": "extend.postpone", "area": ["river"], "naming": LATER},
    }  # fmt: skip
    if kind in ("extension", "revision"):
        fields["window"] = {"preposition": "by", "due": LATER}
    return PLAIN.model_copy(update={"amendments": (Amendment.model_validate(fields),)})


def put_off(speaker: str | None, number: int, said: date) -> Claim:
    place = PlaceMention(start=0, end=1, text="river", name="river", place_id="river")
    event = Event(
        start=0, end=1, act="extend.postpone", earliest=LATER.isoformat(), latest=LATER.isoformat(),
        places=(place,),
    )  # fmt: skip
    source = ClaimSource(start=0, end=1, actor_id=speaker) if speaker else None
    through = None if speaker else "outlet/paper"
    return Claim(
        claim_id=f"c{number}", source=source, through=through, events=(event,), published_at=said.isoformat()
    )


def stand(accord: Agreement, said: list[Claim], obligation: str, on: date) -> Status:
    found = evaluate(accord, Evidence(claims=tuple(said)), on, on)
    return next(one for one in found if one.obligation_id == obligation)


OWN = ("qn/army", "qn/president", "outlet/paper", "person/0a", None)
days = st.integers(0, 120).map(lambda n: SIGNED + timedelta(days=n))
kinds = st.sampled_from(("extension", "waiver", "suspension", "termination", "revision"))
said_by_own = st.lists(st.tuples(st.sampled_from(OWN), days), max_size=4)


@settings(max_examples=60, deadline=None)
@given(kinds, said_by_own, days)
def test_the_word_of_those_who_owe_it_never_makes_it_less_late(kind, told, on) -> None:
    said = [put_off(who, n, day) for n, (who, day) in enumerate(told)]
    before, after = stand(PLAIN, said, MINES, on), stand(amended(kind, MINES), said, MINES, on)
    for field in ("phase", "overdue_days", "due_on", "required"):
        assert getattr(after, field) == getattr(before, field), field


def test_the_word_of_those_it_is_owed_to_does() -> None:
    on = date(2031, 4, 10)
    said = [put_off("qs/minister", 0, date(2031, 3, 18))]
    assert stand(PLAIN, said, MINES, on).phase == "overdue"
    assert stand(amended("extension", MINES), said, MINES, on).phase == "not_yet_due"
    assert stand(amended("suspension", MINES), said, MINES, on).phase == "suspended"


def test_an_observers_word_of_more_time_is_not_consent() -> None:
    on = date(2031, 4, 10)
    said = [put_off("qc/observers", 0, date(2031, 3, 18)), put_off("qn/army", 1, date(2031, 3, 18))]
    late = stand(amended("extension", MINES), said, MINES, on)
    assert (late.phase, late.overdue_days) == ("overdue", 21)
    assert late.versions["relief"].phase == "overdue"
    assert "compliance.amended.claimed" in {reason.text.code for reason in late.reasons}


def test_of_what_two_owe_each_other_one_does_not_put_it_off_or_end_it() -> None:
    on = date(2031, 6, 20)
    north, south = (put_off(who, n, date(2031, 5, 1)) for n, who in enumerate(("qn/army", "qs/army")))
    for kind in ("extension", "waiver", "suspension", "termination", "revision"):
        late = stand(amended(kind, MISSING), [north], MISSING, on)
        assert (late.phase, late.overdue_days) == ("overdue", 19), kind
    assert stand(amended("suspension", MISSING), [north, south], MISSING, on).phase == "suspended"
