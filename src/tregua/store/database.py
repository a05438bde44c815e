"""The database itself, SQLite or PostgreSQL, opened by its URL. One of both speaks as the other: what is
committed is on the disk, a reader sees one moment, and there is one writer at a time.

What has to be said to each in words of its own is said here alone: :func:`words_for`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from string import ascii_lowercase
from typing import Any, Literal, NamedTuple

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import Message, say

_PATIENCE_MS = 5_000
"""How long one process waits for another that is writing."""
_WRITER = 0x74726567
"""The advisory lock of whoever writes: one PostgreSQL database holds one centre."""
_BUSY = "55P03"  # lock_not_available
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Words(NamedTuple):
    """What is said otherwise in each dialect. ``in_order`` joins two tables so that the first is read first;
    ``insert_once`` is the insert that knows *on conflict*."""

    in_order: str
    insert_once: Any

    def given(self, name: str, kind: Literal["bigint", "text"]) -> str:
        """The values bound to ``name``, see :meth:`values`, as rows ``given.value`` to select from."""
        if self is _SQLITE:
            return f"json_each(:{name}) AS given"
        ordered = ' COLLATE "C"' if kind == "text" else ""  # as the columns that it is compared with
        return f"unnest(CAST(:{name} AS {kind}[]){ordered}) AS given(value)"

    def values(self, values: Sequence[int] | Sequence[str]) -> object:
        """What is bound where :meth:`given` names it."""
        return json.dumps(values) if self is _SQLITE else list(values)

    def given_rows(self, name: str, kinds: Sequence[Literal["bigint", "text", "float8"]]) -> str:
        """The rows bound to ``name``, see :meth:`rows`, as ``given.a``, ``given.b`` … to select from."""
        columns = ascii_lowercase[: len(kinds)]
        if self is _SQLITE:
            taken = ", ".join(f"json_extract(value, '$[{n}]') AS {one}" for n, one in enumerate(columns))
            return f"(SELECT {taken} FROM json_each(:{name})) AS given"  # noqa: S608 - our own words
        arrays = (f"CAST(:{name}_{one} AS {kind}[])" for one, kind in zip(columns, kinds, strict=True))
        return f"unnest({', '.join(arrays)}) AS given({', '.join(columns)})"

    def rows(self, name: str, rows: Sequence[Sequence[object]]) -> dict[str, object]:
        """What is bound where :meth:`given_rows` names it; at least one row."""
        if self is _SQLITE:
            return {name: json.dumps([list(row) for row in rows])}
        columns = zip(*rows, strict=True)
        return {f"{name}_{one}": list(values) for one, values in zip(ascii_lowercase, columns, strict=False)}


# SQLite reads tables in the order in which CROSS JOIN names them; PostgreSQL's planner orders them itself.
_SQLITE = Words("CROSS JOIN", sqlite.insert)
_POSTGRESQL = Words("JOIN", postgresql.insert)


def words_for(connection: Connection) -> Words:
    """How to speak on this connection."""
    return _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL


def insert_once(connection: Connection, table: Table) -> Any:
    """An insert that knows *on conflict*."""
    return words_for(connection).insert_once(table)


class Database:
    """An engine, and how to read from it and write to it. ``name`` is what a person knows it by: the file, or
    the URL without its password."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_file = engine.dialect.name == "sqlite"
        self.name = shown(engine.url)
        self._reader = engine if self.is_file else _reader_of(engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Everything read is of one moment."""
        with self._told(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, all or nothing. Another that writes is waited for; raises BadCentre
        ``state.busy`` where it takes longer."""
        writer = self.engine.execution_options(writing=True)
        with self._told(), writer.begin() as connection:
            if not self.is_file:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
            yield connection

    def close(self) -> None:
        """Ends every connection that no one holds."""
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise BadCentre(_what_went_wrong(error), Where(file=self.name)) from error
        except self.engine.dialect.loaded_dbapi.Error as error:  # while a connection was made ready
            raise BadCentre(say("state.unusable", reason=_line(error)), Where(file=self.name)) from error


def shown(url: URL) -> str:
    """The place as it can be told: the file, or the URL with ``***`` for every password in it."""
    if url.get_backend_name() == "sqlite":
        return str(url.database or "")
    query = {key: "***" if "pass" in key else value for key, value in url.query.items()}
    return url.set(drivername="postgresql", query=query).render_as_string()


def open_database(given: str | URL | Path, who: str = "") -> Database:
    """The database of this URL, or in this file; nothing is asked of it yet. ``who`` is the name under which
    PostgreSQL lists us. Raises BadCentre ``state.bad_url``."""
    if isinstance(given, Path):
        return Database(_open_file(URL.create("sqlite", database=str(given))))
    try:
        url = make_url(given)
        kind = url.get_backend_name()
        url = url.set(drivername=_DRIVERS[kind])
    except (ArgumentError, NoSuchModuleError, KeyError) as error:
        raise BadCentre(say("state.bad_url"), Where(field="database")) from error
    if not url.database:
        raise BadCentre(say("state.bad_url"), Where(field="database"))
    return Database(_open_file(url) if kind == "sqlite" else _open_server(url, who))


def _open_file(url: URL) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say so, see below
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        connection.execute("PRAGMA secure_delete=ON")  # what is erased is written over
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        connection.execute("PRAGMA synchronous=FULL")
        if mode != ("wal",) or connection.execute("PRAGMA synchronous").fetchone() != (2,):
            raise sqlite3.OperationalError("the disk does not keep what is written (WAL, synchronous=FULL)")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _open_server(url: URL, who: str) -> Engine:
    import psycopg

    engine = create_engine(
        url,
        # Whoever waits for the writer's lock must see what the other wrote: not the moment before it waited.
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,  # a server that was restarted is no error
        connect_args={
            "application_name": f"tregua {who}".strip()[:63],
            "connect_timeout": 10,
            "client_encoding": "utf8",
            "options": f"-c synchronous_commit=on -c lock_timeout={_PATIENCE_MS}",
        },
    )

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        found = connection.execute(
            "SELECT current_setting('synchronous_commit'), current_setting('server_encoding')"
        ).fetchone()
        connection.rollback()
        if found != ("on", "UTF8"):
            raise psycopg.OperationalError(f"synchronous_commit and encoding are {found}, not on and UTF8")

    return engine


def _reader_of(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _what_went_wrong(error: DBAPIError) -> Message:
    cause = error.orig
    if getattr(cause, "sqlstate", None) == _BUSY or "database is locked" in str(cause):
        return say("state.busy")
    if error.connection_invalidated:
        return say("state.lost", reason=_line(cause))
    return say("state.unusable", reason=_line(cause))


def _line(error: BaseException | None) -> str:
    """An error's first line: what a server adds below it is for its own log."""
    return next(iter(str(error).strip().splitlines()), "")
