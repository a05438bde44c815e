"""The gate before every page: what is done at an address, and whether whoever asks may do it.

An address says with it what is done there (:class:`Door`). One that says nothing is refused, so that nobody
can forget: the gate asks the application's own routes, however they came there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tregua.model.messages import Message, say
from tregua.model.rights import Asked, Verdict
from tregua.web.doorkeeper import NOBODY, Asker, Doorkeeper
from tregua.web.forms_guard import Refused

OPEN: tuple[Asked, ...] = ()
"""What an address asks for that is open to everybody, signed in or not: style sheets, the page to sign in."""

Refuse = Callable[[Request, Message, int], Response]


def either(action: str, state: str = "running") -> tuple[Asked, ...]:
    """Asked where only what is sent tells whose own it is: whoever may one or the other is let in, and the
    page asks again."""
    return Asked(action, state), Asked(action, state, own=True)


class Door(Route):
    """An address with what is done there. Whoever may one of ``asks`` is let in."""

    def __init__(
        self, path: str, endpoint: Callable[..., Any], *, asks: Sequence[Asked] | None, **more: Any
    ) -> None:
        super().__init__(path, endpoint, **more)
        self.asks = asks


class OpenMount(Mount):
    """Files that everybody may fetch: nothing of a centre is in them."""

    asks = OPEN


class Gate:
    """Lets in whoever may. ``refuse`` makes the page or the JSON that says why not."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper, refuse: Refuse) -> None:
        self.app = app
        self.doorkeeper = doorkeeper
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request. Anything but HTTP has no door."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        refusal = await self._refusal(request, _route(scope))
        await (refusal or self.app)(scope, receive, send)

    async def _refusal(self, request: Request, route: BaseRoute | None) -> Response | None:
        """The answer to somebody who may not; None for whoever may, who stands in the request's state."""
        person = await run_in_threadpool(self.doorkeeper.who, request)
        if person is not None:
            audience = self.doorkeeper.audience(person)
            request.state.asker = Asker(person, self.doorkeeper.may, audience)
        asks: Sequence[Asked] | None = getattr(route, "asks", None)
        if asks is not None and not asks:
            return None
        if person is None:
            return await self._turn_away(request)
        if route is None:  # no page, or no such method: the application says so
            return None
        if asks is None:
            return await self._told(request, say("rights.undeclared", given=request.url.path), 403)
        verdicts = [self.doorkeeper.may(person, one) for one in asks]
        if any(one.allowed for one in verdicts):
            return None
        return await self._told(request, _reason(verdicts[0], request), 403)

    async def _turn_away(self, request: Request) -> Response:
        """To the page to sign in, and back from there; a program and a form are told."""
        address = self.doorkeeper.sign_in
        if not address or request.method not in ("GET", "HEAD") or request.url.path.startswith("/api/"):
            return await self._told(request, say("rights.sign_in"), 401)
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        back = f"?next={quote(asked, safe='')}" if asked != "/" else ""
        return RedirectResponse(address + back, 303, headers={"cache-control": "no-store"})

    async def _told(self, request: Request, message: Message, status_code: int) -> Response:
        return await run_in_threadpool(self.refuse, request, message, status_code)


def asker_of(request: Request) -> Asker:
    """Whoever sent this, as the gate found; nobody where it was not asked."""
    asker = getattr(request.state, "asker", NOBODY)
    return asker if isinstance(asker, Asker) else NOBODY


def require(request: Request, asked: Asked) -> None:
    """For a page that only knows from what is sent what is asked. Raises Refused, 403, with the reason."""
    verdict = asker_of(request).verdict(asked)
    if not verdict.allowed:
        raise Refused(_reason(verdict, request), 403)


def _reason(verdict: Verdict, request: Request) -> Message:
    return verdict.reason or say("rights.undeclared", given=request.url.path)


def _route(scope: Scope) -> BaseRoute | None:
    """The route that the application will take: the first that matches whole."""
    app: Starlette = scope["app"]
    return next((one for one in app.routes if one.matches(scope)[0] is Match.FULL), None)
