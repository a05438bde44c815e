"""How many came in one stretch of time, by each speaker: its arrivals in it, or between its totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tregua.model.bounds import bounds
from tregua.model.standing import Entry


@dataclass(frozen=True)
class Flow:
    """What one speaker's figures leave possible for the stretch, from ``low`` to ``high``."""

    said_by: str | None
    through: str | None
    claim_ids: tuple[str, ...]
    low: float
    high: float
    comparator: Literal["="] = "="


def flows_between(
    entries: Iterable[Entry], since: date, until: date, is_first: bool = False
) -> tuple[Flow, ...]:
    """Each speaker's flow after ``since`` up to ``until``, both ends' days known; by speaker.

    A speaker's arrivals day by day are added, each day once; where its totals before and at the end
    leave more, they count. For the first stretch the total before it is nought.
    """
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.said_by or "", "" if entry.said_by else entry.through or ""), []).append(
            entry
        )
    found = (_flow(groups[key], since, until, is_first) for key in sorted(groups))
    return tuple(one for one in found if one is not None)


def _flow(entries: list[Entry], since: date, until: date, is_first: bool) -> Flow | None:
    arrivals: dict[date, Entry] = {}
    for entry in entries:
        day = entry.on
        within = day is not None and (since < day or (is_first and since == day)) and day <= until
        if within and day is not None and entry.basis != "total" and _outdoes(entry, arrivals.get(day)):
            arrivals[day] = entry
    added = _flow_of(arrivals.values())
    between = _between_totals([e for e in entries if e.basis == "total"], since, until, is_first)
    if added is None or (between is not None and between.low > added.low):
        return between
    return added


def _outdoes(entry: Entry, known: Entry | None) -> bool:
    return known is None or (bounds(entry)[0], entry.entry_id) > (bounds(known)[0], known.entry_id)


def _flow_of(entries: Iterable[Entry]) -> Flow | None:
    shown = list(entries)
    if not shown:
        return None
    ends = [bounds(entry) for entry in shown]
    claims = tuple(sorted({entry.claim_id for entry in shown}))
    low, high = sum(one for one, _ in ends), sum(one for _, one in ends)
    return Flow(shown[0].said_by, shown[0].through, claims, low, high)


def _between_totals(totals: list[Entry], since: date, until: date, is_first: bool) -> Flow | None:
    dated = sorted(
        ((day, e) for e in totals if (day := e.on) is not None), key=lambda one: (one[0], one[1].entry_id)
    )
    before = [e for day, e in dated if day <= since]
    at_end = [e for day, e in dated if (since < day or (is_first and since == day)) and day <= until]
    if not at_end or not (before or is_first):
        return None
    low, high = bounds(at_end[-1])
    first = () if is_first and not before else (before[-1],)
    for entry in first:
        earlier = bounds(entry)
        low, high = low - earlier[1], high - earlier[0]
    claims = tuple(sorted({e.claim_id for e in (*first, at_end[-1])}))
    return Flow(at_end[-1].said_by, at_end[-1].through, claims, max(low, 0.0), max(high, 0.0))
