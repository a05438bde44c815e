"""What one set of audiences sees of what is kept. Audiences stay in one set while they see the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol, TypeVar

from tregua.fusion.boxes import Box
from tregua.fusion.kept import Around, KeptClaim, KeptIncident, KeptReport


class _Row(Protocol):
    @property
    def seen_by(self) -> int: ...


_R = TypeVar("_R", bound=_Row)


class SeenApart(Exception):
    """Some of these audiences see a row that others of them do not. ``masks`` are of the rows."""

    def __init__(self, masks: Collection[int]) -> None:
        super().__init__()
        self.masks = masks


def split(audiences: Iterable[int], masks: Iterable[int]) -> list[int]:
    """The same audiences in smaller sets, so that each set is within a mask or apart from it. Masks may be
    negative: then they hold all audiences there will be."""
    found = list(audiences)
    for mask in sorted(set(masks)):
        found = [part for one in found for part in (one & mask, one & ~mask) if part]
    return found


class Sight:
    """The questions of :class:`~tregua.fusion.kept.Around`, answered with what ``audiences`` see. Raises
    SeenApart where they do not see the same."""

    def __init__(self, around: Around, audiences: int) -> None:
        self.audiences = audiences
        self._around = around

    def sees(self, rows: Iterable[_R]) -> list[_R]:
        """Those that they see."""
        found: list[_R] = []
        apart: set[int] = set()
        for row in rows:
            shared = row.seen_by & self.audiences
            if shared == self.audiences:
                found.append(row)
            elif shared:
                apart.add(row.seen_by)
        if apart:
            raise SeenApart(apart)
        return found

    def kin(self, claim_ids: Collection[str]) -> list[KeptClaim]:
        """See the protocol."""
        return self._ask(self._around.kin, claim_ids)

    def on_pages(self, item_ids: Collection[str]) -> list[KeptClaim]:
        """See the protocol."""
        return self._ask(self._around.on_pages, item_ids)

    def made_of(self, item_ids: Collection[str]) -> list[KeptReport]:
        """See the protocol."""
        return self._ask(self._around.made_of, item_ids)

    def copies(self, folded: Collection[str]) -> list[KeptReport]:
        """See the protocol."""
        return self._ask(self._around.copies, folded)

    def members(self, incident_ids: Collection[str]) -> list[KeptReport]:
        """See the protocol."""
        return self._ask(self._around.members, incident_ids)

    def incidents(self, incident_ids: Collection[str]) -> list[KeptIncident]:
        """See the protocol."""
        return self._ask(self._around.incidents, incident_ids)

    def near(self, boxes: Sequence[Box]) -> list[KeptReport]:
        """See the protocol."""
        return self.sees(self._around.near(boxes)) if boxes else []

    def _ask(self, question: Callable[[Collection[str]], Iterable[_R]], ids: Collection[str]) -> list[_R]:
        return self.sees(question(ids)) if ids else []
