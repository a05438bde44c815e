"""What names a time that has not come by the centre's clock: told, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tregua.centre.centre import Centre
from tregua.model.errors import BadPage, BadRow, TreguaError, Where
from tregua.model.messages import say
from tregua.model.records import Claim
from tregua.model.when import day_of, last_instant


def opens(published_at: str) -> datetime:
    """The local instant from which something of this day or minute can be published."""
    return last_instant(published_at) if "T" in published_at else datetime.fromisoformat(published_at)


def published_ahead(
    centre: Centre, now: datetime, published_at: str | None, where: Where
) -> list[TreguaError]:
    """The fault of what bears a later publication time than the centre's clock; of a clock that is set it is
    the one of :func:`refuse_not_played`."""
    if published_at is None or not _is_ahead(centre, now, published_at):
        return []
    today = centre.charter.day_at(now)
    if centre.charter.demonstration:
        days = _days_to_play(centre, today, published_at)
        told = say("intake.not_played", published=published_at, today=today.isoformat(), days=days)
    else:
        told = say("intake.published_ahead", published=published_at, today=today.isoformat())
    return [BadRow(told, where) if where.line else BadPage(told, where)]


def _days_to_play(centre: Centre, today: date, published_at: str) -> str:
    """The days after which it is known, as ``tregua day`` takes them: ``2020-11-10..2020-11-25``."""
    charter, opened, a_day = centre.charter, opens(published_at), timedelta(days=1)
    last = opened.date()
    if opened > charter.cut_off_of(last).replace(tzinfo=None):
        last += a_day
    first = min(max(today + a_day, charter.days.first) if charter.days else today + a_day, last)
    return f"{first}..{last}"


def refuse_not_played(centre: Centre, now: datetime, published_at: str | None, where: Where) -> None:
    """A set clock takes nothing before its day: it would be known before it was said. A mission keeps what it
    is sent. Raises BadPage ``intake.not_played``."""
    if centre.charter.demonstration:
        for fault in published_ahead(centre, now, published_at, where):
            raise fault


def _is_told_ahead(centre: Centre, now: datetime, claim: Claim) -> bool:
    """Whether it is its publication that has not come: that is told already."""
    return claim.published_at is not None and _is_ahead(centre, now, claim.published_at)


def _is_ahead(centre: Centre, now: datetime, published_at: str) -> bool:
    return opens(published_at) > now.astimezone(ZoneInfo(centre.charter.zone)).replace(tzinfo=None)


def days_ahead(centre: Centre, now: datetime, claims: Iterable[Claim], name: str) -> list[TreguaError]:
    """A fault for each row that tells as a fact what begins on a day that has not come: what is to come can
    only be planned, demanded or denied."""
    today = centre.charter.day_at(now)
    coming = [
        (claim.row, event.earliest)
        for claim in claims
        if claim.stance == "asserts" and not _is_told_ahead(centre, now, claim)
        for event in claim.events
        if event.modality == "actual" and event.earliest and day_of(event.earliest) > today
    ]
    return [
        BadRow(say("intake.not_come", day=day, today=today.isoformat()), Where(name, row, field="day"))
        for row, day in coming
    ]
