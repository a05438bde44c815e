"""Which pairs of reports are worth comparing: a sweep in time with a gate on distance.

Sorted by their first instant, a report meets those that begin before its own last instant and the
window; of these, those whose circles lie within the window of its own. Where one of two has no
located place, they must be less than a day apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from tregua.fusion.traits import Traits
from tregua.fusion.weights import Limits
from tregua.model.earth import EARTH_KM

_DAY = 86_400.0


def sweep(reports: Sequence[Traits], limits: Limits) -> Iterator[tuple[int, int]]:
    """Pairs of positions in ``reports``, the smaller first, each once."""
    if len(reports) < 2:
        return
    order = sorted(range(len(reports)), key=lambda i: (reports[i].first, reports[i].report_id))
    first = np.array([reports[i].first for i in order])
    last = np.array([reports[i].last for i in order])
    radius = np.array([reports[i].radius_km for i in order])
    points = np.array([reports[i].centre or (math.nan,) * 3 for i in order])
    located = ~np.isnan(points[:, 0])
    ends = np.searchsorted(first, last + limits.window_days * _DAY, side="right")
    for at, i in enumerate(order):
        rivals = slice(at + 1, int(ends[at]))
        if rivals.start >= rivals.stop:
            continue
        with np.errstate(invalid="ignore"):
            chord = np.sqrt(((points[rivals] - points[at]) ** 2).sum(axis=1))
            reach = np.minimum((radius[rivals] + radius[at] + limits.window_km) / EARTH_KM, math.pi)
            near = chord <= 2 * np.sin(reach / 2)
        blind = ~(located[rivals] & located[at])
        near |= blind & (first[rivals] - last[at] <= _DAY)
        for step in np.flatnonzero(near):
            j = order[at + 1 + int(step)]
            yield (i, j) if i < j else (j, i)
