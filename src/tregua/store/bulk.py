"""Machine-made rows in Parquet, each item's sealed under the item's own key: what a derivation points to.

``bulk/<name>.parquet`` holds a row an item: its id, the SHA-256 of its rows, the rows sealed. The name is the
SHA-256 over ids and digests, in order, so that it follows from what was read and from no key, and can be
checked for what is left when an item is erased. A file with the rows open, of an older centre, is named by
its own bytes' SHA-256, and keeps that name when its rows are sealed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.model.records import Claim
from tregua.store.ciphers import seal, unseal
from tregua.store.files import write_whole
from tregua.store.keys import CentreKeys, write_over

_LEAD = b"tregua rows 1\n"
_OPEN = ["item_id", "claim_id", "claim"]
_SEALED = ["item_id", "rows_sha256", "sealed"]


class _Part(NamedTuple):
    """The rows of one item as a file holds them."""

    item_id: str
    digest: str
    sealed: bytes


class FolderBulk:
    """The derived rows of one centre, in ``folder``, under ``keys``."""

    def __init__(self, folder: Path, keys: CentreKeys) -> None:
        self._folder, self._keys = folder, keys

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"

    def where(self, name: str) -> str:
        """The file, as a person finds it."""
        return str(self._path(name))

    def put_claims(self, claims: Sequence[Claim]) -> str:
        """Keeps claims in their order, those of one item together; returns what they are called."""
        by_item = _by_item(claims)
        name = _name_of([(item_id, sha256(rows).hexdigest()) for item_id, rows in by_item])
        if not self._path(name).exists():
            write_whole(self._path(name), self._sealed_file(name, by_item))
        return name

    def get_claims(self, name: str) -> tuple[Claim, ...]:
        """The claims of one file, but those of items whose key was destroyed. Raises BadCentre
        ``evidence.missing``, ``evidence.changed``, ``evidence.no_key``, and those of the keys."""
        parts = self._parts(name)
        if isinstance(parts, tuple):
            return parts
        found: list[Claim] = []
        for part in parts:
            if self._keys.is_destroyed(part.item_id):
                continue
            found.extend(_claims_of(self._rows(name, part)))
        return tuple(found)

    def manifest(self, name: str) -> str | None:
        """What the file would be called by the items and digests it holds; None where its rows lie open.
        Raises BadCentre ``evidence.missing``, ``evidence.changed``."""
        parts = self._parts(name)
        return None if isinstance(parts, tuple) else _name_of([(one.item_id, one.digest) for one in parts])

    def manifest_when_sealed(self, name: str) -> str | None:
        """The same of a file whose rows lie open, once they are sealed; None where they are."""
        parts = self._parts(name)
        if not isinstance(parts, tuple):
            return None
        return _name_of([(item_id, sha256(rows).hexdigest()) for item_id, rows in _by_item(parts)])

    def close(self, name: str) -> bool:
        """Seals rows that lie open, and writes over what lay there; whether it did."""
        parts = self._parts(name)
        if not isinstance(parts, tuple):
            return False
        write_over(self._path(name), self._sealed_file(name, _by_item(parts)))
        return True

    def _sealed_file(self, name: str, by_item: Sequence[tuple[str, bytes]]) -> bytes:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._keys.draw([item_id for item_id, _ in by_item])
        sealed = [
            seal(self._keys.item_key(item_id), _packed(rows), _aside(name, item_id))
            for item_id, rows in by_item
        ]
        table = pa.table(
            {
                "item_id": pa.array([item_id for item_id, _ in by_item], pa.string()),
                "rows_sha256": pa.array([sha256(rows).hexdigest() for _, rows in by_item], pa.string()),
                "sealed": pa.array(sealed, pa.binary()),
            }
        )
        out = io.BytesIO()
        pq.write_table(table, out, compression="none", use_dictionary=False)
        return out.getvalue()

    def _parts(self, name: str) -> tuple[Claim, ...] | list[_Part]:
        """What a file holds: claims where it lies open, else the items' parts."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self._path(name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BadCentre(say("evidence.missing", digest=name), Where(file=str(path))) from error
        is_open = sha256(data).hexdigest() == name
        try:
            table = pq.read_table(io.BytesIO(data))
            if is_open and table.column_names == _OPEN:
                return tuple(Claim.model_validate_json(one) for one in table.column("claim").to_pylist())
            if table.column_names != _SEALED:
                raise self._changed(name)
            return [_Part(*row) for row in zip(*(one.to_pylist() for one in table.columns), strict=True)]
        except (pa.ArrowException, OSError, ValueError) as error:
            raise self._changed(name) from error

    def _rows(self, name: str, part: _Part) -> bytes:
        try:
            rows = _unpacked(
                unseal(self._keys.item_key(part.item_id), part.sealed, _aside(name, part.item_id))
            )
        except ValueError as error:
            raise self._changed(name) from error
        if sha256(rows).hexdigest() != part.digest:
            raise self._changed(name)
        return rows

    def _changed(self, name: str) -> BadCentre:
        return BadCentre(say("evidence.changed", digest=name), Where(file=str(self._path(name))))


def _by_item(claims: Sequence[Claim]) -> list[tuple[str, bytes]]:
    """The rows of each item, a line a claim, in the order in which the items come first."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(claim.item_id, []).append(claim.model_dump_json())
    return [(item_id, "\n".join(lines).encode()) for item_id, lines in found.items()]


def _claims_of(rows: bytes) -> list[Claim]:
    return [Claim.model_validate_json(line) for line in rows.split(b"\n")]


def _name_of(items: Sequence[tuple[str, str]]) -> str:
    told = "".join(f"{item_id} {digest}\n" for item_id, digest in items)
    return sha256(_LEAD + told.encode()).hexdigest()


def _aside(name: str, item_id: str) -> bytes:
    return f"tregua rows 1 {name} {item_id}".encode()


def _packed(rows: bytes) -> bytes:
    """Compressed, its length before it, for sealed bytes no longer can be."""
    import pyarrow as pa

    return len(rows).to_bytes(8, "big") + bytes(pa.Codec("zstd").compress(rows, asbytes=True))


def _unpacked(packed: bytes) -> bytes:
    import pyarrow as pa

    size = int.from_bytes(packed[:8], "big")
    return bytes(pa.Codec("zstd").decompress(packed[8:], decompressed_size=size, asbytes=True))
