"""Counts that are a part of a whole: whose share a count is, and whether it is a part at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.words import load_words
from tregua.agreement.terms import Agreement
from tregua.model.records import ActorMention, QuantityMention

_BY = re.compile(r"[^,;:.()]{0,40}?\bby (?:the )?")
_DOES = re.compile(r"(?:'s)?(?: (?:will|shall|must|would|is to|has to))?(?: \w+){0,2} ?(?:the )?")
_AND = re.compile(r",? (?:and|with) (?:the )?")
_AFTER_ANOTHER = re.compile(r"\b(?:by|from|to|of|with) (?:the )?\Z")


def side_counted(agreement: Agreement, sentence: Sentence, mention: QuantityMention) -> tuple[str, bool]:
    """The party that a count falls to (*70 by Highmark*, *Marrow will free 50*), and whether it is said
    by *by*; an empty name where it falls to none, or to several together."""
    others = [one for one in sentence.quantities if one.low is not None and not _overlap(one, mention)]
    floor = max((one.end for one in others if one.end <= mention.start), default=sentence.start)
    end = min((one.start for one in others if one.start >= mention.end), default=sentence.end)
    after = [one for one in sentence.actors if mention.end <= one.start < end]
    if after and _BY.fullmatch(_between(sentence, mention.end, after[0].start)):
        joined = len(after) > 1 and _AND.fullmatch(_between(sentence, after[0].end, after[1].start))
        return ("" if joined else agreement.side_of(after[0].actor_id) or ""), True
    ahead = [one for one in sentence.actors if floor <= one.start and one.end <= mention.start]
    if not ahead or not _DOES.fullmatch(_between(sentence, ahead[-1].end, mention.start)):
        return "", False
    if _AFTER_ANOTHER.search(sentence.before(ahead[-1])) or _is_joined(sentence, ahead):
        return "", False
    return agreement.side_of(ahead[-1].actor_id) or "", False


def is_part(sentence: Sentence, mention: QuantityMention, whole: float) -> bool:
    """Whether a count is told as a part: with others that make up the whole or the largest of them, or by
    a word that says so (*of them*, *the first 40*)."""
    value = mention.low if mention.low is not None else mention.high
    if value is None:
        return False
    counts = [
        one.low if one.low is not None else one.high
        for one in dict.fromkeys(sentence.quantities)
        if one.unit == mention.unit
    ]
    given = [one for one in counts if one is not None]
    largest = max(given, default=value)
    if len(given) > 1 and (sum(given) == whole or (value < largest and sum(given) == 2 * largest)):
        return True
    around = f"{sentence.before(mention, 14)}|{sentence.after(mention, 14)}"
    return value < whole and bool(load_words().finds("part", around))


def bare_shares(sentence: Sentence, unit: str) -> tuple[QuantityMention, ...]:
    """The numbers without a unit that fall to a party (*70 held by Highmark*), as counts of ``unit``."""
    listed = []
    starts = {one.start for one in sentence.actors}
    for match in re.finditer(r"(?<![\w.,])\d+(?= )", sentence.flat):
        start, end = match.start() + sentence.start, match.end() + sentence.start
        by = re.match(r"(?: \w+){0,3} by (?:the )?", sentence.flat[match.end() :])
        taken = (*sentence.quantities, *sentence.times)
        if by is None or end + by.end() not in starts:
            continue
        if not any(one.start <= start < one.end for one in taken):
            value = float(match.group())
            listed.append(
                QuantityMention(start=start, end=end, text=match.group(), low=value, high=value, unit=unit)
            )
    return tuple(listed)


def _between(sentence: Sentence, start: int, end: int) -> str:
    return sentence.flat[start - sentence.start : end - sentence.start]


def _is_joined(sentence: Sentence, ahead: Sequence[ActorMention]) -> bool:
    return len(ahead) > 1 and bool(_AND.fullmatch(_between(sentence, ahead[-2].end, ahead[-1].start)))


def _overlap(one: QuantityMention, other: QuantityMention) -> bool:
    return one.start < other.end and other.start < one.end
