"""A day is played once; played again it changes nothing; what comes late is known late."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from centres import EXAMPLE
from databases import lose_database
from tregua.centre.assess import know, stand
from tregua.centre.centre import Centre
from tregua.centre.day import closed_days, play_days
from tregua.centre.intake import catch_up
from tregua.centre.moment import snapshot_as_of
from tregua.model.errors import TreguaError
from tregua.wiring import found_centre, open_centre

FIRST, LAST = date(2020, 11, 18), date(2020, 11, 22)


def refuse(fault: TreguaError) -> None:
    raise fault


def played(folder: Path) -> Centre:
    centre = found_centre(folder, EXAMPLE)
    list(play_days(centre, FIRST, LAST, refuse))
    return centre


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_day_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    centre = played(tmp_path / "one")
    before = files_below(tmp_path / "one/reports"), files_below(tmp_path / "one/record")
    again = open_centre(tmp_path / "one")
    list(play_days(again, FIRST, LAST, refuse))
    assert (files_below(tmp_path / "one/reports"), files_below(tmp_path / "one/record")) == before
    assert centre.ledger.size == again.ledger.size


def test_two_centres_from_the_same_inbox_write_the_same_reports_and_record(tmp_path: Path) -> None:
    one, two = played(tmp_path / "one"), played(tmp_path / "two")
    assert files_below(tmp_path / "one/reports") == files_below(tmp_path / "two/reports")
    assert one.ledger.checkpoint(one.ledger.size) == two.ledger.checkpoint(two.ledger.size)


def test_what_comes_late_is_known_late_and_an_old_report_stays(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    centre = found_centre(folder, EXAMPLE)
    late = folder / "inbox/2020-11-20-tass-az-mod-agdam.txt"
    other = folder / "inbox/2020-11-20-aljazeera-az-mod-agdam.txt"
    kept = {path.name: path.read_bytes() for path in (late, other)}
    for path in (late, other):
        path.unlink()
    list(play_days(centre, FIRST, LAST, refuse))
    frozen = (folder / "reports/2020-11-21/report.html").read_bytes()
    for name, data in kept.items():
        (folder / "inbox" / name).write_bytes(data)
    centre = open_centre(folder)
    list(play_days(centre, date(2020, 11, 21), date(2020, 11, 21), refuse))
    assert (folder / "reports/2020-11-21/report.html").read_bytes() == frozen

    def agdam(as_of: str | None) -> str:
        snapshot = snapshot_as_of(centre, as_of)
        statuses = {one.obligation_id: one for one in stand(centre, snapshot, date(2020, 11, 21))}
        return statuses["hand-over-agdam"].phase

    assert (agdam("2020-11-21"), agdam(None)) == ("overdue", "fulfilled")


def test_something_new_on_the_last_day_makes_a_second_edition(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    centre = found_centre(folder, EXAMPLE)
    late = folder / "inbox/2020-11-20-tass-az-mod-agdam.txt"
    data = late.read_bytes()
    late.unlink()
    list(play_days(centre, FIRST, date(2020, 11, 20), refuse))
    late.write_bytes(data)
    list(play_days(centre, date(2020, 11, 20), date(2020, 11, 20), refuse))
    closed = closed_days(centre)[date(2020, 11, 20)]
    assert closed.edition == 2
    assert closed.sha256 is not None


@pytest.mark.parametrize("inbox_too", [False, True])
def test_the_database_is_made_anew_from_the_record(tmp_path: Path, inbox_too: bool) -> None:
    folder = tmp_path / "one"
    centre = played(folder)
    latest = snapshot_as_of(centre, None)
    before = know(centre, latest), stand(centre, latest, LAST), closed_days(centre)
    lose_database(folder)
    if inbox_too:
        shutil.rmtree(folder / "inbox")
    again = open_centre(folder)
    assert catch_up(again) == 0
    assert (know(again, latest), stand(again, latest, LAST), closed_days(again)) == before


def test_any_past_answer_can_be_given_again(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    centre = found_centre(folder, EXAMPLE)
    given = {}
    day = FIRST
    while day <= LAST:
        list(play_days(centre, day, day, refuse))
        given[day] = stand(centre, snapshot_as_of(centre, day.isoformat()), day)
        day = date.fromordinal(day.toordinal() + 1)
    again = open_centre(folder)
    assert {one: stand(again, snapshot_as_of(again, one.isoformat()), one) for one in given} == given
