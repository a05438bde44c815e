"""Files written whole or not at all: to a temporary name, fsynced, then renamed."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

from tregua.model.errors import BadFile, Where
from tregua.model.messages import say


def write_whole(path: Path, data: bytes) -> None:
    """Writes ``data`` so that a crash leaves the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename in ``folder`` durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FolderInbox:
    """The files below ``inbox/``; hidden ones and a README are left alone.

    A folder that cannot be listed is named like a file, so that reading it tells why.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Relative paths, sorted."""
        found: list[Path] = []
        if self._folder.exists():
            for root, _, names in os.walk(self._folder, onerror=lambda e: found.append(Path(e.filename))):
                found.extend(Path(root, name) for name in names)
        return tuple(
            sorted(
                str(path.relative_to(self._folder))
                for path in found
                if not path.name.startswith(".") and path.name != "README.md"
            )
        )

    def path(self, name: str) -> str:
        """The path as a person would type it."""
        return readable_name(self._folder.name if name == "." else f"{self._folder.name}/{name}")

    def read(self, name: str, limit: int) -> bytes:
        """The bytes of one file. Raises BadFile."""
        return read_file(self._folder / name, limit, self.path(name))

    def replace(self, name: str, data: bytes) -> None:
        """Puts ``data`` in the place of a file's bytes, whole or not at all."""
        write_whole(self._folder / name, data)


def read_file(path: Path, limit: int, shown: str) -> bytes:
    """A file from outside, its size checked before it is read. Raises BadFile (``file.*``).

    A pipe or a device is refused: it might never end, or never begin.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise BadFile(say("file.not_regular"), Where(file=shown))
            data = stream.read(limit + 1) if found.st_size <= limit else b""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise BadFile(say("file.unreadable", reason=reason), Where(file=shown)) from error
    size = max(found.st_size, len(data))
    if size > limit:
        raise BadFile(say("file.too_large", size=size, limit=limit), Where(file=shown))
    return data


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def readable_name(name: str) -> str:
    """A file's name as it can be shown and recorded: what does not print is written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


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
