"""Who says what: cues, sources, content, stance; and speech that runs on without a cue.

A *speech* is what one source says under one cue. Sources come before the cue (*the ministry said*),
after it (*said the ministry*), behind *according to*, or stand in the page's header (*Reported: …*).
Content is the clause the cue governs, with the quotation it belongs to. A sentence without a cue
after a speech runs on with the same source; in a note with a header, with the header's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tregua.model.records import ClaimSource, Span
from tregua.reading.content import Speech, make_speech, trim
from tregua.reading.cueing import find_cues
from tregua.reading.cues import Cues, load_cues
from tregua.reading.grammar import words_of
from tregua.reading.quotes import find_quotes
from tregua.reading.scene import Scene, Sentence
from tregua.reading.sources import Memory
from tregua.reading.speakers import speakers_of


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
    speeches = state.speeches
    if reported is not None:
        named = speakers_of(scene, reported, listed=True)
        speeches = [
            replace(one, source=each) if each is not reported and one.source == reported else one
            for one in speeches
            for each in (named if one.source == reported else (reported,))
        ]
    return [replace(one, through=one.through or through) for one in speeches]


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
    if (
        state.speeches
        and state.speeches[-1].source is None
        and _names_the_source_of(scene, state, sentence, number)
    ):
        return
    found = find_cues(scene, cues, sentence, inside, state.memory)
    if not found:
        _without_cue(scene, state, sentence, inside, number, reported)
        return
    known = len(state.speeches)
    for index, cue in enumerate(found):
        speech = make_speech(scene, sentence, cue, found, index, inside, number)
        if speech is None:
            continue
        voices = speakers_of(scene, speech.source) if speech.source is not None else ()
        if len(voices) > 1:
            state.speeches.extend(replace(speech, source=one) for one in voices)
        else:
            state.speeches.append(speech)
        if speech.source is not None:
            state.memory.heard(speech.source, official=not cue.participle)
            state.last = state.speeches[-1]
    if len(state.speeches) == known:
        _without_cue(scene, state, sentence, inside, number, reported)


def _without_cue(
    scene: Scene,
    state: _State,
    sentence: Sentence,
    quotes: Sequence[Span],
    number: int,
    reported: ClaimSource | None,
) -> None:
    span = trim(scene.text, sentence.start, sentence.end)
    if span is None:
        return
    if _names_the_source_of(scene, state, sentence, number):
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


_WORDS_OF_ANOTHER = words_of("words_of_another")
_POINTS_BACK = words_of("points_back")
_ACCOUNTS = words_of("accounts")
_GIVES = words_of("gives")
_SPEAKS = words_of("speaks")
_AIDES = words_of("aides")
_BESIDE = words_of("beside_a_label")


def _points_at_a_source(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells no more than whose word the one before it was: *So the ministry announced*,
    *The figures were given by X*, *X published a video*, *X spoke in parliament*, or just a name."""
    low = scene.text[sentence.start : sentence.end].lower()
    if low.startswith("source") or any(words in low for words in _WORDS_OF_ANOTHER):
        return True
    words = [token.low for token in sentence.tokens if token.is_word]
    if not sentence.groups:
        named = scene.actors.within(sentence.start, sentence.end)
        speaking = [m for m in named if not m.actor_id.endswith("-centre")]
        rest = [
            token.low
            for token in sentence.tokens
            if token.is_word and not any(m.start <= token.start < m.end for m in named)
        ]
        return bool(speaking) and not set(rest) - _BESIDE and ":" not in low
    lemmas = {lemma for group in sentence.groups for lemma in group.lemmas}
    if len(sentence.groups) > 2 or len(words) > 24 or sentence.groups[0].tense in ("pluperfect", "future"):
        return False
    if words and words[0] in _POINTS_BACK and lemmas & (_GIVES | {"say", "announce", "report", "state"}):
        return not scene.places.within(sentence.start, sentence.groups[-1].first)
    verbs = {sentence.tokens[group.last].low for group in sentence.groups}
    if lemmas & _GIVES and (set(words) - verbs) & _ACCOUNTS and "that" not in words and ":" not in low:
        return not any(quote in low for quote in '"“«')
    return bool(lemmas & _SPEAKS) and len(sentence.groups) == 1 and not any(q in low for q in '"“«:')


def _names_the_source_of(scene: Scene, state: _State, sentence: Sentence, number: int) -> bool:
    """*The information comes from X*: gives X to the page's own sentences just before; True if it did."""
    if not _points_at_a_source(scene, sentence):
        return False
    named = [
        m for m in scene.actors.within(sentence.start, sentence.end) if not m.actor_id.startswith("outlet/")
    ]
    office = [m for m in named if "/" in m.actor_id] or named
    if not office:
        return False
    actor = office[0].actor_id
    if actor.endswith("/president") and _AIDES & {token.low for token in sentence.tokens}:
        actor = actor.replace("/president", "/presidency")
    source = ClaimSource(start=office[0].start, end=office[0].end, actor_id=actor)
    given = False
    for index in range(len(state.speeches) - 1, -1, -1):
        speech = state.speeches[index]
        if speech.source is not None or speech.paragraph < number - 1:
            break
        state.speeches[index] = replace(speech, source=source)
        given = True
    if given:
        state.memory.heard(source)
    return given


_PAGE_WORDS = words_of("page_words")
_OWN_VOICE = words_of("own_voice")


def _runs_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence without a cue can go on with the speech before it: it reports, and is not
    marked as the page's own turn."""
    words = [token.low for token in sentence.tokens[:4]]
    return not (_PAGE_WORDS & set(words)) and bool(sentence.groups) and not _own_voice(sentence)


def _own_voice(sentence: Sentence) -> bool:
    """Whether a sentence says that nobody confirmed it: the page's own remark."""
    low = " ".join(token.low for token in sentence.tokens)
    return any(mark in low for mark in _OWN_VOICE)
