"""Some of many: what a page shows of a long list, and where those before and after begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sheet:
    """Some of many, from the ``start``-th on (from 0); ``total`` of them there are."""

    shown: Sequence[Any]
    start: int
    most: int
    total: int

    def __bool__(self) -> bool:
        return bool(self.shown)

    @property
    def before(self) -> int | None:
        """Where the ones before begin; None at the beginning."""
        return max(self.start - self.most, 0) if self.start else None

    @property
    def after(self) -> int | None:
        """Where the ones after begin; None at the end."""
        return self.start + self.most if self.start + self.most < self.total else None


NONE = Sheet((), 0, 1, 0)


def some(many: Sequence[Any], start: int, most: int) -> Sheet:
    """Those from ``start`` on; where nothing begins there, those from the beginning."""
    first = start if start < len(many) else 0
    return Sheet(many[first : first + most], first, most, len(many))


def start_of(query: Mapping[str, str], field: str) -> int:
    """From which on; nothing but digits is taken."""
    text = query.get(field, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
