"""The exact words of a claim, with where they stand in the item."""

from __future__ import annotations

from tregua.model.ids import item_of
from tregua.model.records import Claim, Record, Span
from tregua.model.tiers import Audience, sees
from tregua.reporting.material import Desk

_LONGEST = 480


class Quotation(Record):
    """Words as printed. ``start``/``end`` are characters of the item's decoded text; ``cut`` tells
    that the passage goes on. ``words`` is empty where the text is withheld or gone."""

    words: str = ""
    start: int = 0
    end: int = 0
    cut: bool = False
    withheld: bool = False


def quote_claim(desk: Desk, claim: Claim) -> Quotation:
    """The words a claim was read from; withheld when the item's tier is above the report's."""
    item = desk.items.get(item_of(claim.claim_id))
    if item is not None and not sees(Audience(desk.material.charter.tier), item.tier):
        return Quotation(withheld=True)
    spans = _spans(claim)
    if not spans:
        return Quotation()
    try:
        text = desk.material.text_of(claim.item_id or item_of(claim.claim_id))
    except KeyError:
        return Quotation()
    words = " […] ".join(" ".join(text[part.start : part.end].split()) for part in spans)
    cut = len(words) > _LONGEST
    if cut:
        words = words[:_LONGEST].rpartition(" ")[0] or words[:_LONGEST]
    return Quotation(words=words, start=spans[0].start, end=spans[-1].end, cut=cut)


def _spans(claim: Claim) -> tuple[Span, ...]:
    """What it says, or where that was not marked, the passages its events stand in."""
    marked = claim.content or tuple(Span(start=event.start, end=event.end) for event in claim.events)
    return tuple(sorted(marked, key=lambda part: (part.start, part.end)))
