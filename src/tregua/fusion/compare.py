"""Two reports compared: one named level a comparison, each with its weight.

Every comparison is symmetric: ``compare(a, b) == compare(b, a)``. What a source says twice is told
from two events by ``restated``; without it, one source's reports are kept apart.
"""

from __future__ import annotations

import math

from tregua.fusion.scope import Scope
from tregua.fusion.traits import Compared, Range, Spot
from tregua.fusion.weights import Weights, weight_of
from tregua.model.earth import chord_to_km
from tregua.vocabulary.acts import is_a

Levels = tuple[tuple[str, str], ...]
_MEETING = frozenset(("same_hour", "same_day", "same_period"))
_ONE_ACT = frozenset(("same", "kin", "both_counted"))
_TOGETHER = frozenset(("same_place", "in_area", "same_area", "unknown"))


class Comparer:
    """The comparisons under one table and one accord."""

    def __init__(self, weights: Weights, scope: Scope) -> None:
        self.weights = weights
        self.scope = scope
        self._limits = weights.limits
        self._table = weights.comparisons
        most = {name: max(levels.values()) for name, levels in self._table.items()}
        told = (most[name] for name in ("act", "accused", "target", "casualties"))
        self._floor = weight_of(weights.negligible)
        self.most_alike = weights.prior + math.fsum(told)
        self.most_restated = self.most_alike + most["witness"]

    def compare(self, a: Compared, b: Compared) -> Levels:
        """``(comparison, level)`` in the table's order."""
        return self._compare(a, b, self.time(a, b), self.place(a, b))

    def compare_if_telling(self, a: Compared, b: Compared) -> Levels | None:
        """The same, or None as soon as when and where leave no more than a negligible chance."""
        time, place = self.time(a, b), self.place(a, b)
        begun = self._table["time"][time] + self._table["place"][place]
        rest = self.most_alike if a.source != b.source else self.most_restated
        return self._compare(a, b, time, place) if begun + rest >= self._floor else None

    def _compare(self, a: Compared, b: Compared, time: str, place: str) -> Levels:
        act, accused = self.act(a, b), self.accused(a, b)
        target, losses = self.target(a, b, accused), self.casualties(a, b)
        return (
            ("time", time),
            ("place", place),
            ("act", act),
            ("accused", accused),
            ("target", target),
            ("casualties", losses),
            ("witness", self._witness(a, b, time, place, act, accused, losses)),
        )

    def weigh(self, levels: Levels) -> float:
        """The prior and the levels' weights, always summed in the table's order."""
        total = self.weights.prior
        for name, level in levels:
            total += self._table[name][level]
        return total

    def time(self, a: Compared, b: Compared) -> str:
        """How the intervals lie to each other."""
        limits = self._limits
        gap = hours_between(a, b)
        exact = max(a.hours, b.hours) <= limits.exact_hours
        if gap <= 0:
            if exact:
                return "same_hour"
            return "same_day" if max(a.hours, b.hours) <= limits.day_hours else "same_period"
        if exact and gap <= limits.same_hour_hours:
            return "same_hour"
        if exact and a.first // 86400 == b.first // 86400:
            return "other_hour"
        return "next_day" if gap <= 24 else "days_apart"

    def place(self, a: Compared, b: Compared) -> str:
        """The best that any place of one is to any place of the other."""
        if not a.spots or not b.spots:
            return "unknown"
        if len(a.spots) == len(b.spots) == 1:
            return self._spot_level(a.spots[0], b.spots[0])
        table = self._table["place"]
        levels = {self._spot_level(one, other) for one in a.spots for other in b.spots}
        return max(levels, key=lambda level: (table[level], level))

    def act(self, a: Compared, b: Compared) -> str:
        """How the acts lie to each other in the tree."""
        if a.counted != b.counted:
            count = a if a.counted else b
            closely = count.hours <= self._limits.exact_hours or any(one.precise for one in count.spots)
            return "counted_closely" if closely else "counted"
        if a.counted:
            return "both_counted"
        if a.act == b.act:
            return "same"
        if is_a(a.act, "loss") or is_a(b.act, "loss"):
            return "loss"
        return "kin" if is_a(a.act, b.act) or is_a(b.act, a.act) else "sibling"

    def accused(self, a: Compared, b: Compared) -> str:
        """Whom each names as the actor, by side."""
        if a.accused is None or b.accused is None:
            return "unknown"
        if a.accused == b.accused:
            return "same"
        return "mutual" if a.side == b.accused and b.side == a.accused else "different"

    def target(self, a: Compared, b: Compared, accused: str) -> str:
        """Whom each names as attacked, by side."""
        if a.target is None or b.target is None:
            return "unknown"
        if a.target == b.target:
            return "same"
        return "mirrored" if accused == "mutual" else "different"

    def casualties(self, a: Compared, b: Compared) -> str:
        """The worst agreement of the figures that both give."""
        pairs = [(x, y) for x, y in ((a.killed, b.killed), (a.wounded, b.wounded)) if x and y]
        if not pairs:
            return "unknown"
        table = self._table["casualties"]
        return min((_figures(x, y) for x, y in pairs), key=lambda level: (table[level], level))

    def may_restate(self, a: Compared, b: Compared) -> bool:
        """Whether nothing that one source says twice tells the two apart."""
        if a.source != b.source or self.time(a, b) not in _MEETING:
            return False
        return dict(self.compare(a, b))["witness"] == "restated"

    def _witness(
        self, a: Compared, b: Compared, time: str, place: str, act: str, accused: str, losses: str
    ) -> str:
        if a.source == b.source:
            one_page = a.item_id == b.item_id
            rows = one_page and a.row is not None and b.row is not None
            same = (
                not rows
                and (one_page or place != "unknown" or act in _ONE_ACT)
                and time in _MEETING
                and (time != "same_period" or (a.first, a.last) == (b.first, b.last))
                and place in _TOGETHER
                and accused in ("same", "unknown")
                and losses != "differ"
                and a.counted == b.counted
            )
            return "restated" if same else "same_source"
        if a.side is None or a.side != b.side:
            return "independent"
        return "same_side" if time in _MEETING else "same_side_differs"

    def _spot_level(self, a: Spot, b: Spot) -> str:
        if a.place_id and a.place_id == b.place_id:
            return "same_place" if a.precise else "same_area"
        if self.scope.contains(a.place_id, b.place_id) or self.scope.contains(b.place_id, a.place_id):
            return "in_area"
        if a.point is None or b.point is None:
            return "unknown"
        distance = chord_to_km(math.dist(a.point, b.point))
        between = distance - a.radius_km - b.radius_km
        if a.precise and b.precise:
            if between <= 0:
                return "near"
            if between <= self._limits.precise_km:
                return "close"
        elif a.precise or b.precise:
            if distance <= max(a.radius_km, b.radius_km):
                return "in_area"
        elif between <= 0:
            return "areas_meet"
        return "apart" if between <= self._limits.window_km else "far"


def hours_between(a: Compared, b: Compared) -> float:
    """The hours between two intervals; nought or less where they meet."""
    return (max(a.first, b.first) - min(a.last, b.last)) / 3600


def _figures(a: Range, b: Range) -> str:
    if a[0] <= b[1] and b[0] <= a[1]:
        return "agree"
    lower, upper = (a[1], b[0]) if a[1] < b[0] else (b[1], a[0])
    return "near" if upper <= 2 * lower or upper - lower <= 3 else "differ"
