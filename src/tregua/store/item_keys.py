"""The keys of items, each wrapped, in one append-only file of records of one length.

``keys/items.log`` begins with a record that names the centre key; each of the others is an item's: what it
is called (a digest of the item's id), its wrapped key, a checksum. A key is destroyed where it stands: all
but the name is written over with zeros. What a crash left half appended is cut off by the next append.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.ciphers import KEY_SIZE, OVERHEAD
from tregua.store.files import sync_folder

RECORD = 128
"""Bytes of a record: 32 of a name, 72 of a wrapped key, 24 of a checksum."""
WRAPPED = KEY_SIZE + OVERHEAD
_NAME = 32
_DESTROYED = bytes(RECORD - _NAME)
_MAGIC = b"tregua item keys 1".ljust(_NAME, b"\0")


class ItemKeyLog:
    """The wrapped keys of one centre. ``key_id`` (32 bytes) names the centre key they are wrapped under.

    Appending and destroying are for whoever holds the centre's lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[bytes, int] = {}
        self._seen: tuple[int, int, int] = (0, 0, 0)

    def key_id(self) -> bytes | None:
        """Under which centre key these are wrapped; None before the first. Raises ``keys.damaged``."""
        try:
            with self._path.open("rb") as stream:
                head = stream.read(RECORD)
        except FileNotFoundError:
            return None
        if len(head) < RECORD:  # a crash while it was made
            return None
        if head[:_NAME] != _MAGIC or not _is_whole(head):
            raise self._damaged()
        return head[_NAME : 2 * _NAME]

    def wrapped(self, item_id: str) -> bytes | None:
        """An item's wrapped key; None where there is none, empty where it was destroyed. Raises BadCentre
        ``keys.damaged`` where the record has changed."""
        name = _name_of(item_id)
        place = self._find(name)
        if place is None:
            return None
        with self._path.open("rb") as stream:
            stream.seek(place)
            record = stream.read(RECORD)
        if record[:_NAME] != name:
            raise self._damaged()
        if record[_NAME:] == _DESTROYED:
            return b""
        if not _is_whole(record):
            raise self._damaged()
        return record[_NAME : _NAME + WRAPPED]

    def append(self, key_id: bytes, keys: Sequence[tuple[str, bytes]]) -> None:
        """Adds wrapped keys of items, on the disk when this returns: one wait for all of them."""
        records = [_whole(_name_of(item_id) + wrapped) for item_id, wrapped in keys]
        new = self.key_id() is None
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as stream:
            length = 0 if new else os.fstat(handle).st_size // RECORD * RECORD
            stream.truncate(length)
            stream.seek(length)
            head = [_whole(_MAGIC + key_id.ljust(WRAPPED, b"\0"))] if new else []
            stream.write(b"".join([*head, *records]))
            stream.flush()
            os.fsync(handle)
        if new:
            sync_folder(self._path.parent)

    def destroy(self, item_id: str) -> bool:
        """Writes over an item's key, on the disk when this returns; whether there was one to destroy."""
        name = _name_of(item_id)
        place = self._find(name)
        if place is None:
            return False
        with self._path.open("r+b") as stream:
            stream.seek(place)
            before = stream.read(RECORD)
            stream.seek(place)
            stream.write(name + _DESTROYED)
            stream.flush()
            os.fsync(stream.fileno())
        return before[_NAME:] != _DESTROYED

    def _find(self, name: bytes) -> int | None:
        """Where the record of this name stands. The file is read once, and again when it has changed."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        seen = (found.st_ino, found.st_size, found.st_mtime_ns)
        if seen != self._seen:
            data = self._path.read_bytes()
            whole = range(RECORD, len(data) - RECORD + 1, RECORD)
            self._places = {data[at : at + _NAME]: at for at in whole}
            self._seen = seen
        return self._places.get(name)

    def harmed(self) -> tuple[int, ...]:
        """The records that do not hold, counted from 0, the head among them."""
        if not self._path.is_file():
            return ()
        data = self._path.read_bytes()
        records = [data[at : at + RECORD] for at in range(0, len(data) - RECORD + 1, RECORD)]
        return tuple(
            number
            for number, record in enumerate(records)
            if not (_is_whole(record) or (number and record[_NAME:] == _DESTROYED))
        )

    def _damaged(self) -> BadCentre:
        return BadCentre(say("keys.damaged"), Where(file=str(self._path)))


def _name_of(item_id: str) -> bytes:
    return sha256(b"tregua item key 1 " + item_id.encode()).digest()


def _whole(content: bytes) -> bytes:
    return content + sha256(content).digest()[: RECORD - _NAME - WRAPPED]


def _is_whole(record: bytes) -> bool:
    return _whole(record[: _NAME + WRAPPED]) == record
