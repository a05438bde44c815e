"""What a count leaves possible: *more than 27,000* and *almost 2,000* as a lowest and a highest value.

Used to compare figures, never to replace them: a bound is not a number that anybody claimed. How a
count is put into words stands here too, so that every station says the same of the same figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from types import MappingProxyType
from typing import Protocol

from tregua.model.messages import Message, say
from tregua.model.records import Comparator

ROUGHLY = 0.1
"""How far *about* and *nearly* are taken to reach, as a share of the number."""


class Counted(Protocol):
    """Anything with a count: a quantity mention, a register's entry, a point of a series."""

    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def comparator(self) -> Comparator: ...


def bounds(count: Counted) -> tuple[float, float]:
    """The lowest and the highest value the count allows; ``(-inf, inf)`` where no number is given.

    An end that is not given is open, unless the comparator says otherwise.
    """
    low = count.low if count.low is not None else count.high
    high = count.high if count.high is not None else count.low
    if low is None or high is None:
        return (-inf, inf)
    match count.comparator:
        case "=" if count.low is None:
            return (0.0, high)
        case "=" if count.high is None:
            return (low, inf)
        case "~":
            return (low * (1 - ROUGHLY), high * (1 + ROUGHLY))
        case "<~":
            return (low * (1 - ROUGHLY), high)
        case "<" | "<=":
            return (0.0, high)
        case ">" | ">=":
            return (low, inf)
        case _:
            return (low, high)


_OPEN_BELOW: frozenset[Comparator] = frozenset({"<", "<=", "<~"})
_OPEN_ABOVE: frozenset[Comparator] = frozenset({">", ">="})


def least_given(count: Counted) -> float | None:
    """The lowest number that the count itself gives; None where it leaves that end open."""
    return None if count.comparator in _OPEN_BELOW else count.low


def most_given(count: Counted) -> float | None:
    """The highest number that the count itself gives; None where it leaves that end open."""
    return None if count.comparator in _OPEN_ABOVE else count.high


def is_exact(count: Counted) -> bool:
    """Whether the count is one number, given as such."""
    low, high = bounds(count)
    return count.comparator == "=" and low == high


def can_agree(one: Counted, other: Counted) -> bool:
    """Whether some value satisfies both."""
    low, high = bounds(one)
    other_low, other_high = bounds(other)
    return low <= other_high and other_low <= high


def say_figure(count: Counted) -> Message:
    """The count of a thing as it was given; see :func:`say_count`."""
    return say_count(count.low, count.high, count.comparator)


_COUNTED: Mapping[Comparator, str] = MappingProxyType(
    {
        "=": "count.exact",
        "~": "count.about",
        "<": "count.fewer",
        "<=": "count.up_to",
        ">": "count.more",
        ">=": "count.at_least",
        "<~": "count.nearly",
    }
)


def say_count(
    low: float | None, high: float | None, comparator: Comparator = "=", word: str | None = None
) -> Message:
    """A count as it was given: exact, a range, a bound, or a word where no number was given."""
    if low is not None and high is not None and low != high:
        return say("count.range", low=low, high=high)
    number = low if low is not None else high
    if number is None:
        return say("count.word", word=word) if word else say("count.unknown")
    if comparator == "=" and high is None:
        return say("count.at_least", number=number)
    if comparator == "=" and low is None:
        return say("count.up_to", number=number)
    return say(_COUNTED[comparator], number=number)
