"""Which incidents there are, asked some at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.grown import growing_of
from tregua.centre.ports import Snapshot
from tregua.fusion.sought import Happened, InHand, Sought
from tregua.model.standing import Incident

_EVERY = 1 << 31


@contextmanager
def ask_incidents(centre: Centre, snapshot: Snapshot) -> Iterator[Happened]:
    """The incidents known in ``snapshot``, to be asked about."""
    with centre.state.happened(snapshot, growing_of(centre)) as kept:
        if kept is not None:
            yield kept
            return
    yield InHand(know(centre, snapshot).incidents, centre.agreement)


def come_up(
    centre: Centre, snapshot: Snapshot, before: Snapshot | None, on: date, most: int
) -> tuple[tuple[Incident, ...], int]:
    """The ``most`` newest incidents that began by ``on`` and are known in ``snapshot`` and not in ``before``,
    without what else they may be, and how many others there are."""
    with centre.state.happened(snapshot, growing_of(centre)) as kept:
        if kept is not None:
            return kept.come_up(before.size if before else 0, on, most)
    found = InHand(know(centre, snapshot).incidents, centre.agreement).newest(Sought(until=on), 0, _EVERY)
    earlier = {one.incident_id for one in know(centre, before).incidents} if before else set()
    new = tuple(one for one in found if one.incident_id not in earlier)
    return new[:most], max(len(new) - most, 0)
