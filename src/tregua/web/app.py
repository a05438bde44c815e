"""The dashboard as an application: which address shows which page, and what a failure looks like."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from tregua.model.errors import TreguaError
from tregua.model.messages import Message, say
from tregua.model.rights import Asked
from tregua.reporting.messages import Renderer
from tregua.web import api, forms, incidents, pages, passkeys, registers, signing_in
from tregua.web.doorkeeper import Doorkeeper
from tregua.web.forms_guard import Refused
from tregua.web.gate import Door, Gate, OpenMount
from tregua.web.guard import HEADERS, LOOPBACK, Guard
from tregua.web.reception import Reception
from tregua.web.site import ClerkFor, DeskFor, NotKnown, Page, Sites, page, site_of


def create_app(
    desk_for: DeskFor,
    doorkeeper: Doorkeeper,
    hosts: Iterable[str] = LOOPBACK,
    clerk_for: ClerkFor | None = None,
    reception: Reception | None = None,
) -> Starlette:
    """The dashboard of a centre, answering to ``hosts`` only (names without a port), and to whoever the
    ``doorkeeper`` lets in, each with a desk and a clerk who know no more than he may see. Without clerks it
    is for reading alone and has no forms; without a ``reception`` nobody signs in."""
    app = Starlette(
        routes=[
            _door("/", "overview", pages.show_overview, "see_standings"),
            _door("/map", "map", pages.show_map, "see_incidents"),
            _door("/obligations", "obligations", pages.list_obligations, "see_standings"),
            _door("/obligations/{obligation_id}", "obligations", pages.show_obligation, "see_standings"),
            _door("/registers", "registers", registers.show_registers, "see_registers"),
            _door("/incidents", "incidents", incidents.list_incidents, "see_incidents"),
            _door("/incidents/{incident_id}", "incidents", incidents.show_incident, "see_incidents"),
            _door("/items", "items", pages.list_items, "see_items", "received"),
            _door("/items/{item_id}", "items", pages.show_item, "see_items", "received"),
            _door("/report", "report", pages.show_report, "see_reports", "written"),
            *(forms.routes() if clerk_for else ()),
            *(signing_in.routes() + passkeys.routes() if reception else ()),
            *(Door(path, page("api", answer), asks=api.ASKS.get(path)) for path, answer, _ in api.ROUTES),
            OpenMount("/static", StaticFiles(packages=[("tregua.web", "static")])),
            OpenMount("/fonts", StaticFiles(directory=str(files("tregua") / "data" / "fonts"))),
        ],
        middleware=[
            Middleware(Guard, hosts=tuple(hosts)),
            Middleware(Gate, doorkeeper=doorkeeper, refuse=_answer),
        ],
        exception_handlers={
            TreguaError: _bad_request,
            HTTPException: _http_error,
            Exception: _broken,
        },
    )
    app.state.reception = reception
    app.state.sites = Sites(desk_for, clerk_for)
    return app


def _door(path: str, name: str, make: Page, action: str, state: str = "running") -> Door:
    """A page's address, and what is done there."""
    return Door(path, page(name, make), asks=(Asked(action, state),))


def _answer(request: Request, message: Message, status_code: int) -> Response:
    site = site_of(request)
    advice = Message(code=f"{message.code}.do", args=message.args)
    known = site.catalogue.template(advice.code) is not None
    if request.url.path.startswith("/api/"):
        renderer = Renderer(site.catalogue, site.names)
        told = {"error": message.code, "message": renderer.text(message)}
        if known:
            told["do"] = renderer.text(advice)
        return JSONResponse(told, status_code=status_code)
    return site.fail(request, message, advice if known else None, status_code)


def _bad_request(request: Request, error: Exception) -> Response:
    message = error.message if isinstance(error, TreguaError) else say("web.refused")
    return _answer(request, message, 400)


def _http_error(request: Request, error: Exception) -> Response:
    if isinstance(error, Refused):
        return _answer(request, error.message, error.status_code)
    if isinstance(error, NotKnown):
        return _answer(request, error.message, 404)
    status_code = error.status_code if isinstance(error, HTTPException) else 400
    code = "web.no_page" if status_code == 404 else "web.refused"
    return _answer(request, say(code, given=request.url.path), status_code)


def _broken(request: Request, _error: Exception) -> Response:
    answer = _answer(request, say("web.broken"), 500)
    # A failure is answered outside the guard, so it brings the guard's headers along itself.
    answer.raw_headers.extend(HEADERS)
    return answer
