"""What of a register an address asks for: one measure, one place and what lies in it, a first day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tregua.model.errors import BadArgument, Where
from tregua.model.messages import say
from tregua.model.standing import Register
from tregua.registers.entries.parts import Part
from tregua.registers.pages.asked import Extract, read_measure
from tregua.reporting.letters import capital
from tregua.reporting.register_words import tell_measure
from tregua.web.view import View


@dataclass(frozen=True)
class Wanted:
    """Which part of a register is asked for, up to a last day and, where one is named, from a first."""

    extract: Extract
    last: date
    place: str = ""
    first: date | None = None

    @property
    def register(self) -> Register:
        """The register."""
        return self.extract.register

    @property
    def measure(self) -> str:
        """The one measure that is asked for; empty where every one is."""
        return self.extract.measure or ""

    @property
    def is_filtered(self) -> bool:
        """Whether only a measure or a place is asked for."""
        return self.extract.is_filtered

    @property
    def query(self) -> dict[str, str]:
        """The same as an address says it."""
        first = self.first.isoformat() if self.first else ""
        asked = {"name": self.register, "measure": self.measure, "place": self.place, "from": first}
        return {key: text for key, text in asked.items() if text}

    @property
    def part(self) -> Part:
        """The entries that are asked for."""
        return self.extract.part(self.first, self.last)


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
    names = view.renderer.names
    measure = read_measure(query.get("measure", ""), name, view.renderer.unit, "measure")
    place = query.get("place", "")
    if place and names.find_place(place) is None:
        raise BadArgument(say("register.no_such_place", given=place), Where(field="place"))
    extract = Extract(name, measure, frozenset({place}) if place else None, names.find_place)
    wanted = Wanted(extract, last, place, _first_day(query.get("from", ""), last))
    counted = {line.measure for line in lines} | ({measure} if measure else set())
    named = {one for line in lines for one in line.place_ids} | ({place} - {""})
    return wanted, Choice(
        tuple(
            sorted(((one, capital(view.renderer.value(tell_measure(one)))) for one in counted), key=_words)
        ),
        tuple(sorted(((one, view.place(one)) for one in named), key=_words)),
    )


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
