"""Named places and actors as values: an accord passes its own in, the package ships the rest."""

from __future__ import annotations

from typing import Literal

from tregua.model.records import Record


class NamedPlace(Record):
    """A place with the names each party uses, a point, and a radius that encloses it.

    ``name`` is the neutral form shown first where no party's order is set; ``names`` maps a party
    id to its own form; ``spellings`` are further forms found in print. ``within`` are the ids of
    the places that contain it. ``source`` says where the coordinates come from.
    """

    place_id: str
    name: str
    names: dict[str, str] = {}
    spellings: tuple[str, ...] = ()
    kind: Literal["country", "region", "district", "town", "village", "line", "corridor", "site", "feature"]
    within: tuple[str, ...] = ()
    latitude: float
    longitude: float
    radius_km: float
    source: str = ""


class NamedActor(Record):
    """A state, an institution, an organisation, or a person in office.

    ``actor_id`` is ``state`` or ``state/institution`` (``az``, ``az/mod``); the part before the
    slash is whom it speaks for. ``person`` marks a holder of an office by name.
    """

    actor_id: str
    name: str
    names: dict[str, str] = {}
    spellings: tuple[str, ...] = ()
    person: bool = False
    since: str | None = None
    until: str | None = None


_NO_OFFICE = ("outlet", "person")
_OUT_OF_OFFICE = ("media", "opposition", "public")


def speaks_in_office(actor_id: str | None) -> bool:
    """Whether an actor is a state, an institution or an organisation speaking as such.

    An outlet, the public, the opposition, a private person and nobody at all do not."""
    head, _, body = (actor_id or "person").partition("/")
    return head not in _NO_OFFICE and body not in _OUT_OF_OFFICE
