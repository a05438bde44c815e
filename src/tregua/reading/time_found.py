"""What a time rule gives, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tregua.reading.calendar_words import Period


@dataclass(frozen=True)
class Found:
    """A time expression found: where, its period, its duration, its clock time where it is one."""

    start: int
    end: int
    period: Period | None = None
    duration: str | None = None
    clock: str | None = None
    of_range: bool = False


@dataclass(frozen=True)
class Context:
    """What a rule may look at: the text, the anchor, whether the sentence speaks of the future."""

    text: str
    anchor: date | None
    begin: int
    end: int
    future: Callable[[int], bool]

    def before(self, start: int, length: int = 24) -> str:
        """The text just before, in lower case."""
        return self.text[max(self.begin, start - length) : start].lower()


Rule = Callable[[Context, int], list[Found]]
