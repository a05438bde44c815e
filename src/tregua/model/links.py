"""The links of an accord on a day: what each is, how it is, who vouches for it, who controls its traffic.

All of it is somebody's word, or the accord's own; the two stand apart.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from tregua.model.records import Record
from tregua.model.register import Spell, State, StateWord, Word
from tregua.model.standing import Kind

LinkKind = Literal["road", "rail", "gas", "power", "water", "border_post", "corridor"]
"""What a link is. *Corridor* is only what an accord itself calls one: the word is on no side's say."""


class Stipulated(Record):
    """What the accord itself says of a link: an obligation of a clause that opens one or vouches for it.
    ``place_ids`` are the areas it names; none where it is of all links."""

    obligation_id: str
    clause: str
    kind: Kind
    obligors: tuple[str, ...]
    place_ids: tuple[str, ...] = ()


class KindWord(Record):
    """What a link is by somebody's word; by the accord's own outline where nobody is named."""

    kind: LinkKind
    said_by: str | None = None
    through: str | None = None
    claim_id: str = ""


class Course(Record):
    """Where the accord draws it on the day, and how well: valid from and until, both included."""

    zone_id: str
    schematic: bool
    precision_km: float
    valid_from: date | None = None
    valid_until: date | None = None


class Link(Record):
    """One link on a day. ``about`` is its place's id, or the name it is called by; ``state`` is None where
    nobody says how it is; ``lapsed`` what is said to have been until a day that is past. ``passages`` are
    each speaker's own counts, never added up; ``closed`` the hours by each speaker's words, in the period
    that ``Links`` names."""

    about: str
    kinds: tuple[KindWord, ...] = ()
    courses: tuple[Course, ...] = ()
    state: State | None = None
    lapsed: tuple[StateWord, ...] = ()
    guarantees: tuple[Word, ...] = ()
    controlled: tuple[Word, ...] = ()
    passages: tuple[Word, ...] = ()
    closed: tuple[Spell, ...] = ()
    stipulated: tuple[Stipulated, ...] = ()


class Links(Record):
    """Every link that the accord draws or somebody names; and what the accord stipulates of others.
    ``closed_since`` is the first day of the hours closed, the page's day the last."""

    links: tuple[Link, ...] = ()
    stipulated: tuple[Stipulated, ...] = ()
    closed_since: date | None = None
