"""Notices on the dashboard: each with what was then reported, and an incident with what was announced."""

from __future__ import annotations

from dataclasses import dataclass

from tregua.model.register import Matched
from tregua.model.standing import Entry, Incident
from tregua.registers.subjects.notices import notices_together
from tregua.web.register_asked import Wanted
from tregua.web.view import View

_MOST = 200


@dataclass(frozen=True)
class NoticeOnPage:
    """A notice and the incidents that it may explain; none where nothing of the kind was reported. ``others``
    are its other rows."""

    entry: Entry
    found: tuple[tuple[Incident, Matched], ...]
    late: bool = False
    begun: bool = True
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class NoticesOnPage:
    """The notices of a page, and how many older ones are left out of it. ``waiting``: what was reported then
    is not reckoned yet, so that none can be set beside it."""

    shown: tuple[NoticeOnPage, ...] = ()
    left: int = 0
    waiting: bool = False


def lay_out_notices(wanted: Wanted, view: View) -> NoticesOnPage:
    """The notices that are asked for, by their first day; of very many the newest. None where what was
    reported would have to be reckoned first: that nothing followed must not be said before."""
    if not view.desk.is_ready(view.moment.on, view.moment.as_of):
        return NoticesOnPage(waiting=True)
    incidents = view.desk.incidents(view.moment.as_of)
    by_id = {one.incident_id: one for one in incidents}
    found = view.desk.notices(wanted.part, incidents, view.moment.as_of, _MOST)
    return NoticesOnPage(
        tuple(
            NoticeOnPage(
                one.entry,
                tuple((by_id[match.incident_id], match) for match in one.incidents),
                one.late,
                one.begun,
                tuple(row.entry for row in others),
            )
            for one, *others in notices_together(found.shown)
        ),
        found.left,
    )


def notices_of(incident: Incident, view: View) -> tuple[tuple[Entry, Matched], ...]:
    """What was announced that may explain an incident, whenever it was announced."""
    found = view.desk.notices_on(incident, view.moment.last, view.moment.as_of)
    return tuple((one.entry, match) for one in found for match in one.incidents)
