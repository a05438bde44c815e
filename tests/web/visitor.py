"""Somebody at this machine with a browser, without the network between."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from tregua.centre.rights import may
from tregua.model.rights import OPERATOR, Person
from tregua.model.tiers import INTERNAL
from tregua.web.app import create_app
from tregua.web.clerk import Clerk
from tregua.web.desk import Desk
from tregua.web.doorkeeper import Alone


class Visitor:
    """Asks a desk's dashboard for pages, one at a time."""

    def __init__(self, desk: Desk, clerk: Clerk | None = None, person: Person = OPERATOR) -> None:
        clerk_for = (lambda _: clerk) if clerk else None
        self._app = create_app(lambda _: desk, Alone(may, INTERNAL, person), clerk_for=clerk_for)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer to a GET."""
        return self.request("GET", path, **headers)

    def request(self, method: str, path: str, **headers: str) -> httpx.Response:
        """The answer to any request."""
        return asyncio.run(self._ask(method, path, headers))

    def post(
        self,
        path: str,
        fields: dict[str, str],
        file: tuple[str, bytes] | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """The answer to a form, sent as a browser sends one from the dashboard's own page."""
        ours = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin", **(headers or {})}
        sheet = {"file": (*file, "text/csv")} if file else None
        kept = {name: text for name, text in ours.items() if text}
        return asyncio.run(self._ask("POST", path, kept, data=fields, files=sheet))

    async def _ask(self, method: str, path: str, headers: dict[str, str], **sent: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.request(method, path, headers=headers, **sent)
