"""Who asks, what is asked, and the answer: the values of rights.

What a role may do stands in one table, :mod:`tregua.centre.rights`; these are the words in which doors ask
it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from tregua.model.messages import Message

Role = Literal[
    "observer",
    "duty_officer",
    "analyst",
    "team_leader",
    "delegation_member",
    "delegation_head",
    "guarantor",
    "chair",
    "data_protection_officer",
    "administrator",
]
"""What somebody who has an account is in the centre. Each account has one."""

ROLES: tuple[Role, ...] = (
    "observer",
    "duty_officer",
    "analyst",
    "team_leader",
    "delegation_member",
    "delegation_head",
    "guarantor",
    "chair",
    "data_protection_officer",
    "administrator",
)
OF_DELEGATIONS: frozenset[str] = frozenset({"delegation_member", "delegation_head"})
"""The roles that belong to a delegation: an account with one of these names whose."""

Standing = Literal["operator", "visitor"]
"""Whoever has no account: the operator holds the centre's folder; a visitor was only let in to read."""

Action = Literal[
    "see_standings",
    "see_incidents",
    "see_registers",
    "see_items",
    "see_persons",
    "see_names",
    "see_reports",
    "see_cases",
    "see_coverage",
    "verify_record",
    "allege",
    "ingest",
    "enter_row",
    "enter_sheet",
    "correct",
    "log_call",
    "close_day",
    "write_report",
    "approve_report",
    "publish",
    "correct_report",
    "open_case",
    "task",
    "attend",
    "report_findings",
    "propose",
    "take_position",
    "sign",
    "dissent",
    "conclude",
    "suspend_case",
    "resume_case",
    "forward_case",
    "erase_person",
    "erase_item",
    "see_audit",
    "see_sign_ins",
    "see_people",
    "invite",
    "change_role",
    "unlock",
    "disable",
    "enable",
    "sign_out_others",
    "keep_own_account",
    "manage_keys",
    "back_up",
    "restore",
    "move_database",
    "rebuild",
    "serve",
]
"""What people do in a centre, as verbs. ``ingest``, ``enter_row`` and ``log_call`` are done in a running
centre, whatever day they tell of: what comes in late for a closed day is a correction of it."""

Subject = Literal["centre", "item", "entry", "person", "day", "report", "case", "account"]
"""What an action is done to. Each action is done to one kind of thing."""

State = Literal[
    "running",
    "received",
    "erased",
    "standing",
    "struck",
    "sealed",
    "not_here",
    "open",
    "closed",
    "reported",
    "written",
    "approved",
    "published",
    "alleged",
    "under_verification",
    "suspended",
    "proposed",
    "deadlocked",
    "concluded",
    "invited",
    "active",
    "locked",
    "disabled",
]


class Asked(NamedTuple):
    """May this be done? ``state`` is that of what it is done to. ``own`` tells whether that is the asker's
    own; what this means stands with the action: prepared by oneself, of one's own delegation, one's account.

    Plain words, so that one which no table knows can be asked, and is denied.
    """

    action: str
    state: str = "running"
    own: bool = False


class Person(NamedTuple):
    """Somebody at a door. ``name`` is the account's; ``role`` a :data:`Role` or a :data:`Standing`;
    ``delegation`` the accord's id of the delegation, empty for roles that belong to none."""

    name: str
    role: str
    delegation: str = ""


class Verdict(NamedTuple):
    """The answer. ``reason`` tells why not; None where it is allowed."""

    allowed: bool
    reason: Message | None = None


OPERATOR = Person("operator", "operator")
"""Whoever holds the centre's folder: the command line, and the dashboard while nobody has an account."""
VISITOR = Person("visitor", "visitor")
"""Whoever was let in to read and has no account."""
