"""For whom a sheet says that it is."""

from __future__ import annotations

from tregua.model.tiers import INTERNAL, TIERS, Tier, read_tier
from tregua.reading.sheets_layout import Cell, Layout

KNOWN_TIERS = (*TIERS[:-1], "delegation:ID", TIERS[-1])
"""What can stand under ``tier``, as it is told."""


class ForFewer(LookupError):
    """What a row corrects is there, and for fewer than the row's own sheet is."""


_WHOSE = "delegation"
"""A delegation that is not named: sheets from before it was asked for say so."""


def tier_cell(layout: Layout) -> Cell | None:
    """The first cell that says for whom the sheet is; None where nothing does."""
    return next((cell for row in layout.rows if (cell := row.get("tier")) is not None), None)


def tier_in(cell: Cell) -> Tier | None:
    """The tier in a cell; None where it is none."""
    return _WHOSE if cell.text.strip().casefold() == _WHOSE else read_tier(cell.text)


def said_tier(layout: Layout) -> Tier | None:
    """For whom a sheet says that it is, the centre alone where that cannot be read; None where it says
    nothing."""
    cell = tier_cell(layout)
    return None if cell is None else tier_in(cell) or INTERNAL.name
