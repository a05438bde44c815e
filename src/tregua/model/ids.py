"""Content-derived ids: the same content has the same id on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def digest_bytes(data: bytes) -> str:
    """SHA-256 of ``data``, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def canonical_json(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8; equal values give equal bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content_id(prefix: str, *parts: Any) -> str:
    """``prefix-`` and 16 hex digits of the digest of ``parts`` (JSON values)."""
    return f"{prefix}-{digest_bytes(canonical_json(list(parts)))[:16]}"


def claim_id(item_id: str, *parts: Any) -> str:
    """A claim's id. It begins with its item's, so evidence always leads back to the item."""
    return f"{item_id}.{digest_bytes(canonical_json([item_id, *parts]))[:8]}"


def item_of(evidence_id: str) -> str:
    """The item an evidence id (of a claim or an item) leads back to."""
    return evidence_id.split(".", 1)[0]
