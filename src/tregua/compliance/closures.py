"""How long a link was shut: from the first word that it is, to the first later one that it is open again.

Counted in calendar days, because that is how closures are told. Where the accord permits an
interruption, one that is known to have ended in time is no breach, and one that may still end in time
is none yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tregua.agreement.calendar import parse_duration, shift
from tregua.compliance.evidence import Word


@dataclass(frozen=True)
class Closure:
    """Words that tell of one closure; ``opened_on`` None while it is not known to have ended."""

    words: tuple[Word, ...]
    shut_on: date | None
    opened_on: date | None

    def permitted_until(self, interruption: str) -> date | None:
        """The last day by which it must have ended; None where nothing is permitted or no day known."""
        if not interruption or self.shut_on is None:
            return None
        return shift(self.shut_on, parse_duration(interruption))

    def lasted(self, interruption: str, day: date) -> bool:
        """Whether by ``day`` it has lasted longer than is permitted."""
        until = self.permitted_until(interruption)
        return until is None or (self.opened_on or day) > until


def closures_of(shut: Iterable[Word], open_words: Sequence[Word]) -> tuple[Closure, ...]:
    """The closures told of, in order of their end; those that have none last."""
    by_end: dict[date | None, list[Word]] = {}
    for word in shut:
        ends = [one.last for one in open_words if one.last is not None and _follows(one, word)]
        by_end.setdefault(min(ends, default=None), []).append(word)
    return tuple(
        Closure(tuple(by_end[end]), min((d for w in by_end[end] if (d := w.first)), default=None), end)
        for end in sorted(by_end, key=lambda end: end or date.max)
    )


def _follows(opening: Word, closing: Word) -> bool:
    if opening.last is None or closing.last is None:
        return False
    return opening.last > closing.last or (opening.last == closing.last and opening.said_after(closing))
