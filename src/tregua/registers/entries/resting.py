"""What of an agreement an entry and its place rest on: whose side an actor is of, what a register asks."""

from __future__ import annotations

from typing import TypedDict

from tregua.agreement.terms import Agreement
from tregua.registers.accounts import load_accounts


class Resting(TypedDict):
    """``sides``: the party that each actor speaks for, those below it too unless named themselves, and the
    name it goes by where that is not the party's;
    ``registers``: what else each register's entries rest on, by its name, see ``Account.rests_on``."""

    sides: dict[str, str]
    registers: dict[str, dict[str, object]]


def rest_on(agreement: Agreement) -> Resting:
    """What entries and their lines are made under. Agreements that are alike in it make the same."""
    return {
        "sides": {
            actor: " ".join(dict.fromkeys((party.id, agreement.shown_as(actor) or party.id)))
            for party in reversed(agreement.parties)
            for actor in party.actors
        },
        "registers": {
            account.name: {what: ask(agreement) for what, ask in account.rests_on.items()}
            for account in load_accounts()
            if account.rests_on
        },
    }
