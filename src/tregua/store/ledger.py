"""The record on disk: C2SP tiles, entry bundles and a signed checkpoint under ``record/``.

Acknowledged means fsynced: bundles and tiles first, the checkpoint last, each whole or not at all.
A crash between them leaves files beyond the checkpoint, which the next append writes again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import cast

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from tregua.model.errors import BadCentre, CheckFailed, Where
from tregua.model.messages import say
from tregua.record.act import Act, decode_act, encode_act
from tregua.record.checkpoint import Checkpoint, VerifierKey, open_checkpoint, sign_checkpoint
from tregua.record.tiles import WIDTH, decode_bundle, tile_path, tiles_of
from tregua.record.tree import HASH_SIZE, hash_leaf, root_of
from tregua.store.files import write_whole

OperatorKey = SigningKey | VerifyKey
"""The operator's key, or its public half alone."""
_TILE = re.compile(r"tile/(?:entries|\d+)/(?:x\d{3}/)*\d{3}(?:\.p/\d+)?")


class FileLedger:
    """Append-only acts. ``key`` is the operator's, or its public half, with which the record can be read
    and checked and not continued; ``name`` the record's origin.

    ``signer`` gives the key itself when something is appended first: it may have to be asked for.
    ``only_verify`` opens nothing yet, so that :meth:`verify` can name what keeps it from opening.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        key: OperatorKey,
        *,
        only_verify: bool = False,
        signer: Callable[[], SigningKey] | None = None,
    ) -> None:
        self._folder = folder
        self._key = key
        self._signer = signer
        self._public = key.verify_key if isinstance(key, SigningKey) else key
        self._name = VerifierKey(name, bytes(self._public))
        self._leaves: list[bytes] = []
        self._hashes: list[bytes] = []
        if not only_verify:
            self._open()

    @property
    def size(self) -> int:
        """How many acts it holds."""
        return len(self._leaves)

    def append(self, acts: Sequence[Act]) -> int:
        """Adds acts and signs a checkpoint over them; returns the index of the first. Raises BadCentre
        ``centre.no_key`` without the operator's key."""
        if self._signer is not None and not isinstance(self._key, SigningKey):
            self._key = self._signer()
        if not isinstance(self._key, SigningKey):
            raise BadCentre(say("centre.no_key"), Where(file=str(self._folder)))
        start = self.size
        leaves = [encode_act(act) for act in acts]
        base = start - start % WIDTH
        hashes = self._hashes + [hash_leaf(leaf) for leaf in leaves]
        for path, data in tiles_of([*self._leaves[base:], *leaves], hashes, start):
            write_whole(self._folder / path, data)
        note = sign_checkpoint(
            Checkpoint(self._name.name, len(hashes), root_of(hashes)), self._name, self._sign
        )
        write_whole(self._folder / "checkpoint", note.encode())
        self._leaves.extend(leaves)
        self._hashes = hashes
        self._drop_leftovers()
        return start

    def acts(self, start: int = 0) -> Iterator[tuple[int, Act]]:
        """Every act from ``start`` on, with its index."""
        for index in range(start, self.size):
            yield index, decode_act(self._leaves[index])

    def checkpoint(self, size: int) -> Checkpoint:
        """What the tree was at ``size``; looks again where another process has appended since."""
        if size > self.size:
            self._open()
        return Checkpoint(self._name.name, size, root_of(self._hashes[:size]))

    def verify(self) -> Checkpoint:
        """Rechecks the checkpoint's signature, every bundle and every tile against its root.

        Raises CheckFailed naming the first file that is wrong, missing or too many. What an append
        that was cut short leaves behind is none of the record, and the next append removes it.
        """
        note = self._read("checkpoint")
        try:
            checkpoint = open_checkpoint(note.decode(), self._name, self._verify)
        except ValueError as error:
            raise self._wrong("checkpoint", str(error)) from error
        leaves: list[bytes] = []
        for index in range((checkpoint.size + WIDTH - 1) // WIDTH):
            width = min(WIDTH, checkpoint.size - index * WIDTH)
            path = tile_path(None, index, width)
            try:
                leaves.extend(decode_bundle(self._read(path)))
            except ValueError as error:
                raise self._wrong(path, str(error)) from error
        hashes = [hash_leaf(leaf) for leaf in leaves]
        if root_of(hashes) != checkpoint.root:
            self._name_changed_bundle(hashes, checkpoint)
        expected = {"checkpoint": note, **dict(tiles_of(leaves, hashes))}
        for path, data in sorted(expected.items()):
            if self._read(path) != data:
                raise self._wrong(path, "changed")
        if len(leaves) != checkpoint.size or root_of(hashes) != checkpoint.root:
            raise self._wrong("checkpoint", "the root is not that of the entries")
        for file in sorted(p for p in self._folder.rglob("*") if p.is_file()):
            name = str(file.relative_to(self._folder))
            if name not in expected and not _left_by_a_crash(name, expected):
                raise self._wrong(name, "not part of the record")
        return checkpoint

    def _name_changed_bundle(self, hashes: Sequence[bytes], checkpoint: Checkpoint) -> None:
        """Where the tiles still hold to the checkpoint, the bundle that does not hold to them."""
        kept: list[bytes] = []
        for index in range((checkpoint.size + WIDTH - 1) // WIDTH):
            width = min(WIDTH, checkpoint.size - index * WIDTH)
            data = self._read(tile_path(0, index, width))
            kept.extend(data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE))
        if root_of(kept) != checkpoint.root:
            return
        for index, (ours, theirs) in enumerate(zip_longest(hashes, kept)):
            if ours != theirs:
                bundle = index // WIDTH
                width = min(WIDTH, checkpoint.size - bundle * WIDTH)
                raise self._wrong(tile_path(None, bundle, width), "changed")

    def _open(self) -> None:
        """Reads the record; a writer who replaces tiles meanwhile only makes it read again."""
        seen = None
        while (note := self._note()) is not None:
            try:
                self._leaves, self._hashes = self._read_up_to(note)
                return
            except (OSError, ValueError) as error:
                if note == seen:
                    raise BadCentre(
                        say("record.damaged", reason=str(error)), Where(file=str(self._folder))
                    ) from error
                seen = note

    def _note(self) -> bytes | None:
        """The checkpoint's bytes; None where nothing was recorded yet."""
        try:
            return (self._folder / "checkpoint").read_bytes()
        except FileNotFoundError as error:
            if (self._folder / "tile").exists():
                raise BadCentre(
                    say("record.damaged", reason="the checkpoint is missing"), Where(file=str(self._folder))
                ) from error
            return None

    def _read_up_to(self, note: bytes) -> tuple[list[bytes], list[bytes]]:
        """Leaves and their hashes under a checkpoint; OSError or ValueError when they are not its own."""
        checkpoint = open_checkpoint(note.decode(), self._name, self._verify)
        leaves: list[bytes] = []
        for index in range((checkpoint.size + WIDTH - 1) // WIDTH):
            width = min(WIDTH, checkpoint.size - index * WIDTH)
            leaves.extend(decode_bundle((self._folder / tile_path(None, index, width)).read_bytes()))
        hashes = [hash_leaf(leaf) for leaf in leaves]
        if len(leaves) != checkpoint.size or root_of(hashes) != checkpoint.root:
            raise ValueError("the root is not that of the entries")
        return leaves, hashes

    def _drop_leftovers(self) -> None:
        """Removes partial tiles that a wider one has replaced, and what a crash left behind."""
        kept = {path for path, _ in tiles_of(self._leaves, self._hashes)}
        for path in sorted(self._folder.rglob("*"), reverse=True):
            name = str(path.relative_to(self._folder))
            if path.is_dir():
                if path.suffix == ".p" and not any(path.iterdir()):
                    path.rmdir()
            elif _is_unfinished(name) or (_TILE.fullmatch(name) and name not in kept):
                path.unlink()

    def _read(self, path: str) -> bytes:
        try:
            return (self._folder / path).read_bytes()
        except OSError as error:
            raise self._wrong(path, "missing") from error

    def _wrong(self, path: str, reason: str) -> CheckFailed:
        return CheckFailed(say("record.wrong", reason=reason), Where(file=f"{self._folder.name}/{path}"))

    def _sign(self, message: bytes) -> bytes:
        return cast("SigningKey", self._key).sign(message).signature  # asked for before anything is written

    def _verify(self, message: bytes, signature: bytes) -> bool:
        try:
            self._public.verify(message, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


def _is_unfinished(name: str) -> bool:
    """A temporary name of :func:`tregua.store.files.write_whole`."""
    last = name.rsplit("/", 1)[-1]
    return last.startswith(".") and last.endswith(".part")


def _left_by_a_crash(name: str, expected: dict[str, bytes]) -> bool:
    """Whether an append that was cut short, or one before it, could have left this file."""
    if _is_unfinished(name) or (_TILE.fullmatch(name) and ".p/" in name):
        return True
    return any(path.startswith(f"{name}.p/") for path in expected)
