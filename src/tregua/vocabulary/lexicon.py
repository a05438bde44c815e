"""The vocabulary a reading is made with: places and actors, the package's own and an accord's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tregua.vocabulary.actors import ActorIndex
from tregua.vocabulary.gazetteer import Gazetteer
from tregua.vocabulary.names import NamedActor, NamedPlace


@dataclass(frozen=True)
class Vocabulary:
    """Places and actors as values."""

    places: Gazetteer
    actors: ActorIndex

    def extended(self, places: Iterable[NamedPlace], actors: Iterable[NamedActor]) -> Vocabulary:
        """This vocabulary with an accord's own names, which take precedence."""
        return Vocabulary(self.places.extended(places), self.actors.extended(actors))


@cache
def load_vocabulary() -> Vocabulary:
    """The packaged vocabulary: the world's states and towns, institutions, organisations, outlets."""
    return Vocabulary(Gazetteer.packaged(), ActorIndex.packaged())
