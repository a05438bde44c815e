"""Where each obligation stood on each evening, as the centre knew it that evening.

Between two items nothing more is known, so that one :func:`~tregua.compliance.judging.history.history`
tells all the evenings between them. A new stretch also begins where time alone makes something known:
where a text is signed, or an amendment counts from its own day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tregua.agreement.versions import known_amendments
from tregua.centre.assess import know, stand_by_day
from tregua.centre.centre import Centre
from tregua.centre.moment import snapshot_at
from tregua.centre.ports import Snapshot
from tregua.compliance.judging.history import Run


@dataclass(frozen=True)
class _Stretch:
    """Evenings in a row on which the same was known; ``snapshot`` is the last one's."""

    snapshot: Snapshot
    days: tuple[date, ...]


def stand_each_evening(centre: Centre, days: Sequence[date]) -> dict[str, tuple[Run, ...]]:
    """For each obligation, by id, its runs over ``days`` (ascending), each day as known that evening.

    A run begins and ends on one of ``days``; neighbours may stand the same.
    """
    told: dict[str, list[Run]] = {}
    for stretch in _stretches(centre, days):
        first, last = stretch.days[0], stretch.days[-1]
        for obligation_id, runs in stand_by_day(centre, stretch.snapshot, first, last).items():
            mine = told.setdefault(obligation_id, [])
            mine.extend(cut for run in runs if (cut := _within(run, stretch.days)))
    return {obligation_id: tuple(runs) for obligation_id, runs in told.items()}


def _stretches(centre: Centre, days: Sequence[date]) -> Iterator[_Stretch]:
    gathered: list[date] = []
    latest: Snapshot | None = None
    content = -1
    turns: Sequence[date] = ()
    for day in days:
        snapshot = snapshot_at(centre, centre.charter.cut_off_of(day))
        if snapshot is None:
            continue
        known = centre.state.content_size(snapshot)
        if latest is not None and (known != content or _turned(turns, gathered[-1], day)):
            yield _Stretch(latest, tuple(gathered))
            gathered = []
        if known != content:
            content, turns = known, _turns(centre, snapshot)
        gathered.append(day)
        latest = snapshot
    if latest is not None:
        yield _Stretch(latest, tuple(gathered))


def _turns(centre: Centre, snapshot: Snapshot) -> list[date]:
    """The days, ascending, on which something is known from then on though nothing more is received."""
    amended = known_amendments(centre.agreement, know(centre, snapshot).claims)
    signed = (one.signed_on for one in centre.agreement.instruments)
    return sorted({centre.agreement.signed_on, *signed, *(one.known_on for one in amended)})


def _turned(turns: Sequence[date], before: date, day: date) -> bool:
    """Whether one of ``turns`` lies after ``before`` and not after ``day``."""
    return bisect_right(turns, before) < bisect_right(turns, day)


def _within(run: Run, days: Sequence[date]) -> Run | None:
    """The run from the first to the last of ``days`` that it holds; None where it holds none."""
    begin, end = bisect_left(days, run.first), bisect_right(days, run.last)
    if begin >= end:
        return None
    first, last = days[begin], days[end - 1]
    return replace(run, first=first, last=last, overdue_days=run.overdue_on(first))
