"""Whether two words tell of one time, so that what the one says can be held against the other."""

from __future__ import annotations

from datetime import date

from tregua.model.register import Word
from tregua.model.when import day_of
from tregua.registers.account import Account


def of_one_time(one: Word, other: Word, account: Account) -> bool:
    """Whether the days that two words are of meet. A stretch that its speaker leaves open goes on; a word of
    one day alone speaks of no other, because things change."""
    first, last = days_of(one, account)
    other_first, other_last = days_of(other, account)
    return first <= other_last and other_first <= last


def days_of(word: Word, account: Account) -> tuple[date, date]:
    """The first and the last day that a word is of; ``date.max`` where its speaker leaves its end open."""
    stretch = account.stretch_of(word.entry)
    if stretch is not None:
        return day_of(stretch[0]), day_of(stretch[1]) if stretch[1] else date.max
    day = word.since or date.min
    return day, day
