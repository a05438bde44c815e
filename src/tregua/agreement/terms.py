"""The accord as values: what the parties agreed, clause by clause.

What an agreement fixes is data (``accord.yaml``); what follows from it is code
(:mod:`tregua.agreement.calendar`, ``compliance/rules``).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import model_validator

from tregua.model.records import Record
from tregua.model.standing import Kind
from tregua.vocabulary.names import NamedActor, NamedPlace


class Party(Record):
    """Who is bound, who vouches, who looks. ``actors``: the states and bodies that speak for it."""

    id: str
    name: str
    role: Literal["party", "guarantor", "observer"]
    actors: tuple[str, ...]
    note: str = ""


class Delegation(Record):
    """Who sits in the centre, and whom it represents (nobody, when empty)."""

    id: str
    name: str
    represents: tuple[str, ...] = ()
    note: str = ""


class Clause(Record):
    """One point of the agreement, paraphrased; ``reference`` is how lawyers cite it."""

    id: str
    reference: str
    instrument: str
    summary: str


class Window(Record):
    """When an act is due. ``due`` is the printed day; ``inclusive`` whether it is the last one.

    Where ``inclusive`` is not given, *before* leaves the printed day out and every other word keeps
    it. ``starts_at`` is local to ``zone``. The last day included is :func:`calendar.last_day`.
    """

    preposition: Literal["by", "before", "until", "from", "within"]
    due: date | None = None
    inclusive: bool = True
    starts_at: datetime | None = None
    zone: str = ""

    @model_validator(mode="before")
    @classmethod
    def _before_leaves_its_day_out(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("preposition") == "before":
            return {"inclusive": False, **given}
        return given


class Quantity(Record):
    """How much is owed, as exact number, ceiling or floor."""

    value: float
    bound: Literal["exact", "ceiling", "floor"] = "exact"
    unit: str


class Term(Record):
    """How long something runs, and how it goes on. Durations are ISO 8601."""

    starts_on: date
    duration: str
    renewal: str | None = None
    notice: str | None = None
    rule: str = ""


class Dependency(Record):
    """``on`` is another obligation's id."""

    relation: Literal["after", "in_parallel_with", "on_condition_of"]
    on: str


class ReadingOf(Record):
    """How one party, or one authentic language, reads an obligation; fields given override."""

    id: str
    whose: str
    text: str
    source: str = ""
    window: Window | None = None
    quantity: Quantity | None = None


class Obligation(Record):
    """One stipulation. ``acts`` are what carries it out (defaults follow from ``kind``);
    ``body`` is the actor id of the institution to be set up, for ``establish``;
    ``present_days`` how long an observation speaks for the present, for standing kinds."""

    id: str
    title: str
    clause: str
    kind: Kind
    obligors: tuple[str, ...]
    beneficiaries: tuple[str, ...] = ()
    object: str
    quantity: Quantity | None = None
    area: tuple[str, ...] = ()
    window: Window | None = None
    term: Term | None = None
    depends: tuple[Dependency, ...] = ()
    readings: tuple[ReadingOf, ...] = ()
    acts: tuple[str, ...] = ()
    body: str | None = None
    present_days: int = 7
    note: str = ""


class AmendmentEvidence(Record):
    """What an item must say before the centre takes the amendment as known: an act, about an
    area, naming the new day."""

    act: str
    area: tuple[str, ...]
    naming: date


class Amendment(Record):
    """A change to one obligation. It is in force for the centre from the day an item that bears
    it out was known, and never before ``known_on``."""

    id: str
    title: str
    kind: Literal["extension", "waiver", "suspension", "challenge", "termination"]
    form: Literal["written", "oral", "tacit"]
    obligation: str
    window: Window | None = None
    known_on: date
    asked_by: str = ""
    consented_by: str = ""
    evidence: AmendmentEvidence
    note: str = ""


class Zone(Record):
    """A polygon or line of the accord, with validity, precision and how it was drawn.

    ``geometry`` is GeoJSON (longitude, latitude, degrees, WGS 84); ``place_id`` the place it
    outlines (its own id where empty; another's where two outlines of one place hold at different times).
    """

    id: str
    name: str
    place_id: str = ""
    kind: Literal["district", "corridor", "line", "region"]
    schematic: bool
    drawn: str
    source: str
    precision_km: float
    valid_from: date | None = None
    valid_until: date | None = None
    geometry: dict[str, object]

    def is_valid(self, on: date) -> bool:
        """Whether it holds on a day; a side without a day is open."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)


class Agreement(Record):
    """One accord, whole. ``zone`` is the time zone its windows are counted in; ``name_order`` the
    order in which the parties' forms of a name are shown."""

    id: str
    title: str
    signed_on: date
    zone: str
    default_reading: str
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    name_order: tuple[str, ...]
    parties: tuple[Party, ...]
    delegations: tuple[Delegation, ...] = ()
    clauses: tuple[Clause, ...]
    obligations: tuple[Obligation, ...]
    amendments: tuple[Amendment, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    actors: tuple[NamedActor, ...] = ()
    zones: tuple[Zone, ...] = ()
    limits: tuple[str, ...] = ()

    def obligation(self, obligation_id: str) -> Obligation:
        """The obligation with this id; KeyError if there is none."""
        for one in self.obligations:
            if one.id == obligation_id:
                return one
        raise KeyError(obligation_id)

    @property
    def absent(self) -> tuple[str, ...]:
        """The parties bound by the accord for whom nobody sits in the centre, by id."""
        seated = {one.id for one in self.delegations}
        seated |= {party for one in self.delegations for party in one.represents}
        return tuple(one.id for one in self.parties if one.role == "party" and one.id not in seated)

    def side_of(self, actor_id: str | None) -> str | None:
        """The party an actor speaks for (``az/mod`` → ``az``, ``nk`` → ``am``), or None."""
        if actor_id is None:
            return None
        for party in self.parties:
            if any(actor_id == a or actor_id.startswith(a + "/") for a in party.actors):
                return party.id
        return None

    def lies_in(self, place_id: str, area: tuple[str, ...]) -> bool:
        """Whether a place is one of ``area`` or lies within one of them."""
        parents = {place.place_id: place.within for place in self.places}
        seen: set[str] = set()
        queue = [place_id]
        while queue:
            here = queue.pop()
            if here in area:
                return True
            if here not in seen:
                seen.add(here)
                queue.extend(parents.get(here, ()))
        return False
