"""Sessions in cookies: what a browser is given, and whose request it is by what it brings back."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from tregua.model.people import Entrance, SignedIn
from tregua.model.rights import OPERATOR, Asked, Person, Verdict
from tregua.model.tiers import Audience
from tregua.web.doorkeeper import May
from tregua.web.reception import Browser, Reception

SIGN_IN = "/sign-in"
_SESSION, _KNOWN, _ASKING = "tregua-session", "tregua-known", "tregua-asking"
_ASKED_FOR = 300
_KNOWN_FOR = 90 * 24 * 3600


@dataclass(frozen=True)
class AtReception:
    """The doorkeeper of a centre with accounts: who signed in is who he is; while nobody has an account,
    whoever
    sits at this machine is the operator."""

    reception: Reception
    table: May
    audiences: Callable[[Person], Audience]
    alone: Person = OPERATOR

    @property
    def sign_in(self) -> str:
        """Where somebody signs in; nowhere while nobody has an account."""
        return "" if self.reception.is_open() else SIGN_IN

    def who(self, request: Request) -> Person | None:
        """Whoever signed in under the token of this request."""
        if self.reception.is_open():
            return self.alone
        found = self.reception.who(token_in(request))
        request.state.signed_in = found
        return None if found is None else found.account.person

    def may(self, person: Person, asked: Asked) -> Verdict:
        """As the table says."""
        return self.table(person, asked)

    def audience(self, person: Person) -> Audience:
        """With whose eyes the role sees."""
        return self.audiences(person)


def signed_in(request: Request) -> SignedIn | None:
    """Whoever signed in, as the doorkeeper found."""
    found = getattr(request.state, "signed_in", None)
    return found if isinstance(found, SignedIn) else None


def token_in(request: Request) -> str:
    """The session's token; empty where the request brings none."""
    return request.cookies.get(_name(_SESSION, request), "")[:128]


def form_token(request: Request) -> str:
    """What a form of whoever signed in must bring back: known to this session alone."""
    return hmac.new(token_in(request).encode(), b"tregua form", sha256).hexdigest()


def browser_of(request: Request) -> Browser:
    """What is known of whoever asks before he has said who he is."""
    address = request.client.host if request.client else ""
    known = request.cookies.get(_name(_KNOWN, request), "")[:128]
    return Browser(address, request.headers.get("user-agent", "")[:400], known)


def give(response: Response, request: Request, entrance: Entrance) -> Response:
    """Gives the browser its session, in place of any it had."""
    _set(response, request, _SESSION, entrance.token, None)
    _set(response, request, _KNOWN, entrance.known, _KNOWN_FOR)
    return response


def take_back(response: Response, request: Request) -> Response:
    """The browser forgets its session."""
    _set(response, request, _SESSION, "", 0)
    return response


def give_asking(response: Response, request: Request, holder: str) -> Response:
    """The browser is asked to have something signed, and says by this which question it answers."""
    _set(response, request, _ASKING, holder, _ASKED_FOR)
    return response


def asking_in(request: Request) -> str:
    """Which question an answer is to; empty where none was asked."""
    return request.cookies.get(_name(_ASKING, request), "")[:128]


def _set(response: Response, request: Request, name: str, value: str, age: int | None) -> None:
    response.set_cookie(
        _name(name, request),
        value,
        max_age=age,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def _name(name: str, request: Request) -> str:
    """Under TLS no other host, and no page without TLS, can set a cookie of this name."""
    return f"__Host-{name}" if request.url.scheme == "https" else name
