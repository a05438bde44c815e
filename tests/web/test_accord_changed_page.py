"""The dashboard tells that the accord was changed, also while it stays open, in the words of every door."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from visitor import Visitor

from centres import found_to_enter
from tregua.model.messages import say
from tregua.reporting.messages import Catalogue, Renderer
from tregua.wiring import found_centre, open_clerk, open_desk

TOLD = ("/", "/enter", "/enter/forces")


def change(folder: Path) -> None:
    accord = folder / "accord/accord.yaml"
    accord.write_text(accord.read_text() + "\n# somebody's remark\n")


@pytest.mark.parametrize("path", TOLD)
def test_a_changed_accord_is_told_while_the_dashboard_stays_open(tmp_path: Path, path: str) -> None:
    found_to_enter(tmp_path / "centre")
    visitor = Visitor(open_desk(tmp_path / "centre"), open_clerk(tmp_path / "centre"))
    words = Renderer(Catalogue.load()).text(say("record.accord_changed"))
    assert words not in unescape(visitor.get(path).text)
    change(tmp_path / "centre")
    page = unescape(visitor.get(path).text)
    assert page.count(words) == 1
    assert "accord/accord.yaml" in page


def test_an_accord_still_being_written_is_told_by_none(tmp_path: Path) -> None:
    found_centre(tmp_path / "centre", None, "Mission")
    visitor = Visitor(open_desk(tmp_path / "centre"), open_clerk(tmp_path / "centre"))
    change(tmp_path / "centre")
    assert all("accord-changed" not in visitor.get(path).text for path in TOLD)


@pytest.mark.parametrize("path", TOLD)
def test_a_mission_that_begins_while_the_dashboard_is_open_rests_on_what_the_entry_sealed(
    tmp_path: Path, path: str
) -> None:
    folder = tmp_path / "centre"
    found_centre(folder, None, "Mission")
    change(folder)
    clerk = open_clerk(folder)
    visitor = Visitor(open_desk(folder), clerk)
    row = {"what": "posts", "figure": "3", "said_by": "un", "day": "2020-11-18"}
    assert not clerk.enter_row("forces", row, trial=False).faults
    assert "accord-changed" not in visitor.get(path).text
    change(folder)
    assert "accord-changed" in visitor.get(path).text
