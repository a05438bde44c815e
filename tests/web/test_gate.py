"""Every address says what is done there; whoever may not is refused, in words, and shown no way there."""

from __future__ import annotations

import asyncio
import re
from itertools import product
from typing import get_args

import httpx
import pytest
from fixture_desk import FixtureDesk
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route, WebSocketRoute

from tregua.centre.rights import audience_of, may
from tregua.model.rights import OF_DELEGATIONS, OPERATOR, ROLES, VISITOR, Action, Asked, Person, Verdict
from tregua.model.tiers import INTERNAL, Audience
from tregua.web import api
from tregua.web.app import create_app
from tregua.web.doorkeeper import Alone
from tregua.web.gate import OPEN
from tregua.web.own_word import is_own_word

DEMO = FixtureDesk()
EVERYBODY = [Person("x", role, "tr" if role in OF_DELEGATIONS else "") for role in ROLES]


class Clerk:
    """Takes nothing: a request that comes as far as here was let in."""

    def enter_row(self, *_args: object, **_options: object) -> object:
        raise AssertionError("let in")

    enter_sheet = told_beside = enter_row

    def places(self) -> tuple[tuple[str, str], ...]:
        return ()

    actors = places


class Badge:
    """Accounts in small: whoever names a role in a header has it; nobody else is signed in."""

    sign_in = "/sign-in"

    def who(self, request: Request) -> Person | None:
        role = request.headers.get("x-role")
        return Person("somebody", role, request.headers.get("x-delegation", "")) if role else None

    def may(self, person: Person, asked: Asked) -> Verdict:
        return may(person, asked)

    def audience(self, person: Person) -> Audience:
        return audience_of(person)


def dashboard(person: Person = OPERATOR) -> Starlette:
    return create_app(lambda _: DEMO, Alone(may, INTERNAL, person), clerk_for=lambda _: Clerk())  # type: ignore[arg-type]


class Browser:
    """Somebody at this machine, without the network between; follows no redirection."""

    def __init__(self, app: Starlette, headers: dict[str, str]) -> None:
        self.app, self.headers = app, headers

    def get(self, path: str) -> httpx.Response:
        return self.request("GET", path)

    def request(self, method: str, path: str, data: dict[str, str] | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, path, headers=self.headers, data=data)

        return asyncio.run(ask())


def browser(app: Starlette, **headers: str) -> Browser:
    return Browser(app, headers)


def test_every_address_says_what_is_done_there() -> None:
    found = {getattr(one, "path", ""): getattr(one, "asks", None) for one in dashboard().routes}
    assert len(found) > 20
    for path, asks in found.items():
        assert asks is not None, f"{path} does not say what is done there"
        assert asks is not OPEN or path in ("/static", "/fonts"), f"{path} is open to everybody"
        for one in asks:
            assert one.action in get_args(Action), path
            assert may(OPERATOR, one).allowed, path
    assert set(api.ASKS) == {path for path, _, _ in api.ROUTES}


def test_an_address_that_says_nothing_is_refused_however_it_came_there() -> None:
    app = dashboard()

    async def answer(_request: Request) -> PlainTextResponse:
        raise AssertionError("let in")

    app.router.routes[:0] = [Route("/new", answer), Mount("/more", routes=[Route("/new", answer)])]
    app.add_route("/api/new", answer)
    for path in ("/new", "/more/new"):
        told = browser(app).get(path)
        assert told.status_code == 403
        assert f"Nothing says who may use {path}" in told.text
    assert browser(app).get("/api/new").json()["error"] == "rights.undeclared"


def test_there_is_no_door_but_http() -> None:
    async def listen(_socket: object) -> None:
        raise AssertionError("let in")

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)

    app = dashboard()
    app.router.routes.append(WebSocketRoute("/listen", listen))
    scope = {"type": "websocket", "path": "/listen", "headers": [(b"host", b"localhost")]}
    asyncio.run(app(scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("person", [*EVERYBODY, OPERATOR, VISITOR], ids=lambda one: one.role)
def test_every_address_lets_in_whom_the_table_lets_in(person: Person) -> None:
    app, asked = dashboard(person), browser(dashboard(person), **OURS)
    for route in app.routes:
        path = getattr(route, "path", "").replace("{layer}", "land").replace("{name}", "forces")
        path = path.replace("{obligation_id}", "x").replace("{incident_id}", "x").replace("{item_id}", "x")
        asks = getattr(route, "asks", None) or ()
        for method in getattr(route, "methods", None) or ():
            lets_in = any(may(person, one).allowed for one in asks)
            told = asked.request(method, path, data={"step": "change"} if method == "POST" else None)
            assert (told.status_code != 403) == lets_in, f"{method} {path}: {told.status_code}"


OURS = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}


def test_a_refusal_says_why_and_what_to_do() -> None:
    keeper = browser(dashboard(Person("x", "administrator")))
    page = keeper.get("/items")
    assert page.status_code == 403
    assert "may see what was received. You are here as an administrator." in page.text
    assert "Ask one of those who may." in page.text
    told = keeper.get("/api/items")
    assert told.status_code == 403
    assert set(told.json()) == {"error", "message", "do"}
    assert told.json()["error"] == "rights.role"


def test_head_and_foot_show_no_way_to_what_is_refused() -> None:
    ways = {
        "/map": "see_incidents",
        "/incidents": "see_incidents",
        "/registers": "see_registers",
        "/items": "see_items",
        "/enter": "enter_row",
        "/api/items": "see_items",
        "/api/registers": "see_registers",
    }
    for person, (way, action) in product([*EVERYBODY, OPERATOR, VISITOR], ways.items()):
        page = browser(dashboard(person)).get("/obligations").text
        page = page.partition("<main")[0] + page.partition("<footer")[2]
        state = "received" if action == "see_items" else "running"
        let = any(may(person, Asked(action, state, own)).allowed for own in (True, False))
        assert (f'href="{way}"' in page or f'href="{way}?' in page) == let, (person.role, way)


def test_persons_are_put_together_for_those_who_may_see_them() -> None:
    names = ["/registers?name=exchanges", "/registers?name=losses"]
    for path in names:
        assert 'class="persons"' not in browser(dashboard(VISITOR)).get(path).text
        assert browser(dashboard(VISITOR)).get(path).status_code == 200


# ---- accounts -----------------------------------------------------------------------------------------


def signing_in() -> Starlette:
    return create_app(lambda _: DEMO, Badge(), clerk_for=lambda _: Clerk())  # type: ignore[arg-type]


def test_nobody_is_sent_to_sign_in_and_back() -> None:
    told = browser(signing_in()).get("/obligations?on=2020-12-01")
    assert (told.status_code, told.headers["location"]) == (
        303,
        "/sign-in?next=%2Fobligations%3Fon%3D2020-12-01",
    )
    assert browser(signing_in()).get("/").headers["location"] == "/sign-in"
    assert told.headers["cache-control"] == "no-store"
    assert told.headers["x-frame-options"] == "DENY"


def test_nobody_learns_which_pages_there_are() -> None:
    for path in ("/items/item-1", "/no-such-page", "/items/", "/api/no"):
        told = browser(signing_in()).get(path)
        assert told.status_code == (401 if path.startswith("/api/") else 303), path


def test_a_program_and_a_form_are_told_that_nobody_is_signed_in() -> None:
    told = browser(signing_in()).get("/api/items")
    assert (told.status_code, told.json()["error"]) == (401, "rights.sign_in")
    posted = browser(signing_in(), **OURS).request("POST", "/enter/forces", data={"step": "enter"})
    assert posted.status_code == 401
    assert "arrivals" not in posted.text


def test_style_sheets_are_for_everybody() -> None:
    assert browser(signing_in()).get("/static/base.css").status_code == 200


def test_each_role_is_shown_its_own_desk() -> None:
    asked: list[Audience] = []

    def desk_for(audience: Audience) -> FixtureDesk:
        asked.append(audience)
        return DEMO

    app = create_app(desk_for, Badge())
    for role, delegation in (("analyst", ""), ("guarantor", ""), ("delegation_head", "RU"), ("chair", "")):
        told = browser(app, **{"x-role": role, "x-delegation": delegation}).get("/obligations")
        assert told.status_code == 200
    assert [one.name for one in asked] == ["internal", "parties", "delegation:ru"]


def test_a_role_that_is_none_is_let_in_nowhere() -> None:
    for role in ("king", "Operator", "team_leader "):
        told: httpx.Response = browser(signing_in(), **{"x-role": role}).get("/")
        assert told.status_code == 403


# ---- one's own word -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said_by", "own"),
    [("side", True), ("side/mod", True), ("sideways", False), ("other/mod", False), (None, False)],
)
def test_a_delegation_speaks_for_itself_and_whom_it_represents(said_by: str | None, own: bool) -> None:
    agreement = DEMO.agreement
    one = agreement.delegations[0].model_copy(update={"id": "seat", "represents": ("side",)})
    changed = agreement.model_copy(update={"delegations": (one,)})
    assert is_own_word(said_by, Person("x", "delegation_member", "SEAT"), changed) is own
    assert is_own_word("seat", Person("x", "delegation_head", "seat"), changed)
    assert not is_own_word(said_by, Person("x", "observer"), changed)
    assert not is_own_word(said_by, Person("x", "delegation_member", "else"), changed)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_links_to_what_whoever_reads_it_may_not_open(role: str) -> None:
    delegation = {"x-delegation": "tr"} if role in OF_DELEGATIONS else {}
    app = create_app(lambda _: DEMO, Badge(), clerk_for=lambda _: Clerk())  # type: ignore[arg-type]
    somebody = browser(app, **{"x-role": role, **delegation})
    waiting, seen, closed = ["/"], {"/"}, []
    while waiting and len(seen) < 150:
        page = waiting.pop(0)
        told = somebody.get(page)
        if told.status_code == 403:
            closed.append(page)
        if told.status_code != 200 or "text/html" not in told.headers["content-type"]:
            continue
        for found in re.findall(r'(?:href|action)="(/[^"#?]*)', told.text):
            path = found.replace("&amp;", "&")
            if path not in seen and not path.startswith(("/static", "/fonts", "/account", "/api/base")):
                seen.add(path)
                waiting.append(path)
    assert len(seen) > 3
    assert not closed
