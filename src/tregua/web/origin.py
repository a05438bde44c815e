"""The address at which people reach the dashboard, as they type it."""

from __future__ import annotations

from urllib.parse import urlsplit

from tregua.model.errors import BadArgument, Where
from tregua.model.messages import say
from tregua.web.guard import LOOPBACK


def read_address(given: str) -> str:
    """``https://host`` or ``https://host:port``; plain ``http`` on this machine only. Raises BadArgument
    ``people.bad_address``."""
    try:
        parts = urlsplit(given.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    named = f"[{host}]" if ":" in host else host
    plain = parts.scheme == "http" and named in LOOPBACK
    if (
        not host
        or not (plain or parts.scheme == "https")
        or parts.path.strip("/")
        or parts.query
        or "@" in given
    ):
        raise BadArgument(say("people.bad_address", given=given), Where(field="--address"))
    return f"{parts.scheme}://{named}" + (f":{port}" if port else "")
