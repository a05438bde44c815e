"""What is kept of fusion, row by row, so that what is new changes only what it concerns.

Every row says who sees it: ``seen_by``, a bit for each audience, all of them in -1. Rows of one claim,
report or incident differ in content only where audiences do, and no audience sees two of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from tregua.fusion.boxes import Box, box_of
from tregua.fusion.scope import Scope
from tregua.fusion.traits import Compared, Spot, Traits, read_traits
from tregua.fusion.weights import Limits
from tregua.model.ids import content_id
from tregua.model.records import Claim
from tregua.model.standing import Incident, Report

EVERYBODY = -1
"""Every audience there is, or will be."""


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim and who sees it."""

    claim: Claim
    seen_by: int = EVERYBODY


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report, or a denial, with what is compared of it. ``told`` is the report as JSON; ``folded`` the key
    that its copies share; ``incident_id`` the incident that it is of, empty for a denial."""

    compared: Compared
    told: str
    denies: bool
    folded: str
    incident_id: str = ""
    seen_by: int = EVERYBODY

    @property
    def report_id(self) -> str:
        """Its id; an id may be of a report and of a denial."""
        return self.compared.report_id

    @property
    def key(self) -> tuple[str, bool]:
        """What tells it from every other that an audience sees."""
        return (self.compared.report_id, self.denies)

    @property
    def box(self) -> Box:
        """When and where it lies: what a store finds it by."""
        return box_of(self.compared)

    def report(self) -> Report:
        """The report itself."""
        return Report.model_validate_json(self.told)

    def traits(self) -> Traits:
        """What is compared, with the report."""
        compared = {one.name: getattr(self.compared, one.name) for one in fields(Compared)}
        return Traits(**compared, report=self.report())


@dataclass(frozen=True, slots=True)
class KeptIncident:
    """An incident as its members make it. What else it may be is not kept but told when it is asked
    (:func:`tregua.fusion.doubting.tell_doubts`), so ``doubts`` are empty."""

    incident: Incident
    seen_by: int = EVERYBODY


@dataclass(frozen=True, slots=True)
class Change:
    """What is new: claims that begin, in place of any of the same id, and ids of those that are gone."""

    begun: tuple[KeptClaim, ...] = ()
    ended: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """What becomes of the rows: those to be ended, then those to be begun, each sorted."""

    reports_ended: tuple[KeptReport, ...] = ()
    reports_begun: tuple[KeptReport, ...] = ()
    incidents_ended: tuple[KeptIncident, ...] = ()
    incidents_begun: tuple[KeptIncident, ...] = ()


class Around(Protocol):
    """What is kept, before the change. Each question is for everything at once, so that a store answers it
    with one query; rows of every audience are answered, each once."""

    def kin(self, claim_ids: Collection[str]) -> Iterable[KeptClaim]:
        """The claims of these ids and all that lead to them, or that they lead to, by ``supersedes``, in any
        number of steps. An id may be of no claim that is kept: what supersedes it is kin to it."""

    def on_pages(self, item_ids: Collection[str]) -> Iterable[KeptClaim]:
        """The claims of these pages, standing or not."""

    def made_of(self, item_ids: Collection[str]) -> Iterable[KeptReport]:
        """The reports and denials that these pages made."""

    def copies(self, folded: Collection[str]) -> Iterable[KeptReport]:
        """The reports with these keys, without denials."""

    def members(self, incident_ids: Collection[str]) -> Iterable[KeptReport]:
        """The reports of these incidents."""

    def near(self, boxes: Sequence[Box]) -> Iterable[KeptReport]:
        """The reports and denials that any of the boxes meets; more may be answered."""

    def incidents(self, incident_ids: Collection[str]) -> Iterable[KeptIncident]:
        """The incidents of these ids."""


def keep_report(report: Report, item_id: str, row: int | None, scope: Scope, limits: Limits) -> KeptReport:
    """A report as it is kept, of no incident yet. The accord tells sides and places: under another accord
    everything is made anew."""
    traits = read_traits(report, item_id, row, scope, limits)
    compared = Compared(**{one.name: getattr(traits, one.name) for one in fields(Compared)})
    return KeptReport(
        compared=compared, told=report.model_dump_json(), denies=report.negated, folded=folded_key(compared)
    )


def folded_key(one: Compared) -> str:
    """The same for copies of one statement, and for nothing else."""
    *said, row = one.said
    spots = [[spot.place_id, spot.point, spot.radius_km] for spot in one.spots]
    return content_id("said", [spots if part is one.spots else part for part in said], row)


_NAMES = [one.name for one in fields(Compared)]
_SPOTS = _NAMES.index("spots")
_TUPLES = [_NAMES.index(name) for name in ("centre", "killed", "wounded")]


def write_compared(one: Compared) -> str:
    """What is compared, as JSON for a column of the store; numbers come back as they were."""
    spots = [[spot.place_id, spot.point, spot.radius_km, spot.precise] for spot in one.spots]
    values = [spots if each.name == "spots" else getattr(one, each.name) for each in fields(Compared)]
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


def read_compared(text: str) -> Compared:
    """The other way about."""
    values: list[Any] = json.loads(text)
    values[_SPOTS] = tuple(
        Spot(place_id, tuple(point) if point else None, radius_km, precise)
        for place_id, point, radius_km, precise in values[_SPOTS]
    )
    for at in _TUPLES:
        if values[at] is not None:
            values[at] = tuple(values[at])
    return Compared(*values)


def seen_by_these(row: KeptReport, seen_by: int) -> KeptReport:
    """The same row for other audiences."""
    return row if row.seen_by == seen_by else replace(row, seen_by=seen_by)
