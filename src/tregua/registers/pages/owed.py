"""What the agreement asks of a figure: ceiling, floor or exact number, under the text and each reading."""

from __future__ import annotations

from math import inf
from typing import Literal

from tregua.agreement.amounts import Quantity
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.register import Line, Owed
from tregua.registers.account import Account

_FORCES = frozenset({"deploy"})


def owed_of(line: Line, account: Account, agreement: Agreement) -> tuple[Owed, ...]:
    """The levels that obligations of the line's side ask of what the line counts, each held against the
    range of its words. Only levels that last are held so; flows and totals are judged elsewhere."""
    if not account.lasts or not any(word.is_standing_figure for word in line.words):
        return ()
    found: list[Owed] = []
    for obligation in agreement.obligations:
        if obligation.kind in _FORCES and line.actor in obligation.obligors and _covers(obligation, line):
            found += [_held(line, obligation.id, name, owed) for name, owed in _asked(obligation)]
    return tuple(found)


def _asked(obligation: Obligation) -> list[tuple[str, Quantity]]:
    """The amount of the text; and of every reading, where they are not the same throughout."""
    owed = obligation.quantity
    if owed is None:
        return []
    amounts = [(one.id, one.quantity or owed) for one in obligation.readings]
    return [("", owed), *(amounts if any(amount != owed for _, amount in amounts) else ())]


def _covers(obligation: Obligation, line: Line) -> bool:
    """Whether the line is of the whole force: not of a place, a unit or post with a name, or a sort."""
    is_whole = not (line.place_ids or line.about or line.category)
    return obligation.quantity is not None and obligation.quantity.unit == line.measure and is_whole


def _held(line: Line, obligation_id: str, reading: str, owed: Quantity) -> Owed:
    low = owed.value if owed.bound in ("exact", "floor") else None
    high = owed.value if owed.bound in ("exact", "ceiling") else None
    meets = _meets((_least(line.low), _most(line.high)), (_least(low), _most(high)))
    return Owed(obligation_id=obligation_id, reading=reading, low=low, high=high, meets=meets)


def _meets(said: tuple[float, float], asked: tuple[float, float]) -> Literal["yes", "no", "open"]:
    if asked[0] <= said[0] and said[1] <= asked[1]:
        return "yes"
    return "no" if said[1] < asked[0] or said[0] > asked[1] else "open"


def _least(end: float | None) -> float:
    return -inf if end is None else end


def _most(end: float | None) -> float:
    return inf if end is None else end
