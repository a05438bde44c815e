"""Clusters → incidents: where and when, who says what of it, and what it may be one with.

An incident's id follows from the report of it that was published first, so that it stays when a
later one joins. Its fields never average claims: the interval and the places are the closest ones
that the reports agree on, else they enclose them all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from tregua.fusion.reports import losses_of
from tregua.fusion.scope import Scope
from tregua.fusion.traits import Spot, Vector, enclose
from tregua.model.ids import content_id
from tregua.model.records import QuantityMention
from tregua.model.standing import Incident, Position, Report
from tregua.model.when import first_instant, last_instant
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.names import speaks_in_office


def make_incident(
    reports: Iterable[Report],
    places: Iterable[Spot],
    match: Mapping[str, float],
    denials: Sequence[Report],
    scope: Scope,
) -> Incident:
    """The incident of one cluster: its reports, where they place it, each report's probability by id."""
    ordered = sorted(reports, key=published_first)
    earliest, latest = _interval(ordered)
    spots = _spots(places, scope)
    centre, radius = enclose([(one.point, one.radius_km) for one in spots if one.point is not None])
    return Incident(
        incident_id=content_id("incident", ordered[0].report_id),
        act=_act(ordered),
        reports=tuple(ordered),
        positions=_positions([*ordered, *sorted(denials, key=published_first)], scope),
        match=tuple((one.report_id, match[one.report_id]) for one in ordered),
        earliest=earliest,
        latest=latest,
        place_ids=tuple(sorted({one.place_id for one in spots if one.place_id})),
        latitude=round(math.degrees(math.asin(centre[2])), 6) if centre else None,
        longitude=round(math.degrees(math.atan2(centre[1], centre[0])), 6) if centre else None,
        radius_km=round(radius, 3) if centre else None,
        killed=_figures(ordered, "killed"),
        wounded=_figures(ordered, "wounded"),
    )


def published_first(report: Report) -> tuple[str, str]:
    """A key that puts the earliest published first and what has no date last."""
    printed = report.published_at
    return (first_instant(printed).isoformat() if printed else "9999", report.report_id)


def takes_back(denial: Report, report: Report, scope: Scope) -> bool:
    """Whether a speaker says later that what it told of somebody was not so: the same act by the same side.
    Which of the two came later must be known."""
    if not _came_later(denial.published_at or "", report.published_at or ""):
        return False
    accused = scope.side(denial.actor)
    return (
        denial.negated
        and not report.negated
        and denial.said_by is not None
        and denial.said_by == report.said_by
        and accused is not None
        and accused == scope.side(report.actor)
        and (is_a(denial.act, report.act) or is_a(report.act, denial.act))
    )


def _came_later(one: str, other: str) -> bool:
    """By the minute where both give one, else by the day."""
    length = None if "T" in one and "T" in other else 10
    return bool(other) and one[:length] > other[:length]


def take_position(report: Report, scope: Scope) -> Position:
    """What the speaker of one report thereby says of the incident."""
    speaker = report.said_by or report.through
    side = scope.side_of(speaker)
    office = speaks_in_office(speaker)
    if report.negated:
        stance = "denies"
    elif not office:
        stance = "reports"
    elif side in scope.bound:
        own = report.actor is not None and scope.side(report.actor) == side
        stance = "acknowledges" if own else "alleges"
    else:
        stance = "observes"
    return Position.model_validate(
        {
            "actor_id": speaker,
            "side": side if office else None,
            "stance": stance,
            "claim_id": report.claim_id,
            "accused": None if report.negated else report.actor,
        }
    )


def _positions(reports: Sequence[Report], scope: Scope) -> tuple[Position, ...]:
    """Each speaker's positions, a repeated one once. A denial that takes back all its speaker told of
    somebody names whom it told it of; no other denial names anybody."""
    found: dict[tuple[str | None, str, str | None], Position] = {}
    for report in reports:
        position = take_position(report, scope)
        if report.negated and _takes_all_back(report, reports, scope):
            position = position.model_copy(update={"accused": report.actor})
        found.setdefault((position.actor_id, position.stance, position.accused), position)
    return tuple(found.values())


def _takes_all_back(denial: Report, reports: Sequence[Report], scope: Scope) -> bool:
    accused = scope.side(denial.actor)
    own = [
        one
        for one in reports
        if not one.negated and one.said_by == denial.said_by and scope.side(one.actor) == accused
    ]
    return bool(own) and all(takes_back(denial, one, scope) for one in own)


def _act(reports: Sequence[Report]) -> str:
    """A described act before a loss before a bare count; then what most say; then the first."""

    def rank(act: str) -> tuple[int, int, str]:
        kind = 0 if is_a(act, "hostile") else 1 if is_a(act, "loss") else 2
        return (kind, -sum(one.act == act for one in reports), act)

    return min((one.act for one in reports), key=rank)


def _interval(reports: Sequence[Report]) -> tuple[str, str]:
    begin = max((one.earliest for one in reports), key=lambda text: (first_instant(text), text))
    end = min((one.latest for one in reports), key=lambda text: (last_instant(text), text))
    if first_instant(begin) <= last_instant(end):
        return begin, end
    return (
        min((one.earliest for one in reports), key=lambda text: (first_instant(text), text)),
        max((one.latest for one in reports), key=lambda text: (last_instant(text), text)),
    )


def _spots(places: Iterable[Spot], scope: Scope) -> list[Spot]:
    """The named places, without an area where a place within it is named too."""
    every: dict[tuple[str, Vector | None], Spot] = {}
    for spot in places:
        known = every.get((spot.place_id, spot.point))
        if known is None or (known.radius_km, known.precise) < (spot.radius_km, spot.precise):
            every[spot.place_id, spot.point] = spot
    ordered = [every[key] for key in sorted(every, key=lambda key: (key[0], key[1] or ()))]
    return [
        one
        for one in ordered
        if not any(
            other.place_id != one.place_id and scope.contains(one.place_id, other.place_id)
            for other in ordered
        )
    ]


def _figures(reports: Sequence[Report], unit: str) -> tuple[QuantityMention, ...]:
    """Each source's figures, one that it repeats once."""
    found: dict[tuple[object, ...], QuantityMention] = {}
    for report in reports:
        for one in losses_of(report.quantities, unit):
            found.setdefault((report.said_by or report.through, one.low, one.high, one.comparator), one)
    return tuple(found.values())
