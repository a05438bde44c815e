"""``tregua keys``, ``backup``, ``restore`` and ``erase`` as whoever keeps the machine uses them."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from typer.testing import CliRunner, Result

from centres import found_with
from tregua.cli.app import app
from tregua.wiring import _keys_in, open_centre

BULLETIN = (
    "Bulletin\n\n1 December 2020\n\nAzerbaijan's defence ministry said that units had entered Lachin.\n"
)
GROUND = "Court order 12 of 3 December 2020"
WORDS = "four odd words together"


class Pocket(KeyringBackend):
    """A keyring of this process alone, where the system's would ask a session."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")


@pytest.fixture
def pocket() -> Iterator[Pocket]:
    before, own = keyring.get_keyring(), Pocket()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre that received one bulletin."""
    folder = tmp_path_factory.mktemp("kept") / "centre"
    found_with(folder, [])
    (folder / "inbox/bulletin.txt").write_text(BULLETIN)
    run(folder, "day", "2020-12-01")
    return folder


@pytest.fixture
def centre(kept: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept, tmp_path / "centre")
    return tmp_path / "centre"


@pytest.fixture(autouse=True)
def no_key_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TREGUA_PASSPHRASE", "TREGUA_PASSPHRASE_FILE"):
        monkeypatch.delenv(name, raising=False)


def ask(centre: Path, *command: str, env: dict[str, str] | None = None) -> Result:
    _keys_in.cache_clear()
    return CliRunner().invoke(app, [*command, "--centre", str(centre)], env=env or {})


def run(centre: Path, *command: str, env: dict[str, str] | None = None) -> str:
    result = ask(centre, *command, env=env)
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


def mode(centre: Path) -> object:
    return json.loads(run(centre, "keys", "show", "--json"))["mode"]


def the_item(centre: Path) -> str:
    [act] = [act for _, act in open_centre(centre).ledger.acts() if act.type == "item_received"]
    return str(act.body["item_id"])


def text(centre: Path, env: dict[str, str] | None = None) -> str:
    return run(centre, "record", "verify", env=env)


def test_from_a_file_to_a_passphrase_and_back(centre: Path, tmp_path: Path) -> None:
    assert mode(centre) == "file"
    run(centre, "keys", "passphrase", env={"TREGUA_NEW_PASSPHRASE": WORDS})
    assert mode(centre) == "passphrase"
    assert not [
        one for one in (centre / "keys").rglob("*") if one.is_file() and WORDS.encode() in one.read_bytes()
    ]
    closed = ask(centre, "record", "verify")
    assert closed.exit_code != 0 and "keys.locked" in closed.stderr, closed.output + closed.stderr
    assert "TREGUA_PASSPHRASE" in closed.stderr
    wrong = ask(centre, "record", "verify", env={"TREGUA_PASSPHRASE": "four other words altogether"})
    assert wrong.exit_code != 0 and "keys.wrong_passphrase" in wrong.stderr
    assert text(centre, {"TREGUA_PASSPHRASE": WORDS})
    (tmp_path / "words").write_text(f"{WORDS}\n")
    run(centre, "keys", "file", "--passphrase-file", str(tmp_path / "words"), env={"TREGUA_PASSPHRASE": ""})
    assert mode(centre) == "file" and text(centre)


def test_the_systems_keyring_keeps_it(centre: Path, pocket: Pocket) -> None:
    run(centre, "keys", "keyring")
    assert mode(centre) == "keyring" and len(pocket.held) == 1
    assert text(centre)
    lying = [one for one in (centre / "keys").rglob("*") if one.is_file()]
    assert not [one for one in lying if next(iter(pocket.held.values())).encode() in one.read_bytes()]
    held = dict(pocket.held)
    pocket.held.clear()
    lost = ask(centre, "record", "verify")
    assert lost.exit_code != 0 and "keys.no_keyring" in lost.stderr
    pocket.held.update(held)
    run(centre, "keys", "file")
    assert mode(centre) == "file" and not pocket.held, "what the keyring held is taken out of it"


def test_keys_come_back_from_their_backup(centre: Path, tmp_path: Path) -> None:
    saved, env = tmp_path / "keys.backup", {"TREGUA_BACKUP_PASSPHRASE": WORDS}
    run(centre, "keys", "backup", str(saved), env=env)
    shutil.rmtree(centre / "keys")
    assert "only looked for" in text(centre), "a copy without keys says what it could not check"
    refused = ask(
        centre, "keys", "restore", str(saved), env={"TREGUA_BACKUP_PASSPHRASE": "none of these at all"}
    )
    assert refused.exit_code != 0 and not (centre / "keys/items.log").exists()
    run(centre, "keys", "restore", str(saved), env=env)
    assert "only looked for" not in text(centre)
    again = ask(centre, "keys", "restore", str(saved), env=env)
    assert again.exit_code != 0, "keys that are there are not written over"


@pytest.mark.parametrize("with_keys", [True, False])
def test_a_whole_centre_out_of_one_file(centre: Path, tmp_path: Path, with_keys: bool) -> None:
    saved, new, env = tmp_path / "centre.tar", tmp_path / "new", {"TREGUA_BACKUP_PASSPHRASE": WORDS}
    before = run(centre, "status", "--json")
    run(centre, "backup", str(saved), *(["--with-keys"] if with_keys else []), env=env)
    with tarfile.open(saved) as packed:
        names = packed.getnames()
    assert "centre.toml" in names and not [one for one in names if one.startswith("keys/")]
    done = CliRunner().invoke(app, ["restore", str(saved), str(new)], env=env)
    assert done.exit_code == 0, done.output + done.stderr
    if with_keys:
        assert run(new, "status", "--json") == before and text(new)
    else:
        closed = ask(new, "status", "--json")
        assert (
            closed.exit_code == 2
            and "keys.missing" in closed.stderr
            and "tregua keys restore" in closed.stderr
        )
    taken = CliRunner().invoke(app, ["restore", str(saved), str(new)], env=env)
    assert taken.exit_code != 0 and "centre.folder_in_use" in taken.stderr


def test_a_backup_cut_short_makes_no_centre(centre: Path, tmp_path: Path) -> None:
    saved, new = tmp_path / "centre.tar", tmp_path / "new"
    run(centre, "backup", str(saved))
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    cut = CliRunner().invoke(app, ["restore", str(saved), str(new)])
    assert cut.exit_code != 0 and not new.exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["centre", "centre.tar"]


def test_an_erased_item_is_gone_and_its_keys_backup_brings_it_not_back(centre: Path, tmp_path: Path) -> None:
    item, env = the_item(centre), {"TREGUA_BACKUP_PASSPHRASE": WORDS}
    run(centre, "keys", "backup", str(tmp_path / "old"), env=env)
    told = json.loads(run(centre, "erase", item, "--ground", GROUND, "--json"))
    assert (
        told["erased"] is True
        and told["left_in"] == ["inbox/bulletin.txt"]
        and told["reports"] == ["2020-12-01"]
    )
    for command in (["status", "--json"], ["history"]):
        assert "had entered Lachin" not in run(centre, *command)
    run(centre, "record", "rebuild")
    assert text(centre)
    shutil.rmtree(centre / "keys")
    run(centre, "keys", "restore", str(tmp_path / "old"), env=env)
    assert open_centre(centre).evidence.is_destroyed(item)
    assert text(centre)


def test_what_is_no_item_is_told(centre: Path) -> None:
    wrong = ask(centre, "erase", "itm-nothing", "--ground", GROUND)
    assert wrong.exit_code == 2 and "itm-nothing" in wrong.stderr
