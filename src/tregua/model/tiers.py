"""For whom something is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Tier = Literal["public", "parties", "delegation", "internal"]
TIERS: tuple[Tier, ...] = ("public", "parties", "delegation", "internal")
"""From everybody to the centre alone: whoever may see one may see those before it."""


class Audience(NamedTuple):
    """Who is shown something: ``public``, ``parties``, ``delegation:`` and its name, or ``internal``, the
    centre itself, which sees everything."""

    name: str


PUBLIC, PARTIES, INTERNAL = Audience("public"), Audience("parties"), Audience("internal")
