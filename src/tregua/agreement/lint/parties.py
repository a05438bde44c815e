"""Who is bound, what the instruments are, what the terms mean: doubts about the accord's frame."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.agreement.lint.doubt import Doubt, Draft, doubt
from tregua.agreement.nearest import hint
from tregua.vocabulary.institutions import name_of


def check(draft: Draft) -> Iterator[Doubt]:
    """Doubts about parties, instruments and definitions."""
    yield from _parties(draft)
    yield from _instruments(draft)
    yield from _definitions(draft)


def _parties(draft: Draft) -> Iterator[Doubt]:
    bound = {party for one in draft.stipulations for party in one.whole.obligors}
    for at, party in enumerate(draft.agreement.parties):
        if party.role == "party" and party.id not in bound:
            yield doubt(("parties", at), "party_unbound", party=f"party:{party.id}")
    yield from _unquotable(draft)


def _unquotable(draft: Draft) -> Iterator[Doubt]:
    """Who is to speak for a party and has no name to be found by in a text."""
    named = {one.actor_id for one in draft.agreement.actors}
    for at, party in enumerate(draft.agreement.parties):
        for nth, actor in enumerate(party.actors):
            if actor not in named and name_of(actor) is None:
                path = ("parties", at, "actors", nth)
                yield doubt(path, "actor_unnamed", actor=actor, party=party.name)


def _instruments(draft: Draft) -> Iterator[Doubt]:
    accord = draft.agreement
    used = {clause.instrument for clause in accord.clauses}
    for at, one in enumerate(accord.instruments):
        path = ("instruments", at)
        if one.id not in used:
            yield doubt(path, "instrument_unused", title=one.title)
        if one.in_force_on and one.in_force_on < one.signed_on:
            yield doubt(
                (*path, "in_force_on"), "in_force_before_signed", day=one.in_force_on, signed=one.signed_on
            )
    if accord.instruments and all(one.signed_on != accord.signed_on for one in accord.instruments):
        yield doubt(("signed_on",), "nothing_signed_that_day", day=accord.signed_on)


def _definitions(draft: Draft) -> Iterator[Doubt]:
    known = [one.id for one in draft.agreement.definitions]
    used = set()
    for placed in draft.obligations:
        for at, term in enumerate(placed.whole.uses):
            used.add(term)
            if term not in known:
                yield doubt((*placed.path, "uses", at), "undefined_term", id=term, hint=hint(term, known))
    for at, one in enumerate(draft.agreement.definitions):
        if one.id not in used:
            yield doubt(("definitions", at), "definition_unused", term=one.term)
