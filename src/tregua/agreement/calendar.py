"""What an accord's terms mean in days. Pure: no clock is read; dates are local to the window's zone.

Months are calendar months: a day that the month does not have becomes its last one, and every
period is counted from the first day of the term, never from the last result, so that 31 August
minus six months is 28 (29) February and a run of renewals does not drift.
"""

from __future__ import annotations

import calendar as _months
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tregua.agreement.terms import Agreement
from tregua.agreement.timing import SIGNATURE, Term, Window
from tregua.model.errors import BadAccord
from tregua.model.messages import say
from tregua.model.records import Record
from tregua.model.standing import Clock

_DURATION = re.compile(
    r"P(?=[0-9])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?"
    r"(?:(?P<weeks>[0-9]+)W)?(?:(?P<days>[0-9]+)D)?\Z"
)
_MOST_SIGNS = 40

LONGEST_YEARS = 200
"""The longest duration. With the years in which days are taken it keeps every count in the calendar."""

MOST_IN_A_SERIES = 400
"""Renewals or reports listed at most, however far one asks."""


class Duration(Record):
    """A calendar duration: months (years are twelve) and days (weeks are seven)."""

    months: int = 0
    days: int = 0


def parse_duration(text: str) -> Duration:
    """``P5Y``, ``P6M``, ``P90D``, ``P1Y6M``, ``P2W``; BadAccord ``accord.bad_duration`` otherwise, and
    ``accord.long_duration`` beyond :data:`LONGEST_YEARS`."""
    found = _DURATION.match(text)
    if not found:
        raise BadAccord(say("accord.bad_duration", text=text))
    if len(text) <= _MOST_SIGNS:  # a number of thousands of digits is not even read
        years, months, weeks, days = (int(found[name] or 0) for name in ("years", "months", "weeks", "days"))
        months, days = years * 12 + months, weeks * 7 + days
        if months / 12 + days / 365 <= LONGEST_YEARS:
            return Duration(months=months, days=days)
    raise BadAccord(say("accord.long_duration", text=text, most=LONGEST_YEARS))


def shift(start: date, duration: Duration, times: int = 1) -> date:
    """``start`` moved by ``times`` durations (back, where negative)."""
    months = start.year * 12 + start.month - 1 + duration.months * times
    year, month = divmod(months, 12)
    day = min(start.day, _months.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=duration.days * times)


def last_day(window: Window | None) -> date | None:
    """The last day that still counts as in time; None where no day is due."""
    if window is None or window.due is None:
        return None
    return window.due if window.inclusive else window.due - timedelta(days=1)


def starts_in(window: Window | None, zone: str) -> datetime | None:
    """The instant from which a window binds, local to ``zone`` and naive; None where none is printed.

    An hour printed for Moscow is another one in Baku. A day counted from an event begins where it was
    counted, with its first minute.
    """
    if window is None or window.starts_at is None:
        return None
    local = window.starts_at.replace(tzinfo=None)
    if not window.zone or window.zone == zone or window.event:
        return local
    return _moved(local, window.zone, zone)


@lru_cache(maxsize=1024)
def _moved(local: datetime, here: str, there: str) -> datetime:
    return local.replace(tzinfo=ZoneInfo(here)).astimezone(ZoneInfo(there)).replace(tzinfo=None)


def days_known(agreement: Agreement) -> dict[str, date]:
    """The day of each event that the accord itself names, by the event's id; the signature's among them."""
    named = {one.id: one.on for one in agreement.events if one.on is not None}
    return {SIGNATURE: agreement.signed_on, **named}


def settle(window: Window | None, happened: Mapping[str, date]) -> Window | None:
    """The window with its counted days in figures, given when its event happened.

    A window that counts from an event not in ``happened`` stays as it is, without a day.
    """
    if window is None or window.event not in happened:
        return window
    day = happened[window.event]
    if window.duration:
        day = shift(day, parse_duration(window.duration))
    if window.preposition == "from":
        return window.model_copy(update={"starts_at": window.starts_at or datetime.combine(day, time.min)})
    return window.model_copy(update={"due": window.due or day})


def term_clock(term: Term | None, on: date | None = None) -> Clock:
    """When the term running on ``on`` (default: the first one) ends, renews, and must be objected to.

    ``notice_by`` is the last day for notice. A term without renewal stays ended.
    """
    if term is None:
        return Clock()
    first = parse_duration(term.duration)
    if term.renewal is None:
        return Clock(ends_on=shift(term.starts_on, first))
    each = parse_duration(term.renewal)
    renewals = 0
    ends_on = _end_of(term.starts_on, first, each, renewals)
    while on is not None and on > ends_on and (each.months or each.days):
        renewals += 1
        ends_on = _end_of(term.starts_on, first, each, renewals)
    notice_by = shift(ends_on, parse_duration(term.notice), -1) if term.notice else None
    return Clock(ends_on=ends_on, renews_on=ends_on, notice_by=notice_by)


def renewals(term: Term, until: date | None = None, least: int = 2) -> list[Clock]:
    """The clock of each term in turn: of those with a day by ``until`` or, without it, of the first
    ``least``; of a term without renewal the only one."""
    first = term_clock(term)
    clocks = [first]
    while len(clocks) < (MOST_IN_A_SERIES if until else least) and clocks[-1].renews_on:
        ends_on = clocks[-1].renews_on
        clock = term_clock(term, ends_on + timedelta(days=1))
        soonest = clock.notice_by or clock.ends_on
        if clock.ends_on is None or clock.ends_on <= ends_on or (until and soonest and soonest > until):
            break
        clocks.append(clock)
    return clocks


def _end_of(start: date, first: Duration, each: Duration, renewals: int) -> date:
    months = first.months + each.months * renewals
    days = first.days + each.days * renewals
    return shift(start, Duration(months=months, days=days))
