"""What a register declares of itself: the acts that feed it, what it counts, what tells its lines apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tregua.agreement.terms import Agreement
from tregua.model.ground import PartOfControl
from tregua.model.records import Event, QuantityMention
from tregua.model.register import Flag, Manner, Page
from tregua.model.standing import Entry, Kind, Register
from tregua.model.when import day_of, first_instant, last_instant
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.steps import join_step

Beside = Literal["balances", "persons", "ground", "links", "actors", "notices"]
"""What a page can show beside lines and states. *Ground* are handovers step by step and the map; persons are
shown by those registers that are of persons (``OF_PERSONS``)."""


@dataclass(frozen=True)
class Feed:
    """One act (with everything below it) that feeds a register.

    ``counts`` maps a unit to the measure it is entered under; a unit that is not named is not this
    register's business. ``step`` is the measure of the act itself (the act's last word when empty).
    The step is entered when nothing was counted, or always where ``keeps_steps``.
    ``only_counts`` means the act by itself is no entry. ``apart`` are units of which an act counted in these
    alone is no step of the whole: three positions held in an area are not the area.
    """

    act: str
    counts: Mapping[str, str] = field(default_factory=dict)
    step: str = ""
    keeps_steps: bool = False
    only_counts: bool = False
    apart: tuple[str, ...] = ()


def as_named(entry: Entry, agreement: Agreement) -> str | None:
    """Under whose name it is told what the actor does that an entry names."""
    return agreement.shown_as(entry.actor)


def side_named(entry: Entry, agreement: Agreement) -> str | None:
    """The side of the actor that an entry names, or the actor where it is of no side."""
    return agreement.side_of(entry.actor) or entry.actor


def as_told(entry: Entry, agreement: Agreement) -> str:
    """The name of the thing that an entry is about, as it is told."""
    return entry.about


def as_sorted(category: str, unit: str) -> str:
    """The sort that is given; a unit tells none."""
    return category


@dataclass(frozen=True)
class Account:
    """One register: its name and its feeds, the most particular act first.

    ``lasts``: a figure holds until the same speaker's next one (how many stand somewhere); otherwise it
    is of its own day alone (how many fell, how many were exchanged), unless it is a running total.
    ``whose`` gives the side that an entry's line is of; ``receives_as_named``: whom something is done to is
    the actor that is named, not its side; ``suffered_as_shown``: in these acts it is told under its own name,
    where it goes by one; ``known_as``: by what name the thing goes that a line is about.
    ``state`` gives what an entry says of how the places and links it names are: who holds them, whether they
    are open; None where it says nothing.
    ``lasting_acts``: those whose first and last time tell a stretch through which it was so (closed from the
    12th to the 14th), not an instant that is not known better. ``ending_acts``: those that tell the end of
    what the same speaker said of the same thing. ``ends_alone``: a last day that is told without a first
    one is such an end too (in office until the 4th); elsewhere it is one only where it is told as that
    (``Entry.ends``), and else the day by which something was so.
    ``naming_acts``: those that are about a name, which may be of several; other lines are about a thing.
    ``others_word``: in what manner one side tells of what is
    the other's. ``sort_of``: of what sort those counted are, by the word that is given and by the unit.
    ``rests_on``: what of an accord, beyond whose side an actor is of, ``whose`` and ``known_as`` ask, by a
    name, as values of JSON. Agreements alike in it put this register's entries in the same places.
    ``checks`` tell what does not fit on a page of this register and could on another.
    ``part_of``: what its entries tell that must not be taken for one another, where they tell several things.
    ``beside``: what its page shows beside lines and states. ``borne_on_by``: obligations of these kinds carry
    notes that bear on all of its figures. ``held_against``: obligations of these kinds ask how many
    there are to be of what it counts: at one time where figures last, else in all.
    """

    name: Register
    feeds: tuple[Feed, ...]
    lasts: bool = False
    whose: Callable[[Entry, Agreement], str | None] = as_named
    receives_as_named: bool = False
    suffered_as_shown: tuple[str, ...] = ()
    known_as: Callable[[Entry, Agreement], str] = as_told
    state: Callable[[Entry, Agreement], str | None] | None = None
    lasting_acts: tuple[str, ...] = ()
    ending_acts: tuple[str, ...] = ()
    ends_alone: bool = False
    naming_acts: tuple[str, ...] = ()
    others_word: Manner = "acknowledged"
    sort_of: Callable[[str, str], str] = as_sorted
    rests_on: Mapping[str, Callable[[Agreement], object]] = field(default_factory=dict)
    checks: tuple[Callable[[Page], Iterable[Flag]], ...] = ()
    part_of: Callable[[Entry], PartOfControl] | None = None
    beside: tuple[Beside, ...] = ()
    borne_on_by: tuple[Kind, ...] = ()
    held_against: tuple[Kind, ...] = ()

    def stretch_of(self, entry: Entry) -> tuple[str, str] | None:
        """The first and the last time of the stretch that an entry names, the last empty where it is left
        open; None where it names none. One of which only the end is told is known from when that was said."""
        return None if entry.is_meant or not self._may_last(entry) else stretch_named(entry)

    def speaks_of(self, entry: Entry) -> tuple[str, str] | None:
        """The first and the last time of which an entry's stretch speaks: its own; of one left open those to
        the time when it was told, because things change. None where it names no stretch."""
        return None if self.stretch_of(entry) is None else times_spoken_of(entry)

    def days_of(self, entry: Entry) -> tuple[date, date] | None:
        """The first and the last day of which an entry speaks: those of its stretch (:meth:`speaks_of`), else
        its one day. None where it has none."""
        spoken = self.speaks_of(entry)
        if spoken is not None:
            return day_of(spoken[0]), day_of(spoken[1])
        return (entry.on, entry.on) if entry.on else None

    def is_over(self, entry: Entry, on: date) -> bool:
        """Whether the stretch that an entry itself names, told or meant, was over before ``on``. A day by
        itself ends nothing, nor do days told backwards."""
        return self._may_last(entry) and has_run_out(entry, on, alone=self.ends_alone)

    def thing_of(self, line: str, entry: Entry) -> str:
        """The thing that a line told to be about ``line`` is about; empty where that is only a name."""
        return "" if any(is_a(entry.act, act) for act in self.naming_acts) else line

    def _may_last(self, entry: Entry) -> bool:
        return any(is_a(entry.act, act) for act in self.lasting_acts)

    def receiver(self, act: str, to: str | None, agreement: Agreement) -> str | None:
        """Whom something is done to, as entries tell it."""
        if self.receives_as_named:
            return to
        shown = any(is_a(act, one) for one in self.suffered_as_shown)
        return agreement.shown_as(to) if shown else agreement.side_of(to) or to

    def feed_of(self, event: Event) -> Feed | None:
        """The first feed that the event's act belongs to, or None."""
        return next((feed for feed in self.feeds if is_a(event.act, feed.act)), None)


def stretch_named(entry: Entry) -> tuple[str, str] | None:
    """The first and the last time that an entry names, if they are those of a stretch; the last empty where
    it is left open. See :meth:`Account.stretch_of`."""
    first, last = entry.earliest, entry.latest or ""
    if first is None:
        return (_known_since(entry, last), last) if entry.ends else None
    return (first, last) if not last or names_a_stretch(entry) else None


def times_spoken_of(entry: Entry) -> tuple[str, str] | None:
    """The same, one left open up to the time when it was told, but never to one before it began."""
    stretch = stretch_named(entry)
    if stretch is None:
        return None
    first, last = stretch
    told = entry.published_at or first
    return first, last or (told if last_instant(told) > last_instant(first) else first)


def has_run_out(entry: Entry, on: date, *, alone: bool) -> bool:
    """Whether the days that an entry names, if they are a stretch, were over before ``on``. ``alone``: a last
    day told without a first one ends a stretch too, though it is not told as an end."""
    if entry.latest is None:
        return False
    ends = alone or entry.ends if entry.earliest is None else names_a_stretch(entry)
    return ends and day_of(entry.latest) < on


def names_a_stretch(entry: Entry) -> bool:
    """Whether a first and a last time that an entry names are those of a stretch: of one day only where the
    last is told as its end."""
    first, last = entry.earliest, entry.latest
    if first is None or last is None:
        return False
    return first < last or (entry.ends and first_instant(first) <= last_instant(last))


def _known_since(entry: Entry, last: str) -> str:
    """When it was said, or the end itself where it was said later."""
    said = entry.published_at
    return said if said and first_instant(said) <= last_instant(last) else last


def as_they_are(*units: str) -> dict[str, str]:
    """Units that are measures of their own."""
    return {unit: unit for unit in units}


def counted_as(measure: str, *units: str) -> dict[str, str]:
    """Units entered under one measure; a number without a unit is taken for it too."""
    return dict.fromkeys((*units, measure, ""), measure)


def each_told_as(step: str, *units: str) -> dict[str, str]:
    """Units of a step whose figures are of their own: servicemen who arrive are no strength of the force."""
    return {unit: join_step(step, unit) for unit in units}


def measure_of(feed: Feed, quantity: QuantityMention) -> str | None:
    """The measure a quantity is entered under, or None where this register does not count it."""
    return feed.counts.get(quantity.unit)


def step_of(feed: Feed, event: Event) -> str:
    """The measure of the step itself: ``handover.enter`` → ``enter``."""
    return feed.step or event.act.rpartition(".")[2]
