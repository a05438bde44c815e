"""Episodes → reports: which of what is told happened under the ceasefire and within the accord's areas.

- Killed and wounded alone need a place and a day; else they are the losses of an act told beside them.
- What began before the ceasefire, and what lies outside the areas, makes no report.
- A report without a day needs a place; it is put into the day or so before the last it can have been.
- A denial makes a report apart, to be held against the incidents there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from tregua.fusion.episodes import LOSSES, Episode, find_episodes, page_of, span_of
from tregua.fusion.scope import Scope
from tregua.fusion.weights import Limits
from tregua.model.ids import content_id
from tregua.model.records import Claim, Event, QuantityMention
from tregua.model.standing import Report
from tregua.model.when import day_of, first_instant, last_instant
from tregua.vocabulary.acts import is_a

_PEOPLE = frozenset(
    ("", "serviceman", "officer", "observer", "personnel", "person", "returnee", "prisoner", "displaced")
)


@dataclass(frozen=True)
class Collected:
    """Reports that found or join incidents, and denials; ``item_of`` and ``row_of`` by report id."""

    reports: tuple[Report, ...]
    denials: tuple[Report, ...]
    item_of: dict[str, str]
    row_of: dict[str, int | None]


def collect_reports(claims: Iterable[Claim], scope: Scope, limits: Limits) -> Collected:
    """All reports and denials in the claims, each once, sorted by id."""
    reports: dict[str, Report] = {}
    denials: dict[str, Report] = {}
    items: dict[str, str] = {}
    rows: dict[str, int | None] = {}
    for episode in find_episodes(claims, scope):
        made = report_of(episode, scope, limits)
        if made is not None:
            (denials if made.negated else reports)[made.report_id] = made
            items[made.report_id] = page_of(episode.claim)
            rows[made.report_id] = episode.claim.row
    return Collected(
        reports=tuple(reports[key] for key in sorted(reports)),
        denials=tuple(denials[key] for key in sorted(denials)),
        item_of=items,
        row_of=rows,
    )


def losses_of(quantities: Iterable[QuantityMention], unit: str) -> tuple[QuantityMention, ...]:
    """The figures of one kind of loss (``killed``, ``wounded``)."""
    return tuple(one for one in quantities if one.unit == unit and one.low is not None)


def report_of(episode: Episode, scope: Scope, limits: Limits) -> Report | None:
    """The report, or where it is ``negated`` the denial, that an episode makes; None where it makes none."""
    claim, denied = episode.claim, episode.denied
    interval = _interval(episode, limits)
    if interval is None or not _under_the_ceasefire(episode, interval, scope):
        return None
    if episode.loss_only and not episode.taken_up and not _is_single_loss(episode, limits):
        return None
    actor = episode.actor
    if denied:
        actor = actor or claim.said_by
        if scope.side(actor) not in scope.bound and scope.side(claim.said_by) not in scope.bound:
            return None  # an onlooker who saw nothing denies nothing
    elif not _concerns(episode, scope):
        return None
    lead = next((one for one in episode.events if not is_a(one.act, "loss")), episode.events[0])
    first = episode.events[0]
    return Report(
        report_id=content_id("report", claim.claim_id, first.start, first.end, first.act),
        claim_id=claim.claim_id,
        act=_plainest(episode.events, lead),
        negated=denied,
        actor=actor,
        target=episode.target,
        earliest=interval[0],
        latest=interval[1],
        places=episode.places,
        quantities=_quantities(episode.events),
        weapons=tuple(dict.fromkeys(one for event in episode.events for one in event.weapons)),
        said_by=claim.said_by,
        through=claim.through,
        published_at=claim.published_at,
    )


def _plainest(events: list[Event], lead: Event) -> str:
    """A described act before a bare violation."""
    return next((one.act for one in events if is_a(one.act, "hostile")), lead.act)


def _interval(episode: Episode, limits: Limits) -> tuple[str, str] | None:
    earliest, latest = episode.earliest, episode.latest
    if earliest is not None and latest is not None:
        return (earliest, latest) if first_instant(earliest) <= last_instant(latest) else None
    latest = latest or episode.claim.published_at
    placed = any((one.radius_km or 0) <= limits.wide_km for one in episode.places)
    if latest is None or not (episode.denied or placed):
        return None
    days = limits.denied_days if episode.denied else limits.undated_days
    return ((day_of(latest) - timedelta(days=days)).isoformat(), latest)


def _under_the_ceasefire(episode: Episode, interval: tuple[str, str], scope: Scope) -> bool:
    """Whether it ended after the ceasefire began. A printed night that holds its first hour counts, and
    so does a denial of the days before; a guessed day does not."""
    grace = timedelta(days=7) if episode.denied else timedelta(days=1 if episode.earliest else 0)
    return last_instant(interval[1]) >= scope.starts and first_instant(interval[0]) >= scope.starts - grace


def _is_single_loss(episode: Episode, limits: Limits) -> bool:
    if not episode.places or episode.earliest is None or episode.latest is None:
        return False
    return span_of(episode.earliest, episode.latest) <= timedelta(hours=limits.day_hours)


def _concerns(episode: Episode, scope: Scope) -> bool:
    reached = scope.places_in_reach(episode.places)
    if reached is not None:
        return reached
    sides = (scope.side(one) for one in (episode.actor, episode.target, episode.claim.said_by))
    return any(side in scope.bound for side in sides)


def _quantities(events: list[Event]) -> tuple[QuantityMention, ...]:
    """Every figure once; people lost are counted under what became of them."""
    found: dict[tuple[int, int, str], QuantityMention] = {}
    for event in events:
        fate = LOSSES.get(event.act)
        for one in event.quantities:
            counted = one.model_copy(update={"unit": fate}) if fate and one.unit in _PEOPLE else one
            found.setdefault((one.start, one.end, counted.unit), counted)
    return tuple(found[key] for key in sorted(found))
