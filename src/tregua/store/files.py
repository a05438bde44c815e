"""Files written whole or not at all: to a temporary name, fsynced, then renamed."""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from tregua.model.errors import BadCentre, BadFile, Where
from tregua.model.messages import say


def write_whole(path: Path, data: bytes) -> None:
    """Writes ``data`` so that a crash leaves the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename in ``folder`` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FolderEvidence:
    """Bytes by hash under ``evidence/aa/bb…``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]

    def put(self, data: bytes) -> str:
        """Keeps bytes; the same bytes are kept once."""
        digest = sha256(data).hexdigest()
        path = self._path(digest)
        if not path.exists():
            write_whole(path, data)
        return digest

    def get(self, sha256: str) -> bytes:
        """The bytes. Raises BadCentre ``evidence.missing`` or ``evidence.changed``."""
        return read_by_hash(self._path(sha256), sha256)


def read_by_hash(path: Path, digest: str) -> bytes:
    """A content-addressed file, checked. Raises BadCentre."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadCentre(say("evidence.missing", digest=digest), Where(file=str(path))) from error
    if sha256(data).hexdigest() != digest:
        raise BadCentre(say("evidence.changed", digest=digest), Where(file=str(path)))
    return data


class FolderInbox:
    """The files below ``inbox/``; hidden ones and a README are left alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Relative paths, sorted."""
        if not self._folder.is_dir():
            return ()
        found = (path.relative_to(self._folder) for path in self._folder.rglob("*") if not path.is_dir())
        return tuple(sorted(str(p) for p in found if not p.name.startswith(".") and p.name != "README.md"))

    def path(self, name: str) -> str:
        """The path as a person would type it."""
        return f"{self._folder.name}/{name}"

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of one file. Raises BadFile."""
        return read_file(self._folder / name, limit, self.path(name))


def read_file(path: Path, limit: int, shown: str) -> bytes:
    """A file from outside, its size checked before it is read. Raises BadFile (``file.*``)."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise BadFile(say("file.too_large", size=size, limit=limit), Where(file=shown))
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadFile(say("file.unreadable", reason=reason), Where(file=shown)) from error


class FolderReports:
    """``reports/DATE/``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, day: date, name: str, data: bytes) -> None:
        """Writes one file of a day, unless it stands there already."""
        path = self._folder / day.isoformat() / name
        if not path.exists() or path.read_bytes() != data:
            write_whole(path, data)

    def read(self, day: date, name: str) -> bytes | None:
        """One file of a day, or None."""
        path = self._folder / day.isoformat() / name
        return path.read_bytes() if path.is_file() else None
