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
from tregua.agreement.timing import Milestone, Sign
from tregua.compliance.evidence.dossier import Dossier, dossier_of
from tregua.compliance.evidence.words import Evidence

Fulfilled = Callable[[str], date | None]
"""Obligation id → the day it was fulfilled, or None."""


class Milestones:
    """Finds each event's day, once, from what happened up to ``day``."""

    def __init__(self, agreement: Agreement, evidence: Evidence, day: date, fulfilled: Fulfilled) -> None:
        self._dossier = dossier_of(agreement, evidence)
        self._day = day
        self._fulfilled = fulfilled
        self._named: dict[str, date] = self._dossier.made("days", lambda: days_known(agreement))
        self._found: dict[str, date | None] = {}

    def day_of(self, event_id: str) -> date | None:
        """The day the event happened; None where that is not known by ``day``."""
        if event_id in self._named:
            return self._named[event_id]
        if event_id not in self._found:
            self._found[event_id] = None  # what waits for itself finds nothing
            self._found[event_id] = self._find(event_id)
        return self._found[event_id]

    def _find(self, event_id: str) -> date | None:
        event = _events(self._dossier).get(event_id)
        if event is None:
            return None
        return self._day_shown(event_id, event.sign) if event.sign else self._fulfilled(event.obligation)

    def _day_shown(self, event_id: str, sign: Sign) -> date | None:
        day: date | None = self._dossier.made(("shown", event_id), lambda: self._dossier.shown_on(sign))
        return day if day is not None and day <= self._day else None


def _events(dossier: Dossier) -> dict[str, Milestone]:
    found: dict[str, Milestone] = dossier.made(
        "events", lambda: {one.id: one for one in reversed(dossier.agreement.events)}
    )
    return found
