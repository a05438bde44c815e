"""For whom something is."""

from __future__ import annotations

from typing import Literal

Tier = Literal["public", "parties", "delegation", "internal"]
TIERS: tuple[Tier, ...] = ("public", "parties", "delegation", "internal")
"""From everybody to the centre alone: whoever may see one may see those before it."""
