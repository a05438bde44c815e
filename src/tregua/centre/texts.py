"""The decoded text of an item; of one that is erased, nothing."""

from __future__ import annotations

from tregua.centre.centre import Centre


def text_of(centre: Centre, item_id: str) -> str:
    """The decoded text of a known item, empty where it was erased; KeyError when it is not known. Raises
    BadCentre where it is gone or changed, or its key is."""
    digest = centre.state.text_sha256(item_id)
    return "" if centre.evidence.is_destroyed(item_id) else centre.evidence.get(item_id, digest).decode()
