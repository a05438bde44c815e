"""Where reports lie, as one number to look for: reports alike in length and width, by tile of the earth.

A report is put under the tile in which the middle of its box lies, tiles being as wide as the widest of its
kind; so whatever meets a box lies under few tiles, and in each between two moments. What has no place lies
under no tile, and is found by its time alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tregua.fusion.boxes import Box

_DAY = 86_400.0
_TILE = 0.25
"""Degrees of the smallest tiles."""
_WIDEST = 11
"""Tiles of this kind hold the earth."""
_PLACELESS = 15
_KIND = 1 << 40


class Probe(NamedTuple):
    """Reports under ``cell`` that begin between two moments, in local seconds."""

    cell: int
    first: float
    last: float


def kind_of(box: Box) -> int:
    """How long and how wide it is: a number for all that are alike."""
    days = (box.last - box.first) / _DAY
    long = 0 if days <= 1 else math.ceil(math.log2(days))
    return long * 16 + _width(box)


def cell_of(box: Box) -> int:
    """Under which cell a report with this box lies."""
    kind = kind_of(box)
    if kind % 16 == _PLACELESS:
        return kind * _KIND
    south, north, west, east = box.bounds
    tile = _tile(kind % 16)
    return _cell(kind, _row((south + north) / 2, tile), _column((west + east) / 2, tile))


def probes(boxes: Iterable[Box], kinds: Iterable[int]) -> list[Probe]:
    """Where to look for every report of these kinds that meets any of the boxes; others may be there too. A
    box without a place is met by all that its time meets: for kinds with a place see :func:`blind`."""
    known = sorted(set(kinds))
    return sorted({probe for box in boxes for kind in known for probe in _probes(box, kind)})


def blind(boxes: Iterable[Box], kinds: Iterable[int]) -> list[Probe]:
    """For boxes without a place: kinds with a place, in ``cell``, and between which moments those begin."""
    known = sorted({kind for kind in kinds if kind % 16 != _PLACELESS})
    found = {Probe(kind, *_moments(box, kind)) for box in boxes if box.south is None for kind in known}
    return sorted(found)


def _probes(box: Box, kind: int) -> Iterator[Probe]:
    moments = _moments(box, kind)
    if kind % 16 == _PLACELESS:
        yield Probe(kind * _KIND, *moments)
    elif box.south is not None:
        tile = _tile(kind % 16)
        south, north, west, east = box.bounds
        for row in range(_row(south - tile / 2, tile), _row(north + tile / 2, tile) + 1):
            for column in range(_column(west - tile / 2, tile), _column(east + tile / 2, tile) + 1):
                yield Probe(_cell(kind, row, column), *moments)


def _moments(box: Box, kind: int) -> tuple[float, float]:
    return box.first - _DAY * 2 ** (kind // 16) - 1, box.last


def _width(box: Box) -> int:
    if box.south is None:
        return _PLACELESS
    south, north, west, east = box.bounds
    degrees = max(north - south, east - west)
    return 0 if degrees <= _TILE else min(math.ceil(math.log2(degrees / _TILE)), _WIDEST)


def _tile(width: int) -> float:
    return _TILE * 2.0**width


def _row(latitude: float, tile: float) -> int:
    return int((min(max(latitude, -90.0), 90.0) + 90) // tile)


def _column(longitude: float, tile: float) -> int:
    return int((min(max(longitude, -180.0), 180.0) + 180) // tile)


def _cell(kind: int, row: int, column: int) -> int:
    return kind * _KIND + (row << 20) + column
