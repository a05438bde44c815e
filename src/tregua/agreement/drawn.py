"""What the accord draws: districts, corridors, lines, sites; when each holds and how exact it is."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from tregua.model.links import LinkKind
from tregua.model.records import Record

if TYPE_CHECKING:  # heavy: imported where something is measured
    from tregua.agreement.geometry import Outline


class Zone(Record):
    """A polygon, line or point of the accord, with validity, precision and how it was drawn.

    ``geometry`` is GeoJSON (longitude, latitude, degrees, WGS 84); ``place_id`` the place it
    outlines (its own id where empty; another's where two outlines of one place hold at different times).
    ``link``: what kind of link it is the course of, where it is one; a corridor is one by its ``kind``.
    """

    id: str
    name: str
    place_id: str = ""
    kind: Literal["district", "corridor", "line", "region", "site"]
    schematic: bool
    drawn: str
    source: str
    precision_km: float = Field(ge=0, le=1000, allow_inf_nan=False)
    valid_from: date | None = None
    valid_until: date | None = None
    link: LinkKind | None = None
    geometry: dict[str, object]

    @property
    def link_kind(self) -> LinkKind | None:
        """What kind of link the accord itself has here; None where it is no link."""
        return self.link or ("corridor" if self.kind == "corridor" else None)

    def is_valid(self, on: date) -> bool:
        """Whether it holds on a day; a side without a day is open."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)

    @cached_property
    def outline(self) -> Outline:
        """What it draws, to measure distances from."""
        from tregua.agreement.geometry import Outline

        return Outline(self.geometry, self.precision_km)
