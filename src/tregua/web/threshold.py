"""What the pages at the door have in common: a post is looked at, a page tells no more than the title."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hmac import compare_digest
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tregua.model.errors import BadArgument, TreguaError, Where
from tregua.model.messages import Message, say
from tregua.model.people import SignedIn
from tregua.reporting.messages import Renderer
from tregua.web.forms_guard import Refused, check_post
from tregua.web.reception import Place, Reception
from tregua.web.sessions import form_token, signed_in
from tregua.web.site import Site, site_of

Fields = Mapping[str, str]
Make = Callable[[Request, Fields], Response]
_STATUS = {
    "people.wait": 429,
    "people.wrong": 401,
    "people.passkey_refused": 401,
    "people.invitation_over": 410,
}


def endpoint(make: Make) -> Callable[[Request], Any]:
    """Refuses a post from elsewhere, reads it, and answers off the event loop."""

    async def endpoint(request: Request) -> Response:
        fields: dict[str, str] = {}
        if request.method == "POST":
            check_post(request)
            async with request.form(max_files=0, max_fields=10, max_part_size=10_000) as form:
                fields = {key: value for key, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(make, request, fields)

    return endpoint


def me_of(request: Request) -> SignedIn:
    me = signed_in(request)
    if me is None:  # nobody has an account
        raise Refused(say("people.no_account"), 404)
    return me


def check_token(request: Request, fields: Fields) -> None:
    if not compare_digest(fields.get("token", "").encode("utf-8", "replace"), form_token(request).encode()):
        raise Refused(say("form.elsewhere"), 403)


def check_twice(fields: Fields) -> None:
    if fields.get("passphrase") != fields.get("again"):
        raise BadArgument(say("people.not_the_same"), Where(field="again"))


def next_of(request: Request) -> str:
    """Where somebody wanted to go: a page of ours, by its path, and nowhere else."""
    given = request.query_params.get("next", "/")
    parts = urlsplit(given)
    ours = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable()
    return given if ours and not parts.scheme and not parts.netloc and "\\" not in given else "/"


def go(address: str) -> Response:
    return RedirectResponse(address, 303, headers={"cache-control": "no-store"})


def instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


def reception_of(request: Request) -> Reception:
    reception: Reception = request.app.state.reception
    return reception


def show(request: Request, template: str, error: TreguaError | None = None, **context: Any) -> Response:
    """A page that asks the desk for nothing: whoever has not signed in learns the centre's title alone."""
    site: Site = site_of(request)
    renderer = Renderer(site.catalogue, site.names)

    def t(code: str, **args: Any) -> str:
        return renderer.text(say(code, **args))

    told, advice = _words(renderer, error) if error is not None else ("", "")
    status = 200 if error is None else _STATUS.get(error.code, 400)
    text = site.templates.get_template(template).render(
        t=t,
        title=site.desk.title,
        locale=site.catalogue.locale,
        error=told,
        advice=advice,
        passkeys=place_of(request) is not None,
        field=error.where.field if error else "",
        **context,
    )
    # A browser that may send no referrer says "null" for where a form comes from, and such a form is refused.
    headers = {"cache-control": "no-store", "referrer-policy": "same-origin"}
    return HTMLResponse(text, status, headers=headers)


def told_of(request: Request, error: TreguaError) -> str:
    """What is wrong and what to do, in a line."""
    site: Site = site_of(request)
    told, advice = _words(Renderer(site.catalogue, site.names), error)
    return f"{told}. {advice}"


def _words(renderer: Renderer, error: TreguaError) -> tuple[str, str]:
    advice = Message(code=f"{error.code}.do", args=error.message.args)
    return renderer.text(error.message), renderer.text(advice)


def place_of(request: Request) -> Place | None:
    """For what a passkey made here is: this host and address. None under a bare number, for which browsers
    make none."""
    host = (request.url.hostname or "").lower()
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return Place(
            host, f"{request.url.scheme}://{request.url.netloc.lower()}", site_of(request).desk.title
        )
    return None
