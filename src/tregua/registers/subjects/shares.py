"""How many each side is to give in an exchange, and by whose counts as many were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tregua.agreement.amounts import Quantity
from tregua.agreement.held import is_reached
from tregua.agreement.terms import Obligation
from tregua.model.register import Balance, Count, Owed
from tregua.registers.checks.asked_for import asks


def shares_owed(
    obligation: Obligation, reading: str, found: Balance | None, measure: str, moved: tuple[str, ...]
) -> Iterator[Owed]:
    """What an obligation, or its reading, asks of each side, or of all together where no side has a share of
    its own. ``found`` is the balance of those who count by it; ``moved`` are the measures there are, of which
    a number that names none is asked."""
    whole = obligation.quantity
    amounts = obligation.shares or ({"": whole} if whole is not None else {})
    for giver, owed in amounts.items():
        if owed.unit == measure or owed.unit not in moved:
            counted = _given(found, obligation, giver) if found else {}
            told = {who: ["met" if is_reached(owed, low) else "short"] for who, low in counted.items()}
            yield asks(owed, obligation.id, reading, "total", told, giver)  # type: ignore[arg-type]


def asks_otherwise(obligation: Obligation) -> bool:
    """Whether a reading asks for another number than the text, or counts other people."""
    text = _asked(obligation)
    return any(_asked(obligation.under(one)) != text for one in obligation.readings)


def _asked(one: Obligation) -> tuple[Quantity | None, dict[str, Quantity], tuple[str, ...], tuple[str, ...]]:
    return one.quantity, one.shares, one.leaves_out, one.counts_only


def _given(found: Balance, obligation: Obligation, giver: str) -> dict[str, float]:
    """How many each speaker says at least that this side gave: received by the others, where no third gives;
    of all together where none is named."""
    given: dict[str, float] = {}
    others = [one for one in obligation.obligors if one != giver]
    for side in found.sides:
        if not giver or (side.side != giver and len(others) == 1 and side.side in others):
            _add(given, side.received)
    if not giver:
        _add(given, found.unclear)
    return given


def _add(given: dict[str, float], counts: Iterable[Count]) -> None:
    for one in counts:
        who = one.said_by or one.through or ""
        given[who] = given.get(who, 0.0) + max(one.low or 0.0, 0.0)
