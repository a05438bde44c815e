"""Who may do what: one table, role by action by state. What does not stand in it is denied.

A line grants an action in some states to roles: to anybody of a role, to it where the thing is its own, or to
it where the thing is another's. What *own* means is one thing for an action and stands with it. No line takes
anything away, so the order of the lines says nothing, and a role that is not named may nothing.

The duty officer prepares, a team leader approves, the chair forwards; a delegation acts for itself alone; the
data-protection officer erases and reads the audit; the administrator keeps the machine and sees no evidence.
No charter changes this (docs/decisions/0016-rights-are-one-table.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from tregua.model.messages import Message, say
from tregua.model.rights import (
    OF_DELEGATIONS,
    ROLES,
    Action,
    Asked,
    Person,
    Role,
    Standing,
    State,
    Subject,
    Verdict,
)
from tregua.model.tiers import INTERNAL, PARTIES, PUBLIC, Audience

Own = Literal["prepared", "alleged", "proposed", "entered", "delegation", "account"]
"""What makes a thing one's own: prepared, alleged, proposed or entered by oneself; of one's own delegation;
one's own account."""


class Line(NamedTuple):
    """In these states these roles may: whosever it is, with their own, with others'."""

    action: Action
    states: tuple[State, ...]
    any: tuple[Role, ...] = ()
    own: tuple[Role, ...] = ()
    others: tuple[Role, ...] = ()


class Kind(NamedTuple):
    """What an action is done to, and what makes this the asker's own."""

    subject: Subject
    own: Own | None = None


CENTRE = Kind("centre")
KINDS: dict[str, Kind] = {
    "see_standings": CENTRE,
    "see_incidents": CENTRE,
    "see_registers": CENTRE,
    "see_items": Kind("item"),
    "see_persons": Kind("person"),
    "see_names": Kind("person", "delegation"),
    "see_reports": Kind("report"),
    "see_cases": Kind("case", "delegation"),
    "see_coverage": CENTRE,
    "verify_record": CENTRE,
    "allege": Kind("centre", "delegation"),
    "ingest": CENTRE,
    "enter_row": Kind("centre", "delegation"),
    "enter_sheet": Kind("centre", "delegation"),
    "correct": Kind("entry", "entered"),
    "log_call": CENTRE,
    "close_day": Kind("day"),
    "write_report": Kind("day"),
    "approve_report": Kind("report", "prepared"),
    "publish": Kind("report", "prepared"),
    "correct_report": Kind("report"),
    "open_case": Kind("case", "alleged"),
    "task": Kind("case"),
    "attend": Kind("case", "delegation"),
    "report_findings": Kind("case"),
    "propose": Kind("case"),
    "take_position": Kind("case", "delegation"),
    "sign": Kind("case", "delegation"),
    "dissent": Kind("case", "delegation"),
    "conclude": Kind("case", "proposed"),
    "suspend_case": Kind("case"),
    "resume_case": Kind("case"),
    "forward_case": Kind("case"),
    "erase_person": Kind("person"),
    "erase_item": Kind("item"),
    "see_audit": CENTRE,
    "see_sign_ins": CENTRE,
    "see_people": Kind("account", "account"),
    "invite": Kind("account", "account"),
    "change_role": Kind("account", "account"),
    "unlock": Kind("account", "account"),
    "disable": Kind("account", "account"),
    "enable": Kind("account", "account"),
    "sign_out_others": Kind("account", "account"),
    "keep_own_account": Kind("account", "account"),
    "manage_keys": CENTRE,
    "back_up": CENTRE,
    "restore": CENTRE,
    "move_database": CENTRE,
    "rebuild": CENTRE,
    "serve": CENTRE,
}
"""What each action is done to."""

STATES: dict[Subject, tuple[State, ...]] = {
    "centre": ("running",),
    "item": ("received", "erased"),
    "entry": ("standing", "struck"),
    "person": ("sealed", "erased", "not_here"),
    "day": ("open", "closed", "reported"),
    "report": ("written", "approved", "published"),
    "case": ("alleged", "under_verification", "suspended", "proposed", "deadlocked", "concluded"),
    "account": ("invited", "active", "locked", "disabled"),
}
"""The states that each kind of thing can be in."""

_OFFICE: tuple[Role, ...] = ("observer", "duty_officer", "analyst", "team_leader", "chair")
_DESK: tuple[Role, ...] = ("duty_officer", "analyst", "team_leader")
_DELEGATION: tuple[Role, ...] = ("delegation_member", "delegation_head")
_READERS: tuple[Role, ...] = (*_OFFICE, *_DELEGATION, "guarantor", "data_protection_officer")
_UNDER_WAY: tuple[State, ...] = ("under_verification", "suspended", "proposed", "deadlocked", "concluded")
_KEEPER: tuple[Role, ...] = ("administrator",)
_PROTECTION: tuple[Role, ...] = ("data_protection_officer",)

TABLE: tuple[Line, ...] = (
    # Seeing. How much of it there is to see is the audience's: see audience_of.
    Line("see_standings", ("running",), any=ROLES),
    Line("see_incidents", ("running",), any=_READERS),
    Line("see_registers", ("running",), any=_READERS),
    Line("see_items", ("received", "erased"), any=_READERS),
    Line(
        "see_persons",
        ("sealed", "erased", "not_here"),
        any=(*_DESK, "chair", *_DELEGATION, "guarantor", *_PROTECTION),
    ),
    Line("see_names", ("sealed",), any=("team_leader", *_PROTECTION), own=("delegation_head",)),
    Line("see_reports", ("written", "approved"), any=_OFFICE),
    Line("see_reports", ("published",), any=ROLES),
    Line("see_cases", ("alleged",), any=_OFFICE, own=_DELEGATION),
    Line("see_cases", _UNDER_WAY, any=(*_OFFICE, *_DELEGATION, "guarantor")),
    Line("see_coverage", ("running",), any=_OFFICE),
    Line("verify_record", ("running",), any=ROLES),
    # Taking in.
    Line("allege", ("running",), any=("observer", *_DESK), own=_DELEGATION),
    Line("ingest", ("running",), any=_DESK),
    Line("enter_row", ("running",), any=("observer", *_DESK), own=_DELEGATION),
    Line("enter_sheet", ("running",), any=("observer", *_DESK), own=_DELEGATION),
    Line("correct", ("standing",), any=_DESK, own=("observer", *_DELEGATION)),
    Line("log_call", ("running",), any=("duty_officer", "team_leader")),
    # The day and its report.
    Line("close_day", ("open", "closed", "reported"), any=("team_leader",)),
    Line("write_report", ("closed", "reported"), any=_DESK),
    Line("approve_report", ("written",), others=("team_leader",)),
    Line("publish", ("approved",), others=("chair",)),
    Line("correct_report", ("published",), any=_DESK),
    # Cases.
    Line("open_case", ("alleged",), others=("team_leader", "chair")),
    Line("task", ("under_verification",), any=("team_leader", "chair")),
    Line("attend", ("under_verification",), any=("guarantor",), own=_DELEGATION),
    Line("report_findings", ("under_verification",), any=("observer", *_DESK)),
    Line("propose", ("under_verification",), any=("analyst", "team_leader")),
    Line("take_position", ("under_verification", "proposed"), own=_DELEGATION),
    Line("sign", ("proposed", "deadlocked"), own=("delegation_head",)),
    Line("dissent", ("proposed",), own=("delegation_head",)),
    Line("conclude", ("proposed", "deadlocked"), others=("chair",)),
    Line("suspend_case", ("under_verification", "proposed"), any=("chair",)),
    Line("resume_case", ("suspended", "deadlocked", "concluded"), any=("chair",)),
    Line("forward_case", ("concluded",), any=("chair",)),
    # Persons and what is erased.
    Line("erase_person", ("sealed", "not_here"), any=_PROTECTION),
    Line("erase_item", ("received",), any=_PROTECTION),
    Line("see_audit", ("running",), any=_PROTECTION),
    # Accounts.
    Line("see_sign_ins", ("running",), any=(*_PROTECTION, *_KEEPER)),
    Line(
        "see_people",
        ("invited", "active", "locked", "disabled"),
        any=(*_PROTECTION, *_KEEPER),
    ),
    Line("invite", ("invited",), others=_KEEPER),
    Line("change_role", ("invited", "active", "locked", "disabled"), others=_KEEPER),
    Line("unlock", ("locked",), others=_KEEPER),
    Line("disable", ("invited", "active", "locked"), others=_KEEPER),
    Line("enable", ("disabled",), others=_KEEPER),
    Line("sign_out_others", ("active", "locked"), others=_KEEPER),
    Line("keep_own_account", ("active",), own=ROLES),
    # The machine.
    Line("manage_keys", ("running",), any=_KEEPER),
    Line("back_up", ("running",), any=_KEEPER),
    Line("restore", ("running",), any=_KEEPER),
    Line("move_database", ("running",), any=_KEEPER),
    Line("rebuild", ("running",), any=_KEEPER),
    Line("serve", ("running",), any=_KEEPER),
)
"""The whole table."""

_VISITOR = frozenset(
    {
        ("see_standings", "running"),
        ("see_incidents", "running"),
        ("see_registers", "running"),
        ("see_items", "received"),
        ("see_items", "erased"),
        ("see_reports", "published"),
        ("verify_record", "running"),
    }
)
"""What somebody may who has no right but to read what the audience sees that the door was opened for."""

_GRANTED: frozenset[tuple[str, str, str, bool]] = frozenset(
    (role, line.action, state, own)
    for line in TABLE
    for state in line.states
    for own, roles in ((True, (*line.any, *line.own)), (False, (*line.any, *line.others)))
    for role in roles
)
_ANYBODY = frozenset((action, state) for _, action, state, _ in _GRANTED)


def may(person: Person, asked: Asked) -> Verdict:
    """Whether ``person`` may do what is asked; where not, why, as a message ``rights.*``.

    Roles, actions and states that the table does not know are denied, as is somebody of a delegation whose
    delegation is not told. The operator may whatever anybody may.
    """
    if asked.action not in KINDS:
        return _denied("rights.no_action", given=asked.action)
    if person.role in OF_DELEGATIONS and not person.delegation:
        return _denied("rights.no_delegation", role=_role(person.role))
    if person.role == "operator":
        return Verdict(True) if (asked.action, asked.state) in _ANYBODY else _state_denies(asked)
    if person.role == "visitor":
        return Verdict(True) if (asked.action, asked.state) in _VISITOR else _role_denies(person, asked)
    if person.role not in ROLES:
        return _denied("rights.no_role", given=person.role)
    if (person.role, asked.action, asked.state, asked.own) in _GRANTED:
        return Verdict(True)
    return _why_not(person, asked)


def audience_of(person: Person) -> Audience:
    """Whose eyes somebody sees with: ``public``, ``parties``, ``internal`` or ``delegation:ID``; nothing that
    the table does not know sees more than the public."""
    if person.role in OF_DELEGATIONS:
        return Audience(f"delegation:{person.delegation.casefold()}") if person.delegation else PUBLIC
    if person.role == "guarantor":
        return PARTIES
    return INTERNAL if person.role in (*_OFFICE, "operator") else PUBLIC


def who_may(action: str, state: str | None = None) -> tuple[Role, ...]:
    """The roles that may do this, in this state or in any; in the order of :data:`ROLES`."""
    found = {role for role, what, when, _ in _GRANTED if what == action and state in (None, when)}
    return tuple(role for role in ROLES if role in found)


def _why_not(person: Person, asked: Asked) -> Verdict:
    if person.role not in who_may(asked.action):
        return _role_denies(person, asked)
    if person.role not in who_may(asked.action, asked.state):
        return _state_denies(asked)
    kind = KINDS[asked.action]
    return _denied(f"rights.{'others' if asked.own else 'own'}.{kind.own}", action=_action(asked.action))


def _role_denies(person: Person, asked: Asked) -> Verdict:
    roles = who_may(asked.action, asked.state) or who_may(asked.action)
    return _denied(
        "rights.role",
        action=_action(asked.action),
        roles=tuple(_role(one) for one in roles),
        role=_role(person.role),
    )


def _state_denies(asked: Asked) -> Verdict:
    subject = KINDS[asked.action].subject
    if asked.state not in STATES[subject]:
        return _denied("rights.no_state", given=asked.state, action=_action(asked.action))
    when: Iterable[State] = (one for one in STATES[subject] if (asked.action, one) in _ANYBODY)
    return _denied(
        "rights.state",
        action=_action(asked.action),
        state=say(f"rights.state.{asked.state}"),
        when=tuple(say(f"rights.state.{one}") for one in when),
    )


def _denied(code: str, /, **args: str | Message | tuple[Message, ...]) -> Verdict:
    return Verdict(False, Message(code=code, args=dict(args)))


def _action(action: str) -> Message:
    return say(f"rights.action.{action}")


def _role(role: str) -> Message:
    return say(f"rights.role.{role}" if role in (*ROLES, *get_args(Standing)) else "rights.role.none")
