"""From when to when a road was open, or ground held, by each speaker's words alone.

A word holds until the same speaker's next one of the same thing. One that itself names a last day, *closed
from the 12th to the 14th*, holds until then and no longer. Nobody's word ends another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from tregua.agreement.terms import Agreement
from tregua.model.register import Interval, Spell
from tregua.model.standing import Entry, Register
from tregua.model.when import first_instant, is_day, last_instant
from tregua.registers.account import Account
from tregua.registers.accounts import account_of
from tregua.registers.things import things_of

HOUR = timedelta(hours=1)
_COUNTED_BACK = timedelta(days=400)


def counted_from(agreement: Agreement, on: date) -> date:
    """The first day of the hours that a page of ``on`` counts: the last four hundred days, none of them from
    before the accord; the day itself where that is."""
    return min(on, max(agreement.signed_on, on - _COUNTED_BACK))


def intervals_of(
    entries: Iterable[Entry], register: Register, agreement: Agreement, on: date
) -> tuple[Interval, ...]:
    """What each speaker's words up to ``on`` make of every place or link, by it, speaker and time. None for a
    register that tells of no states."""
    account = account_of(register)
    if account.state is None:
        return ()
    told = [
        _Said(about, entry.speaker, *_extent(account, entry), value, entry.entry_id, entry)
        for entry in entries
        if entry.register_name == register and entry.is_fact and entry.on is not None
        if (value := account.state(entry, agreement)) is not None
        for about in things_of(entry, agreement)
    ]
    told = sorted(one for one in told if one.since[:10] <= on.isoformat())
    return tuple(
        interval
        for _, found in groupby(told, key=lambda one: (one.about, one.speaker))
        for interval in _of_speaker(list(found))
    )


class _Said(NamedTuple):
    """A word on how something was, in the order in which words are gone through."""

    about: str
    speaker: str
    since: str
    until: str
    value: str
    entry_id: str
    entry: Entry


def _extent(account: Account, entry: Entry) -> tuple[str, str]:
    """From when it tells, and until when: empty where it names no end."""
    return account.stretch_of(entry) or (entry.latest or entry.published_at or entry.earliest or "", "")


def _of_speaker(told: list[_Said]) -> Iterator[Interval]:
    """Words in order; those that say the same again carry the interval on."""
    runs: list[list[_Said]] = []
    for word in told:
        last = runs[-1][-1] if runs else None
        if last is not None and (last.value, last.until, word.until) == (word.value, "", ""):
            runs[-1].append(word)
        else:
            runs.append([word])
    following = [*(later[0].since for later in runs[1:]), ""]
    for run, after in zip(runs, following, strict=True):
        first = run[0]
        ends = [end for end in (first.until, after) if end]
        yield Interval(
            about=first.about, value=first.value, since=first.since,
            until=min(ends, key=first_instant, default=None),
            said_by=first.entry.said_by, through=None if first.entry.said_by else first.entry.through,
            claim_ids=tuple(sorted({one.entry.claim_id for one in run})),
        )  # fmt: skip


def spells_of(intervals: Iterable[Interval], first: date, last: date) -> tuple[Spell, ...]:
    """For each thing, state and speaker, the hours from the beginning of ``first`` to the end of ``last``. An
    interval with no end so far is taken to run on; where only days are told, the range takes in both."""
    begins = datetime.combine(first, time.min)
    ends = datetime.combine(last + timedelta(days=1), time.min)
    ordered = sorted(intervals, key=_whose)
    found = []
    for (about, value, said_by, through), mine in groupby(ordered, key=_whose):
        runs = list(mine)
        low, high = _fewest(runs, begins, ends), _most(runs, begins, ends)
        if high > 0:
            found.append(
                Spell(
                    about=about, value=value, said_by=said_by or None, through=through or None,
                    low=low, high=high,
                    claim_ids=tuple(sorted({claim for one in runs for claim in one.claim_ids})),
                )
            )  # fmt: skip
    return tuple(found)


def _whose(one: Interval) -> tuple[str, str, str, str]:
    return (one.about, one.value, one.said_by or "", one.through or "")


def _fewest(runs: list[Interval], begins: datetime, ends: datetime) -> float:
    """The hours that surely lie in it: from the end of its first day to the beginning of its last."""
    found = 0.0
    for one in runs:
        since = _next_day(one.since) if is_day(one.since) else first_instant(one.since)
        until = first_instant(one.until) if one.until else ends
        found += max((min(until, ends) - max(since, begins)) / HOUR, 0.0)
    return found


def _most(runs: list[Interval], begins: datetime, ends: datetime) -> float:
    """The hours that may lie in it, those of two stretches that may touch counted once."""
    found, covered = 0.0, begins
    for since, until in sorted((first_instant(one.since), _may_end(one, ends)) for one in runs):
        found += max((min(until, ends) - max(since, covered)) / HOUR, 0.0)
        covered = max(covered, until)
    return found


def _may_end(one: Interval, ends: datetime) -> datetime:
    if one.until is None:
        return ends
    return _next_day(one.until) if is_day(one.until) else last_instant(one.until)


def _next_day(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text[:10]) + timedelta(days=1), time.min)
