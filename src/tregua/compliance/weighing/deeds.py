"""What is said to have been done, and whether it falls under a duty: with which weapons, how far from
which line, where, when, by whom.

Every question has three answers, because what is told is seldom exact: it fits, it does not, or it
may. Nothing here depends on the day a standing is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from tregua.agreement.amounts import Weapons
from tregua.agreement.calendar import last_day
from tregua.agreement.geometry import Apart, nearest_of
from tregua.agreement.timing import Window
from tregua.compliance.case.scene import Case
from tregua.compliance.evidence.words import Word
from tregua.model.earth import distance_km
from tregua.model.records import PlaceMention
from tregua.model.standing import Incident, Position
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.weapons import calibre_of, is_of_class

Fit = Literal["no", "perhaps", "yes"]
Spot = tuple[float, float, float]
"""Latitude and longitude in degrees, and a radius in kilometres."""

_ORDER: tuple[Fit, ...] = ("no", "perhaps", "yes")
_HEAVY = ("artillery", "mortar", "mlrs", "missile", "tank", "air-defence")
_IMPLIED = {
    "hostile.shooting": ("small-arms",),
    "hostile.shelling": ("artillery", "mortar", "mlrs"),
    "hostile.drone": ("drone",),
    "flight.drone": ("drone",),
    "flight.aircraft": ("aircraft",),
    "weapons": _HEAVY,
}
"""The classes of weapon that an act is done with by its own meaning, where none is named."""
_SMALL_ARMS_MM = 20.0
_WITHOUT_CALIBRE = ("drone", "aircraft", "air-defence")


def all_of(fits: Iterable[Fit]) -> Fit:
    """The least of several answers: every one must fit."""
    return min(fits, key=_ORDER.index, default="yes")


def any_of(fits: Iterable[Fit]) -> Fit:
    """The best of several answers: one is enough."""
    return max(fits, key=_ORDER.index, default="no")


def _agreed(fits: Sequence[Fit]) -> Fit:
    """The answer that all give; ``perhaps`` where they differ, ``no`` where there is none."""
    best = any_of(fits)
    return best if not fits or best == all_of(fits) else "perhaps"


@dataclass(frozen=True)
class Deed:
    """One thing that one speaker says was done.

    ``acts`` are what it is called; ``actor`` who is said to have done it; ``spots`` where;
    ``weapons`` those the speaker names, ``weapons_by_others`` those that somebody else names of the
    same incident; ``first`` and ``last`` the days it can have been.
    """

    acts: tuple[str, ...]
    actor: str | None = None
    place_ids: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    weapons: tuple[str, ...] = ()
    weapons_by_others: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


def acts_of(incident: Incident) -> tuple[str, ...]:
    """Every act by which an incident is told."""
    return tuple(sorted({incident.act, *(one.act for one in incident.reports if not one.negated)}))


def deed_of(case: Case, incident: Incident, position: Position | None, breaches: tuple[str, ...]) -> Deed:
    """What an incident comes to by one speaker's word; by everybody's, where no position is given."""
    told = [one for one in incident.reports if not one.negated]
    own = [one for one in told if position is None or _is_theirs(position, one.claim_id, one.said_by)]
    named = {weapon for one in own for weapon in one.weapons}
    return Deed(
        acts=tuple(act for act in acts_of(incident) if any(is_a(act, breach) for breach in breaches)),
        actor=_actor(position) if position else None,
        place_ids=incident.place_ids,
        spots=_spots_of(case, incident),
        weapons=tuple(sorted(named)),
        weapons_by_others=tuple(sorted({weapon for one in told for weapon in one.weapons} - named)),
        first=day_of(incident.earliest),
        last=day_of(incident.latest),
    )


def _is_theirs(position: Position, claim_id: str, said_by: str | None) -> bool:
    return claim_id == position.claim_id or (said_by is not None and said_by == position.actor_id)


def _actor(position: Position) -> str | None:
    """Who did it, by this position: whom it names, or the speaker's own side where it owns up."""
    if position.accused is None and position.stance == "acknowledges":
        return position.actor_id
    return position.accused


def _spots_of(case: Case, incident: Incident) -> tuple[Spot, ...]:
    if incident.latitude is not None and incident.longitude is not None:
        return ((incident.latitude, incident.longitude, incident.radius_km or 0.0),)
    return _known_spots(case, incident.place_ids)


def _known_spots(case: Case, place_ids: Iterable[str]) -> tuple[Spot, ...]:
    known = (case.scene.places.get(one) for one in place_ids)
    return tuple((one.latitude, one.longitude, one.radius_km) for one in known if one is not None)


def deed_told(case: Case, word: Word) -> Deed:
    """What one word says was done."""
    event = word.event
    closest = _closest(case, event.places)
    spots = tuple(
        (one.latitude, one.longitude, one.radius_km or 0.0)
        for one in closest
        if one.latitude is not None and one.longitude is not None
    )
    ids = tuple(sorted({one.place_id for one in closest}))
    return Deed(
        acts=(event.act,),
        actor=event.actor,
        place_ids=ids,
        spots=spots or _known_spots(case, ids),
        weapons=event.weapons,
        first=word.first,
        last=word.last,
    )


def _closest(case: Case, places: tuple[PlaceMention, ...]) -> list[PlaceMention]:
    """The places named, without one in which another of them lies."""
    ids = {one.place_id for one in places}
    holding = {one for one in ids if any(other != one and case.scene.lies_in(other, (one,)) for other in ids)}
    return [one for one in places if one.place_id not in holding]


def weapon_fits(wanted: Weapons | None, deed: Deed) -> Fit:
    """Whether it was done with weapons of the kind ``wanted``.

    Where the speaker names none: what the act itself implies; what somebody else names of the same
    incident makes it possible, no more. An act that may be done with anything does not fit.
    """
    if wanted is None:
        return "yes"
    if deed.weapons:
        return any_of(is_wanted(wanted, one) for one in deed.weapons)
    if any(is_wanted(wanted, one) != "no" for one in deed.weapons_by_others):
        return "perhaps"
    return _agreed([is_wanted(wanted, one) for one in _implied(deed)])


def tells_no_weapon(deed: Deed) -> bool:
    """Whether nobody says with what it was done, and the act may be done with anything."""
    return not deed.weapons and not deed.weapons_by_others and not _implied(deed)


def _implied(deed: Deed) -> tuple[str, ...]:
    return tuple(
        weapon
        for act, weapons in _IMPLIED.items()
        if any(is_a(one, act) for one in deed.acts)
        for weapon in weapons
    )


@lru_cache(maxsize=4096)
def is_wanted(wanted: Weapons, weapon: str, *, by_class: bool = True) -> Fit:
    """Whether a weapon is of the classes and the calibre ``wanted``. ``by_class``: a class that tells
    enough of its calibre stands for one that is not known."""
    return all_of((_of_class(wanted, weapon), _of_calibre(wanted, weapon, by_class)))


def _of_class(wanted: Weapons, weapon: str) -> Fit:
    if not wanted.classes or is_of_class(weapon, wanted.classes):
        return "yes"
    name = weapon.partition("@")[0]
    return "perhaps" if any(is_of_class(one, (name,)) for one in wanted.classes) else "no"


def _of_calibre(wanted: Weapons, weapon: str, by_class: bool) -> Fit:
    limit = wanted.calibre
    if limit is None:
        return "yes"
    mm = calibre_of(weapon)
    if mm is not None:
        return "yes" if limit.holds(mm) else "no"
    if not by_class:
        return "perhaps"
    if is_of_class(weapon, _WITHOUT_CALIBRE):
        return "no"
    if is_of_class(weapon, ("small-arms",)) and limit.mm >= _SMALL_ARMS_MM:
        return "no" if limit.comparator in (">", ">=", "=", "~") else "yes"
    return "perhaps"


def distance_fits(case: Case, deed: Deed) -> Fit:
    """Whether it was done nearer to the line than the obligation allows.

    The line is the one of the side said to have done it; where nobody is named, every side's counts,
    and what is too near to one of them and not to another may be too near.
    """
    distance = case.obligation.distance
    if distance is None:
        return "yes"
    if not deed.spots:
        return "perhaps"
    side = case.scene.side_of(deed.actor)
    lines = (distance.baselines[side],) if side in distance.baselines else tuple(distance.baselines.values())
    return _agreed([_nearer(case, deed, line, distance.km) for line in sorted(set(lines))])


def _nearer(case: Case, deed: Deed, line: str, km: float) -> Fit:
    fits = [_near(apart, km) for spot in deed.spots if (apart := _apart(case, line, spot, deed.last))]
    return _agreed(fits) if fits else "perhaps"


def _near(apart: Apart, km: float) -> Fit:
    if apart.is_surely_within(km):
        return "yes"
    return "perhaps" if apart.may_be_within(km) else "no"


def _apart(case: Case, line: str, spot: Spot, on: date | None) -> Apart | None:
    """How far a spot is from a line as it ran on the day; from the place it is named for, where nothing
    is drawn; None where that is unknown too."""
    zones = [one for one in case.scene.agreement.zones if line in (one.place_id, one.id)]
    drawn = nearest_of(one.outline.apart(*spot) for one in zones if on is None or one.is_valid(on))
    if drawn is not None:
        return drawn
    home = case.scene.places.get(line)
    if home is None:
        return None
    km = distance_km(spot[0], spot[1], home.latitude, home.longitude)
    doubt = spot[2] + home.radius_km
    return Apart(max(0.0, km - doubt), km + doubt)


def area_fits(case: Case, area: tuple[str, ...], deed: Deed) -> Fit:
    """Whether it was done in ``area``: every place it is told of lies in it, or only one does or may."""
    if not area:
        return "yes"
    if not deed.place_ids:
        return "perhaps"
    inside = [case.scene.lies_in(one, area) for one in deed.place_ids]
    if all(inside):
        return "yes"
    holding = any(case.scene.lies_in(one, (place,)) for one in area for place in deed.place_ids)
    return "perhaps" if any(inside) or holding or _reaches(case, area, deed) else "no"


def _reaches(case: Case, area: tuple[str, ...], deed: Deed) -> bool:
    """Whether a place that the accord does not know may overlap the area."""
    if any(one in case.scene.places for one in deed.place_ids):
        return False
    homes = _known_spots(case, area)
    return any(
        distance_km(spot[0], spot[1], home[0], home[1]) <= spot[2] + home[2]
        for spot in deed.spots
        for home in homes
    )


def window_fits(window: Window | None, deed: Deed) -> Fit:
    """Whether it was done within a window whose days are counted already.

    What is permitted *from* an event that has not happened is not permitted yet; what is permitted
    *until* one still is.
    """
    if window is None:
        return "yes"
    if window.preposition == "from":
        begins = window.starts_at.date() if window.starts_at else date.max
        return _on_the_side(deed, lambda day: day >= begins)
    ends = last_day(window) or date.max
    return _on_the_side(deed, lambda day: day <= ends)


def _on_the_side(deed: Deed, is_in: Callable[[date], bool]) -> Fit:
    fits: list[Fit] = ["yes" if is_in(day) else "no" for day in (deed.first, deed.last) if day is not None]
    return _agreed(fits) if fits else "perhaps"


def actor_fits(case: Case, actors: tuple[str, ...], deed: Deed) -> Fit:
    """Whether one of ``actors`` (party ids, or actors themselves) is said to have done it."""
    if not actors:
        return "yes"
    if deed.actor is None:
        return "perhaps"
    side = case.scene.side_of(deed.actor)
    named = any(deed.actor == one or deed.actor.startswith(one + "/") or side == one for one in actors)
    return "yes" if named else "no"


def act_fits(acts: tuple[str, ...], deed: Deed) -> Fit:
    """Whether every act by which it is told is one of ``acts``, or one may be."""
    if not acts:
        return "yes"
    fits: list[Fit] = [
        "yes" if any(is_a(told, act) for act in acts)
        else "perhaps" if any(is_a(act, told) for act in acts)
        else "no"
        for told in deed.acts
    ]  # fmt: skip
    if not fits or any_of(fits) == "no":
        return "no"
    return "yes" if all_of(fits) == "yes" else "perhaps"
