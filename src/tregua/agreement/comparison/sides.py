"""Who, by a sentence, owes a thing, and to whom."""

from __future__ import annotations

import re

from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.words import flatten, load_words
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.records import Commitment
from tregua.vocabulary.acts import is_a

_JOINED = re.compile(r",?\s*(?:and|together with|with|,)\s*(?:the\s+)?\Z")
_PROVIDES = re.compile(r"\s+(?:also )?(?:provid|envisag|foresee|stipulat|sa(?:y|id)|agreed (?:that|in))\w*")
_GETS = re.compile(
    r"(?:(?:will|shall|must|would|(?:is|are) to) )?(?:(?:then|also) )*(?:get|receive|regain|recover|take)s?\b"
)
"""Verbs whose subject is the one it goes to."""
_OF_PATIENTS = ("hand_over", "exchange", "return", "keep_open", "establish", "account_for")
"""Kinds whose act, told in the passive, has for its subject what it is done to."""


def agents_of(agreement: Agreement, sentence: Sentence, obligation: Obligation) -> set[str]:
    """The parties that the sentence says shall do it; empty where it does not say."""
    found = {
        agreement.side_of(one)
        for owed in sentence.commitments
        for one in owed.debtors
        if _leads(sentence, one) and not _puts_off(owed)
    }
    found |= {
        agreement.side_of(one.event.actor)
        for one in sentence.told
        if one.shall_be and not is_a(one.event.act, "ceasefire") and _is_in(sentence, one.event.actor)
    }
    found |= subjects_of(agreement, sentence, obligation)
    found |= _named_after(agreement, sentence, obligation)
    body = agreement.side_of(obligation.body) if obligation.body else None
    return {one for one in found if one is not None and (one != body or one in obligation.obligors)}


def _puts_off(told: Commitment) -> bool:
    """Whether it gives more time: who agrees to that need not be who owes the thing."""
    return bool(told.object and load_words().patterns["changed"].match(flatten(told.object)))


def subjects_of(agreement: Agreement, sentence: Sentence, obligation: Obligation) -> set[str]:
    """The parties named right before the verb that obliges, or before the act in the present tense."""
    words = load_words()
    found: set[str] = set()
    capped = words.patterns["capped"]
    patterns = (words.patterns["binding"], words.kinds[obligation.kind].strong, capped)
    for index, pattern in enumerate(patterns):
        for match in pattern.finditer(sentence.flat):
            if index == 0 and words.patterns["changed"].match(sentence.flat[match.end() :].lstrip()):
                continue
            passive = re.match(r"\S+ (?:(?:also|then|to|have) )*be ", sentence.flat[match.start() :])
            if passive and obligation.kind in _OF_PATIENTS:
                continue
            if obligation.kind == "hand_over" and _GETS.match(sentence.flat, match.start()):
                continue
            found |= _named_before(agreement, sentence, match.start(), 14 if index == 0 else 2)
    return found


def _named_after(agreement: Agreement, sentence: Sentence, obligation: Obligation) -> set[str | None]:
    """The parties named after the act of a handover: *handed over by Marrow*, *gets it from Marrow*."""
    if obligation.kind != "hand_over":
        return set()
    act = load_words().kinds["hand_over"].strong.search(sentence.flat)
    if act is None:
        return set()
    gets = bool(_takers(agreement, sentence))
    word = re.compile(r"\b(?:by|from) (?:the )?\Z" if gets else r"\bby (?:the )?\Z")
    return {
        agreement.side_of(one.actor_id)
        for one in sentence.actors
        if one.start - sentence.start > act.start() and word.search(sentence.before(one))
    }


def _takers(agreement: Agreement, sentence: Sentence) -> set[str]:
    """The parties named right before a verb of getting."""
    found: set[str] = set()
    for match in re.finditer(rf"(?<!\w){_GETS.pattern}", sentence.flat):
        found |= _named_before(agreement, sentence, match.start(), 2)
    return found


def _named_before(agreement: Agreement, sentence: Sentence, at: int, gap: int) -> set[str]:
    found: set[str] = set()
    for mention in reversed(sentence.actors):
        end = mention.end - sentence.start
        between = sentence.flat[end:at]
        if end > at or mention.actor_id.endswith("-centre"):
            continue
        near = len(between) <= gap and not re.search(r"[,;:'()]", between) and " of " not in between
        if near or (found and _JOINED.search(between)):
            side = agreement.side_of(mention.actor_id)
            found |= {side} if side else set()
            at, gap = mention.start - sentence.start, 0
            continue
        break
    return found


def receivers_of(agreement: Agreement, sentence: Sentence) -> set[str]:
    """The parties that the sentence says shall have it."""
    found = {agreement.side_of(one.event.target) for one in sentence.told if one.shall_be}
    found |= {agreement.side_of(one) for owed in sentence.commitments for one in owed.beneficiaries}
    found |= _takers(agreement, sentence)
    for mention in sentence.actors:
        if re.search(r"\b(?:to|back to|control of)\s+(?:the\s+)?\Z", sentence.before(mention)):
            found.add(agreement.side_of(mention.actor_id))
    return {one for one in found if one is not None}


def _leads(sentence: Sentence, actor_id: str) -> bool:
    """Whether a debtor stands before a verb that obliges, or with one who does; or is a body that is only
    meant (*they*), other than who speaks."""
    named = [mention for mention in sentence.actors if mention.actor_id == actor_id]
    binding = load_words().patterns["binding"]
    if not named:
        return "/" in actor_id and all(one.claim.said_by != actor_id for one in sentence.told)
    return any(
        binding.search(sentence.flat, mention.end - sentence.start)
        or re.search(r"\b(?:with|by)\s+(?:the\s+)?\Z", sentence.before(mention))
        for mention in named
    )


def _is_in(sentence: Sentence, actor_id: str | None) -> bool:
    """Whether an event's actor stands in its sentence, and not as one whose text it is (*the statement of
    … Russia provides for*); one that only speaks elsewhere owes nothing."""
    return actor_id is not None and any(
        mention.actor_id == actor_id
        and not _PROVIDES.match(sentence.after(mention))
        and not re.search(r"\b(?:withdrawal|departure|return) of (?:the )?\Z", sentence.before(mention))
        for mention in sentence.actors
    )
