"""Who says what: cues, sources, content, stance; and speech that runs on without a cue.

A *speech* is what one source says under one cue. Sources come before the cue (*the ministry said*),
after it (*said the ministry*), behind *according to*, or stand in the page's header (*Reported: …*).
Content is the clause the cue governs, with the quotation it belongs to. A sentence without a cue
after a speech runs on with the same source; in a note with a header, with the header's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tregua.model.records import ClaimSource, Mode, Span, Stance
from tregua.reading.cues import Cues, load_cues
from tregua.reading.quotes import find_quotes
from tregua.reading.scene import Scene, Sentence
from tregua.reading.sources import Memory, NounPhrase, source_after, source_before
from tregua.reading.syntax import Token, VerbGroup


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


@dataclass(slots=True)
class _Cue:
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


@dataclass
class _State:
    """What the reader remembers from one sentence to the next."""

    memory: Memory
    last: Speech | None = None
    speeches: list[Speech] = field(default_factory=list)


def attribute(
    scene: Scene,
    paragraphs: Sequence[Sequence[Span]],
    reported: ClaimSource | None = None,
    through: str | None = None,
) -> list[Speech]:
    """The speeches of a page in order: ``paragraphs`` are lists of sentence spans.

    ``reported`` is the source a note's header names, to whom every sentence without a source of its
    own belongs; ``through`` the outlet of the page. Sentences in the page's own voice come back as
    speeches without a source.
    """
    cues = load_cues()
    state = _State(Memory(reported))
    for number, sentences in enumerate(paragraphs):
        state.last = None
        if not sentences:
            continue
        quotes = find_quotes(scene.text, sentences[0].start, sentences[-1].end)
        for span in _whole_quotes(sentences, quotes):
            _read_sentence(scene, cues, state, span, quotes, number, reported)
    return [replace(one, through=one.through or through) for one in state.speeches]


def _whole_quotes(sentences: Sequence[Span], quotes: Sequence[Span]) -> list[Span]:
    """Sentences, those that share a quotation made one, so that no quotation is cut."""
    out: list[Span] = []
    for span in sentences:
        if out and any(quote.start < out[-1].end and span.start < quote.end - 1 for quote in quotes):
            out[-1] = Span(start=out[-1].start, end=span.end)
        else:
            out.append(span)
    return out


def _read_sentence(
    scene: Scene,
    cues: Cues,
    state: _State,
    span: Span,
    quotes: Sequence[Span],
    number: int,
    reported: ClaimSource | None,
) -> None:
    sentence = scene.parse(span.start, span.end)
    inside = [quote for quote in quotes if quote.start >= span.start and quote.end <= span.end]
    found = _find_cues(scene, cues, sentence, inside, state.memory)
    if not found:
        _without_cue(scene, state, sentence, inside, number, reported)
        return
    for index, cue in enumerate(found):
        speech = _speech(scene, sentence, cue, found, index, inside, number, state)
        if speech is None:
            continue
        state.speeches.append(speech)
        if speech.source is not None:
            state.memory.heard(speech.source, official=not cue.participle)
            state.last = speech


def _without_cue(
    scene: Scene,
    state: _State,
    sentence: Sentence,
    quotes: Sequence[Span],
    number: int,
    reported: ClaimSource | None,
) -> None:
    span = _trim(scene.text, sentence.start, sentence.end)
    if span is None:
        return
    last = state.last
    alone = bool(quotes) and sum(q.end - q.start for q in quotes) >= 0.8 * (span.end - span.start)
    if last is not None and alone and last.mode in ("direct", "mixed"):
        joined = replace(last, content=(*last.content, span))
        state.speeches[state.speeches.index(last)] = joined
        state.last = joined
        return
    if last is not None and last.source is not None and _runs_on(scene, sentence):
        speech = Speech(last.source, None, (span,), "indirect", "asserts", last.through, True, number)
        state.speeches.append(speech)
        return
    if reported is not None and not _own_voice(sentence):
        state.speeches.append(
            Speech(reported, None, (span,), "direct" if alone else "indirect", "asserts", None, True, number)
        )
        return
    state.speeches.append(Speech(None, None, (span,), "indirect", "asserts", None, False, number))
    state.last = None


_PAGE_WORDS = frozenset({"however", "meanwhile", "elsewhere", "separately", "background", "nevertheless"})


def _runs_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence without a cue can go on with the speech before it: it reports, and is not
    marked as the page's own turn."""
    words = [token.low for token in sentence.tokens[:4]]
    return not (_PAGE_WORDS & set(words)) and bool(sentence.groups) and not _own_voice(sentence)


def _own_voice(sentence: Sentence) -> bool:
    """Whether a sentence says that nobody confirmed it: the page's own remark."""
    low = " ".join(token.low for token in sentence.tokens)
    return any(
        mark in low
        for mark in ("could not be independently", "not be independently verified", "did not comment", "no comment from",
                     "has not commented", "have not commented", "not immediately")
    )  # fmt: skip


# ---- cues -------------------------------------------------------------------------------------------


def _find_cues(
    scene: Scene, cues: Cues, sentence: Sentence, quotes: Sequence[Span], memory: Memory
) -> list[_Cue]:
    found: list[_Cue] = []
    tokens = sentence.tokens
    quoted = [any(q.start < t.start and t.end < q.end for q in quotes) for t in tokens]
    for at, _token in enumerate(tokens):
        if quoted[at]:
            continue
        phrase = cues.phrase_at(tokens, at)
        if phrase is not None:
            cue = _phrase_cue(scene, sentence, at, phrase[0], phrase[1], memory)
            if cue is not None:
                found.append(cue)
    for group in sentence.groups:
        if quoted[group.last] or any(c.first <= group.last < c.last for c in found):
            continue
        cue = _verb_cue(scene, cues, sentence, group, quotes, memory, found[-1] if found else None)
        if cue is not None:
            found.append(cue)
    label = _label_cue(scene, sentence, quotes, memory)
    if label is not None and not any(c.first <= label.last for c in found):
        found.append(label)
    found.sort(key=lambda cue: cue.first)
    return _join_chains(scene, _outermost(sentence, found))


def _outermost(sentence: Sentence, found: list[_Cue]) -> list[_Cue]:
    """Without cues inside another's content: *the ministry said Armenia had asked for a delay* is one speech.

    Where the outer one is an outlet the inner one speaks, through the outlet."""
    out: list[_Cue] = []
    for cue in found:
        before = out[-1] if out else None
        if (
            before is None
            or cue.group is None
            or before.group is None
            or before.inverted
            or before.noun_content
            or before.passive
            or cue.inverted
            or before.participle
        ):
            out.append(cue)
            continue
        if (
            cue.source is None
            or before.source is None
            or cue.source.start < sentence.tokens[before.last - 1].end
        ):
            out.append(cue)
            continue
        between = [
            t.low
            for t in sentence.tokens
            if sentence.tokens[before.last - 1].end <= t.start < cue.source.start
        ]
        joined = (
            bool({"and", "but", "while", ";", "whereas"} & set(between)) and cue.group.tense != "pluperfect"
        )
        if joined or cue.participle:
            out.append(cue)
        elif before.source.is_outlet and not cue.source.is_outlet:
            cue.through = before.source.actor_id
            out[-1] = cue
    return out


def _phrase_cue(
    scene: Scene, sentence: Sentence, at: int, last: int, carrier: bool, memory: Memory
) -> _Cue | None:
    """*according to X*: X up to the comma or the sentence's end."""
    source = source_after(scene, sentence, last, memory)
    if source is None:
        return None
    cue = _Cue(at, source.last, "asserts", source, phrase=True)
    if carrier:
        cue.source, cue.through = None, source.actor_id
    return cue


def _label_cue(scene: Scene, sentence: Sentence, quotes: Sequence[Span], memory: Memory) -> _Cue | None:
    """*The ministry: "…"*: a source, a colon, its words."""
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens[:12]) if t.text == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(tokens):
        return None
    if any(group.first < colon for group in sentence.groups) or any(t.low.isdigit() for t in tokens[:colon]):
        return None
    head = [t for t in tokens[:colon]]
    named = scene.actors.within(head[0].start, head[-1].end)
    if not named or (named[0].start - head[0].start > 12):
        return None
    source = source_before(scene, sentence, 0, colon, memory)
    if source is None:
        return None
    return _Cue(colon, colon + 1, "asserts", source)


def _verb_cue(
    scene: Scene,
    cues: Cues,
    sentence: Sentence,
    group: VerbGroup,
    quotes: Sequence[Span],
    memory: Memory,
    earlier: _Cue | None,
) -> _Cue | None:
    tokens = sentence.tokens
    found = cues.verb_at(tokens, group)
    if found is None:
        return _attitude_cue(scene, cues, sentence, group, memory, earlier)
    stance, lemma, last = found
    if _is_irrealis(tokens, group, cues):
        return None
    if group.negated and stance == "asserts":
        return None
    if lemma in ("quote", "cite") and not group.passive:
        quoted = _quoting_cue(scene, sentence, group, last, memory)
        if quoted is not None:
            return quoted
    if group.passive:
        return _passive_cue(scene, cues, sentence, group, stance, lemma, last, memory)
    if not group.finite and not any(form.tag == "ing" for form in group.forms):
        return None
    participle = not group.finite
    if participle and (tokens[group.last].low not in cues.participles):
        return None
    content = _governs(scene, cues, sentence, last, lemma, quotes, stance)
    inverted = None
    before_mark = _mark_before(tokens, group.first)
    if not participle and (before_mark or group.first == 0 or not content):
        inverted = source_after(scene, sentence, last, memory, short=True)
        if inverted is not None and not (before_mark or _only_quote_before(sentence, group, quotes)):
            inverted = None
    if inverted is not None and (
        lemma in ("say", "add", "tell", "write", "state", "announce", "report", "note", "stress")
        or before_mark
    ):
        return _Cue(group.first, group.last + 1, stance, inverted, group, inverted=True)
    after_content = _content_before(sentence, group, quotes)
    ahead = [token.low for token in tokens[last : last + 2] if token.is_word]
    citing = bool(ahead) and ahead[0] in ("citing", "quoting")
    if not content and not after_content and not citing:
        return None
    source = source_before(
        scene, sentence, _clause_start(sentence, group), group.first, memory, participle=participle
    )
    source = source or _shared(tokens, group, earlier)
    if source is None:
        return None
    if lemma in cues.needs_clause and not content and not after_content and not citing:
        return None
    return _Cue(
        group.first,
        last,
        stance,
        source,
        group,
        listener_end=_after_listener(scene, tokens, last),
        noun_content=content == "noun",
        participle=participle,
    )


def _shared(tokens: list[Token], group: VerbGroup, earlier: _Cue | None) -> NounPhrase | None:
    """The source of the cue before, where *and* joins two cues."""
    if (
        earlier is None
        or earlier.source is None
        or group.first == 0
        or tokens[group.first - 1].low not in ("and", "but", ",", "also", "then")
    ):
        return None
    return earlier.source


def _attitude_cue(
    scene: Scene, cues: Cues, sentence: Sentence, group: VerbGroup, memory: Memory, earlier: _Cue | None
) -> _Cue | None:
    """*were wary of the arrival*: a state of mind, with what it is about."""
    tokens = sentence.tokens
    after = group.last + 1
    if "be" not in group.lemmas or after + 1 >= len(tokens) or group.modality != "actual":
        return None
    if tokens[after].low not in cues.attitudes or tokens[after + 1].low not in (
        "of",
        "about",
        "that",
        "at",
        "over",
    ):
        return None
    source = source_before(scene, sentence, _clause_start(sentence, group), group.first, memory) or _shared(
        tokens, group, earlier
    )
    return (
        _Cue(group.first, after + 2, "evaluates", source, group, listener_end=after + 2, noun_content=True)
        if source
        else None
    )


def _is_irrealis(tokens: list[Token], group: VerbGroup, cues: Cues) -> bool:
    """*is likely to hail*, *would say*, *refused to comment*: nothing was said."""
    if group.modality != "actual" or (not group.finite and any(form.tag == "base" for form in group.forms)):
        return True
    words = {token.low for token in tokens[max(0, group.first - 3) : group.last]}
    return bool(words & {"likely", "unlikely", "expected", "if"})


def _passive_cue(
    scene: Scene,
    cues: Cues,
    sentence: Sentence,
    group: VerbGroup,
    stance: Stance,
    lemma: str,
    last: int,
    memory: Memory,
) -> _Cue | None:
    """*it was reported by X that*, *was announced by X*, *X was quoted as saying*."""
    tokens = sentence.tokens
    if lemma in ("quote", "cite") and last < len(tokens):
        saying = next(
            (
                i
                for i in range(last, min(last + 8, len(tokens)))
                if tokens[i].low in ("saying", "telling", "as")
            ),
            None,
        )
        source = source_before(scene, sentence, _clause_start(sentence, group), group.first, memory)
        if source is None or saying is None:
            return None
        by = next((i for i in range(last, saying) if tokens[i].low == "by"), None)
        carrier = source_after(scene, sentence, by + 1, memory) if by is not None else None
        end = saying + 2 if tokens[saying].low == "as" else saying + 1
        return _Cue(
            group.first,
            min(end, len(tokens)),
            stance,
            source,
            group,
            through=carrier.actor_id if carrier else None,
        )
    for at in range(last, min(last + 6, len(tokens) - 1)):
        if tokens[at].low == "by" or (
            tokens[at].low in ("in", "from") and scene.actors.within(tokens[at + 1].start, sentence.end)
        ):
            source = source_after(scene, sentence, at + 1, memory)
            if source is None:
                continue
            return _Cue(group.first, source.last, stance, source, group, passive=True)
        if not tokens[at].is_word:
            break
    for at in range(last, len(tokens) - 1):
        if tokens[at].low == "by":
            source = source_after(scene, sentence, at + 1, memory)
            if (
                source is not None
                and source.actor_id
                and lemma
                in (
                    "announce",
                    "report",
                    "confirm",
                    "state",
                    "say",
                    "deny",
                    "publish",
                    "note",
                    "record",
                    "release",
                )
            ):
                return _Cue(group.first, source.last, stance, source, group, passive=True)
    return None


def _quoting_cue(
    scene: Scene, sentence: Sentence, group: VerbGroup, last: int, memory: Memory
) -> _Cue | None:
    """*TASS quoted the ministry as saying*: the ministry's words, through TASS."""
    tokens = sentence.tokens
    saying = next(
        (
            i
            for i in range(last, min(last + 14, len(tokens) - 1))
            if tokens[i].low == "as" and tokens[i + 1].low in ("saying", "stating", "telling", "reporting")
        ),
        None,
    )
    if saying is None:
        return None
    source = source_after(scene, sentence, last, memory)
    carrier = source_before(scene, sentence, _clause_start(sentence, group), group.first, memory)
    if source is None:
        return None
    through = carrier.actor_id if carrier is not None and carrier.is_outlet else None
    first = next(
        (i for i, t in enumerate(tokens) if carrier is not None and t.start >= carrier.start), group.first
    )
    return _Cue(first, saying + 2, "asserts", source, None, phrase=True, through=through)


def _join_chains(scene: Scene, found: list[_Cue]) -> list[_Cue]:
    """*RIA reported, citing the ministry*; *TASS quoted the ministry as saying*: one speech, the ministry's,
    through the agency."""
    out: list[_Cue] = []
    carriers = [cue.through for cue in found if cue.source is None and cue.through]
    cues = [cue for cue in found if cue.source is not None]
    outlets = [cue for cue in cues if cue.source and cue.source.is_outlet]
    others = [cue for cue in cues if not (cue.source and cue.source.is_outlet)]
    second_hand = len(outlets) == 1 and len(others) >= 1 and any(_cites(scene, cue) for cue in cues)
    for cue in cues:
        if second_hand and cue is outlets[0]:
            continue
        if second_hand and outlets[0].source:
            cue.through = outlets[0].source.actor_id
            cue.first, cue.last = (
                (cue.first, cue.last)
                if cue.group
                else (min(cue.first, outlets[0].first), max(cue.last, outlets[0].last))
            )
            if cue.group is None:
                cue.group = outlets[0].group
                cue.phrase = True
        elif carriers and cue.through is None:
            cue.through = carriers[0]
        out.append(cue)
    return out


def _cites(scene: Scene, cue: _Cue) -> bool:
    return cue.phrase or (cue.group is not None and bool({"quote", "cite"} & set(cue.group.lemmas)))


# ---- content ----------------------------------------------------------------------------------------


def _governs(
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
    at = _after_listener(scene, tokens, last)
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
    if lemma in cues.noun_content or stance in ("evaluates", "denies", "demands", "promises"):
        return "noun"
    if lemma in ("say", "tell", "add") and tokens[at].low not in ("on", "in", "at", "to", "of"):
        return "noun"
    return ""


def _after_listener(scene: Scene, tokens: list[Token], last: int) -> int:
    """The token after *told reporters on Monday in Moscow*, where a clause may begin."""
    at = last
    limit = min(len(tokens), last + 14)
    told = any(
        token.low
        in ("told", "tells", "telling", "tell", "assured", "informed", "notified", "reminded", "warned")
        for token in tokens[max(0, last - 2) : last]
    )
    if told and at < limit and tokens[at].text not in ("that", ":"):
        seek = at
        while seek < limit and tokens[seek].low not in (
            "that",
            ",",
            ":",
            ".",
            '"',
            "“",
            "on",
            "in",
            "during",
        ):
            seek += 1
            if seek - at >= 6:
                break
        named = scene.actors.within(tokens[at].start, tokens[seek - 1].end) if seek > at else []
        listeners = {
            "reporters",
            "journalists",
            "us",
            "agency",
            "television",
            "parliament",
            "media",
            "press",
            "him",
            "her",
            "them",
            "newspaper",
            "briefing",
            "correspondents",
        }
        words = next((i for i in range(at, seek) if tokens[i].low in listeners), None)
        if words is not None:
            at = words + 1
        elif named:
            at = next(i for i in range(at, len(tokens)) if tokens[i].end >= named[0].end) + 1
        elif seek < limit and tokens[seek].low == "that":
            return seek
        elif seek < limit and tokens[seek].text in (".", ",", ":") and 0 < seek - at <= 5:
            at = seek
    moved = True
    while moved and at < len(tokens) - 1:
        moved = False
        if tokens[at].low in (
            "on",
            "in",
            "at",
            "during",
            "via",
            "through",
            "late",
            "early",
            "earlier",
            "after",
            "by",
            "to",
            "for",
            "with",
        ):
            seek = next(
                (
                    i
                    for i in range(at, min(at + 12, len(tokens)))
                    if tokens[i].low in ("that", ",", ":", '"', "“")
                ),
                None,
            )
            if seek is not None and not _has_verb_between(tokens, at, seek):
                at = (
                    seek + 1
                    if tokens[seek].text == ","
                    and not (seek + 1 < len(tokens) and tokens[seek + 1].low == "that")
                    else seek
                )
                return min(at, len(tokens) - 1)
            times = scene.times.within(tokens[at].end, tokens[min(at + 5, len(tokens) - 1)].end)
            if times and times[0].start - tokens[at].end <= 2:
                at = next(
                    (i for i in range(at, len(tokens)) if tokens[i].start >= times[0].end), len(tokens) - 1
                )
                moved = True
        else:
            times = scene.times.within(tokens[at].start, tokens[min(at + 5, len(tokens) - 1)].end)
            if times and times[0].start == tokens[at].start:
                at = next(
                    (i for i in range(at, len(tokens)) if tokens[i].start >= times[0].end), len(tokens) - 1
                )
                moved = True
    return at


def _has_verb_between(tokens: list[Token], first: int, last: int) -> bool:
    return any(
        token.low in ("is", "are", "was", "were", "has", "have", "had", "will", "would")
        for token in tokens[first:last]
    )


def _mark_before(tokens: list[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].text in (",", '"', "”", "»", "'", "’", "“", "?", "!", "–", "—")


def _only_quote_before(sentence: Sentence, group: VerbGroup, quotes: Sequence[Span]) -> bool:
    return any(0 <= sentence.tokens[group.first].start - quote.end <= 3 for quote in quotes)


def _content_before(sentence: Sentence, group: VerbGroup, quotes: Sequence[Span]) -> bool:
    """Whether the sentence up to the source can be the cue's content: *…, the ministry said.*"""
    tokens = sentence.tokens
    if any(quote.end <= tokens[group.first].start for quote in quotes):
        return True
    after = group.last + 1
    ends = after >= len(tokens) or tokens[after].text in (".", ",", ";", "—", "–") or tokens[after].low in (
        "on", "in", "at", "late", "earlier", "citing", "today", "yesterday", "during", "adding", "via", "through", "to", "by", "this", "last", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    )  # fmt: skip
    comma = next((i for i in range(group.first - 1, 0, -1) if tokens[i].text == ","), None)
    earlier = [g for g in sentence.groups if g is not group and comma is not None and g.last < comma]
    return ends and bool(earlier or (comma is not None and any(t.low.isdigit() for t in tokens[:comma])))


def _clause_start(sentence: Sentence, group: VerbGroup) -> int:
    """The first token the source may stand at: after the last finite verb group before the cue."""
    first = 0
    for other in sentence.groups:
        if other is group or other.last >= group.first:
            break
        if not other.finite and sentence.tokens[other.first - 1].low in (",", "as", "who", "which"):
            continue
        first = other.last + 1
    return first


def _speech(
    scene: Scene,
    sentence: Sentence,
    cue: _Cue,
    found: list[_Cue],
    index: int,
    quotes: Sequence[Span],
    number: int,
    state: _State,
) -> Speech | None:
    tokens, text = sentence.tokens, scene.text
    source = cue.source
    if source is None:
        return None
    lead = source.start if source.start < tokens[cue.first].start else tokens[cue.first].start
    tail = max(source.end, tokens[cue.last - 1].end)
    before = _trim(text, _left_limit(sentence, found, index), lead)
    after_from = (
        tokens[cue.listener_end].start if cue.listener_end and cue.listener_end < len(tokens) else tail
    )
    after = _trim(
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
        content = (
            (before,)
            if ends_here
            else (before, after)
            if after and not _opens_that(text, after_from)
            else (after,)
            if after
            else (before,)
        )
    elif after is not None and not ends_here:
        content = (after,)
    elif has_before and before is not None:
        content = (before,)
    if not content:
        return None
    last = state.last
    if last is not None and last.mode == "direct" and False:
        return None
    content = tuple(_strip_that(text, one) for one in content)
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


def _cue_end(sentence: Sentence, cue: _Cue, source: NounPhrase) -> int:
    ends = [t.end for t in sentence.tokens[cue.first : cue.last] if t.end <= source.start]
    return ends[-1] if ends else sentence.tokens[cue.first].end


def _left_limit(sentence: Sentence, found: list[_Cue], index: int) -> int:
    """Where the content before a cue may begin: after the cue before it and its source."""
    if index == 0:
        return sentence.start
    before = found[index - 1]
    end = sentence.tokens[before.last - 1].end
    return max(end, before.source.end if before.source else end)


def _right_limit(sentence: Sentence, found: list[_Cue], index: int) -> int:
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


def _is_content(scene: Scene, sentence: Sentence, span: Span, quotes: Sequence[Span]) -> bool:
    if _quoted(span, quotes):
        return True
    groups = [
        g
        for g in sentence.groups
        if sentence.tokens[g.first].start >= span.start and sentence.tokens[g.last].end <= span.end
    ]
    finite = [g for g in groups if g.finite or g.passive]
    return bool(finite) or bool(scene.quantities.within(span.start, span.end)) and span.end - span.start > 30


def _is_tail(scene: Scene, sentence: Sentence, span: Span, quotes: Sequence[Span], cue: _Cue) -> bool:
    """Whether what follows the cue is only when, where or to whom it was said."""
    if _quoted(span, quotes) or cue.noun_content:
        return False
    groups = [g for g in sentence.groups if sentence.tokens[g.first].start >= span.start]
    if any(g.finite or g.passive or not g.reduced for g in groups):
        return False
    words = scene.text[span.start : span.end].split()
    first = words[0].lower() if words else ""
    opens = first in ("on", "in", "at", "during", "late", "earlier", "to", "after", "via", "through", "today", "yesterday", "monday", "tuesday",
                      "wednesday", "thursday", "friday", "saturday", "sunday", "this", "last", "by", "citing", "for", "from", "with", "adding")  # fmt: skip
    if opens or cue.inverted or cue.phrase:
        return not scene.quantities.within(span.start, span.end) or opens
    return len(words) < 2


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


_THAT = re.compile(r"(?:[\s,:–—-]*\bthat\b)?[\s,:–—-]*", re.IGNORECASE)


def _strip_that(text: str, span: Span) -> Span:
    match = _THAT.match(text, span.start, span.end)
    start = match.end() if match and match.end() < span.end else span.start
    return Span(start=start, end=span.end)


def _trim(text: str, start: int, end: int) -> Span | None:
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
