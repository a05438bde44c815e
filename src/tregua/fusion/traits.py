"""A report made ready for comparing: instants as seconds, places as circles on the sphere."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from tregua.fusion.episodes import source_of
from tregua.fusion.reports import losses_of
from tregua.fusion.scope import Scope
from tregua.fusion.weights import Limits
from tregua.model.earth import chord_to_km, unit_vector
from tregua.model.records import PlaceMention, QuantityMention
from tregua.model.standing import Report
from tregua.model.when import first_instant, last_instant
from tregua.vocabulary.acts import is_a

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (local times, as everywhere in the stations)
Vector = tuple[float, float, float]
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """One named place: an id, a point on the unit sphere (None where unlocated) and a radius in km."""

    place_id: str
    point: Vector | None
    radius_km: float
    precise: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared of a report. ``first`` and ``last`` are local seconds; ``centre`` and ``radius_km``
    enclose the spots."""

    report_id: str
    item_id: str
    row: int | None
    source: str
    side: str | None
    first: float
    last: float
    spots: tuple[Spot, ...]
    centre: Vector | None
    radius_km: float
    act: str
    counted: bool
    accused: str | None
    target: str | None
    killed: Range | None
    wounded: Range | None

    @property
    def hours(self) -> float:
        """How long the interval is."""
        return (self.last - self.first) / 3600

    @property
    def said(self) -> tuple[object, ...]:
        """What it says: reports that are alike in this are copies of one statement. Rows of a table never
        are."""
        row = (self.item_id, self.row) if self.row is not None else None
        told = (self.source, self.first, self.last, self.spots, self.act, self.accused, self.target)
        return (*told, self.killed, self.wounded, row)


@dataclass(frozen=True, slots=True)
class Traits(Compared):
    """The same with the report itself."""

    report: Report


def read_traits(report: Report, item_id: str, row: int | None, scope: Scope, limits: Limits) -> Traits:
    """The traits of one report; the accord's chains tell which of its places is the closer one."""
    spots = tuple(_spot(place, limits) for place in closest_places(report.places, scope, limits))
    centre, radius = enclose([(s.point, s.radius_km) for s in spots if s.point is not None])
    return Traits(
        report=report,
        report_id=report.report_id,
        item_id=item_id,
        row=row,
        source=source_of(report.said_by, report.through, item_id),
        side=scope.side(report.said_by),
        first=(first_instant(report.earliest) - _EPOCH).total_seconds(),
        last=(last_instant(report.latest) - _EPOCH).total_seconds(),
        spots=spots,
        centre=centre,
        radius_km=radius,
        act=report.act,
        counted=is_a(report.act, "ceasefire"),
        accused=scope.side(report.actor),
        target=scope.side(report.target),
        killed=_range(losses_of(report.quantities, "killed")),
        wounded=_range(losses_of(report.quantities, "wounded")),
    )


def closest_places(
    places: tuple[PlaceMention, ...], scope: Scope, limits: Limits
) -> tuple[PlaceMention, ...]:
    """The places that say most closely where: none that holds another of them, none too wide to tell."""
    telling = {one.place_id: one for one in places if (one.radius_km or 0) <= limits.wide_km}
    return tuple(
        telling[one]
        for one in sorted(telling)
        if not any(other != one and scope.contains(one, other) for other in telling)
    )


def enclose(circles: list[tuple[Vector, float]]) -> tuple[Vector | None, float]:
    """A circle around circles: the mean direction, and the farthest rim from it in km."""
    if not circles:
        return None, 0.0
    total = [math.fsum(point[axis] for point, _ in circles) for axis in range(3)]
    length = math.hypot(*total) or 1.0
    centre = (total[0] / length, total[1] / length, total[2] / length)
    return centre, max(chord_to_km(math.dist(centre, point)) + radius for point, radius in circles)


def _spot(place: PlaceMention, limits: Limits) -> Spot:
    located = place.latitude is not None and place.longitude is not None
    radius = place.radius_km or 0.0
    return Spot(
        place_id=place.place_id,
        point=unit_vector(place.latitude or 0.0, place.longitude or 0.0) if located else None,
        radius_km=radius,
        precise=located and radius <= limits.precise_km,
    )


def _range(figures: tuple[QuantityMention, ...]) -> Range | None:
    """The figures of one report as one range; without an upper bound, its lower stands for both."""
    if not figures:
        return None
    low = min(one.low or 0.0 for one in figures)
    highs = [one.high if one.high is not None else one.low or 0.0 for one in figures]
    return (low, max(highs))
