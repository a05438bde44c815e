"""What the record speaks of is held against its hashes: any change to it is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from centres import EXAMPLE
from tregua.centre.day import play_day, play_days
from tregua.centre.sealing import accord_faults
from tregua.model.errors import CheckFailed, TreguaError
from tregua.wiring import found_centre, open_centre, rebuild_state, verify_record


def refuse(fault: TreguaError) -> None:
    raise fault


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "centre"
    centre = found_centre(folder, EXAMPLE)
    list(play_days(centre, date(2020, 11, 18), date(2020, 11, 18), refuse))
    return folder


def any_file(folder: Path) -> Path:
    return sorted(path for path in folder.rglob("*") if path.is_file())[0]


@pytest.mark.parametrize(
    ("where", "changed", "gone"),
    [
        ("evidence", "evidence.changed", "evidence.missing"),
        ("bulk", "evidence.changed", "evidence.missing"),
        ("reports", "record.report_changed", "record.report_changed"),
        ("accord", "record.accord_changed", "record.accord_changed"),
    ],
)
def test_a_change_beside_the_record_is_named(played: Path, where: str, changed: str, gone: str) -> None:
    verify_record(played)
    path = any_file(played / where)
    data = path.read_bytes()
    for harm, code in ((lambda: path.write_bytes(data + b" "), changed), (path.unlink, gone)):
        harm()
        with pytest.raises(CheckFailed) as caught:
            verify_record(played)
        assert caught.value.code == code
        assert str(caught.value.where).endswith(path.name)
        assert caught.value.exit_code == 1
        path.write_bytes(data)
    verify_record(played)


def write_note(folder: Path, note: str) -> None:
    with (folder / "accord" / "accord.yaml").open("a") as accord:
        accord.write(f"# {note}\n")


def test_an_accord_written_after_init_is_sealed_by_the_first_act_that_rests_on_it(tmp_path: Path) -> None:
    folder = tmp_path / "mission"
    found_centre(folder, None)
    write_note(folder, "ours")
    verify_record(folder)  # still being written
    centre = open_centre(folder)
    play_day(centre, centre.charter.day_at(centre.clock.now()), (), refuse)
    assert [act.type for _, act in centre.ledger.acts()][:2] == ["centre_opened", "accord_adopted"]
    verify_record(folder)
    assert not accord_faults(open_centre(folder))

    write_note(folder, "theirs")
    with pytest.raises(CheckFailed) as caught:
        verify_record(folder)
    assert caught.value.code == "record.accord_changed"
    assert [one.code for one in accord_faults(open_centre(folder))] == ["record.accord_changed"]
    rebuild_state(folder)
    assert accord_faults(open_centre(folder))


def test_an_accord_left_as_it_was_is_sealed_once(played: Path) -> None:
    acts = [act.type for _, act in open_centre(played).ledger.acts()]
    assert "accord_adopted" not in acts
