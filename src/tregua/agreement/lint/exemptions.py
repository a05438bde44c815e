"""What is permitted or excepted: exemptions that can never fit, and those that fit everything."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.agreement.lint.doubt import Doubt, Draft, doubt
from tregua.agreement.terms import Exemption, Obligation
from tregua.agreement.tree import Steps
from tregua.vocabulary.acts import is_a


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about what is permitted, and about obligations' exceptions."""
    for path, exemption, obligation in draft.exemptions:
        told = (exemption.acts, exemption.actors, exemption.area, exemption.weapons, exemption.window)
        if not any(told):
            yield doubt(path, "exempts_everything", id=exemption.id)
        signed = draft.agreement.signed(obligation) if obligation else draft.agreement.signed_on
        over = draft.last_day(exemption.window)
        if over and over < signed:
            yield doubt((*path, "window"), "exemption_over", day=over, signed=signed)
        if obligation is not None:
            yield from _within(draft, path, exemption, obligation)


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
