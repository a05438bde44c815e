"""Claims → reports: which of what is said tells of something that happened under the ceasefire.

- Hostile acts and violations make reports; killed and wounded do so where a place and a day are given,
  else they are the losses of an act that the same source tells beside them.
- What one claim says of one time and place is one report. A sentence of the same source on the same
  page that gives no time of its own goes on about the last one; but an act told after losses alone is
  another matter, and stays undated.
- What is planned, demanded or possible, running totals, what began before the ceasefire, and what
  lies outside the accord's areas make no report.
- A report without any time needs a place; it is put into the day or so before it was published.
- A denial makes a report apart, to be held against the incidents there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from tregua.fusion.scope import Scope
from tregua.fusion.weights import Limits
from tregua.model.ids import content_id
from tregua.model.records import Claim, Event, PlaceMention, QuantityMention
from tregua.model.standing import Report
from tregua.model.when import day_of, first_instant, last_instant
from tregua.vocabulary.acts import is_a

_LOSSES = {"loss.killed": "killed", "loss.wounded": "wounded"}
_PEOPLE = frozenset(
    ("", "serviceman", "officer", "observer", "personnel", "person", "returnee", "prisoner", "displaced")
)


@dataclass
class _Episode:
    """What one claim says of one time and place."""

    claim: Claim
    events: list[Event] = field(default_factory=list)
    earliest: str | None = None
    latest: str | None = None
    places: tuple[PlaceMention, ...] = ()

    @property
    def actor(self) -> str | None:
        return next((one.actor for one in self.events if one.actor), None)

    @property
    def target(self) -> str | None:
        return next((one.target for one in self.events if one.target), None)

    @property
    def dated(self) -> bool:
        return self.earliest is not None

    @property
    def loss_only(self) -> bool:
        return all(is_a(one.act, "loss") for one in self.events)


@dataclass(frozen=True)
class Collected:
    """Reports that found or join incidents, and denials; ``item_of`` and ``row_of`` by report id."""

    reports: tuple[Report, ...]
    denials: tuple[Report, ...]
    item_of: dict[str, str]
    row_of: dict[str, int | None]


def collect_reports(claims: Iterable[Claim], scope: Scope, limits: Limits) -> Collected:
    """All reports and denials in the claims, each once, sorted by id."""
    known = {claim.claim_id: claim for claim in claims}
    replaced = {claim.supersedes for claim in known.values() if claim.supersedes}
    reports: dict[str, Report] = {}
    denials: dict[str, Report] = {}
    items: dict[str, str] = {}
    rows: dict[str, int | None] = {}
    pages: dict[tuple[str, str], list[Claim]] = {}
    for claim_id in sorted(known.keys() - replaced):
        claim = known[claim_id]
        pages.setdefault((claim.item_id, source_of(claim.said_by, claim.through, claim.item_id)), []).append(
            claim
        )
    for page in pages.values():
        last: _Episode | None = None
        for claim in sorted(page, key=_in_text):
            for episode in _episodes(claim, scope):
                whole = _continued(episode, last, scope)
                denied = claim.stance == "denies" or any(one.negated for one in whole.events)
                made = _report(whole, denied, scope, limits)
                if made is None:
                    continue
                if not denied:
                    last = whole if whole.dated else last
                (denials if denied else reports)[made.report_id] = made
                items[made.report_id] = claim.item_id
                rows[made.report_id] = claim.row
    return Collected(
        reports=tuple(reports[key] for key in sorted(reports)),
        denials=tuple(denials[key] for key in sorted(denials)),
        item_of=items,
        row_of=rows,
    )


def source_of(said_by: str | None, through: str | None, item_id: str) -> str:
    """Whose witness a report is: the speaker, else the outlet, else the page itself."""
    return said_by or through or f"item:{item_id}"


def losses_of(quantities: Iterable[QuantityMention], unit: str) -> tuple[QuantityMention, ...]:
    """The figures of one kind of loss (``killed``, ``wounded``)."""
    return tuple(one for one in quantities if one.unit == unit and one.low is not None)


def _in_text(claim: Claim) -> tuple[int, int, str]:
    first = min((one.start for one in claim.events), default=0)
    return (claim.row or 0, first, claim.claim_id)


def _events(claim: Claim) -> list[Event]:
    if claim.events:
        return sorted(claim.events, key=lambda one: (one.start, one.end, one.act))
    if claim.act is None:
        return []
    span = claim.content[0] if claim.content else None
    return [
        Event(
            start=span.start if span else 0,
            end=span.end if span else 0,
            act=claim.act,
            actor=claim.actor,
            target=claim.target,
            earliest=claim.earliest,
            latest=claim.latest,
            places=(claim.place,) if claim.place else (),
            quantities=claim.quantities,
        )
    ]


def _episodes(claim: Claim, scope: Scope) -> list[_Episode]:
    if claim.stance in ("demands", "promises"):
        return []
    found: list[_Episode] = []
    for event in _events(claim):
        if event.modality != "actual" or not _tells(event):
            continue
        home = next((one for one in reversed(found) if _goes_with(one, event, scope)), None)
        if home is None:
            home = _Episode(claim)
            found.append(home)
        home.events.append(event)
        _narrow(home, event)
    for episode in found:
        if not episode.dated and claim.earliest and claim.latest and _opens_with_such(claim):
            episode.earliest, episode.latest = claim.earliest, claim.latest
    return found


def _tells(event: Event) -> bool:
    if event.act in _LOSSES:
        return not event.negated and not any(one.basis == "total" for one in event.quantities)
    if is_a(event.act, "ceasefire.violation"):
        return not any(one.unit == "violation" and one.high == 0 for one in event.quantities)
    return is_a(event.act, "hostile")


def _opens_with_such(claim: Claim) -> bool:
    """A claim's own line repeats its first event: where that is such an act, its time is the sentence's."""
    return claim.act is not None and _tells(Event(start=0, end=0, act=claim.act))


def _goes_with(episode: _Episode, event: Event, scope: Scope) -> bool:
    if any(one.negated for one in episode.events) != event.negated:
        return False
    if event.earliest and event.latest and episode.earliest and episode.latest:
        apart = first_instant(event.earliest) > last_instant(episode.latest) or first_instant(
            episode.earliest
        ) > last_instant(event.latest)
        if apart:
            return False
    return (
        _can_be_one(episode.actor, event.actor, scope)
        and _can_be_one(episode.target, event.target, scope)
        and _places_agree(episode.places, event.places, scope)
    )


def _can_be_one(actor: str | None, other: str | None, scope: Scope) -> bool:
    return actor is None or other is None or actor == other or scope.side(actor) == scope.side(other)


def _places_agree(places: tuple[PlaceMention, ...], others: tuple[PlaceMention, ...], scope: Scope) -> bool:
    if not places or not others:
        return True
    return any(
        scope.contains(a.place_id, b.place_id) or scope.contains(b.place_id, a.place_id)
        for a in places
        for b in others
    )


def _narrow(episode: _Episode, event: Event) -> None:
    if event.earliest or event.latest:
        earliest = event.earliest or event.latest
        latest = event.latest or event.earliest
        if not episode.dated or _span(earliest, latest) < _span(episode.earliest, episode.latest):
            episode.earliest, episode.latest = earliest, latest
    if event.places:
        mine = {one.place_id for one in event.places}
        episode.places = event.places + tuple(p for p in episode.places if p.place_id not in mine)


def _span(earliest: str | None, latest: str | None) -> timedelta:
    if earliest is None or latest is None:
        return timedelta.max
    return last_instant(latest) - first_instant(earliest)


def _continued(episode: _Episode, last: _Episode | None, scope: Scope) -> _Episode:
    if last is None or episode.dated or any(one.negated for one in episode.events):
        return episode
    if last.loss_only and not episode.loss_only:
        return episode
    if not (
        _can_be_one(last.actor, episode.actor, scope)
        and _can_be_one(last.target, episode.target, scope)
        and _places_agree(last.places, episode.places, scope)
    ):
        return episode
    return replace(episode, earliest=last.earliest, latest=last.latest, places=episode.places or last.places)


def _report(episode: _Episode, denied: bool, scope: Scope, limits: Limits) -> Report | None:
    claim = episode.claim
    interval = _interval(episode, denied, limits)
    if interval is None or not _under_the_ceasefire(episode.dated, denied, interval, scope):
        return None
    if episode.loss_only and not _is_single_loss(episode, limits):
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
        said_by=claim.said_by,
        through=claim.through,
        published_at=claim.published_at,
    )


def _plainest(events: list[Event], lead: Event) -> str:
    """A described act before a bare violation."""
    return next((one.act for one in events if is_a(one.act, "hostile")), lead.act)


def _interval(episode: _Episode, denied: bool, limits: Limits) -> tuple[str, str] | None:
    if episode.earliest and episode.latest:
        if first_instant(episode.earliest) > last_instant(episode.latest):
            return None
        return (episode.earliest, episode.latest)
    published = episode.claim.published_at
    placed = any((one.radius_km or 0) <= limits.wide_km for one in episode.places)
    if published is None or not (denied or placed):
        return None
    days = limits.denied_days if denied else limits.undated_days
    return ((day_of(published) - timedelta(days=days)).isoformat(), published)


def _under_the_ceasefire(dated: bool, denied: bool, interval: tuple[str, str], scope: Scope) -> bool:
    """Whether it ended after the ceasefire began. A printed night that holds its first hour counts, and
    so does a denial of the days before; a guessed day does not."""
    grace = timedelta(days=7) if denied else timedelta(days=1 if dated else 0)
    return last_instant(interval[1]) >= scope.starts and first_instant(interval[0]) >= scope.starts - grace


def _is_single_loss(episode: _Episode, limits: Limits) -> bool:
    return (
        bool(episode.places)
        and episode.dated
        and _span(episode.earliest, episode.latest) <= timedelta(hours=limits.day_hours)
    )


def _concerns(episode: _Episode, scope: Scope) -> bool:
    reached = scope.places_in_reach(episode.places)
    if reached is not None:
        return reached
    sides = (scope.side(one) for one in (episode.actor, episode.target, episode.claim.said_by))
    return any(side in scope.bound for side in sides)


def _quantities(events: list[Event]) -> tuple[QuantityMention, ...]:
    """Every figure once; people lost are counted under what became of them."""
    found: dict[tuple[int, int, str], QuantityMention] = {}
    for event in events:
        fate = _LOSSES.get(event.act)
        for one in event.quantities:
            counted = one.model_copy(update={"unit": fate}) if fate and one.unit in _PEOPLE else one
            found.setdefault((one.start, one.end, counted.unit), counted)
    return tuple(found[key] for key in sorted(found))
