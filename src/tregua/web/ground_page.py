"""What a register's page shows beside its lines: handovers step by step, positions, links one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal

from tregua.agreement.terms import Agreement
from tregua.model.ground import Handover, ToldStep
from tregua.model.links import Link, Links
from tregua.model.register import Spell, Word
from tregua.model.standing import Register
from tregua.registers.accounts import account_of
from tregua.registers.pages.apart import parts_by
from tregua.registers.pages.asked import Shown
from tregua.reporting.ground_words import (
    by_whose,
    tell_course,
    tell_kinds,
    tell_part,
    tell_step,
)
from tregua.reporting.map_svg import load_basemap
from tregua.reporting.register_words import tell_measure
from tregua.reporting.state_words import tell_hours, tell_standing
from tregua.web.paging import NONE, Sheet, some, start_of
from tregua.web.said import LineOnPage, Said, gather, gather_lapsed, gather_states, lay_out_states
from tregua.web.sketch import Sketch, draw_sketch, frame_of_accord
from tregua.web.view import View
from tregua.web.zones import ZoneStanding

_MOST = 40
Mark = Literal["told", "meant", "denied", "both", "none"]


@dataclass(frozen=True)
class Doing:
    """Words under a heading: whose doing it is, or what is counted (empty where neither is told)."""

    heading: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class StepOnPage:
    """A step of a handover: how it is marked, its name, everybody's words."""

    mark: Mark
    name: str
    doings: tuple[Doing, ...]


@dataclass(frozen=True)
class HandoverOnPage:
    """An area and its steps."""

    handover: Handover
    steps: tuple[StepOnPage, ...]


@dataclass(frozen=True)
class Hours:
    """How long a link was closed by one speaker's words, in words, and the claim of the first of them."""

    told: str
    actor_id: str | None
    claim_id: str


@dataclass(frozen=True)
class LinkOnPage:
    """A link: what it is in words, and everybody's words by what they are of."""

    link: Link
    told: tuple[str, ...]
    value: str
    state: tuple[Said, ...]
    lapsed: tuple[Said, ...]
    passages: tuple[Doing, ...]
    guarantees: tuple[Doing, ...]
    controlled: tuple[Doing, ...]
    hours: tuple[Hours, ...]

    @property
    def words(self) -> tuple[Said, ...]:
        """Everybody's words of it."""
        doings = (*self.passages, *self.guarantees, *self.controlled)
        return (*self.state, *self.lapsed, *(one for doing in doings for one in doing.said))


@dataclass(frozen=True)
class GroundOnPage:
    """All of it, of many some at a time: handovers, positions (states) and links as they are laid out.
    ``since`` is the first day of the hours counted."""

    handovers: Sheet = NONE
    positions: Sheet = NONE
    links: Sheet = NONE
    stipulated: tuple[str, ...] = ()
    since: date | None = None
    courses: Sketch | None = None


def lay_out_ground(shown: Shown, query: Mapping[str, str], view: View) -> GroundOnPage:
    """What of a page of control or of links is shown so; nothing of any other register. The address says from
    which on, where there are many."""
    handovers = some(shown.handovers, start_of(query, "handovers"), _MOST)
    positions = some(shown.positions, start_of(query, "positions"), _MOST)
    return GroundOnPage(
        handovers=replace(handovers, shown=tuple(_handover(one, view) for one in handovers.shown)),
        positions=replace(positions, shown=lay_out_states(positions.shown, view)),
        **_links(shown.links, start_of(query, "links"), view),
    )


def lines_apart(
    name: Register, lines: Sequence[LineOnPage], view: View
) -> tuple[tuple[str, tuple[LineOnPage, ...]], ...]:
    """Lines under headings of their own where one must not be taken for another; else one nameless part."""
    are_apart = account_of(name).part_of is not None
    parts = parts_by(name, lines, lambda one: one.line)
    return tuple((view.say(tell_part(part)) if are_apart else "", mine) for part, mine in parts)


def _handover(one: Handover, view: View) -> HandoverOnPage:
    return HandoverOnPage(one, tuple(_step(step, view) for step in one.steps))


def _step(step: ToldStep, view: View) -> StepOnPage:
    return StepOnPage(_mark(step.words), view.say(tell_step(step.step)), _doings(step.words, view))


def _mark(words: Iterable[Word]) -> Mark:
    denied = any(one.manner == "denied" for one in words)
    told = any(one.entry.is_fact for one in words)
    if told and denied:
        return "both"
    return "told" if told else "denied" if denied else "meant" if any(True for _ in words) else "none"


def _doings(words: Iterable[Word], view: View) -> tuple[Doing, ...]:
    named = by_whose(words, view.desk.agreement)
    return tuple(Doing(view.say(whose) if whose else "", gather(mine, view)) for whose, mine in named)


def _links(found: Links | None, start: int, view: View) -> dict[str, Any]:
    """The fields of a page that tell of links."""
    if found is None:
        return {}
    links = some(found.links, start, _MOST)
    return {
        "links": replace(links, shown=tuple(_link(one, view) for one in links.shown)),
        "stipulated": tuple(one.obligation_id for one in found.stipulated),
        "since": found.closed_since,
        "courses": _courses(found.links, view.desk.agreement),
    }


def _link(one: Link, view: View) -> LinkOnPage:
    return LinkOnPage(
        link=one,
        told=tuple(view.say(told) for told in (*tell_kinds(one.kinds), *map(tell_course, one.courses))),
        value=view.say(tell_standing(one.state)) if one.state else "",
        state=gather_states(one.state.words, view) if one.state else (),
        lapsed=gather_lapsed(one.lapsed, view),
        passages=_passages(one.passages, view),
        guarantees=_doings(one.guarantees, view),
        controlled=_doings(one.controlled, view),
        hours=tuple(_hours(spell, view) for spell in one.closed),
    )


def _passages(words: Sequence[Word], view: View) -> tuple[Doing, ...]:
    """Everybody's counts, one below the other and never added up: what is counted, and of a day or in all."""

    def counted(word: Word) -> str:
        entry = word.entry
        if not entry.is_figure:
            return ""
        told = view.renderer.value(tell_measure(entry.measure))
        return f"{told}, {view.t(f'register.basis.{entry.basis}')}" if entry.basis else told

    ordered = sorted(words, key=counted)
    return tuple(Doing(heading, gather(mine, view)) for heading, mine in groupby(ordered, key=counted))


def _hours(spell: Spell, view: View) -> Hours:
    return Hours(view.say(tell_hours(spell)), spell.said_by or spell.through, spell.claim_ids[0])


def _courses(links: Iterable[Link], agreement: Agreement) -> Sketch | None:
    """The courses valid on the day, drawn; None where the accord draws none."""
    drawn = {course.zone_id for one in links for course in one.courses}
    zones = [ZoneStanding(zone, None, "corridor") for zone in agreement.zones if zone.id in drawn]
    if not zones:
        return None
    return draw_sketch(zones, load_basemap(), (), frame_of_accord(agreement, margin=0.1))
