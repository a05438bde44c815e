"""Many pairs weighed at once, to the same numbers as the comparer gives one by one.

First the gate of the sweep, probe by probe; then what is left, in columns. Levels stand as their places in
the order of weight, so that the best of several is the greatest. Where a distance falls upon a limit, by the
last digits, the pair is weighed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tregua.fusion.columns import Columns, Flags, Floats, Ints
from tregua.fusion.compare import Comparer
from tregua.fusion.sweep import DAY, within_reach
from tregua.fusion.weights import weight_of
from tregua.model.earth import EARTH_KM

_CHUNK = 400_000
"""Pairs weighed at once."""
_LONG = 2 * DAY
_UPON = 1e-7
"""Kilometres within which a distance is upon a limit."""


class Pairs(NamedTuple):
    """Positions, the one of the smaller report id first, with what they weigh."""

    one: Ints
    other: Ints
    weight: Floats


class _Levels:
    """The levels of one comparison, by weight and name; ``of[name]`` is a level's place in that order."""

    def __init__(self, table: dict[str, float]) -> None:
        ordered = sorted(table, key=lambda name: (table[name], name))
        self.of = {name: at for at, name in enumerate(ordered)}
        self.weights = np.array([table[name] for name in ordered])


class Screen:
    """Pairs that weigh ``floor`` or more, by one table and one accord."""

    def __init__(self, comparer: Comparer, floor: float) -> None:
        self._comparer, self._floor = comparer, floor
        self._limits = comparer.weights.limits
        self._levels = {name: _Levels(table) for name, table in comparer.weights.comparisons.items()}
        self.hours = self._reach()

    def _reach(self) -> float:
        """Hours beyond which no pair weighs as much, at most the window's."""
        most = {name: float(levels.weights.max()) for name, levels in self._levels.items()}
        days_apart = self._comparer.weights.of("time", "days_apart") + most["place"]
        # Who says a thing again gives a time that meets the first one's: without that, no such level counts.
        told = sum(most[name] for name in ("act", "accused", "target", "casualties"))
        best = self._comparer.weights.prior + days_apart + told + 1e-9
        return 24.0 if best < self._floor else self._limits.window_days * 24

    def pairs(self, columns: Columns, probes: Ints) -> Pairs:
        """The pairs of ``probes`` (positions) with any report in ``columns``, each once."""
        found = [self._weigh(columns, one, other) for one, other in self._chunks(columns, probes)]
        if not found:
            nothing = np.array([], dtype=np.int64)
            return Pairs(nothing, nothing, np.array([], dtype=float))
        return Pairs(
            np.concatenate([each.one for each in found]),
            np.concatenate([each.other for each in found]),
            np.concatenate([each.weight for each in found]),
        )

    def _chunks(self, columns: Columns, probes: Ints) -> Iterator[tuple[Ints, Ints]]:
        ones: list[Ints] = []
        others: list[Ints] = []
        size = 0
        for probe, near in self._met(columns, probes):
            ones.append(np.full(len(near), probe, dtype=np.int64))
            others.append(near)
            size += len(near)
            if size > _CHUNK:
                yield np.concatenate(ones), np.concatenate(others)
                ones, others, size = [], [], 0
        if size:
            yield np.concatenate(ones), np.concatenate(others)

    def _met(self, columns: Columns, probes: Ints) -> Iterator[tuple[int, Ints]]:
        """Each probe with those that the gate lets through; of two probes, the former has the pair."""
        first, last = columns.first, columns.last
        turn = np.full(len(first), len(probes), dtype=np.int64)
        turn[probes] = np.arange(len(probes))
        reach = self.hours * 3600
        short = last - first <= _LONG
        for among in (np.flatnonzero(short), np.flatnonzero(~short)):
            if not len(among):
                continue
            chosen = among[np.argsort(first[among], kind="stable")]
            spans = float((last[chosen] - first[chosen]).max())
            begins, points, radii = first[chosen], columns.points[chosen], columns.radius[chosen]
            lasts, turns, placed = last[chosen], turn[chosen], ~np.isnan(columns.points[chosen, 0])
            lows = np.searchsorted(begins, first[probes] - reach - spans, side="left")
            highs = np.searchsorted(begins, last[probes] + reach, side="right")
            for at, probe in enumerate(probes.tolist()):
                part = slice(int(lows[at]), int(highs[at]))
                gap = np.maximum(begins[part], first[probe]) - np.minimum(lasts[part], last[probe])
                point = columns.points[probe]
                if np.isnan(point[0]):
                    near = gap <= min(DAY, reach)
                else:
                    near = within_reach(points[part], radii[part], point, columns.radius[probe], self._limits)
                    near &= gap <= reach
                    near |= ~placed[part] & (gap <= min(DAY, reach))
                near &= turns[part] > at
                yield probe, chosen[part][near]

    def _weigh(self, columns: Columns, one: Ints, other: Ints) -> Pairs:
        compared = _Compared(columns, one, other, self._levels, self._comparer)
        time = compared.time()
        most = {name: float(levels.weights.max()) for name, levels in self._levels.items()}
        bound = self._comparer.weights.prior + self._levels["time"].weights[time] + sum(most.values())
        hopeful = bound - most["time"] >= self._floor - 1e-9
        compared, time = compared.at(hopeful), time[hopeful]
        weight, unsure = compared.weigh(time)
        reports = columns.reports
        a, b = compared.a, compared.b
        for at in np.flatnonzero(unsure).tolist():
            pair = sorted((reports[a[at]], reports[b[at]]), key=lambda each: each.report_id)
            levels = self._comparer.compare_if_telling(*pair)
            weight[at] = -np.inf if levels is None else self._comparer.weigh(levels)
        kept = weight >= self._floor
        return _ordered(columns, a[kept], b[kept], weight[kept])


class _Compared:
    """Pairs of positions and their levels, comparison by comparison."""

    def __init__(
        self, columns: Columns, a: Ints, b: Ints, levels: dict[str, _Levels], comparer: Comparer
    ) -> None:
        self.a, self.b = a, b
        self._columns, self._levels, self._comparer = columns, levels, comparer
        self._limits = comparer.weights.limits

    def at(self, kept: Flags) -> _Compared:
        """Some of the pairs."""
        return _Compared(self._columns, self.a[kept], self.b[kept], self._levels, self._comparer)

    def _both(self, name: str) -> tuple[NDArray[Any], NDArray[Any]]:
        values = getattr(self._columns, name)
        return values[self.a], values[self.b]

    def weigh(self, time: Ints) -> tuple[Floats, Flags]:
        """What each pair weighs, -inf where nothing can come of it, and which to weigh by themselves."""
        place, unsure = self._place()
        accused = self._accused()
        losses = self._casualties()
        act = self._act()
        target = self._target(accused)
        witness = self._witness(time, place, act, accused, losses)
        total = np.full(len(self.a), self._comparer.weights.prior)
        for name, level in (
            ("time", time),
            ("place", place),
            ("act", act),
            ("accused", accused),
            ("target", target),
            ("casualties", losses),
            ("witness", witness),
        ):
            total = total + self._levels[name].weights[level]
        begun = self._levels["time"].weights[time] + self._levels["place"].weights[place]
        source = self._both("source")
        rest = np.where(source[0] == source[1], self._comparer.most_restated, self._comparer.most_alike)
        total[begun + rest < weight_of(self._comparer.weights.negligible)] = -np.inf
        return total, unsure

    def time(self) -> Ints:
        """As :meth:`Comparer.time`."""
        of, limits = self._levels["time"].of, self._limits
        (first, other_first), (last, other_last) = self._both("first"), self._both("last")
        gap = (np.maximum(first, other_first) - np.minimum(last, other_last)) / 3600
        longer = np.maximum((last - first) / 3600, (other_last - other_first) / 3600)
        exact = longer <= limits.exact_hours
        return np.select(
            [
                (gap <= 0) & exact,
                (gap <= 0) & (longer <= limits.day_hours),
                gap <= 0,
                exact & (gap <= limits.same_hour_hours),
                exact & (first // 86400 == other_first // 86400),
                gap <= 24,
            ],
            [of[n] for n in ("same_hour", "same_day", "same_period", "same_hour", "other_hour", "next_day")],
            of["days_apart"],
        )

    def _place(self) -> tuple[Ints, Flags]:
        """As :meth:`Comparer.place`: the best of all pairs of their spots."""
        of = self._levels["place"].of
        mine, theirs = self._both("spots")
        begin, other_begin = self._both("spot_at")
        level = np.full(len(self.a), of["unknown"], dtype=np.int64)
        unsure = np.zeros(len(self.a), dtype=bool)
        single = np.flatnonzero((mine == 1) & (theirs == 1))
        level[single], unsure[single] = self._spot_levels(begin[single], other_begin[single])
        several = np.flatnonzero((mine > 0) & (theirs > 0) & (mine * theirs > 1))
        if len(several):
            number = (mine * theirs)[several]
            starts = np.cumsum(number) - number
            step = np.arange(int(number.sum())) - np.repeat(starts, number)
            wide = np.repeat(theirs[several], number)
            one = np.repeat(begin[several], number) + step // wide
            other = np.repeat(other_begin[several], number) + step % wide
            found, doubtful = self._spot_levels(one, other)
            level[several] = np.maximum.reduceat(found, starts)
            unsure[several] = np.logical_or.reduceat(doubtful, starts)
        return level, unsure

    def _spot_levels(self, one: Ints, other: Ints) -> tuple[Ints, Flags]:
        columns, of, limits = self._columns, self._levels["place"].of, self._limits
        same = (columns.spot_place[one] == columns.spot_place[other]) & columns.spot_named[one]
        known, other_known = columns.spot_known[one], columns.spot_known[other]
        within = columns.contains[known, other_known] | columns.contains[other_known, known]
        within |= columns.spot_place[one] == columns.spot_place[other]
        precise, other_precise = columns.spot_precise[one], columns.spot_precise[other]
        radius, other_radius = columns.spot_radius[one], columns.spot_radius[other]
        with np.errstate(invalid="ignore"):
            chord = np.sqrt(((columns.spot_points[one] - columns.spot_points[other]) ** 2).sum(axis=1))
            distance = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, chord / 2))
            between = distance - radius - other_radius
            larger = np.maximum(radius, other_radius)
            both, neither = precise & other_precise, ~precise & ~other_precise
            level = np.select(
                [
                    same & precise,
                    same,
                    within,
                    np.isnan(distance),
                    both & (between <= 0),
                    both & (between <= limits.precise_km),
                    ~both & ~neither & (distance <= larger),
                    neither & (between <= 0),
                    between <= limits.window_km,
                ],
                [
                    of[name]
                    for name in (
                        "same_place",
                        "same_area",
                        "in_area",
                        "unknown",
                        "near",
                        "close",
                        "in_area",
                        "areas_meet",
                        "apart",
                    )
                ],
                of["far"],
            )
            upon = np.minimum(np.abs(distance - larger), np.abs(between))
            for limit in (limits.precise_km, limits.window_km):
                upon = np.minimum(upon, np.abs(between - limit))
            unsure = (~within & (upon < _UPON)) | (same & (precise != other_precise))
        return level, unsure

    def _act(self) -> Ints:
        """As :meth:`Comparer.act`, each pair of acts asked once."""
        of, columns = self._levels["act"].of, self._columns
        act, other = self._both("act")
        kinds = len(columns.acts.names)
        table = np.full(kinds * kinds, -1, dtype=np.int64)
        pair = act * kinds + other
        for both, row in zip(*(each.tolist() for each in np.unique(pair, return_index=True)), strict=True):
            reports = columns.reports[self.a[row]], columns.reports[self.b[row]]
            table[both] = of[self._comparer.act(*reports)]
        counted, other_counted = self._both("counted")
        closely, other_closely = self._both("closely")
        count_is_close = np.where(counted, closely, other_closely)
        beside = np.where(count_is_close, of["counted_closely"], of["counted"])
        return np.where(counted != other_counted, beside, table[pair])

    def _accused(self) -> Ints:
        of = self._levels["accused"].of
        (accused, other), (side, other_side) = self._both("accused"), self._both("side")
        return np.select(
            [(accused < 0) | (other < 0), accused == other, (side == other) & (other_side == accused)],
            [of["unknown"], of["same"], of["mutual"]],
            of["different"],
        )

    def _target(self, accused: Ints) -> Ints:
        of = self._levels["target"].of
        target, other = self._both("target")
        mutual = accused == self._levels["accused"].of["mutual"]
        return np.select(
            [(target < 0) | (other < 0), target == other, mutual],
            [of["unknown"], of["same"], of["mirrored"]],
            of["different"],
        )

    def _casualties(self) -> Ints:
        """As :meth:`Comparer.casualties`: the worst agreement, which is the least in order."""
        of = self._levels["casualties"].of
        none = len(of)
        found = np.full(len(self.a), none, dtype=np.int64)
        for fate in ("killed", "wounded"):
            (low, other_low), (high, other_high) = self._both(f"{fate}_low"), self._both(f"{fate}_high")
            with np.errstate(invalid="ignore"):
                lower = np.where(high < other_low, high, other_high)
                upper = np.where(high < other_low, other_low, low)
                near = (upper <= 2 * lower) | (upper - lower <= 3)
                agree = (low <= other_high) & (other_low <= high)
            level = np.select([agree, near], [of["agree"], of["near"]], of["differ"])
            found = np.minimum(found, np.where(np.isnan(low) | np.isnan(other_low), none, level))
        return np.where(found == none, of["unknown"], found)

    def _witness(self, time: Ints, place: Ints, act: Ints, accused: Ints, losses: Ints) -> Ints:
        of, levels = self._levels["witness"].of, self._levels
        (first, other_first), (last, other_last) = self._both("first"), self._both("last")
        item, other_item = self._both("item")
        is_row, other_is_row = self._both("is_row")
        counted, other_counted = self._both("counted")
        meeting = _is_one_of(time, levels["time"], ("same_hour", "same_day", "same_period"))
        one_page = item == other_item
        one_act = _is_one_of(act, levels["act"], ("same", "kin", "both_counted"))
        period = time == levels["time"].of["same_period"]
        same = (
            ~(one_page & is_row & other_is_row)
            & (one_page | (place != levels["place"].of["unknown"]) | one_act)
            & meeting
            & (~period | ((first == other_first) & (last == other_last)))
            & _is_one_of(place, levels["place"], ("same_place", "in_area", "same_area", "unknown"))
            & _is_one_of(accused, levels["accused"], ("same", "unknown"))
            & (losses != levels["casualties"].of["differ"])
            & (counted == other_counted)
        )
        source, other_source = self._both("source")
        side, other_side = self._both("side")
        alone = (side < 0) | (side != other_side)
        return np.select(
            [(source == other_source) & same, source == other_source, alone, meeting],
            [of["restated"], of["same_source"], of["independent"], of["same_side"]],
            of["same_side_differs"],
        )


def _is_one_of(levels: Ints, known: _Levels, names: tuple[str, ...]) -> Flags:
    allowed = np.zeros(len(known.weights), dtype=bool)
    allowed[[known.of[name] for name in names]] = True
    return allowed[levels]


def _ordered(columns: Columns, a: Ints, b: Ints, weight: Floats) -> Pairs:
    reports = columns.reports
    turned = np.array(
        [reports[i].report_id > reports[j].report_id for i, j in zip(a.tolist(), b.tolist(), strict=True)],
        dtype=bool,
    )
    return Pairs(np.where(turned, b, a), np.where(turned, a, b), weight)
