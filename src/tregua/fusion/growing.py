"""Incidents that are kept and grow: what is new changes only the incidents that it concerns.

:func:`grow` comes to the rows that :func:`tregua.fusion.fuse_claims` would make of all claims, whatever the
order in which they came, for each audience from what it sees. Audiences that see the same share their rows:
where all that is near is for everybody, the work is done once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tregua.agreement.terms import Agreement
from tregua.fusion.compare import Comparer
from tregua.fusion.incidents import make_incident, published_first
from tregua.fusion.kept import EVERYBODY, Around, Change, Changes, KeptIncident, KeptReport
from tregua.fusion.matching import belonging
from tregua.fusion.merging import Rows
from tregua.fusion.rereading import reread
from tregua.fusion.scope import read_scope
from tregua.fusion.settling import Ground, Settled, Statement
from tregua.fusion.sight import SeenApart, Sight, split
from tregua.fusion.weights import load_weights
from tregua.model.standing import Incident


def grow(change: Change, around: Around, agreement: Agreement) -> Changes:
    """What becomes of the rows that are kept. ``around`` answers from before the change, all of which was
    grown under the same ``agreement``; under another, everything is grown anew from all claims."""
    comparer = Comparer(load_weights(), read_scope(agreement))
    waiting = split([EVERYBODY], [one.seen_by for one in change.begun])
    seen: list[_Seen] = []
    while waiting:
        audiences = waiting.pop()
        try:
            seen.append(_grow_for(change, Sight(around, audiences), comparer))
        except SeenApart as apart:
            waiting += split([audiences], apart.masks)
    return _merge(seen, around)


@dataclass
class _Seen:
    """The rows that end and begin for some audiences; rows that end stand as they were kept."""

    audiences: int
    reports_ended: list[KeptReport] = field(default_factory=list)
    reports_begun: list[KeptReport] = field(default_factory=list)
    incidents_ended: list[KeptIncident] = field(default_factory=list)
    incidents_begun: list[KeptIncident] = field(default_factory=list)


def _grow_for(change: Change, sight: Sight, comparer: Comparer) -> _Seen:
    turnover = reread(change, sight, comparer.scope, comparer.weights.limits)
    ground = Ground(turnover, sight, comparer)
    settled = ground.settle()
    seen = _Seen(sight.audiences, reports_ended=list(turnover.ended))
    seen.reports_begun += [one for one in turnover.begun if one.denies]
    before = {one.incident.incident_id: one for one in sight.incidents(sorted(settled.ended))}
    for statements, denials in _with_denials(settled, ground):
        incident = _tell(statements, denials, ground, comparer)
        known = before.get(incident.incident_id)
        if known is not None and known.incident == incident:
            del before[incident.incident_id]
        else:
            seen.incidents_begun.append(KeptIncident(incident, sight.audiences))
        for one in (row for copies in statements for row in copies):
            if one.incident_id != incident.incident_id:
                if one.incident_id:
                    seen.reports_ended.append(one)
                seen.reports_begun.append(
                    replace(one, incident_id=incident.incident_id, seen_by=sight.audiences)
                )
    seen.incidents_ended += before.values()
    return seen


def _with_denials(settled: Settled, ground: Ground) -> Iterable[tuple[list[Statement], list[KeptReport]]]:
    """Each cluster with the denials of it. Denials are sought by day, so that few are compared."""
    by_day: dict[int, list[KeptReport]] = {}
    for denial in settled.denials:
        for day in _days(denial, ground.days):
            by_day.setdefault(day, []).append(denial)
    for statements in settled.clusters:
        found: dict[str, KeptReport] = {}
        for first in (copies[0] for copies in statements):
            near = {one.report_id: one for day in _days(first, 0) for one in by_day.get(day, ())}
            for report_id, denial in near.items():
                if report_id not in found and ground.denies(denial, first):
                    found[report_id] = denial
        yield statements, [found[one] for one in sorted(found)]


def _days(one: KeptReport, more: int) -> range:
    """The days that it touches, and as many more before and after."""
    first, last = int(one.compared.first // 86_400), int(one.compared.last // 86_400)
    return range(first - more, last + more + 1)


def _tell(
    statements: Sequence[Statement], denials: Sequence[KeptReport], ground: Ground, comparer: Comparer
) -> Incident:
    reports = [ground.report(one) for copies in statements for one in copies]
    founder = min(reports, key=published_first).report_id
    keys = [copies[0].folded for copies in statements]
    match = belonging(
        [[one.compared for one in copies] for copies in statements],
        founder,
        lambda i, j: ground.weigh(keys[i], keys[j]),
        comparer,
    )
    spots = [spot for copies in statements for spot in copies[0].compared.spots]
    return make_incident(reports, spots, match, [ground.report(one) for one in denials], comparer.scope)


def _merge(seen: Sequence[_Seen], around: Around) -> Changes:
    """The rows of all audiences together: what several see alike is one row, also where some of them see
    it already."""
    reports = Rows[KeptReport](lambda one: replace(one, seen_by=EVERYBODY))
    incidents = Rows[KeptIncident](lambda one: one.incident)
    for each in seen:
        reports.take(each.reports_ended, each.reports_begun, each.audiences)
        incidents.take(each.incidents_ended, each.incidents_begun, each.audiences)
    if len(seen) > 1:
        items = sorted({one.compared.item_id for each in seen for one in each.reports_begun})
        reports.join(around.made_of(items) if items else ())
        ids = sorted({one.incident.incident_id for each in seen for one in each.incidents_begun})
        incidents.join(around.incidents(ids) if ids else ())
    reports_ended, reports_begun = reports.changes()
    incidents_ended, incidents_begun = incidents.changes()
    return Changes(
        tuple(sorted(reports_ended, key=_report_order)),
        tuple(sorted(reports_begun, key=_report_order)),
        tuple(sorted(incidents_ended, key=_incident_order)),
        tuple(sorted(incidents_begun, key=_incident_order)),
    )


def _report_order(one: KeptReport) -> tuple[str, bool, int]:
    return (*one.key, one.seen_by)


def _incident_order(one: KeptIncident) -> tuple[str, int]:
    return (one.incident.incident_id, one.seen_by)
