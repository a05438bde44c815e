"""What was announced beforehand, beside what was then reported: one answer for every door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.centre.registers import ask_registers
from tregua.model.register import Notified
from tregua.model.standing import Entry, Incident
from tregua.model.when import day_of
from tregua.registers import match_notices
from tregua.registers.entries.parts import Part
from tregua.registers.subjects.notices import Announced, is_given, may_be_of


def register_notices(
    centre: Centre,
    snapshot: Snapshot,
    incidents: Sequence[Incident],
    part: Part,
    most: int | None = None,
) -> Announced:
    """The notices of ``part`` that were given up to its last day, whatever days they are of, each with those
    of ``incidents`` that it may explain; of more than ``most`` those of the newest days."""
    on = part.last or date.max
    with ask_registers(centre, snapshot) as entered:
        found = entered.take(part._replace(last=None))
    given = [one for one in found if is_given(one.entry, on)]
    left = 0 if most is None else max(len(given) - most, 0)
    kept = sorted(given, key=lambda one: (one.day, one.entry.entry_id))[left:]
    return Announced(match_notices((one.entry for one in kept), incidents, centre.agreement, on), left)


def notices_on(centre: Centre, snapshot: Snapshot, incident: Incident, on: date) -> tuple[Notified, ...]:
    """Every notice given up to ``on`` that may explain one incident, whenever it was given."""
    first, last = day_of(incident.earliest), day_of(incident.latest)
    with ask_registers(centre, snapshot) as entered:
        found: list[Entry] = [
            one.entry for one in entered.take(Part("notices")) if may_be_of(one.entry, first, last)
        ]
    told = match_notices(found, [incident], centre.agreement, on)
    return tuple(one for one in told if one.incidents)
