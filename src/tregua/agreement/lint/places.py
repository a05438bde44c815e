"""Places and their outlines: names that are missing, zones outside what they should lie in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from shapely import get_coordinates
from shapely.geometry import mapping, shape

from tregua.agreement.drawn import Zone
from tregua.agreement.geometry import Outline
from tregua.agreement.lint.doubt import Doubt, Draft, doubt
from tregua.agreement.terms import Agreement
from tregua.model.earth import distance_km

_FAR_KM = 300


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about places and zones."""
    yield from _names(draft)
    yield from _validity(draft)
    yield from _nesting(draft.agreement)
    yield from _across(draft.agreement)
    yield from _apart(draft)
    yield from _points(draft.agreement)


def _names(draft: Draft) -> Iterator[Doubt]:
    named = _named(draft)
    shown = draft.agreement.name_order
    parties = [party.id for party in draft.agreement.parties if party.role == "party" and party.id in shown]
    for at, place in enumerate(draft.agreement.places):
        path = ("places", at)
        for party in parties:
            own = draft.writes(path)  # what the gazetteer adds has no names to give
            if own and place.place_id in named and party not in place.names:
                args = {"place": place.name, "party": f"party:{party}"}
                yield doubt((*path, "names"), "name_missing", **args)


def _named(draft: Draft) -> set[str]:
    """The places that somebody owes something about, is measured from, or is excepted in."""
    named = {place_id for one in draft.stipulations for place_id in one.given.area or ()}
    lines = [one.given.distance.baselines for one in draft.stipulations if one.given.distance]
    named |= {place_id for baselines in lines for place_id in baselines.values()}
    return named | {place_id for _, one, _ in draft.exemptions for place_id in one.area}


def _validity(draft: Draft) -> Iterator[Doubt]:
    accord = draft.agreement
    named = {place_id: one.path for one in draft.obligations for place_id in one.whole.area}
    starts: dict[str, list[date]] = {}
    for at, zone in enumerate(accord.zones):
        starts.setdefault(zone.place_id, []).append(zone.valid_from or date.min)
        if zone.valid_from and zone.valid_until and zone.valid_until < zone.valid_from:
            yield doubt(("zones", at), "zone_never_valid", zone=f"zone:{zone.id}")
    for at, zone in enumerate(accord.zones):
        first = min(starts[zone.place_id])
        if zone.place_id in named and accord.signed_on < first == zone.valid_from:
            yield doubt(
                ("zones", at),
                "zone_not_yet_valid",
                zone=f"zone:{zone.id}",
                day=first,
                signed=accord.signed_on,
            )


def _nesting(accord: Agreement) -> Iterator[Doubt]:
    """An outline beyond the outline of what its place lies in, further than both are precise. Outlines
    that were history when the accord was signed are not held against each other."""
    parents = {place.place_id: place.within for place in accord.places}
    current = [one for one in accord.zones if (one.valid_until or date.max) >= accord.signed_on]
    for at, zone in enumerate(accord.zones):
        for parent_id in parents.get(zone.place_id, ()) if zone in current else ():
            outlines = [one for one in current if one.place_id == parent_id and _overlap(one, zone)]
            beyond = [_beyond_km(zone, one) - zone.precision_km - one.precision_km for one in outlines]
            if beyond and min(beyond) > 0:
                args = {"zone": f"zone:{zone.id}", "place": f"place:{parent_id}"}
                yield doubt(("zones", at), "zone_outside_parent", km=round(min(beyond), 1), **args)


def _across(accord: Agreement) -> Iterator[Doubt]:
    """Two of a kind side by side in the same thing, such as sectors, that reach into each other further
    than both are precise."""
    parents = {place.place_id: place.within for place in accord.places}
    areal = [(at, one) for at, one in enumerate(accord.zones) if one.kind in ("district", "region")]
    for (_, one), (at, other) in combinations(areal, 2):
        beside = one.kind == other.kind and one.place_id != other.place_id and _overlap(one, other)
        nested = accord.lies_in(one.place_id, (other.place_id,)) or accord.lies_in(
            other.place_id, (one.place_id,)
        )
        same = parents.get(one.place_id) and parents.get(one.place_id) == parents.get(other.place_id)
        if beside and same and not nested:
            km = _depth_km(one, other)
            if km > one.precision_km + other.precision_km:
                args = {"zone": f"zone:{other.id}", "other": f"zone:{one.id}"}
                yield doubt(("zones", at), "zones_overlap", km=round(km, 1), **args)


def _depth_km(one: Zone, other: Zone) -> float:
    """How far at most a corner of what both outlines hold lies from the nearer edge of the two."""
    shared = shape(one.geometry).intersection(shape(other.geometry))
    if shared.is_empty or not shared.area:
        return 0.0
    edges = [Outline(mapping(shape(each.geometry).boundary)) for each in (one, other)]
    return max(max(edge.distance_km(y, x) for edge in edges) for x, y in get_coordinates(shared))


def _far_from(accord: Agreement) -> dict[str, tuple[str, float]]:
    """Places hundreds of kilometres beyond what they lie within, as where latitude and longitude were
    changed for each other: the other place's id, and how far it is."""
    places = {place.place_id: place for place in accord.places}
    far: dict[str, tuple[str, float]] = {}
    for place in accord.places:
        for parent in (places[one] for one in place.within if one in places):
            km = distance_km(place.latitude, place.longitude, parent.latitude, parent.longitude)
            if km > _FAR_KM + place.radius_km + parent.radius_km:
                far[place.place_id] = (parent.place_id, km)
    return far


def _apart(draft: Draft) -> Iterator[Doubt]:
    """A misplaced place is told once, not again for each place that lies within it."""
    far = _far_from(draft.agreement)
    for at, place in enumerate(draft.agreement.places):
        parent_id, km = far.get(place.place_id, ("", 0.0))
        if parent_id and parent_id not in far and draft.writes(("places", at)):
            args = {"place": place.name, "parent": f"place:{parent_id}"}
            yield doubt(("places", at), "far_from_parent", km=round(km), **args)


def _points(accord: Agreement) -> Iterator[Doubt]:
    """A place whose point lies further from its outline than its radius reaches. What is far from
    everything it should lie in is told elsewhere."""
    far = _far_from(accord)
    drawn: dict[str, list[Zone]] = {}
    for zone in accord.zones:
        drawn.setdefault(zone.place_id, []).append(zone)
    for at, place in enumerate(accord.places):
        zones = drawn.get(place.place_id, ())
        spot = (place.latitude, place.longitude)
        away = [zone.outline.distance_km(*spot) - zone.precision_km - place.radius_km for zone in zones]
        if away and min(away) > 0 and place.place_id not in far:
            yield doubt(("places", at), "point_outside_outline", place=place.name, km=round(min(away), 1))


def _overlap(one: Zone, other: Zone) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_until or date.max, other.valid_until or date.max)


def _beyond_km(zone: Zone, parent: Zone) -> float:
    """How far the outline reaches beyond its parent's: to its furthest corner."""
    inner, outer = shape(zone.geometry), shape(parent.geometry)
    outside = inner.difference(outer) if outer.geom_type.endswith("Polygon") else inner
    if outside.is_empty:
        return 0.0
    return max(parent.outline.distance_km(y, x) for x, y in get_coordinates(outside))
