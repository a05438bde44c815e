"""Reports as columns, so that many pairs are compared at once. Names become numbers, in the order in which
they come; nothing is told of a number but which are alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tregua.fusion.compare import Comparer
from tregua.fusion.traits import Compared, Range

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
_NOWHERE = (math.nan, math.nan, math.nan)
_NO_FIGURE = (math.nan, math.nan)


class Codes:
    """Numbers for names, from nought; -1 for None."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}

    def of(self, name: str | None) -> int:
        """The number of a name, a new one where it is new."""
        return -1 if name is None else self.names.setdefault(name, len(self.names))


class Columns:
    """The compared values of reports, one array a field, in the order in which they were added."""

    def __init__(self, comparer: Comparer) -> None:
        self.reports: list[Compared] = []
        self._sources, self._items, self._sides, self.acts = Codes(), Codes(), Codes(), Codes()
        self._place_ids = Codes()
        self._exact_hours = comparer.weights.limits.exact_hours
        above = comparer.scope.above
        known = sorted({one for inner in above for one in (inner, *above[inner])})
        self._known = {place_id: at for at, place_id in enumerate(known)}
        self.contains = np.zeros((len(known) + 1, len(known) + 1), dtype=bool)
        """Whether the accord's place of the first number holds that of the second; the last is of no such."""
        for inner in above:
            for outer in above[inner]:
                self.contains[self._known[outer], self._known[inner]] = True
        self._arrays: dict[str, NDArray[Any]] = {}
        self.add(())

    def __getattr__(self, name: str) -> NDArray[Any]:
        try:
            return self.__dict__["_arrays"][name]  # type: ignore[no-any-return]
        except KeyError:
            raise AttributeError(name) from None

    def add(self, reports: Sequence[Compared]) -> range:
        """The positions of these reports, which now stand last."""
        begin = len(self.reports)
        start = len(self._arrays["spot_place"]) if self._arrays else 0
        self.reports.extend(reports)
        for name, part in (self._of_reports(reports, start) | self._of_spots(reports)).items():
            known = self._arrays.get(name)
            self._arrays[name] = part if known is None else np.concatenate((known, part))
        return range(begin, len(self.reports))

    def _of_reports(self, reports: Sequence[Compared], start: int) -> dict[str, NDArray[Any]]:
        number = np.array([len(one.spots) for one in reports], dtype=np.int64)
        killed, wounded = (
            _figures([one.killed for one in reports]),
            _figures([one.wounded for one in reports]),
        )
        return {
            "first": _floats([one.first for one in reports]),
            "last": _floats([one.last for one in reports]),
            "points": np.array([one.centre or _NOWHERE for one in reports], dtype=float).reshape(-1, 3),
            "radius": _floats([one.radius_km for one in reports]),
            "source": _ints([self._sources.of(one.source) for one in reports]),
            "item": _ints([self._items.of(one.item_id) for one in reports]),
            "is_row": np.array([one.row is not None for one in reports], dtype=bool),
            "side": _ints([self._sides.of(one.side) for one in reports]),
            "accused": _ints([self._sides.of(one.accused) for one in reports]),
            "target": _ints([self._sides.of(one.target) for one in reports]),
            "act": _ints([self.acts.of(one.act) for one in reports]),
            "counted": np.array([one.counted for one in reports], dtype=bool),
            "closely": np.array([self._is_close(one) for one in reports], dtype=bool),
            "killed_low": killed[:, 0],
            "killed_high": killed[:, 1],
            "wounded_low": wounded[:, 0],
            "wounded_high": wounded[:, 1],
            "spots": number,
            "spot_at": start + np.cumsum(number) - number,
        }

    def _of_spots(self, reports: Sequence[Compared]) -> dict[str, NDArray[Any]]:
        spots = [spot for one in reports for spot in one.spots]
        other = len(self._known)
        return {
            "spot_place": _ints([self._place_ids.of(one.place_id) for one in spots]),
            "spot_named": np.array([bool(one.place_id) for one in spots], dtype=bool),
            "spot_known": _ints([self._known.get(one.place_id, other) for one in spots]),
            "spot_points": np.array([one.point or _NOWHERE for one in spots], dtype=float).reshape(-1, 3),
            "spot_radius": _floats([one.radius_km for one in spots]),
            "spot_precise": np.array([one.precise for one in spots], dtype=bool),
        }

    def _is_close(self, one: Compared) -> bool:
        return one.hours <= self._exact_hours or any(spot.precise for spot in one.spots)


def _figures(ranges: Sequence[Range | None]) -> Floats:
    return np.array([one or _NO_FIGURE for one in ranges], dtype=float).reshape(-1, 2)


def _floats(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=float)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
