"""The dashboard's pages: each gathers what its template shows, and no more."""

from __future__ import annotations

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tregua.fusion.sought import Sought
from tregua.model.ids import item_of
from tregua.model.received import ItemsSought, Received
from tregua.model.records import Item
from tregua.web.board import GROUP_OF, group_statuses, key_figures, spark_path
from tregua.web.control import sides_of
from tregua.web.control_words import areas_of, legend_of, sample_of, tell_area
from tregua.web.guard import sheet_policy
from tregua.web.highlight import cut_text
from tregua.web.incidents import COUNTED, MOST_DRAWN
from tregua.web.maps import sketch_of, zones_of
from tregua.web.paging import Sheet, start_of
from tregua.web.site import Site, find_item, not_found
from tregua.web.sketch import frame_of_accord
from tregua.web.view import View
from tregua.web.watch import watched_days
from tregua.web.zones import legend

_STRIP_DAYS = 35
_LATEST = 3
_FRESH = 30
"""So many of what came up since the day before are told one by one."""
_A_PAGE = 60


def show_overview(site: Site, _request: Request, view: View) -> Response:
    """The day at a glance."""
    moment = view.moment
    statuses = site.almanac.status(moment)
    before, sought = moment.before, Sought(until=moment.on)
    length = min(_STRIP_DAYS, (moment.on - moment.first).days + 1)
    with view.desk.happened(moment.as_of) as told:
        drawn = told.newest(sought, 0, MOST_DRAWN)
        count = told.count(sought, COUNTED + 1)
        told_of = told.days(moment.on - timedelta(days=length - 1), moment.on)
    fresh, more = view.desk.come_up(moment.on, moment.as_of, before.as_of, _FRESH) if before else ((), 0)
    with view.desk.received(moment.as_of) as got:
        items, more_items = _of_today(got, moment.on)
    figures = key_figures(site.almanac, moment)
    return site.render(
        view,
        "overview.html",
        statuses=statuses,
        groups=group_statuses(statuses),
        changes=site.almanac.changes(moment),
        new_incidents=fresh,
        more_incidents=more,
        new_items=items,
        more_items=more_items,
        figures=tuple((figure, *spark_path(figure.course, figure.top, 240, 56)) for figure in figures),
        sketch=sketch_of(site, view, drawn, frame_of_accord(view.desk.agreement)),
        incidents=drawn[:_LATEST],
        incident_count=min(count, COUNTED),
        more_than=COUNTED if count > COUNTED else 0,
        strip=watched_days(view.desk.watches(moment.as_of), told_of, moment.on, length),
        runs=site.almanac.runs(moment),
        checkpoint=view.desk.checkpoint(moment.as_of),
        has_report=view.desk.report_path(moment.on) is not None,
    )


def show_map(site: Site, _request: Request, view: View) -> Response:
    """The full map, with everything on it listed beside it."""
    with view.desk.happened(view.moment.as_of) as told:
        sought = Sought(until=view.moment.on)
        incidents = told.newest(sought, 0, MOST_DRAWN)
        total = told.count(sought, COUNTED + 1)
    zones = zones_of(site, view)
    areas = areas_of(view, zones)
    return site.render(
        view,
        "map.html",
        zones=zones,
        legend=legend(zones),
        areas=areas,
        control_legend=legend_of(view, areas, sides_of(view.desk.agreement)),
        tell_area=lambda area: tell_area(view, area),
        sample_of=sample_of,
        sides=sides_of(view.desk.agreement),
        incidents=incidents,
        left=total - len(incidents),
        still=sketch_of(site, view, incidents, frame_of_accord(view.desk.agreement)),
    )


def list_obligations(site: Site, request: Request, view: View) -> Response:
    """Every obligation, by group, clause or party."""
    query = request.query_params
    group, clause, party = query.get("group", ""), query.get("clause", ""), query.get("party", "")
    agreement = view.desk.agreement
    bound = {agreement.side_of(actor) for one in agreement.obligations for actor in one.obligors}
    statuses = tuple(
        one
        for one in site.almanac.status(view.moment)
        if (not group or GROUP_OF[one.phase] == group)
        and (not clause or one.clause == clause)
        and (not party or party in {agreement.side_of(actor) for actor in one.obligors})
    )
    return site.render(
        view,
        "obligations.html",
        statuses=statuses,
        total=len(agreement.obligations),
        groups=group_statuses(site.almanac.status(view.moment)),
        chosen={"group": group, "clause": clause, "party": party},
        parties=tuple(party for party in agreement.parties if party.id in bound),
        runs=site.almanac.runs(view.moment),
    )


def show_obligation(site: Site, request: Request, view: View) -> Response:
    """One obligation: where it stands, why, on whose word, and how it came there."""
    obligation_id = request.path_params["obligation_id"]
    status = site.almanac.one(view.moment, obligation_id)
    if status is None:
        raise not_found("obligation", obligation_id)
    agreement = view.desk.agreement
    obligation = agreement.obligation(obligation_id)
    runs = site.almanac.runs(view.moment).get(obligation_id, ())
    order = [one.id for one in agreement.obligations]
    place = order.index(obligation_id)
    return site.render(
        view,
        "obligation.html",
        status=status,
        obligation=obligation,
        clause=next((one for one in agreement.clauses if one.id == obligation.clause), None),
        readings={one.id: one for one in obligation.readings},
        amendments={one.id: one for one in agreement.amendments if obligation_id in one.obligations},
        runs=runs,
        said=[view.say(reason.text) for reason in status.reasons],
        told=view.desk.explain(obligation_id, view.moment.on, view.moment.as_of),
        previous=agreement.obligations[place - 1] if place else None,
        following=agreement.obligations[place + 1] if place + 1 < len(order) else None,
    )


def _of_today(got: Received, on: date) -> tuple[tuple[Item, ...], int]:
    """What was published on the day, and how many others there are beyond those told one by one."""
    sought = ItemsSought(day=on.isoformat())
    shown = got.newest(sought, 0, _FRESH)
    more = got.count(sought) - len(shown) if len(shown) == _FRESH else 0
    return shown[::-1], more


def list_items(site: Site, request: Request, view: View) -> Response:
    """What was received, newest first, some at a time."""
    query = request.query_params
    outlet, day, source = query.get("outlet", ""), query.get("day", ""), query.get("source", "")
    sought, start = ItemsSought(outlet, day, source), start_of(query, "start")
    with view.desk.received(view.moment.as_of) as got:
        found, total = got.count(sought), got.count(ItemsSought())
        start = start if start < found else 0
        shown = got.newest(sought, start, _A_PAGE)
        said = got.speakers_in(one.item_id for one in shown)
        outlets, sources = got.outlets(), got.speakers()
    return site.render(
        view,
        "items.html",
        sheet=Sheet(shown, start, _A_PAGE, found),
        total=total,
        said=said,
        outlets=outlets,
        sources=sources,
        published=sorted((one for one in view.desk.arrivals(view.moment.as_of) if one), reverse=True),
        chosen={"outlet": outlet, "day": day, "source": source},
    )


def show_item(site: Site, request: Request, view: View) -> Response:
    """One item: its words, and what was read in them."""
    item, text, reading = find_item(request, view)
    used: dict[str, list[str]] = {}
    for status in site.almanac.status(view.moment):
        for evidence in view.evidence(status.reasons):
            if item_of(evidence) == item.item_id:
                used.setdefault(evidence, []).append(status.obligation_id)
    return site.render(
        view, "item.html", item=item, reading=reading, blocks=cut_text(text, reading), used=used
    )


def show_report(_site: Site, _request: Request, view: View) -> Response:
    """The day's report as it was written and frozen."""
    path = view.desk.report_path(view.moment.on)
    if path is None or not path.is_file():
        raise not_found("report", view.moment.on.isoformat())
    report = path.read_text("utf-8")
    return HTMLResponse(report, headers={"content-security-policy": sheet_policy(report)})
