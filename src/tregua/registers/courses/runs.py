"""What one speaker's words of one thing make of each other, in the order of the days they are of.

A word of another kind ends what its speaker said before. One of the same kind never does: *closed on the
12th*, or *from the 12th to the 14th*, within *closed from the 10th to the 20th* only says so again. Words of
different kinds of one day, or one minute, are in no order: from then on neither is sure. A stretch that was
left open speaks of each day up to the one on which it was told: what its speaker had said before then, of a
day within it, does not end it.

A denial ends what it denies. What its speaker does not then say it cannot end.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from tregua.model.standing import Entry
from tregua.model.when import first_instant, is_day, last_instant
from tregua.registers.account import Account

_DENIED = " denied"


class Said(NamedTuple):
    """A word: from when it tells, until when (empty where it names no end), of what kind, in which entry; and
    the last instant of which it speaks: its own end; of a stretch left open when it was told."""

    since: str
    until: str
    kind: str
    entry: Entry
    reaches: datetime

    @property
    def begins(self) -> datetime:
        """The instant from which it tells."""
        return first_instant(self.since)

    @property
    def denies(self) -> bool:
        """Whether it says that it is not so."""
        return self.kind.endswith(_DENIED)

    @property
    def value(self) -> str:
        """What is said, or denied."""
        return self.kind.removesuffix(_DENIED)


class Run(NamedTuple):
    """Words of one kind with none of another between them, in order; ``sure`` is False where another kind
    is told of the very time at which they begin. ``after`` is when the next run begins; empty for none."""

    words: tuple[Said, ...]
    sure: bool
    after: str

    @property
    def longest(self) -> tuple[Said, ...]:
        """The words that lie in no other, in order: each reaches further than those before."""
        found: list[Said] = []
        for word in sorted(
            self.words, key=lambda one: (one.begins, -one.reaches.timestamp(), one.entry.entry_id)
        ):
            if not found or word.reaches > found[-1].reaches:
                found.append(word)
        return tuple(found)


def said_of(account: Account, entry: Entry, value: str) -> Said:
    """The entry as a word that says this, or denies it."""
    told = entry.latest or entry.published_at or entry.earliest or ""
    since, until = account.stretch_of(entry) or (told, "")
    spoken = account.speaks_of(entry)
    reaches = last_instant(spoken[1]) if spoken else first_instant(since)
    return Said(since, until, f"{value}{_DENIED}" if entry.told == "denies" else value, entry, reaches)


def told_apart(words: Iterable[Said]) -> tuple[list[Said], list[Said]]:
    """One speaker's words of one thing in order; and apart from them its denials of what it does not say at
    that time, but something else."""
    bearing: list[Said] = []
    aside: list[Said] = []
    saying = ""
    for word in sorted(words, key=_order):
        if word.denies and saying not in ("", word.value):
            aside.append(word)
        else:
            bearing.append(word)
            saying = "" if word.denies else word.value
    return bearing, aside


def told_again(words: Sequence[Said], on: date) -> list[Said]:
    """One speaker's words in order, with each stretch left open once more at every word of another kind that
    lies in it and was surely said before it, and on the day it was told; of none after ``on``."""
    found = list(words)
    later = [one for one in words if one.entry.published_at]
    waiting = sorted(later, key=lambda one: last_instant(_said(one)), reverse=True)
    before: list[tuple[datetime, str, str]] = []  # what was surely said before, by when it begins
    for word in sorted(later, key=lambda one: first_instant(_said(one))):
        while waiting and last_instant(_said(waiting[-1])) < first_instant(_said(word)):
            one = waiting.pop()
            insort(before, (one.begins, one.since, one.kind))
        if word.until or word.reaches <= word.begins:
            continue
        within = before[_after(before, word.begins) : _after(before, word.reaches)]
        turns = {since for _, since, kind in within if kind != word.kind}
        if turns:
            again = (one for one in (*turns, _said(word)) if one[:10] <= on.isoformat())
            found += [word._replace(since=one) for one in again]
    return sorted(found, key=_order)


def _said(word: Said) -> str:
    return word.entry.published_at or ""


def _after(told: Sequence[tuple[datetime, str, str]], moment: datetime) -> int:
    """How many of them begin at that moment or before."""
    return bisect_right(told, moment, key=lambda one: one[0])


def _order(one: Said) -> tuple[str, str, str, str]:
    return (one.since, one.until, one.kind, one.entry.entry_id)


def runs_of(words: Iterable[Said]) -> tuple[Run, ...]:
    """The runs of one speaker's words of one thing, in order of time, those of one time by kind."""
    ordered = sorted(words, key=_order)
    found: list[list[tuple[Said, ...]]] = []
    for group in _of_one_time(ordered):
        kinds = [
            tuple(mine)
            for _, mine in groupby(sorted(group, key=lambda one: one.kind), key=lambda one: one.kind)
        ]
        last = found[-1] if found else []
        if len(last) == len(kinds) == 1 and last[0][0].kind == kinds[0][0].kind:
            last[0] = (*last[0], *kinds[0])
        else:
            found.append(kinds)
    following = [*(min(one[0].since for one in later) for later in found[1:]), ""]
    return tuple(
        Run(mine, len(kinds) == 1, after)
        for kinds, after in zip(found, following, strict=True)
        for mine in kinds
    )


def _of_one_time(ordered: list[Said]) -> Iterator[list[Said]]:
    """Words of one day of which one names only the day; else those of one minute."""
    for _, found in groupby(ordered, key=lambda one: one.since[:10]):
        day = list(found)
        if any(is_day(one.since) for one in day):
            yield day
        else:
            for _, minute in groupby(day, key=lambda one: one.since):
                yield list(minute)
