"""What the accord itself says of who is who: beside the entries, and nobody's entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tregua.agreement.terms import Agreement
from tregua.model.actors import (
    AccordForms,
    AccordHolder,
    AccordWord,
    ActorWord,
    Naming,
    Office,
    WhoIsWho,
)
from tregua.model.register import Page
from tregua.model.when import day_of
from tregua.registers.reckoning.holders import names_on, offices_on, relations_on
from tregua.vocabulary.institutions import name_of
from tregua.vocabulary.names import NamedActor, NamedPlace


def lay_out_actors(page: Page, agreement: Agreement, place_ids: frozenset[str] | None = None) -> WhoIsWho:
    """The page of actors arranged, the accord's own word beside it. Where ``place_ids`` are given, only what
    concerns these places."""
    named = names_on(page)
    places = place_ids if place_ids is not None else {one for name in named for one in name.place_ids}
    wanted = place_ids is None
    return WhoIsWho(
        on=page.on,
        offices=_beside(offices_on(page), agreement, page.on) if wanted else offices_on(page),
        relations=relations_on(page),
        names=tuple(_in_order(one, agreement) for one in named),
        accord=tuple(_says(agreement)) if wanted else (),
        forms=tuple(_forms(agreement, frozenset(places), with_actors=wanted)),
    )


def _in_order(naming: Naming, agreement: Agreement) -> Naming:
    """The names in the order that the accord gives the parties' forms; those of nobody's side come last."""
    order = list(agreement.name_order)

    def place(word: ActorWord) -> int:
        side = agreement.side_of(word.said_by) if word.said_by else None
        return order.index(side) if side in order else len(order)

    return naming.model_copy(update={"words": tuple(sorted(naming.words, key=place))})


def _beside(offices: tuple[Office, ...], agreement: Agreement, on: date) -> tuple[Office, ...]:
    """The offices with whom the accord's data names in them, in the order of the parties."""
    named: dict[str, list[AccordHolder]] = {}
    for one in agreement.actors:
        if one.person and _is_valid(one, on):
            holder = AccordHolder(name=one.name, since=one.since, until=one.until)
            named.setdefault(one.actor_id, []).append(holder)
    told = {(one.actor, holder.name) for one in offices for holder in one.holders}
    whole = {one.actor for one in offices if not one.title}
    silent = (
        Office(actor=actor)
        for actor in sorted(named.keys() - whole)
        if any((actor, holder.name) not in told for holder in named[actor])
    )
    order = [party.id for party in agreement.parties]

    def place(one: Office) -> tuple[int, str, str]:
        side = agreement.side_of(one.actor)
        return (order.index(side) if side in order else len(order), one.actor, one.title)

    def beside(one: Office) -> tuple[AccordHolder, ...]:
        """Whom the accord names in it; in one of an institution's several offices, whom a word names."""
        found = named.get(one.actor, ())
        if one.title:
            return tuple(holder for holder in found if holder.name in {by.name for by in one.holders})
        return tuple(holder for holder in found if one.actor in whole or (one.actor, holder.name) not in told)

    return tuple(
        one.model_copy(update={"by_accord": beside(one)}) for one in sorted((*offices, *silent), key=place)
    )


def _is_valid(one: NamedActor, on: date) -> bool:
    begun = one.since is None or day_of(one.since) <= on
    return begun and (one.until is None or on <= day_of(one.until))


def _says(agreement: Agreement) -> Iterator[AccordWord]:
    for party in agreement.parties:
        spoken = tuple(one for one in party.actors if one != party.id and _name(one, agreement) != party.name)
        yield AccordWord(what=party.role, actor=party.id, to=spoken, note=party.note)
    for seat in agreement.delegations:
        yield AccordWord(what="delegation", actor=seat.id, to=seat.represents, text=seat.name, note=seat.note)
    for one in agreement.obligations:
        if one.kind == "guarantee":
            for obligor in one.obligors:
                to = tuple(party for party in one.beneficiaries if party != obligor)
                yield AccordWord(
                    what="guarantee", actor=obligor, to=to, text=one.title, clause=one.clause,
                    obligation_id=one.id,
                )  # fmt: skip
        if one.body:
            yield AccordWord(
                what="body", actor=one.body, to=one.obligors, text=one.title, clause=one.clause,
                obligation_id=one.id,
            )  # fmt: skip


def _name(actor_id: str, agreement: Agreement) -> str:
    """What an actor is called, by the accord or by everybody."""
    own = next((one for one in agreement.actors if one.actor_id == actor_id and not one.person), None)
    known = own or name_of(actor_id)
    return known.name if known else actor_id


def _forms(agreement: Agreement, places: frozenset[str], *, with_actors: bool) -> Iterator[AccordForms]:
    actors = [one for one in agreement.actors if not one.person] if with_actors else []
    named = [
        *((party.id, party.name, party.names) for party in agreement.parties if with_actors),
        *((one.actor_id, one.name, one.names) for one in actors),
        *((one.place_id, one.name, one.names) for one in agreement.places if _is_in(one, places, agreement)),
    ]
    for subject, name, names in named:
        order = [*agreement.name_order, *sorted(names.keys() - set(agreement.name_order))]
        forms = tuple((party, names[party]) for party in order if names.get(party))
        if forms:
            yield AccordForms(subject=subject, name=name, forms=forms)


def _is_in(place: NamedPlace, places: frozenset[str], agreement: Agreement) -> bool:
    return place.place_id in places or agreement.lies_in(place.place_id, tuple(places))
