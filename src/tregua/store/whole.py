"""A backup of a whole centre: one tar file with a list of what it holds, and out of it a centre again."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

from tregua.model.errors import BadFile, Where
from tregua.model.messages import say
from tregua.store.files import sync_folder

KEYS = "keys.backup"
_LIST = "tregua-backup.json"
_FOLDERS = ("accord", "record", "evidence", "bulk", "reports")
_FILES = ("centre.toml", "operator.pub")
_PEOPLE = "people.db"


def write_backup(folder: Path, target: Path, keys: bytes | None) -> int:
    """Writes a backup, whole or not at all; returns how many files are in it. The caller holds the lock.
    ``keys`` is a sealed backup of the keys, to go in with the rest."""
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as stream:
            with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
                digests = {}
                for name, data in _contents(folder, keys):
                    digests[name] = sha256(data).hexdigest()
                    _add(tar, name, data)
                _add(tar, _LIST, json.dumps(digests, sort_keys=True).encode())
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return len(digests)


def unpack(source: Path, folder: Path) -> bytes | None:
    """Unpacks a backup into an empty folder, each file held against the list; returns the backup of the keys
    that lies in it. Raises BadFile ``backup.none``, ``backup.damaged``."""
    found: dict[str, str] = {}
    listed: dict[str, str] | None = None
    keys = None
    try:
        with tarfile.open(source) as tar:
            for member in tar:
                stream = tar.extractfile(member) if member.isfile() else None
                path = PurePosixPath(member.name)
                if stream is None or path.is_absolute() or ".." in path.parts:
                    raise BadFile(say("backup.damaged", name=member.name), Where(file=str(source)))
                data = stream.read()
                if member.name == _LIST:
                    listed = json.loads(data)
                    continue
                found[member.name] = sha256(data).hexdigest()
                if member.name == KEYS:
                    keys = data
                else:
                    _put(folder / path, data)
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise BadFile(say("backup.none"), Where(file=str(source))) from error
    if listed is None:
        raise BadFile(say("backup.none"), Where(file=str(source)))
    wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
    if wrong:
        raise BadFile(say("backup.damaged", name=wrong[0]), Where(file=str(source)))
    return keys


def _contents(folder: Path, keys: bytes | None) -> Iterator[tuple[str, bytes]]:
    for name in _FILES:
        if (folder / name).is_file():
            yield name, (folder / name).read_bytes()
    for name in _FOLDERS:
        for path in sorted((folder / name).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path.read_bytes()
    if (folder / _PEOPLE).is_file():
        yield _PEOPLE, _database(folder / _PEOPLE)
    if keys is not None:
        yield KEYS, keys


def _database(path: Path) -> bytes:
    """A database as of one moment, its journal with it."""
    source = sqlite3.connect(path)
    try:
        return source.serialize()
    finally:
        source.close()


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(handle)
