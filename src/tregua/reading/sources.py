"""Whom the words before or after a cue name, and whom a pronoun or a bare role points back to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tregua.model.ids import digest_bytes
from tregua.model.records import ActorMention, ClaimSource
from tregua.reading.cues import Cues, load_cues
from tregua.reading.grammar import words_of
from tregua.reading.scene import Scene, Sentence
from tregua.reading.syntax import Token
from tregua.reading.words import singulars

_WEEKDAYS = words_of("weekdays")
_STOP = words_of("stop")
_SKIP = words_of("skip")
_NOT_SOURCES = words_of("not_sources")
_PRINT = words_of("print")
_AIDES = words_of("aides")
_NO_NAMES = words_of("prepositions") | words_of("determiners")
_PERSONS = ("/president", "/pm", "/fm", "/defmin", "/deputy-pm", "/presidency")
_NAME = re.compile(r"(?:[A-Z][\w’'-]+\s+){1,3}[A-Z][\w’'-]+")
_NP_END = words_of("np_end")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """The words that name a source, the actor they name, and the token after them."""

    start: int
    end: int
    actor_id: str
    last: int = 0

    @property
    def is_outlet(self) -> bool:
        """Whether it is a news outlet or agency."""
        return self.actor_id.startswith("outlet/")


@dataclass
class Memory:
    """Who spoke last, for pronouns and bare roles. ``reported``: whom the page's header names."""

    reported: ClaimSource | None
    last: str | None = None
    person: str | None = None
    body: str | None = None

    def heard(self, source: ClaimSource, *, official: bool = True) -> None:
        """Remember a source."""
        if source.actor_id.startswith("group/"):
            return
        if official and not source.actor_id.startswith("outlet/"):
            self.last = source.actor_id
        if source.actor_id.endswith(_PERSONS) or source.actor_id.startswith("person/"):
            self.person = source.actor_id
        else:
            self.body = source.actor_id

    def pronoun(self, word: str) -> str | None:
        """Whom *he*, *she*, *it* or *they* means."""
        reported = self.reported.actor_id if self.reported else None
        if word in ("he", "she"):
            return self.person or self.last or reported
        return self.body or self.last or reported

    def role(self) -> str | None:
        """Whom a bare role noun means, where the text did not tell."""
        return self.last or (self.reported.actor_id if self.reported else None) or self.body


def source_before(
    scene: Scene, sentence: Sentence, first: int, end: int, memory: Memory, *, participle: bool = False
) -> NounPhrase | None:
    """The source among the tokens ``first``..``end`` (exclusive) that stand before a cue."""
    cues = load_cues()
    tokens = sentence.tokens
    if participle:
        governor = [g for g in sentence.groups if g.last < end and (g.finite or g.passive)]
        if governor:
            chain = governor[-1]
            clause = next(c for c in sentence.clauses if c.first <= chain.last < c.last)
            inner = [g for g in clause.groups if g.finite]
            start, stop = clause.first, (inner[0].first if inner else chain.first)
            if (
                not [t for t in tokens[start:stop] if t.is_word and t.low not in ("and", "but")]
                and clause.first
            ):
                earlier = [g for g in sentence.groups if g.last < clause.first and g.finite]
                if earlier:
                    chain = earlier[-1]
                    clause = next(c for c in sentence.clauses if c.first <= chain.last < c.last)
                    start, stop = clause.first, chain.first
            return source_before(scene, sentence, start, stop, memory)
    last = end
    while (
        last > first
        and (tokens[last - 1].low in _SKIP or _in_time(scene, tokens[last - 1]))
        and tokens[last - 1].low != "it"
    ):
        if tokens[last - 1].low == "and" and last - 1 == first:
            break
        last -= 1
    appositive = last > first and tokens[last - 1].text == ","
    if appositive:
        last -= 1
    start = _phrase_start(scene, tokens, first, last, appositive=appositive)
    while start < last and (
        not tokens[start].is_word or tokens[start].low in ("and", "or", "but", "while", "as", "meanwhile")
    ):
        start += 1
    if start >= last:
        return None
    return _named(scene, cues, tokens, start, last, memory)


def _phrase_start(scene: Scene, tokens: list[Token], first: int, last: int, *, appositive: bool) -> int:
    commas = 0
    at = last
    while at > first:
        token = tokens[at - 1]
        if token.text in '"“”»«;:()—–' or token.low in _STOP:
            return at
        if token.text == ",":
            commas += 1
            if not appositive:
                return at
            if commas >= 2 and tokens[at - 2].is_word and not tokens[at].text[0].islower():
                pass
            if commas > 2:
                return at
        if appositive and commas < 1:
            at -= 1
            continue
        if token.low in ("and", "or") and not _coordinates(scene, tokens, at - 1, first):
            return at
        at -= 1
    return at


def _coordinates(scene: Scene, tokens: list[Token], at: int, first: int) -> bool:
    """Whether *and* joins two sources: *Russia and Turkey*, *Russian and Turkish ministries*."""
    if at <= first or at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        before.text[0].isupper()
        and after.text[0].isupper()
        and not scene.times.within(before.start, before.end)
    )


def _in_time(scene: Scene, token: Token) -> bool:
    near = scene.times.within(max(0, token.start - 40), token.end + 40)
    return token.low == "on" or token.low in _WEEKDAYS or any(m.start <= token.start < m.end for m in near)


def source_after(
    scene: Scene, sentence: Sentence, at: int, memory: Memory, *, short: bool = False
) -> NounPhrase | None:
    """The source that begins at the token ``at`` (*according to X*, *said X*)."""
    cues = load_cues()
    tokens = sentence.tokens
    if at >= len(tokens):
        return None
    last = at
    while last < len(tokens):
        token = tokens[last]
        if token.text in ';:."“”»()—–' and not _in_name(scene, token):
            break
        if last > at and (token.text == "," or token.low in _NP_END) and not _in_name(scene, token):
            break
        if last > at and _in_time(scene, token) and not _in_name(scene, token):
            break
        if (
            token.low == "in"
            and last > at
            and not _in_name(scene, token)
            and not short
            and tokens[last - 1].low in cues.nouns
        ):
            break
        last += 1
    if last <= at:
        return None
    if short:
        named = scene.actors.within(tokens[at].start, tokens[last - 1].end)
        if tokens[at].low in cues.pronouns:
            return None
        if named:
            between = [t for t in tokens[at:last] if t.end <= named[0].start]
            if len(between) > 5 or any(t.low in ("to", "from", "in", "with", "that", "no") for t in between):
                return None
        elif not _NAME.match(scene.text, tokens[at].start, tokens[last - 1].end) and not (
            tokens[at].low in ("the", "a", "an", "its", "his", "their")
            and last - at <= 6
            and _is_back_role(cues, tokens, at, last)
        ):
            return None
        if any(
            token.low in ("that", "no") or (token.low.isdigit() and not named) for token in tokens[at:last]
        ):
            return None
    return _named(scene, cues, tokens, at, last, memory)


def _in_name(scene: Scene, token: Token) -> bool:
    return any(
        m.start <= token.start and token.end <= m.end
        for m in scene.actors.within(max(0, token.start - 90), token.end + 90)
    )


def _is_back_role(cues: Cues, tokens: list[Token], at: int, last: int) -> bool:
    return any(one in cues.back_roles for token in tokens[at:last] for one in singulars(token.low))


def _named(
    scene: Scene, cues: Cues, tokens: list[Token], first: int, last: int, memory: Memory
) -> NounPhrase | None:
    """The actor that the tokens ``first``..``last`` name, with the span of the words."""
    words = [token.low for token in tokens[first:last]]
    start, end = tokens[first].start, tokens[last - 1].end
    heads = [one for word in words for one in singulars(word)]
    mentions = [m for m in scene.actors.within(start, end) if not m.text.endswith((" member", " ally"))]
    pronoun = (
        words[-1]
        if words[-1] in cues.pronouns
        else words[0]
        if words[0] in cues.pronouns and len(words) <= 2
        else None
    )
    if pronoun:
        at = len(words) - 1 - words[::-1].index(pronoun)
        token = tokens[first + at]
        actor = _within_sentence(scene, tokens[0].start, token.start, pronoun) or memory.pronoun(pronoun)
        return NounPhrase(token.start, token.end, actor, first + at + 1) if actor else None
    if mentions:
        chosen = _best(mentions, scene, start)
        head_end = mentions[-1].end
        if (words and words[0] in _NOT_SOURCES) or (
            len(words) > 1 and words[0] in ("the", "a", "this") and words[1] in _NOT_SOURCES
        ):
            return None
        group = next((one for one in words[:3] if one in cues.groups), None)
        if group and group != "both" and chosen.start - start > 4 and "/" not in chosen.actor_id:
            return NounPhrase(start, end, f"group/{_slug(words)}", last)
        actor = _with_role(cues, scene, chosen, start, end)
        body = actor.split("/", 1)[0]
        if len(body) > 2 and actor.endswith(_PERSONS):
            actor = body  # the head of an organisation speaks for it
        if actor.endswith("/president") and _AIDES & set(words):
            actor = actor.replace("/president", "/presidency")
        return NounPhrase(start, max(end, head_end), actor, last)
    if any(one in _NOT_SOURCES for one in heads[:6]):
        return None
    capital = next(
        (scene.lexicon.capitals[t.text] for t in tokens[first:last] if t.text in scene.lexicon.capitals), None
    )
    if capital is not None:
        return NounPhrase(start, end, _institution_of(cues, capital, scene.text[start:end].lower()), last)
    bare = _bare_institution(scene, cues, tokens, start, end, memory)
    if bare is not None:
        return NounPhrase(start, end, bare, last)
    state = next((scene.lexicon.demonyms[word] for word in words if word in scene.lexicon.demonyms), None)
    if state and any(one in cues.back_roles or one in cues.nouns for one in heads):
        actor = _institution_of(cues, state, scene.text[start:end].lower())
        before = memory.role() or ""
        same = actor == state and before.startswith(f"{state}/")
        return NounPhrase(start, end, before if same else actor, last)
    name = _full_name(scene, start, end)
    if name is not None:
        return NounPhrase(start, end, f"person/{digest_bytes(name.encode())[:8]}", last)
    if any(one in cues.back_roles or one in cues.nouns for one in heads) and not any(
        w.isdigit() for w in words
    ):
        actor = memory.role()
        if actor is None:
            prints = any(one in _PRINT for one in heads)
            return NounPhrase(start, end, f"outlet/{_slug(words)}", last) if prints else None
        bare = _institution_of(cues, actor.split("/", 1)[0], scene.text[start:end].lower())
        other = "/" in bare and not actor.startswith(("outlet/", "person/", "group/"))
        return NounPhrase(start, end, bare if other else actor, last)
    if any(one in cues.groups for one in heads):
        return NounPhrase(start, end, f"group/{_slug(words)}", last)
    return None


def _full_name(scene: Scene, start: int, end: int) -> str | None:
    """A person's name of two words or more; *On Friday* and *The Azerbaijani* are none."""
    for match in _NAME.finditer(scene.text, start, end):
        words = match.group().split()
        while words and words[0].lower() in _NO_NAMES:
            words = words[1:]
        if len(words) > 1 and not scene.times.within(match.start(), match.end()):
            return " ".join(words)
    return None


def _bare_institution(
    scene: Scene, cues: Cues, tokens: list[Token], start: int, end: int, memory: Memory
) -> str | None:
    """*the country's defence ministry*: that of the state the sentence names, else of who spoke last."""
    around = scene.text[start:end].lower()
    institution = _institution_of(cues, "x", around)
    if "/" not in institution:
        return None
    if institution == "x/peacekeepers" and scene.peacekeepers is not None:
        return scene.peacekeepers
    named = [m.actor_id for m in scene.actors.within(tokens[0].start, tokens[-1].end)]
    states = [one.split("/", 1)[0] for one in named if not one.startswith(("outlet/", "person/", "group/"))]
    state = _labelled(scene, tokens, start) or (
        states[0] if states else (memory.role() or "").split("/", 1)[0]
    )
    return _institution_of(cues, state, around) if state else None


def _labelled(scene: Scene, tokens: list[Token], end: int) -> str | None:
    """The state whose capital heads the line: *YEREVAN: …*."""
    for token, mark in pairwise(tokens):
        if token.start >= end:
            return None
        if mark.text == ":" and token.text.title() in scene.lexicon.capitals:
            return scene.lexicon.capitals[token.text.title()]
    return None


def _within_sentence(scene: Scene, start: int, end: int, pronoun: str) -> str | None:
    """The subject of the sentence that a pronoun later in it means (*Russia, …, which it sees as …*)."""
    for mention in scene.actors.within(start, end):
        if mention.start - start > 4 or mention.actor_id.startswith("outlet/"):
            break
        is_person = mention.actor_id.endswith(_PERSONS) or mention.actor_id.startswith("person/")
        if is_person == (pronoun in ("he", "she")):
            return mention.actor_id
    return None


def _best(mentions: list[ActorMention], scene: Scene, start: int) -> ActorMention:
    """The one who speaks: an institution or an office before a bare state; who speaks before who prints."""
    speaking = [m for m in mentions if not m.actor_id.startswith("outlet/")] or mentions
    office = [m for m in speaking if "/" in m.actor_id]
    in_office = [m for m in office if not m.actor_id.endswith("/public")]
    return (in_office or office or speaking)[0]


def _with_role(cues: Cues, scene: Scene, mention: ActorMention, start: int, end: int) -> str:
    """A bare state with a role noun beside it (*Azerbaijan's military department*) is its institution."""
    if "/" in mention.actor_id:
        return mention.actor_id
    return _institution_of(cues, mention.actor_id, scene.text[start:end].lower())


def _institution_of(cues: Cues, state: str, around: str) -> str:
    for words, institution in cues.roles:
        if re.search(rf"\b{re.escape(words)}\b", around):
            return f"{state}/{institution}"
    return state


def _slug(words: list[str]) -> str:
    plain = [word for word in words if word.isalpha() and word not in ("the", "a", "an", "in", "of")]
    return "-".join(plain[-3:]) or "some"
