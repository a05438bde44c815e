"""The accord as values: what the parties agreed, clause by clause.

What an agreement fixes is data (``accord.yaml``); what follows from it is code
(:mod:`tregua.agreement.calendar`, ``compliance/rules``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from tregua.agreement.amounts import Distance, Quantity, Weapons
from tregua.agreement.drawn import Zone
from tregua.agreement.timing import Milestone, Sign, Term, Window
from tregua.model.records import Record
from tregua.model.standing import Kind, Register
from tregua.model.tiers import Tier, tiers_of
from tregua.vocabulary.names import NamedActor, NamedPlace
from tregua.vocabulary.tokens import fold


class Party(Record):
    """Who is bound, who vouches, who looks. ``actors``: the states and bodies that speak for it.

    ``independent`` is false for one who is bound by nothing but whose distance from the parties is itself
    in dispute: its word counts neither as a party's own nor as an observer's."""

    id: str
    name: str
    names: dict[str, str] = {}
    role: Literal["party", "guarantor", "observer"]
    actors: tuple[str, ...]
    independent: bool = True
    note: str = ""


class Delegation(Record):
    """Who sits in the centre, and whom it represents (nobody, when empty)."""

    id: str
    name: str
    represents: tuple[str, ...] = ()
    note: str = ""


class Instrument(Record):
    """One signed text of the accord. What it stipulates binds from ``in_force_on``, by default the
    day it was signed, and is unknown before it was signed."""

    id: str
    title: str
    signed_on: date
    in_force_on: date | None = None
    languages: tuple[str, ...] = ()
    source: str = ""

    @property
    def binds_from(self) -> date:
        """The first day it binds."""
        return self.in_force_on or self.signed_on


class Verification(Record):
    """Who checks a clause, by what means. ``by`` is empty where the text names nobody, and ``text``
    then says so."""

    by: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    text: str


class Clause(Record):
    """One point of the agreement, paraphrased; ``reference`` is how lawyers cite it.

    ``texts`` cites the wording in each language (language code → where it is found)."""

    id: str
    reference: str
    instrument: str
    summary: str
    texts: dict[str, str] = {}
    verification: Verification | None = None


class Definition(Record):
    """A term of the accord and what it means there; ``source`` where that is written."""

    id: str
    term: str
    meaning: str
    clause: str = ""
    source: str = ""


class Dependency(Record):
    """``on`` is another obligation's id."""

    relation: Literal["after", "in_parallel_with", "on_condition_of"]
    on: str


class Exemption(Record):
    """Acts that break no duty although they look as if they did: permitted, or excepted.

    Every field that is given must fit: the ``acts``, done by ``actors`` (party ids; anybody where
    empty), in ``area``, with ``weapons``, within ``window``. ``clause`` says where it is written.
    """

    id: str
    text: str
    clause: str = ""
    acts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    weapons: Weapons | None = None
    window: Window | None = None


class Overrides(Record):
    """What a reading or an amendment puts in place of the obligation's own; only what is given."""

    obligors: tuple[str, ...] | None = None
    beneficiaries: tuple[str, ...] | None = None
    quantity: Quantity | None = None
    shares: dict[str, Quantity] | None = None
    area: tuple[str, ...] | None = None
    window: Window | None = None
    begin: Window | None = None
    term: Term | None = None
    depends: tuple[Dependency, ...] | None = None
    acts: tuple[str, ...] | None = None
    weapons: Weapons | None = None
    distance: Distance | None = None
    interruption: str | None = None
    every: str | None = None
    exceptions: tuple[Exemption, ...] | None = None
    leaves_out: tuple[str, ...] | None = None
    counts_only: tuple[str, ...] | None = None

    @property
    def changes(self) -> dict[str, Any]:
        """The fields given, with their values."""
        given = {name: getattr(self, name) for name in Overrides.model_fields}
        return {name: value for name, value in given.items() if value is not None}


class ReadingOf(Overrides):
    """How one party, or one authentic language, reads an obligation. ``whose``: the party's id or the
    language's code."""

    id: str
    whose: str
    text: str
    source: str = ""


class Obligation(Record):
    """One stipulation.

    ``acts`` are what carries it out, or, for a duty to refrain, what breaks it (defaults follow from
    ``kind``); ``area`` where; ``window`` when it is due or binds, ``begin`` by when it must have been
    begun; ``shares`` how much of ``quantity`` falls to each obligor; ``weapons`` and ``distance`` what
    must be how far from which line; ``interruption`` how long a link may be closed (ISO 8601);
    ``every`` how often a report falls due; ``body`` the actor id of the institution to be set up;
    ``exceptions`` what is allowed nevertheless; ``uses`` the definitions it relies on;
    ``present_days`` how long an observation speaks for the present; ``leaves_out`` of what sort those are
    who do not count in an exchange, in their counter's words, or ``counts_only`` those who alone do.
    """

    id: str
    title: str
    clause: str
    kind: Kind
    obligors: tuple[str, ...]
    beneficiaries: tuple[str, ...] = ()
    object: str
    quantity: Quantity | None = None
    shares: dict[str, Quantity] = {}
    area: tuple[str, ...] = ()
    window: Window | None = None
    begin: Window | None = None
    term: Term | None = None
    depends: tuple[Dependency, ...] = ()
    readings: tuple[ReadingOf, ...] = ()
    acts: tuple[str, ...] = ()
    weapons: Weapons | None = None
    distance: Distance | None = None
    interruption: str = ""
    every: str = ""
    exceptions: tuple[Exemption, ...] = ()
    uses: tuple[str, ...] = ()
    leaves_out: tuple[str, ...] = ()
    counts_only: tuple[str, ...] = ()
    body: str | None = None
    present_days: int = 7
    note: str = ""

    def may_count(self, category: str) -> bool:
        """Whether those of a sort count in it: they do where nobody tells of what sort they are."""
        told = category.casefold()
        if not told:
            return True
        if told in (one.casefold() for one in self.leaves_out):
            return False
        return not self.counts_only or told in (one.casefold() for one in self.counts_only)

    def under(self, overrides: Overrides) -> Obligation:
        """The obligation with what ``overrides`` puts in its place; itself where that changes nothing."""
        changes = {name: new for name, new in overrides.changes.items() if getattr(self, name) != new}
        return self.model_copy(update=changes) if changes else self


class Provision(Record):
    """What a clause settles, or leaves open, without obliging anybody: an entitlement, a term, an
    absence of agreement. ``holders`` are the parties entitled."""

    id: str
    clause: str
    kind: Literal["entitlement", "term", "absence_of_agreement"]
    title: str
    text: str
    holders: tuple[str, ...] = ()
    term: Term | None = None


AmendmentKind = Literal["extension", "revision", "waiver", "suspension", "challenge", "termination"]


class Amendment(Overrides):
    """A change to obligations.

    It is in force for the centre from the day an item that bears it out was known, never before
    ``known_on``; a written one without ``evidence`` from ``known_on``.

    - ``extension``: more time, with the beneficiary's consent (``consented_by``);
    - ``revision``: other fields replaced; both may be agreed now and hold only from ``from_on``;
    - ``waiver``: the beneficiary gives it up (both bind nobody without that, see :mod:`.consent`);
    - ``suspension``: not owed from ``from_on`` to ``until_on`` (both included);
    - ``termination``: owed no more from ``from_on``;
    - ``challenge``: a party says that it does not bind; that changes nothing and is told.
    """

    id: str
    title: str
    kind: AmendmentKind
    form: Literal["written", "oral", "tacit"]
    obligations: tuple[str, ...]
    from_on: date | None = None
    until_on: date | None = None
    known_on: date
    asked_by: str = ""
    consented_by: str = ""
    evidence: Sign | None = None
    source: str = ""
    note: str = ""

    @property
    def changes(self) -> dict[str, Any]:
        """What it puts in place: an extension's and a revision's fields. Another kind changes none."""
        return super().changes if self.kind in ("extension", "revision") else {}


class PublishedSeries(Record):
    """Of whom or what somebody's published figures are, where they are not of the whole: one community, one
    route, one district. Told wherever the figures stand; a part reaches no number owed of the whole.

    ``speakers`` are those whose figures they are, by actor id; ``measures`` what they count (all that the
    register counts, where none is named); ``since`` the first day counted.
    """

    id: str
    register_name: Register
    speakers: tuple[str, ...]
    measures: tuple[str, ...] = ()
    of: str
    since: date | None = None
    note: str = ""
    source: str

    def tells(self, register_name: str, measure: str, speaker: str | None) -> bool:
        """Whether this speaker's figures of this measure are such."""
        counted = not self.measures or measure in self.measures
        return counted and self.register_name == register_name and speaker in self.speakers


LISTS: Mapping[str, str] = MappingProxyType(
    {
        "instruments": "id",
        "parties": "id",
        "delegations": "id",
        "definitions": "id",
        "clauses": "id",
        "events": "id",
        "obligations": "id",
        "permitted": "id",
        "provisions": "id",
        "amendments": "id",
        "places": "place_id",
        "actors": "name",
        "zones": "id",
        "series": "id",
    }
)
"""The accord's lists, and by which field their entries are told apart. Several names may stand under one
office, so that actors are told apart by name."""


BY_THE_TEXT = "text"
"""The default reading of a centre that follows nobody's: the obligations' own words. Where a reading has
this id, it is that reading."""


class Agreement(Record):
    """One accord, whole.

    ``format`` is the version of these terms; ``languages`` are the authentic ones; ``zone`` is the time
    zone its windows are counted in; ``default_reading`` the reading the centre counts by, or ``text``, where
    it counts by the obligations' own words and follows neither side's; ``events`` are what days are counted
    from; ``permitted`` breaks no duty of the accord; ``name_order`` is the order in which the parties' forms
    of a name are shown.
    """

    format: Literal[1] = 1
    id: str
    title: str
    signed_on: date
    zone: str
    default_reading: str
    languages: tuple[str, ...]
    sources: tuple[str, ...]
    name_order: tuple[str, ...]
    instruments: tuple[Instrument, ...] = ()
    parties: tuple[Party, ...]
    delegations: tuple[Delegation, ...] = ()
    definitions: tuple[Definition, ...] = ()
    clauses: tuple[Clause, ...]
    events: tuple[Milestone, ...] = ()
    obligations: tuple[Obligation, ...]
    permitted: tuple[Exemption, ...] = ()
    provisions: tuple[Provision, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    actors: tuple[NamedActor, ...] = ()
    zones: tuple[Zone, ...] = ()
    series: tuple[PublishedSeries, ...] = ()
    limits: tuple[str, ...] = ()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Agreement:
        """A copy, which works out anew what is looked up in it: it may hold other obligations."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied

    def obligation(self, obligation_id: str) -> Obligation:
        """The obligation with this id; KeyError if there is none."""
        return self._by_id[obligation_id]

    @cached_property
    def _by_id(self) -> dict[str, Obligation]:
        """The obligations, the first of them with each id."""
        return {one.id: one for one in reversed(self.obligations)}

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """For whom something can be in a centre under this accord: its delegations are those that the accord
        seats, and where it seats none its parties."""
        return tiers_of(one.id for one in self.delegations or self.parties)

    @cached_property
    def drawn(self) -> Mapping[str, str]:
        """The place of everything that a zone draws, by the zone's name and ids, in lower case."""
        found: dict[str, str] = {}
        for zone in self.zones:
            for form in (zone.name, zone.place_id, zone.id):
                found.setdefault(form.casefold(), zone.place_id or zone.id)
        return found

    def of_kind(self, kind: str) -> tuple[Obligation, ...]:
        """The obligations of one kind."""
        return self._kinds.get(kind, ())

    @cached_property
    def _kinds(self) -> dict[str, tuple[Obligation, ...]]:
        found: dict[str, list[Obligation]] = {}
        for one in self.obligations:
            found.setdefault(one.kind, []).append(one)
        return {kind: tuple(listed) for kind, listed in found.items()}

    @cached_property
    def _instruments(self) -> dict[str, Instrument]:
        listed = {one.id: one for one in self.instruments}
        return {
            clause.id: listed[clause.instrument] for clause in self.clauses if clause.instrument in listed
        }

    def signed(self, obligation: Obligation) -> date:
        """The day the text that holds the obligation was signed."""
        found = self._instruments.get(obligation.clause)
        return found.signed_on if found else self.signed_on

    def binds_from(self, obligation: Obligation) -> date:
        """The first day on which the text that holds the obligation binds."""
        found = self._instruments.get(obligation.clause)
        return found.binds_from if found else self.signed_on

    @cached_property
    def not_independent(self) -> frozenset[str]:
        """The parties whose word is no observer's even where they neither owe nor are owed, by id."""
        return frozenset(one.id for one in self.parties if not one.independent)

    @property
    def absent(self) -> tuple[str, ...]:
        """The parties bound by the accord for whom nobody sits in the centre, by id."""
        seated = {one.id for one in self.delegations}
        seated |= {party for one in self.delegations for party in one.represents}
        return tuple(one.id for one in self.parties if one.role == "party" and one.id not in seated)

    def side_of(self, actor_id: str | None) -> str | None:
        """The party an actor speaks for (``az/mod`` → ``az``, ``nk`` → ``am``), or None. An office that is
        named itself speaks for the party that names it, whoever names what it belongs to."""
        while actor_id:
            if actor_id in self._speaks_for:
                return self._speaks_for[actor_id]
            actor_id = actor_id.rpartition("/")[0]
        return None

    def shown_as(self, actor_id: str | None) -> str | None:
        """Under whose name that which an actor does or suffers is told: its side's; its own for a body that a
        party to the accord lists beside itself (``nk/mil`` → ``nk``). One of no side as it is."""
        side, own = self.side_of(actor_id), actor_id
        party = next((one for one in self.parties if one.id == side and one.role == "party"), None)
        while own and party:
            if own in party.actors:
                return own if own != party.id else side
            own = own.rpartition("/")[0]
        return side or actor_id

    @cached_property
    def _speaks_for(self) -> dict[str, str]:
        return {actor: party.id for party in reversed(self.parties) for actor in party.actors}

    def person_as_spelled(self, name: str) -> str:
        """A name of a person in office as the accord spells it, where it knows it; else as given."""
        return self.spellings.get(fold(name), name)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """A person's name as the accord spells it, by every form of it, folded."""
        return {
            fold(form): one.name
            for one in reversed(self.actors)
            if one.person
            for form in (one.name, *one.names.values(), *one.spellings)
        }

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        return {place.place_id: place.within for place in self.places}

    def above(self, place_id: str) -> frozenset[str]:
        """The place and everything it lies within."""
        seen: set[str] = set()
        queue = [place_id]
        while queue:
            here = queue.pop()
            if here not in seen:
                seen.add(here)
                queue.extend(self._parents.get(here, ()))
        return frozenset(seen)

    def lies_in(self, place_id: str, area: tuple[str, ...]) -> bool:
        """Whether a place is one of ``area`` or lies within one of them."""
        return not self.above(place_id).isdisjoint(area)
