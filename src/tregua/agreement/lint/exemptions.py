"""What is permitted or excepted: exemptions that can never fit, and those that fit everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tregua.agreement.lint.doubt import Doubt, Draft, doubt
from tregua.agreement.terms import Exemption, Obligation
from tregua.agreement.tree import Steps
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

_FORBIDDEN: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {"cease": ("hostile",), "refrain": ("hostile",)}
)
"""What must not happen, by kind, where an obligation names no acts."""


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about what is permitted, and about obligations' exceptions."""
    for path, exemption, obligation in draft.exemptions:
        told = (exemption.acts, exemption.actors, exemption.area, exemption.weapons, exemption.window)
        if not any(told):
            yield doubt(path, "exempts_everything", id=exemption.id)
        elif whole := _swallowed(draft, exemption, obligation):
            yield doubt(path, "exempts_a_whole_duty", id=exemption.id, obligations=whole)
        signed = draft.agreement.signed(obligation) if obligation else draft.agreement.signed_on
        over = draft.last_day(exemption.window)
        if over and over < signed:
            yield doubt((*path, "window"), "exemption_over", day=over, signed=signed)
        if obligation is not None:
            yield from _within(draft, path, exemption, obligation)


def _swallowed(draft: Draft, exemption: Exemption, obligation: Obligation | None) -> tuple[str, ...]:
    """The duties to refrain of which the exemption leaves nothing: all their acts, by all who owe them,
    wherever they hold, at any time and with any weapons."""
    if exemption.window or exemption.weapons:
        return ()
    asked = draft.agreement.obligations if obligation is None else (obligation,)
    return tuple(f"obligation:{one.id}" for one in asked if _covers(draft, exemption, one))


def _covers(draft: Draft, exemption: Exemption, one: Obligation) -> bool:
    if one.kind not in _FORBIDDEN:
        return False
    acts = one.acts or _FORBIDDEN[one.kind]
    every_act = not exemption.acts or all(any(is_a(act, ours) for ours in exemption.acts) for act in acts)
    everybody = not exemption.actors or set(one.obligors) <= set(exemption.actors)
    lies_in = draft.agreement.lies_in
    there = bool(one.area) and all(lies_in(place, exemption.area) for place in one.area)
    return every_act and everybody and (not exemption.area or there)


def _within(draft: Draft, path: Steps, exemption: Exemption, obligation: Obligation) -> Iterator[Doubt]:
    """An exception that never meets the duty it is made from."""
    named = f"obligation:{obligation.id}"
    if exemption.actors and obligation.obligors and not set(exemption.actors) & set(obligation.obligors):
        yield doubt((*path, "actors"), "excepts_no_obligor", obligation=named)
    acts = [(ours, theirs) for ours in exemption.acts for theirs in obligation.acts]
    if acts and not any(is_a(ours, theirs) or is_a(theirs, ours) for ours, theirs in acts):
        yield doubt((*path, "acts"), "excepts_other_acts", obligation=named)
    lies_in = draft.agreement.lies_in
    places = [(ours, theirs) for ours in exemption.area for theirs in obligation.area]
    if places and not any(lies_in(ours, (theirs,)) or lies_in(theirs, (ours,)) for ours, theirs in places):
        yield doubt((*path, "area"), "excepts_elsewhere", obligation=named)
