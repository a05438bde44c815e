"""``tregua keys``: how the centre's key is kept, sealing what lies open, and a backup of the keys."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import Json
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

if TYPE_CHECKING:
    from tregua.store.keys import CentreKeys

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help="A file with the passphrase on one line.")
]
BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup of the keys.")]


@app.command()
def show(centre: CentreOption = None, as_json: Json = False) -> None:
    """How the centre's key is kept, and what still lies open."""
    from tregua.cli.show import print_json, word
    from tregua.store.operator import is_wrapped
    from tregua.wiring import find_centre, open_keys

    keys = open_keys(find_centre(centre))
    wrapped, harmed = is_wrapped(keys), keys.items.harmed()
    if as_json:
        print_json({"mode": keys.mode, "operator_wrapped": wrapped, "harmed": list(harmed)})
        return
    tell(word(f"cli.keys.mode.{keys.mode}"))
    if not wrapped:
        tell(word("cli.keys.open"))
    if harmed:
        tell(word("cli.keys.harmed", count=len(harmed)))


@app.command()
def file(centre: CentreOption = None, passphrase_file: PassphraseFile = None) -> None:
    """Keeps the centre's key in a file for its owner alone: whoever can read the folder can read all."""
    _keep(centre, passphrase_file, lambda keys: keys.keep_in_file())


@app.command()
def passphrase(centre: CentreOption = None, passphrase_file: PassphraseFile = None) -> None:
    """Keeps the centre's key under a new passphrase: TREGUA_NEW_PASSPHRASE, else typed twice."""
    from tregua.store.asking import NEW_PASSPHRASE, ask_new

    def under_a_new_one(keys: CentreKeys) -> None:
        keys.unlock()
        keys.keep_under(ask_new("cli.keys.new", NEW_PASSPHRASE))

    _keep(centre, passphrase_file, under_a_new_one)


@app.command()
def keyring(centre: CentreOption = None, passphrase_file: PassphraseFile = None) -> None:
    """Has the operating system's keyring keep the centre's key."""
    from tregua.store.keyring import SystemKeyring

    _keep(centre, passphrase_file, lambda keys: keys.keep_in_keyring(SystemKeyring()))


@app.command()
def seal(centre: CentreOption = None, passphrase_file: PassphraseFile = None) -> None:
    """Seals what an older centre keeps open: evidence, derived rows, the operator's key, keys of persons."""
    from tregua.centre.closing import close_all
    from tregua.cli.show import word
    from tregua.store.operator import find_operator, is_wrapped, keep_operator
    from tregua.wiring import find_centre, open_centre, open_keys, write_lock

    _take(passphrase_file)
    folder = find_centre(centre)
    with write_lock(folder):
        keys = open_keys(folder)
        keys.found()
        opened = open_centre(folder)
        closed = close_all(opened)
        persons = opened.names.close()
        if not is_wrapped(keys) and (operator := find_operator(keys)):
            keep_operator(keys, operator.signer())
    tell(word("cli.keys.sealed", contents=closed.contents, rows=closed.rows, persons=persons))


@app.command()
def backup(target: BackupFile, centre: CentreOption = None, passphrase_file: PassphraseFile = None) -> None:
    """Writes all keys to FILE under a passphrase of its own: TREGUA_BACKUP_PASSPHRASE, else typed twice."""
    from tregua.cli.show import word
    from tregua.store.asking import BACKUP_PASSPHRASE, ask_new
    from tregua.store.key_backup import pack_keys
    from tregua.store.keys import write_over
    from tregua.wiring import find_centre, open_keys, write_lock

    _take(passphrase_file)
    folder = find_centre(centre)
    with write_lock(folder):
        keys = open_keys(folder)
        keys.unlock()
        write_over(target, pack_keys(keys, ask_new("cli.keys.backup_new", BACKUP_PASSPHRASE)))
    tell(word("cli.keys.backed_up", file=f"{target}"))


@app.command()
def restore(source: BackupFile, centre: CentreOption = None) -> None:
    """Puts the keys back from FILE where there are none; what was erased since stays erased."""
    from tregua.cli.show import word
    from tregua.sources import MAX_BYTES
    from tregua.store.files import read_file
    from tregua.wiring import find_centre, write_lock

    folder = find_centre(centre)
    with write_lock(folder):
        missing = put_keys_back(folder, read_file(source, MAX_BYTES * 64, f"{source}"), f"{source}")
    tell(word("cli.keys.restored", file=f"{source}"))
    if missing:
        tell(word("cli.keys.newer", count=missing))


def put_keys_back(folder: Path, data: bytes, shown: str) -> int:
    """Puts keys back from a backup, without those of what the record says was erased; how many items came in
    after it was made, and have no key in it. The caller holds the lock."""
    from tregua.model.errors import BadCentre, Where
    from tregua.model.messages import say
    from tregua.store.asking import BACKUP_PASSPHRASE, ask_passphrase, text_of_prompt
    from tregua.store.key_backup import open_backup, put_back
    from tregua.wiring import open_keys, open_ledger

    given = ask_passphrase(text_of_prompt("cli.keys.backup_prompt"), BACKUP_PASSPHRASE)
    if given is None:
        raise BadCentre(say("keys.locked"), Where(file=shown))
    acts = [act for _, act in open_ledger(folder).acts()]
    erased = [act.body["item_id"] for act in acts if act.type == "item_erased"]
    persons = [act.body["person"] for act in acts if act.type == "name_erased"]
    put_back(folder / "keys", open_backup(data, given, shown), erased, persons)
    log = open_keys(folder).items
    received = (act.body["item_id"] for act in acts if act.type == "item_received")
    return sum(log.wrapped(item_id) is None for item_id in received)


def _keep(centre: Path | None, passphrase_file: Path | None, how: Callable[[CentreKeys], None]) -> None:
    """Has the centre's key kept in another way; a centre without one is given one first."""
    from tregua.wiring import find_centre, open_keys, write_lock

    _take(passphrase_file)
    folder = find_centre(centre)
    with write_lock(folder):
        keys = open_keys(folder)
        if keys.mode == "none":
            keys.found()
        how(keys)
    show(centre, False)


def _take(path: Path | None) -> None:
    """What ``--passphrase-file`` names is asked for like what the environment names."""
    if path is not None:
        os.environ["TREGUA_PASSPHRASE_FILE"] = str(path)
        os.environ.pop("TREGUA_PASSPHRASE", None)
