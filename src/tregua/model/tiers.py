"""For whom something is, and who is shown it.

What is received bears a tier: *public*, *parties*, *delegation:ID* or *internal*. Whoever asks is an
audience, which has one of the same names. The parties see what is public too, a delegation what the parties
see and what is its own, and the centre itself everything; what one delegation alone may see no other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

_NAMED = r"public|parties|internal|delegation(?::[^\s:]+)?"

Tier = Annotated[str, StringConstraints(pattern=rf"^(?:{_NAMED})$")]
"""``public``, ``parties``, ``internal``, or ``delegation:`` with the id of the delegation in the accord.
``delegation`` without any stands in records from before a delegation was named: nobody can tell whose it
was, so that the centre alone sees it."""

TIERS: tuple[Tier, ...] = ("public", "parties", "internal")
"""Those that every centre has."""

OF_DELEGATION = "delegation:"
"""How the tier of one delegation begins."""


class Audience(NamedTuple):
    """Who is shown something: ``public``, ``parties``, ``delegation:`` and its name, or ``internal``, the
    centre itself, which sees everything."""

    name: str


PUBLIC, PARTIES, INTERNAL = Audience("public"), Audience("parties"), Audience("internal")


def read_tier(text: str) -> Tier | None:
    """The tier that is written here, whatever its case and spaces; None where it is none, or a delegation
    that is not named."""
    found = re.sub(r"\s*:\s*", ":", " ".join(text.casefold().split()))
    return found if re.fullmatch(_NAMED, found) and found != OF_DELEGATION.rstrip(":") else None


def sees(audience: Audience, tier: Tier) -> bool:
    """Whether ``audience`` is shown what is for ``tier``."""
    if audience == INTERNAL or tier == PUBLIC.name:
        return True
    if audience == PUBLIC:
        return False
    return tier in (PARTIES.name, audience.name)


def is_at_most(tier: Tier, other: Tier) -> bool:
    """Whether everybody who sees what is for ``tier`` sees what is for ``other``."""
    return sees(Audience(tier), other)


def narrower(tier: Tier, other: Tier) -> Tier:
    """For whom something is that is for ``tier`` and for ``other``: those alone who see both; of two
    delegations that is the centre."""
    if is_at_most(tier, other):
        return tier
    return other if is_at_most(other, tier) else INTERNAL.name


def tiers_of(delegations: Iterable[str]) -> tuple[Tier, ...]:
    """Every tier of a centre in which ``delegations`` (ids) sit, from everybody to the centre alone."""
    own = tuple(f"{OF_DELEGATION}{one.casefold()}" for one in delegations)
    return (PUBLIC.name, PARTIES.name, *own, INTERNAL.name)
