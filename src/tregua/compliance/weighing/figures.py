"""Which of several claimed figures to show, and how much each supports. None is averaged or added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tregua.agreement.amounts import Quantity
from tregua.agreement.held import hold_against
from tregua.compliance.case.scene import Case
from tregua.compliance.case.whose_word import STRENGTH
from tregua.model.bounds import can_agree, is_exact
from tregua.model.standing import Entry, Level


def is_plan(entry: Entry) -> bool:
    """Whether the entry says that something shall happen."""
    return not entry.negated and (entry.modality == "planned" or entry.stance == "promises")


def latest_figure(case: Case, entries: Iterable[Entry]) -> Entry | None:
    """The best-supported figure, as far as possible of the last day.

    The strongest voice first; within it the later figure, except that a rounder one that agrees with
    an exact one does not displace it.
    """
    figures = [entry for entry in entries if entry.is_figure]
    if not figures:
        return None
    strongest = max(STRENGTH[case.voice(entry.said_by)] for entry in figures)
    figures = [entry for entry in figures if STRENGTH[case.voice(entry.said_by)] == strongest]
    figures.sort(key=lambda entry: _order(case, entry))
    best = figures[0]
    for entry in figures[1:]:
        if is_exact(entry) or not is_exact(best) or not can_agree(best, entry):
            best = entry
    return best


def rival_figures(case: Case, entries: Iterable[Entry], best: Entry, owed: Quantity) -> tuple[Entry, ...]:
    """The last figure of each other side for the day of ``best``, as strong as it, that surely stands
    otherwise to what is owed: one is as owed, the other is not. None where the strongest word is weak."""
    strength, measure = STRENGTH[case.voice(best.said_by)], hold_against(owed, best)
    if strength < STRENGTH["beneficiary"] or measure == "open":
        return ()
    side = _side_of(case, best)
    lasts: dict[str | None, Entry] = {}
    of_day = (entry for entry in entries if entry.is_figure and entry.on == best.on)
    for entry in sorted(of_day, key=lambda one: _order(case, one)):
        if STRENGTH[case.voice(entry.said_by)] == strength and _side_of(case, entry) != side:
            lasts[_side_of(case, entry)] = entry
    held = {other: hold_against(owed, entry) for other, entry in lasts.items()}
    return tuple(
        entry
        for other, entry in sorted(lasts.items(), key=lambda pair: pair[0] or "")
        if held[other] not in ("open", measure) and "met" in (measure, held[other])
    )


def _side_of(case: Case, entry: Entry) -> str | None:
    return case.scene.side_of(entry.said_by) or entry.said_by


def latest_of_day(case: Case, entries: Iterable[Entry]) -> Entry | None:
    """The figure of the last day: of a running total, the newest counts even where it is rounder.

    On that day the strongest voice, then the exact figure, then the higher one.
    """
    figures = [entry for entry in entries if entry.is_figure]
    spoken = [entry for entry in figures if case.voice(entry.said_by) != "outlet"] or figures
    if not spoken:
        return None
    last = max(entry.on or case.day for entry in spoken)
    of_day = [entry for entry in spoken if (entry.on or case.day) == last]
    return max(
        of_day,
        key=lambda e: (
            STRENGTH[case.voice(e.said_by)],
            is_exact(e),
            e.comparator != "~",
            e.low or e.high or 0.0,
            e.entry_id,
        ),
    )


def level(entry: Entry, unit: str | None = None) -> Level:
    """A figure as a level: *more than* leaves the upper end open, *almost* the lower one."""
    low, high = entry.low, entry.high
    if entry.comparator in (">", ">="):
        high = None
    elif entry.comparator in ("<", "<=", "<~"):
        low, high = None, high if high is not None else low
    elif entry.comparator == "~" and high is None:
        high = low
    return Level(low=low, high=high, unit=unit or entry.unit or entry.measure, on=entry.on)


def _order(case: Case, entry: Entry) -> tuple[Any, ...]:
    day: date = entry.on or case.day
    return (day, is_exact(entry), entry.published_at or "", entry.low or entry.high or 0.0, entry.entry_id)
