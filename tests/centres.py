"""Centres for tests: founded in a folder, given an inbox, brought to a day."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tregua.centre.assess import Known, know, stand
from tregua.centre.centre import Centre
from tregua.centre.intake import append, due_by, open_inbox, take_in
from tregua.centre.ports import Snapshot
from tregua.model.errors import TreguaError
from tregua.model.standing import Status
from tregua.record.act import Act
from tregua.wiring import found_centre

EXAMPLE = "karabakh-2020"


def found_with(folder: Path, texts: Iterable[Path]) -> Centre:
    """The example's centre under its accord, its inbox replaced by ``texts``."""
    centre = found_centre(folder, EXAMPLE)
    shutil.rmtree(folder / "inbox")
    (folder / "inbox").mkdir()
    for path in texts:
        shutil.copy(path, folder / "inbox" / path.name)
    return centre


def found_to_enter(folder: Path) -> Centre:
    """The example's centre with nothing in it and its set clock at its last day's evening, so that whatever
    was said on any of its days can be entered."""
    centre = found_with(folder, [])
    assert centre.charter.days is not None
    last = centre.charter.days.last
    at = centre.charter.cut_off_of(last).isoformat()
    append(centre, [Act(type="day_closed", at=at, body={"day": last.isoformat(), "cut_off": at})])
    return centre


class Reader:
    """Brings a centre's inbox forward day by day, without writing reports."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self._waiting, faults = open_inbox(centre)
        self.faults: list[TreguaError] = list(faults)

    def snapshot(self, day: date) -> Snapshot:
        """What is known at the cut-off of ``day``; days must be asked for in order."""
        cut_off = self.centre.charter.cut_off_of(day)
        due, undated = due_by(self._waiting, cut_off)
        self._waiting = tuple(one for one in self._waiting if one not in due)
        intake = take_in(self.centre, due, cut_off)
        self.faults.extend([*undated, *intake.faults])
        found = self.centre.state.snapshot(at=cut_off)
        assert found is not None
        return found.model_copy(update={"at": cut_off})

    def known(self, day: date) -> Known:
        return know(self.centre, self.snapshot(day))

    def standings(self, on: date, as_of: date) -> dict[str, Status]:
        return {one.obligation_id: one for one in stand(self.centre, self.snapshot(as_of), on)}
