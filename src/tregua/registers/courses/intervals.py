"""From when to when a road was open, or ground held, by each speaker's words alone.

A word holds until the same speaker's next one of the same thing. One that itself names a last day, *closed
from the 12th to the 14th*, holds until then and no longer; one of the same kind within it does not shorten
it. A speaker's own denial ends it. Nobody's word ends another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby

from tregua.agreement.terms import Agreement
from tregua.model.register import Interval, Spell
from tregua.model.standing import Entry, Register
from tregua.model.when import first_instant, is_day, last_instant
from tregua.registers.accounts import account_of
from tregua.registers.checks.together import things_of, things_written
from tregua.registers.courses.runs import Run, Said, runs_of, said_of, told_again, told_apart

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
    told_of = [one for one in entries if one.register_name == register]
    names = things_written(told_of, agreement)
    words = [
        (names[about.casefold()], entry.speaker, said_of(account, entry, value))
        for entry in told_of
        if not entry.is_meant and entry.on is not None
        if (value := account.state(entry, agreement)) is not None
        for about in things_of(entry, agreement)
    ]
    told = sorted((one for one in words if one[2].since[:10] <= on.isoformat()), key=_order)
    return tuple(
        interval
        for (about, _), found in groupby(told, key=lambda one: one[:2])
        for run in runs_of(told_again(told_apart(word for _, _, word in found)[0], on))
        if not run.words[0].denies
        for interval in _of_run(about, run)
    )


def _order(told: tuple[str, str, Said]) -> tuple[str, str]:
    return told[:2]


def _of_run(about: str, run: Run) -> Iterator[Interval]:
    """Its words as far as they touch, up to where the next run begins. One that names no end holds until the
    next that does not lie in it."""
    longest = run.longest
    following = [*(word.since for word in longest[1:]), ""]
    found: list[tuple[str, str]] = []
    for word, after in zip(longest, following, strict=True):
        until = word.until or after
        if found and (not found[-1][1] or word.begins <= last_instant(found[-1][1])):
            found[-1] = (found[-1][0], until)
        else:
            found.append((word.since, until))
    first = longest[0].entry
    for since, until in found:
        ends = [end for end in (until, run.after) if end]
        yield Interval(
            about=about, value=longest[0].kind, since=since,
            until=min(ends, key=first_instant, default=None),
            said_by=first.said_by, through=None if first.said_by else first.through,
            claim_ids=tuple(sorted({
                one.entry.claim_id for one in run.words
                if first_instant(since) <= one.begins and (not until or one.begins <= last_instant(until))
            })),
            sure=run.sure,
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
    """The hours that surely lie in it: from the end of its first day to the beginning of its last; none where
    its speaker tells otherwise of that day too."""
    found = 0.0
    for one in runs:
        if not one.sure:
            continue
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
