"""What people call what the centre knows by id.

A place carries the name each party uses, in the order the agreement sets; nothing here chooses
between them. An id nobody has named is shown as it is, so that nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tregua.agreement.terms import Agreement
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
        self._actors = {actor.actor_id: actor for actor in agreement.actors} if agreement else {}
        self._parties = {party.id: party.name for party in agreement.parties} if agreement else {}
        self._delegations = {one.id: one.name for one in agreement.delegations} if agreement else {}
        self._obligations = {one.id: one.title for one in agreement.obligations} if agreement else {}
        self._clauses = {clause.id: clause.reference for clause in agreement.clauses} if agreement else {}
        self._zones = {zone.id: zone.name for zone in agreement.zones} if agreement else {}
        self._readings = (
            {reading.id: reading.whose for one in agreement.obligations for reading in one.readings}
            if agreement
            else {}
        )
        self._amendments = {one.id: one.title for one in agreement.amendments} if agreement else {}
        self._by_prefix: dict[str, Callable[[str], str]] = {
            "actor": self.actor,
            "place": self.place,
            "party": self.party,
            "obligation": self.obligation,
            "clause": lambda one: self._clauses.get(one, one),
            "zone": lambda one: self._zones.get(one, one),
            "version": self.version,
            "reading": self.reading,
        }

    def by_prefix(self, kind: str, one: str) -> str | None:
        """The name of ``kind:one``; None where the kind is not one of names."""
        naming = self._by_prefix.get(kind)
        return naming(one) if naming else None

    def actor(self, actor_id: str) -> str:
        """``az/mod`` → ``Azerbaijan's defence ministry``; a private person stays a pseudonym."""
        known = self._find_actor(actor_id)
        if known is not None:
            return known.name
        state, slash, body = actor_id.partition("/")
        if state == "person":
            return f"a private person ({body})"
        if state == "outlet":
            return body.replace("-", " ").title()
        if slash:
            parent = self._find_actor(state)
            if parent is not None:
                return f"{parent.name}, {body.replace('-', ' ')}"
        return self._parties.get(actor_id, actor_id)

    def place(self, place_id: str) -> str:
        """Every party's form of the name: ``Shusha / Shushi``."""
        return " / ".join(self.forms(place_id))

    def forms(self, place_id: str) -> tuple[str, ...]:
        """Each party's form in the agreement's order, without repeats."""
        known = self.find_place(place_id)
        if known is None:
            return (place_id,)
        forms = [known.names[party] for party in self._order if known.names.get(party)]
        if len(forms) < len(self._order):
            forms = [known.name, *forms]
        return tuple(dict.fromkeys(forms))

    def neutral(self, place_id: str) -> str:
        """The neutral form, for a second mention beside the full one."""
        known = self.find_place(place_id)
        return known.name if known else place_id

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
        """A version of an obligation: the amendment that made it, or the accord as signed."""
        return self._amendments.get(version_id, "as signed" if version_id == "original" else version_id)

    def reading(self, reading_id: str) -> str:
        """Whose reading it is."""
        return self._readings.get(reading_id, reading_id)

    def _find_actor(self, actor_id: str) -> NamedActor | None:
        if actor_id in self._actors:
            return self._actors[actor_id]
        return self._vocabulary.actors.by_id(actor_id) if self._vocabulary else None
