"""From one schema to another, up or down, in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.database import Database
from tregua.store.tables import META, SCHEMA

if TYPE_CHECKING:
    from alembic.script import Script

FIRST = 8
"""The first released schema: revision 0001."""
_HERE = Path(__file__).parent


def schema_of(database: Database) -> int | None:
    """The schema of the tables there; None where there are none. Raises BadCentre ``state.not_ours``."""
    with database.reading() as connection:
        return _schema(connection, database.name)


def _schema(connection: Connection, name: str) -> int | None:
    if not inspect(connection).has_table(META.name):
        return None
    try:
        found = connection.scalar(text("SELECT value FROM meta WHERE key = 'schema'"))
    except Exception as error:
        raise BadCentre(say("state.not_ours"), Where(file=name)) from error
    if found is None or not str(found).isdecimal():
        raise BadCentre(say("state.not_ours"), Where(file=name))
    return int(found)


def check_schema(database: Database, *, upgrade: bool) -> None:
    """Sees to it that the database is of this version's schema, or has none yet; an older one is brought
    forward where ``upgrade`` allows it.

    Raises BadCentre: ``state.newer_schema``, ``state.older_schema``, ``state.too_old``.
    """
    found = schema_of(database)
    where = Where(file=database.name)
    if found is None or found == SCHEMA:
        return
    if found > SCHEMA:
        raise BadCentre(say("state.newer_schema", found=found, ours=SCHEMA), where)
    if found < FIRST:
        raise BadCentre(say("state.too_old", found=found, first=FIRST), where)
    if not upgrade:
        raise BadCentre(say("state.older_schema", found=found, ours=SCHEMA), where)
    change_schema(database, SCHEMA)


def change_schema(database: Database, target: int) -> tuple[int, int]:
    """Brings a database to the schema ``target``; returns the one it had and the one it has. All or nothing.

    Raises BadCentre ``state.not_ours`` where there are no tables, ``state.no_way`` where no revision has
    this schema, ``state.hides`` where an older schema would show what is hidden.
    """
    where = Where(file=database.name)
    with database.writing() as connection:
        found = _schema(connection, database.name)
        if found is None:
            raise BadCentre(say("state.not_ours"), where)
        known = _revisions()
        if found not in known or target not in known:
            raise BadCentre(say("state.no_way", found=found, target=target), where)
        if target < found and _hides(connection):
            raise BadCentre(say("state.hides", target=target), where)
        order = sorted(known)
        if target > found:
            _run(connection, (known[one].module.upgrade for one in order if found < one <= target))
        else:
            _run(
                connection, (known[one].module.downgrade for one in reversed(order) if target < one <= found)
            )
        connection.execute(text("DELETE FROM meta WHERE key = 'schema'"))
        connection.execute(
            text("INSERT INTO meta (key, value) VALUES ('schema', :now)"), {"now": f"{target}"}
        )
    return found, target


def known_schemas() -> tuple[int, ...]:
    """The schemas that :func:`change_schema` can bring a database to, in order."""
    return tuple(sorted(_revisions()))


def make_first(database: Database) -> None:
    """The tables of the first released schema, empty: from there every later one can be reached."""
    with database.writing() as connection:
        _run(connection, [_revisions()[FIRST].module.upgrade])
        connection.execute(text("INSERT INTO meta (key, value) VALUES ('schema', :now)"), {"now": f"{FIRST}"})


def _hides(connection: Connection) -> bool:
    """Whether something is not for everybody: an older schema cannot say so."""
    columns = {one["name"] for one in inspect(connection).get_columns("items")}
    if "seen_by" not in columns:
        return False
    return bool(connection.scalar(text("SELECT count(*) FROM items WHERE seen_by <> -1")))


def _run(connection: Connection, steps: Iterable[Any]) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with Operations.context(MigrationContext.configure(connection)):
        for step in steps:
            step()


def _revisions() -> dict[int, Script]:
    """Every revision by the schema it makes, in one line from the first to the last."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(_HERE), version_locations=[str(_HERE / "versions")])
    return {script.module.schema: script for script in scripts.walk_revisions()}
