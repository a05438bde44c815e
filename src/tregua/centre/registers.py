"""What the registers say: a page on a day, the entries themselves, a stretch of days.

The database keeps the entries and hands out those that are asked for; :func:`tregua.registers.write_page`
alone says what they show. Entries depend on the accord (whose side an actor is of), so they bear its mark:
where another has made them, they are made again when the centre is opened, and until then the answer comes
from the claims themselves, slowly and the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

import tregua
from tregua.agreement.terms import Agreement
from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.ports import Dated, Snapshot
from tregua.model.ids import content_id
from tregua.model.records import Claim
from tregua.model.register import Page
from tregua.model.standing import Entry, Register
from tregua.registers import Point, Posting, entries_of, open_register, post, series, write_page
from tregua.registers.posting import seen_on


def register_on(centre: Centre, snapshot: Snapshot, name: Register, on: date) -> Page:
    """The page of a register on ``on``, as known in ``snapshot``."""
    words = centre.state.last_words(snapshot, name, on, mark_of(centre))
    if words is None:
        return open_register(know(centre, snapshot).entries, name, centre.agreement, on)
    return write_page(words, name, centre.agreement, on)


def register_entries(centre: Centre, snapshot: Snapshot, name: Register) -> tuple[Entry, ...]:
    """Every entry of a register known in ``snapshot``, by day and id; those without any day come first."""
    found = centre.state.entries(snapshot, name, mark_of(centre))
    return _ordered(_from_claims(centre, snapshot, name) if found is None else found)


def register_series(
    centre: Centre, snapshot: Snapshot, name: Register, first: date, last: date, measure: str | None = None
) -> tuple[Entry, ...]:
    """The entries of a register (of one measure, or of all) that its pages show from a day from ``first``
    to ``last`` on, both included, by day and id: a fact is of its own day (a stretch of its first), a plan
    or demand of the day it was said."""
    found = centre.state.entries_between(snapshot, name, first, last, measure, mark_of(centre))
    if found is None:
        found = tuple(
            one
            for one in _from_claims(centre, snapshot, name)
            if first.isoformat() <= one.day <= last.isoformat() and measure in (None, one.entry.measure)
        )
    return _ordered(found)


def _from_claims(centre: Centre, snapshot: Snapshot, name: Register) -> tuple[Dated, ...]:
    mine = (one for one in know(centre, snapshot).entries if one.register_name == name)
    return tuple(Dated(str(seen_on(one) or ""), one) for one in mine)


def _ordered(entries: Iterable[Dated]) -> tuple[Entry, ...]:
    return tuple(one.entry for one in sorted(entries, key=lambda one: (one.day, one.entry.entry_id)))


def register_points(
    centre: Centre, snapshot: Snapshot, name: Register, measure: str, first: date, last: date
) -> tuple[Point, ...]:
    """The figures of one measure from ``first`` to ``last``, each somebody's own number."""
    return series(register_series(centre, snapshot, name, first, last, measure), name, measure, date.max)


def postings_of(claims: Sequence[Claim], agreement: Agreement) -> list[Posting]:
    """The entries of ``claims`` in all registers, each where it stands, whether corrected or not."""
    return [post(entry, agreement) for claim in claims for entry in entries_of(claim, agreement)]


def mark_of(centre: Centre) -> str:
    """What entries of this centre are made under: its accord, as loaded, and this version of Tregua."""

    def make() -> str:
        return content_id("entries", tregua.__version__, centre.agreement.model_dump(mode="json"))

    return centre.recall("entries' mark", make)


def keep_registers(centre: Centre) -> None:
    """Makes the entries again where those in the database were made under another accord or version."""
    if centre.state.mark != mark_of(centre):
        centre.state.enter_anew(mark_of(centre), partial(postings_of, agreement=centre.agreement))
