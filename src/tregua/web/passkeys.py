"""Passkeys at the door: asking a browser to make or use one, and taking its answer as a form.

The page's script asks here first what is to be made or signed, has the browser do it, and sends the form with
the answer in it; so every answer is checked like any other post.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tregua.model.errors import CheckFailed, TreguaError
from tregua.model.messages import say
from tregua.web.forms_guard import Refused
from tregua.web.gate import OPEN, Door
from tregua.web.reception import Place
from tregua.web.sessions import SIGN_IN, asking_in, browser_of, give, give_asking, token_in
from tregua.web.signing_in import OWN, show_own
from tregua.web.threshold import (
    Fields,
    check_token,
    endpoint,
    go,
    me_of,
    next_of,
    place_of,
    reception_of,
    show,
    told_of,
)


def routes() -> list[Door]:
    """The addresses; whoever has not signed in may use those of signing in and of an invitation."""
    open_ones = {
        f"{SIGN_IN}/passkey/ask": ask_to_sign,
        f"{SIGN_IN}/passkey": sign_in,
        "/invitation/passkey/ask": ask_for_first,
        "/invitation/passkey": take_invitation,
    }
    own = {
        "/account/passkey/ask": ask_for_new,
        "/account/passkey": add,
        "/account/passkey/remove": remove,
    }
    return [
        *(Door(path, endpoint(make), methods=["POST"], asks=OPEN) for path, make in open_ones.items()),
        *(Door(path, endpoint(make), methods=["POST"], asks=OWN) for path, make in own.items()),
    ]


def ask_to_sign(request: Request, _fields: Fields) -> Response:
    """What a passkey is to sign."""
    holder, asked = reception_of(request).ask_to_sign(_place(request))
    return give_asking(_json(asked), request, holder)


def sign_in(request: Request, fields: Fields) -> Response:
    """Lets somebody in and on to where he wanted to go."""
    try:
        entrance = reception_of(request).sign_in_with_passkey(
            asking_in(request), _place(request), _answer(fields), browser_of(request)
        )
    except TreguaError as error:
        return show(request, "sign_in.html", error, name="", next=next_of(request))
    return give(give_asking(go(next_of(request)), request, ""), request, entrance)


def ask_for_first(request: Request, fields: Fields) -> Response:
    """What an invited person's browser is to make a passkey from."""
    code = fields.get("code", "").strip()[:200]
    reception = reception_of(request)
    try:
        return _json(reception.ask_for_new(reception.invited(code), code, _place(request)))
    except TreguaError as error:
        return _refusal(request, error)


def take_invitation(request: Request, fields: Fields) -> Response:
    """The invited person is in by a passkey."""
    code, reception, account = fields.get("code", "").strip()[:200], reception_of(request), None
    try:
        account = reception.invited(code)
        entrance = reception.take_invitation_with_passkey(
            code, _place(request), _answer(fields), fields.get("label", ""), browser_of(request)
        )
    except TreguaError as error:
        return show(request, "invitation.html", error, account=account, code=code)
    return give(go("/account"), request, entrance)


def ask_for_new(request: Request, fields: Fields) -> Response:
    """What one's browser is to make another passkey from."""
    me = me_of(request)
    check_token(request, fields)
    try:
        return _json(reception_of(request).ask_for_new(me.account, token_in(request), _place(request)))
    except TreguaError as error:
        return _refusal(request, error)


def add(request: Request, fields: Fields) -> Response:
    """Another passkey of one's own."""
    me = me_of(request)
    check_token(request, fields)
    try:
        reception_of(request).add_passkey(
            me,
            token_in(request),
            _place(request),
            _answer(fields),
            fields.get("label", ""),
            browser_of(request),
        )
    except TreguaError as error:
        return show_own(request, error)
    return go("/account")


def remove(request: Request, fields: Fields) -> Response:
    """One of one's own less."""
    me = me_of(request)
    check_token(request, fields)
    try:
        reception_of(request).remove_passkey(me, fields.get("passkey", ""), browser_of(request))
    except TreguaError as error:
        return show_own(request, error)
    return go("/account")


def _place(request: Request) -> Place:
    place = place_of(request)
    if place is None:
        raise Refused(say("people.passkey_refused"), 400)
    return place


def _answer(fields: Fields) -> Any:
    try:
        return json.loads(fields.get("answer", ""))
    except (ValueError, RecursionError) as error:
        raise CheckFailed(say("people.passkey_refused")) from error


def _json(asked: dict[str, Any]) -> Response:
    return JSONResponse(asked, headers={"cache-control": "no-store"})


def _refusal(request: Request, error: TreguaError) -> Response:
    return JSONResponse({"error": told_of(request, error)}, 400, headers={"cache-control": "no-store"})
