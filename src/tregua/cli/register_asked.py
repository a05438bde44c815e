"""What ``tregua register`` was asked for, checked, and what the centre answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, get_args

from tregua.centre.announced import register_notices
from tregua.centre.corrected import known_later
from tregua.centre.moment import day_asked, parse_day, snapshot_as_of
from tregua.centre.persons_said import person_states
from tregua.centre.registers import (
    ask_registers,
    register_balances,
    register_intervals,
    register_on,
    register_series,
)
from tregua.cli.show import renderer_for
from tregua.model.actors import WhoIsWho
from tregua.model.errors import BadArgument, Where
from tregua.model.messages import Argument, Message, say
from tregua.model.person import PersonState
from tregua.model.register import Balance, Interval, Line, Notified, Spell
from tregua.model.standing import OF_PERSONS, Register
from tregua.registers import (
    spells_of,
)
from tregua.registers.accounts import account_of
from tregua.registers.courses.intervals import counted_from
from tregua.registers.entries.parts import Part
from tregua.registers.pages.asked import Extract, Shown, read_measure
from tregua.registers.pages.by_line import Figures, figures_by_line
from tregua.registers.pages.noted import noted_of
from tregua.registers.subjects.who_is_who import lay_out_actors
from tregua.reporting.register_words import tell_measure, tell_part, tell_place_of
from tregua.wiring import find_centre, open_as

if TYPE_CHECKING:
    from tregua.agreement.terms import Obligation
    from tregua.centre.centre import Centre
    from tregua.centre.entered import EnteredSince
    from tregua.centre.ports import Snapshot

_FIRST = date.min


def refuse(code: str, field: str, **args: Argument) -> NoReturn:
    """Raises BadArgument with this code, naming ``field``."""
    raise BadArgument(say(code, **args), Where(field=field))


@dataclass(frozen=True)
class Options:
    """What was typed, as typed; None for what was left out."""

    name: str
    on: str | None
    as_of: str | None
    since: str | None
    to: str | None
    measure: str | None
    place: str | None
    series: bool
    entries: bool


class Strand(NamedTuple):
    """The figures of one line and what they are called."""

    title: tuple[Message, ...]
    figures: Figures


@dataclass(frozen=True)
class Asked:
    """A register, a moment, and what of it is wanted. ``first`` and ``last`` bound the days of a series
    and of entries, where ``bounded``."""

    part: Extract
    centre: Centre
    snapshot: Snapshot
    on: date
    first: date
    bounded: bool

    @property
    def name(self) -> Register:
        """The register."""
        return self.part.register

    @property
    def known(self) -> date:
        """The day as of which it is known."""
        return self.centre.charter.day_at(self.snapshot.at)

    @property
    def is_filtered(self) -> bool:
        """Whether only a measure or a place was asked for."""
        return self.part.is_filtered

    @cached_property
    def lasts(self) -> bool:
        """Whether a figure of this register holds until the same speaker's next."""
        return account_of(self.name).lasts

    @cached_property
    def shown(self) -> Shown:
        """The register on the day, of it what was asked for and may be shown."""
        page = register_on(self.centre, self.snapshot, self.name, self.on)
        links: tuple[Interval, ...] = ()
        if self.part.shows("links"):
            first = counted_from(self.centre.agreement, self.on)
            links = register_intervals(self.centre, self.snapshot, self.name, first, self.on)
        return self.part.show(page, self.centre.agreement, links)

    def balances(self) -> tuple[Balance, ...]:
        """What each speaker says that each side received, and who is still held; of exchanges alone, and of
        them as a whole."""
        if not self.part.shows("balances"):
            return ()
        return self.part.balances(register_balances(self.centre, self.snapshot, self.on))

    def persons(self) -> tuple[PersonState, ...]:
        """Those of whom exchanges or losses tell, each where this register does; of them as a whole."""
        if not self.part.shows("persons"):
            return ()
        return self.part.persons(person_states(self.centre, self.snapshot, self.on, OF_PERSONS))

    def who_is_who(self) -> WhoIsWho | None:
        """Offices, relations and names on the day, the accord's word beside them; of actors alone."""
        if not self.part.shows("actors"):
            return None
        return lay_out_actors(self.shown.page, self.centre.agreement, self.part.place_ids)

    def intervals(self) -> tuple[Interval, ...]:
        """How each place or link was by each speaker's words, as far as it touches the days asked about; of
        registers that tell of states, as a whole."""
        if account_of(self.name).state is None or self.part.measure is not None:
            return ()
        found = register_intervals(self.centre, self.snapshot, self.name, self.first, self.on)
        return self.part.intervals(found)

    def spells(self) -> tuple[Spell, ...]:
        """The hours that these come to from ``first`` to the day; none where no first day was asked for."""
        return spells_of(self.intervals(), self.first, self.on) if self.first != _FIRST else ()

    def notified(self) -> tuple[Notified, ...]:
        """Every notice given up to the day, with the incidents that it may explain."""
        if not self.part.shows("notices"):
            return ()
        from tregua.centre.assess import know

        incidents = know(self.centre, self.snapshot).incidents
        part = self.part.part(last=self.on)
        return register_notices(self.centre, self.snapshot, incidents, part).shown

    def entered(self) -> EnteredSince:
        """Every entry that was asked for: those that stand in order of day, as they are read, and those that
        were corrected or struck out since."""
        from tregua.centre.entered import EnteredSince

        return EnteredSince(self.centre, self.snapshot, self._part())

    def known_later(self) -> tuple[int, date] | None:
        """How many entries are known now though none was then, and since when the first was."""
        return known_later(self.centre, self.snapshot, self._part())

    def entry_count(self) -> int:
        """How many these are."""
        with ask_registers(self.centre, self.snapshot) as entered:
            return entered.count(self._part())

    def later(self) -> int:
        """How many entries that were asked for are first seen after the day asked about."""
        if self.on == date.max:
            return 0
        part = self.part.part(first=self.on + timedelta(days=1), reaching=False)
        with ask_registers(self.centre, self.snapshot) as entered:
            return entered.count(part)

    def _part(self) -> Part:
        return self.part.part(self.first, self.on) if self.bounded else self.part.part()

    def strands(self) -> tuple[Strand, ...]:
        """The figures of each thing from ``first`` to the day, and what does not fit among them."""
        found = register_series(self.centre, self.snapshot, self.name, self.first, self.on, self.part.measure)
        wanted = [one for one in found if self.part.wants(one.measure, one.place_ids)]
        return tuple(
            Strand(_title(one, self.name), one)
            for one in figures_by_line(wanted, self.name, self.centre.agreement, self.on)
        )

    def notes(self, lines: Iterable[Line] = ()) -> tuple[Obligation, ...]:
        """The obligations whose notes say what these figures do not show: those this register bears on
        as a whole, and those that ask something of a line."""
        return noted_of(self.name, lines, self.centre.agreement)


def _title(figures: Figures, name: Register) -> tuple[Message, ...]:
    line, speakers = figures.line, [one.said_by or one.through or "" for one in figures.points]
    what = say("register.what", measure=tell_measure(line.measure, figures.acts))
    return (what, *tell_place_of(line, name), *tell_part(line, speakers))


def read_options(options: Options, folder: Path | None, audience: str | None = None) -> Asked:
    """What was asked for. Raises BadArgument for a wrong name, day, measure, place or combination,
    BadCentre where there is no centre or nothing recorded."""
    name = next((one for one in get_args(Register) if one == options.name), None)
    if name is None:
        refuse("register.unknown", "NAME", given=options.name, known=get_args(Register))
    _check_views(options)
    centre = open_as(find_centre(folder), audience)
    snapshot = snapshot_as_of(centre, options.as_of)
    last = day_asked(centre, options.on, snapshot)
    if options.to is not None:
        last = parse_day(options.to, "--to")
    first = parse_day(options.since, "--from") if options.since is not None else _FIRST
    if last < first:
        refuse("history.backwards", "--from", first=first, last=last)
    return Asked(
        part=_part(options, name, centre),
        centre=centre,
        snapshot=snapshot,
        on=last,
        first=first,
        bounded=any((options.on, options.since, options.to)),
    )


def _check_views(options: Options) -> None:
    if options.series and options.entries:
        refuse("register.one_view", "--entries")
    if options.on is not None and options.to is not None:
        refuse("register.two_last_days", "--to")
    if not (options.series or options.entries):
        for field, given in (("--from", options.since), ("--to", options.to)):
            if given is not None:
                refuse("register.days_of_a_page", field)


def _part(options: Options, name: Register, centre: Centre) -> Extract:
    """A measure by its id or by its name in the singular or the plural, a place by its id or a name."""
    if options.measure is None and options.place is None:
        return Extract(name)
    renderer = renderer_for(centre.agreement, centre.vocabulary)
    measure = read_measure(options.measure or "", name, renderer.unit, "--measure")
    find_place = renderer.names.find_place
    return Extract(name, measure, _places(options.place, centre, find_place), find_place)


def _places(given: str | None, centre: Centre, find_place: Callable[[str], object]) -> frozenset[str] | None:
    if given is None:
        return None
    if find_place(given) is not None:
        return frozenset({given})
    named = centre.vocabulary.places.by_name(given)
    if not named:
        refuse("register.no_such_place", "--place", given=given)
    return frozenset(one.place_id for one in named)
