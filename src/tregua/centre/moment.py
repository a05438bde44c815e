"""Which day is asked about (``on``) and what was known then (``as_of``)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.model.errors import BadArgument, BadCentre, Where
from tregua.model.messages import say
from tregua.model.when import FIRST_YEAR, LAST_YEAR

_INDEX = re.compile(r"@[0-9]{1,18}")
_LONGEST = timedelta(days=3660)


def snapshot_as_of(centre: Centre, as_of: str | None) -> Snapshot:
    """The snapshot that ``--as-of`` names: an instant, ``@size``, a date (its cut-off), or the latest.

    Raises BadArgument when it names nothing, ``moment.as_of_not_come`` when it has not come yet, BadCentre
    when nothing is recorded yet.
    """
    if as_of is None:
        found = centre.state.snapshot()
    elif as_of.startswith("@"):
        index = int(as_of[1:]) if _INDEX.fullmatch(as_of) else 0
        if not 1 <= index <= centre.state.size:
            raise BadArgument(
                say("moment.no_such_index", given=as_of, size=centre.state.size), Where(field="--as-of")
            )
        found = centre.state.snapshot(size=index)
    else:
        instant = _instant(centre, as_of)
        _refuse_future(centre, instant, as_of)
        found = snapshot_at(centre, instant)
    if found is None:
        raise BadCentre(say("centre.nothing_recorded"))
    return found


def snapshot_at(centre: Centre, instant: datetime) -> Snapshot | None:
    """What was known at ``instant``; before the first act, that act alone; None without any.

    Its ``at`` is the instant asked for, but never later than the centre's clock: of what has not
    come nothing is known.
    """
    latest = centre.state.snapshot()
    if latest is None:
        return None
    found = centre.state.snapshot(at=instant) or centre.state.snapshot(size=1) or latest
    return found.model_copy(update={"at": min(instant, present_of(centre))})


def present_of(centre: Centre) -> datetime:
    """The centre's present: by its own clock, a demonstration's by what it has played."""
    latest = centre.state.snapshot()
    if latest is None:
        return centre.clock.now()
    return latest.at if centre.charter.demonstration else max(latest.at, centre.clock.now())


def _refuse_future(centre: Centre, instant: datetime, text: str) -> None:
    """Of a day that has not come nothing can be known, and it must not be answered as if it were today.
    Today may be named before its cut-off."""
    if centre.state.snapshot() is None:
        return
    today = centre.charter.day_at(present_of(centre))
    if instant > max(present_of(centre), centre.charter.cut_off_of(today)):
        raise BadArgument(say("moment.as_of_not_come", given=text, today=str(today)), Where(field="--as-of"))


def day_asked(centre: Centre, on: str | None, snapshot: Snapshot) -> date:
    """The day that ``--on`` names; by default the snapshot's own day. Raises BadArgument."""
    return parse_day(on, "--on") if on else centre.charter.day_at(snapshot.at)


def parse_day(text: str, field: str) -> date:
    """An ISO day. Raises BadArgument ``moment.no_such_day``, ``moment.too_far`` naming ``field``."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise BadArgument(say("moment.no_such_day", given=text), Where(field=field)) from error
    return _near(found, text, field)


def _near(day: date, text: str, field: str) -> date:
    """Within the years in which days can be counted to and fro without leaving the calendar."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadArgument(
            say("moment.too_far", given=text, first=str(FIRST_YEAR), last=str(LAST_YEAR)),
            Where(field=field),
        )
    return day


def parse_days(text: str | None, centre: Centre) -> tuple[date, date]:
    """``DATE`` or ``FROM..TO``; by default today by the centre's clock. Raises BadArgument.

    A set clock's next day is the one after the last it closed.
    A mission's day must have begun: of what has not come there is nothing to report.
    """
    today = centre.charter.day_at(centre.clock.now())
    if text is None:
        day = _next_to_play(centre) if centre.charter.demonstration else today
        return day, day
    first, dots, last = text.partition("..")
    start = parse_day(first, "DATE")
    end = parse_day(last, "DATE") if dots else start
    if end < start:
        raise BadArgument(say("moment.backwards", given=text), Where(field="DATE"))
    if end - start >= _LONGEST:
        raise BadArgument(say("moment.too_long", given=text, days=_LONGEST.days), Where(field="DATE"))
    if end > today and not centre.charter.demonstration:
        raise BadArgument(say("moment.not_come", given=str(end), today=str(today)), Where(field="DATE"))
    return start, end


def _next_to_play(centre: Centre) -> date:
    days, latest = centre.charter.days, centre.state.snapshot()
    closed = centre.state.closed_days(latest) if latest else ()
    if days is None:
        return centre.charter.day_at(centre.clock.now())
    if not closed:
        return days.first
    coming = days.after(closed[-1].day)
    if coming is None:
        raise BadArgument(say("moment.all_played", last=days.last), Where(field="DATE"))
    return coming


def _instant(centre: Centre, text: str) -> datetime:
    try:
        return centre.charter.cut_off_of(_near(date.fromisoformat(text), text, "--as-of"))
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadArgument(say("moment.no_such_instant", given=text), Where(field="--as-of")) from error
    _near(found.date(), text, "--as-of")
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(centre.charter.zone))
