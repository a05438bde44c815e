"""Incidents → cases: each incident against the clauses that it touches.

An incident touches an obligation to cease, refrain or hold, and a guarantee whose own area it names.
That a case is open says only that the question is put, not that anything was broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tregua.agreement.calendar import starts_in
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.ids import content_id
from tregua.model.messages import Message, say
from tregua.model.records import Record
from tregua.model.standing import Incident, Position
from tregua.model.when import last_instant
from tregua.vocabulary.acts import GROUND_TAKEN, is_a

Answer = Literal["concur", "concur_with_reservation", "dissent", "no_reply"]


class DelegationView(Record):
    """What one delegation says of a case; ``answer`` null where it has signed nothing."""

    delegation: str
    represents: tuple[str, ...] = ()
    answer: Answer | None = None
    statement_id: str | None = None


class Case(Record):
    """One incident before the centre. ``positions`` are those of the sides and of onlookers, as
    reported; ``delegations`` those who decide, each with its own view. ``state`` is rendered text."""

    case_id: str
    incident_id: str
    clauses: tuple[str, ...]
    obligations: tuple[str, ...]
    positions: tuple[Position, ...] = ()
    delegations: tuple[DelegationView, ...] = ()
    state: Message


def open_cases(incidents: Iterable[Incident], agreement: Agreement) -> tuple[Case, ...]:
    """One case for each incident that touches a clause, in the incidents' own order of time and id.

    No statement has been heard yet: every delegation's view is empty.
    """
    made: list[Case] = []
    for incident in sorted(incidents, key=lambda one: (one.earliest, one.latest, one.incident_id)):
        touched = touched_obligations(incident, agreement)
        if not touched:
            continue
        made.append(
            Case(
                case_id=content_id("case", incident.incident_id),
                incident_id=incident.incident_id,
                clauses=tuple(dict.fromkeys(one.clause for one in touched)),
                obligations=tuple(one.id for one in touched),
                positions=incident.positions,
                delegations=tuple(
                    DelegationView(delegation=one.id, represents=one.represents)
                    for one in agreement.delegations
                ),
                state=say("verification.state.open"),
            )
        )
    return tuple(made)


def touched_obligations(incident: Incident, agreement: Agreement) -> tuple[Obligation, ...]:
    """The obligations an incident bears on, in the accord's order."""
    return tuple(one for one in agreement.obligations if _touches(incident, one, agreement))


def _touches(incident: Incident, obligation: Obligation, agreement: Agreement) -> bool:
    if not _has_begun(incident, obligation, agreement.zone):
        return False
    if obligation.kind == "guarantee":
        return any(agreement.lies_in(place, obligation.area) for place in incident.place_ids)
    if obligation.kind == "hold":
        acts = [one.act for one in incident.reports] or [incident.act]
        if not any(is_a(act, taken) for act in acts for taken in GROUND_TAKEN):
            return False
    elif obligation.kind not in ("cease", "refrain"):
        return False
    return _may_lie_in(incident.place_ids, obligation.area, agreement)


def _has_begun(incident: Incident, obligation: Obligation, zone: str) -> bool:
    """A night that runs into the first hour may be after it: its case is opened, not decided."""
    starts = starts_in(obligation.window, zone)
    return starts is None or last_instant(incident.latest) >= starts


def _may_lie_in(place_ids: tuple[str, ...], area: tuple[str, ...], agreement: Agreement) -> bool:
    """True where nothing is named; a place the accord does not know is not shut out by that."""
    known = {place.place_id for place in agreement.places}
    if not place_ids or not area:
        return True
    return any(
        one not in known
        or agreement.lies_in(one, area)
        or any(agreement.lies_in(part, (one,)) for part in area)
        for one in place_ids
    )
