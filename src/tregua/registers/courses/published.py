"""A published table of counts as series of figures, before any agreement says what is counted."""

from __future__ import annotations

from collections.abc import Iterable

from tregua.model.records import Claim, Event, QuantityMention, Record
from tregua.model.when import day_of
from tregua.registers.courses.series import Point


class Published(Record):
    """The figures of one thing in one place, by day and claim: what was done, and whose it is, where that is
    told. Of which sort and which thing with a name each is stands with the figure."""

    measure: str
    act: str = ""
    actor: str | None = None
    place_ids: tuple[str, ...] = ()
    points: tuple[Point, ...]


def published_series(claims: Iterable[Claim]) -> tuple[tuple[Published, ...], int]:
    """The series that the claims of a table make of what is told as so, by measure, act, side and place; and
    how many of its figures have no day, which are in none."""
    found: dict[tuple[str, str, str, tuple[str, ...]], list[Point]] = {}
    undated = 0
    for claim in claims:
        for event in claim.events if claim.stance in ("asserts", "evaluates") else ():
            if event.negated or event.modality != "actual":
                continue
            places = tuple(sorted({place.place_id for place in event.places}))
            for quantity in event.quantities:
                point = _point(claim, event, quantity)
                if point is None:
                    undated += 1
                else:
                    key = (quantity.unit, event.act, event.actor or "", places)
                    found.setdefault(key, []).append(point)
    series = tuple(
        Published(
            measure=measure,
            act=act,
            actor=actor or None,
            place_ids=places,
            points=tuple(sorted(points, key=lambda one: (one.on, one.basis or "", one.claim_id))),
        )
        for (measure, act, actor, places), points in sorted(found.items())
    )
    return series, undated


def _point(claim: Claim, event: Event, quantity: QuantityMention) -> Point | None:
    day = event.latest or claim.published_at or event.earliest
    if day is None:
        return None
    return Point(
        on=day_of(day),
        low=quantity.low,
        high=quantity.high,
        comparator=quantity.comparator,
        unit=quantity.unit,
        basis=quantity.basis,
        to=quantity.to,
        about=event.about,
        category=event.category,
        said_by=claim.said_by,
        through=claim.through,
        claim_id=claim.claim_id,
        published_at=claim.published_at,
    )
