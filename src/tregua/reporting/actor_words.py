"""Who is who, as messages: offices and their holders, relations, names, and what the accord says itself."""

from __future__ import annotations

from collections.abc import Iterable

from tregua.model.actors import AccordHolder, AccordWord, ActorWord, Naming, Office, Relation
from tregua.model.messages import Argument, Message, say
from tregua.model.when import day_of
from tregua.reporting.letters import capital

_TO = {"delegation": "to", "guarantee": "to", "body": "by"}


def tell_office(office: Office) -> Message:
    """Which office it is: of one institution several may be told apart by title."""
    actor = f"actor:{office.actor}"
    if not office.title:
        return say("actors.office", actor=actor)
    return say("actors.office.titled", actor=actor, title=capital(office.title))


def tell_held(word: ActorWord, office: Office) -> str | Message:
    """Who holds it, and by what title where the word gives one that the office itself does not tell."""
    if not word.title or word.title == office.title:
        return word.name
    return say("actors.held", name=word.name, title=capital(word.title))


def tell_relation(relation: Relation) -> Message:
    """Who stands how to whom; a unit without an id of its own goes by its name."""
    who: Argument = relation.about or f"actor:{relation.actor}"
    return say("actors.relation", who=who, act=f"act:{relation.act}", whom=f"actor:{relation.to}")


def tell_subject(naming: Naming) -> Argument:
    """Of whom or of what a name is."""
    if naming.actor:
        return f"actor:{naming.actor}"
    return tuple(f"place:{place}" for place in naming.place_ids)


def tell_days(word: ActorWord | AccordHolder) -> Message:
    """The stretch that a word tells, else the day that it speaks for."""
    since, until = (day_of(one) if one else None for one in (word.since, word.until))
    if since and until:
        return say("actors.days.between", since=since, until=until)
    if since:
        return say("actors.days.since", since=since)
    if until:
        return say("actors.days.until", until=until)
    day = word.on if isinstance(word, ActorWord) else None
    return say("actors.days.on", day=day) if day else say("actors.days.untold")


def tell_accord(word: AccordWord) -> Message:
    """One thing that the accord says itself, with its clause where it is in one."""
    known_as = "party" if word.what in _TO else "actor"  # else they are who speaks for a party
    to = tuple(f"{known_as}:{one}" for one in word.to)
    code = f"actors.accord.{word.what}" + (f".{_TO.get(word.what, 'spoken')}" if to else "")
    if word.what == "delegation":
        return say(code, seat=word.text, to=to)
    actor = f"actor:{word.actor}" if word.what == "body" else f"party:{word.actor}"
    if not word.obligation_id:
        return say(code, actor=actor, to=to)
    return say(code, actor=actor, to=to, text=word.text, clause=f"clause:{word.clause}")


def alike_words(words: Iterable[ActorWord]) -> list[tuple[ActorWord, ...]]:
    """Words that tell the same in the same manner of the same days, together, in their order."""
    groups: dict[tuple[object, ...], list[ActorWord]] = {}
    for word in words:
        key = (word.manner, word.name, word.title, word.since, word.until, word.on)
        groups.setdefault(key, []).append(word)
    return [tuple(group) for group in groups.values()]
