"""What of a register is asked for, one measure or one place, and what of it may then be shown.

A part must not be taken for the whole. What tells of a whole (the steps of a handover, the map, the links
one by one) is made of the whole page and only then narrowed: made of the lines of one measure alone it
would say *nobody says* where somebody does. Where it cannot be narrowed it is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from tregua.agreement.terms import Agreement
from tregua.model.errors import BadArgument, Where
from tregua.model.ground import Handover
from tregua.model.links import Links
from tregua.model.messages import say
from tregua.model.person import PersonState
from tregua.model.register import Balance, Interval, Line, Page, State
from tregua.model.standing import OF_PERSONS, Register
from tregua.registers.account import Beside
from tregua.registers.accounts import account_of
from tregua.registers.courses.intervals import counted_from, spells_of
from tregua.registers.entries.measures import measures_of
from tregua.registers.entries.parts import Part, Voice
from tregua.registers.pages.apart import states_apart
from tregua.registers.subjects.crossings import links_on
from tregua.registers.subjects.handovers import handovers_on
from tregua.vocabulary.units import UNITS

_OF_A_MEASURE: frozenset[Beside] = frozenset({"balances", "notices"})
_OF_A_PLACE: frozenset[Beside] = frozenset({"ground", "links", "actors", "notices"})
"""What can be told of one measure alone, and of one place alone."""


class Place(Protocol):
    """A place, as far as asking goes."""

    @property
    def within(self) -> Iterable[str]:
        """The ids of the places that it lies in."""
        ...


def _unknown(_place_id: str) -> None:
    return None


@dataclass(frozen=True)
class Extract:
    """Which part of a register is asked for. ``measure`` and ``place_ids`` are None where every one is; a
    place brings along what lies in it, as ``find_place`` knows it."""

    register: Register
    measure: str | None = None
    place_ids: frozenset[str] | None = None
    find_place: Callable[[str], Place | None] = field(default=_unknown, compare=False)

    @property
    def is_filtered(self) -> bool:
        """Whether only a measure or a place is asked for."""
        return self.measure is not None or self.place_ids is not None

    def wants(self, measure: str, place_ids: Iterable[str]) -> bool:
        """Whether something of this measure and these places is asked for."""
        if self.measure is not None and measure != self.measure:
            return False
        return self.place_ids is None or any(self.lies(one) for one in place_ids)

    def lies(self, place_id: str) -> bool:
        """Whether this is, or lies in, a place that is asked for."""
        if self.place_ids is None or place_id in self.place_ids:
            return True
        found = self.find_place(place_id)
        return found is not None and not self.place_ids.isdisjoint(found.within)

    def shows(self, beside: Beside) -> bool:
        """Whether this is shown beside the lines: the register has it, and it can be told of the part."""
        of_persons = self.register in OF_PERSONS
        if not (of_persons if beside == "persons" else beside in account_of(self.register).beside):
            return False
        return (self.measure is None or beside in _OF_A_MEASURE) and (
            self.place_ids is None or beside in _OF_A_PLACE
        )

    def part(self, first: date | None = None, last: date | None = None, *, reaching: bool = True) -> Part:
        """The entries that are asked for, seen from a day from ``first`` to ``last``; with the stretches that
        began before and reach into these days, unless ``reaching`` is False."""
        wants = self._hears if self.is_filtered else None
        return Part(self.register, first, last, wants, reaching=reaching)

    def show(self, page: Page, agreement: Agreement, intervals: Iterable[Interval] = ()) -> Shown:
        """What of the whole page may be shown. ``intervals`` are how each link was up to the page's day, from
        :func:`counted_from` on at the latest."""
        part = self._narrowed(page)
        areas, positions = states_apart(page)
        kept = {one.about for one in part.states}
        links = self._links(page, part.lines, agreement, intervals)
        linked = {one.about for one in links.links} if links else set()
        return Shown(
            page=part,
            whole=page,
            areas=tuple(one for one in areas if one.about in kept - linked),
            positions=tuple(one for one in positions if one.about in kept),
            handovers=self._handovers(page, agreement),
            links=links,
        )

    def balances(self, found: Iterable[Balance]) -> tuple[Balance, ...]:
        """Of the balances of exchanges what is asked for; of a place there is none."""
        if not self.shows("balances"):
            return ()
        return tuple(one for one in found if self.measure in (None, one.measure))

    def persons(self, found: Iterable[PersonState]) -> tuple[PersonState, ...]:
        """Those of whom this register tells something; of the register as a whole."""
        if not self.shows("persons"):
            return ()
        return tuple(one for one in found if any(word.register_name == self.register for word in one.words))

    def intervals(self, found: Iterable[Interval]) -> tuple[Interval, ...]:
        """How the places and links that are asked for were; a measure alone does not tell."""
        if self.measure is not None:
            return ()
        return tuple(one for one in found if self.lies(one.about))

    def wants_of(self, about: str, lines: Iterable[Line]) -> bool:
        """Whether a place or thing is asked for: it lies there, or one of the lines asked for is of it."""
        return self.lies(about) or any(about.casefold() == line.about.casefold() for line in lines)

    def _hears(self, voice: Voice) -> bool:
        return self.wants(voice.line.measure, voice.line.place_ids)

    def _narrowed(self, page: Page) -> Page:
        """Its lines, the states they make, and what does not fit among them."""
        if not self.is_filtered:
            return page
        lines = tuple(one for one in page.lines if self.wants(one.measure, one.place_ids))
        words = [word.entry for line in lines for word in line.words]
        entries, claims = {one.entry_id for one in words}, {one.claim_id for one in words}
        states = tuple(
            one
            for one in page.states
            if any(word.entry_id in entries for word in one.words) and self.wants_of(one.about, lines)
        )
        lapsed = tuple(one for one in page.lapsed if any(word.entry_id in entries for word in one.words))
        flags = tuple(one for one in page.flags if set(one.evidence) <= claims)
        return page.model_copy(update={"lines": lines, "states": states, "lapsed": lapsed, "flags": flags})

    def _handovers(self, page: Page, agreement: Agreement) -> tuple[Handover, ...]:
        if not self.shows("ground"):
            return ()
        return tuple(one for one in handovers_on(page, agreement) if self.lies(one.place_id))

    def _links(
        self, page: Page, lines: Sequence[Line], agreement: Agreement, intervals: Iterable[Interval]
    ) -> Links | None:
        if not self.shows("links"):
            return None
        first = counted_from(agreement, page.on)
        found = links_on(page, agreement, spells_of(intervals, first, page.on))
        found = found.model_copy(update={"closed_since": first})
        if self.place_ids is None:
            return found
        asked = tuple(one for one in found.links if self.wants_of(one.about, lines))
        return found.model_copy(update={"links": asked, "stipulated": ()})


@dataclass(frozen=True)
class Shown:
    """What of a page may be shown: ``page`` is the part that was asked for, of ``whole``. ``areas`` and
    ``positions`` are its states, told apart, without those of links that are told one by one. ``links`` is
    None where none are shown."""

    page: Page
    whole: Page
    areas: tuple[State, ...] = ()
    positions: tuple[State, ...] = ()
    handovers: tuple[Handover, ...] = ()
    links: Links | None = None


def read_measure(
    given: str, name: Register, unit: Callable[[str, float | None], str], where: str
) -> str | None:
    """The id of a measure of the register, given by it or by its name in the singular or the plural, as
    ``unit`` tells it of a count; None for nothing. Raises BadArgument naming the field ``where``."""
    known = measures_of(name)
    if not given or given in known:
        return given or None
    for measure in known:
        if measure in UNITS and given.casefold() in (unit(measure, 1), unit(measure, 2)):
            return measure
    refused = say("register.no_such_measure", given=given, register=name, known=known)
    raise BadArgument(refused, Where(field=where))
