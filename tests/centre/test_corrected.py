"""What was entered and stands no longer is still told, with what corrected it or struck it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from centres import EXAMPLE, found_to_enter
from tregua.centre.corrected import corrected_entries
from tregua.centre.day import play_day
from tregua.centre.entering import enter_row
from tregua.cli.app import app
from tregua.registers.entries.parts import Part
from tregua.wiring import found_centre

POSTS = {"what": "posts", "figure": "23", "whose": "ru/mil", "said_by": "ru/mod", "day": "2020-11-18"}


def test_a_corrected_and_a_struck_entry_are_told_with_what_took_their_place(tmp_path: Path) -> None:
    centre = found_to_enter(tmp_path / "centre")
    first = enter_row(centre, "forces", POSTS).claims[0].claim_id
    second = enter_row(centre, "forces", {**POSTS, "figure": "27", "corrects": first}).claims[0].claim_id
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    found = corrected_entries(centre, snapshot, Part("forces"))
    assert [(entry.low, by) for entry, by in found] == [(23.0, second)]
    struck = {"what": "", "stance": "struck", "corrects": second}
    third = enter_row(centre, "forces", struck).claims[0].claim_id
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    found = corrected_entries(centre, snapshot, Part("forces"))
    assert {(entry.low, by) for entry, by in found} == {(27.0, third)}  # what it took is back
    assert corrected_entries(centre, snapshot, Part("links")) == ()

    arguments = ["register", "forces", "--entries", "--centre", str(tmp_path / "centre")]
    told = CliRunner().invoke(app, arguments).output
    assert f"{first}: no longer" not in told
    assert f"{second}: no longer, by {third}" in told


def test_an_empty_page_tells_what_came_to_be_known_later(tmp_path: Path) -> None:
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    for day in (10, 20):
        play_day(centre, date(2020, 11, day), (), lambda _: None)
    enter_row(centre, "forces", POSTS)
    asked = ["register", "forces", "--on", "2020-11-18", "--centre", str(tmp_path / "centre")]
    then = " ".join(CliRunner().invoke(app, [*asked, "--as-of", "2020-11-10"]).output.split())
    assert "Known now: 1 entry, entered since 20 November 2020" in then
    assert "Known now" not in CliRunner().invoke(app, asked).output
