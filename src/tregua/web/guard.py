"""What stands before every answer: whose request it is, and what the browser may do with the page.

The dashboard answers only requests addressed to it by a name it knows (a page elsewhere could
otherwise point its own name at this machine and read the centre through the visitor's browser), and
forbids the pages to fetch, frame or run anything that does not come from itself.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


def sheet_policy(page: str) -> str:
    """The policy of a page that carries its own style sheets and fonts within it and runs nothing:
    exactly these sheets, told by their hashes."""
    sheets = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()}'" for sheet in sheets
    )
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {hashes}".rstrip(),
            "font-src data:",
            "img-src data:",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """Refuses requests under a foreign name and stamps the security headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = list(message.get("headers", ()))
                named = {name for name, _ in own}
                message["headers"] = [*own, *(pair for pair in HEADERS if pair[0] not in named)]
            await send(message)

        if host_name(scope) not in self.hosts:
            refusal = PlainTextResponse("421 Misdirected Request\n", status_code=421)
            await refusal(scope, receive, stamped)
            return
        await self.app(scope, receive, stamped)


def host_name(scope: Scope) -> str:
    """The name a request is addressed to, without its port; empty if it names none or several."""
    named: list[str] = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
    if len(named) != 1:
        return ""
    host = named[0].lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
