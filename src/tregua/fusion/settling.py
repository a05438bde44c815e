"""Which clusters there are after a change, where only some statements are new, gone or no longer the same.

A region is settled anew; what lies around it is held to be as it was, and then it is looked at whether that
holds. It rests on two things (:mod:`tregua.fusion.cluster`):

- a cluster is made again from its own members alone, so that what lies around needs no more than these;
- what is settled depends only on pairs at or above the threshold. If, with all of these between the region
  and the clusters around it, each cluster around comes out with the members that it had, then every trial
  inside it and between it and others went as before, and so did all beyond.

Where a cluster around comes out otherwise, it becomes part of the region, and the region is settled again.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from tregua.fusion.boxes import box_of, together
from tregua.fusion.cluster import Pair, cluster
from tregua.fusion.columns import Columns
from tregua.fusion.compare import Comparer
from tregua.fusion.incidents import takes_back
from tregua.fusion.kept import KeptReport
from tregua.fusion.matching import is_denied, weigh_if_telling
from tregua.fusion.rereading import Turnover
from tregua.fusion.screening import Screen
from tregua.fusion.sight import Sight
from tregua.fusion.traits import Compared
from tregua.fusion.weights import weight_of
from tregua.model.standing import Report

Statement = list[KeptReport]
"""A report with its copies, by id: the first stands for all."""


@dataclass
class Settled:
    """``clusters`` of the region, each of statements; ``denials`` those that may be of any of them;
    ``ended`` the incidents that the region was."""

    clusters: list[list[Statement]] = field(default_factory=list)
    denials: list[KeptReport] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)


class Ground:
    """The statements that are known of so far, as they are after the change."""

    def __init__(self, turnover: Turnover, sight: Sight, comparer: Comparer) -> None:
        self._sight, self._comparer = sight, comparer
        self._limits = comparer.weights.limits
        self._threshold = weight_of(comparer.weights.threshold)
        self._screen = Screen(comparer, self._threshold)
        self.days = math.ceil(self._screen.hours / 24)
        """How many days apart what is of one event may lie at most."""
        self._columns = Columns(comparer)
        self._position: dict[str, int] = {}
        self._weights: dict[tuple[str, str], float | None] = {}
        self._ties: dict[tuple[str, str], float] = {}
        self._links: dict[str, set[str]] = {}
        self._loaded: set[str] = set()
        self._inside: dict[str, dict[tuple[str, str], float]] = {}
        self._reports: dict[str, Report] = {}
        self._turnover = turnover
        self._touched: set[str] = set()
        self._gone = {one.key for one in turnover.ended} | {one.key for one in turnover.begun}
        self.statements: dict[str, Statement] = {}
        self.home: dict[str, str] = {}
        """The incident that each statement was of."""
        self.members: dict[str, set[str]] = {}
        """The statements of incidents, without those that are gone."""
        self.denials: dict[str, KeptReport] = {}

    def settle(self) -> Settled:
        """The clusters that the change makes anew. Raises SeenApart."""
        region, loose = self._begin()
        if not region and not loose:
            return Settled()
        probed: set[str] = set()
        while True:
            self._load(region)
            inner = loose.union(*(self.members[one] for one in region))
            self._probe(inner - probed)
            probed |= inner
            clusters, changed = self._try(inner)
            if not changed:
                made = [[self.statements[one] for one in members] for members in clusters]
                return Settled(made, [self.denials[one] for one in sorted(self.denials)], region)
            region |= changed

    def weigh(self, one: str, other: str) -> float | None:
        """What two statements weigh; None where they were not worth comparing."""
        a, b = self.statements[one][0].compared, self.statements[other][0].compared
        key, pair = ((one, other), (a, b)) if a.report_id < b.report_id else ((other, one), (b, a))
        if key in self._ties:
            return self._ties[key]
        if key not in self._weights:
            self._weights[key] = weigh_if_telling(*pair, self._comparer)
        return self._weights[key]

    def denies(self, denial: KeptReport, told: KeptReport) -> bool:
        """Whether a denial is of what a statement tells, and its speaker may deny it."""
        if not is_denied(denial.compared, told.compared, self._comparer):
            return False
        if denial.compared.source != told.compared.source:
            return True
        return takes_back(self.report(denial), self.report(told), self._comparer.scope)

    def report(self, one: KeptReport) -> Report:
        """The report itself, read once."""
        found = self._reports.get(one.told)
        if found is None:
            found = self._reports[one.told] = one.report()
        return found

    def _begin(self) -> tuple[set[str], set[str]]:
        """The incidents that the change touches, and the statements that it touches."""
        begun = [one for one in self._turnover.begun if not one.denies]
        touched = {one.folded for one in (*begun, *self._turnover.ended) if not one.denies}
        kept = self._sight.copies(sorted(touched))
        region = {one.incident_id for one in kept}
        for one in (*(row for row in kept if row.key not in self._gone), *begun):
            self.statements.setdefault(one.folded, []).append(one)
        for copies in self.statements.values():
            copies.sort(key=lambda one: one.report_id)
        self.denials = {one.report_id: one for one in self._turnover.begun if one.denies}
        self._touched = touched
        turned = [one for one in (*self._turnover.begun, *self._turnover.ended) if one.denies]
        return region | self._denied_by(turned), {one for one in touched if one in self.statements}

    def _denied_by(self, denials: Sequence[KeptReport]) -> set[str]:
        """The incidents of which denials are, or may have been."""
        if not denials:
            return set()
        near = self._near([one.compared for one in denials])
        found: set[str] = set()
        for copies in near.values():
            if copies[0].incident_id and any(self.denies(denial, copies[0]) for denial in denials):
                found.add(copies[0].incident_id)
        return found

    def _near(self, probes: Iterable[Compared]) -> dict[str, Statement]:
        """The statements near these, as they were but for what the change touches; denials are kept."""
        window = self._limits.window_km
        boxes = together(box_of(one, self._screen.hours, window) for one in probes)
        found: dict[str, Statement] = {}
        for one in self._sight.near(boxes):
            if one.denies:
                if one.key not in self._gone:
                    self.denials.setdefault(one.report_id, one)
            elif one.folded not in self._touched:
                found.setdefault(one.folded, []).append(one)
        for copies in found.values():
            copies.sort(key=lambda one: one.report_id)
        return found

    def _know(self, statements: Mapping[str, Statement]) -> None:
        for folded, copies in statements.items():
            if folded not in self.statements:
                self.statements[folded] = copies
            if folded not in self.home and copies[0].incident_id:
                self.home[folded] = copies[0].incident_id

    def _load(self, incident_ids: Collection[str]) -> None:
        """Know all members of these incidents."""
        missing = sorted(set(incident_ids) - self._loaded)
        self._loaded.update(missing)
        for one in missing:
            self.members[one] = set()
        found: dict[str, Statement] = {}
        for row in self._sight.members(missing):
            if row.folded not in self._touched:
                found.setdefault(row.folded, []).append(row)
            elif row.folded in self.statements:
                self.members[row.incident_id].add(row.folded)
        for folded, copies in found.items():
            copies.sort(key=lambda one: one.report_id)
            self.members[copies[0].incident_id].add(folded)
        self._know(found)

    def _probe(self, inner: set[str]) -> None:
        """Weigh these with all that lies near them."""
        if not inner:
            return
        self._know(self._near(self.statements[one][0].compared for one in inner))
        new = sorted(self.statements.keys() - self._position.keys())
        for folded, position in zip(
            new, self._columns.add([self.statements[one][0].compared for one in new]), strict=True
        ):
            self._position[folded] = position
        names = list(self._position)
        probes = np.array(sorted(self._position[one] for one in inner), dtype=np.int64)
        found = self._screen.pairs(self._columns, probes)
        for i, j, weight in zip(*(column.tolist() for column in found), strict=True):
            one, other = names[i], names[j]
            self._ties[one, other] = weight
            self._links.setdefault(one, set()).add(other)
            self._links.setdefault(other, set()).add(one)

    def _try(self, inner: set[str]) -> tuple[list[list[str]], set[str]]:
        """The clusters of the region, and the incidents around that do not come out as they were."""
        outer = set().union(*(self._links.get(one, ()) for one in inner)) - inner
        around = {self.home[one] for one in outer}
        self._load(around)
        nodes = inner.union(*(self.members[one] for one in around))
        ordered = sorted(nodes, key=lambda one: self.statements[one][0].report_id)
        place = {folded: at for at, folded in enumerate(ordered)}
        clusters = cluster(
            [self.statements[one][0].compared for one in ordered],
            self._ties_among(inner, around, place),
            lambda i, j: self.weigh(ordered[i], ordered[j]),
            self._threshold,
            self._comparer,
        )
        named = [[ordered[i] for i in members] for members in clusters]
        as_they_were = {frozenset(self.members[one]) for one in around}
        changed: set[str] = set()
        kept: list[list[str]] = []
        for members in named:
            if frozenset(members) in as_they_were:
                continue
            kept.append(members)
            changed |= {self.home[one] for one in members if one not in inner}
        return kept, changed

    def _ties_among(
        self, inner: set[str], around: Collection[str], place: Mapping[str, int]
    ) -> Iterable[tuple[Pair, float]]:
        """The ties of the region, and those within each of the incidents around it."""
        for one in inner:
            for other in self._links.get(one, ()):
                i, j = place[one], place[other]
                if other not in inner or i < j:
                    key = (one, other) if i < j else (other, one)
                    yield (min(i, j), max(i, j)), self._ties[key]
        for incident_id in around:
            if incident_id not in self._inside:
                self._inside[incident_id] = self._ties_within(incident_id)
            for (one, other), weight in self._inside[incident_id].items():
                yield (place[one], place[other]), weight

    def _ties_within(self, incident_id: str) -> dict[tuple[str, str], float]:
        ordered = sorted(self.members[incident_id], key=lambda one: self.statements[one][0].report_id)
        found: dict[tuple[str, str], float] = {}
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 :]:
                weight = self.weigh(one, other)
                if weight is not None and weight >= self._threshold:
                    found[one, other] = weight
        return found
