"""Claims → watches: what observers themselves say of their watching, and nothing beyond it.

- Only an observer's own word counts: what others, an outlet or a private person say of its posts is
  no word of having watched.
- A count of posts speaks for the day it is given for, never for the days up to the next count; a
  period is a watch of that period only where the item names both of its ends. Where only one end is
  named, that day alone is watched.
- That the ceasefire held *since* a day is said for all days up to the item's own.
- What names no time speaks for the day the item was published; without that day it makes no watch.
- That the ceasefire held, without a means, is a watch only from those who do not owe it: a side's word
  that its own truce holds does not say that anybody looked.
- A planned watch is kept as planned and covers nothing; a watch said not to have been kept, or one
  demanded or possible, makes none.
- The centre's own patrols are not made from claims: ``own`` is always False here.
"""

from __future__ import annotations

from collections.abc import Iterable

from tregua.agreement.terms import Agreement
from tregua.model.ids import content_id
from tregua.model.records import Claim, Event, QuantityMention, current_claims
from tregua.model.standing import Watch
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.names import speaks_in_office

_MEANS = {"deploy.post": "posts", "deploy.patrol": "patrol"}


def read_coverage(claims: Iterable[Claim], agreement: Agreement) -> tuple[Watch, ...]:
    """Every watch in the claims, by time, observer and id; the same claim counts once.

    ``means`` is ``posts``, ``patrol``, ``drones``, or ``report`` where no means is named.
    """
    bound = frozenset(
        obligor
        for one in agreement.obligations
        if one.kind in ("cease", "refrain")
        for obligor in one.obligors
    )
    found: dict[str, Watch] = {}
    for claim in current_claims(claims):
        for watch in _watches(claim, agreement, bound):
            found[watch.watch_id] = watch
    return tuple(
        sorted(found.values(), key=lambda one: (one.earliest, one.latest, one.observer or "", one.watch_id))
    )


def _watches(claim: Claim, agreement: Agreement, bound: frozenset[str]) -> list[Watch]:
    if claim.stance not in ("asserts", "promises"):
        return []
    made: list[Watch] = []
    for event in claim.events:
        means = _means(event)
        observer = _observer(event, claim.said_by, agreement)
        interval = _interval(event, claim)
        if means is None or observer is None or interval is None:
            continue
        planned = event.modality == "planned" or claim.stance == "promises"
        if means == "report" and (planned or agreement.side_of(observer) in bound):
            continue
        if not planned and event.modality != "actual":
            continue
        made.append(
            Watch(
                watch_id=content_id("watch", claim.claim_id, event.start, event.end, event.act, means),
                observer=observer,
                earliest=interval[0],
                latest=interval[1],
                place_ids=tuple(dict.fromkeys(place.place_id for place in event.places)),
                means=means,
                posts=_posts(event) if means == "posts" else None,
                outcome="planned" if planned else "done",
                claim_id=claim.claim_id,
            )
        )
    return made


def _means(event: Event) -> str | None:
    """By what an event says that somebody watched; None where it says no such thing."""
    if is_a(event.act, "ceasefire.violation"):
        none_seen = event.negated or any(q.unit == "violation" and q.high == 0 for q in event.quantities)
        return "report" if none_seen else None
    if event.negated:
        return None
    drones = any(one.unit == "drone" for one in event.quantities)
    if is_a(event.act, "ceasefire.hold"):
        return "drones" if drones else "posts" if _posts(event) else "report"
    for act, means in _MEANS.items():
        if is_a(event.act, act):
            return means
    return "drones" if drones and (is_a(event.act, "deploy") or is_a(event.act, "establish")) else None


def _observer(event: Event, said_by: str | None, agreement: Agreement) -> str | None:
    """Whose watch it is, if it is the speaker's own or its side's."""
    if said_by is None or not speaks_in_office(said_by):
        return None
    if not is_a(event.act, "deploy") or event.actor is None:
        return said_by
    return event.actor if _side(event.actor, agreement) == _side(said_by, agreement) else None


def _side(actor_id: str, agreement: Agreement) -> str:
    return agreement.side_of(actor_id) or actor_id.split("/", 1)[0]


def _interval(event: Event, claim: Claim) -> tuple[str, str] | None:
    printed = claim.published_at[:10] if claim.published_at else None
    earliest, latest = event.earliest, event.latest
    if earliest is None and latest is None:
        earliest, latest = claim.earliest, claim.latest
    if earliest is None and latest is None:
        return (printed, printed) if printed else None
    if latest is None and is_a(event.act, "ceasefire") and printed and earliest:
        latest = max(printed, earliest)
    one = earliest or latest or ""
    other = latest or earliest or ""
    return (one, other) if one[:10] <= other[:10] else None


def _posts(event: Event) -> QuantityMention | None:
    return next((one for one in event.quantities if one.unit == "post"), None)
