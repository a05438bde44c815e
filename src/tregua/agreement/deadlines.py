"""Every day that an accord names or implies: deadlines, first and last days, reports, renewals, notice.

What is counted from an event waits until the event's day is known (:func:`list_waiting`). The days of
each version and of each reading stay apart, so that nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, TypeAlias

from tregua.agreement.calendar import (
    MOST_IN_A_SERIES,
    days_known,
    last_day,
    parse_duration,
    renewals,
    settle,
    shift,
)
from tregua.agreement.terms import Agreement, Amendment, Obligation, Provision
from tregua.agreement.timing import Term
from tregua.agreement.versions import STOPPING
from tregua.agreement.words import tell_duration
from tregua.model.messages import Message, say
from tregua.model.records import Record

DayKind = Literal[
    "starts", "begin", "due", "ends", "report", "renews", "notice", "stops", "resumes", "changes"
]
_Day: TypeAlias = tuple[date, DayKind, int]
_Happened: TypeAlias = Mapping[str, date]


class Deadline(Record):
    """A day of the accord's calendar and the obligation (or provision) it belongs to.

    ``version`` is ``original`` or the amendment that set the day, ``reading`` the reading it is of
    (the accord's default where empty). A ``due`` day is the last one in time, ``begin`` the last one by
    which it must have been begun, ``ends`` the last one of a lasting duty or of a term without renewal.
    ``number`` counts the days of a series from 0.
    """

    on: date
    kind: DayKind
    obligation_id: str
    title: str
    clause: str
    version: str = "original"
    reading: str = ""
    number: int = 0

    @property
    def what(self) -> Message:
        """What day it is, in words."""
        return say(f"accord.day.{self.kind}")


class Waiting(Record):
    """A day that cannot be told yet: ``duration`` (ISO 8601; none: the day itself) after an event, or
    ``ahead`` of it.

    ``hangs_on`` is the obligation whose fulfilment the event is, ``act`` what an item must tell.
    """

    kind: Literal["starts", "begin", "due", "ends"]
    obligation_id: str
    title: str
    clause: str
    event_id: str
    event: str
    duration: str = ""
    ahead: str = ""
    hangs_on: str = ""
    act: str = ""
    version: str = "original"
    reading: str = ""

    @property
    def counted(self) -> Message | None:
        """How long after the event, or before it, in words; None where it is the event's own day."""
        if self.ahead:
            return say("accord.told.ahead", duration=tell_duration(self.ahead))
        return tell_duration(self.duration) if self.duration else None


def list_days(
    agreement: Agreement,
    amendments: Iterable[Amendment] = (),
    until: date | None = None,
    happened: _Happened | None = None,
) -> list[Deadline]:
    """Every day that the accord names or implies, in order of date.

    ``amendments`` are those known to be in force (:func:`versions.amendments_known`). A series (renewals
    with their notice, reports) runs ``until`` a day; without one, its first two are given. ``happened``
    are days of events beyond those the accord names.
    """
    days = {**(happened or {}), **days_known(agreement)}
    found: set[Deadline] = set()
    for version, reading, obligation, before in _stipulations(agreement, tuple(amendments)):
        earlier = set(_days(agreement, before, days, until)) if before else set()
        for on, kind, number in _days(agreement, obligation, days, until):
            if (on, kind, number) not in earlier:
                found.add(_deadline(obligation, on, kind, number, version, reading))
    for provision in agreement.provisions:
        if provision.term:
            found |= {_deadline(provision, *day) for day in _term_days(provision.term, until)}
    for amendment in amendments:
        found |= set(_stops(agreement, amendment))
    return sorted(found, key=lambda d: (d.on, d.obligation_id, d.kind, d.version, d.reading))


def list_waiting(
    agreement: Agreement, amendments: Iterable[Amendment] = (), happened: _Happened | None = None
) -> list[Waiting]:
    """The days counted from events whose own day is not known, in the accord's order."""
    days = {**(happened or {}), **days_known(agreement)}
    events = {event.id: event for event in agreement.events}
    found: list[Waiting] = []
    for version, reading, obligation, before in _stipulations(agreement, tuple(amendments)):
        for name in ("begin", "window"):
            window = getattr(obligation, name)
            if window is None or not window.event or window.event in days:
                continue
            if before is not None and getattr(before, name) == window:
                continue
            event = events[window.event]
            found.append(
                Waiting(
                    kind="begin" if name == "begin" else _kind_of(window.preposition),
                    obligation_id=obligation.id,
                    title=obligation.title,
                    clause=obligation.clause,
                    event_id=event.id,
                    event=event.title,
                    duration=window.duration,
                    ahead=window.ahead,
                    hangs_on=event.obligation,
                    act=event.sign.act if event.sign else "",
                    version=version,
                    reading=reading,
                )
            )
    return found


def _kind_of(preposition: str) -> Literal["starts", "due", "ends"]:
    if preposition == "from":
        return "starts"
    return "ends" if preposition == "until" else "due"


def _stipulations(
    agreement: Agreement, amendments: tuple[Amendment, ...]
) -> Iterator[tuple[str, str, Obligation, Obligation | None]]:
    """Version, reading, the obligation under it, and the one it is told against."""
    for obligation in agreement.obligations:
        yield "original", "", obligation, None
        for reading in obligation.readings:
            yield "original", reading.id, obligation.under(reading), obligation
        before = obligation
        for amendment in amendments:
            if obligation.id in amendment.obligations:
                after = before.under(amendment)
                yield amendment.id, "", after, before
                before = after


def _days(
    agreement: Agreement, obligation: Obligation, happened: _Happened, until: date | None
) -> Iterator[_Day]:
    binds_from = agreement.binds_from(obligation)
    window = settle(obligation.window, happened, binds_from)
    begin = last_day(settle(obligation.begin, happened))
    due = last_day(window)
    starts = window.starts_at.date() if window and window.starts_at else None
    if starts:
        yield starts, "starts", 0
    if begin:
        yield begin, "begin", 0
    if window and due:
        yield due, "ends" if window.preposition == "until" else "due", 0
    if obligation.term:
        yield from _term_days(obligation.term, until)
    waits = window is not None and window.event and window.event not in happened
    if obligation.every and not waits:
        yield from _reports(obligation.every, starts or binds_from, due, until)


def _term_days(term: Term, until: date | None) -> Iterator[_Day]:
    yield term.starts_on, "starts", 0
    for number, clock in enumerate(renewals(term, until)):
        if clock.notice_by:
            yield clock.notice_by, "notice", number
        if clock.ends_on and (number == 0 or clock.ends_on <= (until or date.max)):
            yield clock.ends_on, "renews" if clock.renews_on else "ends", number


def _reports(every: str, since: date, due: date | None, until: date | None) -> Iterator[_Day]:
    """The first two, or those up to ``until``; none after the last day of the duty itself."""
    duration = parse_duration(every)
    for number in range(1, MOST_IN_A_SERIES + 1 if until else 3):
        day = shift(since, duration, number)
        if day <= since or day > min(until or date.max, due or date.max):
            return
        yield day, "report", number - 1


def _stops(agreement: Agreement, amendment: Amendment) -> Iterator[Deadline]:
    for obligation_id in amendment.obligations:
        obligation = agreement.obligation(obligation_id)
        if amendment.from_on:
            kind: DayKind = "stops" if amendment.kind in STOPPING else "changes"
            yield _deadline(obligation, amendment.from_on, kind, 0, amendment.id)
        if amendment.until_on and amendment.kind in STOPPING:
            resumes = amendment.until_on + timedelta(days=1)
            yield _deadline(obligation, resumes, "resumes", 0, amendment.id)


def _deadline(
    of: Obligation | Provision,
    on: date,
    kind: DayKind,
    number: int = 0,
    version: str = "original",
    reading: str = "",
) -> Deadline:
    return Deadline(
        on=on,
        kind=kind,
        obligation_id=of.id,
        title=of.title,
        clause=of.clause,
        version=version,
        reading=reading,
        number=number,
    )
