"""Figures over time, line by line: one measure of one side, one receiver, one place and one thing, never two
held against each other as though they were one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from tregua.agreement.terms import Agreement
from tregua.model.messages import Message, say
from tregua.model.register import Flag, Line, Page
from tregua.model.standing import Entry, Register
from tregua.registers.checks.flag_words import tell_of
from tregua.registers.courses.audit import audit_series, audit_totals
from tregua.registers.courses.series import Point, series
from tregua.registers.entries.parts import Part
from tregua.registers.entries.posting import LineKey, as_written, names_written, post, seen_on
from tregua.registers.pages.scopes import scopes_of

LOOKED_BACK = timedelta(days=92)
"""How far back a page looks for figures that its own cannot follow; a series tells of all of them."""
_ADDING_UP = ("total", "period")


@dataclass(frozen=True)
class Figures:
    """The figures of one line, by day, and what does not fit among them. The line holds no words; ``acts``:
    in what they were told."""

    line: Line
    acts: tuple[str, ...]
    points: tuple[Point, ...]
    remarks: tuple[Message, ...]


def figures_by_line(
    entries: Iterable[Entry], register: Register, agreement: Agreement, on: date
) -> tuple[Figures, ...]:
    """The figures dated up to ``on`` of each line of a register, totals and flows together. ``entries`` may
    be those of other registers too."""
    mine = [one for one in entries if one.register_name == register and one.is_figure]
    found = (
        _figures(key, told, register, agreement, on, audit_series) for key, told in _by_line(mine, agreement)
    )
    return tuple(one for one in found if one.points)


def _by_line(entries: Iterable[Entry], agreement: Agreement) -> Iterator[tuple[LineKey, list[Entry]]]:
    """The entries of each line, totals and flows together."""
    posted = sorted(
        ((post(one, agreement).line._replace(basis=""), one) for one in entries), key=lambda pair: pair[0]
    )
    for key, group in groupby(posted, key=lambda pair: pair[0]):
        yield key, [one for _, one in group]


def totals_until(register: Register, on: date) -> Part:
    """The totals and flows that those on a page of ``on`` must fit."""
    first = max(on, date.min + LOOKED_BACK) - LOOKED_BACK
    return Part(register, first, on, lambda voice: voice.line.basis in _ADDING_UP, told=True)


def flag_totals(recent: Iterable[Entry], page: Page, agreement: Agreement) -> tuple[Flag, ...]:
    """Totals and flows on ``page`` that do not fit what the same speaker said before, and are not flagged
    on it yet. ``recent``: the register's entries, of which those of :func:`totals_until` suffice."""
    shown = {word.entry.claim_id for line in page.lines for word in line.words}
    flagged = {frozenset(flag.evidence) for flag in page.flags}
    since = max(page.on, date.min + LOOKED_BACK) - LOOKED_BACK
    near = [
        one
        for one in recent
        if one.basis in _ADDING_UP and one.is_figure and since <= (seen_on(one) or date.min) <= page.on
    ]
    found = (
        Flag(text=tell_remark(figures.line, remark), evidence=claims_of(remark))
        for key, told in _by_line(near, agreement)
        if any(one.basis == "total" for one in told)
        for figures in (_figures(key, told, page.register_name, agreement, page.on, audit_totals),)
        for remark in figures.remarks
    )
    return tuple(one for one in found if shown & {*one.evidence} and {*one.evidence} not in flagged)


def tell_remark(line: Line, remark: Message) -> Message:
    """What does not fit, after what it is of."""
    return say("registers.audit.of", what=tell_of(line, f"unit:{line.measure}"), remark=remark)


def claims_of(remark: Message) -> tuple[str, ...]:
    """The ids of the claims that a remark on a series names."""
    claims = remark.args["claims"]
    return tuple(map(str, claims)) if isinstance(claims, tuple) else ()


def _figures(
    key: LineKey,
    entries: list[Entry],
    register: Register,
    agreement: Agreement,
    on: date,
    checked: Callable[[Iterable[Point]], tuple[Message, ...]],
) -> Figures:
    points = series(entries, register, key.measure, on)
    line = Line(
        measure=key.measure,
        actor=key.actor or None,
        to=key.to or None,
        place_ids=key.place_ids,
        about=names_written(entries, agreement).get(key.about, key.about),
        category=as_written(entries),
        scopes=scopes_of(register, key, [one.said_by or one.through or "" for one in points], agreement),
        words=(),
    )
    return Figures(line, tuple(sorted({one.act for one in entries})), points, checked(points))
