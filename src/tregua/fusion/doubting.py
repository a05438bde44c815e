"""What else an incident may be, told when it is asked: a doubt follows from what lies around, and a front of
a thousand incidents a day has more pairs than can be kept."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tregua.agreement.terms import Agreement
from tregua.fusion.boxes import box_of, together
from tregua.fusion.columns import Columns, Ints
from tregua.fusion.compare import Comparer
from tregua.fusion.kept import Around, KeptReport
from tregua.fusion.matching import tell_doubt
from tregua.fusion.scope import read_scope
from tregua.fusion.screening import Screen
from tregua.fusion.weights import load_weights, weight_of
from tregua.model.standing import Doubt


def tell_doubts(
    incident_ids: Collection[str], around: Around, agreement: Agreement, audience: int
) -> dict[str, tuple[Doubt, ...]]:
    """The doubts of these incidents as one audience (its bit) has them.
    The same as :func:`tregua.fusion.fuse_claims` tells of what that audience sees."""
    comparer = Comparer(load_weights(), read_scope(agreement))
    screen = Screen(comparer, weight_of(comparer.weights.negligible))
    asked = {one.folded for one in around.members(sorted(incident_ids)) if one.seen_by & audience}
    mine = [one for one in around.copies(sorted(asked)) if one.seen_by & audience]
    window = comparer.weights.limits.window_km
    boxes = together(box_of(one.compared, screen.hours, window) for one in mine)
    near = [one for one in around.near(boxes) if one.seen_by & audience and not one.denies] if boxes else []
    statements: dict[str, KeptReport] = {}
    for one in (*mine, *near):
        first = statements.get(one.folded)
        if first is None or one.report_id < first.report_id:
            statements[one.folded] = one
    ordered = sorted(statements.values(), key=lambda one: one.report_id)
    columns = Columns(comparer)
    columns.add([one.compared for one in ordered])
    probes = np.array([at for at, one in enumerate(ordered) if one.folded in asked], dtype=np.int64)
    return _strongest(screen, columns, probes, ordered, comparer, incident_ids)


def _strongest(
    screen: Screen,
    columns: Columns,
    probes: Ints,
    ordered: list[KeptReport],
    comparer: Comparer,
    incident_ids: Collection[str],
) -> dict[str, tuple[Doubt, ...]]:
    """Between each two incidents their strongest pair; of equals the first by the ids of the reports."""
    pairs = screen.pairs(columns, probes)
    best: dict[tuple[str, str], tuple[float, int, int]] = {}
    for i, j, weight in zip(*(column.tolist() for column in pairs), strict=True):
        one, other = sorted((ordered[i].incident_id, ordered[j].incident_id))
        if one != other:
            this = (-weight, i, j)
            best[one, other] = min(best.get((one, other), this), this)
    found: dict[str, list[Doubt]] = {one: [] for one in incident_ids}
    for ids, (_, i, j) in best.items():
        for doubt in tell_doubt(ids, (ordered[i].traits(), ordered[j].traits()), comparer):
            if doubt.incident_id in found:
                found[doubt.incident_id].append(doubt)
    return {key: tuple(sorted(doubts, key=lambda one: one.other_id)) for key, doubts in found.items()}
