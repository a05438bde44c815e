"""The calendar in words: months, weekdays, units; periods as pairs of days."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
WEEKDAYS |= {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}

#: ISO 8601 letter, whether it belongs after ``T``, and days where it is a whole number of them.
DURATION_UNITS: dict[str, tuple[str, bool, int]] = {
    "second": ("S", True, 0),
    "minute": ("M", True, 0),
    "hour": ("H", True, 0),
    "day": ("D", False, 1),
    "night": ("D", False, 1),
    "week": ("W", False, 7),
    "month": ("M", False, 30),
    "year": ("Y", False, 365),
    "decade": ("Y", False, 3650),
    "century": ("Y", False, 36500),
}

MONTH = r"(?P<month>" + "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True)) + r")\b\.?"
#: As :data:`MONTH`, not captured.
ANY_MONTH = MONTH.replace("?P<month>", "?:")
WEEKDAY = r"(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"

Period = tuple[str, str]


def day(year: int, month: int, number: int) -> Period | None:
    """One day as a period; None where the calendar has no such day."""
    try:
        text = date(year, month, number).isoformat()
    except ValueError:
        return None
    return text, text


def month(year: int, number: int, part: str = "") -> Period:
    """A month, or its ``early`` (``start``), ``mid`` or ``late`` (``end``) third."""
    last = calendar.monthrange(year, number)[1]
    thirds = {"early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, last), "end": (21, last)}
    first_day, last_day = thirds.get(part, (1, last))
    return date(year, number, first_day).isoformat(), date(year, number, last_day).isoformat()


def year(number: int, part: str = "") -> Period:
    """A year, its ``early``, ``mid`` or ``late`` third, its ``start`` or ``end`` (a month)."""
    parts = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12)}
    first, last = parts.get(part, (1, 12))
    return f"{number:04d}-{first:02d}-01", month(number, last)[1]


def week(of: date) -> Period:
    """The week, from Monday, that ``of`` lies in."""
    monday = of - timedelta(days=of.weekday())
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def shift(of: date, count: int, unit: str) -> date:
    """``of`` moved by a number of days, weeks, months or years; a missing day becomes the month's last."""
    if unit in ("day", "night", "week"):
        there = of.toordinal() + int(count * DURATION_UNITS[unit][2])
        return date.fromordinal(there) if 1 <= there <= date.max.toordinal() else of
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
    index = of.year * 12 + of.month - 1 + months
    new_year, new_month = divmod(index, 12)
    if not 1 <= new_year <= 9999:
        return of
    return date(new_year, new_month + 1, min(of.day, calendar.monthrange(new_year, new_month + 1)[1]))


def period_of(of: date, unit: str) -> Period:
    """The calendar day, week, month, year or decade that ``of`` lies in."""
    if unit == "week":
        return week(of)
    if unit == "month":
        return month(of.year, of.month)
    if unit == "year":
        return year(of.year)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        begin = of.year // size * size
        return year(begin)[0], year(begin + size - 1)[1]
    return of.isoformat(), of.isoformat()


def nearest_year(month_number: int, day_number: int, anchor: date) -> int:
    """The year in which a day without a year lies nearest to the anchor."""
    options = (anchor.year - 1, anchor.year, anchor.year + 1)

    def distance(option: int) -> int:
        here = date(option, month_number, min(day_number, calendar.monthrange(option, month_number)[1]))
        return abs((here - anchor).days)

    return min(options, key=lambda option: (distance(option), option))
