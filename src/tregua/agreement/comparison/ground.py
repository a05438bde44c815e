"""Places and ground as a sentence names them: by a name, by a common noun, as the end of a way."""

from __future__ import annotations

import re

from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.words import load_words
from tregua.model.records import PlaceMention

_WAYS = re.compile(
    r"(?<!\w)(?:between .{1,60}? and |(?:route|road|way|link|corridor|passage)s?(?: \S+){0,4}? to )"
)
"""What stands before the ends of a way."""


def places_of(sentence: Sentence) -> set[str]:
    """The places a sentence names, or that are meant by its events and commitments; no zone of time, and
    none that names a text (*the Minsk deal*)."""
    named = {mention.place_id for mention in sentence.places if _is_where(sentence, mention)}
    return named or {place.place_id for one in sentence.told if one.shall_be for place in one.event.places}


def _is_where(sentence: Sentence, mention: PlaceMention) -> bool:
    after = sentence.after(mention)
    return not after.startswith(" time") and not load_words().finds("names_a_text", after)


def ends_of_ways(sentence: Sentence) -> set[str]:
    """The places that a way runs between (*a route between the town and the border*), which is not where
    it lies."""
    found = set()
    for match in _WAYS.finditer(sentence.flat):
        reach = match.end() + len("the ") + 2
        found |= {
            one.place_id for one in sentence.places if match.start() <= one.start - sentence.start <= reach
        }
    return found


def names_ground(sentence: Sentence) -> bool:
    """Whether it speaks of *districts* or *territories* in general, none by a name nobody here knows."""
    return bool(load_words().finds("grounds", sentence.flat)) and any(
        not name for name in named_ground(sentence)
    )


def named_ground(sentence: Sentence) -> tuple[str, ...]:
    """For each time the sentence says *district* or *territories*: the name before it, or nothing."""
    found = []
    for match in load_words().patterns["ground"].finditer(sentence.flat):
        lead = sentence.words[: match.start()].split()
        named = len(lead) > 1 and lead[-1][:1].isupper()
        found.append(lead[-1] if named else "")
    return tuple(found)
