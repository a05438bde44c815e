"""Days and durations of an accord in words: by when, whether the day itself counts, the last moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tregua.agreement.calendar import Moment, last_day, parse_duration, shift, starts_in, term_clock
from tregua.agreement.terms import Agreement, Obligation
from tregua.agreement.timing import SIGNATURE, Term, Window
from tregua.model.messages import Argument, Message, say


def duration(text: str) -> Argument:
    """``P14D`` → *14 days*, in the units printed; as it stands where it is no duration."""
    day_part, _, time_part = text.removeprefix("P").partition("T")
    parts = [
        *_counted(day_part, {"Y": "years", "M": "months", "W": "weeks", "D": "days"}),
        *_counted(time_part, {"H": "hours", "M": "minutes", "S": "seconds"}),
    ]
    return tuple(parts) or text


def _counted(text: str, units: dict[str, str]) -> Iterator[Message]:
    for number, letter in re.findall(r"(\d+)([A-Z])", text):
        if letter in units:
            yield say(f"explain.duration.{units[letter]}", count=int(number))


def zone_name(zone: str) -> Message:
    """*Moscow time*; UTC by its own name."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return say("explain.zone.utc") if city in ("UTC", "GMT", "Etc", "") else say("explain.zone", city=city)


def weekday(day: date) -> Message:
    """*Friday, 20 November 2020*: a day on which somebody must act is told with its weekday."""
    return say("explain.weekday", name=say(f"explain.weekday.{day.weekday()}"), day=day)


def tell_window(agreement: Agreement, window: Window, day_of: date | None) -> tuple[Message, ...]:
    """When it is due or binds. ``day_of`` is the day of the window's event, where it is known."""
    zone = zone_name(window.zone or agreement.zone)
    counted = _tell_counting(agreement, window, day_of) if window.event else ()
    return (*counted, *_tell_day(window, zone))


def _tell_counting(agreement: Agreement, window: Window, day_of: date | None) -> tuple[Message, ...]:
    event = event_name(agreement, window.event)
    written = window.ahead or window.duration
    length = duration(written) if written else ""
    by_hours = bool(written) and parse_duration(written).hours > 0
    code = "explain.counted" if written else "explain.counted.at_once"
    if window.preposition == "from":
        code = "explain.counted.from" if written else "explain.counted.from_then"
    if written:
        code += ".ahead" if window.ahead else ".hours" if by_hours else ""
    counted = say(code, duration=length, event=event)
    if code == "explain.counted.from_then" and window.starts_at is not None:
        if day_of is not None and window.starts_at.date() > day_of:
            return (counted, say("explain.counted.not_in_force", day=weekday(day_of)))
        return (counted,)
    if day_of is None:
        return (counted, say("explain.counted.unknown"))
    if isinstance(day_of, Moment) and (by_hours or not written):
        hour = day_of.at.time().isoformat(timespec="minutes")
        return (counted, say("explain.counted.known_hour", day=weekday(day_of), hour=hour))
    known = say("explain.counted.known", day=weekday(day_of))
    if not by_hours:
        return (counted, known)
    start = window.preposition == "until"
    return (counted, known, say(f"explain.counted.no_hour.{'start' if start else 'end'}"))


def event_name(agreement: Agreement, event_id: str) -> Argument:
    """An event of the accord by its title; the signature by its own name."""
    if event_id == SIGNATURE:
        return say("explain.signature")
    return next((one.title for one in agreement.events if one.id == event_id), event_id)


def _tell_day(window: Window, zone: Message) -> tuple[Message, ...]:
    if window.preposition == "from":
        if window.starts_at is None:
            return ()
        hour = window.starts_at.time().isoformat(timespec="minutes")
        return (say("explain.when.from", hour=hour, day=weekday(window.starts_at.date()), zone=zone),)
    last = last_day(window)
    if window.due is None or last is None:
        return ()
    if window.due_at is not None:
        hour = window.due_at.time().isoformat(timespec="minutes")
        return (say("explain.when.hour", hour=hour, day=weekday(window.due_at.date()), zone=zone),)
    form = "included" if window.inclusive else "left_out"
    preposition = "until" if window.preposition == "until" else "by"
    if window.preposition in ("before", "within"):
        preposition = window.preposition
    return (
        say(f"explain.when.{preposition}", due=weekday(window.due)),
        say(f"explain.day.{form}", last=weekday(last), zone=zone),
    )


def tell_term(term: Term, on: date) -> tuple[Message, ...]:
    """How long something runs, the last day of the term that runs ``on`` the day, and how it goes on."""
    told = [say("explain.term", start=weekday(term.starts_on), duration=duration(term.duration))]
    first, now = term_clock(term), term_clock(term, on)
    if first.ends_on is not None:
        told.append(say("explain.term.ends", ends=weekday(first.ends_on)))
    if term.renewal:
        agreed = ".agreed" if term.renews == "by_agreement" else ""
        told.append(say(f"explain.term.renewal{agreed}", duration=duration(term.renewal)))
    if now.ends_on is not None and now.ends_on != first.ends_on:
        told.append(say("explain.term.runs_now", on=on, ends=weekday(now.ends_on)))
    if term.notice:
        told.append(say("explain.term.notice", duration=duration(term.notice)))
    if now.notice_by is not None and now.notice_by >= on:
        told.append(say("explain.term.notice_by", day=weekday(now.notice_by)))
    if term.rule:
        told.append(say("explain.term.rule", rule=term.rule))
    return tuple(told)


def rounds_from(agreement: Agreement, obligation: Obligation) -> date:
    """The day from which what falls due again and again is counted: as its rule does, that on which its
    window opens, else that from which it binds."""
    starts = starts_in(obligation.window, agreement.zone)
    return starts.date() if starts else agreement.binds_from(obligation)


def tell_rounds(starts: date, every: str, ends: date | None, on: date) -> tuple[Message, ...]:
    """How often something falls due, by which day first, and by which day for the time ``on`` lies in."""
    each = parse_duration(every)
    first = shift(starts, each)
    if not (each.months or each.days) or (ends is not None and first > ends):
        return (say("explain.every", duration=duration(every)),)
    told = say("explain.every.first", duration=duration(every), first=weekday(first))
    rounds = 1
    while (due := shift(starts, each, rounds)) < on:
        rounds += 1
    if due == first or (ends is not None and due > ends):
        return (told,)
    return told, say("explain.every.now", on=on, due=weekday(due))
