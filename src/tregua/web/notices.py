"""Notices on the dashboard: each with what was then reported, and an incident with what was announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tregua.model.register import Matched, Notified
from tregua.model.standing import Entry, Incident
from tregua.registers import match_notices
from tregua.registers.parts import Part
from tregua.web.register_asked import Wanted
from tregua.web.view import View

_MOST = 200


@dataclass(frozen=True)
class NoticeOnPage:
    """A notice and the incidents that it may explain; none where nothing of the kind was reported."""

    entry: Entry
    found: tuple[tuple[Incident, Matched], ...]


def lay_out_notices(wanted: Wanted, view: View) -> tuple[NoticeOnPage, ...]:
    """The notices that are asked for, by their first day; of very many the newest. None where what was
    reported would have to be reckoned first: that nothing followed must not be said before."""
    if not view.desk.is_ready(view.moment.on, view.moment.as_of):
        return ()
    incidents = view.desk.incidents(view.moment.as_of)
    by_id = {one.incident_id: one for one in incidents}
    return tuple(
        NoticeOnPage(one.entry, tuple((by_id[match.incident_id], match) for match in one.incidents))
        for one in _matched(wanted.part, incidents, view)
    )


def notices_of(incident: Incident, view: View) -> tuple[tuple[Entry, Matched], ...]:
    """What was announced that may explain an incident, whenever it was announced."""
    part = Part("notices", last=view.moment.last)
    found = _matched(part, [incident], view)
    return tuple((one.entry, match) for one in found for match in one.incidents)


def _matched(part: Part, incidents: Iterable[Incident], view: View) -> tuple[Notified, ...]:
    with view.desk.entered(view.moment.as_of) as entered:
        found = [one.entry for one in entered.newest(part, 0, _MOST)]
    return match_notices(found, tuple(incidents), view.desk.agreement, part.last or view.moment.last)
