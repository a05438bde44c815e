"""Times told from where one stands: ``last week``, ``two days ago``, ``Tuesday``, ``six weeks``.

Rules as in :mod:`tregua.reading.time_dates`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from tregua.reading.calendar_words import (
    ANY_MONTH,
    DURATION_UNITS,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    Period,
    day,
    month,
    period_of,
    shift,
    year,
)
from tregua.reading.numerals import NUMBER, parse_number
from tregua.reading.time_dates import (
    MONTH_ALONE,
    MONTH_YEAR,
    ONE_YEAR,
    day_month,
    is_month_name,
    iso,
    month_day,
    month_near,
    numeric,
)
from tregua.reading.time_found import Context, Found

_I = re.IGNORECASE
_PART = re.compile(
    r"(?:(?P<early>early)|(?P<mid>mid|(?:the\s+)?middle\s+of)|(?P<late>late)"
    r"|(?P<start>(?:the\s+)?(?:beginning|start)\s+of)|(?P<end>(?:the\s+)?end\s+of))"
    r"[-\s]+(?P<rest>(?:the\s+|this\s+|last\s+|next\s+)?)",
    _I,
)
_PART_UNIT = re.compile(r"(day|week|month|year)\b", _I)
_WEEKDAY = re.compile(rf"(?P<day>{WEEKDAY})(?:['’]s)?(?:\s+(?P<part>morning|afternoon|evening|night))?", _I)
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|month|year|decade|centur)(?:ies|y|s)?"
_DURATION = re.compile(
    rf"(?P<number>{NUMBER}|an?|a\sfull|another|one\sand\sa\shalf|half\san?)(?P<half>\sand\sa\shalf)?"
    r"(?:[-‑\s]|\s?(?=hours|hrs))"
    rf"(?:more\s+|further\s+|full\s+|calendar\s+|whole\s+|additional\s+|consecutive\s+)?{_UNIT}\b"
    r"(?P<old>[-‑\s]olds?\b|\s+of\s+age\b)?(?:[-‑]long\b)?(?P<ago>\s+(?:ago|earlier|before|later)\b)?",
    _I,
)
_AFTER_ARTICLE = re.compile(
    r"\b(?:for|in|within|of|after|than|least|about|nearly|almost|over|every|takes?|took|lasts?|lasted|be|is|was)\s+$"
)
_RELATIVE = re.compile(
    r"(?P<which>last|past|previous|next|coming|following|this|current|same)\s+"
    rf"(?:(?P<number>{NUMBER}|few|several|couple\s+of)\s+)?"
    rf"(?:(?P<name>{WEEKDAY})|(?P<monthname>{ANY_MONTH})"
    rf"|(?P<part>morning|afternoon|evening|weekend|quarter|spring|summer|autumn|fall|winter)\b|{_UNIT}\b)",
    _I,
)
_DAYWORD = re.compile(
    r"(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|"
    r"overnight|that\s+(?:same\s+)?day|the\s+(?:previous|same)\s+day|earlier\s+in\s+the\s+day|the\s+day\s+before|"
    r"the\s+(?:next|following)\s+day)\b(?:\s+(?:morning|afternoon|evening|night)\b)?",
    _I,
)
_ORDINAL_DAY = re.compile(
    r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?P<of>\s+of\s+(?:this|the)\s+month)?"
    r"(?=\s*(?:[.,;:)]|$|and\b|to\b|at\b|until\b|the\b|it\b|in\b|when\b))",
    _I,
)
_NIGHT = re.compile(
    r"(?:the\s+)?(?P<part>night|morning|evening|afternoon|early\s+hours)\s+(?:of|to|from)\s+"
    rf"(?=(?:the\s+)?\d|{WEEKDAY}|{ANY_MONTH})",
    _I,
)
_DAY_PREPOSITION = re.compile(r"\b(?:on|by|before|since|until|till|from|after|between|and|to)\s+$")
_SHORT_DAY_PREPOSITION = re.compile(r"\b(?:on|since|until|by|last|next|this)\s$")


def part_of(context: Context, at: int) -> list[Found]:
    """``early November``, ``mid-2021``, ``the end of the year``, ``late last month``."""
    match = _PART.match(context.text, at, context.end)
    if match is None:
        return []
    part = next(group for group in ("early", "mid", "late", "start", "end") if match.group(group))
    inner = match.end()
    text, rest = context.text, match.group("rest").strip().lower()
    named = MONTH_ALONE.match(text, inner, context.end)
    if named and is_month_name(named):
        number = MONTHS[named.group("month").lower()]
        dated = MONTH_YEAR.match(text, inner, context.end)
        if dated:
            return [Found(at, dated.end(), month(int(dated.group("year")), number, part))]
        end = named.end() - (1 if named.group().endswith(".") else 0)
        return [Found(at, end, month_near(context, number, at, part))]
    dated = ONE_YEAR.match(text, inner, context.end)
    if dated and not dated.group("s"):
        return [Found(at, dated.end(), year(int(dated.group("year")), part))]
    unit = _PART_UNIT.match(text, inner, context.end)
    if unit and rest and context.anchor:
        step = {"last": -1, "next": 1}.get(rest, 0)
        period = period_of(shift(context.anchor, step, unit.group(1).lower()), unit.group(1).lower())
        return [Found(at, unit.end(), _part(period, part, unit.group(1).lower()))]
    return []


def _part(period: Period, part: str, unit: str) -> Period:
    first = date.fromisoformat(period[0])
    if unit == "year":
        return year(first.year, part)
    if unit == "month":
        return month(first.year, first.month, part)
    if unit == "week":
        span = {"early": (0, 1), "start": (0, 1), "mid": (2, 3), "late": (4, 6), "end": (4, 6)}[part]
        return (first + timedelta(days=span[0])).isoformat(), (first + timedelta(days=span[1])).isoformat()
    return period


def weekday(context: Context, at: int) -> list[Found]:
    """``Tuesday``: the day of publication if it is one, else the last before, or the next to come."""
    match = _WEEKDAY.match(context.text, at, context.end)
    if match is None or not match.group()[0].isupper():
        return []
    name = match.group("day").lower().rstrip(".")
    if len(name) < 5 and not _SHORT_DAY_PREPOSITION.search(context.before(at)):
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
        if not _AFTER_ARTICLE.search(lead) or unit in ("second", "night"):
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


_STEPS = {
    "today": 0,
    "tonight": 0,
    "the same day": 0,
    "that day": 0,
    "that same day": 0,
    "earlier in the day": 0,
    "yesterday": -1,
    "the previous day": -1,
    "the day before": -1,
    "the day before yesterday": -2,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


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
    if match is None:
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
