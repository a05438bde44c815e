"""From when to when a link was open or shut, by each speaker's words apart, along the centre's days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from tregua.model.register import Interval
from tregua.model.when import day_of
from tregua.reporting.register_words import tell_state
from tregua.web.paging import Sheet, some
from tregua.web.view import View

_MOST_ROWS = 40
_MOST_SPANS = 25


@dataclass(frozen=True)
class Span:
    """A stretch by one speaker's words: where it lies along the days and how wide it is (0 to 1), in words.
    ``told_out``: its end is told; where it is not, it is drawn as running on. ``sure`` is false where
    the same speaker tells otherwise of the time at which it begins."""

    value: str
    words: str
    across: float
    wide: float
    told_out: bool
    claim_id: str
    sure: bool = True


@dataclass(frozen=True)
class SpanRow:
    """One place or link by one speaker's words."""

    about: str
    actor_id: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Spans:
    """Some of the rows; how stretches look that are in them, by state, in words; whether one is unsure."""

    rows: Sheet
    legend: tuple[tuple[str, str], ...] = ()
    has_unsure: bool = False
    has_open_end: bool = False


def lay_out_spans(found: Iterable[Interval], view: View, start: int = 0) -> Spans:
    """A row for each place or link and speaker, of what they say by the day; of a long run of days the last
    ones that can be told apart along the axis."""
    ordered = sorted(found, key=lambda one: (*_whose(one), one.since))
    rows = some([(whose, list(runs)) for whose, runs in groupby(ordered, key=_whose)], start, _MOST_ROWS)
    shown = tuple(
        SpanRow(about, speaker or None, tuple(_span(one, view) for one in runs[-_MOST_SPANS:]))
        for (about, speaker), runs in rows.shown
    )
    spans = [one for row in shown for one in row.spans]
    return Spans(
        rows=replace(rows, shown=shown),
        legend=tuple((value, view.say(tell_state(value))) for value in sorted({one.value for one in spans})),
        has_unsure=any(not one.sure for one in spans),
        has_open_end=any(not one.told_out for one in spans),
    )


def _whose(one: Interval) -> tuple[str, str]:
    return one.about, one.said_by or one.through or ""


def _span(one: Interval, view: View) -> Span:
    moment = view.moment
    first, last = day_of(one.since), day_of(one.until) if one.until else None
    length = len(moment.days)

    def along(day: date) -> float:
        return min(max((day - moment.first).days / length, 0.0), 1.0)

    begin = along(first)
    end = along(min(last, moment.on) if last else moment.on)
    state = view.say(tell_state(one.value))
    if one.until:
        words = view.t("web.span.from_to", state=state, since=one.since, until=one.until)
    else:
        words = view.t("web.span.since", state=state, since=one.since)
    if not one.sure:
        words = view.t("web.span.unsure.of", words=words)
    wide = max(end - begin, 1 / length)
    return Span(one.value, words, begin, wide, last is not None, one.claim_ids[0], one.sure)
