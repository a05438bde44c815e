"""The accord as it stood on a day: each obligation with the amendments known by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tregua.agreement.calendar import days_known, last_day, settle
from tregua.agreement.terms import Agreement, Amendment, Obligation, ReadingOf
from tregua.agreement.timing import Window


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation as it stood: ``amended`` are the amendments already in it, ``to_come`` later ones."""

    obligation: Obligation
    original: Obligation
    window: Window | None
    amended: tuple[Amendment, ...] = ()
    to_come: tuple[Amendment, ...] = ()

    @property
    def id(self) -> str:
        """The obligation's id."""
        return self.obligation.id

    @property
    def due(self) -> date | None:
        """The last day in time."""
        return last_day(self.window)


def stand_on(agreement: Agreement, day: date | None) -> tuple[Owed, ...]:
    """Every obligation as it stood on ``day``; as signed where the day is None."""
    happened = days_known(agreement)
    found = []
    for original in agreement.obligations:
        ours = [one for one in agreement.amendments if original.id in one.obligations]
        known = [one for one in ours if day is not None and one.known_on <= day]
        now = original
        for amendment in sorted(known, key=lambda one: one.known_on):
            now = now.under(amendment)
        to_come = tuple(one for one in ours if one not in known)
        found.append(Owed(now, original, settle(now.window, happened), tuple(known), to_come))
    return tuple(found)


def amendments_on(agreement: Agreement, day: date | None) -> tuple[str, ...]:
    """The ids of the amendments known on ``day``."""
    return tuple(one.id for one in agreement.amendments if day is not None and one.known_on <= day)


def reading_with(agreement: Agreement, owed: Owed, day: date) -> ReadingOf | None:
    """The reading of the obligation under which ``day`` is the last one in time; None where there is none."""
    happened = days_known(agreement)
    for reading in owed.obligation.readings:
        if reading.window is not None and last_day(settle(reading.window, happened)) == day:
            return reading
    return None


def amendment_with(agreement: Agreement, amendments: tuple[Amendment, ...], day: date) -> Amendment | None:
    """The amendment under which ``day`` is the last one in time; None where there is none."""
    happened = days_known(agreement)
    for amendment in amendments:
        if amendment.window is not None and last_day(settle(amendment.window, happened)) == day:
            return amendment
    return None
