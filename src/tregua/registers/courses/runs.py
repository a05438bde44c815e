"""What one speaker's words of one thing make of each other, in the order of the days they are of.

A word of another kind ends what its speaker said before. One of the same kind never does: *closed on the
12th*, or *from the 12th to the 14th*, within *closed from the 10th to the 20th* only says so again. Words of
different kinds of one day, or one minute, are in no order: from then on neither is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from tregua.model.standing import Entry
from tregua.model.when import first_instant, is_day, last_instant
from tregua.registers.account import Account


class Said(NamedTuple):
    """A word: from when it tells, until when (empty where it names no end), of what kind, in which entry."""

    since: str
    until: str
    kind: str
    entry: Entry

    @property
    def begins(self) -> datetime:
        """The instant from which it tells."""
        return first_instant(self.since)

    @property
    def reaches(self) -> datetime:
        """The last instant of which it speaks: its own end; of a stretch left open when it was told."""
        if self.until:
            return last_instant(self.until)
        told = self.entry.published_at if self.entry.latest is None else None
        return max(self.begins, last_instant(told)) if told else self.begins


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


def said_of(account: Account, entry: Entry, kind: str) -> Said:
    """The entry as a word of this kind."""
    told = entry.latest or entry.published_at or entry.earliest or ""
    return Said(*(account.stretch_of(entry) or (told, "")), kind, entry)


def runs_of(words: Iterable[Said]) -> tuple[Run, ...]:
    """The runs of one speaker's words of one thing, in order of time, those of one time by kind."""
    ordered = sorted(words, key=lambda one: (one.since, one.until, one.kind, one.entry.entry_id))
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
