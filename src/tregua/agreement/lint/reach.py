"""Obligations that can never fall due: they wait for themselves, or for what cannot happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from tregua.agreement.lint.doubt import Doubt, Draft, doubt
from tregua.agreement.terms import Obligation
from tregua.agreement.timing import SIGNATURE, Window
from tregua.agreement.tree import Steps
from tregua.model.standing import DAILY

_Waits: TypeAlias = dict[str, list[tuple[str, Steps, bool]]]
"""Obligation id → what it waits for: the other's id, where that is said, whether through an event."""


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about dependencies and events."""
    yield from _circles(_waits(draft))
    yield from _itself(draft)
    yield from _events(draft)


def _waits(draft: Draft) -> _Waits:
    hangs_on = {event.id: event.obligation for event in draft.agreement.events if event.obligation}
    waits: _Waits = {}
    for placed in draft.obligations:
        found = waits.setdefault(placed.whole.id, [])
        for at, dependency in enumerate(placed.whole.depends):
            if dependency.relation != "in_parallel_with" and dependency.on != placed.whole.id:
                found.append((dependency.on, (*placed.path, "depends", at), False))
        for path, window in _windows(placed.whole, placed.path):
            if window is not None and window.event in hangs_on:
                found.append((hangs_on[window.event], (*path, "event"), True))
    return waits


def _windows(whole: Obligation, path: Steps) -> Iterator[tuple[Steps, Window | None]]:
    """Every window of an obligation, its readings' and exceptions' too, with its path."""
    for name in ("window", "begin"):
        yield (*path, name), getattr(whole, name)
        for at, reading in enumerate(whole.readings):
            yield (*path, "readings", at, name), getattr(reading, name)
    for at, exception in enumerate(whole.exceptions):
        yield (*path, "exceptions", at, "window"), exception.window


def _itself(draft: Draft) -> Iterator[Doubt]:
    for placed in draft.obligations:
        for at, dependency in enumerate(placed.whole.depends):
            if dependency.on == placed.whole.id:
                path = (*placed.path, "depends", at)
                yield doubt(path, "depends_on_itself", obligation=f"obligation:{dependency.on}")


def _circles(waits: _Waits) -> Iterator[Doubt]:
    """Each circle once, told at the first of its members in the accord."""
    told: set[str] = set()
    for start in waits:
        if start in told:
            continue
        way = _way_back(waits, start)
        if way is None:
            continue
        members = [start, *(step[0] for step in way[:-1])]
        told.update(members)
        named = tuple(f"obligation:{one}" for one in members)
        if any(step[2] for step in way):
            yield doubt(way[0][1], "circle_of_events", obligations=named)
        else:
            yield doubt(way[0][1], "circle_of_dependencies", obligations=named)


def _way_back(waits: _Waits, start: str) -> list[tuple[str, Steps, bool]] | None:
    """The shortest way from an obligation back to itself, by what each waits for."""
    ways: list[list[tuple[str, Steps, bool]]] = [[step] for step in waits.get(start, ())]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        here = way[-1][0]
        if here == start:
            return way
        if here not in seen:
            seen.add(here)
            ways += [[*way, step] for step in waits.get(here, ())]
    return None


def _events(draft: Draft) -> Iterator[Doubt]:
    accord = draft.agreement
    windows = [
        window
        for placed in draft.stipulations
        for window in (placed.given.window, placed.given.begin)
        if window
    ]
    windows += [exemption.window for _, exemption, _ in draft.exemptions if exemption.window]
    counted = {window.event for window in windows}
    ended = {
        obligation
        for amendment in accord.amendments
        if amendment.kind in ("termination", "waiver")
        for obligation in amendment.obligations
    }
    for at, event in enumerate(accord.events):
        path = ("events", at)
        if event.id not in counted:
            yield doubt(path, "event_unused", event=event.title)
        if event.id == SIGNATURE:
            yield doubt((*path, "id"), "signature_is_known")
        if not event.obligation:
            continue
        named = f"obligation:{event.obligation}"
        if accord.obligation(event.obligation).kind in DAILY:
            yield doubt((*path, "obligation"), "event_never_happens", obligation=named)
        elif event.obligation in ended:
            yield doubt((*path, "obligation"), "event_of_what_was_ended", obligation=named)
