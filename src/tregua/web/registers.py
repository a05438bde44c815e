"""The registers' pages: one register on a day, everybody's word beside the others', its figures over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from starlette.requests import Request
from starlette.responses import Response

from tregua.agreement.terms import Obligation
from tregua.model.register import Page, State
from tregua.model.standing import Entry, Register
from tregua.registers import post
from tregua.registers.accounts import account_of
from tregua.reporting.map_svg import load_basemap
from tregua.reporting.register_words import tell_measure, tell_state
from tregua.web.balances import lay_out_balances
from tregua.web.control import Area, areas_on, sides_of
from tregua.web.control_sketch import Caption, ControlSketch, draw_control
from tregua.web.courses import Course, draw_courses
from tregua.web.moment import Moment
from tregua.web.pages import standings_resting_on
from tregua.web.said import Said, gather, gather_states, lay_out
from tregua.web.site import Site, not_found
from tregua.web.sketch import frame_of_accord
from tregua.web.spans import lay_out_spans
from tregua.web.view import View
from tregua.web.zones import zone_standings

_FIRST_SHOWN: Register = "returns"
_MOST_ENTRIES = 250
_LOOKS = ("contested", "planned", "unknown")


@dataclass(frozen=True)
class StateOnPage:
    """A place or link, how it is in words, and everybody's word of it."""

    state: State
    value: str
    said: tuple[Said, ...]


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
    over the days, and every entry."""
    name = _chosen(view, request.query_params.get("name", ""))
    mine = _entries_by(view, name)
    page = view.desk.register(name, view.moment.on, view.moment.as_of)
    lines = lay_out(page.lines, view)
    areas = _areas(site, view, page) if name == "control" else ()
    return site.render(
        view,
        "registers.html",
        names=get_args(Register),
        name=name,
        steps=_steps(view, name),
        told=tuple(one for one in lines if not one.only_meant),
        meant=tuple(one for one in lines if one.only_meant),
        states=() if areas else _states(view, page),
        spans=lay_out_spans(mine, name, view) if name == "links" else (),
        areas=areas,
        map=_map(view, areas) if areas else None,
        sides=sides_of(view.desk.agreement),
        legend=_legend(view, areas),
        course_title=lambda course: _title(view, course),
        balances=lay_out_balances(mine, view) if name == "exchanges" else (),
        flags=page.flags,
        courses=draw_courses(mine, view.moment.days, view.desk.agreement),
        noted=_noted(site, view, {one.claim_id for one in mine}),
        entries=sorted(mine, key=lambda one: (one.published_at or "", one.entry_id), reverse=True)[
            :_MOST_ENTRIES
        ],
        entry_count=len(mine),
    )


def _chosen(view: View, name: str) -> Register:
    """The register asked for; else that of returns, or the first that has an entry."""
    if name and name not in get_args(Register):
        raise not_found("register", name)
    if name:
        return cast("Register", name)
    order: tuple[Register, ...] = (_FIRST_SHOWN, *get_args(Register))
    as_of = view.moment.as_of
    return next((one for one in order if view.desk.register_entries(one, as_of)), _FIRST_SHOWN)


def _entries_by(view: View, name: Register) -> list[Entry]:
    """What is entered up to the day: facts by their own day, plans and demands by when they were said."""
    until, agreement = view.moment.on.isoformat(), view.desk.agreement
    found = view.desk.register_entries(name, view.moment.as_of)
    return [one for one in found if post(one, agreement).day <= until]


def _states(view: View, page: Page) -> tuple[StateOnPage, ...]:
    return tuple(
        StateOnPage(one, view.say(tell_state(one.value)), gather_states(one, view)) for one in page.states
    )


def _areas(site: Site, view: View, page: Page) -> tuple[AreaOnPage, ...]:
    agreement, moment = view.desk.agreement, view.moment
    zones = zone_standings(agreement, site.almanac.status(moment), moment.on)
    sides = sides_of(agreement)
    return tuple(
        AreaOnPage(
            area=one,
            said=gather_states(one.state, view) if one.state else (),
            plans=gather(one.plans, view),
            side=sides.get(one.holder or "", 0),
        )
        for one in areas_on(page, zones, agreement)
    )


def _map(view: View, areas: Sequence[AreaOnPage]) -> ControlSketch:
    found = {one.area.about: view.renderer.names.find_place(one.area.about) for one in areas}
    return draw_control(
        [one.area for one in areas],
        {one.area.about: _caption(view, one.area) for one in areas},
        {about: place for about, place in found.items() if place},
        load_basemap(),
        frame_of_accord(view.desk.agreement, margin=0.1),
    )


def _caption(view: View, area: Area) -> Caption:
    """Every party's form of the name, and in a few words how the area is."""
    forms = view.forms(area.zone.place_id or area.zone.id) if area.zone else (view.place(area.about),)
    day: date | None = None
    if area.look == "held":
        words, day, code = view.party(area.holder), area.since, "web.control.since"
    elif area.look == "planned" and area.holder:
        words = view.t("web.control.to", whom=view.party(area.holder))
        day, code = area.due_on, "web.control.due"
    else:
        words, code = view.t(f"web.control.{area.look}"), ""
    if day is None:
        return Caption(forms, (words,))
    told = view.short_day(day) if day.year == view.moment.on.year else view.day(day)
    return Caption(forms, (words, view.t(code, day=told)))


def _legend(view: View, areas: Sequence[AreaOnPage]) -> tuple[tuple[str, int, str], ...]:
    """What is on the map: the kind of sample, the number of its colour, its words; only what is there."""
    held = {
        (one.side, one.area.holder or "", not one.area.borne_out) for one in areas if one.area.look == "held"
    }
    told = [
        (kind, side, view.t(f"web.control.held.{kind}", whom=view.party(holder)))
        for side, holder, alone in sorted(held)
        for kind in ("own" if alone else "full",)
    ]
    looks = {one.area.look for one in areas}
    return (*told, *((one, 0, view.t(f"web.control.{one}.long")) for one in _LOOKS if one in looks))


def _title(view: View, course: Course) -> str:
    """What a course counts, whose and to whom."""
    line = course.line
    parts = [view.renderer.value(tell_measure(line.measure))]
    if line.actor:
        parts.append(view.party(line.actor))
    if line.to and line.to != line.actor:
        parts.append(view.t("web.entry.to", whom=view.party(line.to)))
    if line.place_ids:
        parts.append(view.places(line.place_ids))
    return ", ".join(parts)


def _steps(view: View, name: Register) -> Steps:
    """The ways from this day. Days of which the centre was told only later are among them: a link says
    that there is something to see there, not what."""
    moment = view.moment
    ordered = sorted(_told_days(view, name, moment.last))
    known = _told_days(view, name, moment.as_of)
    by_day = {day: moment.at(day, day if moment.known_then else moment.as_of) for day in ordered}
    before = [by_day[day] for day in ordered if day < moment.on]
    after = [by_day[day] for day in ordered if day > moment.on]
    turning = _told_days(view, name, moment.last, turning=True) if name == "control" else {}
    return Steps(
        before=moment.before,
        after=moment.after,
        earlier=before[-1] if before else None,
        later=after[0] if after else None,
        turns=tuple((by_day[day], known.get(day, ())) for day in sorted(turning)),
    )


def _told_days(view: View, name: Register, as_of: date, turning: bool = False) -> dict[date, tuple[str, ...]]:
    """The centre's days of which a fact is told, with the places it is of; ``turning``: only facts that
    tell how something is from then on."""
    moment, agreement, account = view.moment, view.desk.agreement, account_of(name)
    found: dict[date, dict[str, None]] = {}
    for entry in view.desk.register_entries(name, as_of):
        day = entry.on
        if not entry.is_fact or not day:
            continue
        if moment.first <= day <= moment.last and not (
            turning and (account.state is None or account.state(entry, agreement) is None)
        ):
            found.setdefault(day, {}).update(dict.fromkeys(entry.place_ids))
    return {day: tuple(places) for day, places in found.items()}


def _noted(site: Site, view: View, claim_ids: set[str]) -> tuple[Obligation, ...]:
    """The obligations that rest on these claims and carry a note on what their figures do not show."""
    resting = standings_resting_on(site, view, claim_ids)
    found = (view.desk.agreement.obligation(one.obligation_id) for one in resting)
    return tuple(one for one in found if one.note)
