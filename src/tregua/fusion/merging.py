"""Rows of several audiences laid together: one row where they see the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import Generic, TypeVar

from tregua.fusion.kept import KeptIncident, KeptReport

_R = TypeVar("_R", KeptReport, KeptIncident)


class Rows(Generic[_R]):
    """Rows that end and begin, by content: what a row says but for who sees it."""

    def __init__(self, content: Callable[[_R], Hashable]) -> None:
        self._content: Callable[[_R], Hashable] = content
        self._ended: dict[tuple[Hashable, int], tuple[_R, int]] = {}
        self._begun: dict[Hashable, tuple[_R, int]] = {}

    def take(self, ended: Iterable[_R], begun: Iterable[_R], audiences: int) -> None:
        """Rows that end, and begin, for some audiences."""
        for row in ended:
            self._end(row, audiences)
        for row in begun:
            self._begin(self._content(row), row, audiences)

    def join(self, kept: Iterable[_R]) -> None:
        """Let what begins be one row with what is kept and says the same."""
        for row in kept:
            content = self._content(row)
            if content in self._begun and (content, row.seen_by) not in self._ended:
                self._end(row, 0)

    def changes(self) -> tuple[list[_R], list[_R]]:
        """Rows that end, and those that begin; what ends for some of its audiences goes on for the rest."""
        for (content, seen_by), (row, audiences) in self._ended.items():
            if seen_by & ~audiences:
                self._begin(content, row, seen_by & ~audiences)
        same = {(content, mask) for content, (_, mask) in self._begun.items()} & self._ended.keys()
        return (
            [row for key, (row, _) in self._ended.items() if key not in same],
            [
                replace(row, seen_by=mask)
                for content, (row, mask) in self._begun.items()
                if (content, mask) not in same
            ],
        )

    def _end(self, row: _R, audiences: int) -> None:
        key = (self._content(row), row.seen_by)
        self._ended[key] = (row, self._ended.get(key, (row, 0))[1] | audiences)

    def _begin(self, content: Hashable, row: _R, audiences: int) -> None:
        self._begun[content] = (row, self._begun.get(content, (row, 0))[1] | audiences)
