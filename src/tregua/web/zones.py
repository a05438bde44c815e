"""The accord's zones as a map shows them: which are valid on a day, in which order, in which tone.

Only a district that is to be handed over takes the tone of its standing; a corridor has its own; a
region or any other area is an outline, so that no colour says whose land it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tregua.agreement.drawn import Zone
from tregua.agreement.terms import Agreement
from tregua.model.standing import Status
from tregua.web.board import GROUP_OF

_ORDER = ("district", "corridor", "region", "line", "site")


@dataclass(frozen=True)
class ZoneStanding:
    """A zone, the obligation it is there for (if any), and the tone it is drawn in."""

    zone: Zone
    status: Status | None
    tone: str


def zone_standings(agreement: Agreement, statuses: Sequence[Status], on: date) -> tuple[ZoneStanding, ...]:
    """The zones valid on a day: districts to be handed over first, then the rest, lines last."""
    found = [_stand(agreement, zone, statuses) for zone in agreement.zones if zone.is_valid(on)]
    return tuple(
        sorted(found, key=lambda one: (one.tone == "none", _ORDER.index(one.zone.kind), one.zone.name))
    )


_HANDED_OVER = {
    "contested": "web.zone.contested",
    "overdue": "web.zone.overdue",
    "unseen": "web.zone.unseen",
    "going": "web.zone.going",
    "claimed": "web.zone.claimed",
    "done": "web.zone.done",
    "waiting": "web.zone.waiting",
    "ended": "web.zone.ended",
}


def legend(standings: Sequence[ZoneStanding]) -> tuple[tuple[str, str], ...]:
    """What the tones on the map mean, each with the code of its words; only those that are on it."""
    tones = {one.tone for one in standings}
    told = [(tone, code) for tone, code in _HANDED_OVER.items() if tone in tones]
    if "corridor" in tones:
        named = any(one.zone.kind == "corridor" for one in standings if one.tone == "corridor")
        told.append(("corridor", "web.zone.corridor" if named else "web.zone.kept_open"))
    if "none" in tones:
        told.append(("none", "web.zone.none"))
    return tuple(told)


def _stand(agreement: Agreement, zone: Zone, statuses: Sequence[Status]) -> ZoneStanding:
    about = [one for one in statuses if zone.id in agreement.obligation(one.obligation_id).area]
    for kind in ("hand_over", "keep_open"):
        status = next((one for one in about if one.kind == kind), None)
        if status:
            return ZoneStanding(zone, status, GROUP_OF[status.phase] if kind == "hand_over" else "corridor")
    return ZoneStanding(zone, None, "corridor" if zone.kind == "corridor" else "none")
