"""What was struck out by mistake comes back when the strike is struck, and only then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from centres import found_to_enter
from tregua.centre.assess import know
from tregua.centre.registers import stream_entries
from tregua.cli.app import app
from tregua.registers.entries.parts import Part
from tregua.wiring import open_centre, rebuild_state

ROW = ("what=posts", "figure=23", "said_by=ru/mod", "whose=ru/mil", "day=18.11.2020")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    found_to_enter(tmp_path / "centre")
    return tmp_path / "centre"


def run(centre: Path, *command: str) -> Result:
    done = CliRunner().invoke(app, [*command, "--centre", str(centre)])
    assert done.exit_code == 0, done.stderr
    return done


def strike(centre: Path, claim: str) -> str:
    """Strikes a claim; the strike's own claim."""
    before = claims(centre)
    run(centre, "enter", "forces", "stance=struck", f"corrects={claim}")
    [new] = claims(centre) - before
    return new


def claims(centre: Path) -> set[str]:
    again = open_centre(centre)
    snapshot = again.state.snapshot()
    return {one.claim_id for one in again.state.claims(snapshot)} if snapshot else set()


def standing(centre: Path) -> list[str]:
    """The claims in the register, as kept and as made anew."""
    again = open_centre(centre)
    snapshot = again.state.snapshot()
    assert snapshot is not None
    kept = sorted(one.claim_id for one in stream_entries(again, snapshot, Part("forces")))
    assert kept == sorted(one.claim_id for one in know(again, snapshot).entries)
    return kept


def test_a_struck_word_comes_back_when_the_strike_is_struck(centre: Path) -> None:
    [first] = json.loads(run(centre, "enter", "forces", *ROW, "--json").stdout)
    claim = first["claim_id"]
    once = strike(centre, claim)
    assert standing(centre) == []
    again = run(centre, "enter", "forces", *ROW).stdout
    assert "entered before" in again
    assert f"corrects={once}" in " ".join(again.split())
    assert standing(centre) == []
    twice = strike(centre, once)
    assert standing(centre) == [claim]
    assert "corrects=" not in run(centre, "enter", "forces", *ROW).stdout
    strike(centre, twice)
    assert standing(centre) == []
    rebuild_state(centre)
    assert standing(centre) == []


def test_a_sheet_that_repeats_a_struck_row_says_so(centre: Path, tmp_path: Path) -> None:
    [first] = json.loads(run(centre, "enter", "forces", *ROW, "--json").stdout)
    once = strike(centre, first["claim_id"])
    sheet = tmp_path / "again.csv"
    sheet.write_text("# register: forces\nwhat,figure,said by,whose,day\nposts,23,ru/mod,ru/mil,2020-11-18\n")
    for more in (["--dry-run"], [], []):
        assert f"corrects={once}" in run(centre, "enter", str(sheet), *more).stdout


def test_a_corrected_word_comes_back_when_the_correction_is_struck(centre: Path) -> None:
    [first] = json.loads(run(centre, "enter", "forces", *ROW, "--json").stdout)
    claim = first["claim_id"]
    more = [one.replace("23", "27") for one in ROW]
    [second] = json.loads(run(centre, "enter", "forces", *more, f"corrects={claim}", "--json").stdout)
    correction = second["claim_id"]
    again = " ".join(run(centre, "enter", "forces", *ROW).stdout.split())
    assert "entered before" in again and f"was corrected by {correction}" in again
    assert standing(centre) == [correction]
    once = strike(centre, correction)
    assert standing(centre) == [claim]
    assert "corrects=" not in run(centre, "enter", "forces", *ROW).stdout
    strike(centre, once)
    assert standing(centre) == [correction]
    rebuild_state(centre)
    assert standing(centre) == [correction]
