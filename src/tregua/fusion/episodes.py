"""Claims → episodes: what each claim tells of one time and place.

- Hostile acts, violations, and people killed or wounded; nothing planned, demanded or possible, and no
  running total.
- What one claim says of one time and place is one episode, however many acts it names.
- Words that give no day of their own go on about what the same source tells on the same page, first of
  what stands before them, then of what follows (a headline). What a page says in its own voice, and a
  denial, go on about what anybody tells there. But an act told after losses alone is another matter,
  and stays undated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from tregua.fusion.scope import Scope
from tregua.model.ids import item_of
from tregua.model.records import Claim, Event, PlaceMention, current_claims
from tregua.model.when import first_instant, last_instant
from tregua.vocabulary.acts import is_a

LOSSES = {"loss.killed": "killed", "loss.wounded": "wounded"}


@dataclass
class Episode:
    """``earliest`` is None where no day is given; ``latest`` then is the last it can have been.
    ``taken_up`` marks one whose day comes from the words around it."""

    claim: Claim
    events: list[Event] = field(default_factory=list)
    earliest: str | None = None
    latest: str | None = None
    places: tuple[PlaceMention, ...] = ()
    taken_up: bool = False

    @property
    def actor(self) -> str | None:
        """The first actor named."""
        return next((one.actor for one in self.events if one.actor), None)

    @property
    def target(self) -> str | None:
        """The first target named."""
        return next((one.target for one in self.events if one.target), None)

    @property
    def denied(self) -> bool:
        """Whether the claim says that it did not happen."""
        return self.claim.stance == "denies" or any(one.negated for one in self.events)

    @property
    def loss_only(self) -> bool:
        """Whether only people lost are told of, and no act."""
        return all(is_a(one.act, "loss") for one in self.events)


def find_episodes(claims: Iterable[Claim], scope: Scope) -> list[Episode]:
    """Every episode of these claims, page by page in the order of the text; a claim given twice counts
    once, and one that another supersedes not at all."""
    pages: dict[str, list[Claim]] = {}
    for claim in current_claims(claims):
        pages.setdefault(page_of(claim), []).append(claim)
    return [one for page_id in sorted(pages) for one in episodes_of_page(pages[page_id], scope)]


def episodes_of_page(claims: Iterable[Claim], scope: Scope) -> list[Episode]:
    """The episodes of one page from those of its claims that stand, in the order of the text."""
    page = [one for claim in sorted(claims, key=_in_text) for one in _episodes(claim, scope)]
    _date_from_page(page, scope)
    return page


def page_of(claim: Claim) -> str:
    """The item a claim was read from."""
    return claim.item_id or item_of(claim.claim_id)


def source_of(said_by: str | None, through: str | None, item_id: str) -> str:
    """Whose witness it is: the speaker's, else the outlet's, else the page's own."""
    return said_by or through or f"item:{item_id}"


def span_of(earliest: str, latest: str) -> timedelta:
    """How long an interval is."""
    return last_instant(latest) - first_instant(earliest)


def _date_from_page(page: Sequence[Episode], scope: Scope) -> None:
    if any(one.claim.row is not None for one in page):
        return  # the rows of a table do not go on about each other
    dated = [at for at, one in enumerate(page) if one.earliest is not None and not one.denied]
    for at, episode in enumerate(page):
        if episode.earliest is not None:
            continue
        nearest = sorted(dated, key=lambda other: (other > at, abs(other - at)))
        for other in nearest:
            if _goes_on_about(page[other], episode, at < other, scope):
                episode.earliest, episode.latest = page[other].earliest, page[other].latest
                episode.places = episode.places or page[other].places
                episode.taken_up = True
                break


def _goes_on_about(told: Episode, episode: Episode, heads: bool, scope: Scope) -> bool:
    claim, other = episode.claim, told.claim
    free = episode.denied or claim.said_by is None
    return (
        (free or (claim.said_by, claim.through) == (other.said_by, other.through))
        and (episode.loss_only or not told.loss_only or heads)
        and _can_be_one(told.actor, episode.actor, scope)
        and _can_be_one(told.target, episode.target, scope)
        and _places_agree(told.places, episode.places, scope)
        and _losses_agree(told, episode)
    )


def _losses_agree(told: Episode, episode: Episode) -> bool:
    """Other figures of the dead are of other dead."""
    return all(
        {one.low for one in event.quantities} == {one.low for one in other.quantities}
        for event in episode.events
        for other in told.events
        if event.act == other.act and event.act in LOSSES and event.quantities and other.quantities
    )


def _in_text(claim: Claim) -> tuple[int, int, str]:
    first = min((one.start for one in claim.events), default=0)
    return (claim.row or 0, first, claim.claim_id)


def _episodes(claim: Claim, scope: Scope) -> list[Episode]:
    if claim.stance in ("demands", "promises"):
        return []
    found: list[Episode] = []
    for event in sorted(claim.events, key=lambda one: (one.start, one.end, one.act)):
        if event.modality != "actual" or not _tells(event):
            continue
        home = next((one for one in reversed(found) if _goes_with(one, event, scope)), None)
        if home is None:
            home = Episode(claim)
            found.append(home)
        home.events.append(event)
        _narrow(home, event)
    for episode in found:
        if episode.earliest is None and claim.earliest and _opens_with_such(claim):
            episode.earliest, episode.latest = (
                claim.earliest,
                claim.latest or _open_end(claim, claim.earliest),
            )
    return found


def _tells(event: Event) -> bool:
    if event.act in LOSSES:
        return not event.negated and not any(one.basis == "total" for one in event.quantities)
    if is_a(event.act, "ceasefire.violation"):
        return not any(one.unit == "violation" and one.high == 0 for one in event.quantities)
    return is_a(event.act, "hostile")


def _opens_with_such(claim: Claim) -> bool:
    """A claim's own line repeats its first event: where that is such an act, its time is the sentence's."""
    return claim.act is not None and _tells(Event(start=0, end=0, act=claim.act))


def _goes_with(episode: Episode, event: Event, scope: Scope) -> bool:
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
    """Whether the closest places of one are, hold or lie in one of the other's; true where none is named."""
    if not places or not others:
        return True
    return any(
        scope.contains(a, b) or scope.contains(b, a)
        for a in _closest(places, scope)
        for b in _closest(others, scope)
    )


def _closest(places: tuple[PlaceMention, ...], scope: Scope) -> list[str]:
    ids = {one.place_id for one in places}
    return [one for one in sorted(ids) if not any(b != one and scope.contains(one, b) for b in ids)]


def _narrow(episode: Episode, event: Event) -> None:
    if event.earliest is not None:
        latest = event.latest or _open_end(episode.claim, event.earliest)
        known = episode.earliest is not None and episode.latest is not None
        if not known or span_of(event.earliest, latest) < span_of(
            episode.earliest or "", episode.latest or ""
        ):
            episode.earliest, episode.latest = event.earliest, latest
    elif episode.earliest is None:
        episode.latest = event.latest or episode.latest
    if event.places:
        mine = {one.place_id for one in event.places}
        episode.places = event.places + tuple(p for p in episode.places if p.place_id not in mine)


def _open_end(claim: Claim, earliest: str) -> str:
    """What goes on since a day is told up to the day of telling."""
    printed = claim.published_at
    return printed if printed and last_instant(printed) >= first_instant(earliest) else earliest
