"""Losses told beside an attack belong to the attack."""

from __future__ import annotations

from collections.abc import Sequence

from tregua.model.records import Event, PlaceMention, QuantityMention
from tregua.vocabulary.acts import is_a

_COUNTED = ("killed", "wounded", "missing")
Day = tuple[str | None, str | None]


def count_losses(events: Sequence[Event]) -> list[Event]:
    """Events with losses moved into the hostile act they stand beside.

    A loss joins the hostile event before it, else the first after it; only where both can be of one
    day. Where nobody is said to have attacked, but somebody to have killed, that is the attack.
    """
    events = [_as_attack(event) for event in events]
    hostile = [
        index
        for index, event in enumerate(events)
        if is_a(event.act, "hostile") and event.modality == "actual" and not event.negated
    ]
    if not hostile:
        return list(events)
    out = list(events)
    dropped: set[int] = set()
    for index, event in enumerate(events):
        if not _is_loss(event) or event.negated:
            continue
        before = [at for at in hostile if at < index]
        at = before[-1] if before else hostile[0]
        if not _can_be_one(out[at], event):
            continue
        out[at] = _with_losses(out[at], event)
        dropped.add(index)
    return [event for index, event in enumerate(out) if index not in dropped]


def _as_attack(event: Event) -> Event:
    """Somebody killed or wounded by a named actor was attacked by it."""
    if event.act not in ("loss.killed", "loss.wounded") or event.actor is None or event.actor == event.target:
        return event
    return event.model_copy(update={"act": "hostile.attack"})


def name_incursions(before: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """Forces that enter a place beside an attack make an incursion, not a handover."""
    attack = next((e for e in (*before, *events) if is_a(e.act, "hostile") and e.modality == "actual"), None)
    if attack is None:
        return list(events)
    sides = {attack.actor.split("/")[0]} if attack.actor else set()
    out = []
    for event in events:
        side = event.actor.split("/")[0] if event.actor else None
        if event.act != "handover.enter" or (side is not None and sides and side not in sides):
            out.append(event)
            continue
        update = {
            "act": "hostile.incursion",
            "actor": event.actor or attack.actor,
            "places": event.places or attack.places,
        }
        out.append(event.model_copy(update=update))
    return out


def place_attacks(before: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """An attack told again without a place is where the one before it was."""
    told = next((e for e in before if is_a(e.act, "hostile") and e.places and e.modality == "actual"), None)
    if told is None:
        return list(events)
    out = []
    for event in events:
        again = is_a(event.act, "hostile") and not event.places and event.modality == "actual"
        same = (
            event.actor is None or told.actor is None or event.actor.split("/")[0] == told.actor.split("/")[0]
        )
        out.append(event.model_copy(update={"places": told.places}) if again and same else event)
    return out


def place_before(before: Sequence[Event], places: tuple[PlaceMention, ...], day: Day | None) -> list[Event]:
    """Events with what the next sentence adds: *It happened on Friday in that village.*

    ``day`` is the earliest and latest that sentence tells. Only hostile acts and breaches are so told,
    and only what they themselves leave open is filled in."""
    out = []
    for event in before:
        told = is_a(event.act, "hostile") or event.act == "ceasefire.violation"
        if not told or event.modality != "actual" or event.places or not places:
            out.append(event)
            continue
        update: dict[str, object] = {"places": places}
        if day is not None:
            update |= {"earliest": day[0], "latest": day[1]}
        out.append(event.model_copy(update=update))
    return out


def without_parts_of(before: Sequence[Event], events: Sequence[Event]) -> list[Event]:
    """*11 of them stand in the north and 12 in the south* tells no new counts after 23; those of a zone
    that is named are its own."""
    totals = {(e.act, q.unit, q.low) for e in before for q in e.quantities}
    out = []
    for event in events:
        units = {q.unit for q in event.quantities}
        lows = [q.low for q in event.quantities if q.low is not None]
        if len(lows) < 2 or len(units) != 1 or (event.act, next(iter(units)), sum(lows)) not in totals:
            out.append(event)
    return out


def takes_losses(before: Sequence[Event], events: Sequence[Event]) -> bool:
    """Whether a sentence tells only of losses, and the one before it of an attack."""
    if not events or not all(_is_loss(event) for event in events):
        return False
    hostile = [event for event in before if is_a(event.act, "hostile") and event.modality == "actual"]
    return bool(hostile) and all(_can_be_one(hostile[-1], event) for event in events)


def _is_loss(event: Event) -> bool:
    return event.act in ("loss.killed", "loss.wounded", "loss.missing", "loss.damage")


def _can_be_one(attack: Event, loss: Event) -> bool:
    """A loss with a day of its own belongs to an attack of that day only."""
    if loss.earliest is None or attack.earliest is None:
        return True
    return (
        loss.earliest[:10] <= (attack.latest or attack.earliest)[:10]
        and (loss.latest or loss.earliest)[:10] >= attack.earliest[:10]
    )


def _with_losses(attack: Event, loss: Event) -> Event:
    known = {(q.start, q.unit) for q in attack.quantities}
    added = [q for q in loss.quantities if (q.start, q.unit) not in known and q.unit in _COUNTED]
    quantities: list[QuantityMention] = sorted([*attack.quantities, *added], key=lambda q: q.start)
    return attack.model_copy(
        update={
            "quantities": tuple(quantities),
            "target": attack.target or loss.target,
            "places": attack.places or loss.places,
            "earliest": attack.earliest or loss.earliest,
            "latest": loss.latest if attack.earliest is None and loss.earliest else attack.latest,
        }
    )
