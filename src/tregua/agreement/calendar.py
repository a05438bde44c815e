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
    r"P(?=T?[0-9])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?"
    r"(?:(?P<weeks>[0-9]+)W)?(?:(?P<days>[0-9]+)D)?(?:T(?P<hours>[0-9]+)H)?\Z"
)
_MOST_SIGNS = 40

LONGEST_YEARS = 200
"""The longest duration. With the years in which days are taken it keeps every count in the calendar."""

MOST_IN_A_SERIES = 400
"""Renewals or reports listed at most, however far one asks."""


class Duration(Record):
    """A calendar duration: months (years are twelve), days (weeks are seven) and hours."""

    months: int = 0
    days: int = 0
    hours: int = 0


class Moment(date):
    """A day on which something happened at a known hour, ``at``, local to the accord; else that day."""

    at: datetime

    @classmethod
    def of(cls, at: datetime) -> Moment:
        """The day of an instant, which is kept."""
        made = cls(at.year, at.month, at.day)
        made.at = at.replace(tzinfo=None)
        return made


def parse_duration(text: str) -> Duration:
    """``P5Y``, ``P6M``, ``P90D``, ``P1Y6M``, ``P2W``, ``PT48H``, ``P1DT12H``; BadAccord
    ``accord.bad_duration`` otherwise, and ``accord.long_duration`` beyond :data:`LONGEST_YEARS`."""
    found = _DURATION.match(text)
    if not found:
        raise BadAccord(say("accord.bad_duration", text=text))
    if len(text) <= _MOST_SIGNS:  # a number of thousands of digits is not even read
        years, months, weeks, days, hours = (
            int(found[name] or 0) for name in ("years", "months", "weeks", "days", "hours")
        )
        months, days = years * 12 + months, weeks * 7 + days
        if months / 12 + (days + hours / 24) / 365 <= LONGEST_YEARS:
            return Duration(months=months, days=days, hours=hours)
    raise BadAccord(say("accord.long_duration", text=text, most=LONGEST_YEARS))


def shift(start: date, duration: Duration, times: int = 1) -> date:
    """``start`` moved by ``times`` durations (back, where negative).

    Hours are counted from the day's end: the latest day that may be meant."""
    months = start.year * 12 + start.month - 1 + duration.months * times
    year, month = divmod(months, 12)
    day = min(start.day, _months.monthrange(year, month + 1)[1])
    hours = -(-duration.hours * times // 24)
    return date(year, month + 1, day) + timedelta(days=duration.days * times + hours)


def shift_instant(start: datetime, duration: Duration, times: int = 1) -> datetime:
    """An instant moved by ``times`` durations: by the calendar for months and days, then by the hours."""
    day = shift(start.date(), duration.model_copy(update={"hours": 0}), times)
    return datetime.combine(day, start.time()) + timedelta(hours=duration.hours * times)


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
    named |= {one.id: Moment.of(one.at) for one in agreement.events if one.at is not None}
    return {SIGNATURE: agreement.signed_on, **named}


def due_in(window: Window | None, zone: str) -> datetime | None:
    """The hour by which something is due, local to ``zone`` and naive; None where no hour is named."""
    if window is None or window.due_at is None:
        return None
    local = window.due_at.replace(tzinfo=None)
    return local if window.event or window.zone in ("", zone) else _moved(local, window.zone, zone)


def settle(
    window: Window | None, happened: Mapping[str, date], binds_from: date | None = None
) -> Window | None:
    """The window with its counted days in figures, given when its event happened (a :class:`Moment` where
    its hour is known).

    A window that counts from an event not in ``happened`` stays as it is, without a day. What is counted
    *from* an event binds no sooner than ``binds_from``, the first day on which its text is in force.
    """
    if window is None or window.event not in happened:
        return window
    day = happened[window.event]
    times = -1 if window.ahead else 1
    length = parse_duration(window.ahead or window.duration or "P0D")
    if length.hours or (isinstance(day, Moment) and not (window.ahead or window.duration)):
        return _not_before(_settle_hours(window, day, length, times), binds_from)
    day = shift(day, length, times)
    if window.preposition == "from":
        starts_at = window.starts_at or datetime.combine(day, time.min)
        return _not_before(window.model_copy(update={"starts_at": starts_at}), binds_from)
    return window.model_copy(update={"due": window.due or day})


def _settle_hours(window: Window, day: date, length: Duration, times: int) -> Window:
    """Counted by the hour: from the event's own, else from the latest it may have had, because that is in
    favour of whoever owes it. In favour of the same, a duty *until* then is counted from the earliest."""
    known = day.at if isinstance(day, Moment) else None
    next_day = timedelta(0 if window.preposition == "until" else 1)
    midnight = datetime.combine(day, time.min) + next_day
    then = shift_instant(known or midnight, length, times)
    if window.preposition == "from":
        return window.model_copy(update={"starts_at": window.starts_at or then})
    last = (then - timedelta.resolution).date()
    due_at = then if known and window.preposition != "until" else None
    return window.model_copy(update={"due": window.due or last, "due_at": due_at, "inclusive": True})


def _not_before(window: Window, binds_from: date | None) -> Window:
    if binds_from is None or window.starts_at is None or window.starts_at.date() >= binds_from:
        return window
    return window.model_copy(update={"starts_at": datetime.combine(binds_from, time.min)})


def term_clock(term: Term | None, on: date | None = None) -> Clock:
    """When the term running on ``on`` (default: the first one) ends, renews, and must be objected to.

    ``notice_by`` is the last day for notice. A term without renewal stays ended, and so does one that
    renews by agreement alone: when it was renewed, the calendar does not know.
    """
    if term is None:
        return Clock()
    if term.renewal is None or term.renews == "by_agreement":
        return Clock(ends_on=end_of(term))
    each = parse_duration(term.renewal)
    renewals = 0
    ends_on = end_of(term)
    while on is not None and on > ends_on and (each.months or each.days):
        renewals += 1
        ends_on = end_of(term, renewals)
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


def end_of(term: Term, renewals: int = 0) -> date:
    """The last day of a term that was renewed so many times."""
    first, each = parse_duration(term.duration), parse_duration(term.renewal or "P0D")
    months = first.months + each.months * renewals
    days = first.days + each.days * renewals
    return shift(term.starts_on, Duration(months=months, days=days - (not term.inclusive)))
