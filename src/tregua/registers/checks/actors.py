"""What does not fit among the words on who is who."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tregua.model.messages import say
from tregua.model.register import Flag, Page
from tregua.registers.reckoning.holders import may_be_one, offices_on
from tregua.vocabulary.tokens import fold


def flag_actors(page: Page) -> Iterator[Flag]:
    """Offices with two holders at once, names that may be one in two spellings, and one holder by different
    titles of speakers in office."""
    for office in offices_on(page):
        names = tuple(one.name for one in office.holders)
        claims = tuple(sorted({word.claim_id for one in office.holders for word in one.words}))
        if office.contested:
            code = "two_holders" if len(names) > 1 else "holder_denied"
            yield Flag(
                text=say(f"registers.flag.{code}", office=f"actor:{office.actor}", names=names),
                evidence=claims,
            )
        alphabetical = sorted(office.holders, key=lambda one: (fold(one.name), one.name))
        for one, other in pairwise(alphabetical):  # spellings of one name stand together
            if may_be_one(one.name, other.name):
                yield Flag(
                    text=say("registers.flag.spellings", first=one.name, second=other.name),
                    evidence=tuple(sorted({word.claim_id for word in (*one.words, *other.words)})),
                )
        for holder in office.holders:
            titles = sorted({word.title for word in holder.words if word.title and word.said_by})
            if len(titles) > 1:
                text = say("registers.flag.titles", name=holder.name, titles=tuple(titles))
                yield Flag(text=text, evidence=tuple(sorted({word.claim_id for word in holder.words})))
