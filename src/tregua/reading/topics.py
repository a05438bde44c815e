"""What a label, a headline or the sentence before speaks of, lent to a sentence that names no place."""

from __future__ import annotations

from tregua.model.records import PlaceMention
from tregua.reading.roles import word_before
from tregua.reading.scene import Scene
from tregua.vocabulary.acts import is_a

_REACH = 420
_LENT = ("handover", "control", "extend.postpone", "link.open", "link.close")
_WIDE_KM = 75.0


def topic_places(scene: Scene, start: int, end: int) -> tuple[PlaceMention, ...]:
    """The places last named before ``start``; none where ``start``..``end`` names one of its own.

    Countries, capitals and wide regions are no topic; nor is a place where something merely comes from."""
    if _own(scene, start, end):
        return ()
    before = _own(scene, max(0, start - _REACH), start)
    if not before:
        return ()
    last = before[-1]
    stop = max(scene.text.rfind(". ", 0, last.start), scene.text.rfind("\n", 0, last.start))
    found = {m.place_id: m for m in before if m.start > stop}
    return tuple(found[one] for one in sorted(found, key=lambda one: found[one].start))


def lends_to(act: str) -> bool:
    """Whether an act of this kind may take its place from the topic."""
    return any(is_a(act, one) for one in _LENT)


def _own(scene: Scene, start: int, end: int) -> list[PlaceMention]:
    return [
        m
        for m in scene.places.within(start, end)
        if not m.place_id.startswith("country-")
        and m.text.title() not in scene.lexicon.capitals
        and (m.radius_km is None or m.radius_km < _WIDE_KM)
        and word_before(scene, m.start) != "from"
    ]
