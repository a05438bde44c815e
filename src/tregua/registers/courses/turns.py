"""The days on which something is told to have turned: ground entered, a road closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tregua.agreement.terms import Agreement
from tregua.registers.accounts import account_of
from tregua.registers.entries.parts import Dated


def turns_of(found: Iterable[Dated], agreement: Agreement) -> dict[date, tuple[str, ...]]:
    """The days on which a fact tells how something is from then on, in order, with the places it is of."""
    turns: dict[date, dict[str, None]] = {}
    for day, entry in sorted(found, key=lambda one: (one.day, one.entry.entry_id)):
        state = account_of(entry.register_name).state
        if entry.is_fact and state is not None and state(entry, agreement) is not None:
            turns.setdefault(date.fromisoformat(day), {}).update(dict.fromkeys(entry.place_ids))
    return {day: tuple(places) for day, places in turns.items()}
