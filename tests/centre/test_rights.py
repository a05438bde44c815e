"""The table of rights, cell by cell against a list written apart from it, and what holds in any case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tregua.centre.rights import KINDS, STATES, TABLE, audience_of, may, who_may
from tregua.model.messages import Message
from tregua.model.rights import OF_DELEGATIONS, OPERATOR, ROLES, VISITOR, Action, Asked, Person, State
from tregua.model.tiers import INTERNAL, PARTIES, PUBLIC, Audience
from tregua.reporting.messages import Catalogue, Renderer

EXPECTED = Path(__file__).parent / "rights_expected.txt"
COLUMNS = {
    "ob": "observer",
    "du": "duty_officer",
    "an": "analyst",
    "tl": "team_leader",
    "dm": "delegation_member",
    "dh": "delegation_head",
    "gu": "guarantor",
    "ch": "chair",
    "dp": "data_protection_officer",
    "ad": "administrator",
}
MARKS = {"+": (True, False), "o": (True,), "x": (False,), ".": ()}
EVERY_STATE: tuple[str, ...] = get_args(State)
EVERY_ACTION: tuple[str, ...] = get_args(Action)


def somebody(role: str) -> Person:
    """Somebody of a role; of a delegation where the role has one."""
    return Person("somebody", role, "tr" if role in OF_DELEGATIONS else "")


def expected() -> set[tuple[str, str, str, bool]]:
    """Every cell of the list that is granted: role, action, state, own."""
    granted: set[tuple[str, str, str, bool]] = set()
    lines = [line.split() for line in EXPECTED.read_text("utf-8").splitlines()]
    head = next(line[3:] for line in lines if line[:3] == ["#", "action", "state"])
    seen: set[tuple[str, str]] = set()
    for line in (one for one in lines if one and one[0] != "#"):
        action, state, *marks = line
        assert (action, state) not in seen, f"{action} {state} stands twice"
        seen.add((action, state))
        for short, mark in zip(head, marks, strict=True):
            granted |= {(COLUMNS[short], action, state, own) for own in MARKS[mark]}
    return granted


def cells() -> Iterator[tuple[str, str, str, bool]]:
    """Every role, action, state and whose."""
    return iter(product(ROLES, EVERY_ACTION, EVERY_STATE, (True, False)))


def test_every_cell_is_as_written_apart() -> None:
    granted = expected()
    told = {cell for cell in cells() if may(somebody(cell[0]), Asked(*cell[1:])).allowed}
    assert sum(1 for _ in cells()) == 10 * 51 * 23 * 2
    assert told - granted == set(), "granted by the table, not by the list"
    assert granted - told == set(), "granted by the list, not by the table"


def test_the_list_names_what_there_is() -> None:
    assert set(COLUMNS.values()) == set(ROLES)
    for role, action, state, _ in expected():
        assert role in ROLES
        assert state in STATES[KINDS[action].subject]
    assert {action for _, action, _, _ in expected()} == set(EVERY_ACTION) == set(KINDS)
    assert {state for states in STATES.values() for state in states} == set(EVERY_STATE)


def test_whose_it_is_is_asked_only_where_it_says_what_that_means() -> None:
    for line in TABLE:
        assert set(line.states) <= set(STATES[KINDS[line.action].subject])
        if line.own or line.others:
            assert KINDS[line.action].own, line.action


WORDS = st.text(max_size=20)


@given(role=WORDS, action=WORDS, state=WORDS, own=st.booleans())
def test_what_no_table_knows_is_denied(role: str, action: str, state: str, own: bool) -> None:
    for who, what, when in (
        (role, "see_standings", "running"),
        ("team_leader", action, "running"),
        ("team_leader", "see_standings", state),
        ("operator", action, "running"),
        ("operator", "see_standings", state),
        ("visitor", action, "running"),
    ):
        known = who in (*ROLES, "operator", "visitor") and what in EVERY_ACTION and when in EVERY_STATE
        assume(not known)
        verdict = may(Person("somebody", who, "tr"), Asked(what, when, own))
        assert not verdict.allowed
        assert verdict.reason is not None


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("change", [str.upper, str.title, lambda one: f"{one} ", lambda one: f"{one}\0"])
def test_a_role_written_otherwise_is_none(role: str, change: object) -> None:
    assert callable(change)
    assert not may(Person("somebody", change(role), "tr"), Asked("see_standings")).allowed


def test_every_denial_says_why_and_what_to_do() -> None:
    renderer, catalogue = Renderer(), Catalogue.load()
    people = [*map(somebody, ROLES), OPERATOR, VISITOR, Person("x", "delegation_head"), Person("x", "king")]
    said = set()
    for person, action, state, own in product(people, (*EVERY_ACTION, "fly"), EVERY_STATE, (True, False)):
        verdict = may(person, Asked(action, state, own))
        assert (verdict.reason is None) == verdict.allowed
        if verdict.reason:
            said.add(verdict.reason.code)
            assert catalogue.template(f"{verdict.reason.code}.do"), verdict.reason.code
            text = renderer.text(verdict.reason)
            assert "rights." not in text
            assert text.endswith(".")
    assert {"rights.role", "rights.state", "rights.no_state", "rights.no_role", "rights.no_action"} < said
    assert {"rights.others.prepared", "rights.own.delegation", "rights.no_delegation"} < said


def test_a_denial_in_words() -> None:
    reason = may(somebody("analyst"), Asked("close_day", "open")).reason
    assert isinstance(reason, Message)
    assert Renderer().text(reason) == "Only a team leader may close a day. You are here as an analyst."


# ---- what holds whatever the table says ---------------------------------------------------------------


def allowed(action: str, *, own: bool | None = None) -> set[str]:
    """The roles that may, in any state."""
    either = (True, False) if own is None else (own,)
    asked = product(ROLES, EVERY_STATE, either)
    return {role for role, state, one in asked if may(somebody(role), Asked(action, state, one)).allowed}


def test_nobody_approves_publishes_or_concludes_his_own() -> None:
    for action in ("approve_report", "publish", "conclude", "open_case"):
        assert allowed(action, own=True) == set(), action
        assert allowed(action, own=False), action


def test_whoever_approves_does_not_publish() -> None:
    assert not allowed("approve_report") & allowed("publish")
    assert not allowed("publish") & allowed("write_report")
    assert not allowed("conclude") & allowed("propose")


def test_names_are_for_three_roles() -> None:
    assert allowed("see_names") == {"team_leader", "delegation_head", "data_protection_officer"}
    assert "delegation_head" not in allowed("see_names", own=False)
    assert allowed("see_names") <= allowed("see_persons")


def test_the_administrator_keeps_the_machine_and_sees_no_evidence() -> None:
    machine = ("manage_keys", "back_up", "restore", "move_database", "rebuild", "serve")
    assert all(allowed(action) == {"administrator"} for action in machine)
    seen = {one for one in EVERY_ACTION if one.startswith("see_") and "administrator" in allowed(one)}
    assert seen == {"see_standings", "see_reports", "see_sign_ins", "see_people"}
    assert audience_of(somebody("administrator")) == PUBLIC
    changes = {one for one in EVERY_ACTION if not one.startswith("see_") and "administrator" in allowed(one)}
    of_people = {one for one in EVERY_ACTION if KINDS[one].subject == "account"}
    assert changes == {*machine, "verify_record", *of_people} - {"see_people"}


def test_who_erases_does_not_enter_and_who_enters_does_not_erase() -> None:
    erasers = allowed("erase_person") | allowed("erase_item")
    assert erasers == {"data_protection_officer"} == allowed("see_audit")
    for action in ("enter_row", "enter_sheet", "ingest", "correct", "propose", "publish"):
        assert not erasers & allowed(action)


def test_a_delegation_acts_for_itself_alone() -> None:
    for role in OF_DELEGATIONS:
        for action in EVERY_ACTION:
            if action.startswith("see_") or action == "verify_record":
                continue
            assert not any(may(somebody(role), Asked(action, one, own=False)).allowed for one in EVERY_STATE)
    for action in ("take_position", "sign", "dissent"):
        assert allowed(action) <= OF_DELEGATIONS
        assert allowed(action, own=False) == set()


def test_a_head_may_what_a_member_may() -> None:
    for action, state, own in product(EVERY_ACTION, EVERY_STATE, (True, False)):
        if may(somebody("delegation_member"), Asked(action, state, own)).allowed:
            assert may(somebody("delegation_head"), Asked(action, state, own)).allowed


def test_nobody_changes_his_own_role_or_state() -> None:
    for action in ("invite", "change_role", "unlock", "disable", "enable", "sign_out_others"):
        assert allowed(action, own=True) == set()
    assert allowed("keep_own_account", own=True) == set(ROLES)
    assert allowed("keep_own_account", own=False) == set()


def test_nothing_is_done_to_what_is_erased() -> None:
    for action in EVERY_ACTION:
        if not action.startswith("see_"):
            assert not any(may(somebody(role), Asked(action, "erased")).allowed for role in ROLES)


def test_the_operator_may_what_anybody_may_and_nothing_else() -> None:
    for action, state, own in product(EVERY_ACTION, EVERY_STATE, (True, False)):
        someone = bool(who_may(action, state))
        assert may(OPERATOR, Asked(action, state, own)).allowed == someone


def test_a_visitor_changes_nothing_and_sees_no_persons() -> None:
    asked = product(EVERY_ACTION, EVERY_STATE)
    given = {(action, state) for action, state in asked if may(VISITOR, Asked(action, state)).allowed}
    assert {action for action, _ in given} == {
        "see_standings",
        "see_incidents",
        "see_registers",
        "see_items",
        "see_reports",
        "verify_record",
    }
    assert ("see_reports", "published") in given
    assert ("see_reports", "written") not in given


def test_somebody_of_a_delegation_that_is_not_told_may_nothing() -> None:
    for role in OF_DELEGATIONS:
        for action, state in product(EVERY_ACTION, EVERY_STATE):
            assert not may(Person("x", role), Asked(action, state, own=True)).allowed


@pytest.mark.parametrize(
    ("person", "audience"),
    [
        *(
            (somebody(one), INTERNAL)
            for one in ("observer", "duty_officer", "analyst", "team_leader", "chair")
        ),
        (Person("x", "delegation_member", "TR"), Audience("delegation:tr")),
        (Person("x", "delegation_head", "ru"), Audience("delegation:ru")),
        (Person("x", "delegation_head"), PUBLIC),
        (somebody("guarantor"), PARTIES),
        (somebody("data_protection_officer"), PUBLIC),
        (somebody("administrator"), PUBLIC),
        (OPERATOR, INTERNAL),
        (VISITOR, PUBLIC),
        (Person("x", "king"), PUBLIC),
    ],
)
def test_a_role_sees_with_its_own_eyes(person: Person, audience: Audience) -> None:
    assert audience_of(person) == audience
