"""Which days of an accord's calendar are no longer in force, and why. Pure.

A day is superseded where a later amendment has set another of its kind for the same obligation; it is stopped
where, by what is known, nothing is owed on it: suspended, given up or ended. The days on which that begins
and ends are always in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tregua.agreement.deadlines import Deadline
from tregua.agreement.terms import Agreement, Amendment
from tregua.agreement.versions import ORIGINAL, is_in_force, stops

Void = Literal["superseded", "stopped"]


def void_days(
    agreement: Agreement, days: Iterable[Deadline], amendments: Iterable[Amendment] = ()
) -> dict[Deadline, Void]:
    """Of ``days`` those no longer in force. ``amendments`` are those known, each naming only the obligations
    that it binds."""
    listed, known = tuple(days), tuple(amendments)
    last = _last_versions(agreement, listed)
    found: dict[Deadline, Void] = {}
    for day in listed:
        version = last.get((day.obligation_id, day.kind), day.version)
        if version != day.version and _holds_by(agreement, version, day):
            found[day] = "superseded"
        elif day.kind not in ("stops", "resumes", "changes") and _is_stopped(day, known):
            found[day] = "stopped"
    return found


def _holds_by(agreement: Agreement, version: str, day: Deadline) -> bool:
    """Whether the later text is in force on the day; what is agreed for later replaces nothing sooner."""
    return all(is_in_force(one, day.on) for one in agreement.amendments if one.id == version)


def _is_stopped(day: Deadline, amendments: Iterable[Amendment]) -> bool:
    return any(day.obligation_id in one.obligations and stops(one, day.on) for one in amendments)


def _last_versions(agreement: Agreement, days: Iterable[Deadline]) -> dict[tuple[str, str], str]:
    """For each obligation and kind of day, the last amendment that set such a day, where one did.

    Amendments take effect in the order in which they became known.
    """
    known = sorted(agreement.amendments, key=lambda one: one.known_on)
    order = {ORIGINAL: -1, **{one.id: at for at, one in enumerate(known)}}
    last: dict[tuple[str, str], str] = {}
    for day in days:
        key = (day.obligation_id, day.kind)
        last[key] = max(last.get(key, ORIGINAL), day.version, key=lambda one: order.get(one, -1))
    return last
