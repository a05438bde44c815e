"""A backup of a centre's keys: one file, sealed under a passphrase of its own. No key is ever in it open."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tregua.model.errors import BadCentre, BadFile, Where
from tregua.model.messages import say
from tregua.store.ciphers import COST, Cost, seal, stretch, unseal
from tregua.store.files import sync_folder
from tregua.store.item_keys import ItemKeyLog
from tregua.store.keys import CENTRE_KEY, ITEM_KEYS, CentreKeys, render_kept, under_passphrase

_KIND = "tregua keys backup 1"


def pack_keys(keys: CentreKeys, passphrase: str, cost: Cost | None = None) -> bytes:
    """The backup's bytes: every file of ``keys/``. A key that the system's keyring keeps goes in under the
    backup's passphrase, for no other machine has that keyring. The caller holds the lock."""
    cost = cost or COST
    files: dict[str, bytes] = {}
    for path in sorted(keys.folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            files[str(path.relative_to(keys.folder))] = path.read_bytes()
    if keys.mode == "keyring":
        files[CENTRE_KEY] = render_kept(under_passphrase(keys.unlock(), passphrase, cost))
    plain = json.dumps({name: base64.b64encode(data).decode() for name, data in files.items()})
    salt = secrets.token_bytes(16)
    sealed = seal(stretch(passphrase, salt, cost), zlib.compress(plain.encode()), _aside(salt, cost))
    told = {"kind": _KIND, "salt": salt.hex(), "passes": cost.passes, "memory": cost.memory}
    return json.dumps({**told, "sealed": base64.b64encode(sealed).decode()}).encode() + b"\n"


def open_backup(data: bytes, passphrase: str, shown: str) -> dict[str, bytes]:
    """The files in a backup, by their path below ``keys/``. Raises BadFile ``keys.no_backup``, BadCentre
    ``keys.wrong_passphrase``."""
    where = Where(file=shown)
    try:
        told: dict[str, Any] = json.loads(data)
        if told["kind"] != _KIND:
            raise ValueError(told["kind"])
        salt, cost = bytes.fromhex(told["salt"]), Cost(told["passes"], told["memory"])
        sealed, key = base64.b64decode(told["sealed"], validate=True), stretch(passphrase, salt, cost)
    except (ValueError, KeyError, TypeError) as error:
        raise BadFile(say("keys.no_backup"), where) from error
    try:
        plain = zlib.decompress(unseal(key, sealed, _aside(salt, cost)))
    except ValueError as error:
        raise BadCentre(say("keys.backup_closed"), where) from error
    return {name: base64.b64decode(text) for name, text in json.loads(plain).items()}


def put_back(
    folder: Path, files: dict[str, bytes], erased_items: Iterable[str], erased_persons: Iterable[str]
) -> None:
    """Puts keys back, where there are none: the folder appears whole or not at all, without the keys of what
    was erased since the backup. Raises BadCentre ``keys.in_the_way``."""
    if folder.exists() and any(folder.iterdir()):
        raise BadCentre(say("keys.in_the_way"), Where(file=str(folder)))
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        gone = {f"persons/{person}" for person in erased_persons}
        for name, data in files.items():
            if name not in gone:
                _write(part / name, data)
        log = ItemKeyLog(part / ITEM_KEYS)
        for item_id in erased_items:
            log.destroy(item_id)
        for one in (*(path for path in part.rglob("*") if path.is_dir()), part):
            sync_folder(one)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
        sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(handle)


def _aside(salt: bytes, cost: Cost) -> bytes:
    return f"{_KIND} {salt.hex()} {cost.passes} {cost.memory}".encode()
