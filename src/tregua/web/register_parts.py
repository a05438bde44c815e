"""The parts of a register's page: what each is called, how much is in it, what of it does not fit.

A page of many parts is long. Those that are short, the first, and every part in which something is
contested or does not fit stand open; the others fold, and say how much they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tregua.model.register import Flag
from tregua.web.said import Said

_SHORT = 6
"""Rows that a part may have and still stands open."""


@dataclass(frozen=True)
class Part:
    """A part before it is set beside the others. ``count`` is of what it holds; ``rows`` how long it is,
    where that is more than one for each; ``claims`` are the claims told in it. ``unsettled``: something in it
    is contested, denied, or not as the accord asks. ``stays``: it never folds."""

    anchor: str
    title: str
    count: int
    rows: int | None = None
    claims: frozenset[str] = frozenset()
    unsettled: bool = False
    stays: bool = False


@dataclass(frozen=True)
class PartOnPage:
    """A part as it is shown; ``flagged`` counts what does not fit in it."""

    anchor: str
    title: str
    count: int
    flagged: int
    is_open: bool


def lay_out_parts(parts: Iterable[Part], flags: Iterable[Flag]) -> dict[str, PartOnPage]:
    """The parts that hold something, by their anchors, in their order."""
    told = [frozenset(one.evidence) for one in flags]
    found: dict[str, PartOnPage] = {}
    for one in parts:
        if not one.count:
            continue
        flagged = sum(not one.claims.isdisjoint(evidence) for evidence in told)
        is_short = (one.count if one.rows is None else one.rows) <= _SHORT
        is_open = one.stays or one.unsettled or bool(flagged) or is_short or not found
        found[one.anchor] = PartOnPage(one.anchor, one.title, one.count, flagged, is_open)
    return found


def claims_of(said: Iterable[Said]) -> Iterator[str]:
    """The claims of words as they are laid out."""
    for one in said:
        for voice in one.voices.values():
            yield from (claim_id for _, claim_id in voice.pages)


def is_denied(said: Iterable[Said]) -> bool:
    """Whether somebody denies it."""
    return any(one.manner == "denied" for one in said)
