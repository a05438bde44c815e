"""Each area of the accord on a day: who is said to hold it, and on whose word.

Four looks that must not be taken for one another: *held*, by the holder's word alone or by somebody else's
too; *contested*, where words differ; *planned*, where it is only meant to pass to somebody; and *unknown*,
where nobody says. A claim of control says nothing of status.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tregua.agreement.drawn import Zone
from tregua.agreement.terms import Agreement
from tregua.model.register import Line, State, StateWord, Word
from tregua.model.standing import Status
from tregua.registers.accounts import account_of
from tregua.registers.accounts.control import part_of_control
from tregua.vocabulary.names import speaks_in_office

Look = Literal["held", "contested", "planned", "unknown"]


@dataclass(frozen=True)
class Area:
    """An area on a day. ``about`` is its place's id (the zone's own where it has none); ``zone`` is None for
    a place the accord draws no area of. ``holder`` is who is said to hold it, or is to have it where that is
    only planned. ``borne_out``: somebody in office other than the holder says so too. ``since`` is the last
    day a holder's word is of. ``status``: where its handover stands, if one is owed."""

    about: str
    zone: Zone | None
    look: Look
    holder: str | None = None
    borne_out: bool = False
    since: date | None = None
    state: State | None = None
    plans: tuple[Word, ...] = ()
    status: Status | None = None

    @property
    def due_on(self) -> date | None:
        """The day it is to pass: by the accord as it stands, or by the last of the plans."""
        if self.status and self.status.due_on:
            return self.status.due_on
        return max((word.since for word in self.plans if word.since and word.entry.latest), default=None)


def areas_on(
    states: Iterable[State],
    lines: Iterable[Line],
    zones: Sequence[Zone],
    statuses: Mapping[str, Status],
    agreement: Agreement,
) -> tuple[Area, ...]:
    """The accord's districts and corridors, then its other areas and places of which something is said.

    ``states`` are those of the page's areas, told apart from positions and heights; what is said of status or
    population is none. ``lines`` are the whole page's; ``statuses`` where the obligations stand, by the ids
    of the zones that are there for them."""
    told = {state.about: state for state in states}
    plans = _plans(lines)
    found = []
    for zone in zones:
        about = zone.place_id or zone.id
        if zone.kind in ("district", "corridor") or about in told:
            owed = statuses.get(zone.id)
            found.append(_area(about, zone, owed, told.pop(about, None), plans.pop(about, ()), agreement))
    found += [_area(about, None, None, one, plans.get(about, ()), agreement) for about, one in told.items()]
    return tuple(found)


def _plans(lines: Iterable[Line]) -> dict[str, tuple[Word, ...]]:
    """What is planned or demanded of who shall hold each place."""
    found: dict[str, list[Word]] = {}
    for line in lines:
        for word in line.words:
            if word.manner in ("planned", "demanded") and part_of_control(word.entry) == "ground":
                for place in word.entry.place_ids:
                    found.setdefault(place, []).append(word)
    return {place: tuple(words) for place, words in found.items()}


def _area(
    about: str,
    zone: Zone | None,
    standing: Status | None,
    state: State | None,
    plans: tuple[Word, ...],
    agreement: Agreement,
) -> Area:
    owed = standing if standing and standing.kind == "hand_over" else None
    if state and state.value:
        telling = [one for one in state.words if one.value == state.value and one.manner != "denied"]
        return Area(
            about=about,
            zone=zone,
            look="held",
            holder=state.value,
            borne_out=any(_is_another(one, state.value, agreement) for one in telling),
            since=max((one.since for one in telling if one.since), default=None),
            state=state,
            plans=plans,
            status=owed,
        )
    is_contested = state is not None and state.standing != "denied"
    look: Look = "contested" if is_contested else "planned" if owed or plans else "unknown"
    return Area(about, zone, look, _meant_for(plans, owed, agreement), state=state, plans=plans, status=owed)


def _is_another(word: StateWord, holder: str, agreement: Agreement) -> bool:
    return speaks_in_office(word.said_by) and agreement.side_of(word.said_by) != holder


def _meant_for(plans: Sequence[Word], owed: Status | None, agreement: Agreement) -> str | None:
    """Whose it is to be, where all the plans and the accord that name somebody name the same."""
    state = account_of("control").state
    meant = {state(word.entry, agreement) for word in plans} if state else set()
    if owed:
        meant.update(agreement.obligation(owed.obligation_id).beneficiaries)
    meant.discard(None)
    return meant.pop() if len(meant) == 1 else None
