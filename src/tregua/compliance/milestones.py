"""The day on which each event of the accord happened, from which its windows are counted.

- A day that the accord names is that day.
- An obligation's fulfilment is the day on which it was fulfilled, under the version in force and the
  default reading; while it is only claimed, nothing is counted from it.
- A sign is the first day of a credible word that gives it; an outlet's word alone is none.

An event that waits for an obligation which waits for the event never happens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tregua.agreement.calendar import days_known
from tregua.agreement.terms import Agreement
from tregua.agreement.timing import Sign
from tregua.agreement.versions import bears_out
from tregua.compliance.evidence import Evidence
from tregua.model.when import day_of
from tregua.vocabulary.names import speaks_in_office

Fulfilled = Callable[[str], date | None]
"""Obligation id → the day it was fulfilled, or None."""


class Milestones:
    """Finds each event's day, once, from what happened up to ``day``."""

    def __init__(self, agreement: Agreement, evidence: Evidence, day: date, fulfilled: Fulfilled) -> None:
        self._agreement = agreement
        self._evidence = evidence
        self._day = day
        self._fulfilled = fulfilled
        self._found: dict[str, date | None] = dict(days_known(agreement))

    def day_of(self, event_id: str) -> date | None:
        """The day the event happened; None where that is not known by ``day``."""
        if event_id not in self._found:
            self._found[event_id] = None  # what waits for itself finds nothing
            self._found[event_id] = self._find(event_id)
        return self._found[event_id]

    def _find(self, event_id: str) -> date | None:
        event = next((one for one in self._agreement.events if one.id == event_id), None)
        if event is None:
            return None
        return self._day_shown(event.sign) if event.sign else self._fulfilled(event.obligation)

    def _day_shown(self, sign: Sign) -> date | None:
        days = [
            day_of(told)
            for claim in self._evidence.current_claims
            if speaks_in_office(claim.said_by) and bears_out(self._agreement, sign, claim)
            for event in claim.events
            if (told := event.latest or event.earliest or claim.published_at)
        ]
        return min((day for day in days if day <= self._day), default=None)
