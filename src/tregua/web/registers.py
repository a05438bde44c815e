"""The registers' pages: one register on a day, everybody's word beside the others', its figures over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast, get_args

from starlette.requests import Request
from starlette.responses import Response

from tregua.model.register import Interval, Page
from tregua.model.standing import Register
from tregua.registers.accounts import account_of
from tregua.registers.courses.intervals import counted_from
from tregua.registers.courses.turns import turns_of
from tregua.registers.entries.parts import Part
from tregua.registers.entries.posting import as_written
from tregua.registers.pages.asked import Extract, Shown
from tregua.registers.pages.noted import noted_of
from tregua.registers.pages.scopes import scopes_of
from tregua.registers.subjects.areas import Area
from tregua.reporting.map_svg import load_basemap
from tregua.reporting.register_words import (
    code_of_whom,
    tell_measure,
    tell_scope,
)
from tregua.web.actors import show_actors
from tregua.web.balances import lay_out_balances
from tregua.web.control import areas_of_zones, sides_of
from tregua.web.control_sketch import ControlSketch, draw_control
from tregua.web.control_words import caption_of, legend_of
from tregua.web.courses import Course, draw_register
from tregua.web.desk import Every
from tregua.web.forms_fields import words_of
from tregua.web.ground_page import lay_out_ground, lines_apart
from tregua.web.moment import Moment
from tregua.web.notices import NoticesOnPage, lay_out_notices
from tregua.web.paging import NONE, Sheet, some, start_of
from tregua.web.persons import lay_out_persons
from tregua.web.register_asked import read_wanted
from tregua.web.register_outline import outline
from tregua.web.register_parts import lay_out_parts
from tregua.web.said import MEANT, Said, gather, gather_states, lay_out, lay_out_states
from tregua.web.site import Site, not_found
from tregua.web.sketch import frame_of_accord
from tregua.web.spans import lay_out_spans
from tregua.web.view import View
from tregua.web.zones import zone_standings

_FIRST_SHOWN: Register = "returns"
_MOST_LINES = 80
_MOST_ENTRIES = 100
_MOST_STATES = 60
_MOST_FLAGS = 40
_TURNS = 30
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class AreaOnPage:
    """An area of the map of control with its words and plans, and the number of its holder's colour."""

    area: Area
    said: tuple[Said, ...]
    plans: tuple[Said, ...]
    side: int


@dataclass(frozen=True)
class Steps:
    """Where to go from a day: the one before and after, and the nearest days of which something is told."""

    before: Moment | None
    after: Moment | None
    earlier: Moment | None
    later: Moment | None
    turns: tuple[tuple[Moment, tuple[str, ...]], ...] = ()


def show_registers(site: Site, request: Request, view: View) -> Response:
    """One register on the day: its lines and states, what the accord asks, what does not fit, the figures
    over the days, and its entries; where there are many, some at a time."""
    name = _chosen(view, request.query_params.get("name", ""))
    wanted, choice = read_wanted(name, request.query_params, view, view.moment.on)
    asked, agreement = wanted.extract, view.desk.agreement
    intervals = _intervals(asked, view)
    shown = asked.show(view.desk.register(name, view.moment.on, view.moment.as_of), agreement, intervals)
    page = shown.page
    query = request.query_params
    lines = _lines(page, start_of(query, "lines"))
    laid_out = lay_out(lines.shown, view)
    areas = _areas(site, view, asked, shown) if asked.shows("ground") else ()
    every = view.desk.every(wanted.part, view.moment.as_of)
    laid: dict[str, Any] = {
        "names": get_args(Register),
        "name": name,
        "wanted": wanted,
        "choice": choice,
        "holds": words_of(name),
        "steps": _steps(view, name),
        "lines": lines,
        "actors": show_actors(page, view, wanted.place) if asked.shows("actors") else None,
        "told": tuple(one for one in laid_out if not one.only_meant),
        "meant": tuple(one for one in laid_out if one.only_meant),
        "states": NONE if areas else _states(shown, start_of(query, "states"), view),
        "spans": lay_out_spans(asked.intervals(intervals), view, start_of(query, "spans")),
        "areas": areas,
        "map": _map(view, areas) if areas else None,
        "ground": lay_out_ground(shown, query, view),
        "apart": lambda lines: lines_apart(name, lines, view),
        "reckoned": site.almanac.at_hand(view.moment) is not None,
        "sides": sides_of(view.desk.agreement),
        "legend": legend_of(view, [one.area for one in areas], sides_of(view.desk.agreement)),
        "course_title": lambda course: _title(view, name, course),
        "course_scopes": lambda course: _scopes(view, name, course),
        "balances": lay_out_balances(asked, view),
        "persons": lay_out_persons(asked, view, start_of(query, "persons")),
        "flags": some(page.flags, start_of(query, "flags"), _MOST_FLAGS),
        "notices": lay_out_notices(wanted, view) if asked.shows("notices") else NoticesOnPage(),
        "drawn": draw_register(wanted.part, view),
        "noted": noted_of(name, page.lines, view.desk.agreement),
        "known_later": None if page.lines else _known_later(view, wanted.part),
        "ledger": _entries(view, every, wanted.part, start_of(query, "entries")),
        "gone": _gone(every),
    }
    parts = lay_out_parts(outline(name, laid, view), page.flags)
    return site.render(view, "registers.html", parts=parts, **laid)


def _states(shown: Shown, start: int, view: View) -> Sheet:
    sheet = some(shown.areas, start, _MOST_STATES)
    return replace(sheet, shown=lay_out_states(sheet.shown, view))


def _lines(page: Page, start: int) -> Sheet:
    """The lines from ``start`` on, those of which something is told before those only meant."""
    lines = [one for one in page.lines if not one.person]  # told person by person, below
    ordered = sorted(lines, key=lambda one: all(word.manner in MEANT for word in one.words))
    return Sheet(ordered[start : start + _MOST_LINES], start, _MOST_LINES, len(ordered))


def _entries(view: View, every: Every | None, part: Part, start: int) -> Sheet:
    """What is entered up to the day, the newest first: facts by their own day, plans and demands by when
    they were said."""
    with view.desk.entered(view.moment.as_of) as entered:
        found = [one.entry for one in entered.newest(part, start, _MOST_ENTRIES)]
        shown = [every.told(one) for one in found] if every else []
        return Sheet(shown, start, _MOST_ENTRIES, entered.count(part))


def _gone(every: Every | None) -> Sheet:
    """What was entered and stands no longer, the last first."""
    gone = every.superseded() if every else ()
    return Sheet(gone[: -_MOST_ENTRIES - 1 : -1], 0, _MOST_ENTRIES, len(gone))


def _known_later(view: View, part: Part) -> tuple[int, date] | None:
    """How many entries are known now though none was by the day as of which one looks, and since when."""
    if view.moment.as_of == view.moment.last:
        return None
    return view.desk.known_later(part, view.moment.as_of)


def _chosen(view: View, name: str) -> Register:
    """The register asked for; else that of returns, or the first that has an entry."""
    if name and name not in get_args(Register):
        raise not_found("register", name)
    if name:
        return cast("Register", name)
    order: tuple[Register, ...] = (_FIRST_SHOWN, *get_args(Register))
    with view.desk.entered(view.moment.as_of) as entered:
        return next((one for one in order if entered.newest(Part(one), 0, 1)), _FIRST_SHOWN)


def _intervals(asked: Extract, view: View) -> Sequence[Interval]:
    """From when to when each link was how, where the page tells of links."""
    if not asked.shows("links"):
        return ()
    on, as_of = view.moment.on, view.moment.as_of
    return view.desk.intervals(asked.register, counted_from(view.desk.agreement, on), on, as_of)


def _areas(site: Site, view: View, asked: Extract, shown: Shown) -> tuple[AreaOnPage, ...]:
    """The areas that are asked for, each by all that is told of it."""
    agreement, moment = view.desk.agreement, view.moment
    zones = zone_standings(agreement, site.almanac.at_hand(moment) or (), moment.on)
    sides = sides_of(agreement)
    return tuple(
        AreaOnPage(
            area=one,
            said=gather_states(one.state.words, view) if one.state else (),
            plans=gather(one.plans, view),
            side=sides.get(one.holder or "", 0),
        )
        for one in areas_of_zones(shown.whole, shown.areas, zones, agreement)
        if asked.wants_of(one.about, shown.page.lines)
    )


def _map(view: View, areas: Sequence[AreaOnPage]) -> ControlSketch:
    found = {one.area.about: view.renderer.names.find_place(one.area.about) for one in areas}
    return draw_control(
        [one.area for one in areas],
        {one.area.about: caption_of(view, one.area) for one in areas},
        {about: place for about, place in found.items() if place},
        load_basemap(),
        frame_of_accord(view.desk.agreement, margin=0.1),
    )


def _scopes(view: View, name: Register, course: Course) -> tuple[str, ...]:
    """Of whom alone the figures of a chart are, by whose word."""
    speakers = (run.speaker for run in course.runs)
    found = scopes_of(name, course.line, speakers, view.desk.agreement)
    return tuple(view.say(tell_scope(one)) for one in found)


def _title(view: View, name: Register, course: Course) -> str:
    """What a course counts, whose and to whom."""
    line = course.line
    parts = [view.renderer.value(tell_measure(line.measure))]
    if line.actor:
        parts.append(view.party(line.actor))
    if line.to and line.to != line.actor:
        parts.append(view.t(code_of_whom(line.measure, name), party=f"party:{line.to}"))
    if line.place_ids:
        parts.append(view.places(line.place_ids))
    category = as_written(one.entry for one in course.marks) if line.category else ""
    parts += [one for one in (line.about, category) if one and one not in line.place_ids]
    return ", ".join(parts)


def _steps(view: View, name: Register) -> Steps:
    """The ways from this day. Days of which the centre was told only later are among them: a link says
    that there is something to see there, not what."""
    moment, agreement = view.moment, view.desk.agreement
    turns = "ground" in account_of(name).beside
    part = Part(name, moment.first, moment.last, told=True)
    with view.desk.entered(moment.last) as entered:
        before = entered.days(part._replace(last=moment.on - _DAY), _TURNS, last_first=True)
        after = entered.days(part._replace(first=moment.on + _DAY), _TURNS)
        around = part._replace(first=min(before, default=moment.on), last=max(after, default=moment.on))
        turning = turns_of(entered.take(around), agreement) if turns else {}
    known: dict[date, tuple[str, ...]] = {}
    if turning:
        with view.desk.entered(moment.as_of) as entered:
            known = turns_of(entered.take(around), agreement)

    def at(day: date) -> Moment:
        return moment.at(day, day if moment.known_then else moment.as_of)

    return Steps(
        before=moment.before,
        after=moment.after,
        earlier=at(before[0]) if before else None,
        later=at(after[0]) if after else None,
        turns=tuple((at(day), known.get(day, ())) for day in sorted(turning)),
    )
