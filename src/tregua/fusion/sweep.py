"""Which pairs of reports are worth comparing: a sweep in time with a gate on distance.

Sorted by their first instant, a report meets those that begin before its own last instant and the
window; of these, those whose circles lie within the window of its own. Where one of two has no
located place, they must be less than a day apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tregua.fusion.traits import Compared
from tregua.fusion.weights import Limits
from tregua.model.earth import EARTH_KM

Numbers = NDArray[np.float64]
DAY = 86_400.0


def sweep(reports: Sequence[Compared], limits: Limits) -> Iterator[tuple[int, int]]:
    """Pairs of positions in ``reports``, the smaller first, each once."""
    if len(reports) < 2:
        return
    order = sorted(range(len(reports)), key=lambda i: (reports[i].first, reports[i].report_id))
    first = np.array([reports[i].first for i in order])
    last = np.array([reports[i].last for i in order])
    radius = np.array([reports[i].radius_km for i in order])
    points = np.array([reports[i].centre or (math.nan,) * 3 for i in order])
    located = ~np.isnan(points[:, 0])
    ends = np.searchsorted(first, last + limits.window_days * DAY, side="right")
    for at, i in enumerate(order):
        rivals = slice(at + 1, int(ends[at]))
        if rivals.start >= rivals.stop:
            continue
        near = within_reach(points[rivals], radius[rivals], points[at], radius[at], limits)
        blind = ~(located[rivals] & located[at])
        near |= blind & (first[rivals] - last[at] <= DAY)
        for step in np.flatnonzero(near):
            j = order[at + 1 + int(step)]
            yield (i, j) if i < j else (j, i)


def within_reach(
    points: Numbers, radii: Numbers, point: Any, radius: Any, limits: Limits
) -> NDArray[np.bool_]:
    """Whether circles lie within the window of one; false where either has no place (a point of NaN)."""
    with np.errstate(invalid="ignore"):
        chord = np.sqrt(((points - point) ** 2).sum(axis=1))
        reach = np.minimum((radii + radius + limits.window_km) / EARTH_KM, math.pi)
        near: NDArray[np.bool_] = chord <= 2 * np.sin(reach / 2)
    return near


def may_meet(a: Compared, b: Compared, limits: Limits) -> bool:
    """Whether the sweep would bring the two together."""
    before, after = (a, b) if a.first <= b.first else (b, a)
    if after.first > before.last + limits.window_days * DAY:
        return False
    if before.centre is None or after.centre is None:
        return after.first - before.last <= DAY
    points, radii = np.array([after.centre]), np.array([after.radius_km])
    return bool(within_reach(points, radii, before.centre, before.radius_km, limits)[0])
