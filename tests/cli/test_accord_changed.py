"""An accord changed after something rests on it is told wherever something is taken in or read under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from centres import found_to_enter
from tregua.cli.app import app
from tregua.wiring import find_centre

ROW = ("forces", "what=posts", "figure=23", "said_by=ru/mod", "whose=ru/mil", "day=2020-11-18")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    found_to_enter(tmp_path / "centre")
    return find_centre(tmp_path / "centre")


def change(centre: Path) -> None:
    accord = centre / "accord/accord.yaml"
    accord.write_text(accord.read_text() + "\n# somebody's remark\n")


def test_nothing_is_told_while_it_is_the_same(centre: Path) -> None:
    done = CliRunner().invoke(app, ["enter", *ROW, "--centre", str(centre)])
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "command", [("enter", *ROW), ("enter", *ROW, "--dry-run"), ("ingest", "empty"), ("day",)]
)
def test_every_command_that_takes_something_in_tells_it_and_goes_on(
    centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    change(centre)
    days = ("2021-02-28",) if command == ("day",) else ()
    done = CliRunner().invoke(app, [*command, *days, "--centre", str(centre)])
    assert done.exit_code == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith("record.accord_changed: ")]
    assert len(told) == 1
    assert "accord/accord.yaml" in told[0]


def test_a_program_that_enters_reads_json_alone(centre: Path) -> None:
    change(centre)
    done = CliRunner().invoke(app, ["enter", *ROW, "--json", "--centre", str(centre)])
    assert (done.exit_code, done.stderr) == (0, "")
