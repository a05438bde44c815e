"""Signed statements → a finding, under the centre's own rule.

- Only signed statements count: one with the record's leaf that holds it. Of several by one
  delegation, the one of the highest leaf stands.
- *Parity*: every delegation has answered and all concur in one conclusion, on one clause. *Votes*:
  at least ``needed`` concur in one conclusion and all have answered, or it cannot be outvoted.
- A conclusion that carries in spite of a dissent is a finding with its dissent listed. Where all have
  answered and none can carry, the outcome is ``dissent`` if somebody dissents from what the others
  concur in, and ``deadlock`` if conclusions stand against each other or a reply never came. Both are
  outcomes that are kept, not errors.
- Until then there is no finding. Nothing that an item says takes a statement's place.

Signatures are checked where the record is read; here a statement's leaf is the sign that it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from tregua.agreement.terms import Agreement
from tregua.model.ids import content_id
from tregua.model.messages import Message, say
from tregua.model.records import Record
from tregua.model.standing import Finding
from tregua.verification.cases import Answer, Case, DelegationView

Conclusion = Literal["verified", "not_substantiated", "closed"]


class Statement(Record):
    """What a delegation signs on a case. ``conclusion`` is what it concurs in or dissents from;
    ``attributed_to`` the party it holds responsible; ``leaf`` the index in the record, null while
    it is a draft. ``no_reply`` is entered when the deadline has passed."""

    statement_id: str
    case_id: str
    delegation: str
    answer: Answer
    conclusion: Conclusion | None = None
    clause: str | None = None
    attributed_to: str | None = None
    reservation: str = ""
    leaf: int | None = None


class Rule(Record):
    """How the centre decides: ``delegations`` have a voice each; ``needed`` is for ``votes``."""

    kind: Literal["parity", "votes"] = "parity"
    delegations: tuple[str, ...]
    needed: int = 0


Ground = tuple[str, str, str | None]


def read_rule(agreement: Agreement) -> Rule:
    """Parity of the delegations that the accord seats."""
    return Rule(delegations=tuple(one.id for one in agreement.delegations))


def conclude(case: Case, statements: Iterable[Statement], rule: Rule) -> Finding | None:
    """The finding of a case, or None while the rule is not met."""
    heard = _heard(case, statements, rule)
    if not heard or not rule.delegations:
        return None
    concurring = Counter(_ground(one, case) for one in heard.values() if _concurs(one))
    missing = len(set(rule.delegations)) - len(heard)
    needed = len(set(rule.delegations)) if rule.kind == "parity" else max(1, rule.needed)
    carried = [ground for ground, count in concurring.items() if count >= needed]
    if len(carried) == 1 and (missing == 0 or _cannot_be_outvoted(concurring, carried[0], missing)):
        clause, state, attributed_to = carried[0]
        return _finding(case, clause, state, attributed_to, heard)
    if missing:
        return None
    dissent = any(one.answer == "dissent" for one in heard.values())
    settled = len(concurring) == 1 and all(one.answer != "no_reply" for one in heard.values())
    clause = min((ground[0] for ground in concurring), default=_first_clause(case))
    return _finding(case, clause, "dissent" if dissent and settled else "deadlock", None, heard)


def views_of(case: Case, statements: Iterable[Statement], rule: Rule) -> tuple[DelegationView, ...]:
    """Each delegation of the case with its signed answer, if it has given one."""
    heard = _heard(case, statements, rule)
    return tuple(
        view.model_copy(
            update={
                "answer": heard[view.delegation].answer,
                "statement_id": heard[view.delegation].statement_id,
            }
        )
        if view.delegation in heard
        else view
        for view in case.delegations
    )


def state_of(case: Case, statements: Iterable[Statement], rule: Rule) -> Message:
    """Where a case stands, in words: open and who is still to answer, or its outcome."""
    given = tuple(statements)
    heard = _heard(case, given, rule)
    finding = conclude(case, given, rule)
    if finding is not None:
        return say(f"verification.state.{finding.state}")
    if not heard:
        return say("verification.state.open")
    waiting = tuple(sorted(set(rule.delegations) - heard.keys()))
    return say("verification.state.waiting", delegations=tuple(f"delegation:{one}" for one in waiting))


def _heard(case: Case, statements: Iterable[Statement], rule: Rule) -> dict[str, Statement]:
    found: dict[str, Statement] = {}
    for one in sorted(statements, key=lambda s: (s.leaf is None, s.leaf or 0, s.statement_id)):
        if one.leaf is not None and one.case_id == case.case_id and one.delegation in rule.delegations:
            found[one.delegation] = one
    return found


def _concurs(statement: Statement) -> bool:
    return statement.answer in ("concur", "concur_with_reservation") and statement.conclusion is not None


def _ground(statement: Statement, case: Case) -> Ground:
    """What is concurred in. Who is responsible belongs to it only where a breach is verified."""
    verified = statement.conclusion == "verified"
    return (
        statement.clause or _first_clause(case),
        statement.conclusion or "",
        statement.attributed_to if verified else None,
    )


def _first_clause(case: Case) -> str:
    return case.clauses[0] if case.clauses else ""


def _cannot_be_outvoted(concurring: Counter[Ground], carried: Ground, missing: int) -> bool:
    rivals = max((count for ground, count in concurring.items() if ground != carried), default=0)
    return concurring[carried] > rivals + missing


def _finding(
    case: Case, clause: str, state: str, attributed_to: str | None, heard: dict[str, Statement]
) -> Finding:
    ids = sorted(one.statement_id for one in heard.values())
    return Finding.model_validate(
        {
            "finding_id": content_id("finding", case.case_id, clause, state, attributed_to, ids),
            "incident_id": case.incident_id,
            "clause": clause,
            "state": state,
            "attributed_to": attributed_to,
            "positions": case.positions,
            "statements": ids,
        }
    )
