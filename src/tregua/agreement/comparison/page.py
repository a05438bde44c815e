"""A page in sentences, each with what was read in it, and whether it tells of terms.

A sentence tells of terms when it says what shall be (a commitment, a planned act), or what a text says
(*under the deal …*, *the statement provides for …*), or goes on about that. What somebody wishes, guesses,
demands or refuses is no term; what has happened is none either, except where a deployment is told as a
whole (*… are being deployed*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

from tregua.agreement.comparison.spans import hours_in, read_span
from tregua.agreement.comparison.words import flatten, load_words
from tregua.model.records import (
    ActorMention,
    Claim,
    Commitment,
    Event,
    PlaceMention,
    QuantityMention,
    Reading,
    Span,
    TimeMention,
)
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.packaged import load_yaml

Mood = Literal["terms", "whole", "other"]
Spanned = TypeVar("Spanned", bound=Span)
_BREAK = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the page with whose claim it is."""

    event: Event
    claim: Claim

    @property
    def shall_be(self) -> bool:
        """Whether it is told as something that shall be, by somebody who does not merely ask for it."""
        event, stance = self.event, self.claim.stance
        if event.negated or stance in ("denies", "demands"):
            return False
        return event.modality == "planned" or (event.modality == "demanded" and stance == "asserts")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``words`` as printed; ``flat`` folded, of the same length, without what the page says
    was *not* agreed. Not ``sure``: only the sentence before it shows that it tells of terms."""

    start: int
    end: int
    words: str
    flat: str
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    quantities: tuple[QuantityMention, ...]
    actors: tuple[ActorMention, ...]
    told: tuple[Told, ...]
    commitments: tuple[Commitment, ...]
    mood: Mood = "other"
    under: bool = False
    sure: bool = True

    @property
    def span(self) -> Span:
        """Where it stands in the page."""
        return Span(start=self.start, end=self.end)

    def before(self, mention: Span, reach: int = 40) -> str:
        """The folded words that lead up to a mention."""
        at = mention.start - self.start
        return self.flat[max(0, at - reach) : at]

    def of(self, mention: Span) -> str:
        """The folded words of a mention."""
        return self.flat[mention.start - self.start : mention.end - self.start]

    def after(self, mention: Span, reach: int = 30) -> str:
        """The folded words that follow a mention."""
        at = mention.end - self.start
        return self.flat[at : at + reach]


def sentences_of(reading: Reading, text: str, own: frozenset[str] = frozenset()) -> tuple[Sentence, ...]:
    """The body's sentences in order, with their mood. ``own``: actor ids that only the accord knows; what
    such a one shall do, the reader does not take for owed."""
    told = [Told(event, claim) for claim in reading.claims for event in claim.events if claim.row is None]
    found: list[Sentence] = []
    for start, end in _cut(text, reading.item.body):
        mentions = reading.mentions
        commitments = _within(reading.commitments, start, end)
        bare = Sentence(
            start=start,
            end=end,
            words=text[start:end],
            flat=_without(flatten(text[start:end]), start, absences(commitments)),
            times=_readable(_outermost(_within(mentions.times, start, end))),
            places=_within(mentions.places, start, end),
            quantities=_within(mentions.quantities, start, end),
            actors=_within(mentions.actors, start, end),
            told=tuple(one for one in told if start <= one.event.start < end),
            commitments=commitments,
        )
        found.append(_with_mood(bare, found[-1] if found else None, own))
    return tuple(found)


def speaks_of_an_accord(flat: str) -> bool:
    """Whether a page, folded, is about an agreement between people at war."""
    words = load_words()
    return bool(
        words.finds("about_sure", flat)
        or (words.finds("about_of_deals", flat) and words.finds("about_of_war", flat))
    )


def absences(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Those that tell what was not agreed."""
    return tuple(one for one in commitments if one.kind == "absence_of_agreement")


def _without(flat: str, start: int, spans: Iterable[Span]) -> str:
    for one in spans:
        first, last = one.start - start, one.end - start
        flat = f"{flat[:first]}{' ' * (min(last, len(flat)) - first)}{flat[last:]}"
    return flat


def _with_mood(bare: Sentence, previous: Sentence | None, own: frozenset[str]) -> Sentence:
    words = load_words()
    under = any(words.finds(name, bare.flat) for name in ("under", "by_text", "provides"))
    owed = [one for one in bare.commitments if one.kind != "absence_of_agreement"]
    shall = any(one.shall_be for one in bare.told) or bool(owed)
    wished = bool(words.finds("wished", bare.flat))
    happened = any(
        one.event.modality == "actual" and not one.event.negated and not is_a(one.event.act, "extend")
        for one in bare.told
    )
    binds = bool(words.finds("binding", bare.flat))
    after = previous is not None and previous.mood == "terms"
    goes_on = after and (binds or bool(words.finds("goes_on", bare.flat)))
    stated = _is_stated(bare) or (binds and any(one.actor_id in own for one in bare.actors))
    stated = stated or bool(words.finds("owed_to_be", bare.flat))
    sure = stated or not (after and _is_told_so(bare))
    stated = stated or not sure
    mood: Mood = "other"
    if stated and not wished:
        mood = "terms"
    if (shall and not (wished and not under)) or (under and not wished) or (goes_on and not wished):
        mood = "terms"
    if mood == "terms" and happened and not shall and not binds and not under and not stated:
        mood = "other"
    if mood == "other" and not wished and bare.quantities and words.finds("whole", bare.flat):
        mood = "whole"
    return Sentence(
        **{name: getattr(bare, name) for name in Sentence.__slots__ if name not in ("mood", "under", "sure")},
        mood=mood,
        under=under,
        sure=sure or under or shall,
    )


def _is_stated(bare: Sentence) -> bool:
    """Whether it states a term in the present tense: a party or thing of the accord, the act, and from when,
    by when, for how long, how far or how often (*the truce runs for one year*); what a party takes upon
    itself (*vouches for*); or what is allowed for how long."""
    words = load_words()
    if words.finds("allowed", bare.flat) and any(one.duration for one in bare.times):
        return True
    if words.finds("capped", bare.flat) and bare.quantities:
        return True
    if words.finds("binding", bare.flat) and words.finds("opened", bare.flat) and any(hours_in(bare.flat)):
        return True
    if any(words.finds("day_spoken", bare.before(one)) for one in bare.times):
        return False
    if _follows_a_subject(bare, "stated_vow"):
        return True
    if not _tells_in_the_present(bare):
        return False
    timed = any(words.finds("stated_when", bare.before(one)) for one in bare.times)
    often = any(pattern.search(bare.flat) for pattern, _ in words.often)
    return timed or often or bool(words.finds("stated_bound", bare.flat))


def _is_told_so(bare: Sentence) -> bool:
    """Whether, after a sentence that tells of terms, it is told in the same way: in the present, and not as
    what goes on now."""
    dated = [one for one in bare.times if one.latest and not one.duration]
    days = any(not bare.before(one).endswith(" of ") for one in dated)
    return _tells_in_the_present(bare) and not days and not load_words().finds("under_way", bare.flat)


def _tells_in_the_present(bare: Sentence) -> bool:
    return _follows_a_subject(bare, "stated") or bool(load_words().finds("stated_passive", bare.flat))


def _follows_a_subject(bare: Sentence, verbs: str) -> bool:
    """Whether one of the verbs follows at once on a party or a thing of the accord."""
    words = load_words()
    ends = [one.end - bare.start for one in bare.actors]
    ends += [match.end() for match in words.patterns["stated_of"].finditer(bare.flat)]
    return any(words.patterns[verbs].match(_after_name(bare.flat, end)) for end in ends)


def _after_name(flat: str, end: int) -> str:
    """What follows a name, past its *side* (*the Armenian side withdraws*)."""
    return re.sub(r"\A\s*(?:(?:side|forces|troops|parliament)\b\s*)?", "", flat[end:])


def _cut(text: str, body: Iterable[Span]) -> Iterator[tuple[int, int]]:
    for paragraph in body:
        start = paragraph.start
        for match in _BREAK.finditer(text, paragraph.start, paragraph.end):
            if _goes_on(text, paragraph.start, match):
                continue
            yield from _trimmed(text, start, match.end())
            start = match.end()
        yield from _trimmed(text, start, paragraph.end)


def _goes_on(text: str, floor: int, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation (*Dec. 1*, *Mr. Putin*) or an initial."""
    if not match.group().startswith("."):
        return False
    word = re.search(r"[\w.]+\Z", text[max(floor, match.start() - 12) : match.start()])
    if word is None:
        return False
    titles, others, openers = _abbreviations()
    last = word.group().lower()
    following = re.match(r"\s+[\"“‘'(\[]*(\w+)", text[match.end() :])
    opens = bool(following and following.group(1).lower() in openers)
    if last in load_words().lengths:
        return False
    return last in titles or (len(last) == 1 and last.isalpha()) or (last in others and not opens)


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = load_yaml("lexicon/abbreviations.yaml")
    return frozenset(table["titles"]), frozenset(table["others"]), frozenset(table["openers"])


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    right = len(inner) - len(inner.rstrip())
    if start + left < end - right:
        yield start + left, end - right


def _within(mentions: Iterable[Spanned], start: int, end: int) -> tuple[Spanned, ...]:
    return tuple(one for one in mentions if start <= one.start and one.start < end)


def _readable(times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """Without spans that no accord can have (*within 90 minutes*, *for ten thousand years*)."""
    return tuple(one for one in times if not one.duration or read_span(one.duration) is not None)


def _outermost(mentions: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """Without those that stand within another (*now* in *now and Dec. 1*)."""
    return tuple(
        one
        for one in mentions
        if not any(o.start <= one.start and one.end <= o.end and o != one for o in mentions)
    )
