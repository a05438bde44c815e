"""Machine-made rows in Parquet, named by their own hash: what a derivation act points to."""

from __future__ import annotations

import io
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from tregua.model.records import Claim
from tregua.store.files import read_by_hash, write_whole


class FolderBulk:
    """``bulk/<sha256>.parquet`` with columns ``item_id, claim_id, claim`` (JSON)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put_claims(self, claims: Sequence[Claim]) -> str:
        """Keeps claims in their order; returns the file's SHA-256."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.table(
            {
                "item_id": pa.array([claim.item_id for claim in claims], pa.string()),
                "claim_id": pa.array([claim.claim_id for claim in claims], pa.string()),
                "claim": pa.array([claim.model_dump_json() for claim in claims], pa.string()),
            }
        )
        out = io.BytesIO()
        pq.write_table(table, out, compression="zstd")
        data = out.getvalue()
        digest = sha256(data).hexdigest()
        path = self._folder / f"{digest}.parquet"
        if not path.exists():
            write_whole(path, data)
        return digest

    def get_claims(self, sha256: str) -> tuple[Claim, ...]:
        """The claims of one file. Raises BadCentre when it is gone or changed."""
        import pyarrow.parquet as pq

        data = read_by_hash(self._folder / f"{sha256}.parquet", sha256)
        column = pq.read_table(io.BytesIO(data), columns=["claim"]).column("claim")
        return tuple(Claim.model_validate_json(text) for text in column.to_pylist())
