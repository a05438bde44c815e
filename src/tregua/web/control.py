"""The areas of control as the map shows them: under the zones of a day, and in whose colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tregua.agreement.terms import Agreement
from tregua.model.register import Page, State
from tregua.registers.subjects.areas import Area, areas_on
from tregua.web.zones import ZoneStanding


def areas_of_zones(
    page: Page, states: Iterable[State], zones: Sequence[ZoneStanding], agreement: Agreement
) -> tuple[Area, ...]:
    """The areas of a whole page of control, by ``states`` of its areas, where each zone's obligation stands
    as ``zones`` say."""
    statuses = {one.zone.id: one.status for one in zones if one.status}
    return areas_on(states, page.lines, [one.zone for one in zones], statuses, agreement)


def sides_of(agreement: Agreement) -> Mapping[str, int]:
    """Each party's number on the map, from 1, in the accord's order."""
    return {party.id: number for number, party in enumerate(agreement.parties, 1)}
