"""What is said of a person: how, by whose word, and whether who asked was answered."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.person import PersonState
from tregua.model.standing import Entry
from tregua.registers.subjects.persons import persons_on

with as_file(files("tregua") / "data" / "accords" / "karabakh-2020") as _folder:
    ACCORD = load_accord(_folder)

WHO = "person-0123456789abcdef"


def word(act: str, day: str, said_by: str, **more: object) -> Entry:
    fields = {
        "register_name": "exchanges",
        "measure": act.rpartition(".")[2],
        "person": WHO,
        "to": "am",
        **more,
    }
    number = f"{act}|{day}|{said_by}|{sorted(more)}"
    return Entry(
        entry_id=number,
        act=act,
        earliest=day,
        latest=day,
        said_by=said_by,
        claim_id=number,
        **fields,  # type: ignore[arg-type]
    )


ASKED = word("account.request", "2020-12-01", "am/mod")
HELD = word("account.confirm.held", "2020-12-05", "az/mod")
DENIED = word("account.held", "2020-12-07", "az/mod", stance="denies")
VISITED = word("account.visit", "2020-12-06", "icrc")
RETURNED = word("exchange.prisoners", "2020-12-14", "am/gov")
BODY = word("exchange.bodies", "2020-12-20", "icrc")
DEAD = word("account.confirm", "2020-12-10", "az/mod", unit="body")
MISSING = word("loss.missing", "2020-12-09", "am/mod", register_name="losses")


def state(*entries: Entry, on: str = "2020-12-31") -> PersonState:
    [found] = persons_on(entries, ACCORD, date.fromisoformat(on))
    return found


@pytest.mark.parametrize(
    ("entries", "condition", "contested"),
    [
        ([ASKED], None, False),
        ([ASKED, HELD], "held", False),
        ([HELD, MISSING], "held", False),
        ([MISSING], "missing", False),
        ([VISITED, DENIED], None, True),
        ([HELD, DENIED], "not_held", False),
        ([HELD, RETURNED], "returned", False),
        ([DEAD, RETURNED], None, True),
        ([DEAD, BODY], "body_returned", False),
        ([RETURNED, word("exchange", "2020-12-15", "az/mod", negated=True)], None, True),
        ([RETURNED, word("account.held", "2020-12-16", "nk")], None, True),
    ],
)
def test_how_a_person_is_said_to_be(entries: list[Entry], condition: str | None, contested: bool) -> None:
    found = state(*entries)
    assert (found.condition, found.contested) == (condition, contested)
    assert found == state(*reversed(entries)), "the order in which they came does not matter"
    assert {one.entry_id for one in found.resting_on} <= {one.entry_id for one in entries}


def test_a_request_is_open_until_somebody_else_answers() -> None:
    own = word("account.held", "2020-12-02", "am/gov")
    assert [one.open_days for one in state(ASKED, own, on="2020-12-04").requests] == [3]
    assert state(ASKED, own, on="2020-12-04").is_open
    [answered] = state(ASKED, own, HELD).requests
    assert (answered.answered_on, answered.answer_claim_id) == (date(2020, 12, 5), HELD.claim_id)
    assert not state(ASKED, DENIED).is_open, "a denial is an answer"
    assert not state(ASKED, VISITED).is_open


def test_what_is_planned_is_no_condition() -> None:
    assert state(HELD, RETURNED.model_copy(update={"modality": "planned"})).condition == "held"


def test_nothing_is_told_of_a_later_day_or_of_nobody() -> None:
    assert persons_on([HELD], ACCORD, date(2020, 12, 4)) == ()
    assert persons_on([HELD.model_copy(update={"person": ""})], ACCORD, date(2020, 12, 31)) == ()


ALL = [ASKED, HELD, DENIED, VISITED, RETURNED, BODY, DEAD, MISSING]


@given(st.lists(st.sampled_from(ALL), unique_by=lambda one: one.entry_id, min_size=1))
def test_a_condition_is_always_somebodys_word(entries: list[Entry]) -> None:
    found = state(*entries)
    assert found == state(*sorted(entries, key=lambda one: one.entry_id))
    assert (found.condition is None) == (found.contested or not found.resting_on)
    assert {one.entry_id for one in found.words} == {one.entry_id for one in entries}
