"""Whatever opens a centre's database is marked, so that it runs on both kinds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from touching import TESTS, measures_time, touches_the_store

OPENS = re.compile(
    r"\b(?:open|found)_centre\(|\bopen_state\(|\bopen_database\(|\bDatabaseState\(|\"tregua\", "
)


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=lambda path: path.stem)
def test_no_file_that_opens_a_database_is_left_out(path: Path) -> None:
    assert touches_the_store(path) or not OPENS.search(path.read_text("utf-8"))


def test_what_opens_none_is_not_asked_twice() -> None:
    assert not touches_the_store(TESTS / "registers/test_registers.py")
    assert not touches_the_store(TESTS / "store/test_ledger.py")
    assert touches_the_store(TESTS / "golden_day/test_story.py")
    assert touches_the_store(TESTS / "golden_day/test_evidence.py")  # by way of centres.py


def test_what_measures_time_runs_alone() -> None:
    assert measures_time(TESTS / "reading/test_times.py")
    assert measures_time(TESTS / "cli/test_doors.py")
    assert not measures_time(TESTS / "golden_day/test_story.py")


def test_this_test_of_the_demo_is_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("store") is None
    items = [one for one in request.session.items if "demo" in getattr(one, "fixturenames", ())]
    assert all(one.get_closest_marker("store") for one in items)
