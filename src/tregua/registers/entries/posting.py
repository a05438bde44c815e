"""Where an entry stands in its register: on which line, by whose word, from which day.

Of all that one speaker says on one line only the last day's words can be on a page, of facts and denials as
of plans and demands, with the stretches that speak of that day, unless the register's figures last anyway; so
whoever keeps entries by :class:`Posting` finds a page without reading them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry, Register
from tregua.model.when import day_of
from tregua.registers.accounts import account_of

FORM = 4
"""How entries are placed. It is raised whenever the same entry comes to stand otherwise than before, so that
those kept until then are made again."""


class LineKey(NamedTuple):
    """What tells one line of a register from another. The sort and the name of a thing are told apart by
    their letters alone, large or small; a line shows them as they were first written (:func:`as_written`,
    :func:`names_written`)."""

    measure: str
    actor: str
    to: str
    place_ids: tuple[str, ...]
    about: str
    category: str
    basis: str
    person: str = ""


class Posting(NamedTuple):
    """An entry and its place: the line, the speaker, whether it is told as so or only meant, the day from
    which it is on the page (ISO; empty where it has none). ``until`` is the last day of which a stretch
    speaks: its own last, of one left open the day it was told; empty for all else."""

    entry: Entry
    line: LineKey
    speaker: str
    meant: bool
    day: str
    until: str = ""


def post(entry: Entry, agreement: Agreement) -> Posting:
    """Where ``entry`` stands."""
    account = account_of(entry.register_name)
    line = LineKey(
        entry.measure,
        account.whose(entry, agreement) or "",
        entry.to or "",
        tuple(sorted(set(entry.place_ids))),
        _told_apart(account.known_as(entry, agreement), entry),
        entry.category.casefold(),
        entry.basis or "",
        entry.person,
    )
    day, spoken = seen_on(entry), account.speaks_of(entry)
    until = spoken[1][:10] if spoken else ""
    return Posting(entry, line, entry.speaker, entry.is_meant, day.isoformat() if day else "", until)


def keeps_stretches(register: Register) -> bool:
    """Whether a stretch stands on the page beside its speaker's later word within it. Where figures last, a
    level or an office, the later word takes its place."""
    account = account_of(register)
    return bool(account.lasting_acts) and not account.lasts


def as_written(entries: Iterable[Entry]) -> str:
    """Of what sort those of one line are, as the first of them says who wrote it."""
    first = min(entries, key=lambda one: (one.published_at or "", one.entry_id), default=None)
    return first.category if first else ""


def names_written(entries: Iterable[Entry], agreement: Agreement) -> dict[str, str]:
    """Of each thing that these name, as :class:`LineKey` tells it, the name as the first of them wrote it."""
    named = sorted(
        (one for one in entries if one.about), key=lambda one: (one.published_at or "", one.entry_id)
    )
    found: dict[str, str] = {}
    for one in named:
        name = account_of(one.register_name).known_as(one, agreement)
        found.setdefault(_told_apart(name, one), name)
    return found


def _told_apart(name: str, entry: Entry) -> str:
    """A thing's name by its letters alone; where a name is what is told, it is that name and no other."""
    return name.casefold() if account_of(entry.register_name).thing_of(name, entry) else name


def seen_on(entry: Entry) -> date | None:
    """The day from which a page shows it: a plan's or a demand's day of being said; a stretch's first day;
    any other fact's own day."""
    if entry.is_meant and entry.published_at:
        return day_of(entry.published_at)
    stretch = account_of(entry.register_name).stretch_of(entry)
    return day_of(stretch[0]) if stretch else entry.on


def stretch_on(entry: Entry) -> tuple[date, date | None] | None:
    """The first and the last day of the stretch that it tells, the last None where it is left open; None
    where it tells none."""
    stretch = account_of(entry.register_name).stretch_of(entry)
    return (day_of(stretch[0]), day_of(stretch[1]) if stretch[1] else None) if stretch else None


def last_words(postings: Iterable[Posting], on: date) -> list[Posting]:
    """Of each speaker on each line, what it said last up to ``on``: every entry of that last day, and every
    stretch that speaks of that day (:func:`keeps_stretches`). Entries without any day stay out."""
    until = on.isoformat()
    told: dict[tuple[Register, LineKey, str, bool], list[Posting]] = {}
    last: dict[tuple[Register, LineKey, str, bool], str] = {}
    for one in postings:
        if not one.day or one.day > until:
            continue
        key = (one.entry.register_name, one.line, one.speaker, one.meant)
        last[key] = max(one.day, last.get(key, ""))
        told.setdefault(key, []).append(one)
    kept = {name: keeps_stretches(name) for name in {key[0] for key in told}}
    return [
        one
        for key, words in told.items()
        for one in words
        if one.day == last[key] or (kept[key[0]] and one.until >= last[key])
    ]
