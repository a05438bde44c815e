"""What an accord's terms mean in days. Pure: no clock is read; dates are local to the window's zone.

Months are calendar months: a day that the month does not have becomes its last one, and every
period is counted from the first day of the term, never from the last result, so that 31 August
minus six months is 28 (29) February and a run of renewals does not drift.
"""

from __future__ import annotations

import calendar as _months
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Literal

from tregua.agreement.terms import Agreement, Amendment, Obligation
from tregua.agreement.timing import SIGNATURE, Term, Window
from tregua.model.errors import BadAccord
from tregua.model.messages import say
from tregua.model.records import Record
from tregua.model.standing import Clock

_DURATION = re.compile(
    r"P(?=\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?\Z"
)
DayKind = Literal["starts", "due", "ends", "renews", "notice"]


class Duration(Record):
    """A calendar duration: months (years are twelve) and days (weeks are seven)."""

    months: int = 0
    days: int = 0


class Deadline(Record):
    """A day of the accord's calendar and the obligation it belongs to.

    ``version`` is ``original`` or the amendment that set the day, ``reading`` the reading it is of
    (the accord's default where empty). A ``due`` day is the last one included.
    """

    on: date
    kind: DayKind
    obligation_id: str
    clause: str
    version: str = "original"
    reading: str = ""

    @property
    def row(self) -> tuple[str, str, str, str]:
        """The day as a line of a table: day, what, obligation, version (or reading)."""
        return self.on.isoformat(), self.kind, self.obligation_id, self.reading or self.version


def parse_duration(text: str) -> Duration:
    """``P5Y``, ``P6M``, ``P90D``, ``P1Y6M``, ``P2W``; BadAccord ``accord.bad_duration`` otherwise."""
    found = _DURATION.match(text)
    if not found:
        raise BadAccord(say("accord.bad_duration", text=text))
    years, months, weeks, days = (int(found[name] or 0) for name in ("years", "months", "weeks", "days"))
    if max(years * 12 + months, (weeks * 7 + days) // 28) > 12_000:
        raise BadAccord(say("accord.bad_duration", text=text))
    return Duration(months=years * 12 + months, days=weeks * 7 + days)


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


def _end_of(start: date, first: Duration, each: Duration, renewals: int) -> date:
    months = first.months + each.months * renewals
    days = first.days + each.days * renewals
    return shift(start, Duration(months=months, days=days))


def list_days(agreement: Agreement, amendments: Iterable[Amendment] = ()) -> list[Deadline]:
    """Every day that the accord names or implies, in order of date.

    ``amendments`` are those known to be in force (:func:`versions.amendments_known`); the day an
    amendment replaced stays in the list under its own version, so that nothing is overwritten.
    """
    known = list(amendments)
    found: set[Deadline] = set()
    happened = days_known(agreement)
    for obligation in agreement.obligations:
        found |= _days_of(obligation, happened)
        for amendment in known:
            if obligation.id in amendment.obligations and amendment.window:
                window = settle(amendment.window, happened)
                found |= _window_days(obligation, window, version=amendment.id)
    return sorted(found, key=lambda d: (d.on, d.obligation_id, d.kind, d.version, d.reading))


def _days_of(obligation: Obligation, happened: Mapping[str, date]) -> set[Deadline]:
    own = settle(obligation.window, happened)
    found = _window_days(obligation, own)
    for reading in obligation.readings:
        read = settle(reading.window, happened)
        if read and last_day(read) != last_day(own):
            found |= _window_days(obligation, read, reading=reading.id)
    if obligation.term:
        clock = term_clock(obligation.term)
        days: tuple[tuple[DayKind, date | None], ...] = (
            ("starts", obligation.term.starts_on),
            ("ends", clock.ends_on),
            ("renews", clock.renews_on),
            ("notice", clock.notice_by),
        )
        found |= {
            Deadline(on=on, kind=kind, obligation_id=obligation.id, clause=obligation.clause)
            for kind, on in days
            if on
        }
    return found


def _window_days(
    obligation: Obligation, window: Window | None, version: str = "original", reading: str = ""
) -> set[Deadline]:
    if window is None:
        return set()
    due = last_day(window)
    days: tuple[tuple[DayKind, date | None], ...] = (
        ("starts", window.starts_at.date() if window.starts_at else None),
        ("due", due),
    )
    return {
        Deadline(
            on=on,
            kind=kind,
            obligation_id=obligation.id,
            clause=obligation.clause,
            version=version,
            reading=reading,
        )
        for kind, on in days
        if on
    }
