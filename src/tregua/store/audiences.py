"""Audiences as bits: in ``seen_by`` every row says who sees it, and a question asks for one bit.

A public row has every bit, also those of delegations that come later; one for the parties all but the
public's; one of a delegation its own and the centre's; an internal one the centre's alone. What is said to be
for a delegation without saying which is shown to none: to the centre alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from tregua.model.tiers import INTERNAL, PARTIES, PUBLIC, Audience
from tregua.store.database import insert_once
from tregua.store.tables import AUDIENCES

EVERYONE = -1
OF_THE_PUBLIC, OF_THE_PARTIES, OF_THE_CENTRE = 1, 2, 4
_FIRST_OF_DELEGATIONS, _LAST = 8, 1 << 62
_FIXED = {PUBLIC.name: OF_THE_PUBLIC, PARTIES.name: OF_THE_PARTIES, INTERNAL.name: OF_THE_CENTRE}
_DELEGATION = "delegation:"


def seen_by_tier(connection: Connection, index: int, tier: str) -> int:
    """Who sees what is of this tier. A delegation gets its bit by the first act, ``index``, that names it."""
    match tier:
        case PUBLIC.name:
            return EVERYONE
        case PARTIES.name:
            return EVERYONE & ~OF_THE_PUBLIC
        case _ if tier.startswith(_DELEGATION) and tier != _DELEGATION:
            return OF_THE_CENTRE | _bit_of(connection, index, tier)
        case _:
            return OF_THE_CENTRE


def bit_of(connection: Connection, audience: Audience) -> int:
    """The bit by which this audience sees. A delegation to which nothing was ever given sees what the parties
    see; KeyError where there is no such audience."""
    if audience.name in _FIXED:
        return _FIXED[audience.name]
    if not audience.name.startswith(_DELEGATION):
        raise KeyError(audience.name)
    found: int | None = connection.scalar(_named(audience.name))
    return OF_THE_PARTIES if found is None else found


def told_apart(masks: Iterable[int]) -> list[int]:
    """Everyone, divided into those to whom exactly the same rows of these masks are shown."""
    groups = [EVERYONE]
    for mask in set(masks):
        groups = [part for one in groups for part in (one & mask, one & ~mask) if part]
    return groups


def _named(name: str):  # type: ignore[no-untyped-def]
    return select(AUDIENCES.c.bit).where(AUDIENCES.c.name == name)


def _bit_of(connection: Connection, index: int, name: str) -> int:
    found: int | None = connection.scalar(_named(name))
    if found is not None:
        return found
    last = connection.scalar(select(func.max(AUDIENCES.c.bit)))
    bit = _FIRST_OF_DELEGATIONS if last is None else min(int(last) << 1, _LAST)
    row = {"name": name, "bit": bit, "known_from": index}
    connection.execute(insert_once(connection, AUDIENCES).values(row))
    return bit
