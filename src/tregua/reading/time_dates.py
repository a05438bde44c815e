"""Calendar dates, years and clock times: the forms that need no word such as ``last`` or ``ago``.

A rule is tried at one word and returns the mentions it makes (a range and its ends are separate
mentions, the longest first) or nothing. Values without a year are relative to the anchor.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tregua.reading.calendar_words import (
    ANY_MONTH,
    MONTH,
    MONTHS,
    WEEKDAY,
    Period,
    day,
    month,
    nearest_year,
    year,
)
from tregua.reading.time_found import Context, Found

_I = re.IGNORECASE
_ORDINAL = r"(?:st|nd|rd|th)"
_DASH = r"\s?[-‐‑–—]\s?"
_LINK = rf"(?:{_DASH}|\s+(?:to|and|or|until|till|through)\s+(?:the\s+)?|\s*,\s*(?:and\s+)?|/)"
_DAYS = rf"(?P<days>\d{{1,2}}(?:{_ORDINAL})?(?:{_LINK}\d{{1,2}}(?:{_ORDINAL})?){{0,4}})"
_YEAR = r"(?:\s?,?\s+(?P<year>(?:1[5-9]|20|21)\d\d)\b(?![,.]\d))?"
_NOT_A_DAY = (
    rf"(?![\d:]|\s+(?:of\s+)?{ANY_MONTH}|,\d{{3}}|\.\d|%|\s?(?:a\.?m|p\.?m)\b)"  # November 700, June 3.5
)
_DAY_MONTH = re.compile(rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?{_DAYS}(?:\s+of)?[\s-]+{MONTH}{_YEAR}", _I)
_MONTH_DAY = re.compile(rf"(?:{WEEKDAY},?\s+)?{MONTH}\s+(?:the\s+)?{_DAYS}{_NOT_A_DAY}{_YEAR}", _I)
_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])"
)
_NUMERIC = re.compile(r"(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d./]\d)")
_CLOCK = re.compile(
    r"(?P<hour>2[0-4]|[01]?\d)(?!\d)(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|\s?(?P<hours>hours|hrs|o'clock|o’clock)\b)?",
    _I,
)
_YEARS = re.compile(rf"(?P<a>(?:1[5-9]|20)\d\d)(?:{_DASH}|\s+to\s+|/)(?P<b>\d{{4}}|\d{{2}})(?![\d-]|[.,]\d)")
ONE_YEAR = re.compile(r"(?P<year>(?:1[5-9]|20|21)\d\d)(?P<s>['’]?s)?\b(?![-‑,.:/]\d|[%°])")
MONTH_YEAR = re.compile(rf"{MONTH},?\s+(?:of\s+)?(?P<year>(?:1[5-9]|20|21)\d\d)\b(?![,.]\d)", _I)
MONTH_ALONE = re.compile(MONTH, _I)
_QUARTER = re.compile(
    r"(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<what>quarter|half)(?:\s+of)?"
    r"\s+(?P<year>(?:19|20)\d\d)\b",
    _I,
)
_PREPOSITIONS = "in|since|until|till|by|from|to|during|through|throughout|of|before|after|between|and|around"
_MONTH_PREPOSITION = re.compile(rf"\b(?:{_PREPOSITIONS}|for|every|as of)\s+$")
_YEAR_PREPOSITION = re.compile(
    rf"\b(?:{_PREPOSITIONS}|year|early|late|mid|about|summer|winter|spring|autumn|fall)[\s-]+$"
)
_ARTICLE = re.compile(r"(?:\b(?:the|a|an|his|its|their)|['’]s|\()\s*$")
_HEAD_NOUN = re.compile(r"[\s-]+[a-z]")
_COUNTED = re.compile(
    r"[\s-]+(?:\w+\s+){0,2}(?:people|personnel|strong|servicemen|soldiers|troops|peacekeepers|persons|men|women|children|bodies|"
    r"prisoners|refugees|civilians|hectares?|km|kilomet\w+|met(?:re|er)s?|vehicles|objects|buildings|houses|"
    r"dollars|returnees|residents|percent|explosive|killed|wounded|others|posts)\b"
)
#: Months whose names are words as well, and every abbreviation: taken only after a preposition.
_AMBIGUOUS = frozenset({"may", "march"})


def day_month(context: Context, at: int) -> list[Found]:
    """``11 December 2020``, ``15 to 25 November``, ``the 11th of December``, ``10, 11 and 12 May``."""
    match = _DAY_MONTH.match(context.text, at, context.end)
    return _days(context, match) if match and is_month_name(match) else []


def month_day(context: Context, at: int) -> list[Found]:
    """``December 11, 2020``, ``Dec. 1``, ``November 15-25``."""
    match = _MONTH_DAY.match(context.text, at, context.end)
    return _days(context, match) if match and is_month_name(match) else []


def is_month_name(match: re.Match[str]) -> bool:
    """Whether the word that may be a month has a capital."""
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
    if spans and periods[0] and periods[1] and periods[0][0] <= periods[1][1]:
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
    match = ONE_YEAR.match(context.text, at, context.end)
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


def _counts(context: Context, at: int) -> bool:
    """Whether what follows is counted by the number, so that it is no year."""
    return _COUNTED.match(context.text, at, context.end) is not None


def month_year(context: Context, at: int) -> list[Found]:
    """``November 2020``."""
    match = MONTH_YEAR.match(context.text, at, context.end)
    if match is None or not is_month_name(match):
        return []
    number = MONTHS[match.group("month").lower()]
    return [Found(at, match.end(), month(int(match.group("year")), number))]


def month_alone(context: Context, at: int) -> list[Found]:
    """``in November``: the nearest past one, or the next where the sentence speaks of the future."""
    match = MONTH_ALONE.match(context.text, at, context.end)
    if match is None or not is_month_name(match):
        return []
    name = match.group("month").lower()
    before = context.before(at)
    if not _MONTH_PREPOSITION.search(before) and (
        name in _AMBIGUOUS or len(name) < 4 or name == "sept" or match.group("month").isupper()
    ):
        return []
    after = context.text[match.end() : match.end() + 2]
    if name in ("may", "march") and re.match(r"\s[A-Z]", after) and not _MONTH_PREPOSITION.search(before):
        return []
    end = match.end() - (1 if match.group().endswith(".") and len(name) > 4 else 0)
    return [Found(at, end, month_near(context, MONTHS[name], at))]


def month_near(context: Context, number: int, at: int, part: str = "") -> Period | None:
    """A month without a year: the nearest past one, or the next where the sentence looks ahead."""
    anchor = context.anchor
    if anchor is None:
        return None
    if context.future(at):
        which = anchor.year if number >= anchor.month else anchor.year + 1
    else:
        which = anchor.year if number <= anchor.month else anchor.year - 1
    return month(which, number, part)


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
