"""Every evening at once stands as each evening asked for by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tregua.centre.assess import stand
from tregua.centre.centre import Centre
from tregua.centre.evenings import stand_each_evening
from tregua.centre.moment import snapshot_at
from tregua.compliance.judging.history import Run
from tregua.web.almanac import Almanac
from tregua.web.moment import Moment
from tregua.wiring import open_centre, open_desk


def check(centre: Centre, days: Sequence[date]) -> dict[str, tuple[Run, ...]]:
    """The runs, each day of them held against that day asked for alone."""
    told = stand_each_evening(centre, days)
    for day in days:
        snapshot = snapshot_at(centre, centre.charter.cut_off_of(day))
        assert snapshot is not None
        for one in stand(centre, snapshot, day):
            (run,) = (run for run in told[one.obligation_id] if run.first <= day <= run.last)
            assert (run.phase, run.measured, run.due_on) == (one.phase, one.measured, one.due_on), day
            assert run.overdue_on(day) == one.overdue_days
            assert run.versions_on(day) == one.versions
            assert {run.first, run.last} <= set(days)
    return told


@pytest.fixture(scope="module")
def centre(demo: Path) -> Centre:
    return open_centre(demo)


def test_every_evening_of_the_example(demo: Path, centre: Centre) -> None:
    days = open_desk(demo).days()
    told = check(centre, days)
    assert len(days) > 100
    assert {run.phase for run in told["hand-over-kelbajar"]} >= {"not_yet_due", "fulfilled"}


def test_days_the_centre_did_not_run_are_left_out(demo: Path, centre: Centre) -> None:
    days = open_desk(demo).days()[::4]
    check(centre, days)


def test_what_counts_from_its_own_day_does_so_between_two_items(demo: Path, centre: Centre) -> None:
    (amendment,) = centre.agreement.amendments
    days = open_desk(demo).days()
    known = [snapshot_at(centre, centre.charter.cut_off_of(day)) for day in days]
    sizes = [centre.state.content_size(one) for one in known if one]
    quiet = next(
        day for at, day in enumerate(days) if 0 < at < len(days) - 1 and sizes[at - 1] == sizes[at + 1]
    )
    written = amendment.model_copy(update={"form": "written", "evidence": None, "known_on": quiet})
    agreement = centre.agreement.model_copy(update={"amendments": (written,)})
    told = check(replace(centre, agreement=agreement, memory={}), days)
    counts = [run.first for run in told["hand-over-kelbajar"] if dict(run.versions).keys() == {"original"}]
    assert max(counts) < quiet
    assert any(run.first == quiet for run in told["hand-over-kelbajar"])


def test_the_almanac_joins_what_stands_the_same(demo: Path) -> None:
    desk = open_desk(demo)
    days = desk.days()
    moment = Moment(days[30], days[30], days)
    for obligation_id, runs in Almanac(desk).runs(moment).items():
        assert runs[-1].last == days[30]
        assert all(a.phase != b.phase for a, b in pairwise(runs))
        shown = {day: run.phase for run in runs for day in days if run.first <= day <= run.last}
        assert shown == {
            day: next(one for one in desk.status(day, day) if one.obligation_id == obligation_id).phase
            for day in shown
        }
