"""Whether a form was sent from a page of this dashboard, and is not too long.

A page elsewhere can make a visitor's browser post to this machine. It cannot say that the request comes
from here, and it cannot read the token that a page of ours holds; both are asked for.
"""

from __future__ import annotations

from hmac import compare_digest

from starlette.exceptions import HTTPException
from starlette.requests import Request

from tregua.model.messages import Message, say

MOST_BYTES = 3_000_000
"""The longest post: a sheet of 2 MB, written in base64, and the fields beside it."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Refused(HTTPException):
    """A post that is not read: its message and its status."""

    def __init__(self, message: Message, status_code: int) -> None:
        super().__init__(status_code=status_code)
        self.message = message


def check_post(request: Request) -> None:
    """Raises Refused for a post from elsewhere, without a length, too long, or of another kind."""
    headers = request.headers
    site = headers.get("sec-fetch-site")
    if site not in (None, "same-origin"):
        raise Refused(say("form.elsewhere"), 403)
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"{request.url.scheme}://{headers.get('host', '').lower()}":
        raise Refused(say("form.elsewhere"), 403)
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit():
        raise Refused(say("form.no_length"), 411)
    if int(length) > MOST_BYTES:
        raise Refused(say("form.too_long", most=MOST_BYTES // 1_000_000), 413)
    if headers.get("content-type", "").partition(";")[0].strip().lower() not in _FORMS:
        raise Refused(say("form.elsewhere"), 415)


def is_ours(given: str, token: str) -> bool:
    """Whether the token in a form is this server's."""
    return compare_digest(given.encode("utf-8", "replace"), token.encode())
