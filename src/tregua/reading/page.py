"""A page or text into what it says: the article, the mentions, the claims, the commitments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tregua.model.errors import BadPage
from tregua.model.ids import claim_id, content_id
from tregua.model.records import (
    ActorMention,
    Article,
    Claim,
    ClaimSource,
    Event,
    Mentions,
    PlaceMention,
    Reading,
    Span,
    first_told,
)
from tregua.reading.acts import find_events
from tregua.reading.article import read_article
from tregua.reading.attribution import attribute
from tregua.reading.casualties import (
    Day,
    count_losses,
    name_incursions,
    place_attacks,
    place_before,
    takes_losses,
    without_parts_of,
)
from tregua.reading.commitments import find_commitments
from tregua.reading.content import Speech
from tregua.reading.headers import Header, read_header, slug_outlet
from tregua.reading.offices import claim_offices
from tregua.reading.quantities import find_quantities
from tregua.reading.roles import Region, find_places
from tregua.reading.scene import Scene
from tregua.reading.sentences import split_sentences
from tregua.reading.times import find_times
from tregua.reading.words import load_lexicon
from tregua.vocabulary.lexicon import Vocabulary


def read_page(
    text: str,
    vocabulary: Vocabulary,
    published: str | None = None,
    item_id: str = "",
    *,
    with_offices: bool = False,
) -> Reading:
    """Read one page. Offsets are characters of ``text``; nothing but the arguments is looked at.

    ``published`` (a day or minute, local) overrides what the page prints. ``item_id`` begins the
    claims' ids; without one it is derived from the text. ``with_offices`` adds what the page takes for
    granted, see :mod:`tregua.reading.offices`, as a last claim of its outlet.
    """
    actors = vocabulary.actors.find(text)
    article = _parts(text, vocabulary, actors)
    header = read_header(text, actors)
    published = published or article.published_at or _header_day(text, header)
    mentions = Mentions(
        times=tuple(find_times(text, published)),
        places=tuple(vocabulary.places.find(text)),
        quantities=tuple(find_quantities(text)),
        actors=tuple(actors),
    )
    scene = Scene(text, mentions, load_lexicon(), published, _peacekeepers(vocabulary))
    spans = _paragraphs(text, article, header)
    paragraphs = [split_sentences(text, [span]) for span in spans]
    through = header.through or _outlet(article, vocabulary) or _outlet_above(actors, spans)
    speeches = attribute(scene, paragraphs, header.reported, through)
    heard = _hear(scene, speeches)
    item = item_id or content_id("page", text)
    claims = [_claim(item, item_id, one, published) for one in heard]
    if with_offices and through and published:
        offices = vocabulary.actors.find_offices(text)
        taken = claim_offices(text, offices, spans, through, published, item, item_id)
        claims += [taken] if taken else []
    pieces = [(part, one.source.actor_id if one.source else None) for one in speeches for part in one.content]
    commitments = find_commitments(scene, pieces)
    if published and not article.published_at:
        article = article.model_copy(update={"published_at": published})
    told = _of_article(mentions, _region(text, article, header))
    return Reading(item=article, mentions=told, claims=tuple(claims), commitments=commitments)


def _region(text: str, article: Article, header: Header) -> Span:
    """From the article's head to the end of its body: without menus, teasers and footers."""
    if not article.body:
        return Span(start=0, end=len(text))
    starts = [article.body[0].start, *(span.start for span in (*article.captions, *header.lines))]
    if article.title and (at := text.find(article.title)) >= 0:
        starts.append(at)
    return Span(start=min(starts), end=article.body[-1].end)


def _of_article(mentions: Mentions, region: Span) -> Mentions:
    kept = {
        name: tuple(one for one in getattr(mentions, name) if region.start <= one.start < region.end)
        for name in Mentions.model_fields
    }
    return Mentions(**kept)


def _peacekeepers(vocabulary: Vocabulary) -> str | None:
    """The accord's peacekeeping force, where it knows only one."""
    known = [one for one in vocabulary.actors.own_ids() if one.endswith("/peacekeepers")]
    return known[0] if len(known) == 1 else None


_WORDS = 4
_SHORT = 2000
"""Characters up to which a text without the shape of an article is read line by line all the same."""


def _parts(text: str, vocabulary: Vocabulary, actors: Sequence[ActorMention]) -> Article:
    """The parts of the page; of a short text without the shape of an article none, if it tells anything:
    a sentence, or a headline that names somebody or somewhere known."""
    try:
        return read_article(text)
    except BadPage:
        named = bool(actors) or bool(vocabulary.places.find(text))
        if len(text) > _SHORT or not any(
            len(line.split()) >= _WORDS and (named or line.rstrip()[-1:] in '.!?"”')
            for line in text.splitlines()
        ):
            raise
        return Article()


_BLANK = re.compile(r"\s*\n\s*")


def _paragraphs(text: str, article: Article, header: Header) -> list[Span]:
    """The body's paragraphs without header lines; of a text without a recognised body, all its lines."""
    spans = list(article.body)
    if not spans:
        spans = []
        at = 0
        for gap in [*_BLANK.finditer(text), None]:
            stop = gap.start() if gap else len(text)
            if text[at:stop].strip():
                spans.append(Span(start=at, end=stop))
            at = gap.end() if gap else stop
    out: list[Span] = []
    for span in spans:
        pieces = [(span.start, span.end)]
        for line in header.lines:
            pieces = [
                part
                for start, end in pieces
                for part in (
                    [(start, end)]
                    if line.end <= start or line.start >= end
                    else [(start, line.start), (line.end, end)]
                )
            ]
        for start, end in pieces:
            stripped = text[start:end].strip()
            if stripped:
                begin = text.index(stripped, start, end)
                out.append(Span(start=begin, end=begin + len(stripped)))
    return out


def _header_day(text: str, header: Header) -> str | None:
    if header.published is None:
        return None
    found = find_times(text, None, header.published.start, header.published.end)
    return next((m.earliest for m in found if m.earliest), None)


def _outlet(article: Article, vocabulary: Vocabulary) -> str | None:
    """The agency or outlet a page comes through."""
    if not article.agency:
        return None
    named = vocabulary.actors.find(article.agency)
    for mention in named:
        if mention.actor_id.startswith("outlet/"):
            return mention.actor_id
    return None if named else slug_outlet(article.agency)


def _outlet_above(actors: Sequence[ActorMention], paragraphs: Sequence[Span]) -> str | None:
    """The outlet named in the lines above the body."""
    first = min((span.start for span in paragraphs), default=0)
    above = [m.actor_id for m in actors if m.end <= first and m.actor_id.startswith("outlet/")]
    return above[0] if above else None


# ---- speeches into claims -----------------------------------------------------------------------------


@dataclass
class Heard:
    """A speech and what it tells of."""

    speech: Speech
    events: list[Event]


_OF_OTHERS = re.compile(
    r"\b[A-Z][a-z]+['’]s\s+(?:[a-z]+\s+)?(?:ministry|government|army|forces|military|president|troops)\b"
)


def _hear(scene: Scene, speeches: Sequence[Speech]) -> list[Heard]:
    """The events of every speech; losses that a sentence tells of the attack before it go to that attack.

    In the page's own voice only what tells of an event is a claim, and nothing on a page that knows
    only of a state unknown here: it is of another war.
    """
    heard: list[Heard] = []
    located = bool(scene.places) or bool(scene.actors) or not _OF_OTHERS.search(scene.text)
    for speech in speeches:
        source = speech.source.actor_id if speech.source else None
        events = list(find_events(scene, speech.content, source))
        if not events and speech.stance == "promises" and speech.source and speech.cue:
            whole = Span(start=min(speech.source.start, speech.cue.start), end=speech.content[-1].end)
            events = list(find_events(scene, [whole], source))  # the cue itself is the act: guarantees
        events = [_stanced(event, speech) for event in events]
        events = count_losses(name_incursions((), without_parts_of(events, events)))
        before = heard[-1] if heard else None
        if before is not None and _same_voice(before.speech, speech):
            events = place_attacks(before.events, name_incursions(before.events, events))
            events = without_parts_of(before.events, events)
        if before is not None and _same_voice(before.speech, speech) and takes_losses(before.events, events):
            before.events = count_losses([*before.events, *events])
            if speech.cue is None:
                before.speech = _longer(before.speech, speech)
                continue
            events = []
        if before is not None and not events:
            before.events = place_before(before.events, *_where_it_was(scene, speech))
        if speech.source is None and (not events or not located):
            continue
        heard.append(Heard(speech, events))
    return heard


_IT = re.compile(
    r"\W*(?:it|this|that|the (?:incident|attack|violation|breach|clash|assault|episode|shooting|firefight))\s"
    r"(?:was|were|had|has|took|happened|occurred|came|is)\b",
    re.IGNORECASE,
)


def _where_it_was(scene: Scene, speech: Speech) -> tuple[tuple[PlaceMention, ...], Day | None]:
    """What a sentence about *it* adds to the one before: places, and the day."""
    part = speech.content[0]
    if _IT.match(scene.text, part.start, part.end) is None:
        return (), None
    region = Region(part.start, part.end)
    times = [m for m in scene.times.within(part.start, part.end) if m.earliest and m.latest]
    return find_places(scene, region, region), (times[0].earliest, times[0].latest) if times else None


def _same_voice(one: Speech, two: Speech) -> bool:
    a = one.source.actor_id if one.source else None
    b = two.source.actor_id if two.source else None
    return a == b and abs(two.paragraph - one.paragraph) <= 1


def _longer(speech: Speech, by: Speech) -> Speech:
    return Speech(
        speech.source,
        speech.cue,
        (*speech.content, *by.content),
        speech.mode,
        speech.stance,
        speech.through,
        speech.continues,
        by.paragraph,
    )


def _stanced(event: Event, speech: Speech) -> Event:
    """What is demanded or promised did not yet happen."""
    if speech.stance == "demands" and event.act == "politics.resign":
        return event.model_copy(update={"act": "politics.demand"})
    if speech.stance == "demands" and event.modality in ("actual", "planned"):
        return event.model_copy(update={"modality": "demanded"})
    if speech.stance == "promises" and event.modality == "actual":
        return event.model_copy(update={"modality": "planned"})
    return event


def _claim(item: str, item_id: str, heard: Heard, published: str | None) -> Claim:
    speech, events = heard.speech, tuple(heard.events)
    spans = [[part.start, part.end] for part in speech.content]
    cue = [speech.cue.start, speech.cue.end] if speech.cue else None
    source: ClaimSource | None = speech.source
    return Claim(
        claim_id=claim_id(item, source.actor_id if source else None, cue, spans),
        item_id=item_id,
        source=source,
        through=speech.through,
        cue=speech.cue,
        content=speech.content,
        mode=speech.mode,
        stance=speech.stance,
        **first_told(events),
        published_at=published,
    )
