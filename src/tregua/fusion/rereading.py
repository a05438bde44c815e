"""Claims that begin or end → the reports that begin or end with them: pages are read again where what
stands on them is no longer the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tregua.fusion.episodes import episodes_of_page, page_of
from tregua.fusion.kept import Change, KeptReport, keep_report
from tregua.fusion.reports import report_of
from tregua.fusion.scope import Scope
from tregua.fusion.sight import Sight
from tregua.fusion.weights import Limits
from tregua.model.records import Claim, current_claims


@dataclass(frozen=True, slots=True)
class Turnover:
    """Reports and denials that begin, and those that end."""

    begun: tuple[KeptReport, ...]
    ended: tuple[KeptReport, ...]


def reread(change: Change, sight: Sight, scope: Scope, limits: Limits) -> Turnover:
    """What the change does to the reports that the audiences of ``sight`` see. Raises SeenApart."""
    begun = {one.claim.claim_id: one.claim for one in sight.sees(change.begun)}
    gone = change.ended | {one.claim.claim_id for one in change.begun}
    standing = _standing_anew(begun, gone, sight)
    reports: dict[tuple[str, bool], KeptReport] = {}
    for item_id, claims in sorted(standing.items()):
        for episode in episodes_of_page(claims, scope):
            report = report_of(episode, scope, limits)
            if report is not None:
                row = episode.claim.row
                kept = keep_report(report, item_id, row, scope, limits)
                reports[kept.key] = replace(kept, seen_by=sight.audiences)
    before = {one.key: one for one in sight.made_of(sorted(standing))}
    same = {key for key, one in before.items() if key in reports and _is_same(one, reports[key])}
    return Turnover(
        begun=tuple(reports[key] for key in sorted(reports.keys() - same)),
        ended=tuple(before[key] for key in sorted(before.keys() - same)),
    )


def _standing_anew(begun: dict[str, Claim], gone: frozenset[str], sight: Sight) -> dict[str, list[Claim]]:
    """The claims that stand on each page on which others stood before."""
    corrected = {one.supersedes for one in begun.values() if one.supersedes}
    kin = {one.claim.claim_id: one.claim for one in sight.kin(sorted(gone | corrected))}
    before = {one.claim_id: one for one in current_claims(kin.values())}
    after = {one.claim_id: one for one in current_claims(_changed(kin, begun, gone))}
    turned = {
        page_of(one)
        for mine, other in ((before, after), (after, before))
        for claim_id, one in mine.items()
        if other.get(claim_id) != one
    }
    told = {one.claim.claim_id: one.claim for one in sight.on_pages(sorted(turned))}
    told = {one.claim_id: one for one in _changed(told, begun, gone)}
    kin |= {one.claim.claim_id: one.claim for one in sight.kin(sorted(told.keys() - kin.keys()))}
    standing: dict[str, list[Claim]] = {item_id: [] for item_id in turned}
    for claim in current_claims(_changed(told | kin, begun, gone)):
        if page_of(claim) in turned:
            standing[page_of(claim)].append(claim)
    return standing


def _changed(claims: dict[str, Claim], begun: dict[str, Claim], gone: frozenset[str]) -> Iterable[Claim]:
    return ({key: one for key, one in claims.items() if key not in gone} | begun).values()


def _is_same(a: KeptReport, b: KeptReport) -> bool:
    return a.told == b.told and a.compared == b.compared
