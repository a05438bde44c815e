"""Sources that no verb names: before a colon, in brackets or behind a dash at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tregua.model.records import ActorMention, Span, Stance
from tregua.reading.grammar import words_of
from tregua.reading.scene import Scene, Sentence
from tregua.reading.sources import Memory, NounPhrase, source_before
from tregua.reading.syntax import Token, VerbGroup

_REACH = 28
_NEAR = 12
_DASHES = "-–—|/"
_BESIDE = words_of("beside_a_label")


@dataclass(slots=True)
class Cue:
    """A cue in a sentence: its verb group (None for *according to*), its words and its source."""

    first: int
    last: int
    stance: Stance
    source: NounPhrase | None
    group: VerbGroup | None = None
    inverted: bool = False
    phrase: bool = False
    passive: bool = False
    through: str | None = None
    listener_end: int = 0
    noun_content: bool = False
    participle: bool = False


def label_cue(scene: Scene, sentence: Sentence, memory: Memory) -> Cue | None:
    """*The ministry: …*, *The ministry, 20 November: …*: a source, a colon, its words."""
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens[:_REACH]) if t.text == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(tokens):
        return None
    head = [i for i in range(colon) if not _is_aside(scene, tokens[i])]
    if not head or any(group.first < colon and group.last in head for group in sentence.groups):
        return None
    first, last = head[0], head[-1] + 1
    if any(tokens[i].low.isdigit() for i in head):
        return None
    named = scene.actors.within(tokens[first].start, tokens[last - 1].end)
    if not named or (named[0].start - tokens[first].start > _NEAR and tokens[first].low not in _BESIDE):
        return None
    if _capital_alone(scene, named, tokens[first:last]):
        return None
    source = source_before(scene, sentence, first, last, memory)
    if source is None:
        return None
    return Cue(colon, colon + 1, "asserts", source)


def _is_aside(scene: Scene, token: Token) -> bool:
    """Whether a token of a label is a date or a mark and names nobody."""
    if token.text in ",|-–—()[]*•":
        return True
    return any(m.start <= token.start < m.end for m in scene.times.within(token.start - 40, token.end + 40))


def _capital_alone(scene: Scene, named: Sequence[ActorMention], tokens: Sequence[Token]) -> bool:
    """*YEREVAN: …* tells where, not who, when an office speaks after it."""
    return len(named) == 1 and len(tokens) == 1 and "/" not in named[0].actor_id and tokens[0].text.isupper()


def closing_cue(scene: Scene, sentence: Sentence) -> Cue | None:
    """*… recorded (Russian defence ministry).*, *… recorded - Russian defence ministry.*"""
    tokens = sentence.tokens
    end = len(tokens)
    while end and not tokens[end - 1].is_word and tokens[end - 1].text not in ")]":
        end -= 1
    opening = None
    if end and tokens[end - 1].text in ")]":
        opening = next((i for i in range(end - 2, -1, -1) if tokens[i].text in "(["), None)
        first, last = (opening + 1 if opening is not None else end), end - 1
    else:
        opening = next(
            (
                i
                for i in range(end - 1, 0, -1)
                if tokens[i].text in _DASHES and _stands_apart(scene.text, tokens[i])
            ),
            None,
        )
        first, last = (opening + 1 if opening is not None else end), end
    if not opening or first >= last or last - first > _REACH:
        return None
    while first < last and (_is_aside(scene, tokens[first]) or tokens[first].low in _BESIDE):
        first += 1
    if first >= last or any(first <= group.last < last and group.finite for group in sentence.groups):
        return None
    named = scene.actors.within(tokens[first].start, tokens[last - 1].end)
    named = [m for m in named if not m.actor_id.startswith("outlet/")]
    if not named or named[0].start - tokens[first].start > _NEAR:
        return None
    chosen = next((m for m in named if "/" in m.actor_id), named[0])
    source = NounPhrase(tokens[first].start, tokens[last - 1].end, chosen.actor_id, last)
    return Cue(opening, min(end, len(tokens)), "asserts", source, phrase=True)


def _stands_apart(text: str, token: Token) -> bool:
    return text[max(0, token.start - 1) : token.start].isspace() and text[token.end : token.end + 1].isspace()


def stated_cue(scene: Scene, sentence: Sentence, quotes: Sequence[Span], memory: Memory) -> Cue | None:
    """*The ministry published a statement: "…"*: a source, what it did, a colon, its words."""
    tokens = sentence.tokens
    for quote in quotes:
        colon = next(
            (i for i, t in enumerate(tokens) if t.text == ":" and 0 < quote.start - t.end <= 2), None
        )
        groups = [g for g in sentence.groups if colon is not None and g.last < colon and g.finite]
        if colon is None or not groups:
            continue
        source = source_before(scene, sentence, 0, groups[0].first, memory)
        if source is not None:
            return Cue(groups[0].first, colon + 1, "asserts", source)
    return None
