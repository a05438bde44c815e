"""What a correction may correct: claims received before, and those read just now and not yet recorded."""

from __future__ import annotations

from collections.abc import Iterable

from tregua.centre.ports import State
from tregua.model.ids import item_of
from tregua.model.records import Claim, Item


class EarlierClaims:
    """Claims by id, or by the file they came in and their row."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._new: dict[str, list[Claim]] = {}
        self._named: dict[str, list[str]] = {}

    def add(self, item: Item, claims: Iterable[Claim]) -> None:
        """Takes in what was read just now."""
        self._new[item.item_id] = list(claims)
        self._named.setdefault(item.name, []).append(item.item_id)

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of this id; None where there is none."""
        return next((one for one in self._of(item_of(claim_id)) if one.claim_id == claim_id), None)

    def rows(self, name: str, row: int) -> tuple[Claim, ...]:
        """The claims of this row of files of this name."""
        items = dict.fromkeys([*self._state.items_named(name), *self._named.get(name, ())])
        return tuple(one for item in items for one in self._of(item) if one.row == row)

    def _of(self, item_id: str) -> Iterable[Claim]:
        return self._new[item_id] if item_id in self._new else self._state.claims_of(item_id)
