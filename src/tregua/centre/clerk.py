"""Entering from a door that stays open: each time the centre as it then is, under its lock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tregua.centre.centre import Centre
from tregua.centre.entering import Receipt, enter_row, enter_sheet, told_beside
from tregua.model.standing import Register
from tregua.reading.sheets_cells import NotRead, read_actor, read_place

Named = tuple[tuple[str, str], ...]
"""What can be typed into a cell, each with the id it is read as."""


@dataclass(frozen=True)
class Clerk:
    """Enters rows and sheets. ``open_centre`` opens the centre as it is now, because another writer may have
    appended since; ``lock`` is held while something is written."""

    open_centre: Callable[[], Centre]
    lock: Callable[[], AbstractContextManager[object]]

    def enter_row(self, register: Register, cells: dict[str, str], *, trial: bool) -> Receipt:
        """One row, from a form; see :func:`tregua.centre.entering.enter_row`."""
        if trial:
            return enter_row(self.open_centre(), register, cells, trial=True)
        with self.lock():
            return enter_row(self.open_centre(), register, cells)

    def enter_sheet(self, name: str, data: bytes, *, trial: bool) -> Receipt:
        """A sheet, whole or not at all; a trial leaves nothing. Raises BadCentre ``centre.busy`` while
        another writes, BadArgument ``enter.no_sheet``."""
        if trial:
            return enter_sheet(self.open_centre(), name, data, trial=True)
        with self.lock():
            return enter_sheet(self.open_centre(), name, data)

    def told_beside(self, claim_id: str) -> dict[str, str]:
        """For whom the row of a claim is, where it is not for everybody, and what it notes."""
        return told_beside(self.open_centre(), claim_id)

    def places(self) -> Named:
        """The accord's places by a name that is read as each, or by their ids."""
        centre = self.open_centre()
        return tuple(
            (
                place.name if _reads_place(centre, place.name, place.place_id) else place.place_id,
                place.place_id,
            )
            for place in centre.agreement.places
        )

    def actors(self) -> Named:
        """The accord's parties and actors by every name that is read as each, or by their ids."""
        centre = self.open_centre()
        named = [(one.name, one.id) for one in centre.agreement.parties]
        named += [(one.name, one.actor_id) for one in centre.agreement.actors]
        found = {name if _reads_actor(centre, name, one) else one: one for name, one in named}
        return tuple(found.items())


def _reads_place(centre: Centre, name: str, place_id: str) -> bool:
    try:
        return read_place(name, centre.vocabulary.places).place_id == place_id
    except NotRead:
        return False


def _reads_actor(centre: Centre, name: str, actor_id: str) -> bool:
    try:
        return read_actor(name, centre.vocabulary) == actor_id
    except NotRead:
        return False
