"""Persons on a register's page, by pseudonym: how each is said to be, by whom, and who asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tregua.model.messages import say
from tregua.model.person import PersonState
from tregua.registers.pages.asked import Extract
from tregua.web.paging import NONE, Sheet, some
from tregua.web.view import View

_MOST = 100


@dataclass(frozen=True)
class Told:
    """One word of a person: what, of which day, where, by whom, and the claim it stands in."""

    what: str
    day: str
    places: tuple[str, ...]
    actor_id: str | None
    claim_id: str
    after: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class PersonOnPage:
    """A person: the pseudonym, whose, how they are said to be, and every word of it."""

    person: str
    sides: str
    how: str
    contested: bool
    told: tuple[Told, ...]


@dataclass(frozen=True)
class PersonsOnPage:
    """Some of the persons of a register; ``open`` counts all of whom somebody still asks."""

    sheet: Sheet = NONE
    open: int = 0

    @property
    def shown(self) -> Sequence[PersonOnPage]:
        """Those on this page."""
        return self.sheet.shown


NOBODY = PersonsOnPage()


def lay_out_persons(asked: Extract, view: View, start: int = 0) -> PersonsOnPage:
    """Everybody of whom this register tells something, with what exchanges and losses tell of them."""
    if not asked.shows("persons") or not view.may("see_persons", "sealed"):
        return NOBODY
    mine = asked.persons(view.desk.persons(view.moment.on, view.moment.as_of))
    ordered = sorted(mine, key=lambda one: (not one.is_open, not one.contested, one.person))
    sheet = some(ordered, start, _MOST)
    return PersonsOnPage(
        sheet=replace(sheet, shown=tuple(_lay_out(one, view) for one in sheet.shown)),
        open=sum(one.is_open for one in mine),
    )


def _lay_out(one: PersonState, view: View) -> PersonOnPage:
    condition = "contested" if one.contested else one.condition or "unknown"
    return PersonOnPage(
        person=one.person,
        sides=", ".join(view.party(side) for side in one.sides),
        how=view.t(f"person.condition.{condition}"),
        contested=one.contested,
        told=(*_requests(one, view), *_words(one, view)),
    )


def _requests(one: PersonState, view: View) -> tuple[Told, ...]:
    return tuple(
        Told(
            what=view.t("person.step.requested"),
            day=view.day(request.since),
            places=(),
            actor_id=request.said_by or request.through,
            claim_id=request.claim_id,
            after=view.say(
                say("person.answered", day=request.answered_on)
                if request.answered_on
                else say("person.open", days=request.open_days or 0)
            ),
            is_open=request.open_days is not None,
        )
        for request in one.requests
    )


def _words(one: PersonState, view: View) -> tuple[Told, ...]:
    return tuple(
        Told(
            what=view.t(f"person.step.{word.step}"),
            day=view.day(word.on) if word.on else "",
            places=tuple(view.place(place) for place in word.place_ids),
            actor_id=word.said_by or word.through,
            claim_id=word.claim_id,
        )
        for word in one.words
        if word.step != "requested"
    )
