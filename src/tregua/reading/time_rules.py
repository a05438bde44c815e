"""The forms a time takes in print, each a rule tried at one word.

A rule returns the mentions it makes (a range and its ends are separate mentions, the longest
first) or nothing. Values are relative to an anchor day, the day of publication, where one is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tregua.reading.calendar_words import (
    DURATION_UNITS,
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    Period,
    day,
    month,
    nearest_year,
    period_of,
    shift,
    year,
)
from tregua.reading.numerals import FIRST_WORDS, NUMBER, parse_number


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

_I = re.IGNORECASE
_ORDINAL = r"(?:st|nd|rd|th)"
_DASH = r"\s?[-‐‑–—]\s?"
_LINK = rf"(?:{_DASH}|\s+(?:to|and|or|until|till|through)\s+(?:the\s+)?|\s*,\s*(?:and\s+)?|/)"
_DAYS = rf"(?P<days>\d{{1,2}}(?:{_ORDINAL})?(?:{_LINK}\d{{1,2}}(?:{_ORDINAL})?){{0,4}})"
_YEAR = r"(?:,?\s+(?P<year>(?:1[5-9]|20|21)\d\d)\b(?![,.]\d))?"
_DAY_MONTH = re.compile(rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?{_DAYS}(?:\s+of)?[\s-]+{MONTH}{_YEAR}", _I)
_MONTH_DAY = re.compile(
    rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{_DAYS}(?![\d:]|\s+(?:of\s+)?{MONTH.replace('?P<month>', '?:')}|,\d{{3}}|\.\d|%|\s?(?:a\.?m|p\.?m)\b){_YEAR}",
    _I,
)
_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])"
)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d./]\d)")
_CLOCK = re.compile(
    r"(?P<hour>2[0-4]|[01]?\d)(?!\d)(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|\s?(?P<hours>hours|hrs|o'clock|o’clock)\b)?",
    _I,
)
_YEARS = re.compile(rf"(?P<a>(?:1[5-9]|20)\d\d)(?:{_DASH}|\s+to\s+|/)(?P<b>\d{{4}}|\d{{2}})(?![\d-]|[.,]\d)")
_ONE_YEAR = re.compile(r"(?P<year>(?:1[5-9]|20|21)\d\d)(?P<s>['’]?s)?\b(?![-‑,.:/]\d|[%°])")
_MONTH_YEAR = re.compile(rf"{MONTH},?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20|21)\d\d)\b(?![,.]\d)", _I)
_MONTH_ALONE = re.compile(rf"{MONTH}", _I)
_PART = re.compile(
    r"(?:(?P<early>early|(?:the\s+)?(?:beginning|start)\s+of)|(?P<mid>mid|(?:the\s+)?middle\s+of)|(?P<late>late|(?:the\s+)?end\s+of))"
    r"(?:[-\s]+)(?P<rest>(?:the\s+|this\s+|last\s+|next\s+)?)", _I
)  # fmt: skip
_WEEKDAY = re.compile(rf"(?P<day>{WEEKDAY})(?:['’]s)?(?:\s+(?P<part>morning|afternoon|evening|night))?", _I)
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|month|year|decade|centur)(?:ies|y|s)?"
_DURATION = re.compile(
    rf"(?P<number>{NUMBER}|an?|a\sfull|another|one\sand\sa\shalf|half\san?)(?P<half>\sand\sa\shalf)?(?:[-‑\s]|\s?(?=hours|hrs))"
    rf"(?:more\s+|further\s+|full\s+|calendar\s+|whole\s+|additional\s+|consecutive\s+)?{_UNIT}\b"
    r"(?P<old>[-‑\s]olds?\b|\s+of\s+age\b)?(?:[-‑]long\b)?(?P<ago>\s+(?:ago|earlier|before|later)\b)?", _I
)  # fmt: skip
_RELATIVE = re.compile(
    r"(?P<which>last|past|previous|next|coming|following|this|current|same)\s+"
    rf"(?:(?P<number>{NUMBER}|few|several|couple\s+of)\s+)?"
    rf"(?:(?P<name>{WEEKDAY})|(?P<monthname>{MONTH.replace('?P<month>', '?:')})|(?P<part>morning|afternoon|evening|weekend|quarter|spring|summer|autumn|fall|winter)\b|{_UNIT}\b)",
    _I,
)
_DAYWORD = re.compile(
    r"(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|overnight|"
    r"the\s+(?:previous|same)\s+day|earlier\s+in\s+the\s+day|the\s+day\s+before|the\s+(?:next|following)\s+day)\b(?:\s+(?:morning|afternoon|evening|night)\b)?",
    _I,
)
_ORDINAL_DAY = re.compile(
    rf"the\s+(?P<day>\d{{1,2}}){_ORDINAL}\b(?P<of>\s+of\s+(?:this|the)\s+month)?(?=\s*(?:[.,;:)]|$|and\b|to\b|at\b|until\b|the\b|it\b|in\b|when\b))",
    _I,
)
_NIGHT = re.compile(
    rf"(?:the\s+)?(?P<part>night|morning|evening|afternoon|early\s+hours|end|close)\s+(?:of|to|from)\s+(?=(?:the\s+)?\d|{WEEKDAY}|{MONTH.replace('?P<month>', '?:')})",
    _I,
)
_QUARTER = re.compile(
    r"(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<what>quarter|half)(?:\s+of)?\s+(?P<year>(?:19|20)\d\d)\b",
    _I,
)
_DAY_PREPOSITION = re.compile(r"\b(?:on|by|before|since|until|till|from|after|between|and|to)\s+$")
_MONTH_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|from|to|during|through|throughout|for|of|before|after|between|and|every|around|as of)\s+$"
)
_YEAR_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|from|to|during|through|throughout|of|before|after|between|and|year|early|late|mid|around|about|summer|winter|spring|autumn|fall)[\s-]+$"
)
_ARTICLE = re.compile(r"(?:\b(?:the|a|an|his|its|their)|['’]s|\()\s*$")
_HEAD_NOUN = re.compile(r"[\s-]+[a-z]")
_AMBIGUOUS_MONTHS = frozenset(
    {
        "may",
        "march",
        "mar",
        "sat",
        "sun",
        "jan",
        "sep",
        "dec",
        "jun",
        "jul",
        "apr",
        "aug",
        "oct",
        "nov",
        "feb",
        "sept",
    }
)


def day_month(context: Context, at: int) -> list[Found]:
    """``11 December 2020``, ``15 to 25 November``, ``the 11th of December``, ``10, 11 and 12 May``."""
    match = _DAY_MONTH.match(context.text, at, context.end)
    return _days(context, match) if match and _is_month_name(match) else []


def month_day(context: Context, at: int) -> list[Found]:
    """``December 11, 2020``, ``Dec. 1``, ``November 15-25``."""
    match = _MONTH_DAY.match(context.text, at, context.end)
    return _days(context, match) if match and _is_month_name(match) else []


def _is_month_name(match: re.Match[str]) -> bool:
    return match.group("month")[0].isupper()


def _days(context: Context, match: re.Match[str]) -> list[Found]:
    number = MONTHS[match.group("month").lower().rstrip(".")]
    numbers = list(re.finditer(r"\d+", match.group("days")))
    if not all(1 <= int(n.group()) <= 31 for n in numbers):
        return []
    base = match.start("days")
    periods = [_day_in(context, number, int(n.group()), match.group("year")) for n in numbers]
    end = match.end() - (
        1 if context.text[match.end() - 1] in ",." and not match.group("month").endswith(".") else 0
    )
    if len(numbers) == 1:
        return [Found(match.start(), end, periods[0])]
    ends = []
    month_first = match.start("month") < base
    for index, (n, period) in enumerate(zip(numbers, periods, strict=True)):
        first, last = base + n.start(), base + n.end()
        if month_first and index == 0:
            first = match.start()
        if not month_first and index == len(numbers) - 1:
            last = end
        ends.append(Found(first, last, period, of_range=True))
    link = match.group("days")[numbers[0].end() : numbers[1].start()]
    spans = len(numbers) == 2 and (
        re.search(r"[-‐‑–—]|\b(?:to|until|till|through)\b", link) is not None
        or context.before(match.start()).rstrip().endswith("between")
    )
    if spans and periods[0] and periods[1]:
        return [Found(match.start(), end, (periods[0][0], periods[1][1])), *ends]
    return ends


def _day_in(context: Context, number: int, day_number: int, printed_year: str | None) -> Period | None:
    if printed_year:
        return day(int(printed_year), number, day_number)
    if context.anchor is None:
        return None
    return day(nearest_year(number, day_number, context.anchor), number, day_number)


def iso(context: Context, at: int) -> list[Found]:
    """``2020-12-11``, ``2020-12-11T20:40``, ``2020-11-15/2020-11-25``."""
    first = _one_iso(context, at)
    if not first or context.text[first[0].end : first[0].end + 1] != "/":
        return first
    last = _one_iso(context, first[0].end + 1)
    if not last or not first[0].period or not last[0].period:
        return first
    whole = Found(at, last[0].end, (first[0].period[0], last[0].period[1]))
    return [whole, replace(first[0], of_range=True), replace(last[0], of_range=True)]


def _one_iso(context: Context, at: int) -> list[Found]:
    match = _ISO.match(context.text, at, context.end)
    if match is None:
        return []
    year_, month_, day_ = map(int, match.group("date").split("-"))
    period = day(year_, month_, day_)
    clock = match.group("clock")
    if period and clock:
        period = (f"{period[0]}T{clock}", f"{period[0]}T{clock}")
    return [Found(at, match.end(), period)]


def numeric(context: Context, at: int) -> list[Found]:
    """``11.12.2020`` (day first); with slashes only where the order is certain."""
    match = _NUMERIC.match(context.text, at, context.end)
    if match is None:
        return []
    a, b = int(match.group("a")), int(match.group("b"))
    if match.group("sep") == "/" and a <= 12 and b <= 12 and a != b:
        return [Found(at, match.end())]
    if b > 12:
        a, b = b, a
    period = day(int(match.group("year")), b, a) if b <= 12 else None
    return [Found(at, match.end(), period)] if period else []


def clock(context: Context, at: int) -> list[Found]:
    """``20:40``, ``8.40 p.m.``, ``7am``, ``0900 hours``: a clock time, its day yet unknown."""
    match = _CLOCK.match(context.text, at, context.end)
    if match is None:
        return []
    colon = match.group("minute") is not None and context.text[match.end("hour")] == ":"
    hour = int(match.group("hour"))
    if not (
        colon
        or match.group("half")
        or (match.group("hours") or "").startswith("o")
        or (match.group("minute") and match.group("hours"))
    ):
        return []
    following = context.text[match.end() : match.end() + 1]
    if following.isalnum() or (
        following in ":.-/" and context.text[match.end() + 1 : match.end() + 2].isdigit() and following != "-"
    ):
        return []
    if match.group("half"):
        if hour > 12:
            return []
        hour = hour % 12 + (12 if match.group("half").lower() == "p" else 0)
    value = f"{hour % 24:02d}:{match.group('minute') or '00'}"
    return [Found(at, match.end(), clock=value)]


def years(context: Context, at: int) -> list[Found]:
    """``1991–94``, ``2014-2015``."""
    match = _YEARS.match(context.text, at, context.end)
    if match is None:
        return []
    first = int(match.group("a"))
    last = int(match.group("b"))
    if last < 100:
        last += first // 100 * 100
    if not first < last <= first + 120:
        return []
    return [
        Found(at, match.end(), (year(first)[0], year(last)[1])),
        Found(match.start("a"), match.end("a"), year(first), of_range=True),
        Found(match.start("b"), match.end("b"), year(last), of_range=True),
    ]


def one_year(context: Context, at: int) -> list[Found]:
    """``in 2020``, ``the 2020 war``, ``the 1990s``."""
    match = _ONE_YEAR.match(context.text, at, context.end)
    if match is None:
        return []
    number = int(match.group("year"))
    if match.group("s"):
        return [Found(at, match.end(), (year(number)[0], year(number + (99 if number % 100 == 0 else 9))[1]))]
    before = context.before(at)
    if _YEAR_PREPOSITION.search(before) and not _counts(context, match.end()):
        return [Found(at, match.end(), year(number))]
    if (
        _ARTICLE.search(before)
        and (_HEAD_NOUN.match(context.text, match.end()) or before.endswith("("))
        and not _counts(context, match.end())
    ):
        return [Found(at, match.end(), year(number))]
    return []


_COUNTED = re.compile(
    r"[\s-]+(?:\w+\s+){0,1}(?:people|servicemen|soldiers|troops|peacekeepers|persons|men|women|children|bodies|prisoners|refugees|civilians|"
    r"hectares?|km|kilomet\w+|met(?:re|er)s?|vehicles|objects|buildings|houses|dollars|returnees|residents|percent|explosive|killed|wounded|others|posts)\b"
)


def _counts(context: Context, at: int) -> bool:
    """Whether what follows is counted by the number, so that it is no year."""
    return _COUNTED.match(context.text, at, context.end) is not None


def month_year(context: Context, at: int) -> list[Found]:
    """``November 2020``."""
    match = _MONTH_YEAR.match(context.text, at, context.end)
    if match is None or not _is_month_name(match):
        return []
    number = MONTHS[match.group("month").lower()]
    return [Found(at, match.end(), month(int(match.group("year")), number))]


def month_alone(context: Context, at: int) -> list[Found]:
    """``in November``: the nearest past one, or the next where the sentence speaks of the future."""
    match = _MONTH_ALONE.match(context.text, at, context.end)
    if match is None or not _is_month_name(match):
        return []
    name = match.group("month").lower()
    before = context.before(at)
    if not _MONTH_PREPOSITION.search(before) and (
        name in _AMBIGUOUS_MONTHS or match.group("month").isupper()
    ):
        return []
    after = context.text[match.end() : match.end() + 2]
    if name in ("may", "march") and re.match(r"\s[A-Z]", after) and not _MONTH_PREPOSITION.search(before):
        return []
    end = match.end() - (1 if match.group().endswith(".") and len(name) > 4 else 0)
    return [Found(at, end, _month_near(context, MONTHS[name], at))]


def _month_near(context: Context, number: int, at: int, part: str = "") -> Period | None:
    anchor = context.anchor
    if anchor is None:
        return None
    if context.future(at):
        which = anchor.year if number >= anchor.month else anchor.year + 1
    else:
        which = anchor.year if number <= anchor.month else anchor.year - 1
    return month(which, number, part)


def part_of(context: Context, at: int) -> list[Found]:
    """``early November``, ``mid-2021``, ``the end of the year``, ``late last month``."""
    match = _PART.match(context.text, at, context.end)
    if match is None:
        return []
    part = (
        str(match.lastgroup)
        if match.lastgroup in ("early", "mid", "late")
        else next(g for g in ("early", "mid", "late") if match.group(g))
    )
    inner = match.end()
    text, rest = context.text, match.group("rest").strip().lower()
    named = _MONTH_ALONE.match(text, inner, context.end)
    if named and _is_month_name(named):
        number = MONTHS[named.group("month").lower()]
        dated = _MONTH_YEAR.match(text, inner, context.end)
        if dated:
            return [Found(at, dated.end(), month(int(dated.group("year")), number, part))]
        end = named.end() - (1 if named.group().endswith(".") else 0)
        return [Found(at, end, _month_near(context, number, at, part))]
    dated = _ONE_YEAR.match(text, inner, context.end)
    if dated and not dated.group("s"):
        return [Found(at, dated.end(), year(int(dated.group("year")), part))]
    unit = re.compile(r"(day|week|month|year)\b", _I).match(text, inner, context.end)
    if unit and rest and context.anchor:
        step = {"last": -1, "next": 1}.get(rest, 0)
        period = period_of(shift(context.anchor, step, unit.group(1).lower()), unit.group(1).lower())
        return [Found(at, unit.end(), _part(period, part, unit.group(1).lower()))]
    return []


def _part(period: Period, part: str, unit: str) -> Period:
    first, last = map(date.fromisoformat, period)
    if unit == "year":
        return year(first.year, part)
    if unit == "month":
        return month(first.year, first.month, part)
    if unit == "week":
        span = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}[part]
        return (first + timedelta(days=span[0])).isoformat(), (first + timedelta(days=span[1])).isoformat()
    return period


def weekday(context: Context, at: int) -> list[Found]:
    """``Tuesday``: the day of publication if it is one, else the last before, or the next to come."""
    match = _WEEKDAY.match(context.text, at, context.end)
    if match is None or not match.group()[0].isupper():
        return []
    name = match.group("day").lower().rstrip(".")
    if len(name) < 5 and not re.search(r"\b(?:on|since|until|by|last|next|this)\s$", context.before(at)):
        return []
    end = match.end("part") if match.group("part") else match.end("day")
    if end == match.end("day") and context.text[end - 1] == "." and len(name) > 5:
        end -= 1
    return [Found(at, end, _weekday_near(context, WEEKDAYS[name], at, match.group("part")))]


def _weekday_near(context: Context, number: int, at: int, part: str | None = None) -> Period | None:
    if context.anchor is None:
        return None
    back = (context.anchor.weekday() - number) % 7
    found = context.anchor - timedelta(days=back)
    if back and context.future(at):
        found += timedelta(days=7)
    last = found + timedelta(days=1) if part == "night" and back else found
    return found.isoformat(), last.isoformat()


def duration(context: Context, at: int) -> list[Found]:
    """``six weeks``, ``a 44-day``, ``52-year-old``, ``two days ago``."""
    match = _DURATION.match(context.text, at, context.end)
    if match is None:
        return []
    word = match.group("number").lower()
    unit = match.group("unit").lower().replace("centur", "century")
    count = (
        1.0
        if word in ("a", "an", "a full", "another")
        else 1.5
        if word == "one and a half"
        else 0.5
        if word.startswith("half a") and len(word) < 8
        else parse_number(word)
    )
    if count is None:
        return []
    if match.group("half"):
        count += 0.5
    if word in ("a", "an") and not match.group("ago"):
        lead = context.before(at)
        if not re.search(
            r"\b(?:for|in|within|of|after|than|least|about|nearly|almost|over|every|takes?|took|lasts?|lasted|be|is|was)\s+$",
            lead,
        ) or unit in ("second", "night"):
            return []
    ago = (match.group("ago") or "").strip().lower()
    value = iso_duration(count, unit)
    if (
        ago
        and context.anchor
        and count == int(count)
        and unit in ("day", "night", "week", "month", "year", "decade")
    ):
        step = int(count) if ago == "later" else -int(count)
        there = shift(context.anchor, step, unit)
        if ago == "ago":
            period = period_of(there, unit if unit in ("month", "year", "decade") else "day")
            return [Found(at, match.end(), period)]
    end = match.end() if ago == "ago" else match.end() - len(match.group("ago") or "")
    return [Found(at, end, duration=value)]


def iso_duration(count: float, unit: str) -> str:
    """A duration in its printed unit: ``P6W``, ``PT90M``, ``P1.5Y``."""
    letter, clocked, _ = DURATION_UNITS[unit]
    if unit in ("decade", "century"):
        count *= 10 if unit == "decade" else 100
    if clocked and letter == "H" and count != int(count):
        letter, count = "M", count * 60
    shown = f"{count:g}" if count < 1e6 else str(int(count))
    return f"P{'T' if clocked else ''}{shown}{letter}"


def relative(context: Context, at: int) -> list[Found]:
    """``last week``, ``the past 24 hours``, ``next Tuesday``, ``this month``, ``last November``."""
    match = _RELATIVE.match(context.text, at, context.end)
    if match is None:
        return []
    which, anchor = match.group("which").lower(), context.anchor
    back, ahead = which in ("last", "past", "previous"), which in ("next", "coming", "following")
    if match.group("name"):
        if not match.group("name")[0].isupper():
            return []
        return [
            Found(
                at,
                match.end(),
                _named_day(anchor, WEEKDAYS[match.group("name").lower().rstrip(".")], back, ahead),
            )
        ]
    if match.group("monthname"):
        name = match.group("monthname").rstrip(".")
        if not name[0].isupper() or which in ("past", "same"):
            return []
        return [Found(at, match.end(), _named_month(anchor, MONTHS[name.lower()], back, ahead))]
    if match.group("part"):
        return _relative_part(match, anchor, back, ahead)
    unit = match.group("unit").lower().replace("centur", "century")
    number = match.group("number")
    if which == "same" or (not number and unit in ("second", "minute", "hour")):
        return []
    if number:
        count = parse_number(number)
        if count is None or not (back or ahead):
            return []
        return [Found(at, match.end(), _reach(anchor, count, unit, back), iso_duration(count, unit))]
    if unit == "night":
        return [Found(at, match.end(), _night(anchor))] if back else []
    if anchor is None:
        return [Found(at, match.end())]
    if which == "past":
        return [Found(at, match.end(), _reach(anchor, 1, unit, True), iso_duration(1, unit))]
    if which == "previous" and unit == "day":
        return [Found(at, match.end(), period_of(anchor - timedelta(days=1), "day"))]
    step = -1 if back else 1 if ahead else 0
    return [Found(at, match.end(), period_of(shift(anchor, step, unit), unit))]


def _named_day(anchor: date | None, number: int, back: bool, ahead: bool) -> Period | None:
    if anchor is None:
        return None
    behind = (anchor.weekday() - number) % 7
    if back:
        found = anchor - timedelta(days=behind or 7)
    elif ahead:
        found = anchor + timedelta(days=(7 - behind) % 7 or 7)
    else:
        found = anchor + timedelta(days=number - anchor.weekday())
    return found.isoformat(), found.isoformat()


def _named_month(anchor: date | None, number: int, back: bool, ahead: bool) -> Period | None:
    if anchor is None:
        return None
    if back:
        return month(anchor.year - (number >= anchor.month), number)
    if ahead:
        return month(anchor.year + (number <= anchor.month), number)
    return month(anchor.year, number)


def _reach(anchor: date | None, count: float, unit: str, back: bool) -> Period | None:
    """From so long ago until now, or from now on for so long."""
    if anchor is None:
        return None
    letter, clocked, _ = DURATION_UNITS[unit]
    if clocked:
        days = {"H": count / 24, "M": count / 1440, "S": count / 86400}[letter]
        whole = int(days) + (days > int(days))
        other = anchor + timedelta(days=-whole if back else whole) if abs(whole) < 36500 else anchor
    else:
        other = shift(anchor, -int(count) if back else int(count), unit) if count < 3000 else anchor
    return (other.isoformat(), anchor.isoformat()) if back else (anchor.isoformat(), other.isoformat())


_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


def _relative_part(match: re.Match[str], anchor: date | None, back: bool, ahead: bool) -> list[Found]:
    part = match.group("part").lower()
    period: Period | None = None
    if anchor is not None:
        if part in _SEASONS:
            first, last = _SEASONS[part]
            begin = anchor.year + (1 if ahead else 0) - (1 if back and anchor.month <= last else 0)
            period = month(begin, first)[0], month(begin + (last < first), last)[1]
        elif part == "weekend":
            saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
            saturday += timedelta(days=7 if ahead or (not back and anchor.weekday() < 5) else 0)
            period = saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
        elif part == "quarter":
            quarter = anchor.year * 4 + (anchor.month - 1) // 3 + (1 if ahead else -1 if back else 0)
            period = month(quarter // 4, quarter % 4 * 3 + 1)[0], month(quarter // 4, quarter % 4 * 3 + 3)[1]
        elif not back and not ahead:
            period = anchor.isoformat(), anchor.isoformat()
        else:
            there = anchor - timedelta(days=1) if back else anchor + timedelta(days=1)
            period = there.isoformat(), there.isoformat()
    return [Found(match.start(), match.end(), period)]


def _night(anchor: date | None) -> Period | None:
    """The night before this day's morning."""
    return ((anchor - timedelta(days=1)).isoformat(), anchor.isoformat()) if anchor else None


_STEPS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
          "the previous day": -1, "the day before": -1, "the same day": 0, "earlier in the day": 0}  # fmt: skip


def day_word(context: Context, at: int) -> list[Found]:
    """``today``, ``yesterday``, ``overnight``, ``the day before``."""
    match = _DAYWORD.match(context.text, at, context.end)
    if match is None:
        return []
    word = re.sub(r"\s+", " ", match.group("word").lower())
    if word == "overnight":
        return [Found(at, match.end(), _night(context.anchor))]
    if word not in _STEPS or context.anchor is None:
        return [Found(at, match.end())]
    there = context.anchor + timedelta(days=_STEPS[word])
    return [Found(at, match.end(), (there.isoformat(), there.isoformat()))]


def ordinal_day(context: Context, at: int) -> list[Found]:
    """``on the 11th``: the nearest such day."""
    match = _ORDINAL_DAY.match(context.text, at, context.end)
    if match is None or not (match.group("of") or _DAY_PREPOSITION.search(context.before(at))):
        return []
    number = int(match.group("day"))
    if not 1 <= number <= 31 or context.anchor is None:
        return [Found(at, match.end())] if 1 <= number <= 31 else []
    anchor = context.anchor
    options = [
        date.fromisoformat(period[0])
        for step in (-1, 0, 1)
        if (there := shift(anchor.replace(day=1), step, "month"))
        and (period := day(there.year, there.month, number))
    ]
    future = context.future(at)
    best = min(options, key=lambda d: ((d < anchor) if future else (d > anchor), abs((d - anchor).days)))
    return [Found(at, match.end(), (best.isoformat(), best.isoformat()))]


def part_of_day(context: Context, at: int) -> list[Found]:
    """``the night of 11 December``, ``the morning of Tuesday``: the day, the night reaching into the next."""
    match = _NIGHT.match(context.text, at, context.end)
    if match is None or match.group("part").lower() in ("end", "close"):
        return []
    inner = match.end() + (4 if context.text[match.end() : match.end() + 4].lower() == "the " else 0)
    for rule in (iso, day_month, month_day, numeric, weekday):
        found = rule(context, inner)
        if found:
            first = found[0]
            period = first.period
            if period and match.group("part").lower() == "night" and len(found) == 1:
                period = period[0], (date.fromisoformat(period[1][:10]) + timedelta(days=1)).isoformat()
            return [replace(first, start=at, period=period), *(f for f in found[1:] if f.of_range)]
    return []


def quarter(context: Context, at: int) -> list[Found]:
    """``the first quarter of 2021``, ``the second half of 2020``."""
    match = _QUARTER.match(context.text, at, context.end)
    if match is None:
        return []
    number, length = int(match.group("year")), 3 if match.group("what").lower() == "quarter" else 6
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 12 // length - 1}[
        match.group("nth").lower()
    ]
    if nth * length >= 12:
        return []
    return [
        Found(at, match.end(), (month(number, nth * length + 1)[0], month(number, (nth + 1) * length)[1]))
    ]


#: Rules by the kind of word that an expression begins with.
DIGIT_RULES: tuple[Rule, ...] = (iso, numeric, day_month, years, clock, duration, one_year)
MONTH_RULES: tuple[Rule, ...] = (month_day, month_year, month_alone)
WEEKDAY_RULES: tuple[Rule, ...] = (month_day, day_month, weekday)
THE_RULES: tuple[Rule, ...] = (quarter, part_of_day, ordinal_day, part_of, day_word)


def rules_by_word() -> dict[str, tuple[Rule, ...]]:
    """Which rules to try at a word, by the word in lower case."""
    table: dict[str, tuple[Rule, ...]] = {word: (duration,) for word in (*FIRST_WORDS, "an", "another")}
    table |= {word: MONTH_RULES for word in MONTHS}
    table |= {word: WEEKDAY_RULES for word in WEEKDAYS}
    table |= dict.fromkeys(
        ("last", "past", "previous", "next", "coming", "following", "this", "current"), (relative,)
    )
    table["last"] = (relative, quarter)
    table |= dict.fromkeys(("early", "mid", "late", "end", "beginning", "start", "middle"), (part_of,))
    table |= dict.fromkeys(("first", "second", "third", "fourth"), (quarter,))
    table |= dict.fromkeys(("night", "morning", "evening", "afternoon"), (part_of_day,))
    table |= dict.fromkeys(("today", "yesterday", "tomorrow", "tonight", "overnight", "earlier"), (day_word,))
    table["early"] = (part_of_day, part_of)
    table["the"] = THE_RULES
    return table
