"""Times as the page gives them: ISO 8601 local, a day (``2020-12-11``) or a minute
(``2020-12-11T20:40``). A day as ``earliest`` is its first minute, as ``latest`` its last: the last
day is included. Comparisons are between strings of the same zone; no clock is read here.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1800, 2999
"""The years in which days are taken: from any of them days can be counted to and fro without leaving
the calendar."""


def is_day(text: str) -> bool:
    """Whether ``text`` names a whole day rather than an instant."""
    return "T" not in text


@lru_cache(maxsize=20_000)  # the same few days, asked of entry after entry
def day_of(text: str) -> date:
    """The calendar day of ``text``."""
    return date.fromisoformat(text[:10])


def first_instant(text: str) -> datetime:
    """The first local instant that ``text`` covers (naive)."""
    return datetime.combine(day_of(text), time.min) if is_day(text) else _minute(text)


def last_instant(text: str) -> datetime:
    """The last local instant that ``text`` covers (naive); a day runs to 23:59:59."""
    return datetime.combine(day_of(text), time(23, 59, 59)) if is_day(text) else _minute(text)


def _minute(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)
