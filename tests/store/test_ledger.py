"""The record on disk: what was acknowledged is there, and any change to it is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from tregua.model.errors import BadCentre, CheckFailed
from tregua.record.act import Act
from tregua.store.ledger import FileLedger

KEY = SigningKey(bytes(range(32)))


def act(number: int) -> Act:
    return Act(type="day_closed", at="2020-11-10T23:59:59+03:00", body={"day": f"day {number}"})


def filled(folder: Path, size: int, batch: int = 1) -> FileLedger:
    ledger = FileLedger(folder, "centre.example", KEY)
    for first in range(0, size, batch):
        ledger.append([act(n) for n in range(first, min(size, first + batch))])
    return ledger


def test_what_was_appended_is_there_when_opened_again(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "record", 5)
    again = FileLedger(tmp_path / "record", "centre.example", KEY)
    assert [one.body["day"] for _, one in again.acts()] == [f"day {n}" for n in range(5)]
    assert again.checkpoint(5) == ledger.verify()
    assert [index for index, _ in again.acts(3)] == [3, 4]


def test_batches_and_single_appends_leave_the_same_files(tmp_path: Path) -> None:
    filled(tmp_path / "one", 300, batch=1 + 99)
    filled(tmp_path / "two", 300, batch=300)
    files = [
        {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
        for folder in (tmp_path / "one", tmp_path / "two")
    ]
    assert files[0] == files[1]
    assert "tile/entries/001.p/44" in files[0]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("harm", [flip, Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1])])
def test_every_file_that_is_changed_cut_or_gone_is_named(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    ledger = filled(tmp_path / "made", 260, batch=260)
    names = sorted(
        str(p.relative_to(tmp_path / "made")) for p in (tmp_path / "made").rglob("*") if p.is_file()
    )
    assert len(names) == 6
    for name in names:
        path = tmp_path / "made" / name
        before = path.read_bytes()
        harm(path)
        with pytest.raises(CheckFailed) as caught:
            ledger.verify()
        assert caught.value.exit_code == 1
        assert caught.value.where.file == f"made/{name}"
        path.write_bytes(before)
    ledger.verify()


def test_a_file_too_many_is_found(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "record", 2)
    (tmp_path / "record/tile/0/007").write_bytes(b"x" * 32)
    with pytest.raises(CheckFailed):
        ledger.verify()


def test_a_damaged_record_is_not_continued(tmp_path: Path) -> None:
    filled(tmp_path / "record", 3)
    flip(tmp_path / "record/tile/entries/000.p/3")
    with pytest.raises(BadCentre) as caught:
        FileLedger(tmp_path / "record", "centre.example", KEY)
    assert caught.value.code == "record.damaged"


def test_tiles_beyond_the_checkpoint_are_a_crash_and_are_written_again(tmp_path: Path) -> None:
    filled(tmp_path / "record", 3)
    note = (tmp_path / "record/checkpoint").read_bytes()
    bundle = (tmp_path / "record/tile/entries/000.p/3").read_bytes()
    filled(tmp_path / "record", 0).append([act(3)])
    (tmp_path / "record/checkpoint").write_bytes(note)
    (tmp_path / "record/tile/entries/000.p/3").write_bytes(bundle)
    ledger = FileLedger(tmp_path / "record", "centre.example", KEY)
    assert ledger.size == 3
    ledger.append([act(30)])
    assert [one.body["day"] for _, one in ledger.acts(3)] == ["day 30"]
