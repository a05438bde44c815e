"""How a figure stands to what is owed. Where an obligation stands and what a register's page tells are held
against the accord by this one rule."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tregua.agreement.amounts import Quantity
from tregua.agreement.terms import Agreement, Obligation
from tregua.model.bounds import ROUGHLY, Counted, bounds, least_given
from tregua.model.records import Comparator

Measure = Literal["short", "met", "more", "open"]
"""How a figure stands to what is owed: surely less, as owed, surely more, or not to be told from it."""
Extent = Literal["whole", "part", "elsewhere"]
"""Whether what is told of some places is told of all that is owed, of a part of it, or of something else."""


def hold_against(owed: Quantity, figure: Counted) -> Measure:
    """How a figure stands to what is owed, whatever value within its bounds is the true one.

    *Fewer than* leaves the number itself out, *up to* keeps it; the same holds of a figure that is
    given so. *About* is taken at its word against a limit, and as agreeing with a number near it.
    """
    low, high = _reach(owed, figure)
    low_open, high_open = figure.comparator == ">", figure.comparator == "<"
    least, most = _allowed(owed)
    if low == -math.inf:
        return "open"
    if high < least or (high == least and (high_open or owed.comparator == ">")):
        return "short"
    if low > most or (low == most and (low_open or owed.comparator == "<")):
        return "more"
    from_least = low > least or (low == least and (low_open or owed.comparator != ">"))
    to_most = high < most or (high == most and (high_open or owed.comparator != "<"))
    agrees = owed.bound == "exact" and figure.comparator in ("~", "<~")
    return "met" if agrees or (from_least and to_most) else "open"


def hold_part_against(owed: Quantity, figure: Counted) -> Measure:
    """How the whole stands to what is owed, where the figure is of a part: there are at least as many."""
    return hold_against(owed, _AtLeast(least_given(figure), ">" if figure.comparator == ">" else ">="))


def is_reached(owed: Quantity, counted: float | None) -> bool:
    """Whether at least so many are as many as are owed in all, of what adds up."""
    if counted is None:
        return False
    return counted > owed.value if owed.comparator == ">" else counted >= owed.value


def extent_of(agreement: Agreement, obligation: Obligation, place_ids: Iterable[str]) -> Extent:
    """Of how much of an obligation's area is spoken where something is told of these places: of the whole
    where none is named on either side, or the area lies in them."""
    ids = tuple(place_ids)
    if not ids or not obligation.area or any(agreement.lies_in(one, ids) for one in obligation.area):
        return "whole"
    return "part" if any(agreement.lies_in(one, obligation.area) for one in ids) else "elsewhere"


@dataclass(frozen=True)
class _AtLeast:
    """At least so many; None where no number is given."""

    low: float | None
    comparator: Comparator
    high: float | None = None


def _reach(owed: Quantity, figure: Counted) -> tuple[float, float]:
    low, high = bounds(figure)
    if figure.comparator == "~" and owed.bound != "exact":
        return low / (1 - ROUGHLY), high / (1 + ROUGHLY)
    return low, high


def _allowed(owed: Quantity) -> tuple[float, float]:
    match owed.comparator:
        case "<" | "<=":
            return -math.inf, owed.value
        case ">" | ">=":
            return owed.value, math.inf
        case "~":
            return owed.value * (1 - ROUGHLY), owed.value * (1 + ROUGHLY)
        case _:
            return owed.value, owed.value
