"""A centre's registers come from its database, and say what its claims say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from centres import EXAMPLE, Reader
from databases import change_database
from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.centre.registers import (
    keep_registers,
    mark_of,
    register_on,
    register_series,
    stream_entries,
)
from tregua.model.errors import BadCentre, CheckFailed
from tregua.model.standing import Register
from tregua.record.checkpoint import Checkpoint
from tregua.registers import open_register, series
from tregua.registers.entries.parts import Part
from tregua.wiring import found_centre, open_centre, rebuild_state

REGISTERS: tuple[Register, ...] = get_args(Register)
ON = date(2020, 12, 10)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Centre, Snapshot]:
    """The example, brought to one day."""
    centre = found_centre(tmp_path_factory.mktemp("registers") / "centre", EXAMPLE)
    return centre, Reader(centre).snapshot(ON)


def check(centre: Centre, snapshot: Snapshot) -> None:
    entries = know(centre, snapshot).entries
    assert entries
    for name in REGISTERS:
        mine = [one for one in entries if one.register_name == name]
        assert {one.entry_id for one in stream_entries(centre, snapshot, Part(name))} == {
            one.entry_id for one in mine
        }
        for on in (date(2020, 11, 18), ON):
            page = open_register(entries, name, centre.agreement, on)
            assert register_on(centre, snapshot, name, on) == page
        for measure in {one.measure for one in mine}:
            points = series(
                register_series(centre, snapshot, name, date(2020, 11, 1), ON, measure),
                name, measure, date.max,
            )  # fmt: skip
            assert points == tuple(
                point for point in series(mine, name, measure, ON) if point.on >= date(2020, 11, 1)
            )


def test_a_page_is_what_the_claims_make(read: tuple[Centre, Snapshot]) -> None:
    check(*read)


def test_a_page_needs_no_claims(read: tuple[Centre, Snapshot], monkeypatch: pytest.MonkeyPatch) -> None:
    centre, snapshot = read

    def refuse(*_: object) -> None:
        raise AssertionError("all claims were loaded")

    monkeypatch.setattr("tregua.centre.assess.know", refuse)
    assert register_on(centre, snapshot, "forces", ON).lines
    assert register_series(centre, snapshot, "forces", date(2020, 11, 1), ON)


def test_under_another_accord_the_answer_follows_that_accord(read: tuple[Centre, Snapshot]) -> None:
    centre, snapshot = read
    parties = tuple(one.model_copy(update={"actors": ()}) for one in centre.agreement.parties)
    other = replace(centre, agreement=centre.agreement.model_copy(update={"parties": parties}), memory={})
    assert register_on(other, snapshot, "forces", ON) != register_on(centre, snapshot, "forces", ON)
    check(other, snapshot)  # from the claims: the database holds the entries of the first
    keep_registers(other)
    assert other.state.mark == mark_of(other) != mark_of(centre)
    check(other, snapshot)
    check(centre, snapshot)
    keep_registers(centre)
    check(centre, snapshot)


def test_a_database_of_an_earlier_version_is_told_and_made_anew(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "centre"
    snapshot = Reader(found_centre(folder, EXAMPLE)).snapshot(date(2020, 11, 18))
    change_database(folder, "UPDATE meta SET value = '1' WHERE key = 'schema'", "DROP TABLE entries")
    with pytest.raises(BadCentre) as caught:
        open_centre(folder)
    assert caught.value.code == "state.too_old"
    rebuild_state(folder)
    check(open_centre(folder), snapshot)


def test_an_earlier_database_that_followed_a_longer_record_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    centre = found_centre(folder, EXAMPLE)
    head = centre.state.head
    assert head is not None
    centre.state.remember(Checkpoint(head.origin, head.size + 5, head.root))
    change_database(folder, "UPDATE meta SET value = '1' WHERE key = 'schema'")
    with pytest.raises(CheckFailed) as caught:
        rebuild_state(folder)
    assert caught.value.code == "record.rolled_back"
