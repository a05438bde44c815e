"""What is kept, in memory: what a store answers, with a dictionary for each of its indexes.

``near`` shows what a store is to answer at once. Each report lies in cells of a day and a tile; a batch asks
a few boxes, each of which looks into its own cells, so that no report of the batch is a question of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from tregua.fusion.boxes import Box
from tregua.fusion.episodes import page_of
from tregua.fusion.kept import Change, Changes, KeptClaim, KeptIncident, KeptReport

_DAY = 86_400.0
_TILE = 0.5
_MOST_CELLS = 64
_V = TypeVar("_V")


class _Index(Generic[_V]):
    """Values by key, each once."""

    def __init__(self) -> None:
        self._found: dict[Hashable, dict[Hashable, _V]] = {}

    def add(self, key: Hashable, name: Hashable, value: _V) -> None:
        self._found.setdefault(key, {})[name] = value

    def drop(self, key: Hashable, name: Hashable) -> None:
        del self._found[key][name]

    def of(self, key: Hashable) -> dict[Hashable, _V]:
        return self._found.get(key, {})

    def of_all(self, keys: Iterable[Hashable]) -> Iterator[_V]:
        return (value for key in keys for value in self.of(key).values())


class Remembered:
    """Rows in memory; an :class:`~tregua.fusion.kept.Around`."""

    def __init__(self) -> None:
        self._claims = _Index[KeptClaim]()
        self._correcting = _Index[KeptClaim]()
        self._on_page = _Index[KeptClaim]()
        self._made_of = _Index[KeptReport]()
        self._copies = _Index[KeptReport]()
        self._members = _Index[KeptReport]()
        self._cells = _Index[KeptReport]()
        self._large: dict[Hashable, KeptReport] = {}
        self._incidents = _Index[KeptIncident]()
        self.incident_rows: dict[tuple[str, int], KeptIncident] = {}
        self.report_rows: dict[Hashable, KeptReport] = {}

    def kin(self, claim_ids: Collection[str]) -> list[KeptClaim]:
        """See :class:`~tregua.fusion.kept.Around`."""
        found: dict[str, list[KeptClaim]] = {}
        asked = list(claim_ids)
        seen: set[str] = set()
        while asked:
            claim_id = asked.pop()
            if claim_id in seen:
                continue
            seen.add(claim_id)
            found[claim_id] = list(self._claims.of(claim_id).values())
            asked += [one.claim.supersedes for one in found[claim_id] if one.claim.supersedes]
            asked += [one.claim.claim_id for one in self._correcting.of(claim_id).values()]
        return [one for rows in found.values() for one in rows]

    def on_pages(self, item_ids: Collection[str]) -> list[KeptClaim]:
        """See the protocol."""
        return list(self._on_page.of_all(item_ids))

    def made_of(self, item_ids: Collection[str]) -> list[KeptReport]:
        """See the protocol."""
        return list(self._made_of.of_all(item_ids))

    def copies(self, folded: Collection[str]) -> list[KeptReport]:
        """See the protocol."""
        return [one for one in self._copies.of_all(folded) if not one.denies]

    def members(self, incident_ids: Collection[str]) -> list[KeptReport]:
        """See the protocol."""
        return list(self._members.of_all(incident_ids))

    def incidents(self, incident_ids: Collection[str]) -> list[KeptIncident]:
        """See the protocol."""
        return list(self._incidents.of_all(incident_ids))

    def near(self, boxes: Sequence[Box]) -> list[KeptReport]:
        """See the protocol."""
        found = {name: one for name, one in self._large.items() if any(one.box.meets(box) for box in boxes)}
        for cell in {cell for box in boxes for cell in _cells_of(box)}:
            found |= self._cells.of(cell)
        return list(found.values())

    def seen_by(self, audience: int) -> list[KeptIncident]:
        """The incidents that an audience (one bit) sees."""
        return [one for one in self.incident_rows.values() if one.seen_by & audience]

    def apply(self, change: Change, changes: Changes) -> None:
        """Keep what became of the rows. KeyError where a row ends that is not kept."""
        for claim_id in change.ended | {one.claim.claim_id for one in change.begun}:
            for one in list(self._claims.of(claim_id).values()):
                self._drop_claim(one)
        for each in change.begun:
            name = (each.claim.claim_id, each.seen_by)
            self._claims.add(each.claim.claim_id, name, each)
            self._on_page.add(page_of(each.claim), name, each)
            if each.claim.supersedes:
                self._correcting.add(each.claim.supersedes, name, each)
        for report in changes.reports_ended:
            self._drop_report(report)
        for report in changes.reports_begun:
            self._add_report(report)
        for incident in changes.incidents_ended:
            row = (incident.incident.incident_id, incident.seen_by)
            del self.incident_rows[row]
            self._incidents.drop(row[0], row)
        for incident in changes.incidents_begun:
            row = (incident.incident.incident_id, incident.seen_by)
            if row in self.incident_rows:
                raise ValueError(f"{row} is kept already")
            self.incident_rows[row] = incident
            self._incidents.add(row[0], row, incident)

    def _drop_claim(self, one: KeptClaim) -> None:
        name = (one.claim.claim_id, one.seen_by)
        self._claims.drop(one.claim.claim_id, name)
        self._on_page.drop(page_of(one.claim), name)
        if one.claim.supersedes:
            self._correcting.drop(one.claim.supersedes, name)

    def _add_report(self, one: KeptReport) -> None:
        name = (one.key, one.seen_by)
        if name in self.report_rows:
            raise ValueError(f"{name} is kept already")
        self.report_rows[name] = one
        self._made_of.add(one.compared.item_id, name, one)
        self._copies.add(one.folded, name, one)
        if one.incident_id:
            self._members.add(one.incident_id, name, one)
        cells = list(_cells_of(one.box, as_one=True))
        if len(cells) > _MOST_CELLS:
            self._large[name] = one
        else:
            for cell in cells:
                self._cells.add(cell, name, one)

    def _drop_report(self, one: KeptReport) -> None:
        name = (one.key, one.seen_by)
        del self.report_rows[name]
        self._made_of.drop(one.compared.item_id, name)
        self._copies.drop(one.folded, name)
        if one.incident_id:
            self._members.drop(one.incident_id, name)
        if name in self._large:
            del self._large[name]
        else:
            for cell in _cells_of(one.box, as_one=True):
                self._cells.drop(cell, name)


def _cells_of(box: Box, *, as_one: bool = False) -> Iterator[Hashable]:
    """The cells that a box meets; ``as_one``: those in which a report of that box is kept. Each is kept under
    its days too, where what has no place looks; what has none itself is in one cell of each day, into which
    every box looks."""
    for day in range(int(box.first // _DAY), int(box.last // _DAY) + 1):
        if as_one or box.south is None:
            yield ("day", day)
        if box.south is None:
            yield ("placeless", day)
            continue
        if not as_one:
            yield ("placeless", day)
        south, north, west, east = box.bounds
        for row in range(int(south // _TILE), int(north // _TILE) + 1):
            yield from ((day, row, at) for at in range(int(west // _TILE), int(east // _TILE) + 1))
