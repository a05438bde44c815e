"""Acts: what a leaf says. One JSON object, RFC 8785 canonical, so that equal acts are equal bytes.

A leaf holds an act, not rows: an accord sealed, an item received, a derivation (inputs, code version,
output hash), a day closed, a report issued, names withheld, a name read, a name or an item erased, open rows
sealed.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from tregua.model.records import Record

ActType = Literal[
    "centre_opened",
    "accord_adopted",
    "item_received",
    "derivation",
    "day_closed",
    "report_issued",
    "names_withheld",
    "name_read",
    "name_erased",
    "item_erased",
    "rows_sealed",
]


class Act(Record):
    """One act. ``at`` is the centre's clock (ISO 8601 with offset); ``body`` its own fields."""

    type: ActType
    at: str
    body: dict[str, Any]


def encode_act(act: Act) -> bytes:
    """The leaf's bytes."""
    import rfc8785

    return rfc8785.dumps(act.model_dump(mode="json"))


def decode_act(leaf: bytes) -> Act:
    """The act in a leaf; ValueError when it is none."""
    return Act.model_validate(json.loads(leaf))
