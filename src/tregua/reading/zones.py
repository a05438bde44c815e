"""Counts of a part that has a name: *11 in the northern and 12 in the southern zone*."""

from __future__ import annotations

import re

from tregua.model.records import Event, QuantityMention
from tregua.reading.scene import Scene
from tregua.vocabulary.acts import is_a

_PART = re.compile(
    r"[^.;:\d]{0,30}?\b(?:in|along|of|for)\s+(?:the\s+)?"
    r"((?:north|south)(?:-?(?:east|west))?ern|(?:east|west|centr)(?:ern|al)|north|south|east|west)\b"
    r"(?:\s+(zone|sector|section|flank)s?\b)?",
    re.IGNORECASE,
)
_PARTED = ("deploy.post", "deploy.patrol")


def by_zone(scene: Scene, event: Event) -> tuple[Event, ...]:
    """The event, and of each count said to be in a zone an event of its own, ``about`` that zone.

    A zone whose noun is left out has that of the next one. Of these acts alone, where the count of a part
    stands beside that of the whole and must not be taken for it."""
    if not any(is_a(event.act, act) for act in _PARTED):
        return (event,)
    counts = sorted(event.quantities, key=lambda q: q.start)
    zones = _zones(scene, counts)
    if not zones:
        return (event,)
    whole = tuple(q for q in counts if q.start not in zones)
    parts = [
        event.model_copy(update={"quantities": (q,), "about": zones[q.start]})
        for q in counts
        if q.start in zones
    ]
    return (event.model_copy(update={"quantities": whole}), *parts) if whole else tuple(parts)


def _zones(scene: Scene, counts: list[QuantityMention]) -> dict[int, str]:
    """The zone of each count that has one, by where the count stands."""
    found: list[tuple[int, str, str]] = []
    for index, quantity in enumerate(counts):
        limit = counts[index + 1].start if index + 1 < len(counts) else len(scene.text)
        match = _PART.match(scene.text, quantity.end, min(limit, quantity.end + 90))
        if match:
            found.append((quantity.start, match[1].lower(), (match[2] or "").lower()))
    zones: dict[int, str] = {}
    noun = ""
    for start, direction, own in reversed(found):
        noun = own or noun
        if noun:
            zones[start] = f"{direction} {noun}"
    return zones
