"""The mentions met while a sheet is read, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from tregua.model.records import ActorMention, Mentions, PlaceMention, QuantityMention, TimeMention


@dataclass
class Found:
    """Mentions in the order in which they are met."""

    times: list[TimeMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)

    def mentions(self) -> Mentions:
        """All of them."""
        return Mentions(
            times=tuple(self.times),
            places=tuple(self.places),
            quantities=tuple(self.quantities),
            actors=tuple(self.actors),
        )
