"""Figures of one thing and one day that are not the same: whether they cannot all be so, and whether one
takes back another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Protocol, TypeVar

from tregua.model.bounds import Counted, can_agree
from tregua.model.when import first_instant, last_instant

Figure = tuple[float | None, float | None, str]
C = TypeVar("C", bound=Counted)


class Published(Counted, Protocol):
    """A count with its day, whose word it is and when that was published (as printed)."""

    @property
    def on(self) -> date | None: ...
    @property
    def said_by(self) -> str | None: ...
    @property
    def through(self) -> str | None: ...
    @property
    def published_at(self) -> str | None: ...


P = TypeVar("P", bound=Published)


def figure_of(count: Counted) -> Figure:
    """The count as it was given."""
    return (count.low, count.high, count.comparator)


def differing(counts: Iterable[C]) -> Iterator[tuple[C, C]]:
    """Every two that do not give the same figure, in their order. For those that give the same the first
    stands before the others."""
    told: list[C] = []
    for count in counts:
        yield from ((other, count) for other in told if figure_of(other) != figure_of(count))
        if all(figure_of(count) != figure_of(other) for other in told):
            told.append(count)


def cannot_all_be(counts: Iterable[C]) -> tuple[C, ...]:
    """Those that cannot be so together with another one, in their order; none where all can be so."""
    listed = list(counts)
    apart = {figure_of(one) for pair in differing(listed) if not can_agree(*pair) for one in pair}
    return tuple(one for one in listed if figure_of(one) in apart)


def is_revised(one: Published, later: Published) -> bool:
    """Whether a speaker took back a figure by another of its own: of the same day, surely published later,
    and not to be so together with it. Both count the same thing."""
    speaker = one.said_by or one.through
    if not speaker or speaker != (later.said_by or later.through) or one.on != later.on:
        return False
    if not (one.published_at and later.published_at) or can_agree(one, later):
        return False
    return last_instant(one.published_at) < first_instant(later.published_at)


def revisions(told: Iterable[P]) -> Iterator[tuple[P, P]]:
    """Each figure that its own speaker took back, with that by which it did; all count the same thing."""
    ordered = sorted(told, key=lambda one: (one.on or date.min, one.published_at or ""))
    for _, of_a_day in groupby(ordered, key=lambda one: one.on):
        yield from (pair for pair in differing(of_a_day) if is_revised(*pair))
