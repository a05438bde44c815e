"""What a cue governs: a clause, a quotation, a noun; before it or after the listener."""

from __future__ import annotations

from collections.abc import Sequence

from tregua.model.records import Span, Stance
from tregua.reading.cues import Cues
from tregua.reading.grammar import words_of
from tregua.reading.scene import Scene, Sentence
from tregua.reading.syntax import Token, VerbGroup

_OPENS = frozenset({"that", ",", ":", '"', "“"})
_LISTENER_ENDS = _OPENS | {".", "on", "in", "during"}
_AFTER_CUE = words_of("after_cue")
_LISTENERS = words_of("listeners")
_HEADLINE = 3
_WHEN_SAID = words_of("when_said")
_TOLD = words_of("told")


def governs(
    scene: Scene,
    cues: Cues,
    sentence: Sentence,
    last: int,
    lemma: str,
    quotes: Sequence[Span],
    stance: Stance,
) -> str:
    """What follows the cue as its content: ``clause``, ``quote``, ``noun`` or nothing."""
    tokens = sentence.tokens
    at = after_listener(scene, tokens, last)
    if at >= len(tokens):
        return ""
    if any(
        q.start >= tokens[last - 1].end and q.start < tokens[min(at + 3, len(tokens) - 1)].end + 2
        for q in quotes
    ):
        return "quote"
    if tokens[at].low in ("that", ":", "how", "why", "whether") or (
        tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].low == "that"
    ):
        return "clause"
    marks = (";", ".", ",") if lemma in cues.needs_clause else (";", ".")
    stop = next((i for i in range(at, len(tokens)) if tokens[i].text in marks), len(tokens))
    if tokens[at].text in (",", ".", ";"):
        return ""
    later = [g for g in sentence.groups if at <= g.first < stop and g.last >= at]
    if later and (later[0].finite or stance != "asserts" or lemma in cues.noun_content):
        return "clause"
    if tokens[at].low in _WHEN_SAID and lemma not in ("call", "appeal"):
        return ""
    if lemma in cues.noun_content or stance in ("evaluates", "denies", "demands", "promises"):
        return "noun"
    if lemma in ("say", "tell", "add") and tokens[at].low not in ("on", "in", "at", "to", "of"):
        return "noun"
    return ""


def after_listener(scene: Scene, tokens: list[Token], last: int) -> int:
    """The token after *told reporters on Monday in Moscow*, where a clause may begin."""
    at = _after_told(scene, tokens, last)
    while at < len(tokens) - 1:
        if tokens[at].low in _WHEN_SAID:
            mark = _first_outside_dates(scene, tokens, at)
            if mark is not None and not _has_verb_between(tokens, at, mark):
                comma = tokens[mark].text == "," and tokens[mark + 1 : mark + 2] != []
                skips = comma and tokens[mark + 1].low != "that"
                return min(mark + 1 if skips else mark, len(tokens) - 1)
            times = scene.times.within(tokens[at].end, tokens[min(at + 5, len(tokens) - 1)].end)
            times = [one for one in times if one.start - tokens[at].end <= 2]
        else:
            times = scene.times.within(tokens[at].start, tokens[min(at + 5, len(tokens) - 1)].end)
            times = [one for one in times if one.start == tokens[at].start]
        if not times:
            return at
        end = times[0].end
        at = next((i for i in range(at, len(tokens)) if tokens[i].start >= end), len(tokens) - 1)
    return at


def _after_told(scene: Scene, tokens: list[Token], last: int) -> int:
    """The token after the listener of *told* and the like; ``last`` where there is none."""
    told = any(token.low in _TOLD for token in tokens[max(0, last - 2) : last])
    if not told or last >= len(tokens) or tokens[last].text in ("that", ":"):
        return last
    seek = _first(tokens, last, last + 6, _LISTENER_ENDS)
    seek = min(last + 6, len(tokens)) if seek is None else seek
    listener = next((i for i in range(last, seek) if tokens[i].low in _LISTENERS), None)
    if listener is not None:
        return listener + 1
    named = scene.actors.within(tokens[last].start, tokens[seek - 1].end) if seek > last else []
    if named:
        return next(i for i in range(last, len(tokens)) if tokens[i].end >= named[0].end) + 1
    ends = seek < len(tokens) and tokens[seek].low in _LISTENER_ENDS
    return seek if ends and seek > last else last


def _first(tokens: list[Token], first: int, last: int, words: frozenset[str]) -> int | None:
    return next((i for i in range(first, min(last, len(tokens))) if tokens[i].low in words), None)


def _first_outside_dates(scene: Scene, tokens: list[Token], at: int) -> int | None:
    """The first mark that opens a clause, the comma of *November 11, 2020* not counted."""
    for index in range(at, min(at + 12, len(tokens))):
        token = tokens[index]
        if token.low in _OPENS and not any(
            m.start < token.start and token.end < m.end
            for m in scene.times.within(token.start - 30, token.end + 30)
        ):
            return index
    return None


def _has_verb_between(tokens: list[Token], first: int, last: int) -> bool:
    return any(
        token.low in ("is", "are", "was", "were", "has", "have", "had", "will", "would")
        for token in tokens[first:last]
    )


def mark_before(tokens: list[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].text in (",", '"', "”", "»", "'", "’", "“", "?", "!", "–", "—")


def only_quote_before(sentence: Sentence, group: VerbGroup, quotes: Sequence[Span]) -> bool:
    return any(0 <= sentence.tokens[group.first].start - quote.end <= 3 for quote in quotes)


def content_before(sentence: Sentence, group: VerbGroup, quotes: Sequence[Span]) -> bool:
    """Whether the sentence up to the source can be the cue's content: *…, the ministry said.*"""
    tokens = sentence.tokens
    if any(quote.end <= tokens[group.first].start for quote in quotes):
        return True
    after = group.last + 1
    if after < len(tokens) and tokens[group.last].low in _TOLD:
        told = next(
            (i for i in range(after, min(after + 6, len(tokens))) if tokens[i].low in _AFTER_CUE), None
        )
        after = told if told is not None else after
    ends = after >= len(tokens) or tokens[after].low in _AFTER_CUE
    comma = next((i for i in range(group.first - 1, 0, -1) if tokens[i].text == ","), None)
    earlier = [g for g in sentence.groups if g is not group and comma is not None and g.last < comma]
    return ends and bool(earlier or (comma is not None and _can_be_told(tokens[:comma])))


def _can_be_told(tokens: list[Token]) -> bool:
    """Whether words without a verb can be what was said: a figure, or a headline's few words."""
    shouted = len(tokens) >= _HEADLINE and not any(token.text.islower() for token in tokens)
    return shouted or any(token.low.isdigit() for token in tokens)
