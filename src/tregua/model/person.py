"""Persons as the registers know them: by pseudonym, with what is said of each and by whom.

A pseudonym says nothing of the name: it is drawn by lot. The name lies sealed apart
(:mod:`tregua.centre.persons`) and is no part of anything here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from tregua.model.records import Record
from tregua.model.standing import Register
from tregua.model.tiers import Tier

PSEUDONYM = re.compile(r"person-[0-9a-f]{16}")

PERSON_TO_COME = "person-to-come"
"""Stands on trial where a pseudonym will: none is drawn before a name is entered."""

GROUNDS = (
    "asked for by the person",
    "asked for by the family",
    "consent withdrawn",
    "wrong person",
    "ordered by a court",
    "ordered by an authority",
    "required by the rules of the centre",
    "no longer needed",
    "entered in error",
)
"""Grounds of an erasure that hold no name, whoever it is of; a number may stand behind each."""


def is_known_ground(text: str) -> bool:
    """Whether a ground is one of :data:`GROUNDS`, alone or with a number, such as a day or a reference."""
    plain = " ".join(text.casefold().split())
    return any(
        plain.startswith(one) and re.fullmatch(r"(?:,? \d[\d./-]*)?", plain.removeprefix(one))
        for one in GROUNDS
    )


PersonStep = Literal[
    "listed",
    "requested",
    "visited",
    "missing",
    "held",
    "dead",
    "returned",
    "body_returned",
    "not_held",
    "not_dead",
    "not_returned",
    "other",
]
"""What a word says of a person. *Not held*, *not dead*, *not returned* are denials."""

PersonCondition = Literal["missing", "held", "not_held", "dead", "returned", "body_returned"]
"""How a person is said to be. Nothing of these is the centre's: each is somebody's word."""


class PersonWord(Record):
    """One word of one person, as entered: what it says, of which day, where, by whom."""

    step: PersonStep
    on: date | None
    said_by: str | None
    through: str | None
    place_ids: tuple[str, ...] = ()
    register_name: Register
    entry_id: str
    claim_id: str


class PersonRequest(Record):
    """One speaker's request for a person: since when; answered on which day and by which claim, or open
    for ``open_days`` days up to the day asked about."""

    said_by: str | None
    through: str | None
    since: date
    answered_on: date | None = None
    answer_claim_id: str | None = None
    open_days: int | None = None
    claim_id: str


class PersonState(Record):
    """A person on a day, by everybody's words.

    ``sides`` are the sides that the words name as the person's own; ``condition`` how the latest words say
    that the person is, null where they differ (``contested``) or nobody says; ``resting_on`` are those
    words. ``requests`` are who asked and whether anybody else has answered; ``words`` everything said up to
    the day, in order.
    """

    person: str
    sides: tuple[str, ...] = ()
    condition: PersonCondition | None = None
    contested: bool = False
    resting_on: tuple[PersonWord, ...] = ()
    requests: tuple[PersonRequest, ...] = ()
    words: tuple[PersonWord, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody asked and nobody else has answered."""
        return any(one.open_days is not None for one in self.requests)


class NamedPerson(Record):
    """A name as it was given, and the year of birth where one was: what is withheld."""

    name: str
    born: str = ""

    def __repr__(self) -> str:
        return "NamedPerson(withheld)"

    __str__ = __repr__


class Withheld(Record):
    """Somebody whom a sheet names, the pseudonym that stands there instead, and for whom the name is."""

    person: str
    named: NamedPerson
    tier: Tier

    def __repr__(self) -> str:
        return f"Withheld({self.person})"

    __str__ = __repr__


class PersonAnswer(PersonState):
    """A person in ``tregua persons --json``. ``name`` tells where the name is, never what it is: *sealed*
    here, for ``tier``; *erased*, on ``ground``; *not here*, where its key or the sealed name is missing;
    *withheld* from all but the centre itself, which alone is told where it is."""

    name: Literal["sealed", "erased", "not_here", "withheld"]
    tier: Tier | None = None
    ground: str = ""


class NameTold(Record):
    """Who read which name (``by``, of which ``role``, ``seen_as`` which audience), or a name's erasure, with
    its ``ground``. ``at`` is the centre's clock."""

    at: str
    what: Literal["read", "erased"]
    person: str
    by: str = ""
    role: str = ""
    seen_as: str = ""
    ground: str = ""
