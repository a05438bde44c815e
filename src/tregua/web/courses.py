"""How a register's figures run over the days, each speaker's apart, each figure as it was given.

Only figures told as facts are drawn, each at the day it is of: a total at its last, a
stretch at its first, with a line to its last where that is told. A bound points the way it leaves
open, an estimate is hollow, a range is as tall as it is wide. Two figures are joined only where they are
of one speaker and near enough in time that no gap is told between them; a figure that the same speaker
gave otherwise later is struck through and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry, Register
from tregua.registers import post
from tregua.registers.accounts import account_of
from tregua.registers.checks.differing import figure_of, revisions
from tregua.registers.courses.audit import QUIET_DAYS
from tregua.registers.entries.parts import Part, Voice
from tregua.registers.entries.posting import LineKey, seen_on, stretch_on
from tregua.reporting.chart_svg import nice_step
from tregua.web.view import View

Shape = Literal["exact", "about", "more", "fewer", "nearly", "range"]
_SHAPES: dict[str, Shape] = {
    "~": "about", ">": "more", ">=": "more", "<": "fewer", "<=": "fewer", "<~": "nearly",
}  # fmt: skip
_FEWEST = 3
_SPEAKERS = 5
_MARKS = 300
_STEPS = 3
_FEW = 2_000  # entries, every figure of which is drawn
_CHARTS = 8
_ALL_MARKS = 600


@dataclass(frozen=True)
class Mark:
    """One figure: how far along the days (0 to 1), and its ends up the chart (0 to 1). ``revised``: its
    speaker gave another for the same day later. ``until`` is how far it is told to last, where it is."""

    day: date
    across: float
    low: float
    high: float
    shape: Shape
    entry: Entry
    revised: bool = False
    until: float | None = None


@dataclass(frozen=True)
class Run:
    """One speaker's figures in order of their days, and the pairs near enough to be joined."""

    speaker: str
    place_ids: tuple[str, ...]
    about: str
    marks: tuple[Mark, ...]

    @property
    def joined(self) -> tuple[tuple[Mark, Mark], ...]:
        """Neighbours between which no gap is told."""
        standing = [one for one in self.marks if not one.revised]
        return tuple(
            (one, other) for one, other in pairwise(standing) if 0 < (other.day - one.day).days <= QUIET_DAYS
        )

    @property
    def last(self) -> Mark:
        """The newest figure that stands."""
        return next((one for one in reversed(self.marks) if not one.revised), self.marks[-1])


@dataclass(frozen=True)
class Course:
    """One measure's figures by speaker. ``line`` tells whose and how counted; ``ticks`` are values with
    their height (0 to 1), ``ground`` the height of nothing; ``more_speakers`` are those left out, and
    ``older`` how many of each speaker's figures before the newest ones, together."""

    line: LineKey
    runs: tuple[Run, ...]
    ticks: tuple[tuple[float, float], ...]
    ground: float
    lasts: bool
    more_speakers: int = 0
    older: int = 0

    @property
    def joins(self) -> bool:
        """Whether a figure stands until the next: levels and running totals do, a day's own does not."""
        return self.lasts or self.line.basis == "total"

    @property
    def labelled(self) -> tuple[Mark, ...]:
        """Each speaker's newest figure, where it does not stand over another that is labelled."""
        found: list[Mark] = []
        for one in sorted((run.last for run in self.runs), key=lambda one: one.day, reverse=True):
            if all(
                abs(one.across - other.across) > 0.15 or abs(one.high - other.high) > 0.12 for other in found
            ):
                found.append(one)
        return tuple(found)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every figure, in order of its day."""
        return tuple(sorted((one for run in self.runs for one in run.marks), key=lambda one: one.day))


class _Group(NamedTuple):
    line: LineKey
    told: list[tuple[date, Entry]]


@dataclass(frozen=True)
class Drawn:
    """The courses of a register. ``left``: how many more things are counted than are drawn; ``cut``: whether
    only each speaker's newest figures are."""

    courses: tuple[Course, ...]
    left: int = 0
    cut: bool = False


def draw_register(asked: Part, view: View) -> Drawn:
    """The courses of what is told in a part of a register. Of very many entries those things are drawn of
    which the most is told, and of each speaker as many figures as can be told apart."""
    moment, agreement, name = view.moment, view.desk.agreement, asked.register
    part = asked._replace(told=True)
    with view.desk.entered(moment.as_of) as entered:
        counts = entered.voices(part)
        if sum(counts.values()) <= _FEW:
            found = [one.entry for one in entered.take(part)]
            return Drawn(draw_courses(found, moment.days, agreement))
        voices, left = _most_told(counts, name)
        figures = entered.newest_figures(part._replace(wants=voices.__contains__), _ALL_MARKS // len(voices))
    found = [one.entry for mine in figures.values() for one in mine]
    return Drawn(draw_courses(found, moment.days, agreement), left, cut=True)


def _most_told(counts: Mapping[Voice, int], name: Register) -> tuple[frozenset[Voice], int]:
    """The voices of the charts of which the most is told, the most telling of each; and how many charts there
    are besides."""
    lasts = account_of(name).lasts
    charts: dict[LineKey, list[tuple[int, Voice]]] = {}
    for voice, count in counts.items():
        charts.setdefault(_chart_of(voice.line, lasts), []).append((count, voice))
    ranked = sorted(charts.items(), key=lambda chart: (-sum(count for count, _ in chart[1]), chart[0]))
    chosen = [sorted(mine, key=lambda one: (-one[0], one[1]))[:_SPEAKERS] for _, mine in ranked[:_CHARTS]]
    return frozenset(voice for mine in chosen for _, voice in mine), max(len(ranked) - _CHARTS, 0)


def draw_courses(entries: Iterable[Entry], days: Sequence[date], agreement: Agreement) -> tuple[Course, ...]:
    """A course for everything counted that has figures of at least three of the centre's days."""
    groups: dict[LineKey, _Group] = {}
    for entry in entries:
        day = seen_on(entry)
        if day is not None and entry.is_figure and days[0] <= day <= days[-1]:
            line = _chart_of(post(entry, agreement).line, account_of(entry.register_name).lasts)
            groups.setdefault(line, _Group(line, [])).told.append((day, entry))
    return tuple(
        _course(group, days)
        for group in sorted(groups.values(), key=lambda one: one.line)
        if len({day for day, _ in group.told}) >= _FEWEST
    )


def _chart_of(line: LineKey, lasts: bool) -> LineKey:
    """What is drawn on one chart: levels and totals of several places as series of their own; what is of a
    day alone only with its like, for a part must not stand beside the whole as if to be added."""
    if line.basis == "total" or lasts:
        return line._replace(place_ids=(), about="")
    return line


def _course(group: _Group, days: Sequence[date]) -> Course:
    lasts = account_of(group.told[0][1].register_name).lasts
    is_one_count = lasts or bool(group.line.basis)
    by_speaker = [(whose, _in_order(told, is_one_count)) for whose, told in _by_speaker(group.told)]
    shown = [(whose, told[-_MARKS:]) for whose, told in by_speaker]
    ends = [end for _, told in shown for _, entry, _ in told for end in _ends(entry)]
    highest, lowest = max(*ends, 0.0), min(*ends, 0.0)
    step = nice_step(max(highest, -lowest), _STEPS)
    above, below = -int(-highest // step), -int(lowest // step)
    span = step * max(above + below, 1)
    ground = step * below / span
    length = max((days[-1] - days[0]).days, 1)

    def mark(day: date, entry: Entry, revised: bool) -> Mark:
        low, high = (ground + end / span for end in _ends(entry))
        across = (day - days[0]).days / length
        return Mark(day, across, low, high, _shape(entry), entry, revised, _until(entry, days))

    runs = [
        Run(*whose, tuple(mark(day, entry, revised) for day, entry, revised in told)) for whose, told in shown
    ]
    runs.sort(key=lambda run: (-len(run.marks), run.speaker, run.place_ids, run.about))
    ticks = tuple((step * number, ground + step * number / span) for number in range(-below, above + 1))
    older = sum(len(told) for _, told in by_speaker) - sum(len(run.marks) for run in runs)
    more = max(len(runs) - _SPEAKERS, 0)
    return Course(group.line, tuple(runs[:_SPEAKERS]), ticks, ground, lasts, more, older)


def _until(entry: Entry, days: Sequence[date]) -> float | None:
    """How far along the days the stretch is told to last; None for one left open and for what is of a day."""
    last = (stretch_on(entry) or (None, None))[1]
    return (min(last, days[-1]) - days[0]).days / max((days[-1] - days[0]).days, 1) if last else None


def _ends(entry: Entry) -> tuple[float, float]:
    """The figure's two ends as given; one that is not given is the other."""
    low = entry.low if entry.low is not None else entry.high
    high = entry.high if entry.high is not None else entry.low
    return low or 0.0, high or 0.0


def _shape(entry: Entry) -> Shape:
    """What the figure leaves open."""
    if entry.low is not None and entry.high is not None and entry.low != entry.high:
        return "range"
    if entry.comparator != "=":
        return _SHAPES[entry.comparator]
    return "more" if entry.high is None else "fewer" if entry.low is None else "exact"


def _by_speaker(
    told: list[tuple[date, Entry]],
) -> list[tuple[tuple[str, tuple[str, ...], str], list[tuple[date, Entry]]]]:
    found: dict[tuple[str, tuple[str, ...], str], list[tuple[date, Entry]]] = {}
    for day, entry in told:
        whose = (entry.speaker, tuple(sorted(set(entry.place_ids))), entry.about)
        found.setdefault(whose, []).append((day, entry))
    return sorted(found.items())


def _in_order(told: list[tuple[date, Entry]], is_one_count: bool) -> list[tuple[date, Entry, bool]]:
    """One speaker's figures in order, each once a day, and whether it took the figure back later. Where
    figures of one day may be of several events none revises another."""
    ordered = sorted(told, key=lambda one: (one[0], one[1].published_at or "", one[1].entry_id))
    kept = {(day, *figure_of(entry)): (day, entry) for day, entry in ordered}
    figures = (entry for _, entry in kept.values())
    revised = {one.entry_id for one, _ in revisions(figures)} if is_one_count else set()
    return [(day, entry, entry.entry_id in revised) for day, entry in kept.values()]
