"""Who is who on a day: offices and who is said to hold them, relations, names in each party's usage.

Everything here is a word with its entry, or the accord's own word, which stands beside and decides nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from tregua.model.records import Record
from tregua.model.register import Manner


class ActorWord(Record):
    """One speaker's word. ``since`` and ``until`` are the stretch it tells (ISO), null where it tells none;
    ``on`` the last day that it speaks for; ``name`` whom or what it names, ``title`` by what title."""

    manner: Manner
    name: str = ""
    title: str = ""
    since: str | None = None
    until: str | None = None
    on: date | None
    said_by: str | None
    through: str | None
    entry_id: str
    claim_id: str


class AccordHolder(Record):
    """A person whom the accord's data names in an office, with the days it gives."""

    name: str
    since: str | None = None
    until: str | None = None


class Office(Record):
    """An office on a day. ``title`` tells apart those that one institution has, in lower case; empty where
    the actor's id is the office. ``holders`` are the names told, each with its words. ``contested``: two of
    the words cannot both be so of any one day, or somebody denies what another says."""

    actor: str
    title: str = ""
    holders: tuple[Holder, ...] = ()
    contested: bool = False
    by_accord: tuple[AccordHolder, ...] = ()


class Holder(Record):
    """Somebody said to hold an office, in it alone."""

    name: str
    words: tuple[ActorWord, ...]


class Relation(Record):
    """What is said of how two stand: ``act`` tells how; ``about`` is a unit's own name where the actor has
    no id of its own."""

    act: str
    actor: str | None = None
    about: str = ""
    to: str | None = None
    words: tuple[ActorWord, ...]
    contested: bool = False


class Naming(Record):
    """What an actor or a place is called: each name with whose usage it is, none before another."""

    actor: str | None = None
    place_ids: tuple[str, ...] = ()
    words: tuple[ActorWord, ...]


class AccordWord(Record):
    """What the accord itself says: its parties and how they take part, who speaks for them, who sits in the
    centre for whom, who vouches for what to whom, what body is to be set up. A body's ``actor`` and those who
    speak for a party are actors, all others parties. ``text`` is what a clause asks, or a delegation's name;
    ``clause`` its id, if any; ``note`` what the data adds."""

    what: Literal["party", "guarantor", "observer", "delegation", "guarantee", "body"]
    actor: str
    to: tuple[str, ...] = ()
    text: str = ""
    note: str = ""
    clause: str = ""
    obligation_id: str = ""


class AccordForms(Record):
    """The accord's forms of an actor's or a place's name: the neutral one, and each party's in its order."""

    subject: str
    name: str
    forms: tuple[tuple[str, str], ...]


class WhoIsWho(Record):
    """The register of actors on a day, arranged; its lines hold the same words."""

    on: date
    offices: tuple[Office, ...] = ()
    relations: tuple[Relation, ...] = ()
    names: tuple[Naming, ...] = ()
    accord: tuple[AccordWord, ...] = ()
    forms: tuple[AccordForms, ...] = ()


Office.model_rebuild()
