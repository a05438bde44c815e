"""The same answers as JSON, in the shapes of the command line's ``--json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import cast, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from tregua.fusion.sought import Sought
from tregua.model.answers import EnteredAnswer, answer_explanation, answer_status
from tregua.model.rights import Asked
from tregua.model.standing import Register
from tregua.registers.entries.parts import Part
from tregua.reporting.map_svg import load_basemap
from tregua.reporting.rows import write_entries
from tregua.web.features import map_features
from tregua.web.incidents import MOST_DRAWN
from tregua.web.register_asked import read_day, read_wanted
from tregua.web.site import Page, Site, find_item, not_found
from tregua.web.view import View

_AT_ONCE = 500
_FRESH = {"cache-control": "no-store"}


def give_status(site: Site, _request: Request, view: View) -> Response:
    """Each obligation and where it stands."""
    return JSONResponse(
        [answer_status(one, view.say).model_dump(mode="json") for one in site.almanac.status(view.moment)],
        headers=_FRESH,
    )


def give_explanation(site: Site, request: Request, view: View) -> Response:
    """How one obligation stands and why, step by step; as one of its readings has it with ``reading``."""
    obligation_id = request.path_params["obligation_id"]
    if site.almanac.one(view.moment, obligation_id) is None:
        raise not_found("obligation", obligation_id)
    moment, reading = view.moment, request.query_params.get("reading", "")
    told = view.desk.explain(obligation_id, moment.on, moment.as_of, reading)
    if told is None:
        raise not_found("obligation", obligation_id)
    return JSONResponse(answer_explanation(told, view.say).model_dump(mode="json"), headers=_FRESH)


def give_incidents(_site: Site, _request: Request, view: View) -> Response:
    """Incidents as known."""
    told = []
    for incident in view.desk.incidents(view.moment.as_of):
        one = incident.model_dump(mode="json")
        for doubt, words in zip(one["doubts"], incident.doubts, strict=True):
            doubt["reasons"] = [view.say(reason) for reason in words.reasons]
        told.append(one)
    return JSONResponse(told, headers=_FRESH)


def give_entries(_site: Site, request: Request, view: View) -> Response:
    """The registers' lines, those of one register with ``name``, of it one ``measure``, one ``place``, the
    days ``from`` and ``to``; as CSV with ``format=csv``. Given out as they are read."""
    query = request.query_params
    every = (view.desk.every(part, view.moment.as_of) for part in _parts(query, view))
    entries = (one for some in every for one in some or ())
    if query.get("format") != "csv":
        return StreamingResponse(_array(entries), media_type="application/json", headers=_FRESH)
    named = {"content-disposition": f'attachment; filename="{query.get("name") or "registers"}.csv"'}
    written = write_entries(entries, view.renderer.names.place)
    return StreamingResponse(written, media_type="text/csv; charset=utf-8", headers=_FRESH | named)


def _parts(query: QueryParams, view: View) -> tuple[Part, ...]:
    """What is asked for. Raises BadArgument; a 404 for a register that is none."""
    name = query.get("name")
    if not name:
        return tuple(Part(one) for one in get_args(Register))
    if name not in get_args(Register):
        raise not_found("register", name)
    last = read_day(query.get("to", ""), "to")
    wanted, _ = read_wanted(cast("Register", name), query, view, last or date.max)
    return (wanted.part._replace(last=last),)


def _array(entries: Iterable[EnteredAnswer]) -> Iterator[str]:
    """A JSON array, some hundreds of lines at a time."""
    before, ready = "[", []
    for one in entries:
        ready.append(before + one.model_dump_json())
        before = ","
        if len(ready) == _AT_ONCE:
            yield "".join(ready)
            ready = []
    yield "".join((*ready, "[]" if before == "[" else "]"))


def give_items(_site: Site, _request: Request, view: View) -> Response:
    """Items received."""
    return JSONResponse(
        [one.model_dump(mode="json") for one in view.desk.items(view.moment.as_of)], headers=_FRESH
    )


def give_item(_site: Site, request: Request, view: View) -> Response:
    """One item, read."""
    item, _text, reading = find_item(request, view)
    return JSONResponse(
        {"received": item.model_dump(mode="json"), **reading.model_dump(mode="json")}, headers=_FRESH
    )


def give_map(site: Site, _request: Request, view: View) -> Response:
    """What the map shows over its base."""
    with view.desk.happened(view.moment.as_of) as told:
        incidents = told.newest(Sought(until=view.moment.on), 0, MOST_DRAWN)
    return JSONResponse(map_features(view, site.almanac.status(view.moment), incidents), headers=_FRESH)


def give_basemap(site: Site, request: Request, _view: View) -> Response:
    """One layer of the base map, as GeoJSON."""
    layer = request.path_params["layer"]
    if layer not in load_basemap():
        raise not_found("layer", layer)
    return JSONResponse(
        load_basemap()[layer], media_type="application/geo+json", headers={"cache-control": "max-age=3600"}
    )


ROUTES: tuple[tuple[str, Page, str], ...] = (
    ("/api/status", give_status, "status"),
    ("/api/obligations/{obligation_id}", give_explanation, "explain"),
    ("/api/incidents", give_incidents, "incidents"),
    ("/api/registers", give_entries, "register-entries"),
    ("/api/items", give_items, "items"),
    ("/api/items/{item_id}", give_item, ""),
    ("/api/map", give_map, ""),
    ("/api/basemap/{layer}", give_basemap, ""),
)
"""Every address, what answers it, and the schema of the command whose shape it has (else of its own)."""

ASKS: dict[str, tuple[Asked, ...]] = {
    "/api/status": (Asked("see_standings"),),
    "/api/obligations/{obligation_id}": (Asked("see_standings"),),
    "/api/incidents": (Asked("see_incidents"),),
    "/api/registers": (Asked("see_registers"),),
    "/api/items": (Asked("see_items", "received"),),
    "/api/items/{item_id}": (Asked("see_items", "received"),),
    "/api/map": (Asked("see_incidents"),),
    "/api/basemap/{layer}": (Asked("see_standings"),),
}
"""What is done at each address. One that is missing here is refused."""
