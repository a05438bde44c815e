"""Pairs → clusters, greedily from the heaviest pair down.

Two clusters become one when the pair that joins them is above the threshold, when on the whole
their reports are (each pair of sources speaking once, so that copies do not add up), and when no
source would report one event twice in it. Nothing depends on the order of the input: ties fall by
report id, and sums are exact.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tregua.fusion.compare import Comparer
from tregua.fusion.traits import Traits

Pair = tuple[int, int]


def cluster(
    reports: Sequence[Traits], weighed: Mapping[Pair, float], threshold: float, comparer: Comparer
) -> list[list[int]]:
    """Positions by cluster, each sorted; ``threshold`` in log-odds. Reports stand in order of their ids."""
    home = list(range(len(reports)))
    members: dict[int, list[int]] = {i: [i] for i in home}
    for weight, (i, j) in sorted(((w, p) for p, w in weighed.items()), key=lambda one: (-one[0], one[1])):
        if weight < threshold:
            break
        a, b = home[i], home[j]
        if a == b or not _may_join(members[a], members[b], reports, weighed, threshold, comparer):
            continue
        kept, gone = (a, b) if a < b else (b, a)
        for one in members[gone]:
            home[one] = kept
        members[kept] = sorted(members[kept] + members.pop(gone))
    return [members[one] for one in sorted(members)]


def _may_join(
    ours: list[int],
    theirs: list[int],
    reports: Sequence[Traits],
    weighed: Mapping[Pair, float],
    threshold: float,
    comparer: Comparer,
) -> bool:
    far = comparer.weights.of("place", "far")
    best: dict[tuple[str, str], float] = {}
    for i in ours:
        for j in theirs:
            a, b = reports[i], reports[j]
            if a.source == b.source and not comparer.may_restate(a, b):
                return False
            weight = weighed.get((i, j) if i < j else (j, i), far)
            sources = (a.source, b.source)
            best[sources] = max(weight, best.get(sources, weight))
    return math.fsum(best.values()) / len(best) >= threshold
