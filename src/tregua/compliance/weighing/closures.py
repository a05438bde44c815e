"""How long a link was shut: from the first word that it is, to the first later one that it is open again.

Counted in calendar days, because that is how closures are told. Where the accord permits an
interruption, one that is known to have ended in time is no breach, and one that may still end in time
is none yet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tregua.agreement.calendar import parse_duration, shift
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Strand
from tregua.compliance.over_time.today import NEVER
from tregua.compliance.weighing.deeds import Fit

_NEXT = timedelta(days=1)


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


def closures_of(shut: Iterable[Word], open_words: Iterable[Word]) -> tuple[Closure, ...]:
    """The closures told of, in order of their end; one that has none last."""
    opens = sorted((one for one in open_words if one.last is not None), key=lambda one: one.last or date.max)
    days = [one.last or date.max for one in opens]
    by_end: dict[date | None, list[Word]] = {}
    for word in shut:
        by_end.setdefault(_end_of(word, opens, days), []).append(word)
    return tuple(
        Closure(tuple(by_end[end]), min((d for w in by_end[end] if (d := w.first)), default=None), end)
        for end in sorted(by_end, key=lambda end: end or date.max)
    )


def _end_of(closing: Word, opens: Sequence[Word], days: Sequence[date]) -> date | None:
    """The day of the first opening that follows; on one day, the one that was said later follows."""
    if closing.last is None:
        return None
    for at in range(bisect_left(days, closing.last), len(opens)):
        if days[at] > closing.last or opens[at].said_after(closing):
            return days[at]
    return None


@dataclass(frozen=True)
class Shut:
    """The words that tell of closures which break a duty, by how far they are permitted: ``lasting`` ones
    weigh while a closure lasts, ``ended`` ones for as long as a standing looks back after it lasted too
    long."""

    lasting: dict[Fit, Strand[Word]]
    ended: dict[Fit, Strand[Word]]


def sort_closures(
    closures: Iterable[Closure], interruption: str, present_days: int, permitted: Callable[[Word], Fit]
) -> Shut:
    """The closures laid out in time; ``interruption`` is how long one may last (ISO 8601; empty: not at
    all, and one that ended is then forgotten)."""
    lasting: dict[Fit, list[tuple[Word, int, int]]] = {"no": [], "perhaps": [], "yes": []}
    ended: dict[Fit, list[tuple[Word, int, int]]] = {"no": [], "perhaps": [], "yes": []}
    for closure in closures:
        until, opened = closure.permitted_until(interruption), closure.opened_on
        too_long_from = (until + _NEXT).toordinal() if until is not None else 0
        leave = opened.toordinal() if opened is not None else NEVER
        for word in closure.words:
            fit = permitted(word)
            lasting[fit].append((word, max(word.seen_from, too_long_from), leave))
            if until is not None and opened is not None and opened > until:
                ended[fit].append((word, leave, leave + present_days))
    return Shut(
        {fit: _strand(rows) for fit, rows in lasting.items()},
        {fit: _strand(rows) for fit, rows in ended.items()},
    )


def _strand(rows: list[tuple[Word, int, int]]) -> Strand[Word]:
    return Strand([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
