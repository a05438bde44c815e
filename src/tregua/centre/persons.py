"""Persons: names are withheld from what comes in, sealed apart, shown to those entitled, destroyed.

Names pass through here and nowhere else. What goes on to be kept, read and recorded holds a pseudonym; the
record holds salted commitments: no name can be found from them, and a name that is disclosed with its salt
can be held against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from tregua.centre.centre import Centre
from tregua.centre.moment import present_of
from tregua.centre.ports import Names, Sealed
from tregua.model.errors import BadArgument, CheckFailed, Where
from tregua.model.ids import digest_bytes
from tregua.model.messages import say
from tregua.model.person import (
    GROUNDS,
    PERSON_TO_COME,
    PSEUDONYM,
    NamedPerson,
    NameTold,
    Withheld,
    is_known_ground,
)
from tregua.model.records import Claim
from tregua.model.rights import Person
from tregua.model.tiers import INTERNAL, Audience, Tier, sees
from tregua.reading.names_alike import holds_alike, is_comparable
from tregua.reading.person_words import holds_whole, words_of
from tregua.reading.sheets_layout import is_sheet
from tregua.reading.sheets_persons import check_heading, tier_of_names, withhold_names
from tregua.record.act import Act

_LONGEST_GROUND = 300
_TOGETHER = 200  # persons to an act, which must stay within a leaf's length


def withhold(name: str, text: str, names: Names | None) -> tuple[bytes, tuple[Withheld, ...]] | None:
    """A table with pseudonyms in place of names: its new bytes, and who is withheld; None where it names
    nobody.

    Raises BadRow ``table.names_of_persons`` and those of :func:`withhold_names`; ``sheet.person_open`` where
    there is nowhere to withhold a name.
    """
    if not is_sheet(text):
        check_heading(text, name)
        return None
    if names is None:
        return None

    def pseudonym(named: NamedPerson) -> str:
        return names.pseudonym(words_of(named.name), named.born)

    instead, found = withhold_names(text, name, pseudonym)
    if not found:
        return None
    tier = tier_of_names(text)
    withheld = tuple(Withheld(person=person, named=named, tier=tier) for person, named in found)
    return instead.encode(), withheld


def hide_drawn(centre: Centre, withheld: Iterable[Withheld], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims as they are shown on trial: a pseudonym that was drawn for it alone is none that will be. To all
    but the centre itself every one is as if it were drawn: whether somebody else has named the same person
    is not theirs to learn by trying."""
    whole = centre.audience == INTERNAL
    drawn = {one.person for one in withheld if not whole or centre.names.find(one.person) is None}

    def shown(claim: Claim) -> Claim:
        if not any(event.person in drawn for event in claim.events):
            return claim
        update = {"person": PERSON_TO_COME}
        events = [e.model_copy(update=update) if e.person in drawn else e for e in claim.events]
        return claim.model_copy(update={"events": tuple(events)})

    return tuple(shown(claim) for claim in claims)


def rename(name: str, data: bytes, instead: bytes) -> str:
    """A file's name without what was made from bytes that held a person's name."""
    return name.replace(digest_bytes(data)[:8], digest_bytes(instead)[:8])


def seal_names(centre: Centre, withheld: Iterable[Withheld], stamp: str) -> list[Act]:
    """Seals names that were withheld; the acts to append for those of which the record does not tell yet.
    What an earlier sealing that was killed has left is removed. The caller holds the lock."""
    told = dict(_told(centre))
    centre.names.sweep()
    sealed: list[Sealed] = []
    for one in withheld:
        new = centre.names.seal(one.person, words_of(one.named.name), one.named, one.tier)
        if told.get(one.person) != new:
            sealed.append(new)
    centre.names.settle()
    return [
        Act(type="names_withheld", at=stamp, body={"persons": [one.told() for one in part]})
        for part in (sealed[at : at + _TOGETHER] for at in range(0, len(sealed), _TOGETHER))
    ]


def show_name(centre: Centre, person: str, audience: Audience, reader: Person) -> tuple[NamedPerson, Tier]:
    """The name of ``person`` and for whom it is, to ``audience``. Whoever may not see it is told the same
    whether there is one or not. That ``reader`` read it is recorded first: where it cannot be, nothing is
    shown.

    Raises BadArgument ``person.unknown``, CheckFailed ``person.erased``, ``person.no_key``, ``person.tier``.
    """
    sealed = centre.names.find(person) if PSEUDONYM.fullmatch(person) else None
    told = sealed or dict(_told(centre)).get(person)
    if audience != INTERNAL and (told is None or not sees(audience, told.tier)):
        raise CheckFailed(say("person.tier", person=person, given=audience.name), Where(field="--as"))
    _check_known(centre, person)
    named = centre.names.open(person)
    if person in erased(centre):
        raise CheckFailed(say("person.erased", person=person))
    if sealed is None or named is None:
        raise CheckFailed(say("person.no_key", person=person))
    from tregua.centre.intake import append

    body = {
        "person": person,
        "by": reader.name,
        "role": reader.role,
        "as": audience.name,
        "tier": sealed.tier,
    }
    append(centre, [Act(type="name_read", at=present_of(centre).isoformat(), body=body)])
    return named, sealed.tier


def reads(centre: Centre) -> tuple[NameTold, ...]:
    """Who read which name, and whose were erased, in the record's order."""
    kinds = ("name_read", "name_erased")
    indexes = sorted(index for kind in kinds for index in centre.state.acts_of(kind))
    return tuple(_read(next(centre.ledger.acts(index))[1]) for index in indexes)


def _read(act: Act) -> NameTold:
    body = act.body
    return NameTold(
        at=act.at,
        what="read" if act.type == "name_read" else "erased",
        person=body["person"],
        by=body.get("by", ""),
        role=body.get("role", ""),
        seen_as=body.get("as", ""),
        ground=body.get("ground", ""),
    )


def erase_name(centre: Centre, person: str, ground: str) -> tuple[str, ...]:
    """Destroys the key and the sealed name, and records at the centre's present that it was done and on what
    ground. Returns the files of the inbox in which the whole name still stands. A second time nothing is
    done.

    Raises BadArgument ``person.unknown``, ``person.no_ground``, ``person.name_in_ground``,
    ``person.ground_unchecked``, ``person.ground_in_letters``, ``person.long_ground``.
    """
    from tregua.centre.intake import append

    _check_known(centre, person)
    ground = " ".join(ground.split())
    if not ground:
        raise BadArgument(say("person.no_ground"), Where(field="--ground"))
    centre.names.sweep()
    named = centre.names.open(person)
    if person not in erased(centre):
        _check_ground(ground, named)
    left = tuple(_still_in_inbox(centre, named)) if named else ()
    told = dict(_told(centre)).get(person) or centre.names.find(person)
    centre.names.destroy(person)
    if person not in erased(centre):
        commitments = list(told.commitments) if told else []
        body = {"person": person, "commitments": commitments, "ground": ground}
        append(centre, [Act(type="name_erased", at=present_of(centre).isoformat(), body=body)])
    return left


def erased(centre: Centre) -> dict[str, str]:
    """Whose names were erased, each with the ground. Somebody who is named again is another pseudonym."""
    return {act.body["person"]: act.body["ground"] for act in _acts(centre, "name_erased")}


def readable(centre: Centre) -> dict[str, Tier]:
    """Whose names can be read here, and for whom each is."""
    found = (centre.names.find(person) for person in centre.names.persons())
    return {one.person: one.tier for one in found if one is not None}


def recorded(centre: Centre) -> tuple[str, ...]:
    """Everybody of whom the record tells that a name was withheld, in order."""
    return tuple(sorted({person for person, _ in _told(centre)}))


def _told(centre: Centre) -> Iterator[tuple[str, Sealed]]:
    for act in _acts(centre, "names_withheld"):
        for one in act.body["persons"]:
            yield one["person"], Sealed(one["person"], tuple(one["commitments"]), one["tier"])


def _acts(centre: Centre, kind: str) -> Iterator[Act]:
    for index in centre.state.acts_of(kind):
        yield next(centre.ledger.acts(index))[1]


def _check_known(centre: Centre, person: str) -> None:
    known = PSEUDONYM.fullmatch(person) and (
        centre.names.find(person) is not None or person in recorded(centre)
    )
    if not known:
        raise BadArgument(say("person.unknown", person=person), Where(field="ID"))


def _check_ground(ground: str, named: NamedPerson | None) -> None:
    """The ground stays in the record for good: nothing like a word of the name may stand in it, and where the
    two cannot be compared, nothing but what needs no check."""
    if is_known_ground(ground):
        return
    where = Where(field="--ground")
    if named is None:
        raise BadArgument(say("person.ground_unchecked", known=GROUNDS), where)
    if len(ground) > _LONGEST_GROUND:
        raise BadArgument(say("person.long_ground", limit=_LONGEST_GROUND), where)
    if holds_alike(ground, named.name):
        raise BadArgument(say("person.name_in_ground", known=GROUNDS), where)
    if not (is_comparable(ground) and is_comparable(named.name)):
        raise BadArgument(say("person.ground_in_letters", known=GROUNDS), where)


def _still_in_inbox(centre: Centre, named: NamedPerson) -> Iterator[str]:
    for name in centre.inbox.names():
        text = f"{PurePath(name).name}\n" + centre.inbox.read(name, 1 << 30).decode(errors="replace")
        if holds_whole(text, named.name):
            yield centre.inbox.path(name)
