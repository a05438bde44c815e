"""What a page takes for granted: who holds which office, where it names title and full name together.

It is the page's own word, carried by its outlet, as of the day it was published; a title inside a quotation
is the quoted one's and is left there. Nobody is named who holds no office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tregua.model.ids import claim_id
from tregua.model.records import Claim, Event, Span, first_told
from tregua.reading.quotes import find_quotes
from tregua.reading.sentences import split_sentences
from tregua.vocabulary.titles import HeldOffice

OFFICE = "actor.office"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def claim_offices(
    text: str,
    found: Sequence[HeldOffice],
    paragraphs: Sequence[Span],
    through: str,
    published: str,
    item: str,
    item_id: str,
) -> Claim | None:
    """One claim of ``through`` with an event for each holder and title, the first time each is told; None
    where there is none. A sentence about another year tells who held an office then, and is left out."""
    told: dict[tuple[str, str, str], HeldOffice] = {}
    sentences = split_sentences(text, list(paragraphs))
    quotes = [quote for span in paragraphs for quote in find_quotes(text, span.start, span.end)]
    for one in found:
        sentence = next((s for s in sentences if s.start <= one.start and one.end <= s.end), None)
        if sentence is None or any(q.start <= one.start < q.end for q in quotes):
            continue
        years = set(_YEAR.findall(text[sentence.start : sentence.end]))
        if years - {published[:4]}:
            continue
        told.setdefault((one.actor_id, one.name, one.title.lower()), one)
    if not told:
        return None
    events = [
        Event(start=one.start, end=one.end, act=OFFICE, actor=actor, about=name, category=title)
        for (actor, name, title), one in told.items()
    ]
    spans = tuple(Span(start=one.start, end=one.end) for one in told.values())
    return Claim(
        claim_id=claim_id(item, OFFICE, None, [[one.start, one.end] for one in spans]),
        item_id=item_id,
        through=through,
        content=spans,
        **first_told(events),
        published_at=published,
    )
