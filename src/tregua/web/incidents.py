"""Incidents on the dashboard: some of them, the newest first, by act, place, side and day; and one alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from tregua.fusion.sought import Sought
from tregua.model.standing import Incident, Position, Status
from tregua.vocabulary.acts import ACTS
from tregua.web.maps import sketch_of
from tregua.web.notices import notices_of
from tregua.web.paging import Sheet, start_of
from tregua.web.register_asked import read_day
from tregua.web.site import Site, not_found
from tregua.web.sketch import frame_of_accord, frame_of_incident
from tregua.web.view import View

MOST_DRAWN = 400
"""So many of the newest are drawn on a map: more of them would be a blot."""
COUNTED = 10_000
"""Up to here they are counted."""
_A_PAGE = 30
_LIKELIEST = 24
"""So many of the incidents that one may be the same as are shown beside it, the likeliest first."""
_STANCES = ("alleges", "acknowledges", "observes", "reports", "denies")


@dataclass(frozen=True)
class Asked:
    """What a list of incidents is asked for, as its form has it; empty where nothing is."""

    act: str = ""
    place: str = ""
    accused: str = ""
    said: str = ""
    lost: str = ""
    first: date | None = None
    last: date | None = None

    def sought(self, on: date) -> Sought:
        """The same as it is looked up, on a page of ``on``."""
        fields = {"act": self.act, "place": self.place, "accused": self.accused, "said": self.said}
        tags = {f"{name}:{value}" for name, value in fields.items() if value}
        tags |= {"lost"} if self.lost else set()
        return Sought(min(self.last or on, on), self.first, frozenset(tags))

    @property
    def query(self) -> dict[str, str]:
        """The address's fields that ask for it."""
        fields = {"act": self.act, "place": self.place, "accused": self.accused, "said": self.said}
        fields |= {"lost": self.lost, "from": str(self.first or ""), "to": str(self.last or "")}
        return {name: value for name, value in fields.items() if value}


def read_asked(query: Mapping[str, str]) -> Asked:
    """What an address asks for. Raises BadArgument for a day that is none."""
    return Asked(
        **{name: query.get(name, "") for name in ("act", "place", "accused", "said")},
        lost="yes" if query.get("lost") else "",
        first=read_day(query.get("from", ""), "from"),
        last=read_day(query.get("to", ""), "to"),
    )


def list_incidents(site: Site, request: Request, view: View) -> Response:
    """Incidents, newest first, some at a time."""
    asked = read_asked(request.query_params)
    start = start_of(request.query_params, "start")
    sought, most = asked.sought(view.moment.on), max(COUNTED, start + _A_PAGE)
    with view.desk.happened(view.moment.as_of) as told:
        total = told.count(sought, most + 1)
        start = start if start < total else 0
        shown = told.newest(sought, start, _A_PAGE)
    frame = frame_of_accord(view.desk.agreement)
    agreement = view.desk.agreement
    return site.render(
        view,
        "incidents.html",
        sheet=Sheet(shown, start, _A_PAGE, total),
        more_than=most if total > most else 0,
        sketch=sketch_of(site, view, shown, frame),
        asked=asked,
        chosen=asked.query,
        acts=tuple(one for one in ACTS if one.startswith(("hostile", "ceasefire.violation", "loss"))),
        places=tuple(one for one in agreement.places if one.kind != "country"),
        parties=tuple(one for one in agreement.parties if one.role == "party"),
        stances=_STANCES,
    )


def show_incident(site: Site, request: Request, view: View) -> Response:
    """One incident: each side's position, the reports, the doubts."""
    incident_id = request.path_params["incident_id"]
    with view.desk.happened(view.moment.as_of) as told:
        incident = told.find([incident_id]).get(incident_id)
        if incident is None:
            raise not_found("incident", incident_id)
        doubts = sorted(told.doubts([incident_id]).get(incident_id, ()), key=lambda one: -one.probability)
        shown = doubts[:_LIKELIEST]
        others = told.find(view.other(doubt, incident) for doubt in shown)
    frame = frame_of_incident(incident)
    sketch = sketch_of(site, view, [incident], frame, incident.place_ids) if frame else None
    return site.render(
        view,
        "incident.html",
        incident=incident,
        doubts=shown,
        less_likely=len(doubts) - len(shown),
        others=others,
        sides=_sides(view, incident),
        notices=notices_of(incident, view),
        match=dict(incident.match),
        resting=standings_resting_on(site, view, {report.claim_id for report in incident.reports}),
        sketch=sketch,
    )


def standings_resting_on(site: Site, view: View, claim_ids: set[str]) -> tuple[Status, ...]:
    """The standings that rest on any of these claims."""
    standings = site.almanac.status(view.moment)
    return tuple(one for one in standings if claim_ids & set(view.evidence(one.reasons)))


def _sides(view: View, incident: Incident) -> tuple[tuple[str, tuple[Position, ...]], ...]:
    """Positions by party: each party bound by the accord, silent or not, then whoever else spoke."""
    bound = [party.id for party in view.desk.agreement.parties if party.role == "party"]
    others = [party.id for party in view.desk.agreement.parties if party.role != "party"]
    sides: dict[str, list[Position]] = {party: [] for party in bound}
    for position in sorted(incident.positions, key=lambda one: (one.side or "~") not in others):
        sides.setdefault(position.side or "", []).append(position)
    return tuple((side, tuple(positions)) for side, positions in sides.items())
