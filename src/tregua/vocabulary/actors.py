"""Who is named in a text: states, institutions, organisations, outlets, persons in office.

Rules, in this order:

* the longest phrase of state and institution wins (:mod:`tregua.vocabulary.phrases`);
* a name after an office or a role belongs to it, before or after a comma; from then on the surname
  alone is the same actor, in the whole text (``Aliyev`` is not ``Aliyeva``);
* an office or institution without a state takes the state its sentence speaks of, or the nearest before;
* a state's bare name is the state, unless a preposition of place stands before it; a capital's is the
  state only where it acts (``Moscow said``); Nagorno-Karabakh's bare name is a place;
* a full name with no office, beside a verb of speaking or an age, is a private person: a pseudonym.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tregua.model.records import ActorMention
from tregua.vocabulary.document import Document
from tregua.vocabulary.institutions import Word, accord_forms, name_of, packaged_table
from tregua.vocabulary.names import NamedActor
from tregua.vocabulary.titles import HeldOffice
from tregua.vocabulary.tokens import FormTable


class ActorIndex:
    """Actors by id and in a text: the package's words and an accord's own actors before them."""

    def __init__(self, own: Mapping[str, NamedActor]) -> None:
        self._own = own
        self._forms: FormTable[Word] = FormTable(accord_forms(own.values()))
        self._persons = {
            name: actor.actor_id
            for actor in own.values()
            if actor.person
            for name in (actor.name, *actor.names.values(), *actor.spellings)
        }

    @classmethod
    def packaged(cls) -> ActorIndex:
        """The package's own words alone."""
        return cls(MappingProxyType({}))

    def extended(self, actors: Iterable[NamedActor]) -> ActorIndex:
        """This index with further actors, whose forms take precedence.

        Several actors may share an id (an office and its holder)."""
        return ActorIndex(MappingProxyType({**self._own, **{f"{a.actor_id} {a.name}": a for a in actors}}))

    def own_ids(self) -> frozenset[str]:
        """The ids of the accord's own actors."""
        return frozenset(actor.actor_id for actor in self._own.values())

    def by_id(self, actor_id: str) -> NamedActor | None:
        """The actor of this id: an accord's own office, one composed from the packaged words, or else
        the office's holder; None if unknown. An office outlives its holder, so it comes first."""
        own = [actor for actor in self._own.values() if actor.actor_id == actor_id]
        office = next((actor for actor in own if not actor.person), None)
        return office or name_of(actor_id) or next(iter(own), None)

    def find(self, text: str) -> list[ActorMention]:
        """The actors named in ``text``, in order, never overlapping, the longest phrase first."""
        return Document(text, (self._forms, packaged_table()), self._persons).mentions()

    def find_offices(self, text: str) -> list[HeldOffice]:
        """The offices that ``text`` names with the full name of who holds them, in order."""
        document = Document(text, (self._forms, packaged_table()), self._persons)
        document.mentions()
        return document.offices()
