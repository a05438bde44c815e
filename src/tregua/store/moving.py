"""From one database to another: every row is copied in one transaction and compared before it is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Select, Table, func, inspect, select, text

from tregua.model.errors import BadArgument, BadCentre, CheckFailed, Where
from tregua.model.messages import say
from tregua.store.database import Database
from tregua.store.incident_tables import TABLES
from tregua.store.opening import check_owner
from tregua.store.place import is_file, open_place, shown
from tregua.store.tables import META

_CENTRE = "centre"
_MANY = 1000


class Holding(NamedTuple):
    """How much a table holds: rows, and bytes with its indexes; None where the database does not say."""

    rows: int
    bytes: int | None


def holdings(database: Database) -> dict[str, Holding]:
    """How much each of our tables holds, of whatever schema they are."""
    with database.reading() as connection:
        ours = sorted(set(inspect(connection).get_table_names()) & set(TABLES.tables))
        return {name: Holding(_rows(connection, name), _bytes(connection, name)) for name in ours}


def _rows(connection: Connection, name: str) -> int:
    return int(connection.scalar(select(func.count()).select_from(TABLES.tables[name])) or 0)


def _bytes(connection: Connection, name: str) -> int | None:
    if connection.dialect.name != "sqlite":
        query = text("SELECT pg_total_relation_size(CAST(quote_ident(:name) AS regclass))")
        return int(connection.scalar(query, {"name": name}) or 0)
    if not connection.exec_driver_sql("SELECT sqlite_compileoption_used('ENABLE_DBSTAT_VTAB')").scalar():
        return None
    query = text(
        "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = :name)"
    )
    return int(connection.scalar(query, {"name": name}) or 0)


def digests(connection: Connection) -> dict[str, str]:
    """A digest of every table, the same on both databases where they hold the same."""
    return {table.name: _digest(connection, table) for table in TABLES.sorted_tables}


def check_target(url: URL, field: str) -> None:
    """Raises BadArgument ``state.password`` where the URL holds a password: it would lie open in the charter
    and in every backup."""
    if url.password or any("pass" in key for key in url.query):
        raise BadArgument(say("state.password"), Where(file=shown(url), field=field))


def move_rows(source: Database, url: URL, owner: str) -> dict[str, str]:
    """Copies everything into the empty database at ``url`` in one transaction; returns its tables' digests.

    A database that holds the very same already, as after a move that was cut off at its last step, is left
    as it is. Raises BadCentre ``state.not_empty``, ``state.other_centre`` and what :func:`open_place` raises;
    CheckFailed ``state.moved_wrong`` where the copy is not the same: then nothing of it is kept.
    """
    target = open_place(url)
    check_owner(target, owner)
    with source.reading() as given, target.writing() as taken:
        names = set(inspect(taken).get_table_names()) & set(TABLES.tables)
        expected = digests(given)
        if not names:
            TABLES.create_all(taken)
            for table in TABLES.sorted_tables:
                _copy(given, taken, table)
            if not is_file(url):
                taken.execute(META.insert().values(key=_CENTRE, value=owner))
        elif names != set(TABLES.tables) or digests(taken) != expected:
            raise BadCentre(say("state.not_empty"), Where(file=shown(url)))
        _rows_same(expected, digests(taken), shown(url))
    return expected


def _rows_same(expected: dict[str, str], found: dict[str, str], place: str) -> None:
    wrong = sorted(name for name in expected if found[name] != expected[name])
    if wrong:
        raise CheckFailed(say("state.moved_wrong", tables=", ".join(wrong)), Where(file=place))


def _ordered(table: Table) -> Select[Any]:
    """All rows in an order that is the same on both databases. Whose the database is stands apart: a file in
    the centre's folder need not say it."""
    query = select(table).order_by(*table.primary_key.columns)
    return query.where(META.c.key != _CENTRE) if table is META else query


def _some(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """The rows, some at a time, so that a large table need not fit into memory."""
    streamed = connection.execution_options(stream_results=True)
    for rows in streamed.execute(_ordered(table)).partitions(_MANY):
        yield [tuple(row) for row in rows]


def _digest(connection: Connection, table: Table) -> str:
    digest = sha256()
    for rows in _some(connection, table):
        for row in rows:
            digest.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def _copy(given: Connection, taken: Connection, table: Table) -> None:
    names = [column.name for column in table.columns]
    for rows in _some(given, table):
        taken.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
    numbered = table.autoincrement_column
    if numbered is not None and taken.dialect.name != "sqlite":
        taken.execute(  # the next row is numbered after those that were copied
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', '{numbered.name}'),"  # noqa: S608
                f' (SELECT max("{numbered.name}") FROM "{table.name}"))'
            )
        )
