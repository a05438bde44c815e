"""From the first released schema to this one and back, with what a real centre holds; on both databases.

``schema8/centre.tar.gz`` is a centre as the first release left it: ten days of the bundled example, its rows
as SQL in ``state.sql``. Its keys are of no other use.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg import sql
from sqlalchemy import insert, inspect, select
from typer.testing import CliRunner

from tregua.cli.app import app
from tregua.store.database import Database, open_database
from tregua.store.incident_tables import TABLES
from tregua.store.migrations.change import FIRST, change_schema, known_schemas, make_first, schema_of
from tregua.store.migrations.versions import r0001_first
from tregua.store.place import close_places
from tregua.store.tables import SCHEMA

KEPT = Path(__file__).parent / "schema8/centre.tar.gz"
ASKED = (
    ("status", "--json"),
    ("status", "--json", "--on", "2020-11-15", "--as-of", "2020-11-15"),
    ("incidents", "--json"),
    ("items", "--json"),
    ("claims", "--json"),
    ("register", "forces", "--json"),
    ("register", "losses", "--entries", "--json"),
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of the old centre, its rows in ``state.db``."""
    folder = tmp_path / "centre"
    with tarfile.open(KEPT) as packed:
        packed.extractall(folder, filter="data")
    (folder / "inbox").mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "state.db")) as rows:
        rows.executescript((folder / "state.sql").read_text("utf-8"))
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def centre(request: pytest.FixtureRequest, old: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same with its rows on either kind of database."""
    monkeypatch.delenv("TREGUA_STORE", raising=False)
    if request.param == "sqlite":
        yield old
        close_places()
        return
    server, name = request.getfixturevalue("own_server"), sql.Identifier("first_schema")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    url = server.replace("/tregua?", "/first_schema?")
    carry_over(old / "state.db", url)
    monkeypatch.setenv("TREGUA_STORE", url)
    yield old
    close_places()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def carry_over(file: Path, url: str) -> None:
    """Fills a server's database of the first schema with the rows of a file, and takes the file away."""
    source, target = open_database(file, "old"), open_database(url, "old")
    make_first(target)
    with source.reading() as rows, target.writing() as connection:
        for table in r0001_first.TABLES.sorted_tables:
            connection.execute(table.delete())
            if found := [row._asdict() for row in rows.execute(select(table))]:
                connection.execute(insert(table), found)
    source.close()
    target.close()
    file.unlink()


def run(centre: Path, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--centre", str(centre)])
    assert done.exit_code == 0, done.output + done.stderr
    return done.stdout


def answers(centre: Path) -> dict[str, str]:
    return {" ".join(words): run(centre, *words) for words in ASKED}


def schema(centre: Path) -> object:
    return json.loads(run(centre, "db", "show", "--json"))["schema"]


def test_what_a_centre_holds_comes_along_and_goes_back(centre: Path) -> None:
    assert schema(centre) == FIRST
    run(centre, "db", "upgrade")
    assert schema(centre) == SCHEMA
    run(centre, "db", "check")
    found = answers(centre)
    assert len(json.loads(found["claims --json"])) > 20
    run(centre, "db", "upgrade", "--to", str(FIRST))
    assert schema(centre) == FIRST
    run(centre, "db", "upgrade")
    assert answers(centre) == found
    run(centre, "record", "rebuild")
    assert answers(centre) == found, "as the record alone has it"


def test_a_file_comes_forward_by_itself_and_a_server_waits_to_be_told(centre: Path) -> None:
    done = CliRunner().invoke(app, ["status", "--centre", str(centre)])
    if (centre / "state.db").is_file():
        assert done.exit_code == 0 and schema(centre) == SCHEMA
    else:  # others may be at work there with the older version
        assert (
            done.exit_code == 2 and "state.older_schema" in done.stderr and "tregua db upgrade" in done.stderr
        )
        assert schema(centre) == FIRST


def test_one_schema_after_the_other(centre: Path) -> None:
    assert known_schemas()[0] == FIRST and known_schemas()[-1] == SCHEMA
    for step in (*known_schemas()[1:], *reversed(known_schemas()[:-1])):
        assert f"{step}" in run(centre, "db", "upgrade", "--to", f"{step}")
        assert schema(centre) == step


def test_to_a_schema_that_nobody_knows_nothing_is_changed(centre: Path) -> None:
    wrong = CliRunner().invoke(app, ["db", "upgrade", "--to", "77", "--centre", str(centre)])
    assert wrong.exit_code == 2 and "state.no_way" in wrong.stderr
    assert schema(centre) == FIRST


def test_the_tables_are_what_the_migrations_make(database: Database) -> None:
    by_steps = migrated(database)
    with database.reading() as connection:
        ours = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert not compare_metadata(ours, TABLES)
    with database.writing() as connection:
        TABLES.drop_all(connection)
        TABLES.create_all(connection)
    assert laid_out(database) == by_steps
    with database.writing() as connection:
        TABLES.drop_all(connection)  # other tests begin with an empty one


def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """PostGIS keeps a table of its own."""
    return kind != "table" or name in TABLES.tables


def migrated(database: Database) -> dict[str, Any]:
    with database.writing() as connection:
        TABLES.drop_all(connection)
    make_first(database)
    assert change_schema(database, SCHEMA) == (FIRST, SCHEMA)
    assert schema_of(database) == SCHEMA
    return laid_out(database)


def laid_out(database: Database) -> dict[str, Any]:
    """Every table's columns, keys and indexes."""
    with database.reading() as connection:
        seen = inspect(connection)
        return {
            name: {
                "columns": [
                    (one["name"], str(one["type"]), one["nullable"], getattr(one["type"], "collation", None))
                    for one in seen.get_columns(name)
                ],
                "key": seen.get_pk_constraint(name)["constrained_columns"],
                "unique": sorted(tuple(one["column_names"]) for one in seen.get_unique_constraints(name)),
                "refers": sorted(
                    (tuple(one["constrained_columns"]), one["referred_table"])
                    for one in seen.get_foreign_keys(name)
                ),
                "indexes": sorted(
                    (str(one["name"]), tuple(one["column_names"]), bool(one["unique"]))
                    for one in seen.get_indexes(name)
                ),
            }
            for name in sorted(TABLES.tables)
        }


def test_the_old_centre_is_what_it_says(old: Path) -> None:
    assert KEPT.stat().st_size < 300_000
    assert schema_of(open_database(old / "state.db", "old")) == FIRST
    shutil.rmtree(old / "record/tile")
    assert CliRunner().invoke(app, ["record", "verify", "--centre", str(old)]).exit_code != 0
