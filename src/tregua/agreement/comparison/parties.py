"""The accord's own parties, found in a page by the names that the accord gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tregua.agreement.terms import Agreement
from tregua.model.records import ActorMention, Reading


def with_parties(agreement: Agreement, reading: Reading, text: str) -> Reading:
    """``reading`` with a mention wherever ``text`` names a party that the reader does not know. A party it
    knows by any of its actors is left to the reader; a name it only took for somebody's is given back."""
    known = sides_named(agreement, reading)
    kept = list(reading.mentions.actors)
    found: list[ActorMention] = []
    for name, actor_id in _names(agreement, known):
        for match in re.finditer(rf"(?<!\w){_form(name)}(?!\w)", text):
            mention = ActorMention(
                start=match.start(), end=match.end(), text=match.group(), actor_id=actor_id
            )
            kept = [one for one in kept if not _is_guessed(agreement, one, mention)]
            if not any(one.start < mention.end and mention.start < one.end for one in (*kept, *found)):
                found.append(mention)
    if not found:
        return reading
    actors = tuple(sorted((*kept, *found), key=lambda one: one.start))
    return reading.model_copy(update={"mentions": reading.mentions.model_copy(update={"actors": actors})})


def sides_named(agreement: Agreement, reading: Reading) -> frozenset[str]:
    """The parties for which a reading has a mention, by id."""
    sides = {agreement.side_of(one.actor_id) for one in reading.mentions.actors}
    return frozenset(one for one in sides if one is not None)


def own_actors(agreement: Agreement, sides: frozenset[str]) -> frozenset[str]:
    """The actors of ``sides``, by id."""
    return frozenset(actor for one in agreement.parties if one.id in sides for actor in one.actors)


def _form(name: str) -> str:
    return re.sub(r"\A[tT]he ", "[Tt]he ", re.escape(name).replace("\\ ", " "))


def _is_guessed(agreement: Agreement, one: ActorMention, party: ActorMention) -> bool:
    """Whether the reader took a party's name, at the end of its mention, for that of somebody unknown."""
    same = one.start <= party.start and one.end == party.end
    return same and agreement.side_of(one.actor_id) is None


def _names(agreement: Agreement, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Names with an actor of the party, longest first."""
    listed = {
        name: party.actors[0]
        for party in agreement.parties
        if party.id not in known and party.actors
        for name in (party.name, *party.names.values())
        if name
    }
    yield from sorted(listed.items(), key=lambda one: -len(one[0]))
    yield from sorted(_short(agreement, listed).items())


def _short(agreement: Agreement, listed: Mapping[str, str]) -> dict[str, str]:
    """The last word of a name where it is capitalised, follows others, and ends that of no other party:
    *the Movement* for the Selian Movement."""
    ends = [(name.split()[-1], actor) for name, actor in listed.items() if " " in name and " of " not in name]
    every = [name.split()[-1] for party in agreement.parties for name in (party.name,) if name]
    return {
        f"the {word}": actor
        for word, actor in ends
        if word[:1].isupper() and not any(sign.isdigit() for sign in word) and every.count(word) <= 1
    }
