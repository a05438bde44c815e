"""What of the accord fusion needs: who is bound to cease, from when, where, and what lies in what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from tregua.agreement.calendar import starts_in
from tregua.agreement.terms import Agreement
from tregua.model.earth import distance_km
from tregua.model.records import PlaceMention
from tregua.model.standing import DAILY

_QUIET = DAILY - {"guarantee"}
"""Kinds by which arms are silent; whoever vouches for safety need not be one who fights."""


@dataclass(frozen=True)
class Scope:
    """``bound``: the parties that owe the ceasefire; ``starts``: its first instant in the accord's zone;
    ``area``: the accord's areas; ``above``: each place and all that contain it."""

    bound: frozenset[str]
    starts: datetime
    area: frozenset[str]
    above: Mapping[str, frozenset[str]]
    side_of: Callable[[str | None], str | None] = field(compare=False)
    _circles: tuple[tuple[float, float, float], ...]
    _sides: dict[str, str | None] = field(default_factory=dict, compare=False)

    def side(self, actor_id: str | None) -> str | None:
        """The party an actor speaks for; for others its state; None for outlets and persons."""
        if actor_id is None:
            return None
        if actor_id not in self._sides:
            state = actor_id.split("/", 1)[0]
            known = self.side_of(actor_id)
            self._sides[actor_id] = known or (None if state in ("outlet", "person") else state)
        return self._sides[actor_id]

    def contains(self, outer: str, inner: str) -> bool:
        """Whether place ``inner`` is ``outer`` or lies in it, as the accord's places say."""
        return outer in self.above.get(inner, frozenset((inner,)))

    def places_in_reach(self, places: Iterable[PlaceMention]) -> bool | None:
        """Whether any of the places lies in the accord's areas or holds one; None if none can be told."""
        verdict: bool | None = None
        for place in places:
            if not self.area or any(
                self.contains(area, place.place_id) or self.contains(place.place_id, area)
                for area in self.area
            ):
                return True
            if place.latitude is not None and place.longitude is not None:
                if self._in_circle(place.latitude, place.longitude):
                    return True
                verdict = False
        return verdict

    def _in_circle(self, latitude: float, longitude: float) -> bool:
        return any(distance_km(latitude, longitude, lat, lon) <= radius for lat, lon, radius in self._circles)


def read_scope(agreement: Agreement) -> Scope:
    """The scope of an agreement. Without an obligation to cease, its parties and signing day stand in."""
    ceasing = [one for one in agreement.obligations if one.kind in _QUIET]
    bound = {obligor for one in ceasing for obligor in one.obligors} or {
        party.id for party in agreement.parties if party.role == "party"
    }
    starts = [at for one in ceasing if (at := starts_in(one.window, agreement.zone))]
    area = frozenset(place for one in agreement.obligations for place in one.area)
    return Scope(
        side_of=agreement.side_of,
        bound=frozenset(bound),
        starts=min(starts, default=datetime.combine(agreement.signed_on, time.min)),
        area=area,
        above={place.place_id: agreement.above(place.place_id) for place in agreement.places},
        _circles=tuple(
            (place.latitude, place.longitude, place.radius_km)
            for place in agreement.places
            if place.place_id in area and place.kind != "country"
        ),
    )


def no_scope() -> Scope:
    """Where no accord is given: an actor's side is its state, and no place is known to hold another."""
    return Scope(
        bound=frozenset(),
        starts=datetime.min,  # noqa: DTZ901 (local, as everywhere in the stations)
        area=frozenset(),
        above={},
        side_of=lambda _: None,
        _circles=(),
    )
