"""Where a centre's database is: ``TREGUA_STORE``, else ``store`` in centre.toml, else ``state.db``."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.database import Database, open_database
from tregua.store.database import shown as shown

STATE = "state.db"
VARIABLE = "TREGUA_STORE"
_EACH = "{folder}"
_KINDS = ("sqlite", "postgresql", "postgres")
_SECONDS = 10
_OPEN: dict[str, Database] = {}


def place_of(folder: Path, store: str | None, environ: Mapping[str, str]) -> URL:
    """The URL of the database of the centre in ``folder``, whose charter says ``store``.

    In ``TREGUA_STORE`` a ``{folder}`` stands for a name of the folder's own, so that many centres on one
    machine share one setting. A file's path is relative to the centre. Raises BadCentre ``state.bad_url``.
    """
    if said := environ.get(VARIABLE):
        mark = sha256(str(folder.resolve()).encode()).hexdigest()[:16]
        return parse_place(said.replace(_EACH, mark), folder, VARIABLE)
    if store:
        return parse_place(store, folder, "store", str(folder / "centre.toml"))
    return URL.create("sqlite", database=str(folder / STATE))


def parse_place(given: str, folder: Path, field: str, file: str | None = None) -> URL:
    """A database's URL as a person wrote it in ``field``. Raises BadCentre ``state.bad_url``."""
    where = Where(file=file, field=field)
    try:
        url = make_url(given)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError) as error:  # its own words would repeat a password
        raise BadCentre(say("state.bad_url"), where) from error
    if kind not in _KINDS or not url.database:
        raise BadCentre(say("state.bad_url"), where)
    if kind == "sqlite":
        return url.set(database=str(folder / url.database))
    return url.set(drivername="postgresql+psycopg")


def is_file(url: URL) -> bool:
    """Whether the database is a file on this machine."""
    return url.get_backend_name() == "sqlite"


def open_place(url: URL, *, make: bool = False) -> Database:
    """The database there; a server's is opened once in a process and kept. ``make``: where a server has no
    database of this name it is made.

    Raises BadCentre: ``state.no_server``, ``state.no_database``, ``state.refused``.
    """
    if is_file(url):
        return open_database(Path(str(url.database)) if not url.query else url)
    key = url.render_as_string(hide_password=False)
    if key not in _OPEN:
        if make:
            _make(url)
        _reach(url)
        _OPEN[key] = open_database(url)
    return _OPEN[key]


def make_where_missing(environ: Mapping[str, str]) -> bool:
    """Whether one setting stands for many centres, so that nobody made a database for each by hand."""
    return _EACH in environ.get(VARIABLE, "")


def close_places() -> None:
    """Ends every connection to a server."""
    while _OPEN:
        _OPEN.popitem()[1].close()


def connect(url: URL, **options: Any) -> Any:
    """A connection of its own to a server, each statement by itself. Raises psycopg.OperationalError."""
    import psycopg

    query = {key: value for key, value in url.query.items() if isinstance(value, str)}
    given: dict[str, Any] = {
        "host": url.host,
        "port": url.port,
        "user": url.username,
        "password": url.password,
        "dbname": url.database,
        "connect_timeout": _SECONDS,
        **query,
        **options,
    }
    said = {key: value for key, value in given.items() if value is not None}
    return psycopg.connect(autocommit=True, **said)


def _reach(url: URL) -> None:
    """Raises BadCentre with what is wrong: a server's own words differ from language to language."""
    import psycopg

    try:
        connect(url).close()
        return
    except psycopg.OperationalError as error:
        failed = error
    where = Where(file=shown(url))
    reason = _line(failed)
    if not _answers(url):
        raise BadCentre(say("state.no_server", reason=reason), where) from failed
    if _has_database(url) is False:
        raise BadCentre(say("state.no_database", name=str(url.database)), where) from failed
    raise BadCentre(say("state.refused", reason=reason), where) from failed


def _answers(url: URL) -> bool:
    """Whether anything listens there: asked without words, which differ from language to language."""
    host = str(url.query.get("host") or url.host or "/var/run/postgresql").split(",")[0]
    port = int(url.port or str(url.query.get("port") or 5432))
    try:
        if host.startswith("/"):
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(f"{host}/.s.PGSQL.{port}")
        else:
            socket.create_connection((host, port), _SECONDS).close()
    except OSError:
        return False
    return True


def _has_database(url: URL) -> bool | None:
    """Whether the server has a database of this name; None where it does not say."""
    import psycopg

    try:
        with connect(url, dbname="postgres") as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            return connection.execute(query, [url.database]).fetchone() is not None
    except psycopg.OperationalError:
        return None


def _make(url: URL) -> None:
    from psycopg import errors, sql

    if _has_database(url) is False:
        name = sql.Identifier(str(url.database))
        made_meanwhile = suppress(errors.DuplicateDatabase, errors.UniqueViolation)
        with made_meanwhile, connect(url, dbname="postgres") as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))


def _line(error: BaseException) -> str:
    """The first line that says what went wrong."""
    line = next(iter(str(error).strip().splitlines()), "")
    return line.removeprefix("connection failed: ").removeprefix("connection is bad: ")
