"""What was received, sealed: the bytes and the decoded text of an item under the item's own key.

``evidence/aa/bb…`` is named by the SHA-256 of what it holds, as the record tells it. Where two items have one
and the same text, the second's lies beside the first's under a name that ends in the item's id, so that each
can be erased alone. What an older centre keeps open is read as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.ciphers import seal, unseal
from tregua.store.files import sync_folder, write_whole
from tregua.store.keys import CentreKeys, write_over

_MAGIC = b"tregua sealed 1 "
_AT_A_TIME = 16
_LONGEST_ID = 100


class FolderEvidence:
    """The evidence of one centre, in ``folder``, under ``keys``."""

    def __init__(self, folder: Path, keys: CentreKeys) -> None:
        self._folder, self._keys = folder, keys
        self._waiting: dict[Path, bytes] = {}

    def put(self, item_id: str, *contents: bytes) -> None:
        """Has an item's contents kept, once :meth:`settle` was called; the same once."""
        self._keys.draw([item_id])
        self._hold(item_id, contents)

    def put_all(self, items: Sequence[tuple[str, Sequence[bytes]]]) -> None:
        """The same for many items: one wait for the disk for all their keys."""
        self._keys.draw([item_id for item_id, _ in items])
        for item_id, contents in items:
            self._hold(item_id, contents)

    def _hold(self, item_id: str, contents: Sequence[bytes]) -> None:
        for data in dict.fromkeys(contents):
            digest = sha256(data).hexdigest()
            path = self._place(item_id, digest)
            if path not in self._waiting and not path.exists():
                self._waiting[path] = self._sealed(item_id, data, digest)

    def settle(self) -> None:
        """Brings everything put since to the disk, each file whole or not at all: many at a time, for one
        after the other takes a hundredth of a second each."""
        waiting, self._waiting = self._waiting, {}
        folders = sorted({path.parent for path in waiting})
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            for _ in threads.map(_write_part, waiting, waiting.values()):
                pass
            for path in waiting:
                _part_of(path).replace(path)
            for _ in threads.map(sync_folder, folders):
                pass
        if folders:
            sync_folder(self._folder)

    def get(self, item_id: str, digest: str) -> bytes:
        """An item's content of this SHA-256. Raises BadCentre ``evidence.missing``, ``evidence.changed``,
        ``evidence.no_key``, ``evidence.key_destroyed``, and those of the keys."""
        found = self._find(item_id, digest)
        if found is None:
            raise BadCentre(say("evidence.missing", digest=digest), Where(file=str(self._named(digest))))
        path, data = found
        if data.startswith(_MAGIC):
            try:
                data = unseal(
                    self._keys.item_key(item_id), data[len(_head(item_id)) :], _aside(item_id, digest)
                )
            except ValueError as error:
                raise _changed(digest, path) from error
        if sha256(data).hexdigest() != digest:
            raise _changed(digest, path)
        return data

    def is_sealed(self, item_id: str, digest: str) -> bool:
        """Whether the content lies sealed. Raises BadCentre ``evidence.missing``."""
        found = self._find(item_id, digest)
        if found is None:
            raise BadCentre(say("evidence.missing", digest=digest), Where(file=str(self._named(digest))))
        return found[1].startswith(_MAGIC)

    def can_read(self, item_id: str, digests: Sequence[str]) -> bool:
        """Whether anything of an item could be read: its key is there, or a content lies open."""
        if self._keys.items.wrapped(item_id):
            return True
        found = (self._find(item_id, digest) for digest in digests)
        return any(one is not None and not one[1].startswith(_MAGIC) for one in found)

    def close(self, item_ids: Sequence[str], digest: str) -> bool:
        """Seals what lies open, for each of the items whose content it is, and writes over what lay there;
        whether it did."""
        path = self._named(digest)
        data = path.read_bytes() if path.is_file() else b""
        if sha256(data).hexdigest() != digest or not path.is_file():
            return False
        self._keys.draw(item_ids)
        first, *others = [one for one in item_ids if not self.is_destroyed(one)]
        for item_id in others:
            write_whole(self._beside(item_id, digest), self._sealed(item_id, data, digest))
        write_over(path, self._sealed(first, data, digest))
        return True

    def destroy(self, item_id: str) -> None:
        """Destroys the item's key: what lies sealed under it is no longer readable by anybody."""
        self._keys.draw([item_id])  # one that has none yet: it shall get none later either
        self._keys.items.destroy(item_id)

    def is_destroyed(self, item_id: str) -> bool:
        """Whether the item's key was destroyed."""
        return self._keys.is_destroyed(item_id)

    def remove(self, item_id: str, digest: str) -> None:
        """Takes away the file of an item whose key was destroyed."""
        found = self._find(item_id, digest)
        if found is not None and found[1].startswith(_head(item_id)):
            found[0].unlink()

    def sweep(self) -> None:
        """Removes what a keeping that was killed left half written. Only for whoever holds the lock."""
        for path in self._folder.glob("??/.*.part"):
            path.unlink(missing_ok=True)

    # ---- where it lies ------------------------------------------------------------------------------

    def _named(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]

    def _beside(self, item_id: str, digest: str) -> Path:
        path = self._named(digest)
        return path.with_name(f"{path.name}.{item_id}")

    def _place(self, item_id: str, digest: str) -> Path:
        """Where an item's content is to lie: by its name, or beside it where that is another item's."""
        path = self._named(digest)
        if path in self._waiting:
            mine = self._waiting[path].startswith(_head(item_id))
        else:
            mine = not path.exists() or _owns(path, item_id)
        return path if mine else self._beside(item_id, digest)

    def _find(self, item_id: str, digest: str) -> tuple[Path, bytes] | None:
        """The file of an item's content and its bytes: one that is sealed for it, or one that lies open."""
        for path, data in self._files(item_id, digest):
            if data.startswith(_head(item_id)) or not data.startswith(_MAGIC) or _is_open(data, digest):
                return path, data
        return None

    def _files(self, item_id: str, digest: str) -> Iterator[tuple[Path, bytes]]:
        for path in (self._beside(item_id, digest), self._named(digest)):
            try:
                yield path, path.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise BadCentre(say("evidence.missing", digest=digest), Where(file=str(path))) from error

    def _sealed(self, item_id: str, data: bytes, digest: str) -> bytes:
        return _head(item_id) + seal(self._keys.item_key(item_id), data, _aside(item_id, digest))


def _is_open(data: bytes, digest: str) -> bool:
    return sha256(data).hexdigest() == digest


def _owns(path: Path, item_id: str) -> bool:
    with path.open("rb") as stream:
        start = stream.read(len(_MAGIC) + _LONGEST_ID)
    return not start.startswith(_MAGIC) or start.startswith(_head(item_id))


def _head(item_id: str) -> bytes:
    return _MAGIC + item_id.encode() + b"\n"


def _aside(item_id: str, digest: str) -> bytes:
    return f"tregua evidence 1 {item_id} {digest}".encode()


def _changed(digest: str, path: Path) -> BadCentre:
    return BadCentre(say("evidence.changed", digest=digest), Where(file=str(path)))


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _write_part(path: Path, data: bytes) -> None:
    with _part_of(path).open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
