"""What a clause shares out: each place its own day (*X by the 15th and Y by the 1st*), each of two actors
the same count (*X and Y each have 60*), or one count among both (*60 servicemen of X and Y*)."""

from __future__ import annotations

import re
from itertools import pairwise

from tregua.model.records import Event, PlaceMention, TimeMention
from tregua.reading.roles import side_of, word_before
from tregua.reading.scene import Scene
from tregua.vocabulary.acts import is_a

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_LIMITS = ("by", "before", "until", "till")


def share_days(scene: Scene, event: Event) -> tuple[Event, ...]:
    """The event, or one for each of its places where its clause gives each a day of its own."""
    if len(event.places) < 2:
        return (event,)
    days = _days(scene, event)
    places = sorted(event.places, key=lambda place: place.start)
    if len(days) != len(places) or len({(day.earliest, day.latest) for day in days}) < 2:
        return (event,)
    order = "".join(
        kind for _, kind in sorted([(p.start, "p") for p in places] + [(d.start, "d") for d in days])
    )
    count = len(places)
    paired = order in ("pd" * count, "dp" * count)
    listed = order in ("p" * count + "d" * count, "d" * count + "p" * count)
    told = _RESPECTIVELY.search(scene.text, event.start, min(len(scene.text), event.end + 20))
    if not paired and not (listed and told):
        return (event,)
    return tuple(_on(scene, event, place, day) for place, day in zip(places, days, strict=True))


def _days(scene: Scene, event: Event) -> list[TimeMention]:
    """The days named in the event's clause, none of them within another."""
    found = [m for m in scene.times.within(event.start, event.end) if m.earliest and m.latest]
    return [m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found)]


def _on(scene: Scene, event: Event, place: PlaceMention, day: TimeMention) -> Event:
    limit = word_before(scene, day.start) in _LIMITS
    quantities = tuple(q for q in event.quantities if q.start >= place.start or q.end <= place.start)
    update = {
        "places": (place,),
        "earliest": None if limit else day.earliest,
        "latest": day.latest,
        "quantities": quantities,
    }
    return event.model_copy(update=update)


_EACH = re.compile(r"\s+(?:will\s+|would\s+|may\s+|can\s+)?each\b")
_STAFF = "establish.staff"


def share_counts(scene: Scene, event: Event) -> tuple[Event, ...]:
    """Of a body's staff: an event for each of two actors who *each* have so many, and nobody's alone where
    the count is of both together."""
    if not is_a(event.act, _STAFF) or not event.quantities:
        return (event,)
    named = scene.actors.within(event.start, event.end)
    for one, two in pairwise(named):
        sides = (side_of(one.actor_id), side_of(two.actor_id))
        if sides[0] == sides[1] or scene.text[one.end : two.start].strip() != "and":
            continue
        if _EACH.match(scene.text, two.end):
            return tuple(event.model_copy(update={"actor": side}) for side in sides)
        if event.actor is not None and side_of(event.actor) in sides:
            return (event.model_copy(update={"actor": None}),)
    return (event,)
