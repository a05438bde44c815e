"""What of a register an address asks for: one measure, one place and what lies in it, a first day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tregua.model.errors import BadArgument, Where
from tregua.model.messages import say
from tregua.model.register import Page
from tregua.model.standing import Register
from tregua.registers.measures import measures_of
from tregua.registers.parts import Part, Voice
from tregua.reporting.register_words import tell_measure
from tregua.web.view import View


@dataclass(frozen=True)
class Wanted:
    """What is asked for; nothing means all. ``within``: of each place that occurs, the places it lies in."""

    register: Register
    last: date
    measure: str = ""
    place: str = ""
    first: date | None = None
    within: Mapping[str, frozenset[str]] | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether only a measure or a place is asked for."""
        return bool(self.measure or self.place)

    @property
    def query(self) -> dict[str, str]:
        """The same as an address says it."""
        first = self.first.isoformat() if self.first else ""
        asked = {"name": self.register, "measure": self.measure, "place": self.place, "from": first}
        return {key: text for key, text in asked.items() if text}

    @property
    def part(self) -> Part:
        """The entries that are asked for."""
        return Part(self.register, self.first, self.last, self._hears if self.is_filtered else None)

    def _hears(self, voice: Voice) -> bool:
        return self.wants(voice.line.measure, voice.line.place_ids)

    def wants(self, measure: str, place_ids: Iterable[str]) -> bool:
        """Whether something of this measure and these places is asked for."""
        return self.measure in ("", measure) and (not self.place or any(self._lies(one) for one in place_ids))

    def _lies(self, place_id: str) -> bool:
        return self.place == place_id or self.place in (self.within or {}).get(place_id, ())

    def of_page(self, page: Page) -> Page:
        """Of a page what is asked for: its lines, the states they make, and what does not fit among them."""
        if not self.is_filtered:
            return page
        lines = tuple(one for one in page.lines if self.wants(one.measure, one.place_ids))
        words = [word.entry for line in lines for word in line.words]
        entries, claims = {one.entry_id for one in words}, {one.claim_id for one in words}
        states = tuple(
            one
            for one in page.states
            if any(word.entry_id in entries for word in one.words)
            and (not self.place or self._lies(one.about) or any(one.about == line.about for line in lines))
        )
        flags = tuple(one for one in page.flags if set(one.evidence) <= claims)
        return page.model_copy(update={"lines": lines, "states": states, "flags": flags})


@dataclass(frozen=True)
class Choice:
    """What one can ask for: measures and places that occur by the day, each with its words."""

    measures: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]


def read_wanted(name: Register, query: Mapping[str, str], view: View, last: date) -> tuple[Wanted, Choice]:
    """What the address asks for up to a last day, and what it could. Raises BadArgument for a measure or a
    place that is none, or a first day that is none or comes after the last."""
    with view.desk.entered(view.moment.as_of) as entered:
        lines = {voice.line for voice in entered.voices(Part(name, last=last))}
    within = {one: _places_around(one, view) for line in lines for one in line.place_ids}
    measure, place = query.get("measure", ""), query.get("place", "")
    if measure and measure not in measures_of(name):
        refused = say("register.no_such_measure", given=measure, register=name, known=measures_of(name))
        raise BadArgument(refused, Where(field="measure"))
    if place and view.renderer.names.find_place(place) is None:
        raise BadArgument(say("register.no_such_place", given=place), Where(field="place"))
    wanted = Wanted(name, last, measure, place, _first_day(query.get("from", ""), last), within)
    counted = {line.measure for line in lines} | ({measure} - {""})
    named = {one for line in lines for one in line.place_ids} | ({place} - {""})
    return wanted, Choice(
        tuple(
            sorted(((one, _capital(view.renderer.value(tell_measure(one)))) for one in counted), key=_words)
        ),
        tuple(sorted(((one, view.place(one)) for one in named), key=_words)),
    )


def _places_around(place_id: str, view: View) -> frozenset[str]:
    found = view.renderer.names.find_place(place_id)
    return frozenset(found.within) if found else frozenset()


def read_day(text: str, field: str) -> date | None:
    """An ISO day; None for nothing. Raises BadArgument naming the field."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadArgument(say("web.day.impossible", given=text), Where(field=field)) from None


def _first_day(text: str, last: date) -> date | None:
    first = read_day(text, "from")
    if first and first > last:
        raise BadArgument(say("history.backwards", first=first, last=last), Where(field="from"))
    return first


def _words(one: tuple[str, str]) -> str:
    return one[1].casefold()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
