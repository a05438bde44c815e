"""``centre.toml``: what a centre is, under which accord, in which time zone, from when to when."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import ValidationError, field_validator

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.model.records import Record


class Days(Record):
    """The first and last day that a set clock plays; ``only`` those between, where it leaves days out."""

    first: date
    last: date
    only: tuple[date, ...] = ()

    def plays(self, day: date) -> bool:
        """Whether the day is one of those played."""
        return self.first <= day <= self.last and (not self.only or day in self.only)

    def after(self, day: date) -> date | None:
        """The next day played after ``day``; None after the last."""
        return next((one for one in self.only if one > day), None) if self.only else _tomorrow(day, self.last)


def _tomorrow(day: date, last: date) -> date | None:
    return day + timedelta(days=1) if day < last else None


class Charter(Record):
    """``demonstration``: runs under a set clock; ``reconstructed``: "known since" follows
    publication dates. ``cut_off`` is local to ``zone``; a day's report is frozen there. ``store`` is the URL
    of the database, where it is not ``state.db``."""

    name: str
    title: str
    accord: str
    demonstration: bool = False
    reconstructed: bool = False
    zone: str = "UTC"
    cut_off: time = time(23, 59, 59)
    days: Days | None = None
    name_order: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    tier: str = "public"
    limits: tuple[str, ...] = ()
    store: str | None = None

    @field_validator("days")
    @classmethod
    def _days_in_order(cls, days: Days | None) -> Days | None:
        if days and days.only and sorted({days.first, days.last, *days.only}) != list(days.only):
            raise ValueError(
                "days.only begins with days.first, ends with days.last, each later than the one before"
            )
        return days

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        try:
            return ZoneInfo(zone).key
        except (OSError, ValueError, KeyError) as error:
            raise ValueError("there is no time zone of this name; write Europe/Moscow or UTC") from error

    def cut_off_of(self, day: date) -> datetime:
        """The instant at which ``day`` closes, with its offset."""
        return datetime.combine(day, self.cut_off, ZoneInfo(self.zone))

    def day_at(self, instant: datetime) -> date:
        """The centre's calendar day of an instant."""
        return instant.astimezone(ZoneInfo(self.zone)).date()


def read_charter(path: Path) -> Charter:
    """The charter in a file. Raises BadCentre."""
    try:
        return parse_charter(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise BadCentre(say("centre.unreadable", reason=reason), Where(file=str(path))) from error


def parse_charter(text: str, file: str) -> Charter:
    """The charter in ``text``. Raises BadCentre with the line or the field."""
    try:
        return Charter.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadCentre(say("centre.bad_toml", reason=str(error)), Where(file=file)) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadCentre(
            say("centre.bad_charter", reason=first["msg"]), Where(file=file, field=field)
        ) from error
