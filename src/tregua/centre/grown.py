"""Incidents that the database keeps: under what they were grown, and growing them anew where that differs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import tregua
from tregua.agreement.terms import Agreement
from tregua.centre.centre import Centre
from tregua.model.ids import content_id, digest_bytes
from tregua.model.messages import say
from tregua.model.standing import DAILY

if TYPE_CHECKING:  # fusion brings numerical libraries, which a question to the registers need not wait for
    from tregua.fusion.kept import Around, Change, Changes
    from tregua.model.standing import Doubt, Incident

_FORM = 1
"""Raised where what is kept of an incident, or how incidents are made, becomes another."""


@dataclass(frozen=True)
class Growing:
    """How incidents grow under one accord: the mark of what they rest on, what becomes of the rows that are
    kept, by what an incident can be found, and what else some of them may be, to an audience by its bit."""

    mark: str
    grow: Callable[[Change, Around], Changes]
    tags_of: Callable[[Incident], frozenset[str]]
    doubts: Callable[[Collection[str], Around, int], Mapping[str, tuple[Doubt, ...]]]
    tell: Callable[[int], None] = lambda _: None
    """Is told how many claims more have been gone through, where all are grown anew."""


def growing_mark(centre: Centre) -> str:
    """What incidents of this centre rest on: this version of fusion and its weights, and of the accord its
    places and areas, who is bound to cease and from when, and whose side every actor is of."""
    return centre.recall("incidents' mark", lambda: _mark(centre.agreement))


def growing_of(centre: Centre, tell: Callable[[int], None] = lambda _: None) -> Growing:
    """How incidents of this centre grow."""
    from tregua.fusion.doubting import tell_doubts
    from tregua.fusion.growing import grow
    from tregua.fusion.sought import tags_of

    agreement = centre.agreement
    return Growing(
        mark=growing_mark(centre),
        grow=lambda change, around: grow(change, around, agreement),
        tags_of=lambda incident: tags_of(incident, agreement),
        doubts=lambda ids, around, audience: tell_doubts(ids, around, agreement, audience),
        tell=tell,
    )


def keep_incidents(centre: Centre) -> None:
    """Grows all incidents anew where those in the database were made under something else, telling how far it
    is: of very many it takes minutes."""
    if centre.state.incidents_mark == growing_mark(centre):
        return
    latest = centre.state.snapshot()
    total = centre.state.claim_count(latest) if latest else 0
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        centre.tell(lambda: say("state.grown_anew", done=done, total=total), done=done >= total)

    centre.state.grow_anew(growing_of(centre, tell) if total else _nothing(centre))


def _nothing(centre: Centre) -> Growing:
    """Where there are no claims yet: nothing grows, but the mark holds."""

    def none(*_: object) -> Any:
        raise AssertionError("there are no claims to grow")

    return Growing(growing_mark(centre), none, lambda _: frozenset(), none)


def _mark(agreement: Agreement) -> str:
    weights = (files("tregua") / "fusion" / "weights.yaml").read_bytes()
    rests_on = {
        "version": f"{tregua.__version__}/{_FORM}",
        "weights": digest_bytes(weights),
        "signed": agreement.signed_on,
        "zone": agreement.zone,
        "ceasing": [
            (one.obligors, one.window) for one in agreement.obligations if one.kind in DAILY - {"guarantee"}
        ],
        "areas": sorted({place for one in agreement.obligations for place in one.area}),
        "places": agreement.places,
        "parties": agreement.parties,
        "actors": agreement.actors,
    }
    return content_id("grown", *(f"{name}={value!r}" for name, value in rests_on.items()))
