"""The map of control as shapes for a template: no script, no pattern a renderer would need to know.

Held is a tint, full where somebody else says so too and dotted where the holder alone does; contested is
hatched both ways; planned is a heavy broken outline, unknown a thin one, both empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import MultiPoint, Point, get_parts, intersection, maximum_inscribed_circle, union_all

from tregua.registers.subjects.areas import Area
from tregua.reporting.map_frame import WIDTH, Frame
from tregua.vocabulary.names import NamedPlace
from tregua.web.control_labels import Label, Wanted, set_labels
from tregua.web.sketch import Sketch, area_of, draw_sketch, hatch

_DOTS = 13
_CONTESTED = 11
_INSET = 2.5


@dataclass(frozen=True)
class Patch:
    """An area on the sheet: its outline, the texture over it, and the point its name belongs to."""

    area: Area
    path: str
    texture: str
    shape: Any
    x: float
    y: float

    @property
    def is_narrow(self) -> bool:
        """Whether it is a strip that holds no words."""
        return self.area.zone is not None and self.area.zone.kind == "corridor"


@dataclass(frozen=True)
class Spot:
    """A place the accord draws no area of, of which it is said who holds it."""

    area: Area
    x: float
    y: float


@dataclass(frozen=True)
class ControlSketch:
    """The base, and over it the areas (strips last), places, and everybody's names and words."""

    base: Sketch
    patches: tuple[Patch, ...]
    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Caption:
    """The forms of an area's name and the few words that tell how it is."""

    names: tuple[str, ...]
    words: tuple[str, ...]


def draw_control(
    areas: Sequence[Area],
    captions: Mapping[str, Caption],
    places: Mapping[str, NamedPlace],
    basemap: Mapping[str, Mapping[str, Any]],
    frame: Frame,
) -> ControlSketch:
    """The map of ``frame``. ``captions`` by what an area is of; ``places`` are those without an outline."""
    shapes = {one.about: area_of(one.zone.geometry, frame) for one in areas if _has_outline(one) and one.zone}
    strips = union_all([shapes[one.about] for one in areas if one.zone and one.zone.kind == "corridor"])
    found = [_patch(one, shapes[one.about], strips, frame) for one in areas if one.about in shapes]
    patches = sorted((one for one in found if one), key=lambda one: (one.is_narrow, -one.shape.area))
    spots = [
        Spot(one, *(round(part, 1) for part in frame.place(place.longitude, place.latitude)))
        for one in areas
        if one.about not in shapes
        and (place := places.get(one.about))
        and place.kind in ("town", "village", "site")
        and frame.holds(place.longitude, place.latitude)
    ]
    labels = set_labels(
        [*(_wanted(one, captions) for one in patches), *(_wanted(one, captions) for one in spots)],
        [one.shape for one in patches],
        frame.height,
    )
    return ControlSketch(draw_sketch((), basemap, (), frame), tuple(patches), tuple(spots), labels)


def _has_outline(area: Area) -> bool:
    return area.zone is not None and "Polygon" in str(area.zone.geometry.get("type"))


def _wanted(one: Patch | Spot, captions: Mapping[str, Caption]) -> Wanted:
    caption = captions[one.area.about]
    small = isinstance(one, Spot)
    inside = isinstance(one, Patch) and not one.is_narrow
    shape = one.shape if isinstance(one, Patch) else Point(one.x, one.y)
    return Wanted(shape, one.x, one.y, caption.names, caption.words, inside, small)


def _patch(area: Area, shape: Any, strips: Any, frame: Frame) -> Patch | None:
    zone = area.zone
    if zone is None or shape.is_empty:
        return None
    free = shape if zone.kind == "corridor" else shape.difference(strips)
    point = maximum_inscribed_circle(free if not free.is_empty else shape, tolerance=4).coords[0]
    return Patch(
        area=area,
        path=_outline(shape),
        texture=_texture(area, zone.geometry, shape, frame),
        shape=shape,
        x=round(point[0], 1),
        y=round(point[1], 1),
    )


def _outline(shape: Any) -> str:
    """An area's edge, drawn a little within it: two areas that touch must not make one line of two."""
    rings = [
        ring
        for part in get_parts(shape.buffer(-_INSET))
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords[:-1]) + "Z" for ring in rings)


def _texture(area: Area, geometry: dict[str, Any], shape: Any, frame: Frame) -> str:
    if area.look == "contested":
        return hatch(geometry, frame, _CONTESTED) + hatch(geometry, frame, _CONTESTED, back=True)
    if area.look == "held" and not area.borne_out:
        return _dots(shape, frame)
    return ""


def _dots(shape: Any, frame: Frame) -> str:
    """Points over an area in staggered rows, as strokes without length."""
    rows = range(_DOTS // 2, int(frame.height), _DOTS)
    grid = MultiPoint(
        [
            (x + (_DOTS / 2 if row % 2 else 0), y)
            for row, y in enumerate(rows)
            for x in range(0, int(WIDTH), _DOTS)
        ]
    )
    return "".join(
        f"M{point.x:.0f} {point.y:.0f}h0" for point in get_parts(intersection(grid, shape.buffer(-3)))
    )
