"""Figures over time, line by line: one measure of one side, one receiver, one place and one thing, never two
held against each other as though they were one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tregua.agreement.terms import Agreement
from tregua.model.messages import Message
from tregua.model.register import Line
from tregua.model.standing import Entry, Register
from tregua.registers.courses.audit import audit_series
from tregua.registers.courses.series import Point, series
from tregua.registers.entries.posting import LineKey, as_written, post
from tregua.registers.pages.scopes import scopes_of


@dataclass(frozen=True)
class Figures:
    """The figures of one line, by day, and what does not fit among them. The line holds no words."""

    line: Line
    points: tuple[Point, ...]
    remarks: tuple[Message, ...]


def figures_by_line(
    entries: Iterable[Entry], register: Register, agreement: Agreement, on: date
) -> tuple[Figures, ...]:
    """The figures dated up to ``on`` of each line of a register, totals and flows together. ``entries`` may
    be those of other registers too."""
    posted = sorted(
        (
            (post(one, agreement).line._replace(basis=""), one)
            for one in entries
            if one.register_name == register and one.is_figure
        ),
        key=lambda pair: pair[0],
    )
    found = (
        _figures(key, [one for _, one in group], register, agreement, on)
        for key, group in groupby(posted, key=lambda pair: pair[0])
    )
    return tuple(one for one in found if one.points)


def _figures(
    key: LineKey, entries: list[Entry], register: Register, agreement: Agreement, on: date
) -> Figures:
    points = series(entries, register, key.measure, on)
    line = Line(
        measure=key.measure,
        actor=key.actor or None,
        to=key.to or None,
        place_ids=key.place_ids,
        about=key.about,
        category=as_written(entries),
        scopes=scopes_of(register, key, [one.said_by or one.through or "" for one in points], agreement),
        words=(),
    )
    return Figures(line, points, audit_series(points))
