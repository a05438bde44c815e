"""When something is owed: windows, terms, and the events from which days are counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import model_validator

from tregua.model.records import Record

Preposition = Literal["by", "before", "until", "from", "within"]
SIGNATURE = "signature"
"""The event that every accord has: the day it was signed."""


class Window(Record):
    """When an act is due, or from when until when a duty binds.

    - ``by``/``before``/``within``: ``due`` is the printed day. Whether it is itself in time says
      ``inclusive``; where that is not said, *before* leaves it out and every other word keeps it.
    - ``until``: ``due`` is the last day of a lasting duty, after which it no longer binds.
    - ``from``: ``starts_at``, local to ``zone``, is the instant from which it binds.

    Instead of a printed day, days may be counted: ``duration`` (ISO 8601, ``P14D``) after ``event``,
    an id of the accord's events, or ``signature``. The day of the event is not counted: what must be
    done within two days of a Monday is in time on Wednesday. For *from*, the duty then binds from
    that day's first minute.

    ``duration`` may have hours (``PT48H``). They are counted from the event's own hour; where only its day
    is known, from the end of that day, because whoever must act has the benefit of the doubt. ``ahead``
    counts back: so long before ``event``. ``due_at`` is the hour by which, local to ``zone``, where one
    is printed or counted; ``due`` is then its day.
    """

    preposition: Preposition
    due: date | None = None
    inclusive: bool = True
    starts_at: datetime | None = None
    event: str = ""
    duration: str = ""
    ahead: str = ""
    due_at: datetime | None = None
    zone: str = ""

    @model_validator(mode="before")
    @classmethod
    def _before_leaves_its_day_out(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("preposition") == "before":
            given = {"inclusive": False, **given}
        if isinstance(given, dict) and given.get("due_at") and not given.get("due"):
            day = given["due_at"]
            given = {**given, "due": day[:10] if isinstance(day, str) else day}
        return given


class Term(Record):
    """How long something runs, and how it goes on. Durations are ISO 8601.

    A year from 2 March ends on 2 March, that day included, as days are counted from events; with
    ``inclusive`` false it ends on 1 March. ``renewal`` is how long it goes on: ``by_itself``, unless notice
    is given in time where ``notice`` says so, or only ``by_agreement``.
    """

    starts_on: date
    duration: str
    inclusive: bool = True
    renewal: str | None = None
    renews: Literal["by_itself", "by_agreement"] = "by_itself"
    notice: str | None = None
    rule: str = ""


class Sign(Record):
    """What an item must say for something to be taken as known: an act, about an area, and, where
    ``naming`` is given, a day it must name."""

    act: str
    area: tuple[str, ...] = ()
    naming: date | None = None


class Milestone(Record):
    """An event from which the accord counts days.

    Exactly one of: ``on``, the day the accord itself names; ``at``, the hour it names, local to its zone;
    ``obligation``, whose fulfilment it is; ``sign``, what an item must say for it to have happened.
    """

    id: str
    title: str
    on: date | None = None
    at: datetime | None = None
    obligation: str = ""
    sign: Sign | None = None
