"""What the registers say: a page on a day, balances, from when to when, a stretch of days; the entries.

The database keeps the entries and hands out those that are asked for; the pure functions of
:mod:`tregua.registers` alone say what they show. Entries depend on whose side an actor is of, so they bear
the mark of that: where another has made them, those that it concerns are made again when the centre is
opened, and until then the answer comes from the claims themselves, slowly and the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from tregua.agreement.terms import Agreement
from tregua.centre.centre import Centre
from tregua.centre.marks import keep_registers, mark_of, postings_of
from tregua.centre.ports import Snapshot
from tregua.model.register import Balance, Interval, Page
from tregua.model.standing import Entry, Register
from tregua.model.when import day_of
from tregua.registers import balances_on, intervals_of, post, write_page
from tregua.registers.checks.together import things_of
from tregua.registers.entries.parts import Dated, Entered, InHand, Part, Voice
from tregua.registers.pages.by_line import totals_until
from tregua.registers.subjects.balance import MOVED

__all__ = [
    "ask_registers",
    "keep_registers",
    "mark_of",
    "postings_of",
    "register_balances",
    "register_intervals",
    "register_on",
    "register_series",
    "stream_entries",
]

T = TypeVar("T")
_AT_ONCE = 2_000
_BACK = timedelta(days=366)


@contextmanager
def ask_registers(centre: Centre, snapshot: Snapshot) -> Iterator[Entered]:
    """The entries known in ``snapshot``, to be asked about."""
    with centre.state.entered(snapshot, mark_of(centre)) as kept:
        if kept is not None:
            yield kept
            return
    from tregua.centre.assess import know  # what reports, standings and their numbers need is heavy

    known = know(centre, snapshot)
    yield InHand(post(one, centre.agreement) for one in known.entries)


def register_on(centre: Centre, snapshot: Snapshot, name: Register, on: date) -> Page:
    """The page of a register on ``on``, as known in ``snapshot``."""
    with ask_registers(centre, snapshot) as entered:
        words, figures = entered.last_words(name, on), entered.take(totals_until(name, on))
    return write_page(words, (one.entry for one in figures), name, centre.agreement, on)


def stream_entries(centre: Centre, snapshot: Snapshot, part: Part) -> Iterator[Entry]:
    """The entries of the part by day, measure and id, some thousands at a time as they are asked for; those
    without any day, or that only reach the part, come first."""
    begin = part.first
    if part.reaching and begin is not None and begin > date.min:
        with ask_registers(centre, snapshot) as entered:
            found = entered.take(part._replace(last=begin - timedelta(days=1)))
        yield from (one.entry for one in sorted(found, key=_in_order))
    part = part._replace(reaching=False)
    while True:
        with ask_registers(centre, snapshot) as entered:
            end = entered.day_after(part._replace(first=begin or date.min), _AT_ONCE)
            found = entered.take(part._replace(first=begin, last=end or part.last))
        yield from (one.entry for one in sorted(found, key=_in_order))
        if end is None:
            return
        begin = end + timedelta(days=1)


def _in_order(one: Dated) -> tuple[str, str, str]:
    return (one.day, one.entry.measure, one.entry.entry_id)


def register_series(
    centre: Centre, snapshot: Snapshot, name: Register, first: date, last: date, measure: str | None = None
) -> tuple[Entry, ...]:
    """The entries of a register (of one measure, or of all) that its pages show from a day from ``first``
    to ``last`` on, both included, by day and id: a fact is of its own day (a stretch of its first), a plan
    or demand of the day it was said. Stretches that began before and reach ``first`` are among them."""
    wants = None if measure is None else lambda voice: voice.line.measure == measure
    with ask_registers(centre, snapshot) as entered:
        found = entered.take(Part(name, first, last, wants, reaching=True))
    return tuple(one.entry for one in sorted(found, key=lambda one: (one.day, one.entry.entry_id)))


def register_balances(centre: Centre, snapshot: Snapshot, on: date) -> tuple[Balance, ...]:
    """The balances of exchanges on ``on``. Of what was handed over every figure is read, for batches are told
    one by one; of who is held or asked for each speaker's last."""

    def make() -> tuple[Balance, ...]:
        part = Part("exchanges", last=on, told=True)
        with ask_registers(centre, snapshot) as entered:
            moved = entered.take(part._replace(wants=lambda voice: voice.line.measure in MOVED))
            others = entered.last_figures(part._replace(wants=lambda voice: voice.line.measure not in MOVED))
        return balances_on((one.entry for one in (*moved, *others)), centre.agreement, on)

    return _while_asked_again(centre, snapshot, ("balances",), (on,), make)


def register_intervals(
    centre: Centre, snapshot: Snapshot, name: Register, first: date, on: date
) -> tuple[Interval, ...]:
    """How each place or link was by each speaker's words up to ``on``, as far as it touches the days from
    ``first``. An interval begins where it began, however long before."""

    def make() -> tuple[Interval, ...]:
        with ask_registers(centre, snapshot) as entered:
            found = list(entered.take(Part(name, first, on, told=True)))
            if first == date.min:
                return _made(centre, found, name, on)
            before = entered.last_words(name, first - timedelta(days=1))
            found += [Dated(one.day, one.entry) for one in before if not one.meant]
            return _touching(
                _made(centre, found, name, on), first, _Earlier(centre, entered, name, first, on)
            )

    return _while_asked_again(centre, snapshot, ("intervals", name), (first, on), make)


def _while_asked_again(
    centre: Centre, snapshot: Snapshot, what: tuple[str, ...], of: tuple[date, ...], make: Callable[[], T]
) -> T:
    """What ``make`` gives, remembered until something else of the kind is asked for: a page asks twice."""
    key = (centre.state.content_size(snapshot), mark_of(centre), of)
    last = centre.memory.get(("last", *what))
    if last is None or last[0] != key:
        last = centre.memory[("last", *what)] = (key, make())
    found: T = last[1]
    return found


def _made(centre: Centre, found: Iterable[Dated], name: Register, on: date) -> tuple[Interval, ...]:
    return intervals_of((one.entry for one in found), name, centre.agreement, on)


Whose = tuple[str, str]
"""What it is of, and who speaks."""


def _whose(one: Interval) -> Whose:
    return (one.about, one.said_by or one.through or "")


class _Earlier:
    """The intervals of those who had spoken before a stretch, from where they began."""

    def __init__(self, centre: Centre, entered: Entered, name: Register, first: date, on: date) -> None:
        self._centre, self._entered, self._name = centre, entered, name
        self._first, self._on = first, on

    def of(self, whose: set[Whose]) -> dict[Whose, tuple[Interval, ...]]:
        """Of each of these, its intervals from before the one that lasts into the stretch; always further
        back, until that one is known to have begun."""
        settled: dict[Whose, tuple[Interval, ...]] = {}
        back = _BACK
        while whose:
            part = Part(self._name, last=self._on, wants=_of_these(whose, self._centre.agreement), told=True)
            start = next(iter(self._entered.days(part._replace(first=date.min), 1)), self._first)
            begin = max(start, self._first - back) if self._first - date.min > back else start
            found = _made(self._centre, self._entered.take(part._replace(first=begin)), self._name, self._on)
            for one, runs in groupby(found, key=_whose):
                mine = tuple(runs)
                lasting = next((at for at, run in enumerate(mine) if _lasts(run, self._first)), None)
                if one in whose and (begin <= start or lasting is None or _begins(mine, lasting)):
                    settled[one] = mine
            whose = whose - settled.keys() if begin > start else set()
            back *= 4
        return settled


def _begins(runs: Sequence[Interval], at: int) -> bool:
    """Whether an interval is known to have begun where it does: something else was told before it."""
    return any(one.value != runs[at].value for one in runs[:at])


def _of_these(whose: set[Whose], agreement: Agreement) -> Callable[[Voice], bool]:
    """Whether a voice is of these."""
    return lambda voice: any((one, voice.speaker) in whose for one in things_of(voice.line, agreement))


def _touching(found: Iterable[Interval], first: date, earlier: _Earlier) -> tuple[Interval, ...]:
    kept = [one for one in found if _lasts(one, first)]
    begun = {_whose(one) for one in kept if day_of(one.since) < first}
    longer = earlier.of(begun)
    told: list[Interval] = []
    for whose, runs in groupby(kept, key=_whose):
        told += [one for one in longer[whose] if _lasts(one, first)] if whose in longer else runs
    return tuple(told)


def _lasts(one: Interval, first: date) -> bool:
    return one.until is None or day_of(one.until) >= first
