"""Who is who on a day, from the page of actors: never decided, only set side by side.

A word that gives no stretch speaks for its own day, one that gives a beginning for the days until it was
said. Two words on one office can both be so where no day is common to them: somebody went and somebody came.
Of one speaker's words on an office the last holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from tregua.model.actors import ActorWord, Holder, Naming, Office, Relation
from tregua.model.register import Line, Page, Word
from tregua.model.standing import Entry
from tregua.model.when import day_of
from tregua.registers.account import has_run_out, names_a_stretch, times_spoken_of
from tregua.vocabulary.acts import NAMED, OFFICE, is_a
from tregua.vocabulary.titles import is_of_one
from tregua.vocabulary.tokens import fold

_ALIKE = 0.8
"""From this share of common letters on two names may be one in two spellings."""


class _Told(NamedTuple):
    """A word on an office or relation with the days it speaks for."""

    line: Line
    word: Word
    first: date
    last: date

    def turns_on(self, day: date) -> bool:
        """Whether it tells a stretch that begins or ends on that day."""
        entry = self.word.entry
        told = (entry.earliest, entry.latest) if _is_stretch(entry) else ()
        return any(one is not None and day_of(one) == day for one in told)

    @property
    def affirms(self) -> bool:
        return self.word.entry.is_fact

    @property
    def rank(self) -> tuple[date, str]:
        """What tells a speaker's later word: the last day it speaks for, then when it was said."""
        return (self.last, self.word.entry.published_at or "")


def offices_on(page: Page) -> tuple[Office, ...]:
    """Every office that somebody is said to be in on the page's day, by actor and title."""
    found: dict[tuple[str, str], list[_Told]] = {}
    for told in _standing(page, OFFICE):
        found.setdefault(_office_of(told.line), []).append(told)
    return tuple(
        _office(key, _last_of_each(told) if is_of_one(*key) else told) for key, told in sorted(found.items())
    )


def relations_on(page: Page) -> tuple[Relation, ...]:
    """What is said on the page's day of how two stand, by act and whom."""
    found: dict[tuple[str, str, str, str], list[_Told]] = {}
    for told in _standing(page, "actor.part-of", "actor.relation"):
        line = told.line
        key = (told.word.entry.act, line.actor or "", line.about, line.to or "")
        found.setdefault(key, []).append(told)
    return tuple(
        Relation(
            act=act, actor=actor or None, about=about, to=to or None,
            words=_words(found[act, actor, about, to]), contested=_is_denied(found[act, actor, about, to]),
        )
        for act, actor, about, to in sorted(found)
    )  # fmt: skip


def names_on(page: Page) -> tuple[Naming, ...]:
    """What everybody calls whom or what."""
    found: dict[tuple[str, tuple[str, ...]], list[_Told]] = {}
    for told in _standing(page, NAMED):
        found.setdefault((told.line.actor or "", told.line.place_ids), []).append(told)
    return tuple(
        Naming(actor=actor or None, place_ids=places, words=_words(found[actor, places]))
        for actor, places in sorted(found)
    )


# ---- words on a day -------------------------------------------------------------------------------------


def _standing(page: Page, *acts: str) -> Iterator[_Told]:
    """The words of these acts, without those whose stretch was over before the page's day."""
    for line in page.lines:
        for word in line.words:
            is_asked = any(is_a(word.entry.act, act) for act in acts)
            if is_asked and not has_run_out(word.entry, page.on, alone=True):
                yield _Told(line, word, *_days(word, page.on))


def _days(word: Word, on: date) -> tuple[date, date]:
    """The days a word speaks for, none after ``on``: those of its stretch, else its own."""
    spoken = times_spoken_of(word.entry)
    own = word.since or on
    first, last = (day_of(spoken[0]), day_of(spoken[1])) if spoken else (own, own)
    return min(first, on), min(last, on)


def _is_stretch(entry: Entry) -> bool:
    """Whether it tells a beginning or an end, not one day alone."""
    return entry.earliest != entry.latest or names_a_stretch(entry)


def _last_of_each(told: list[_Told]) -> list[_Told]:
    """Without what its own speaker later says of somebody else."""
    last: dict[str, dict[str, tuple[date, str]]] = {}
    for one in told:
        if one.affirms:
            named = last.setdefault(one.word.entry.speaker, {})
            named[one.line.about] = max(named.get(one.line.about, one.rank), one.rank)
    ranked = {
        speaker: sorted(((rank, name) for name, rank in named.items()), reverse=True)[:2]
        for speaker, named in last.items()
    }
    return [
        one
        for one in told
        if not any(
            name != one.line.about and rank > one.rank
            for rank, name in ranked.get(one.word.entry.speaker, ())
        )
    ]


def _words(told: Iterable[_Told]) -> tuple[ActorWord, ...]:
    ordered = sorted(told, key=lambda one: (one.last, one.word.entry.speaker, one.word.entry.entry_id))
    return tuple(_word(one) for one in reversed(ordered))


def _word(told: _Told) -> ActorWord:
    entry = told.word.entry
    has_stretch = _is_stretch(entry)
    return ActorWord(
        manner=told.word.manner,
        name=entry.about,
        title=entry.category,
        since=entry.earliest if has_stretch else None,
        until=entry.latest if has_stretch else None,
        on=told.last,
        said_by=entry.said_by,
        through=entry.through,
        entry_id=entry.entry_id,
        claim_id=entry.claim_id,
    )


# ---- offices --------------------------------------------------------------------------------------------


def _office_of(line: Line) -> tuple[str, str]:
    """The actor, and the title where the institution has several offices."""
    actor = line.actor or ""
    return (actor, "" if is_of_one(actor, "") else fold(line.category))


def _office(key: tuple[str, str], told: list[_Told]) -> Office:
    actor, title = key
    by_name: dict[str, list[_Told]] = {}
    for one in told:
        by_name.setdefault(one.line.about, []).append(one)
    holders = sorted(by_name, key=lambda name: (-max(one.last for one in by_name[name]).toordinal(), name))
    rivals = is_of_one(actor, title) and any(
        _cannot_both_be(one, other) and not may_be_one(one.line.about, other.line.about)
        for one, other in combinations([one for one in told if one.affirms], 2)
        if one.line.about != other.line.about
    )
    return Office(
        actor=actor,
        title=title,
        holders=tuple(Holder(name=name, words=_words(by_name[name])) for name in holders),
        contested=rivals or any(_is_denied(words) for words in by_name.values()),
    )


def _cannot_both_be(one: _Told, other: _Told) -> bool:
    """Whether a day is common to both on which neither is said to begin or end."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return first < last or (first == last and not one.turns_on(first) and not other.turns_on(first))


def _is_denied(told: Iterable[_Told]) -> bool:
    """Whether somebody denies, on the last day that it is told or later, what another says."""
    listed = list(told)
    affirmed = [one for one in listed if one.affirms]
    denied = [one for one in listed if one.word.manner == "denied"]
    return any(
        no.last >= yes.last and no.word.entry.speaker != yes.word.entry.speaker
        for no in denied
        for yes in affirmed
    )


def may_be_one(first: str, second: str) -> bool:
    """Whether two names are so alike that they may be one in two spellings."""
    one, other = fold(first), fold(second)
    same_length = len(one.split()) == len(other.split())
    return (
        same_length and one != other and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
    )
