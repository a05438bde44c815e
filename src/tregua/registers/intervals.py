"""From when to when a road was open, or ground held, by each speaker's words alone.

A word holds until the same speaker's next one of the same thing. One that itself names a last day, *closed
from the 12th to the 14th*, holds until then and no longer. Nobody's word ends another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise

from tregua.agreement.terms import Agreement
from tregua.model.register import Interval, Spell
from tregua.model.standing import Entry, Register
from tregua.model.when import first_instant, is_day, last_instant
from tregua.registers.accounts import account_of

HOUR = timedelta(hours=1)


def intervals_of(
    entries: Iterable[Entry], register: Register, agreement: Agreement, on: date
) -> tuple[Interval, ...]:
    """What each speaker's words up to ``on`` make of every place or link, by it, speaker and time. None for a
    register that tells of no states."""
    state = account_of(register).state
    if state is None:
        return ()
    told = [
        (about, entry, value)
        for entry in entries
        if entry.register_name == register and entry.is_fact and entry.on is not None
        if (value := state(entry, agreement)) is not None and _starts(entry)[:10] <= on.isoformat()
        for about in ((entry.about,) if entry.about else sorted(set(entry.place_ids)))
    ]
    told.sort(
        key=lambda one: (
            one[0],
            one[1].speaker,
            _starts(one[1]),
            _ends(one[1]) or "",
            one[2],
            one[1].entry_id,
        )
    )
    return tuple(
        interval
        for _, found in groupby(told, key=lambda one: (one[0], one[1].speaker))
        for interval in _of_speaker(list(found))
    )


def _starts(entry: Entry) -> str:
    return entry.earliest or entry.latest or entry.published_at or ""


def _ends(entry: Entry) -> str | None:
    """The last time that the word itself names, where it names a stretch."""
    return entry.latest if entry.earliest and entry.latest and entry.earliest < entry.latest else None


def _of_speaker(told: list[tuple[str, Entry, str]]) -> Iterator[Interval]:
    """Words in order; those that say the same again carry the interval on."""
    about, first, _ = told[0]
    runs: list[tuple[str, str, str | None, list[str]]] = []
    for _, entry, value in told:
        last = runs[-1] if runs else None
        if last is not None and last[0] == value and last[2] is None and _ends(entry) is None:
            last[3].append(entry.claim_id)
        else:
            runs.append((value, _starts(entry), _ends(entry), [entry.claim_id]))
    following = [*(later[1] for _, later in pairwise(runs)), None]
    for (value, since, own_end, claims), after in zip(runs, following, strict=True):
        until = min((end for end in (own_end, after) if end is not None), default=None, key=first_instant)
        if until is None or until[: len(since)] >= since[: len(until)]:
            yield Interval(
                about=about, value=value, since=since, until=until, said_by=first.said_by,
                through=None if first.said_by else first.through,
                claim_ids=tuple(sorted(set(claims))),
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
    """The hours that surely lie in it: from the end of the day it began to the beginning of the day it ended."""
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
