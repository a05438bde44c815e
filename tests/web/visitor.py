"""Somebody at this machine with a browser, without the network between."""

from __future__ import annotations

import asyncio

import httpx

from tregua.web.app import create_app
from tregua.web.desk import Desk


class Visitor:
    """Asks a desk's dashboard for pages, one at a time."""

    def __init__(self, desk: Desk) -> None:
        self._app = create_app(desk)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """The answer to a GET."""
        return self.request("GET", path, **headers)

    def request(self, method: str, path: str, **headers: str) -> httpx.Response:
        """The answer to any request."""
        return asyncio.run(self._ask(method, path, headers))

    async def _ask(self, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.request(method, path, headers=headers)
