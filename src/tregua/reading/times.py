"""When: time expressions with the days they mean, relative to the day of publication.

* the rules of :mod:`tregua.reading.time_rules` are tried at each word, the longest wins;
* a clock time beside a date is one mention with it, elsewhere it takes its sentence's date;
* ``from A to B``, ``between A and B``, ``A–B`` are a mention of their own, besides their ends;
* a date without a year takes that of the other end, else the one nearest to the anchor;
* an expression whose days cannot be known has neither end; the last day is included.

Not read: vague words (``recently``), feasts, and slashed dates whose order is uncertain.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tregua.model.records import TimeMention
from tregua.reading.calendar_words import Period
from tregua.reading.time_found import Context, Found
from tregua.reading.time_rules import DIGIT_RULES, rules_by_word

_WORD = re.compile(r"[^\W_]+")
_RULES = rules_by_word()
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!Jan)(?<!Feb)(?<!Mar)(?<!Apr)(?<!Jun)(?<!Jul)(?<!Aug)(?<!Sep)(?<!Sept)(?<!Oct)(?<!Nov)(?<!Dec)[.!?][\"'”’)]*\s+(?=\S)|\n"
)
_FUTURE = re.compile(
    r"\b(?:will|shall|would|to\s+(?:be|take|begin|start|meet|visit|hold)|is\s+(?:due|expected|to)|are\s+(?:due|expected|to)|plans?\s+to|must|scheduled|deadline|until|ahead\s+of|’ll|'ll)\b",
    re.I,
)
_PAST = re.compile(r"\b(?:said|was|were|had|took|told|reported|announced|\w{3,}ed)\b", re.I)
_DATE_THEN_CLOCK = re.compile(
    r",?\s*(?:(?:at|around|about|approximately|from|by|nearly|some|-|–|—|\|)\s+){0,3}", re.I
)
_CLOCK_THEN_DATE = re.compile(
    r"\.?\s*(?:\(?(?:[A-Z][a-z]+\s+(?:time|Time)|[Ll]ocal\s+time|local\s+Time|GMT(?:\s?[+-]\d{1,2})?|UTC(?:\s?[+-]\d{1,2})?|MSK|[A-Z]{3,4})\)?)?"
    r"(?:\s*,?\s*(?:on|of)\s+|\s*,\s*|\s+)(?:the\s+)?"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?(?:about\s+)?$", re.I)
_TO = re.compile(r"\s*(?:[-‐‑–—]|(?:up\s+)?to|until|till|through)\s*(?:the\s+)?", re.I)
_AND = re.compile(r",?\s+and\s+(?:the\s+)?", re.I)
_THAT_DAY = re.compile(r"(?:that|the\s+same)\s+(?:same\s+)?day", re.I)
_NOW = re.compile(r"\b(?:between|from)\s+(?P<now>now|today)\s+(?:and|until|to|till)\s+(?:the\s+)?", re.I)


def find_times(text: str, anchor: str | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """The times named in ``text[start:end]``, by start, a range before its ends.

    ``anchor`` is the publication time, ISO 8601 (a day or an instant), or None where none is known;
    then the last whole date printed before serves."""
    limit = len(text) if end is None else end
    reader = _Reader(text, start, limit, anchor)
    found = reader.scan()
    found = reader.join_clocks(found)
    found += reader.ranges(found)
    unique = {(f.start, f.end): f for f in found}
    mentions = [_mention(text, f) for f in unique.values()]
    return sorted(mentions, key=lambda m: (m.start, -m.end))


def _mention(text: str, found: Found) -> TimeMention:
    earliest, latest = found.period or (None, None)
    if earliest and latest and earliest[:10] > latest[:10]:
        earliest = latest = None
    return TimeMention(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        earliest=earliest,
        latest=latest,
        duration=found.duration,
    )


class _Reader:
    """One run of text, read from its first word to its last."""

    def __init__(self, text: str, start: int, end: int, anchor: str | None) -> None:
        self._text, self._start, self._end = text, start, end
        self._published = date.fromisoformat(anchor[:10]) if anchor else None
        self._breaks = [start, *(m.end() for m in _SENTENCE_END.finditer(text, start, end)), end]

    def scan(self) -> list[Found]:
        """Every expression by itself, none overlapping but a range's ends."""
        found: list[Found] = []
        anchor, at = self._published, self._start
        for word in _WORD.finditer(self._text, self._start, self._end):
            if word.start() < at:
                continue
            first = word.group()
            rules = DIGIT_RULES if first[0].isdigit() else _RULES.get(first.lower())
            if rules is None or self._inside_word(word.start()):
                continue
            context = Context(self._text, anchor, self._start, self._end, self._future)
            best = max((rule(context, word.start()) for rule in rules), key=_reach)
            if not best:
                continue
            found += [self._spoken_of(one, found) for one in best]
            at = max(f.end for f in best)
            if self._published is None and best[0].period and "year" not in first:
                anchor = date.fromisoformat(best[0].period[0][:10])
        return found

    def _spoken_of(self, here: Found, before: list[Found]) -> Found:
        """*That day* is the day last named in the paragraph; without one, that of publication."""
        if _THAT_DAY.fullmatch(self._text, here.start, here.end) is None:
            return here
        line = self._text.rfind("\n", self._start, here.start)
        days = [one for one in before if one.start > line and (_is_day(one) or _has_clock(one))]
        if not days or days[-1].period is None:
            return here
        day = days[-1].period[0][:10]
        return replace(here, period=(day, day))

    def _inside_word(self, at: int) -> bool:
        """Whether the word is the tail of a hyphenated or dotted one, or of a money sum."""
        before = self._text[at - 1 : at] if at > self._start else ""
        if before in ("$", "€", "£", "#", "№", "/", "@", "+"):
            return True
        if before in (".", ",", ":") and at - 1 > self._start:
            return self._text[at - 2].isdigit() and self._text[at].isdigit()
        return (
            before in ("-", "‑")
            and at - 1 > self._start
            and self._text[at - 2].isalnum()
            and not self._text[at].isdigit()
        )

    # -- sentences -------------------------------------------------------------------------------

    def _sentence(self, at: int) -> tuple[int, int]:
        index = bisect_right(self._breaks, at)
        first = self._breaks[index - 1] if index else self._start
        last = self._breaks[index] if index < len(self._breaks) else self._end
        return first, last

    def _future(self, at: int) -> bool:
        """Whether the sentence, close to this word, speaks of what is to come."""
        first, last = self._sentence(at)
        window = self._text[max(first, at - 120) : min(last, at + 60)]
        future = list(_FUTURE.finditer(window))
        if not future:
            return False
        here = at - max(first, at - 120)
        past = list(_PAST.finditer(window))
        return min(abs(m.start() - here) for m in future) < min(
            (abs(m.start() - here) for m in past), default=999
        )

    # -- clocks ----------------------------------------------------------------------------------

    def join_clocks(self, found: list[Found]) -> list[Found]:
        """Clock times joined to the date beside them, or given their sentence's date."""
        joined: list[Found] = []
        index = 0
        while index < len(found):
            here = found[index]
            following = found[index + 1] if index + 1 < len(found) else None
            if following is not None and not here.of_range and not following.of_range:
                if here.clock and _is_day(following) and self._between(_CLOCK_THEN_DATE, here, following):
                    joined.append(_at_clock(here.start, following.end, following, here.clock))
                    index += 2
                    continue
                dated = following.clock and _is_day(here) and not self._opens_range(found, index + 1)
                if dated and following.clock and self._between(_DATE_THEN_CLOCK, here, following):
                    joined.append(_at_clock(here.start, following.end, here, following.clock))
                    index += 2
                    continue
            joined.append(here)
            index += 1
        days = [f for f in joined if _is_day(f) or _has_clock(f)]
        starts = [f.start for f in days]
        return [self._with_day(f, days, starts) if f.clock and f.period is None else f for f in joined]

    def _opens_range(self, found: list[Found], index: int) -> bool:
        """Whether the clock at ``index`` is the first of two: ``on 11 December from 20:40 to 21:10``."""
        return (
            index + 1 < len(found)
            and found[index + 1].clock is not None
            and (
                self._between(_TO, found[index], found[index + 1])
                or self._between(_AND, found[index], found[index + 1])
            )
        )

    def _between(self, pattern: re.Pattern[str], left: Found, right: Found) -> bool:
        return (
            right.start - left.end < 40 and pattern.fullmatch(self._text, left.end, right.start) is not None
        )

    def _with_day(self, clock: Found, days: list[Found], starts: list[int]) -> Found:
        """A clock time with the nearest date of its sentence, first before it, then after; else today."""
        first, last = self._sentence(clock.start)
        index = bisect_left(starts, clock.start)
        near = [
            f for f in (*days[max(0, index - 1) : index], *days[index : index + 1]) if first <= f.start < last
        ]
        period = near[0].period if near else None
        if period is None:
            spoken = self._day_before(clock, days[:index])
            period = spoken.period if spoken else None
        day = period[0][:10] if period else self._published.isoformat() if self._published else None
        return replace(clock, period=(f"{day}T{clock.clock}", f"{day}T{clock.clock}") if day else None)

    def _day_before(self, clock: Found, days: list[Found]) -> Found | None:
        """The day that the sentence before in the paragraph speaks of, where it names just one."""
        first, _ = self._sentence(clock.start)
        line = self._text.rfind("\n", self._start, clock.start)
        if first <= line + 1:
            return None
        begin, _ = self._sentence(first - 1)
        near = [one for one in days if begin <= one.start < first and _is_day(one)]
        return near[0] if len({one.period for one in near}) == 1 else None

    # -- ranges ----------------------------------------------------------------------------------

    def ranges(self, found: Iterable[Found]) -> list[Found]:
        """``from A to B``, ``between A and B``, ``A–B``, ``between now and B``."""
        dated = [f for f in found if f.period and not f.of_range and not f.duration]
        ranges = []
        for left, right in pairwise(dated):
            to = self._between(_TO, left, right)
            lead = self._text[max(self._start, left.start - 20) : left.start]
            if not (to or (_BETWEEN.search(lead) and self._between(_AND, left, right))):
                continue
            whole = _span(left, right)
            if whole is not None:
                ranges.append(whole)
        if self._published is not None:
            ranges += self._from_now(dated)
        return ranges

    def _from_now(self, dated: list[Found]) -> list[Found]:
        starts = {f.start: f for f in dated}
        ranges = []
        for match in _NOW.finditer(self._text, self._start, self._end):
            until = starts.get(match.end())
            if until is not None and until.period and self._published is not None:
                today = self._published.isoformat()
                now = Found(match.start("now"), match.end("now"), (today, today))
                if until.period[1] >= today:
                    ranges += [replace(until, start=now.start, period=(today, until.period[1])), now]
        return ranges


def _reach(found: list[Found]) -> int:
    return max((f.end for f in found), default=-1)


def _is_day(found: Found) -> bool:
    return (
        found.period is not None
        and found.period[0] == found.period[1]
        and "T" not in found.period[0]
        and not found.clock
    )


def _has_clock(found: Found) -> bool:
    return found.period is not None and "T" in found.period[0]


def _at_clock(start: int, end: int, day: Found, clock: str) -> Found:
    assert day.period is not None  # noqa: S101 (callers check)
    instant = f"{day.period[0]}T{clock}"
    return Found(start, end, (instant, instant))


def _span(left: Found, right: Found) -> Found | None:
    """The range of two ends; a first end after the second is taken a year back."""
    if left.period is None or right.period is None:
        return None
    first, last = left.period[0], right.period[1]
    if first[:10] > last[:10]:
        return None
    period: Period = (first, last)
    return Found(left.start, right.end, period)
