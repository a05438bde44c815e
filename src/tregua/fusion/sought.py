"""Some of the incidents: those of an act, a place, a side, a stretch of days, the newest first.

What can be asked for is told of each incident by its tags (:func:`tags_of`), one function for whoever keeps
incidents in a database and for :class:`InHand`, which has them all in its hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tregua.agreement.terms import Agreement
from tregua.model.standing import Doubt, Incident
from tregua.model.when import day_of


@dataclass(frozen=True)
class Sought:
    """Which incidents are meant: those with all of ``tags`` that began on ``until`` or before and may have
    gone on to ``since`` or later. Nothing given, all."""

    until: date | None = None
    since: date | None = None
    tags: frozenset[str] = frozenset()


class Happened(Protocol):
    """Incidents known at one point of the record, to be asked about."""

    def count(self, sought: Sought, most: int) -> int:
        """How many there are; ``most`` where there are that many or more."""

    def newest(self, sought: Sought, start: int, length: int) -> tuple[Incident, ...]:
        """From the ``start``-th on (from 0), by when they began and id, the newest first; without what else
        each of them may be, see :meth:`doubts`."""

    def find(self, ids: Iterable[str]) -> Mapping[str, Incident]:
        """Those of these ids that are known, without what else each of them may be."""

    def doubts(self, ids: Iterable[str]) -> Mapping[str, tuple[Doubt, ...]]:
        """What else each of these may be, by id: weighed when asked, against all that lies around, which
        takes longer than all the rest. One without doubts may be left out."""

    def days(self, first: date, last: date) -> frozenset[date]:
        """The days from ``first`` to ``last`` on which any may have happened that began by ``last``."""


def tags_of(incident: Incident, agreement: Agreement) -> frozenset[str]:
    """What an incident can be found by: ``act:`` its act and those above it, ``place:`` its places and what
    they lie in, ``by:`` each party that speaks of it, ``accused:`` each party said to have done it, ``said:``
    each stance taken, ``lost`` where people are told to have been killed or wounded."""
    tags = {f"act:{act}" for act in _upward(incident.act)}
    tags |= {f"place:{above}" for place in incident.place_ids for above in agreement.above(place)}
    for one in incident.positions:
        tags.add(f"said:{one.stance}")
        if one.side:
            tags.add(f"by:{one.side}")
        if one.accused and one.stance != "denies":
            tags.add(f"accused:{agreement.side_of(one.accused) or one.accused}")
    if incident.killed or incident.wounded:
        tags.add("lost")
    return frozenset(tags)


def _upward(act: str) -> Iterator[str]:
    while act:
        yield act
        act = act.rpartition(".")[0]


class InHand:
    """All the incidents, in one hand."""

    def __init__(self, incidents: Iterable[Incident], agreement: Agreement) -> None:
        self._newest = sorted(incidents, key=lambda one: (one.earliest, one.incident_id), reverse=True)
        self._agreement = agreement

    def count(self, sought: Sought, most: int) -> int:
        """See :class:`Happened`."""
        return min(len(self._found(sought)), most)

    def newest(self, sought: Sought, start: int, length: int) -> tuple[Incident, ...]:
        """See :class:`Happened`."""
        return tuple(map(_bare, self._found(sought)[start : start + length]))

    def find(self, ids: Iterable[str]) -> Mapping[str, Incident]:
        """See :class:`Happened`."""
        return {one.incident_id: _bare(one) for one in self._of(ids)}

    def doubts(self, ids: Iterable[str]) -> Mapping[str, tuple[Doubt, ...]]:
        """See :class:`Happened`."""
        return {one.incident_id: one.doubts for one in self._of(ids) if one.doubts}

    def days(self, first: date, last: date) -> frozenset[date]:
        """See :class:`Happened`."""
        found: set[date] = set()
        for one in self._found(Sought(until=last, since=first)):
            begin, end = max(day_of(one.earliest), first), min(day_of(one.latest), last)
            found.update(begin + timedelta(days=n) for n in range((end - begin).days + 1))
        return frozenset(found)

    def _of(self, ids: Iterable[str]) -> Iterator[Incident]:
        wanted = set(ids)
        return (one for one in self._newest if one.incident_id in wanted)

    def _found(self, sought: Sought) -> list[Incident]:
        return [one for one in self._newest if self._is_meant(one, sought)]

    def _is_meant(self, one: Incident, sought: Sought) -> bool:
        return (
            (sought.until is None or day_of(one.earliest) <= sought.until)
            and (sought.since is None or day_of(one.latest) >= sought.since)
            and (not sought.tags or sought.tags <= tags_of(one, self._agreement))
        )


def _bare(incident: Incident) -> Incident:
    return incident.model_copy(update={"doubts": ()}) if incident.doubts else incident
