"""One writer at a time, and whoever comes second waits or is told for whom.

Two locks make it one: the kernel's on a file of the centre's folder, and on PostgreSQL the server's, for two
machines with one database. Both end with the process that holds them, so a crash leaves none behind.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import Message, say

PATIENCE = 10.0
"""Seconds that a second writer waits when nobody said how long."""
_AGAIN = 0.1


class Holder(NamedTuple):
    """Who holds a lock: a process, its machine, since when (an instant, UTC). What is not known is "?"."""

    pid: str = "?"
    machine: str = "?"
    since: str = "?"

    def told(self, code: str, **more: Any) -> Message:
        """A message about whoever holds it."""
        return say(code, pid=self.pid, machine=self.machine, since=self.since, **more)


class Held(Protocol):
    """One of the locks that make a writer."""

    def take(self) -> bool:
        """Takes it where nobody holds it; says whether."""

    def holder(self) -> Holder:
        """Who holds it."""

    def release(self) -> None:
        """Gives it back; nothing where it was not taken."""


class FileLock:
    """The kernel's lock on a file, in which the holder writes who it is."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path, self._now = path, now
        self._handle: int | None = None

    def take(self) -> bool:
        """Takes it where nobody holds it; says whether."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        with suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps(_ourselves(self._now())).encode(), 0)
        return True

    def holder(self) -> Holder:
        """Who holds it."""
        try:
            return Holder(*(str(part) for part in json.loads(self._path.read_bytes())))
        except (OSError, ValueError, TypeError):
            return Holder()

    def release(self) -> None:
        """Gives it back; nothing where it was not taken."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _ourselves(now: datetime) -> Holder:
    return Holder(str(os.getpid()), socket.gethostname(), now.isoformat(timespec="seconds"))


class Lock:
    """``with Lock(path):`` — waits ``patience`` seconds for another writer, telling of it, then raises
    BadCentre ``centre.busy``. ``more`` are locks besides the file's, taken after it, in order."""

    def __init__(
        self,
        path: Path,
        *more: Held,
        patience: float = PATIENCE,
        tell: Callable[[Message], None] = lambda _: None,
    ) -> None:
        self._path = path
        self._locks: tuple[Held, ...] = (FileLock(path), *more)
        self._patience, self._tell = patience, tell

    def __enter__(self) -> Lock:
        until = time.monotonic() + self._patience
        told = False
        try:
            for lock in self._locks:
                while not lock.take():
                    if time.monotonic() >= until:
                        raise BadCentre(lock.holder().told("centre.busy"), Where(file=str(self._path)))
                    if not told:
                        self._tell(lock.holder().told("centre.waiting", seconds=round(self._patience)))
                        told = True
                    time.sleep(_AGAIN)
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def _release(self) -> None:
        for lock in reversed(self._locks):
            lock.release()
