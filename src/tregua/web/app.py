"""The dashboard as an application: which address shows which page, and what a failure looks like."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tregua.model.errors import TreguaError
from tregua.model.messages import Message, say
from tregua.reporting.messages import Renderer
from tregua.web import api, forms, incidents, pages, registers
from tregua.web.clerk import Clerk
from tregua.web.desk import Desk
from tregua.web.forms_guard import Refused
from tregua.web.guard import HEADERS, LOOPBACK, Guard
from tregua.web.site import NotKnown, Site, page


def create_app(desk: Desk, hosts: Iterable[str] = LOOPBACK, clerk: Clerk | None = None) -> Starlette:
    """The dashboard of a centre, answering to ``hosts`` only (names without a port). Without a ``clerk`` it
    is for reading alone and has no forms."""
    app = Starlette(
        routes=[
            Route("/", page("overview", pages.show_overview), name="overview"),
            Route("/map", page("map", pages.show_map)),
            Route("/obligations", page("obligations", pages.list_obligations)),
            Route("/obligations/{obligation_id}", page("obligations", pages.show_obligation)),
            Route("/registers", page("registers", registers.show_registers)),
            Route("/incidents", page("incidents", incidents.list_incidents)),
            Route("/incidents/{incident_id}", page("incidents", incidents.show_incident)),
            Route("/items", page("items", pages.list_items)),
            Route("/items/{item_id}", page("items", pages.show_item)),
            Route("/report", page("report", pages.show_report)),
            *(forms.routes() if clerk else ()),
            *(Route(path, page("api", answer)) for path, answer, _ in api.ROUTES),
            Mount("/static", StaticFiles(packages=[("tregua.web", "static")])),
            Mount("/fonts", StaticFiles(directory=str(files("tregua") / "data" / "fonts"))),
        ],
        middleware=[Middleware(Guard, hosts=tuple(hosts))],
        exception_handlers={
            TreguaError: _bad_request,
            HTTPException: _http_error,
            Exception: _broken,
        },
    )
    app.state.site = Site(desk, clerk)
    return app


def _answer(request: Request, message: Message, status_code: int) -> Response:
    site: Site = request.app.state.site
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
