"""A centre that was harmed, cut short or asked for too much tells so, and loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from databases import lose_database, only_a_file
from tregua.centre.day import play_days
from tregua.centre.intake import open_files, take_in
from tregua.centre.moment import parse_days, snapshot_as_of
from tregua.model.errors import BadArgument, BadFile, CheckFailed, TreguaError
from tregua.store.files import FolderInbox, read_file
from tregua.wiring import found_centre, open_centre, rebuild_state, verify_record

PAGE = "Outlet: TASS\nPublished: 20 November 2020\n\nUnits enter\n\n{}\n"
SAID = "Azerbaijan's defence ministry said on 20 November that units entered Agdam."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre that has played two days."""
    folder = tmp_path_factory.mktemp("made") / "centre"
    centre = found_centre(folder, "karabakh-2020")
    for path in (folder / "inbox").iterdir():
        path.unlink()
    (folder / "inbox/one.txt").write_text(PAGE.format(SAID))
    _play(folder, "2020-11-19..2020-11-20")
    assert centre.ledger.size == 1
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it to harm."""
    return Path(shutil.copytree(made, tmp_path / "centre"))


def _play(folder: Path, days: str) -> list[TreguaError]:
    told: list[TreguaError] = []
    centre = open_centre(folder)
    for _ in play_days(centre, *parse_days(days, centre), told.append):
        pass
    return told


def test_a_record_that_became_shorter_is_told(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "record", tmp_path / "old")
    _play(folder, "2020-11-21")
    shutil.rmtree(folder / "record")
    shutil.copytree(tmp_path / "old", folder / "record")
    for asked in (open_centre, verify_record, rebuild_state):
        with pytest.raises(CheckFailed) as caught:
            asked(folder)
        assert caught.value.code == "record.rolled_back"
    lose_database(folder)
    assert rebuild_state(folder) == open_centre(folder).ledger.size


@only_a_file("a server's database names its centre, so another's is refused before the record is asked")
def test_another_centre_s_database_is_told(folder: Path, tmp_path: Path) -> None:
    found_centre(tmp_path / "other", None)
    lose_database(folder)
    for path in (tmp_path / "other").glob("state.db*"):
        shutil.copy(path, folder / path.name)
    with pytest.raises(CheckFailed) as caught:
        open_centre(folder)
    assert caught.value.code == "record.another"


@only_a_file("a server looks after its own files")
def test_a_database_that_is_none_is_made_anew(folder: Path) -> None:
    size = open_centre(folder).state.size
    lose_database(folder)
    (folder / "state.db").write_bytes(b"no database" * 900)
    with pytest.raises(TreguaError) as caught:
        open_centre(folder)
    assert caught.value.code == "state.unusable"
    assert rebuild_state(folder) == size
    assert open_centre(folder).state.size == size


def test_rebuilding_forgets_nothing_that_it_cannot_replay(folder: Path) -> None:
    before = open_centre(folder).state.head
    next((folder / "bulk").iterdir()).unlink()
    with pytest.raises(TreguaError) as caught:
        rebuild_state(folder)
    assert caught.value.code == "evidence.missing"
    assert before is not None
    assert open_centre(folder).state.head == before


def test_verify_names_a_cut_tile_and_a_missing_checkpoint(folder: Path) -> None:
    tile = next((folder / "record/tile/entries").rglob("*.p/*"))
    tile.write_bytes(tile.read_bytes()[:-5])
    with pytest.raises(CheckFailed) as caught:
        verify_record(folder)
    assert "tile/entries" in (caught.value.where.file or "")
    (folder / "record/checkpoint").unlink()
    with pytest.raises(TreguaError) as damaged:
        open_centre(folder)
    assert damaged.value.code == "record.damaged"


def test_what_a_cut_append_leaves_is_no_part_of_the_record(folder: Path) -> None:
    open_centre(folder)  # the copy has a database of its own
    left = [folder / "record/.checkpoint.part", folder / "record/tile/0/000.p/200"]
    for path in left:
        path.write_bytes(b"x")
    verify_record(folder)
    _play(folder, "2020-11-21")
    assert not any(path.exists() for path in left)


def test_a_day_cut_between_intake_and_closing_gets_its_edition(folder: Path) -> None:
    (folder / "inbox/two.txt").write_text(PAGE.format(SAID + " Others agreed."))
    centre = open_centre(folder)
    arrivals, _ = open_files([("inbox/two.txt", (folder / "inbox/two.txt").read_bytes())])
    latest = centre.state.snapshot()
    assert latest is not None
    take_in(centre, arrivals, latest.at)  # and here the power fails
    again = open_centre(folder)
    done = list(play_days(again, *parse_days("2020-11-20", again), lambda _: None))
    assert (done[0].new_items, done[0].edition) == (0, 2)


def test_more_files_in_one_day_than_one_act_can_name(folder: Path) -> None:
    centre = open_centre(folder)
    files = [(f"inbox/{n}.txt", PAGE.format(f"{SAID} Case {n}.").encode()) for n in range(900)]
    arrivals, faults = open_files(files)
    latest = centre.state.snapshot()
    assert latest is not None
    taken = take_in(centre, arrivals, latest.at)
    assert (len(taken.items), faults, taken.faults) == (900, (), ())
    verify_record(folder)


def test_a_head_too_long_for_the_record_is_told(folder: Path) -> None:
    (folder / "inbox/long.txt").write_text(PAGE.replace("Units enter", "T" * 70_000).format(SAID))
    (folder / "inbox/hour.txt").write_text(PAGE.replace("20 November 2020", "2020-11-20T25:61").format(SAID))
    told = _play(folder, "2020-11-20")
    assert sorted(one.code for one in told) == ["page.impossible_date", "page.long_head"]


def test_what_is_no_ordinary_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    for name in ("pipe.txt", "endless.txt"):
        with pytest.raises(BadFile) as caught:
            read_file(tmp_path / name, 100, name)
        assert caught.value.code == "file.not_regular"


def test_odd_names_are_shown_as_escapes(tmp_path: Path) -> None:
    for name in (b"not\xffutf8.txt", b"two\nlines.txt", "\u202edna.txt".encode(), "🕊 a.txt".encode()):
        (tmp_path / os.fsdecode(name)).touch()
    inbox = FolderInbox(tmp_path)
    shown = {inbox.path(name).split("/", 1)[1] for name in inbox.names()}
    assert shown == {"not\\udcffutf8.txt", "two\\nlines.txt", "\\u202edna.txt", "🕊 a.txt"}


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ("0001-01-01", "moment.too_far"),
        ("9999-12-31", "moment.too_far"),
        ("2020-11-10..2999-01-01", "moment.too_long"),
    ],
)
def test_days_nobody_counts(folder: Path, days: str, code: str) -> None:
    centre = open_centre(folder)
    with pytest.raises(BadArgument) as caught:
        parse_days(days, centre)
    assert caught.value.code == code


@pytest.mark.parametrize("as_of", ["0001-01-01", "0001-01-01T00:00+14:00", "@²", "@" + "9" * 99])
def test_moments_nobody_knows(folder: Path, as_of: str) -> None:
    with pytest.raises(BadArgument):
        snapshot_as_of(open_centre(folder), as_of)


def test_a_mission_has_no_report_on_tomorrow(tmp_path: Path) -> None:
    centre = found_centre(tmp_path / "an odd\nname 🕊", None)
    with pytest.raises(BadArgument) as caught:
        parse_days("2999-01-01", centre)
    assert caught.value.code == "moment.not_come"


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_stopped_in_mid_run_and_run_again_is_as_if_never_stopped(
    folder: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "undisturbed"))
    days = "2020-11-21..2020-12-20"
    command = [sys.executable, "-m", "tregua", "day", days, "--centre", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not (folder / "reports/2020-11-23").exists():
        time.sleep(0.01)
    running.send_signal(stop)
    _, told = running.communicate()
    if stop is signal.SIGINT and running.returncode:
        assert running.returncode == 130
        assert told.startswith("centre.interrupted: ")
    verify_record(folder)
    _play(folder, days)
    _play(other, days)
    verify_record(folder)
    assert _files(folder) == _files(other)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for part in ("record", "reports", "evidence", "bulk")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }
