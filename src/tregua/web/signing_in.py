"""The pages of signing in: sign in, take an invitation, one's own account."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tregua.model.errors import TreguaError
from tregua.model.rights import Asked
from tregua.web.gate import OPEN, Door
from tregua.web.sessions import SIGN_IN, browser_of, form_token, give, signed_in, take_back
from tregua.web.threshold import (
    Fields,
    check_token,
    check_twice,
    endpoint,
    go,
    instant,
    me_of,
    next_of,
    reception_of,
    show,
)

OWN = (Asked("keep_own_account", "active", own=True),)


def routes() -> list[Door]:
    """The addresses; whoever has not signed in may see the first."""
    return [
        Door(SIGN_IN, endpoint(show_sign_in), methods=["GET"], asks=OPEN),
        Door(SIGN_IN, endpoint(take_sign_in), methods=["POST"], asks=OPEN),
        Door("/invitation", endpoint(show_invitation), methods=["GET"], asks=OPEN),
        Door("/invitation", endpoint(take_invitation), methods=["POST"], asks=OPEN),
        Door("/account", endpoint(show_account), methods=["GET"], asks=OWN),
        Door("/account/passphrase", endpoint(change_passphrase), methods=["POST"], asks=OWN),
        Door("/account/sign-out", endpoint(sign_out), methods=["POST"], asks=OWN),
    ]


# ---- coming in ----------------------------------------------------------------------------------------


def show_sign_in(request: Request, _fields: Fields) -> Response:
    """Name and passphrase; whoever is in already goes on."""
    if reception_of(request).is_open() or signed_in(request):
        return go(next_of(request))
    return show(request, "sign_in.html", name="", next=next_of(request))


def take_sign_in(request: Request, fields: Fields) -> Response:
    """Lets somebody in and on to where he wanted to go."""
    name = fields.get("name", "")[:200]
    try:
        entrance = reception_of(request).sign_in(name, fields.get("passphrase", ""), browser_of(request))
    except TreguaError as error:
        return show(request, "sign_in.html", error, name=name, next=next_of(request))
    return give(go(next_of(request)), request, entrance)


def show_invitation(request: Request, _fields: Fields) -> Response:
    """A field for the invitation; the link's own script fills it in and sends it."""
    return show(request, "invitation.html", account=None, code="")


def take_invitation(request: Request, fields: Fields) -> Response:
    """Whose invitation it is; then, with a passphrase, in."""
    code = fields.get("code", "").strip()[:200]
    account = None
    try:
        account = reception_of(request).invited(code)
        if "passphrase" not in fields:
            return show(request, "invitation.html", account=account, code=code)
        check_twice(fields)
        entrance = reception_of(request).take_invitation(code, fields["passphrase"], browser_of(request))
    except TreguaError as error:
        return show(request, "invitation.html", error, account=account, code=code)
    return give(go("/account"), request, entrance)


# ---- one's own account --------------------------------------------------------------------------------


def show_account(request: Request, _fields: Fields) -> Response:
    """Who one is here, and where one is signed in."""
    return show_own(request)


def show_own(request: Request, error: TreguaError | None = None) -> Response:
    """The same, with what was refused there."""
    me = me_of(request)
    reception = reception_of(request)
    return show(
        request,
        "account.html",
        error,
        me=me,
        sessions=reception.sessions(me),
        own_passkeys=reception.passkeys(me),
        token=form_token(request),
        instant=instant,
    )


def change_passphrase(request: Request, fields: Fields) -> Response:
    """Another passphrase; whoever is signed in elsewhere is out."""
    me = me_of(request)
    check_token(request, fields)
    try:
        check_twice(fields)
        entrance = reception_of(request).change_passphrase(
            me, fields.get("now", ""), fields.get("passphrase", ""), browser_of(request)
        )
    except TreguaError as error:
        return show_own(request, error)
    return give(go("/account"), request, entrance)


def sign_out(request: Request, fields: Fields) -> Response:
    """Here, in one other browser, or in all others."""
    me = me_of(request)
    check_token(request, fields)
    which = fields.get("session", me.session.session_id)
    reception_of(request).sign_out(me, which, browser_of(request))
    if which == me.session.session_id:
        return take_back(go(SIGN_IN), request)
    return go("/account")
