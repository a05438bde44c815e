"""What a word is of, a thing and its days: whether what one says can be held against what another says.

A thing is a place, or has a name of its own; one that the accord draws is one, by whichever of its names
it was called.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from tregua.agreement.terms import Agreement
from tregua.model.register import Word
from tregua.model.standing import Entry
from tregua.registers.account import Account


class Named(Protocol):
    """An entry, or a line: where it is, and what it is about."""

    @property
    def place_ids(self) -> tuple[str, ...]: ...
    @property
    def about(self) -> str: ...


def things_of(told: Named, agreement: Agreement) -> tuple[str, ...]:
    """The ids of the places that an entry, or a line, is of; where it names a thing, that alone: the place's
    id of what the accord draws under this name, else the name."""
    if not told.about:
        return tuple(dict.fromkeys(told.place_ids))
    return (agreement.drawn.get(" ".join(told.about.casefold().split()), told.about),)


def things_written(entries: Iterable[Entry], agreement: Agreement) -> dict[str, str]:
    """The things that these entries are of, by their letters alone, large or small, each as the first of them
    wrote it."""
    found: dict[str, str] = {}
    for entry in sorted(entries, key=lambda one: (one.published_at or "", one.entry_id)):
        for thing in things_of(entry, agreement):
            found.setdefault(thing.casefold(), thing)
    return found


def of_one_time(one: Word, other: Word, account: Account) -> bool:
    """Whether the days that two words are of meet. A word of one day alone speaks of no other, because things
    change."""
    first, last = days_of(one, account)
    other_first, other_last = days_of(other, account)
    return first <= other_last and other_first <= last


def days_of(word: Word, account: Account) -> tuple[date, date]:
    """The first and the last day that a word is of, ``date.min`` for both where nothing tells. A stretch left
    open speaks of none after it was told; but where figures last it stands until its speaker's next word, so
    that on a page it goes on (``date.max``)."""
    first, last = account.days_of(word.entry) or (date.min, date.min)
    stretch = account.stretch_of(word.entry)
    return first, date.max if account.lasts and stretch and not stretch[1] else last
