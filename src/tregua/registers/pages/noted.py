"""Which obligations carry a note on what a register's figures do not show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tregua.agreement.terms import Agreement, Obligation
from tregua.model.register import Line
from tregua.model.standing import Register
from tregua.registers.accounts import account_of, load_accounts


def noted_of(name: Register, lines: Iterable[Line], agreement: Agreement) -> tuple[Obligation, ...]:
    """Those that the register bears on as a whole, and those that ask something of one of ``lines``; the same
    note once."""
    owed = {one.obligation_id for line in lines for one in line.owed}
    kinds = account_of(name).borne_on_by
    bearing = [one for one in agreement.obligations if one.note and (one.kind in kinds or one.id in owed)]
    return tuple({one.note: one for one in reversed(bearing)}.values())[::-1]


def notes_of(agreement: Agreement) -> Mapping[Register, tuple[str, ...]]:
    """What is noted on each register as a whole, in the accord's order; without those of which nothing is."""
    noted = {one.name: noted_of(one.name, (), agreement) for one in load_accounts()}
    return {name: tuple(one.note or "" for one in found) for name, found in noted.items() if found}
