"""How long a link was shut: from the first word that it is, to the first later one that it is open again.

Counted in calendar days, because that is how closures are told, unless the accord itself counts hours. Where
it permits an interruption, one that is known to have ended in time is no breach, and one that may still end
in time is none yet. By hours, one of which the hours are not told is too long only where it surely was: shut
at the end of its first day and open again at the start of the other, it would still have been too long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from tregua.agreement.calendar import parse_duration, shift, shift_instant
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Strand
from tregua.compliance.over_time.today import NEVER
from tregua.compliance.weighing.deeds import Fit
from tregua.model.when import first_instant, is_day, last_instant

_NEXT = timedelta(days=1)
Length = Literal["in_time", "too_long", "unsure"]


def in_hours(interruption: str) -> bool:
    """Whether an interruption is counted by the hour."""
    return bool(interruption) and parse_duration(interruption).hours > 0


@dataclass(frozen=True)
class Closure:
    """Words that tell of one closure; ``opened_on`` None while it is not known to have ended, ``opening``
    the word that it has."""

    words: tuple[Word, ...]
    shut_on: date | None
    opened_on: date | None
    opening: Word | None = None

    def permitted_until(self, interruption: str) -> date | None:
        """The last day by which it must have ended; None where nothing is permitted or no day known."""
        if not interruption or self.shut_on is None:
            return None
        if in_hours(interruption):
            latest = shift_instant(self._shut_latest, parse_duration(interruption))
            return (latest - timedelta.resolution).date()
        return shift(self.shut_on, parse_duration(interruption))

    def lasted(self, interruption: str) -> Length:
        """How long one that ended on a known day lasted, held against what is permitted."""
        until = self.permitted_until(interruption)
        if until is None or self.opened_on is None or self.opening is None:
            return "unsure"
        if not in_hours(interruption):
            return "in_time" if self.opened_on <= until else "too_long"
        allowed = parse_duration(interruption)
        first, last = _span_of(self.opening, self.opened_on)
        if first > shift_instant(self._shut_latest, allowed):
            return "too_long"
        return "in_time" if last <= shift_instant(self._shut_first, allowed) else "unsure"

    @property
    def _shut_first(self) -> datetime:
        return min(_span_of(word, word.first)[0] for word in self.words if word.first is not None)

    @property
    def _shut_latest(self) -> datetime:
        """By when it was shut at the latest, by the word that says so soonest."""
        return min(_span_of(word, word.first)[1] for word in self.words if word.first is not None)


def _span_of(word: Word, day: date) -> tuple[datetime, datetime]:
    """The first and the last instant of the day at which what a word tells of may have happened."""
    earliest, latest = word.event.earliest, word.event.latest
    start = datetime.combine(day, time.min)
    end = start + _NEXT
    if earliest and not is_day(earliest) and first_instant(earliest).date() == day:
        start = first_instant(earliest)
        end = start if latest is None else end
    if latest and not is_day(latest) and last_instant(latest).date() == day:
        end = max(last_instant(latest), start)
    return start, end


def closures_of(shut: Iterable[Word], open_words: Iterable[Word]) -> tuple[Closure, ...]:
    """The closures told of, in order of their end; one that has none last."""
    opens = sorted((one for one in open_words if one.last is not None), key=lambda one: one.last or date.max)
    days = [one.last or date.max for one in opens]
    by_end: dict[date | None, list[Word]] = {}
    openings: dict[date | None, Word | None] = {}
    for word in shut:
        opening = _end_of(word, opens, days)
        end = opening.last if opening is not None else None
        openings.setdefault(end, opening)
        by_end.setdefault(end, []).append(word)
    return tuple(
        Closure(
            tuple(by_end[end]),
            min((d for w in by_end[end] if (d := w.first)), default=None),
            end,
            openings[end],
        )
        for end in sorted(by_end, key=lambda end: end or date.max)
    )


def _end_of(closing: Word, opens: Sequence[Word], days: Sequence[date]) -> Word | None:
    """The first opening that follows; on one day, the one of a later hour, else the one said later."""
    if closing.last is None:
        return None
    for at in range(bisect_left(days, closing.last), len(opens)):
        if days[at] > closing.last or _follows(opens[at], closing):
            return opens[at]
    return None


def _follows(opening: Word, closing: Word) -> bool:
    opened, shut = opening.event.earliest or "", closing.event.latest or ""
    if "T" in opened and "T" in shut:
        return first_instant(opened) > last_instant(shut)
    return opening.said_after(closing)


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
        too_long = closure.lasted(interruption) == "too_long"
        for word in closure.words:
            fit = permitted(word)
            lasting[fit].append((word, max(word.seen_from, too_long_from), leave))
            if too_long and opened is not None:
                ended[fit].append((word, leave, leave + present_days))
    return Shut(
        {fit: _strand(rows) for fit, rows in lasting.items()},
        {fit: _strand(rows) for fit, rows in ended.items()},
    )


def _strand(rows: list[tuple[Word, int, int]]) -> Strand[Word]:
    return Strand([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
