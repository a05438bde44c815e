"""What a clause fixes beside days and numbers: the calibre of weapons, how often a report falls due, at which
hours a way is open, for how long it may be closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tregua.agreement.comparison.arms import Calibred, calibres_in, own_part
from tregua.agreement.comparison.choosing import Match
from tregua.agreement.comparison.page import Sentence
from tregua.agreement.comparison.said import found, once
from tregua.agreement.comparison.spans import alike_span, hours_in, same_span, write_duration
from tregua.agreement.comparison.standing import Owed
from tregua.agreement.comparison.words import flatten, load_words
from tregua.agreement.terms import Agreement
from tregua.model.comparison import PageFinding, Verdict
from tregua.model.messages import Message, say
from tregua.model.records import Span


def compare_fixed(agreement: Agreement, owed: Owed, matches: Sequence[Match]) -> tuple[PageFinding, ...]:
    """Findings on calibre, frequency and interruption, wherever the page gives one."""
    listed: list[PageFinding] = []
    for match in matches:
        listed.extend(_calibres(agreement, owed, match.sentence))
        listed.extend(_frequency(owed, match.sentence))
        listed.extend(_interruption(owed, match.sentence))
        listed.extend(_opening(agreement, owed, match.sentence))
    return once(listed)


def _calibres(agreement: Agreement, owed: Owed, sentence: Sentence) -> Iterator[PageFinding]:
    weapons = owed.obligation.weapons
    if weapons is None or weapons.calibre is None:
        return
    own = weapons.calibre
    same = [one for one in agreement.obligations if one.kind == owed.obligation.kind]
    units = load_words().lengths
    ends = sorted({one.end - sentence.start for one in sentence.quantities if one.unit in units})
    part = own_part(sentence.flat, ends, owed.obligation, same)
    at = sentence.flat.find(part) if part else 0
    told = [one for one in calibres_in(sentence.flat) if at <= one.start < at + len(part or sentence.flat)]
    fits = any(one.mm == own.mm for one in told)
    elsewhere = {
        one.weapons.calibre.mm
        for one in agreement.obligations
        if one.kind == owed.obligation.kind and one.weapons and one.weapons.calibre
    }
    for one in told:
        if one.mm != own.mm and (fits or one.mm in elsewhere):
            continue
        verdict: Verdict = "contradicts"
        if one.mm == own.mm:
            verdict = "matches" if one.comparator == own.comparator else "less_precise"
        elif one.comparator == "=" and own.holds(one.mm):
            verdict = "less_precise"
        code = f"compare.calibre.{verdict}"
        page, accord = _mm(one), _mm(Calibred(own.mm, own.comparator, 0, 0))
        span = _span(sentence, one.start, one.end)
        yield found(verdict, "how_much", (owed,), [span], code, page=page, accord=accord)


def _mm(one: Calibred) -> Message:
    codes = {">": "over", ">=": "least", "<": "under", "<=": "most"}
    return say(f"compare.mm.{codes.get(one.comparator, 'exact')}", mm=one.mm)


def _frequency(owed: Owed, sentence: Sentence) -> Iterator[PageFinding]:
    if not owed.obligation.every:
        return
    for start, end, told in every_in(sentence.flat):
        verdict: Verdict = "matches" if same_span(told, owed.obligation.every) else "contradicts"
        if verdict == "contradicts" and alike_span(told, owed.obligation.every):
            verdict = "doubtful"  # a month and thirty days may be the same
        page, accord = write_duration(told), write_duration(owed.obligation.every)
        code = f"compare.every.{verdict}"
        yield found(verdict, "when", (owed,), [_span(sentence, start, end)], code, page=page, accord=accord)


def every_in(flat: str) -> Iterator[tuple[int, int, str]]:
    """Where folded text says how often, and how often that is (ISO 8601)."""
    words = load_words()
    for pattern, duration in words.often:
        for match in pattern.finditer(flat):
            yield match.start(), match.end(), duration
    numbers = "|".join(words.numbers)
    counted = (
        rf"(?<!\w)(?:every|each|once (?:in|every)) (?P<n>\d+|{numbers}) (?P<unit>day|week|month|year)s?(?!\w)"
    )
    for match in re.finditer(counted, flat):
        count = int(words.numbers.get(match["n"]) or float(match["n"]))
        yield match.start(), match.end(), f"P{count}{match['unit'][0].upper()}"


def _interruption(owed: Owed, sentence: Sentence) -> Iterator[PageFinding]:
    own = owed.obligation.interruption
    if not own or not load_words().finds("closed", sentence.flat):
        return
    for mention in sentence.times:
        told = mention.duration
        if told is None or not load_words().finds("closed_for", sentence.before(mention)):
            continue
        verdict: Verdict = "matches" if same_span(told, own) else "contradicts"
        code = f"compare.interruption.{verdict}"
        span = Span(start=mention.start, end=mention.end)
        page, accord = write_duration(told), write_duration(own)
        yield found(verdict, "duration", (owed,), [span], code, page=page, accord=accord)


def _opening(agreement: Agreement, owed: Owed, sentence: Sentence) -> Iterator[PageFinding]:
    """The hours at which a way is open each day."""
    if owed.obligation.kind != "keep_open":
        return
    clause = next(one for one in agreement.clauses if one.id == owed.obligation.clause)
    printed = (owed.obligation.object, owed.obligation.title, clause.summary)
    own = next((hours for text in printed for hours in hours_in(flatten(text))), None)
    if own is None:
        return
    for told in hours_in(sentence.flat):
        same = (told.first, told.last) == (own.first, own.last)
        verdict: Verdict = "matches" if same else "contradicts"
        span = _span(sentence, told.start, told.end)
        code, page, accord = f"compare.hours.{verdict}", told.message, own.message
        yield found(verdict, "when", (owed,), [span], code, page=page, accord=accord)


def _span(sentence: Sentence, start: int, end: int) -> Span:
    return Span(start=sentence.start + start, end=sentence.start + end)
