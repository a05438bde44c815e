"""A register as people read it: a page on a day, its figures over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from tregua.cli.balance_print import balance_rows, write_readings
from tregua.cli.layout import Row, Sheet
from tregua.cli.persons_print import tell_counts, write_persons
from tregua.cli.register_actors import ActorsWriter
from tregua.cli.register_asked import Asked, Strand
from tregua.cli.register_ground import GroundWriter
from tregua.cli.show import word
from tregua.cli.state_print import state_rows
from tregua.model.bounds import say_count
from tregua.model.links import Links
from tregua.model.messages import Argument, Message, say
from tregua.model.register import Balance, Interval, Line, Page, Scope, Spell
from tregua.model.standing import Entry
from tregua.registers import Point
from tregua.registers.pages.apart import parts_of
from tregua.registers.pages.asked import Shown
from tregua.registers.subjects.notices import notices_together
from tregua.reporting.ground_words import POSITIONS, tell_extent, tell_part
from tregua.reporting.letters import capital
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names
from tregua.reporting.owed_words import tell_owed
from tregua.reporting.register_words import (
    alike,
    tell_all_for_all,
    tell_day,
    tell_figure,
    tell_line,
    tell_manner,
    tell_measure,
    tell_scopes,
    tell_since,
    tell_speakers,
    tell_state,
    tell_states_title,
)
from tregua.reporting.state_words import tell_hours

_INDENT = 2
_AT_ONCE = 1_000
_STYLES = ("dim", "dim", "", "")


class Writer:
    """One page: a sheet, a renderer that tells a place's every form once, and what was asked."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.sheet = Sheet()
        self.scopes: set[Scope] = set()
        centre = asked.centre
        self.renderer = Renderer(Catalogue.load(), Names(centre.agreement, centre.vocabulary), brief=True)

    def say(self, code: str, **args: Argument) -> str:
        return self.renderer.text(say(code, **args))

    def joined(self, parts: Iterable[Message]) -> str:
        return capital(" · ".join(self.renderer.text(part) for part in parts))

    def head(self, text: str) -> None:
        """What the page is, by whom and as known when."""
        asked = self.asked
        self.sheet.line(text, "bold")
        code = "register.page.beyond" if asked.on > asked.known else "register.page.known"
        self.sheet.line(self.say(code, centre=asked.centre.charter.title, known=asked.known), "dim")

    def notes(self, lines: Iterable[Line] = ()) -> None:
        """What these figures do not show, as the accord's data says."""
        notes = self.asked.notes(lines)
        if notes:
            self.sheet.title(self.say("register.page.keep_in_mind"))
        for one in notes:
            self.sheet.item("–", one.note or "")

    def silence(self, code: str) -> None:
        """Plain words for a register in which nothing stands."""
        self.sheet.line()
        self.sheet.line(self.say(code))
        self.silent()

    def silent(self) -> None:
        """What it means that nothing stands there, and whether something came to be known later."""
        if later := self.asked.known_later():
            self.sheet.line(self.say("register.page.known_later", count=later[0], since=later[1]))
        self.sheet.line(self.say("register.page.silence"))


def register_of(asked: Asked) -> Message:
    """What the register is called."""
    return say(f"report.register.{asked.name}")


# ---- a page ---------------------------------------------------------------------------------------------


def print_page(asked: Asked) -> None:
    """The register on its day: lines with everybody's word, states, what is asked, what does not fit."""
    shown, writer = asked.shown, Writer(asked)
    page = shown.page
    writer.head(writer.say("register.page.heading", register=register_of(asked), day=asked.on))
    if not page.lines:
        _print_empty(writer)
    actors = asked.who_is_who()
    if actors is None:
        _print_parts(writer, page)
    else:
        ActorsWriter(writer.sheet, writer.renderer).write(actors)
    _print_balances(writer)
    _print_persons(writer)
    _print_notices(writer)
    _print_states(writer, shown)
    ground = GroundWriter(writer.sheet, writer.renderer, asked.centre.agreement)
    ground.handovers(shown.handovers)
    ground.links(shown.links or Links())
    _print_owed(writer, (*page.lines, *asked.balances()))
    if page.flags:
        writer.sheet.title(writer.say("register.page.does_not_fit"))
        for flag in page.flags:
            writer.sheet.item("–", capital(writer.renderer.text(flag.text)))
    if page.lines:
        writer.notes(page.lines)


def _print_empty(writer: Writer) -> None:
    writer.silence("register.page.nothing_here" if writer.asked.is_filtered else "register.page.empty")
    later = writer.asked.later()
    if later:
        writer.sheet.line(writer.say("register.page.later", count=later))


def _print_parts(writer: Writer, page: Page) -> None:
    """The lines, what must not be taken for one another under headings of its own."""
    parts = parts_of(page.register_name, page.lines)
    for part, lines in parts:
        if len(parts) > 1 or part != "ground":
            writer.sheet.title(writer.renderer.text(tell_part(part)).upper())
        _print_lines(writer, lines)


def _print_lines(writer: Writer, lines: tuple[Line, ...]) -> None:
    lines = tuple(one for one in lines if not one.person)  # told person by person, below
    told = [
        (writer.joined(tell_line(line, lasts=writer.asked.lasts)), _word_rows(writer, line)) for line in lines
    ]
    widths = writer.sheet.widths([row for _, rows in told for row in rows], _INDENT)
    for (heading, rows), line in zip(told, lines, strict=True):
        writer.sheet.title(heading)
        writer.sheet.rows(rows, _used(writer.sheet, rows, widths), _INDENT, _STYLES)
        _print_scopes(writer, line)


def _print_scopes(writer: Writer, line: Line) -> None:
    """Of whom alone somebody's figures are, on the line itself; at length where it first stands."""
    for told in tell_scopes(line, writer.scopes):
        writer.sheet.line(writer.renderer.text(told), "dim", indent=_INDENT)
    writer.scopes.update(line.scopes)


def _word_rows(writer: Writer, line: Line) -> list[Row]:
    """How it is said, of which day, how many where the words differ, and by whom."""
    groups = alike(line.words)
    text = writer.renderer.text
    told = [figure for words in groups if (figure := tell_figure(words[0].entry))]
    is_plain = len(groups) == 1 and groups[0][0].entry.is_figure
    rows: list[Row] = []
    for words in groups:
        figure = tell_figure(words[0].entry)
        shown = "" if is_plain or not told else text(figure or say("count.unknown"))
        speakers = text(tell_speakers([one.entry for one in words]))
        days = "\n".join(text(day) for day in tell_day(words[0]))
        rows.append((text(tell_manner(words[0])), days, shown, capital(speakers)))
    return rows


def _print_states(writer: Writer, shown: Shown) -> None:
    areas = tell_states_title(shown.page.register_name)
    titled = ((areas, shown.areas), (say(POSITIONS), shown.positions))
    for title, states in ((title, states) for title, states in titled if states):
        told = [
            row
            for state in states
            for row in state_rows(writer.renderer, writer.renderer.value(f"place:{state.about}"), state)
        ]
        writer.sheet.title(writer.renderer.text(title))
        writer.sheet.rows(told, writer.sheet.widths(told, _INDENT), _INDENT, ("bold", "", "dim", ""))


def _print_balances(writer: Writer) -> None:
    """Side by side, what each speaker says that each received, holds, asked for and confirmed."""
    for balance in writer.asked.balances():
        if rows := balance_rows(writer.renderer, balance):
            unit = tell_measure(balance.measure)
            writer.sheet.title(capital(writer.say("register.page.balance", unit=unit)))
            writer.sheet.rows(rows, writer.sheet.widths(rows, _INDENT), _INDENT, ("bold", "dim", "", ""))
            if outcome := tell_all_for_all(balance):
                writer.sheet.line(writer.renderer.text(outcome), indent=_INDENT)
            write_readings(writer.sheet, writer.renderer, balance)


def _print_persons(writer: Writer) -> None:
    """Each person of whom something is told, by pseudonym; who asked, and since when nobody has answered."""
    persons = writer.asked.persons()
    if persons:
        writer.sheet.title(writer.say("register.page.persons", count=len(persons)))
        writer.sheet.line(tell_counts(writer.renderer, persons), indent=_INDENT)
        writer.sheet.line()
        write_persons(writer.sheet, writer.renderer, persons)


def _print_notices(writer: Writer) -> None:
    """What was reported where and when something was announced, and what was announced and not followed."""
    told = writer.asked.notified()
    if not told:
        return
    writer.sheet.title(writer.say("register.page.notices"))
    for rows in notices_together(told):
        one, entry = rows[0], rows[0].entry
        counted = (_counted(writer, row.entry) for row in rows)
        what = ", ".join(filter(None, (writer.renderer.value(f"act:{entry.act}"), *counted)))
        about = f"{entry.about}: " if entry.about else ""
        whose = writer.renderer.text(tell_speakers([entry]))
        found = [
            writer.say(f"register.notice.{match.fit}", incident=match.incident_id)
            + " "
            + writer.say(f"register.notice.before.{match.beforehand}")
            for match in one.incidents
        ]
        late = f"{writer.say('register.notice.late')} " if one.late else ""
        nothing = writer.say("register.notice.nothing" if one.begun else "register.notice.ahead")
        writer.sheet.item("–", f"{capital(about + what)} ({whose}). {late}{' '.join(found) or nothing}")


def _print_intervals(writer: Writer, runs: Sequence[Interval]) -> None:
    """From when to when it was how, by whom; and the hours of a period, where one was asked for."""
    asked = writer.asked
    told = [_run_row(writer, one, writer.renderer.text(tell_extent(one))) for one in runs]
    hours = [_run_row(writer, one, writer.renderer.text(tell_hours(one))) for one in asked.spells()]
    title = writer.say("register.page.hours", first=asked.first, last=asked.on)
    for heading, rows in ((writer.say("register.page.intervals"), told), (title, hours)):
        if rows:
            writer.sheet.title(heading)
            writer.sheet.rows(rows, writer.sheet.widths(rows, _INDENT), _INDENT, ("bold", "", "dim", ""))


def _run_row(writer: Writer, one: Interval | Spell, cell: str) -> Row:
    about, whose = writer.renderer.value(f"place:{one.about}"), _whose_interval(writer, one)
    return about, capital(writer.renderer.text(tell_state(one.value))), cell, whose


def _whose_interval(writer: Writer, one: Interval | Spell) -> str:
    return capital(writer.renderer.text(tell_speakers([one])))


def _print_owed(writer: Writer, counted: tuple[Line | Balance, ...]) -> None:
    asked = [(line, one) for line in counted for one in line.owed]
    if not asked:
        return
    writer.sheet.title(writer.say("register.page.asked"))
    for obligation, group in groupby(asked, key=lambda pair: pair[1].obligation_id):
        title = writer.renderer.value(f"obligation:{obligation}")
        told = " ".join(dict.fromkeys(writer.renderer.text(tell_owed(one, line)) for line, one in group))
        writer.sheet.item("–", f"{title} ({obligation}). {told}")


# ---- figures over time ----------------------------------------------------------------------------------


def print_series(asked: Asked) -> None:
    """Each thing's figures in order of day, a day's own and running totals apart, and what does not fit;
    then how places and links were, from when to when."""
    strands, writer = asked.strands(), Writer(asked)
    days = [point.on for strand in strands for point in strand.figures.points]
    first = asked.first if asked.first != date.min else min(days, default=asked.on)
    writer.head(writer.say("register.page.series", register=register_of(asked), first=first, last=asked.on))
    runs = asked.intervals()
    if not strands and not runs:
        writer.silence("register.page.no_series")
        return
    told = [(writer.joined(strand.title), _series_rows(writer, strand)) for strand in strands]
    widths = writer.sheet.widths([row for _, rows in told for row in rows] + [_columns()], _INDENT)
    for (heading, rows), strand in zip(told, strands, strict=True):
        writer.sheet.title(heading)
        used = _used(writer.sheet, rows, widths)
        writer.sheet.rows([_columns()], used, _INDENT, ("dim",) * 5)
        writer.sheet.rows(rows, used, _INDENT)
        _print_scopes(writer, strand.figures.line)
        for since in tell_since(_totals(strand)) if not strand.figures.line.scopes else ():
            writer.sheet.line(writer.renderer.text(since), "dim", indent=_INDENT)
        for remark in strand.figures.remarks:
            writer.sheet.item("–", writer.renderer.text(remark))
    _print_intervals(writer, runs)
    writer.notes()


def _columns() -> Row:
    names = ("day", "count", "period", "total", "speaker")
    first, *rest = (word(f"register.column.{name}") for name in names)
    return (first, *rest)


def _used(sheet: Sheet, rows: list[Row], widths: Sequence[int]) -> list[int]:
    """The widths for these rows: a column in which they have nothing leaves its room to the last."""
    used = [width if any(row[at] for row in rows) else 0 for at, width in enumerate(widths[:-1])]
    return [*used, sheet.rest(used, _INDENT)]


def _series_rows(writer: Writer, strand: Strand) -> list[Row]:
    """What one speaker says of one day in a row: a count, the day's own figure, the running total."""
    rows: list[Row] = []
    for _, group in groupby(sorted(strand.figures.points, key=_spoken_on), key=_spoken_on):
        points = list(group)
        cells = [
            "; ".join(dict.fromkeys(_figure(writer, one) for one in points if one.basis == basis))
            for basis in (None, "period", "total")
        ]
        first = points[0]
        whose = writer.renderer.text(tell_speakers(points))
        rows.append((_days(writer, first), *cells, capital(whose)))
    return rows


def _totals(strand: Strand) -> list[Point]:
    return [one for one in strand.figures.points if one.basis == "total"]


def _days(writer: Writer, point: Point) -> str:
    """The day of a figure; of a stretch the first and, where it is told, the last."""
    if point.basis == "total" or point.since is None:
        return writer.renderer.value(point.on)
    if point.until is None:
        return writer.say("register.day.since", day=point.on)
    return f"{writer.renderer.value(point.on)}\n{writer.say('register.day.until', day=point.until)}"


def _spoken_on(point: Point) -> tuple[date, date, str, str, str]:
    until = date.max if point.until is None and point.since == point.on else point.until or point.on
    return (point.on, until, point.said_by or "", point.through or "", point.published_at or "")


def _figure(writer: Writer, point: Point) -> str:
    return writer.renderer.text(say_count(point.low, point.high, point.comparator))


def _counted(writer: Writer, entry: Entry) -> str:
    figure = tell_figure(entry)
    if figure is None:
        return ""
    told = writer.say("register.counted", count=figure, unit=tell_measure(entry.unit or entry.measure))
    return f"{told} ({writer.say(f'register.basis.{entry.basis}')})" if entry.basis else told
