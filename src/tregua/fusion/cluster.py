"""Pairs → clusters, greedily from the heaviest pair down.

Two clusters become one when the pair that joins them is above the threshold, when on the whole
their reports are (each pair of sources speaking once, so that copies do not add up), and when no
source would report one event twice in it. Nothing depends on the order of the input: ties fall by
report id, and sums are exact.

What becomes of a cluster follows from its own members alone: the pairs that led out of it all failed.
So each cluster, taken by itself, is made again as it was; :mod:`tregua.fusion.settling` rests on that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from tregua.fusion.compare import Comparer
from tregua.fusion.traits import Compared

Pair = tuple[int, int]
Weigh = Callable[[int, int], float | None]
"""What two positions weigh, the smaller first; None where they were not worth comparing."""


def cluster(
    reports: Sequence[Compared],
    ties: Iterable[tuple[Pair, float]],
    weigh: Weigh,
    threshold: float,
    comparer: Comparer,
) -> list[list[int]]:
    """Positions by cluster, each sorted; ``threshold`` in log-odds. Reports stand in order of their ids;
    ``ties`` are the pairs at or above the threshold (others do nothing), each once."""
    made = _Clusters(reports, weigh, threshold, comparer)
    joining = ((weight, pair) for pair, weight in ties if weight >= threshold)
    for _, (i, j) in sorted(joining, key=lambda one: (-one[0], one[1])):
        made.try_to_join(i, j)
    return [sorted(made.members[one]) for one in sorted(made.members)]


class _Clusters:
    """The clusters as they grow; each is named by its first position."""

    def __init__(
        self, reports: Sequence[Compared], weigh: Weigh, threshold: float, comparer: Comparer
    ) -> None:
        self._reports, self._weigh, self._threshold, self._comparer = reports, weigh, threshold, comparer
        self._far = comparer.weights.of("place", "far")
        self._home = list(range(len(reports)))
        self.members = {i: [i] for i in self._home}
        self._by_source = [{one.source: [i]} for i, one in enumerate(reports)]
        self._failed: dict[int, set[int]] = {}

    def try_to_join(self, i: int, j: int) -> None:
        """Make the clusters of two positions one, if they may be; what failed is not tried again until
        one of the two has grown."""
        a, b = self._home[i], self._home[j]
        if a == b or b in self._failed.get(a, ()):
            return
        if self._may_join(a, b):
            self._join(*sorted((a, b)))
        else:
            self._failed.setdefault(a, set()).add(b)
            self._failed.setdefault(b, set()).add(a)

    def _join(self, kept: int, gone: int) -> None:
        for one in self.members[gone]:
            self._home[one] = kept
        self.members[kept] += self.members.pop(gone)
        for source, positions in self._by_source[gone].items():
            self._by_source[kept].setdefault(source, []).extend(positions)
        for other in self._failed.pop(kept, set()):
            self._failed[other].discard(kept)

    def _may_join(self, a: int, b: int) -> bool:
        ours, theirs = self._by_source[a], self._by_source[b]
        reports, restated = self._reports, self._comparer.may_restate
        for source in ours.keys() & theirs.keys():
            if not all(restated(reports[i], reports[j]) for i in ours[source] for j in theirs[source]):
                return False
        best = [self._best(some, others) for some in ours.values() for others in theirs.values()]
        return math.fsum(best) / len(best) >= self._threshold

    def _best(self, some: Sequence[int], others: Sequence[int]) -> float:
        """The best that any of one source weighs with any of another; apart from all, what is far weighs."""
        weights = (self._weigh(i, j) if i < j else self._weigh(j, i) for i in some for j in others)
        return max(self._far if weight is None else weight for weight in weights)
