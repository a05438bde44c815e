"""When the events of the accord happened, as the centre knew it."""

from __future__ import annotations

from datetime import date

from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.compliance.judging.court import Court


def event_days(centre: Centre, snapshot: Snapshot, on: date) -> dict[str, date]:
    """Event id → its day, of every event known in ``snapshot`` to have happened by ``on``."""
    evidence = know(centre, snapshot).evidence
    court = Court(centre.agreement, evidence, on, centre.charter.day_at(snapshot.at))
    days = {event.id: court.day_of(event.id) for event in centre.agreement.events}
    return {event_id: day for event_id, day in days.items() if day is not None}
