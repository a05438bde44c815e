"""What a party announced beforehand, held against what was then reported: a gun heard in an announced
exercise is no breach by itself, and a notice that nothing followed is shown as such.

A match explains, it does not excuse: whether the act was permitted is the accord's to say, and who calls a
thing an incident keeps its word beside the notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from tregua.agreement.terms import Agreement
from tregua.model.earth import distance_km
from tregua.model.register import Matched, Notified
from tregua.model.standing import Entry, Incident
from tregua.model.when import first_instant, is_day, last_instant
from tregua.registers.checks.late import is_late
from tregua.vocabulary.acts import is_a

Fit = Literal["yes", "perhaps", "no"]


@dataclass(frozen=True)
class Announced:
    """Notices with the incidents that each may explain, and how many more there are that are not shown."""

    shown: tuple[Notified, ...] = ()
    left: int = 0


LOOKS_LIKE = MappingProxyType(
    {
        "notice.exercise": ("hostile", "weapons", "flight", "ceasefire.violation"),
        "notice.movement": ("hostile.advance", "hostile.incursion", "weapons", "deploy", "fortify"),
        "notice.flight": ("flight", "hostile.drone"),
        "notice.works": ("hostile.mine", "hostile.shelling", "hostile.incursion", "fortify", "flight"),
    }
)
"""What somebody who does not know of the notice may report instead: blasting sounds like shelling."""


def match_notices(
    entries: Iterable[Entry], incidents: Sequence[Incident], agreement: Agreement, on: date
) -> tuple[Notified, ...]:
    """Every notice given up to ``on``, by its first day and id, with the incidents it may explain."""
    given = (entry for entry in entries if is_given(entry, on))
    ordered = sorted(given, key=lambda e: (e.earliest or e.latest or "", e.entry_id))
    return tuple(
        Notified(
            entry=one,
            late=is_late(one),
            begun=_has_begun(one, on),
            incidents=_matches(one, incidents, agreement),
        )
        for one in ordered
    )


def notices_together(found: Iterable[Notified]) -> tuple[tuple[Notified, ...], ...]:
    """The rows of one notice together, by whoever gave it: of one name, one act and the same days, with the
    same incidents; in their order. Rows without a name are notices of their own."""
    groups: dict[tuple[object, ...], list[Notified]] = {}
    for one in found:
        entry = one.entry
        days = (entry.earliest, entry.latest, entry.published_at, one.late, one.begun)
        of = (entry.speaker, entry.through, entry.act, days, one.incidents, entry.place_ids)
        groups.setdefault((entry.about or entry.entry_id, of), []).append(one)
    return tuple(tuple(group) for group in groups.values())


def _has_begun(notice: Entry, on: date) -> bool:
    """Whether its first day had come; one that names none may have begun."""
    first = notice.earliest or notice.latest
    return first is None or first[:10] <= on.isoformat()


def is_given(entry: Entry, on: date) -> bool:
    """Whether it is a notice that was given up to ``on``, whatever days it is of; a denial gives none."""
    said = entry.published_at or entry.earliest or entry.latest or "9999"
    return entry.register_name == "notices" and not entry.negated and said[:10] <= on.isoformat()


def may_be_of(notice: Entry, first: date, last: date) -> bool:
    """Whether a notice's days touch those from ``first`` to ``last``; one that names none may be of any."""
    begins, ends = notice.earliest or notice.latest, notice.latest or notice.earliest
    if begins is None or ends is None:
        return True
    return begins[:10] <= last.isoformat() and ends[:10] >= first.isoformat()


def _matches(notice: Entry, incidents: Sequence[Incident], agreement: Agreement) -> tuple[Matched, ...]:
    found = []
    for incident in incidents:
        fits = [_act(notice, incident), _time(notice, incident)]
        if "no" not in fits:
            fits += [_side(notice, incident, agreement), _place(notice, incident, agreement)]
        if "no" not in fits:
            fit: Literal["yes", "perhaps"] = "perhaps" if "perhaps" in fits else "yes"
            found.append(
                Matched(incident_id=incident.incident_id, fit=fit, beforehand=_beforehand(notice, incident))
            )
    return tuple(sorted(found, key=lambda one: one.incident_id))


def _act(notice: Entry, incident: Incident) -> Fit:
    kinds = [seen for announced, seen in LOOKS_LIKE.items() if is_a(notice.act, announced)]
    if not kinds:
        return "perhaps"  # a notice of something, nobody said of what
    return "yes" if any(is_a(incident.act, act) for acts in kinds for act in acts) else "no"


def _time(notice: Entry, incident: Incident) -> Fit:
    first, last = notice.earliest or notice.latest, notice.latest or notice.earliest
    if first is None or last is None:
        return "perhaps"
    if last_instant(incident.latest) < first_instant(first) or first_instant(
        incident.earliest
    ) > last_instant(last):
        return "no"
    inside = first_instant(first) <= first_instant(incident.earliest)
    return "yes" if inside and last_instant(incident.latest) <= last_instant(last) else "perhaps"


def _side(notice: Entry, incident: Incident, agreement: Agreement) -> Fit:
    whose = agreement.side_of(notice.actor or notice.said_by)
    accused = {agreement.side_of(one.accused) or one.accused for one in incident.positions if one.accused}
    if whose is None or not accused:
        return "perhaps"
    return "yes" if accused == {whose} else "perhaps" if whose in accused else "no"


def _place(notice: Entry, incident: Incident, agreement: Agreement) -> Fit:
    if not notice.place_ids or not incident.place_ids:
        return "perhaps"
    if any(agreement.lies_in(one, notice.place_ids) for one in incident.place_ids):
        return "yes"
    if any(agreement.lies_in(one, incident.place_ids) for one in notice.place_ids):
        return "perhaps"
    return "perhaps" if _may_touch(notice, incident, agreement) else "no"


def _may_touch(notice: Entry, incident: Incident, agreement: Agreement) -> bool:
    """Whether the circles around both reach one another."""
    if incident.latitude is None or incident.longitude is None:
        return False
    reach = incident.radius_km or 0.0
    announced = [place for place in agreement.places if place.place_id in notice.place_ids]
    return any(
        distance_km(place.latitude, place.longitude, incident.latitude, incident.longitude)
        <= place.radius_km + reach
        for place in announced
    )


def _beforehand(notice: Entry, incident: Incident) -> Literal["yes", "no", "open"]:
    said = notice.published_at
    if said is None:
        return "open"
    if last_instant(said) < first_instant(incident.earliest):
        return "yes"
    known_hours = not is_day(said) and not is_day(incident.earliest)
    return "no" if known_hours or said[:10] > incident.latest[:10] else "open"
