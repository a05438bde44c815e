"""How many an obligation asks for, by its text and by each reading, and by whose words there are as many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from tregua.agreement.amounts import Quantity
from tregua.agreement.held import Measure
from tregua.agreement.terms import Obligation
from tregua.model.register import Owed, OwedOf


def amounts_of(obligation: Obligation) -> list[tuple[str, Quantity]]:
    """The amount of the text, under no name; and of every reading, where they are not the same throughout."""
    owed = obligation.quantity
    if owed is None:
        return []
    amounts = [(one.id, one.quantity or owed) for one in obligation.readings]
    return [("", owed), *(amounts if any(amount != owed for _, amount in amounts) else ())]


def asks(
    owed: Quantity,
    obligation_id: str,
    reading: str,
    of: OwedOf,
    told: Mapping[str, Sequence[Measure]],
    giver: str = "",
) -> Owed:
    """What is asked, and by whose words it is met. ``told``: how each speaker's figures stand to it."""
    each = {who: _told_by(measures) for who, measures in sorted(told.items())}
    found = set(each.values())
    return Owed(
        obligation_id=obligation_id,
        reading=reading,
        of=of,
        per=owed.per,
        giver=giver,
        low=owed.value if owed.bound in ("exact", "floor") else None,
        high=owed.value if owed.bound in ("exact", "ceiling") else None,
        meets="yes" if found == {"yes"} else "no" if found == {"no"} else "open",
        met_by=tuple(who for who, one in each.items() if one == "yes"),
        unmet_by=tuple(who for who, one in each.items() if one == "no"),
        open_by=tuple(who for who, one in each.items() if one == "open"),
    )


def _told_by(measures: Sequence[Measure]) -> Literal["yes", "no", "open"]:
    """Whether it is met by one speaker's figures, of which several may stand side by side."""
    if all(one == "met" for one in measures):
        return "yes"
    return "no" if all(one in ("short", "more") for one in measures) else "open"
