"""What was received, asked some at a time: of an outlet, a day, a speaker, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tregua.model.ids import item_of
from tregua.model.records import Claim, Item


@dataclass(frozen=True)
class ItemsSought:
    """Which items are meant: of ``outlet``, published on ``day`` (ISO), with words of ``speaker``; all of
    what is given, and where nothing is, every one."""

    outlet: str = ""
    day: str = ""
    speaker: str = ""


class Received(Protocol):
    """Items known at one point of the record, to be asked about."""

    def count(self, sought: ItemsSought) -> int:
        """How many there are."""

    def newest(self, sought: ItemsSought, start: int, length: int) -> tuple[Item, ...]:
        """From the ``start``-th on (from 0), by when they were published and name, the newest first."""

    def find(self, item_id: str) -> Item | None:
        """The item of this id; None where none is known."""

    def speakers_in(self, item_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Whose words each of these items brings, each once, in the order they come."""

    def outlets(self) -> tuple[str, ...]:
        """Every outlet, in order."""

    def speakers(self) -> tuple[str, ...]:
        """Whose words there are, in order."""


class InHand:
    """All of it, in one hand: the items and what was read in them."""

    def __init__(self, items: Iterable[Item], claims: Iterable[Claim]) -> None:
        self._newest = sorted(items, key=lambda one: (one.published_at or "", one.name), reverse=True)
        self._said: dict[str, list[str]] = {}
        for claim in claims:
            mine = self._said.setdefault(claim.item_id or item_of(claim.claim_id), [])
            if claim.said_by and claim.said_by not in mine:
                mine.append(claim.said_by)

    def count(self, sought: ItemsSought) -> int:
        """See :class:`Received`."""
        return len(self._found(sought))

    def newest(self, sought: ItemsSought, start: int, length: int) -> tuple[Item, ...]:
        """See :class:`Received`."""
        return tuple(self._found(sought)[start : start + length])

    def find(self, item_id: str) -> Item | None:
        """See :class:`Received`."""
        return next((one for one in self._newest if one.item_id == item_id), None)

    def speakers_in(self, item_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """See :class:`Received`."""
        return {one: tuple(self._said[one]) for one in item_ids if self._said.get(one)}

    def outlets(self) -> tuple[str, ...]:
        """See :class:`Received`."""
        return tuple(sorted({one.outlet for one in self._newest if one.outlet}))

    def speakers(self) -> tuple[str, ...]:
        """See :class:`Received`."""
        known = {one.item_id for one in self._newest}
        return tuple(sorted({who for item, said in self._said.items() if item in known for who in said}))

    def _found(self, sought: ItemsSought) -> list[Item]:
        return [one for one in self._newest if self._is_meant(one, sought)]

    def _is_meant(self, one: Item, sought: ItemsSought) -> bool:
        return (
            (not sought.outlet or one.outlet == sought.outlet)
            and (not sought.day or (one.published_at or "").startswith(sought.day))
            and (not sought.speaker or sought.speaker in self._said.get(one.item_id, ()))
        )
