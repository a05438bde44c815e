"""Claims into entries: one for each quantity a register counts, one for each step it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tregua.agreement.terms import Agreement
from tregua.model.ids import content_id
from tregua.model.records import Claim, Event, QuantityMention, current_claims
from tregua.model.standing import Entry
from tregua.registers.account import Account, measure_of, step_of
from tregua.registers.accounts import load_accounts


def enter(claims: Iterable[Claim], agreement: Agreement) -> tuple[Entry, ...]:
    """The entries of every register, by register, day and id.

    A claim that another of ``claims`` supersedes is left out: its correction is entered instead.
    ``to`` is the receiving side (``az/mod`` → ``az``) where the agreement knows one.
    """
    entries = {
        entry.entry_id: entry for claim in current_claims(claims) for entry in entries_of(claim, agreement)
    }
    return tuple(
        sorted(
            entries.values(),
            key=lambda e: (e.register_name, e.latest or e.published_at or "", e.measure, e.entry_id),
        )
    )


def entries_of(claim: Claim, agreement: Agreement) -> Iterator[Entry]:
    """The entries that one claim makes, in every register."""
    for number, event in enumerate(claim.events):
        for account in load_accounts():
            yield from _of_event(claim, number, event, account, agreement)


def _of_event(
    claim: Claim, number: int, event: Event, account: Account, agreement: Agreement
) -> Iterator[Entry]:
    feed = account.feed_of(event)
    if feed is None:
        return
    counted, apart = 0, 0
    for place, quantity in enumerate(event.quantities):
        measure = measure_of(feed, quantity)
        if measure is not None:
            counted += 1
            apart += quantity.unit in feed.apart
            yield _entry(claim, event, account, agreement, measure, (number, place), quantity)
    if not feed.only_counts and (not counted or (feed.keeps_steps and apart < counted)):
        yield _entry(claim, event, account, agreement, step_of(feed, event), (number, -1), None)


def _entry(
    claim: Claim,
    event: Event,
    account: Account,
    agreement: Agreement,
    measure: str,
    position: tuple[int, int],
    quantity: QuantityMention | None,
) -> Entry:
    to = (quantity.to if quantity else None) or event.target
    return Entry(
        entry_id=content_id("entry", account.name, claim.claim_id, *position, measure),
        register_name=account.name,
        measure=measure,
        act=event.act,
        actor=event.actor,
        to=account.receiver(event.act, to, agreement),
        place_ids=tuple(place.place_id for place in event.places),
        about=event.about,
        category=account.sort_of(event.category, quantity.unit if quantity else ""),
        person=event.person,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else "",
        comparator=quantity.comparator if quantity else "=",
        basis=quantity.basis if quantity else None,
        earliest=event.earliest,
        latest=event.latest,
        ends=event.ends,
        modality=event.modality,
        negated=event.negated,
        stance=claim.stance,
        said_by=claim.said_by,
        through=claim.through,
        claim_id=claim.claim_id,
        published_at=claim.published_at,
    )
