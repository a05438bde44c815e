"""The accord's days as an iCalendar file (RFC 5545), for the calendar a drafter or an officer keeps.

Every day is an all-day entry that takes up no time. Its UID follows from the accord, the obligation, what
day it is, the version and the reading, never from the day itself: a day that is corrected moves the entry
instead of adding one. Nothing is read from a clock: DTSTAMP is the accord's signature. Same accord, same
bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

from tregua.agreement.deadlines import Deadline
from tregua.agreement.superseded import Void, void_days
from tregua.agreement.terms import Agreement, Amendment
from tregua.model.messages import Argument, Message, say
from tregua.reporting.messages import Renderer

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tregua:accord")
_WITH_ALARM = frozenset({"begin", "due", "ends", "report", "notice", "renews"})
_AHEAD = (timedelta(days=7), timedelta(days=1))


def write_icalendar(
    agreement: Agreement, days: Iterable[Deadline], renderer: Renderer, amendments: Iterable[Amendment] = ()
) -> bytes:
    """One VCALENDAR in UTF-8 with CRLF, an entry a day, with an alarm a week and a day before deadlines.

    A day that an amendment has put another in the place of, or on which by one of the ``amendments`` known
    nothing is owed, is named so and has no alarm."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tregua//Accord calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(agreement.title))
    calendar.add("x-wr-timezone", vText(agreement.zone))
    listed = tuple(days)
    void = void_days(agreement, listed, amendments)
    for day in listed:
        calendar.add_component(_entry(agreement, day, renderer, void.get(day)))
    return bytes(calendar.to_ical(sorted=False))


def _entry(agreement: Agreement, day: Deadline, renderer: Renderer, void: Void | None) -> Event:
    what = renderer.text(day.what)
    summary = renderer.text(_summary(agreement, day, void))
    entry = Event()
    entry.add("uid", f"{uuid.uuid5(_SPACE, _name(agreement, day))}@tregua")
    entry.add("dtstamp", datetime.combine(agreement.signed_on, time.min, UTC))
    entry.add("dtstart", day.on)
    entry.add("dtend", day.on + timedelta(days=1))
    entry.add("summary", summary)
    entry.add("description", renderer.text(_description(day)))
    entry.add("categories", [what, day.version, *([day.reading] if day.reading else [])])
    entry.add("transp", "TRANSPARENT")
    for ahead in _AHEAD if day.kind in _WITH_ALARM and not void else ():
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -ahead)
        alarm.add("description", summary)
        entry.add_component(alarm)
    return entry


def _summary(agreement: Agreement, day: Deadline, void: Void | None) -> Message:
    """The accord, the obligation and what day it is; whose day, where it is not the text's as in force."""
    short = agreement.title.partition(",")[0]
    whose: Argument = ""
    if day.reading:
        whose = say("calendar.summary.reading", reading=f"reading:{day.reading}")
    elif day.version != "original":
        whose = say("calendar.summary.version", version=f"version:{day.version}")
    told = say("calendar.summary", accord=short, title=day.title, what=day.what, whose=whose)
    return say(f"calendar.summary.{void}", told=told) if void else told


def _name(agreement: Agreement, day: Deadline) -> str:
    parts = (agreement.id, day.obligation_id, day.kind, day.version, day.reading, str(day.number))
    return "\x1f".join(parts)


def _description(day: Deadline) -> Message:
    """The clause it follows from, and whose day it is where not everybody's."""
    clause = f"clause:{day.clause}"
    if day.reading:
        return say("calendar.by_reading", clause=clause, reading=f"reading:{day.reading}")
    if day.version != "original":
        return say("calendar.by_version", clause=clause, version=f"version:{day.version}")
    return say("calendar.by_clause", clause=clause)
