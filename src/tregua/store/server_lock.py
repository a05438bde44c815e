"""The lock of whoever writes to a centre whose database is on a server: two machines may share one."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import URL

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.lock import Holder
from tregua.store.place import connect, open_place, shown

_CENTRE = (0x7472, 0x6567)
"""Held for a whole piece of work; apart from the one that each single transaction takes."""
_WHO = """
    SELECT a.application_name, a.client_addr::text, a.backend_start
    FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %s AND l.objid = %s AND l.objsubid = 2
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class ServerLock:
    """An advisory lock on a connection of its own: the server gives it back when that ends, however."""

    def __init__(self, url: URL, *, make: bool = False) -> None:
        self._url, self._make = url, make
        self._connection: Any = None

    def take(self) -> bool:
        """Takes it where nobody holds it; says whether. Raises BadCentre ``state.lost``."""
        import psycopg

        try:
            return self._try()
        except psycopg.Error as error:
            reason = next(iter(str(error).strip().splitlines()), "")
            raise BadCentre(say("state.lost", reason=reason), Where(file=shown(self._url))) from error

    def _try(self) -> bool:
        if self._connection is None:
            open_place(self._url, make=self._make)  # it tells better what is wrong
            who = f"tregua {os.getpid()}@{socket.gethostname()}"[:63]
            # A machine that fell silent must not hold it for hours: the server looks after half a minute.
            alive = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
            self._connection = connect(self._url, application_name=who, options=alive)
        found = self._connection.execute("SELECT pg_try_advisory_lock(%s, %s)", _CENTRE).fetchone()
        return bool(found and found[0])

    def holder(self) -> Holder:
        """Who holds it."""
        found = self._connection.execute(_WHO, _CENTRE).fetchone()
        if found is None:
            return Holder()
        name, address, since = found
        pid, _, machine = str(name).removeprefix("tregua ").partition("@")
        at = since.astimezone(UTC).isoformat(timespec="seconds") if isinstance(since, datetime) else "?"
        return Holder(pid or "?", machine or address or "?", at)

    def release(self) -> None:
        """Gives it back with its connection; nothing where there is none."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
