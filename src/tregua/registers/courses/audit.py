"""A series of published figures against itself. Nothing is corrected: each message names the claims.

Checked, for each receiver, thing, category and source apart unless said otherwise:

- a total that falls;
- a flow larger than the total it is part of, or than what two totals leave room for;
- a total that rises from one day to the next by more than the day's flow;
- figures for one day that cannot both be so, or that outlets give differently;
- a stretch of days without a figure, where figures came before and after.

Bounds are those of :mod:`tregua.model.bounds`: *more than* has no ceiling, so that a doubt is told
only where no value would satisfy both figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations, groupby, pairwise

from tregua.model.bounds import bounds, can_agree, say_figure
from tregua.model.messages import Argument, Message, say
from tregua.registers.checks.differing import differing, figure_of, is_revised
from tregua.registers.courses.series import Point

QUIET_DAYS = 7
"""Days between two figures of one kind that are not yet called a gap."""


def audit_series(points: Iterable[Point], quiet_days: int = QUIET_DAYS) -> tuple[Message, ...]:
    """What does not fit in a series of one measure, in order of day. Every number in a message was
    claimed by somebody; ``claims`` holds the claim ids."""
    return _checked(points, *_OF_TOTALS, _days, _outlets, lambda group: _gaps(group, quiet_days))


def audit_totals(points: Iterable[Point]) -> tuple[Message, ...]:
    """Of that only which totals and flows cannot follow one another."""
    return _checked(points, *_OF_TOTALS)


def _checked(
    points: Iterable[Point], *checks: Callable[[list[Point]], Iterator[Message]]
) -> tuple[Message, ...]:
    found = [told for group in _by_line(points) for check in checks for told in check(group)]
    return tuple(sorted(found, key=lambda one: (str(one.args["day"]), one.code, repr(one.args))))


def _by_line(points: Iterable[Point]) -> Iterator[list[Point]]:
    ordered = sorted(points, key=lambda p: (_line(p), p.on, *_told(p)))
    for _, group in groupby(ordered, key=_line):
        yield list(group)


def _line(point: Point) -> tuple[str, str, str]:
    return (point.to or "", point.about.casefold(), point.category.casefold())


def _told(point: Point) -> tuple[str, str, str, str, tuple[float, float], str]:
    """An order of points of one day that leaves nothing open."""
    source = (point.published_at or "", point.claim_id, point.said_by or "", point.through or "")
    return (*source, bounds(point), point.comparator)


def _totals(points: Iterable[Point]) -> list[Point]:
    return [p for p in points if p.basis == "total"]


def _by_source(points: Iterable[Point]) -> Iterator[list[Point]]:
    ordered = sorted(points, key=lambda p: (p.said_by or "", p.on, *_told(p)))
    for _, group in groupby(ordered, key=lambda p: p.said_by or ""):
        yield list(group)


def _falls(points: list[Point]) -> Iterator[Message]:
    for totals in _by_source(_totals(points)):
        highest: Point | None = None
        for point in totals:
            if highest is not None and highest.on < point.on and bounds(point)[1] < bounds(highest)[0]:
                yield _tell("registers.audit.total_falls", highest, point)
            if highest is None or bounds(point)[0] >= bounds(highest)[0]:
                highest = point


def _flows(points: list[Point]) -> Iterator[Message]:
    for sourced in _by_source(points):
        totals = _totals(sourced)
        flows = [p for p in sourced if p.basis == "period"]
        for flow in flows:
            later = next((t for t in totals if t.on >= flow.last and bounds(t)[1] < bounds(flow)[0]), None)
            if later is not None:
                yield _tell("registers.audit.flow_above_total", flow, later)
        for first, second in pairwise(_one_a_day(totals)):
            between = _one_a_day(p for p in flows if first.on < p.on == p.last <= second.on)
            room = bounds(second)[1] - bounds(first)[0]
            if sum(bounds(p)[0] for p in between) > room >= 0:
                yield say(
                    "registers.audit.flows_above_totals",
                    day=second.on,
                    since=first.on,
                    flows=tuple(say_figure(p) for p in between),
                    first=say_figure(first),
                    second=say_figure(second),
                    claims=_claims(first, second, *between),
                )


def _jumps(points: list[Point]) -> Iterator[Message]:
    """Totals of two days in a row between which no flow that is given for the second leaves room for it."""
    for sourced in _by_source(points):
        flows: dict[date, Point] = {}
        for flow in sourced:
            if flow.basis == "period" and (
                flow.on not in flows or bounds(flows[flow.on])[1] < bounds(flow)[1]
            ):
                flows[flow.on] = flow
        for first, second in pairwise(_one_a_day(_totals(sourced))):
            given = flows.get(second.on) if (second.on - first.on).days == 1 else None
            if given is not None and bounds(given)[1] < bounds(second)[0] - bounds(first)[1]:
                yield say(
                    "registers.audit.total_jumps",
                    day=second.on,
                    since=first.on,
                    first=say_figure(first),
                    second=say_figure(second),
                    flow=say_figure(given),
                    claims=_claims(first, second, given),
                )


_OF_TOTALS = (_falls, _flows, _jumps)


def _one_a_day(points: Iterable[Point]) -> list[Point]:
    """The lowest figure of each day: the reading that accuses a series least."""
    ordered = sorted(points, key=lambda p: (p.on, bounds(p)[0], p.claim_id, *_told(p)))
    return [next(group) for _, group in groupby(ordered, key=lambda p: p.on)]


def _days(points: list[Point]) -> Iterator[Message]:
    ordered = sorted(points, key=lambda p: (p.on, p.basis or "", *_told(p)))
    for _, group in groupby(ordered, key=lambda p: (p.on, p.basis)):
        for one, other in differing(group):
            code = _difference(one, other)
            if code:
                yield _tell(code, one, other)


def _outlets(points: list[Point]) -> Iterator[Message]:
    """Totals that outlets give for one source on one day of publication, though for different days."""
    published = [p for p in _totals(points) if p.published_at and p.said_by]
    ordered = sorted(published, key=lambda p: (_publication(p), p.on, p.claim_id, *_told(p)))
    for _, group in groupby(ordered, key=_publication):
        for one, other in combinations(group, 2):
            if one.on != other.on and one.through != other.through and figure_of(one) != figure_of(other):
                yield _tell("registers.audit.outlets_differ", one, other)


def _publication(point: Point) -> tuple[str, str]:
    return ((point.published_at or "")[:10], point.said_by or "")


def _difference(one: Point, other: Point) -> str | None:
    if not _is_same_count(one, other):
        return None
    if can_agree(one, other):
        return "registers.audit.told_differently"
    if is_revised(one, other):
        return "registers.audit.revised"
    return "registers.audit.cannot_both_be"


def _is_same_count(one: Point, other: Point) -> bool:
    """Whether two figures of a day claim to count the same thing: both a day's flow, both a running
    total, or one source's figure through two outlets. Others may be parts, or of different events."""
    if one.basis is not None:
        return True
    return one.said_by == other.said_by and one.said_by is not None and one.through != other.through


def _gaps(points: list[Point], quiet_days: int) -> Iterator[Message]:
    for basis in ("period", "total"):
        told = sorted((p for p in points if p.basis == basis), key=lambda p: (p.on, p.last, *_told(p)))
        reaches: Point | None = None
        for point in told:
            if reaches is not None and (point.on - reaches.last).days > quiet_days:
                yield say(
                    "registers.audit.gap",
                    day=point.on,
                    since=reaches.last,
                    basis=say(f"registers.basis.{basis}"),
                    claims=_claims(reaches, point),
                )
            if reaches is None or point.last > reaches.last:
                reaches = point


def _tell(code: str, first: Point, second: Point) -> Message:
    return say(
        code,
        day=second.on,
        since=first.on,
        first=say_figure(first),
        second=say_figure(second),
        first_source=_source(first),
        second_source=_source(second),
        claims=_claims(first, second),
    )


def _source(point: Point) -> Argument:
    speaker = point.said_by or point.through
    if speaker is None:
        return say("registers.nobody")
    if point.through and point.through != speaker:
        return say("registers.through", actor=f"actor:{speaker}", outlet=f"actor:{point.through}")
    return f"actor:{speaker}"


def _claims(*points: Point) -> tuple[str, ...]:
    return tuple(sorted({point.claim_id for point in points}))
