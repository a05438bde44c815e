"""Weapons seen, and how far from the line that the side whose they are is measured from.

A weapon counts where it is of a class and calibre that is meant. Where the text at hand does not say
enough (a class too wide, a calibre not known) it may be one that is meant. A place is a point and a
radius, the line has a precision: a weapon is *surely within* the distance, *may be* within it, or is
surely beyond. The line is the one that held on the day of the sighting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tregua.agreement.amounts import Weapons
from tregua.agreement.drawn import Zone
from tregua.agreement.geometry import Apart, nearest_of
from tregua.agreement.terms import Agreement
from tregua.compliance.case.scene import Case
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.deeds import Fit, any_of, is_wanted
from tregua.model.records import PlaceMention
from tregua.vocabulary.weapons import is_of_class

_MEANT: dict[Fit, bool | None] = {"yes": True, "perhaps": None, "no": False}
Where = Literal["within", "maybe", "beyond", "no_line", "no_place"]
"""How a sighting lies to the distance owed; ``no_line`` and ``no_place`` cannot be measured."""


@dataclass(frozen=True)
class Sighting:
    """One word of a weapon in a place that is or may be one side's: whether it is one that is meant (None
    where that cannot be told), and where it was. ``is_named`` is false where nobody says whose it is."""

    is_named: bool
    meant: bool | None
    where: Where
    apart: Apart | None = None


def sighting(case: Case, side: str, word: Word) -> Sighting | None:
    """What a word tells of a weapon of ``side``; None where it is surely none that is meant, surely
    another side's, or elsewhere than in the obligation's area."""
    actor = word.event.actor
    owner = case.scene.side_of(actor) or actor
    ids = word.place_ids
    if not word.affirms or owner not in (side, None) or (ids and not case.concerns(ids)):
        return None
    meant = are_meant(case.obligation.weapons, word.event.weapons)
    if meant is False:
        return None
    return _measured(case, side, word, owner is not None, meant)


def are_meant(owed: Weapons | None, weapons: tuple[str, ...]) -> bool | None:
    """Whether any of the weapons named is one that is meant; None where that cannot be told.

    >>> from tregua.agreement.amounts import Calibre
    >>> heavy = Weapons(classes=("artillery",), calibre=Calibre(mm=100))
    >>> are_meant(heavy, ("artillery.2s1",)), are_meant(heavy, ("artillery.d44",)), are_meant(heavy, ())
    (True, False, None)
    """
    if owed is None:
        return True
    if not weapons:
        return None
    return _MEANT[any_of(is_wanted(owed, one, by_class=False) for one in weapons)]


def covers_all(owed: Weapons | None, weapons: tuple[str, ...]) -> bool:
    """Whether the weapons named are all that are meant: every class, none of them by type or calibre."""
    if owed is None or not weapons:
        return True
    return bool(owed.classes) and all(is_of_class(one, weapons) for one in owed.classes)


def has_line(case: Case, side: str) -> bool:
    """Whether the line that ``side`` is measured from is drawn for the day of the standing."""
    return bool(_drawn(case.scene.agreement, baseline_of(case, side), case.day))


def baseline_of(case: Case, side: str) -> str:
    """The place id of the line that ``side`` is measured from; empty where none is given."""
    return case.obligation.distance.baselines.get(side, "") if case.obligation.distance else ""


def _measured(case: Case, side: str, word: Word, is_named: bool, meant: bool | None) -> Sighting:
    lines = _drawn(case.scene.agreement, baseline_of(case, side), word.last or case.day)
    if not lines:
        return Sighting(is_named, meant, "no_line")
    spot = next((found for place in word.event.places if (found := _spot(case, place))), None)
    if spot is None or case.obligation.distance is None:
        return Sighting(is_named, meant, "no_place")
    apart = nearest_of(zone.outline.apart(*spot) for zone in lines)
    if apart is None or not apart.may_be_within(case.obligation.distance.km):
        return Sighting(is_named, meant, "beyond", apart)
    sure = apart.is_surely_within(case.obligation.distance.km)
    return Sighting(is_named, meant, "within" if sure else "maybe", apart)


def _drawn(agreement: Agreement, place_id: str, on: date) -> tuple[Zone, ...]:
    return tuple(
        zone
        for zone in agreement.zones
        if place_id and place_id in (zone.place_id, zone.id) and zone.is_valid(on)
    )


def _spot(case: Case, place: PlaceMention) -> tuple[float, float, float] | None:
    """Latitude, longitude and radius: as the word gives them, else as the accord knows the place."""
    known = case.scene.places.get(place.place_id)
    if place.latitude is not None and place.longitude is not None:
        radius = place.radius_km if place.radius_km is not None else known.radius_km if known else None
        return (place.latitude, place.longitude, radius) if radius is not None else None
    return (known.latitude, known.longitude, known.radius_km) if known else None
