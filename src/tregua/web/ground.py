"""The base map under an accord: which of its layers reach there, whom they are from, what state they show.

The packaged base map covers some parts of the earth and not others; of an accord elsewhere the map must
not show open sea, nor thank anybody for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from shapely import box
from shapely.geometry import shape

from tregua.reporting.map_frame import Frame
from tregua.reporting.map_svg import load_basemap


@dataclass(frozen=True)
class Ground:
    """The layers that have something within a frame, their sources, and of what time their disputed lines
    are, as the layers say it."""

    layers: tuple[str, ...]
    sources: tuple[str, ...]
    states: tuple[str, ...]

    @property
    def has_land(self) -> bool:
        """Whether there is land to tell from sea."""
        return "land" in self.layers


@lru_cache(maxsize=8)
def ground_of(frame: Frame) -> Ground:
    """The base map within ``frame``."""
    sheet = box(frame.west, frame.south, frame.east, frame.north)
    layers: list[str] = []
    sources: dict[str, None] = {}
    states: dict[str, None] = {}
    for name, layer in load_basemap().items():
        found = [one for one in layer["features"] if sheet.intersects(shape(one["geometry"]))]
        if found:
            layers.append(name)
        for one in found:
            properties = one["properties"]
            sources[properties.get("source") or layer["source"]] = None
            if "state" in properties:
                states[properties["state"]] = None
    return Ground(tuple(layers), tuple(sorted(sources)), tuple(states))
