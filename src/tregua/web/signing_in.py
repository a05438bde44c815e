"""The pages of signing in: sign in, take an invitation, one's own account."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tregua.model.errors import BadArgument, TreguaError, Where
from tregua.model.messages import Message, say
from tregua.model.people import SignedIn
from tregua.model.rights import Asked
from tregua.reporting.messages import Renderer
from tregua.web.forms_guard import Refused, check_post
from tregua.web.gate import OPEN, Door
from tregua.web.reception import Reception
from tregua.web.sessions import (
    SIGN_IN,
    browser_of,
    form_token,
    give,
    signed_in,
    take_back,
)
from tregua.web.site import Site, site_of

Fields = Mapping[str, str]
Make = Callable[[Request, Fields], Response]
_OWN = (Asked("keep_own_account", "active", own=True),)
_STATUS = {"people.wait": 429, "people.wrong": 401, "people.invitation_over": 410}


def routes() -> list[Door]:
    """The addresses; whoever has not signed in may see the first."""
    return [
        Door(SIGN_IN, _endpoint(show_sign_in), methods=["GET"], asks=OPEN),
        Door(SIGN_IN, _endpoint(take_sign_in), methods=["POST"], asks=OPEN),
        Door("/invitation", _endpoint(show_invitation), methods=["GET"], asks=OPEN),
        Door("/invitation", _endpoint(take_invitation), methods=["POST"], asks=OPEN),
        Door("/account", _endpoint(show_account), methods=["GET"], asks=_OWN),
        Door("/account/passphrase", _endpoint(change_passphrase), methods=["POST"], asks=_OWN),
        Door("/account/sign-out", _endpoint(sign_out), methods=["POST"], asks=_OWN),
    ]


def _endpoint(make: Make) -> Callable[[Request], Any]:
    """Refuses a post from elsewhere, reads it, and answers off the event loop."""

    async def endpoint(request: Request) -> Response:
        fields: dict[str, str] = {}
        if request.method == "POST":
            check_post(request)
            async with request.form(max_files=0, max_fields=10, max_part_size=10_000) as form:
                fields = {key: value for key, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(make, request, fields)

    return endpoint


# ---- coming in ----------------------------------------------------------------------------------------


def show_sign_in(request: Request, _fields: Fields) -> Response:
    """Name and passphrase; whoever is in already goes on."""
    if _reception(request).is_open() or signed_in(request):
        return _go(_next(request))
    return _page(request, "sign_in.html", name="", next=_next(request))


def take_sign_in(request: Request, fields: Fields) -> Response:
    """Lets somebody in and on to where he wanted to go."""
    name = fields.get("name", "")[:200]
    try:
        entrance = _reception(request).sign_in(name, fields.get("passphrase", ""), browser_of(request))
    except TreguaError as error:
        return _page(request, "sign_in.html", error, name=name, next=_next(request))
    return give(_go(_next(request)), request, entrance)


def show_invitation(request: Request, _fields: Fields) -> Response:
    """A field for the invitation; the link's own script fills it in and sends it."""
    return _page(request, "invitation.html", account=None, code="")


def take_invitation(request: Request, fields: Fields) -> Response:
    """Whose invitation it is; then, with a passphrase, in."""
    code = fields.get("code", "").strip()[:200]
    account = None
    try:
        account = _reception(request).invited(code)
        if "passphrase" not in fields:
            return _page(request, "invitation.html", account=account, code=code)
        _check_twice(fields)
        entrance = _reception(request).take_invitation(code, fields["passphrase"], browser_of(request))
    except TreguaError as error:
        return _page(request, "invitation.html", error, account=account, code=code)
    return give(_go("/account"), request, entrance)


# ---- one's own account --------------------------------------------------------------------------------


def show_account(request: Request, _fields: Fields) -> Response:
    """Who one is here, and where one is signed in."""
    return _show_account(request)


def _show_account(request: Request, error: TreguaError | None = None) -> Response:
    me = _me(request)
    sessions = _reception(request).sessions(me)
    return _page(
        request, "account.html", error, me=me, sessions=sessions, token=form_token(request), instant=_instant
    )


def change_passphrase(request: Request, fields: Fields) -> Response:
    """Another passphrase; whoever is signed in elsewhere is out."""
    me = _me(request)
    _check_token(request, fields)
    try:
        _check_twice(fields)
        entrance = _reception(request).change_passphrase(
            me, fields.get("now", ""), fields.get("passphrase", ""), browser_of(request)
        )
    except TreguaError as error:
        return _show_account(request, error)
    return give(_go("/account"), request, entrance)


def sign_out(request: Request, fields: Fields) -> Response:
    """Here, in one other browser, or in all others."""
    me = _me(request)
    _check_token(request, fields)
    which = fields.get("session", me.session.session_id)
    _reception(request).sign_out(me, which, browser_of(request))
    if which == me.session.session_id:
        return take_back(_go(SIGN_IN), request)
    return _go("/account")


def _me(request: Request) -> SignedIn:
    me = signed_in(request)
    if me is None:  # nobody has an account
        raise Refused(say("people.no_account"), 404)
    return me


def _check_token(request: Request, fields: Fields) -> None:
    if not compare_digest(fields.get("token", "").encode("utf-8", "replace"), form_token(request).encode()):
        raise Refused(say("form.elsewhere"), 403)


def _check_twice(fields: Fields) -> None:
    if fields.get("passphrase") != fields.get("again"):
        raise BadArgument(say("people.not_the_same"), Where(field="again"))


def _next(request: Request) -> str:
    """Where somebody wanted to go: a page of ours, by its path, and nowhere else."""
    given = request.query_params.get("next", "/")
    parts = urlsplit(given)
    ours = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if ours and not parts.scheme and not parts.netloc and "\\" not in given else "/"


def _go(address: str) -> Response:
    return RedirectResponse(address, 303, headers={"cache-control": "no-store"})


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _reception(request: Request) -> Reception:
    reception: Reception = request.app.state.reception
    return reception


def _page(request: Request, template: str, error: TreguaError | None = None, **context: Any) -> Response:
    """A page that asks the desk for nothing: whoever has not signed in learns the centre's title alone."""
    site: Site = site_of(request)
    renderer = Renderer(site.catalogue, site.names)

    def t(code: str, **args: Any) -> str:
        return renderer.text(say(code, **args))

    told, advice = "", ""
    if error is not None:
        told = renderer.text(error.message)
        advice = renderer.text(Message(code=f"{error.code}.do", args=error.message.args))
    status = 200 if error is None else _STATUS.get(error.code, 400)
    text = site.templates.get_template(template).render(
        t=t,
        title=site.desk.title,
        locale=site.catalogue.locale,
        error=told,
        advice=advice,
        field=error.where.field if error else "",
        **context,
    )
    # A browser that may send no referrer says "null" for where a form comes from, and such a form is refused.
    headers = {"cache-control": "no-store", "referrer-policy": "same-origin"}
    return HTMLResponse(text, status, headers=headers)
