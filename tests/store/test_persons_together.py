"""Names sealed together: each key is on the disk before its name, each name before anybody is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import tregua.store.persons as persons
from tregua.model.person import NamedPerson
from tregua.store.files import sync_folder
from tregua.store.persons import FolderNames

MANY = [NamedPerson(name=f"Given Family {number}", born="1980") for number in range(40)]


@pytest.fixture
def names(tmp_path: Path) -> FolderNames:
    return FolderNames(tmp_path / "keys", tmp_path / "sealed")


def seal(names: FolderNames, named: NamedPerson) -> str:
    words = tuple(named.name.split())
    return names.seal(names.pseudonym(words, named.born), words, named, "parties").person


def test_what_is_sealed_together_is_found_and_opened_and_known_again(
    names: FolderNames, tmp_path: Path
) -> None:
    sealed = [seal(names, named) for named in MANY]
    assert not names.persons(), "nothing is in its place before it is settled"
    names.settle()
    assert [names.open(person) for person in sealed] == MANY
    again = FolderNames(tmp_path / "keys", tmp_path / "sealed")
    assert [again.pseudonym(tuple(one.name.split()), one.born) for one in MANY] == sealed
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "sealed").iterdir()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys/persons").iterdir()} == {0o600}


def test_everything_is_synced_before_anything_is_in_its_place_and_keys_before_names(
    names: FolderNames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    sync, replace, folder = persons._sync, Path.replace, sync_folder

    def synced(path: Path) -> None:
        sync(path)
        done.append(("sync", path.parent.name))

    def placed(self: Path, target: Path) -> Path:
        done.append(("place", self.parent.name))
        return replace(self, target)

    def settled(path: Path) -> None:
        folder(path)
        done.append(("settle", path.name))

    for named in MANY[:3]:
        seal(names, named)
    monkeypatch.setattr(persons, "_sync", synced)
    monkeypatch.setattr(persons, "sync_folder", settled)
    monkeypatch.setattr(Path, "replace", placed)
    names.settle()
    assert sorted(done[:6]) == [*[("sync", "persons")] * 3, *[("sync", "sealed")] * 3]
    keys = [*[("place", "persons")] * 3, ("settle", "persons")]
    assert done[6:] == [*keys, *[("place", "sealed")] * 3, ("settle", "sealed")]


def test_a_disk_that_fails_is_told_and_nothing_is_in_its_place(
    names: FolderNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    for named in MANY:
        seal(names, named)

    def fail(_: int) -> None:
        raise OSError(5, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no"):
        names.settle()
    assert not names.persons()


def test_what_a_killed_sealing_left_is_written_over_for_its_owner_alone(
    names: FolderNames, tmp_path: Path
) -> None:
    person = names.pseudonym(("Given",), "")
    left = tmp_path / "sealed" / f".{person}.part"
    left.parent.mkdir(parents=True)
    left.write_text("x" * 9999)
    left.chmod(0o644)
    names.seal(person, ("Given",), NamedPerson(name="Given"), "parties")
    names.settle()
    assert names.open(person) == NamedPerson(name="Given")
    assert (tmp_path / "sealed" / person).stat().st_mode & 0o777 == 0o600
