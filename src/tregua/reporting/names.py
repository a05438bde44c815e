"""What people call what the centre knows by id.

A place carries the name each party uses, in the order the agreement sets; nothing here chooses
between them. An id nobody has named is shown as it is, so that nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tregua.agreement.terms import Agreement
from tregua.reporting.letters import capital
from tregua.vocabulary.institutions import states
from tregua.vocabulary.names import NamedActor, NamedPlace


class PlaceIndex(Protocol):
    """Whatever finds a place by its id."""

    def by_id(self, place_id: str, /) -> NamedPlace | None:
        """The place, or None."""


class ActorIndex(Protocol):
    """Whatever finds an actor by its id."""

    def by_id(self, actor_id: str, /) -> NamedActor | None:
        """The actor, or None."""


class Words(Protocol):
    """The part of a vocabulary that names things."""

    @property
    def places(self) -> PlaceIndex:
        """The gazetteer."""

    @property
    def actors(self) -> ActorIndex:
        """The actors."""


class Names:
    """Display names of actors, places, parties, obligations, clauses and zones.

    The agreement's own places and actors come before the vocabulary's. Either may be left out.
    """

    def __init__(self, agreement: Agreement | None = None, vocabulary: Words | None = None) -> None:
        self._vocabulary = vocabulary
        self._order = agreement.name_order if agreement else ()
        self._places = {place.place_id: place for place in agreement.places} if agreement else {}
        self._actors: dict[str, list[NamedActor]] = {}
        for actor in agreement.actors if agreement else ():
            self._actors.setdefault(actor.actor_id, []).append(actor)
        self._parties = {party.id: party.name for party in agreement.parties} if agreement else {}
        parties = agreement.parties if agreement else ()
        self._states = {one.id for one in parties if one.id in one.actors and one.id in states()}
        self._delegations = {one.id: one.name for one in agreement.delegations} if agreement else {}
        self._obligations = {one.id: one.title for one in agreement.obligations} if agreement else {}
        self._clauses = {clause.id: clause.reference for clause in agreement.clauses} if agreement else {}
        self._zones = {zone.id: zone.name for zone in agreement.zones} if agreement else {}
        self._readings = (
            {reading.id: reading.whose for one in agreement.obligations for reading in one.readings}
            if agreement
            else {}
        )
        bound = {party.id for party in agreement.parties if party.role == "party"} if agreement else set()
        self._languages = set(agreement.languages) - bound if agreement else set()
        self._amendments = {one.id: one.title for one in agreement.amendments} if agreement else {}
        self._by_prefix: dict[str, Callable[[str], str]] = {
            "actor": self.actor,
            "place": self.place,
            "party": self.party,
            "delegation": self.party,
            "obligation": self.obligation,
            "clause": self.clause,
            "zone": lambda one: self._zones.get(one, one),
            "version": self.version,
            "reading": self.reading,
        }

    def by_prefix(self, kind: str, one: str) -> str | None:
        """The name of ``kind:one``; None where the kind is not one of names."""
        naming = self._by_prefix.get(kind)
        return naming(one) if naming else None

    def actor(self, actor_id: str) -> str:
        """``az/mod`` → ``Azerbaijani defence ministry``: an office by its own name before its holder's. A
        party that is a state goes by the accord's name for it, as a party and as an actor."""
        if actor_id in self._states:
            return self._parties[actor_id]
        known = self._find_actor(actor_id)
        if known is not None:
            return known.name
        state, slash, body = actor_id.partition("/")
        if state == "outlet":
            return " ".join(_in_title(word) for word in body.split("-"))
        if slash:
            parent = self._find_actor(state)
            if parent is not None:
                return f"{parent.name}, {body.replace('-', ' ')}"
        return self._parties.get(actor_id, actor_id)

    def place(self, place_id: str) -> str:
        """The neutral form and every party's: ``Shusha (Şuşa / Shushi)``, ``Xankəndi / Stepanakert``."""
        forms = " / ".join(self.forms(place_id))
        name = self.neutral(place_id)
        return forms if name in self.forms(place_id) else f"{name} ({forms})"

    def forms(self, place_id: str) -> tuple[str, ...]:
        """Each party's form in the agreement's order, without repeats."""
        known = self.find_place(place_id)
        if known is None:
            return (place_id,)
        forms = [known.names[party] for party in self._order if known.names.get(party)]
        return tuple(dict.fromkeys(forms)) or (known.name,)

    def neutral(self, place_id: str) -> str:
        """The neutral form, for a second mention of a place nobody contests the name of."""
        known = self.find_place(place_id)
        return known.name if known else place_id

    def is_spoken_for(self, place_id: str) -> bool:
        """Whether the neutral form alone would take a side."""
        known = self.find_place(place_id)
        if known is None:
            return False
        forms = self.forms(place_id)
        return len(forms) > 1 and (known.kind in ("town", "village") or known.name in forms)

    def find_place(self, place_id: str) -> NamedPlace | None:
        """The place itself."""
        if place_id in self._places:
            return self._places[place_id]
        return self._vocabulary.places.by_id(place_id) if self._vocabulary else None

    def party(self, party_id: str) -> str:
        """A party's or delegation's name."""
        return self._parties.get(party_id) or self._delegations.get(party_id) or self.actor(party_id)

    def obligation(self, obligation_id: str) -> str:
        """An obligation's title."""
        return self._obligations.get(obligation_id, obligation_id)

    def version(self, version_id: str) -> str:
        """The amendment that made a version of an obligation."""
        return self._amendments.get(version_id, version_id)

    def language_of(self, reading_id: str) -> str | None:
        """The language whose text a reading follows; None where it is a party's. A code that is both is
        the party's only if that party is bound by the accord."""
        whose = self._readings.get(reading_id)
        return whose if whose in self._languages else None

    def reading(self, reading_id: str) -> str:
        """Whose reading it is: a party's name."""
        whose = self._readings.get(reading_id)
        return self.party(whose) if whose else reading_id

    def clause(self, clause_id: str) -> str:
        """How lawyers cite it."""
        return self._clauses.get(clause_id, clause_id)

    def _find_actor(self, actor_id: str) -> NamedActor | None:
        """The institution; where only holders of the office are named, whoever else knows it first."""
        own = self._actors.get(actor_id, ())
        office = next((actor for actor in own if not actor.person), None)
        if office is not None:
            return office
        known = self._vocabulary.actors.by_id(actor_id) if self._vocabulary else None
        if known is not None and not known.person:
            return known
        return own[0] if len(own) == 1 else known


def _in_title(word: str) -> str:
    return word if word in ("of", "the", "and") else capital(word)
