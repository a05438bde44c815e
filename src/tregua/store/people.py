"""``people.db``: accounts and sessions, in a database of their own.

They survive the loss of ``state.db`` and every rebuild. The same code keeps them in tables of a PostgreSQL
database, beside those of the record's projection.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, create_engine, insert, inspect, select
from sqlalchemy.pool import StaticPool

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.database import Database, open_database
from tregua.store.people_rows import Rows
from tregua.store.people_tables import PEOPLE, PEOPLE_META, PEOPLE_SCHEMA


class PeopleDatabase:
    """Accounts of one centre. Nothing is made before the first is written: a centre without accounts has no
    ``people.db``. Raises BadCentre ``people.other_schema``, and those of the database."""

    def __init__(self, database: Database, path: Path | None = None) -> None:
        self._database, self._path = database, path
        self._ready = False

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """Everything read is of one moment. Where there is no database yet, nobody has an account."""
        if not self._ready and not self._is_there():
            with _empty().connect() as connection:
                yield Rows(connection)
            return
        self._prepare()
        with self._database.reading() as connection:
            yield Rows(connection)

    @contextmanager
    def writing(self) -> Iterator[Rows]:
        """All or nothing, one at a time."""
        self._prepare()
        with self._database.writing() as connection:
            yield Rows(connection)

    def _is_there(self) -> bool:
        if self._path is not None:
            return self._path.is_file()
        with self._database.reading() as connection:
            return inspect(connection).has_table(PEOPLE_META.name)

    def _prepare(self) -> None:
        """Its tables, and that they are of our schema."""
        if self._ready:
            return
        if self._path is not None and not self._path.exists():  # nobody else reads it from its first byte on
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        with self._database.writing() as connection:
            found = str(PEOPLE_SCHEMA)
            if inspect(connection).has_table(PEOPLE_META.name):
                asked = select(PEOPLE_META.c.value).where(PEOPLE_META.c.key == "schema")
                found = connection.scalar(asked) or found
            else:
                PEOPLE.create_all(connection)
                connection.execute(insert(PEOPLE_META).values(key="schema", value=found))
        if found != str(PEOPLE_SCHEMA):
            told = say("people.other_schema", found=found, ours=PEOPLE_SCHEMA)
            raise BadCentre(told, Where(file=self._database.name))
        self._ready = True


def open_people_file(path: Path) -> PeopleDatabase:
    """The accounts in a file, which appears with the first."""
    return PeopleDatabase(open_database(path), path)


@cache
def _empty() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    PEOPLE.create_all(engine)
    return engine
