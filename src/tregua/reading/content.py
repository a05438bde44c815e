"""What was said under a cue: the spans of its content, and whether in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tregua.model.records import ClaimSource, Mode, Span, Stance
from tregua.reading.grammar import words_of
from tregua.reading.labels import Cue
from tregua.reading.scene import Scene, Sentence
from tregua.reading.sources import NounPhrase


@dataclass(frozen=True)
class Speech:
    """One source's words under one cue. ``source`` None: the page's own voice."""

    source: ClaimSource | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode = "indirect"
    stance: Stance = "asserts"
    through: str | None = None
    continues: bool = False
    paragraph: int = 0


def make_speech(
    scene: Scene,
    sentence: Sentence,
    cue: Cue,
    found: list[Cue],
    index: int,
    quotes: Sequence[Span],
    number: int,
) -> Speech | None:
    tokens, text = sentence.tokens, scene.text
    source = cue.source
    if source is None:
        return None
    lead = source.start if source.start < tokens[cue.first].start else tokens[cue.first].start
    tail = max(source.end, tokens[cue.last - 1].end)
    before = trim(text, _left_limit(sentence, found, index), lead)
    after_from = (
        tokens[cue.listener_end].start if cue.listener_end and cue.listener_end < len(tokens) else tail
    )
    after = trim(
        text,
        max(after_from, tail if cue.inverted or cue.phrase or cue.passive else after_from),
        _right_limit(sentence, found, index),
    )
    content: tuple[Span, ...] = ()
    ends_here = after is None or _is_tail(scene, sentence, after, quotes, cue)
    has_before = before is not None and _is_content(scene, sentence, before, quotes)
    if cue.phrase or cue.inverted:
        content = tuple(s for s in ((before if has_before else None), (None if ends_here else after)) if s)
        if not content and before is not None and cue.phrase:
            content = (before,)
    elif cue.passive:
        content = tuple(
            s
            for s in (
                (before if before and not _is_dummy(text, before) else None),
                (None if ends_here else after),
            )
            if s
        )
    elif (
        has_before
        and before is not None
        and _comma_before_source(scene, lead, before)
        and (ends_here or _quoted(before, quotes) or not cue.noun_content)
    ):
        goes_on = after is not None and not _opens_that(text, after_from) and _is_between(scene, tail)
        content = (
            (before,)
            if ends_here
            else (before, after)
            if after and (goes_on or _quoted(before, quotes))
            else (after,)
            if after
            else (before,)
        )
    elif before is not None and after is not None and not ends_here and _interrupts(scene, cue, lead, tail):
        content = (before, after)
    elif after is not None and not ends_here:
        content = (after,)
    elif has_before and before is not None:
        content = (before,)
    if not content:
        return None
    amid = _interrupts(scene, cue, lead, tail)  # *on Friday, it said, units entered*: the day is the event's
    content = tuple(_strip_that(text, one) for one in content if amid or not _is_a_day(scene, one))
    if not content:
        return None
    mode = _mode(text, content, quotes)
    claim_source = ClaimSource(start=source.start, end=source.end, actor_id=source.actor_id)
    cue_end = (
        tokens[min(cue.last, len(tokens)) - 1].end
        if not (cue.phrase or cue.passive)
        else _cue_end(sentence, cue, source)
    )
    return Speech(
        claim_source,
        Span(start=tokens[cue.first].start, end=cue_end),
        content,
        mode,
        cue.stance,
        cue.through,
        False,
        number,
    )


def _cue_end(sentence: Sentence, cue: Cue, source: NounPhrase) -> int:
    ends = [t.end for t in sentence.tokens[cue.first : cue.last] if t.end <= source.start]
    return ends[-1] if ends else sentence.tokens[cue.first].end


def _left_limit(sentence: Sentence, found: list[Cue], index: int) -> int:
    """Where the content before a cue may begin: after the cue before it and its source."""
    if index == 0:
        return sentence.start
    before = found[index - 1]
    end = sentence.tokens[before.last - 1].end
    return max(end, before.source.end if before.source else end)


def _right_limit(sentence: Sentence, found: list[Cue], index: int) -> int:
    """Where the content after a cue ends: before the next cue's source, with its *and* or *but*."""
    if index + 1 >= len(found):
        return sentence.end
    following = found[index + 1]
    start = sentence.tokens[following.first].start
    if (
        following.source
        and not following.inverted
        and not following.phrase
        and following.source.start > sentence.tokens[found[index].last - 1].start
    ):
        start = min(start, following.source.start)
    tokens = [t for t in sentence.tokens if t.end <= start]
    while tokens and (
        tokens[-1].low in ("and", "but", "while", "as", "whereas", "although")
        or tokens[-1].text in (",", ";", "—", "–")
    ):
        start = tokens.pop().start
    return start


_HEADLINE = 12


def _is_content(scene: Scene, sentence: Sentence, span: Span, quotes: Sequence[Span]) -> bool:
    if _quoted(span, quotes):
        return True
    groups = [
        g
        for g in sentence.groups
        if sentence.tokens[g.first].start >= span.start and sentence.tokens[g.last].end <= span.end
    ]
    finite = [g for g in groups if g.finite or g.passive]
    shouted = scene.text[span.start : span.end].isupper() and span.end - span.start > _HEADLINE
    return (
        bool(finite)
        or shouted
        or (bool(scene.quantities.within(span.start, span.end)) and span.end - span.start > 30)
    )


def _is_tail(scene: Scene, sentence: Sentence, span: Span, quotes: Sequence[Span], cue: Cue) -> bool:
    """Whether what follows the cue is only when, where or to whom it was said."""
    if _quoted(span, quotes) or cue.noun_content:
        return False
    groups = [g for g in sentence.groups if sentence.tokens[g.first].start >= span.start]
    if any(g.finite or g.passive or not g.reduced for g in groups):
        return False
    words = scene.text[span.start : span.end].split()
    first = words[0].lower() if words else ""
    opens = first in _TAIL_OPENERS
    if opens or cue.inverted or cue.phrase:
        return not scene.quantities.within(span.start, span.end) or opens
    return len(words) < 2


def _is_between(scene: Scene, at: int) -> bool:
    """Whether a mark follows the cue, so that the sentence goes on after it: *…, he said, …*."""
    return scene.text[at : at + 1] in (",", ";", ":", "—", "–") or scene.text[at : at + 2] in (
        " —",
        " –",
        " -",
    )


def _interrupts(scene: Scene, cue: Cue, lead: int, tail: int) -> bool:
    """Whether the cue stands between commas in the midst of its content: *Kelbajar, it noted, had been
    handed over*."""
    before = scene.text[max(0, lead - 3) : lead].rstrip()
    return (
        cue.group is not None
        and not cue.participle
        and before.endswith((",", "—", "–"))
        and scene.text[tail : tail + 1] == ","
    )


def _is_a_day(scene: Scene, span: Span) -> bool:
    """Whether the stretch only says when: *…, the ministry announced on Friday, 20 November.*"""
    return any(
        m.start <= span.start + 3 and m.end >= span.end for m in scene.times.within(span.start - 30, span.end)
    )


def _is_dummy(text: str, span: Span) -> bool:
    return text[span.start : span.end].lower().strip(" ,") in ("it", "this", "that", "as")


def _comma_before_source(scene: Scene, lead: int, before: Span) -> bool:
    gap = scene.text[before.end : lead]
    last = scene.text[before.end - 1]
    return (
        "," in gap
        or last in ',”"»'
        or "–" in gap
        or "—" in gap
        or ";" in gap
        or any(c in gap for c in "\"”»'’")
    )


def _opens_that(text: str, at: int) -> bool:
    return text[at : at + 8].lstrip(" ,").startswith("that")


def _quoted(span: Span, quotes: Sequence[Span]) -> bool:
    return any(quote.start < span.end and span.start < quote.end for quote in quotes)


def _mode(text: str, content: Sequence[Span], quotes: Sequence[Span]) -> Mode:
    total = sum(span.end - span.start for span in content)
    inside = sum(
        max(0, min(span.end, quote.end) - max(span.start, quote.start))
        for span in content
        for quote in quotes
    )
    if inside == 0:
        return "indirect"
    return "direct" if inside >= 0.9 * total else "mixed"


_TAIL_OPENERS = words_of("tail_openers")
_THAT = re.compile(r"(?:[\s,:–—-]*\bthat\b)?[\s,:–—-]*", re.IGNORECASE)


def _strip_that(text: str, span: Span) -> Span:
    match = _THAT.match(text, span.start, span.end)
    start = match.end() if match and match.end() < span.end else span.start
    return Span(start=start, end=span.end)


def trim(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in ",;:–—-)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-("):
        end -= 1
    if (
        end > start
        and text[end - 1] == "."
        and not text[start:end].rstrip(".").endswith((" a.m", " p.m", "U.S"))
    ):
        end -= 1
    return Span(start=start, end=end) if end > start else None
