"""How far a long piece of work is, on the error stream: nothing where it is done at once."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from tregua.model.messages import Message

_SILENT = 1.5
"""Seconds after which the person who waits is told why."""
_OFTEN, _SELDOM = 0.5, 15.0
"""Seconds between two tellings on a terminal, where one line is written over; and in a log, line by line."""


class Telling:
    """Tells of a piece of work that lasts. ``render`` puts a message into words; ``clock`` gives seconds."""

    def __init__(
        self,
        render: Callable[[Message], str],
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._render, self._stream, self._clock = render, stream, clock
        self._begun: float | None = None
        self._told = 0.0
        self._width = 0

    def __call__(self, message: Callable[[], Message], *, done: bool) -> None:
        """Says how far it is, where that is due; ``done`` ends the work."""
        now = self._clock()
        if self._begun is None:
            self._begun, self._told = now, now - _SELDOM
        stream = self._stream or sys.stderr
        over = stream.isatty()
        has_told = self._width > 0
        due = now - self._begun >= _SILENT and now - self._told >= (_OFTEN if over else _SELDOM)
        if due or (done and has_told):
            words = self._render(message())
            stream.write(f"\r{words.ljust(self._width)}" if over else f"{words}\n")
            stream.flush()
            self._told, self._width = now, len(words)
        if done:
            if over and self._width:
                stream.write("\n")
            self._begun, self._width = None, 0
