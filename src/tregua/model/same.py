"""When two rows are the same word: a later edition of a sheet brings the earlier one's rows again."""

from __future__ import annotations

from typing import Any

from tregua.model.ids import content_id
from tregua.model.records import Claim

_WHERE_IT_STANDS = frozenset({"claim_id", "item_id", "row", "cue", "content", "start", "end", "text"})


def words_of(claim: Claim) -> str | None:
    """An id of everything that a row says: who, through whom, when published, of what day, what, how many,
    what it corrects. None for what is no row. Only where it stands is left out, so that a row says the same
    in whatever file it comes."""
    if claim.row is None:
        return None
    return content_id("words", _said(claim.model_dump(mode="json", exclude_defaults=True)))


def _said(told: Any) -> Any:
    if isinstance(told, dict):
        return {key: _said(value) for key, value in told.items() if key not in _WHERE_IT_STANDS}
    return [_said(one) for one in told] if isinstance(told, list) else told
