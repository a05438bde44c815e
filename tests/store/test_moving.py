"""From SQLite to PostgreSQL and back: the same rows and answers; and what is refused changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tregua.store.charter_line import with_store

KILLED = """
import os, sys, signal
from tregua.store import {module}
def end(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
{module}.{name} = end
from tregua.cli.app import main
sys.argv = ["tregua", *sys.argv[1:]]
main()
"""


def run(*words: str, code: str | None = None, **said: str) -> subprocess.CompletedProcess[str]:
    start = ["-c", code] if code else ["-m", "tregua"]
    environment = {key: value for key, value in os.environ.items() if key != "TREGUA_STORE"} | said
    return subprocess.run(
        [sys.executable, *start, *words], capture_output=True, text=True, check=False, env=environment
    )


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moving") / "centre"
    done = run("demo", "--dir", str(folder), "--no-serve")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def centre(played: Path, tmp_path: Path) -> Path:
    shutil.copytree(played, tmp_path / "centre")
    return tmp_path / "centre"


@pytest.fixture
def server(own_server: str) -> Iterator[str]:
    """The URL of a new database."""
    name = "moved"
    with psycopg.connect(own_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield own_server.replace("/tregua?", f"/{name}?")
    with psycopg.connect(own_server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def answers(centre: Path) -> list[str]:
    asked = (["status", "--json"], ["incidents", "--json"])
    return [run(*words, "--centre", str(centre)).stdout for words in asked]


def moved(centre: Path, url: str, **said: str) -> subprocess.CompletedProcess[str]:
    return run("db", "move", url, "--centre", str(centre), **said)


def test_there_and_back_gives_the_same_answers(centre: Path, server: str) -> None:
    before = answers(centre)
    charter = (centre / "centre.toml").read_text()
    assert moved(centre, server).returncode == 0
    assert f'store = "{server}"' in (centre / "centre.toml").read_text()
    (centre / "state.db").unlink()
    assert answers(centre) == before
    assert run("db", "check", "--centre", str(centre)).returncode == 0
    told = json.loads(run("db", "show", "--json", "--centre", str(centre)).stdout)
    assert told["kind"] == "postgresql"
    assert told["followed"] == told["record"] > 300
    assert told["tables"]["claims"]["rows"] > 100
    assert moved(centre, "sqlite:///state.db").returncode == 0
    assert answers(centre) == before
    lines = [line for line in (centre / "centre.toml").read_text().splitlines() if line[:5] != "store"]
    assert lines == charter.splitlines()


def test_what_comes_in_after_a_move_is_numbered_on(centre: Path, server: str) -> None:
    (centre / "late.txt").write_text(
        "Bulletin\n\n1 December 2020\n\nAzerbaijan's defence ministry said that units had entered Lachin.\n"
    )
    assert moved(centre, server).returncode == 0
    done = run("ingest", str(centre / "late.txt"), "--centre", str(centre))
    assert done.returncode == 0, done.stderr
    assert run("db", "check", "--centre", str(centre)).returncode == 0


def test_a_database_in_use_is_refused(centre: Path, server: str, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert run("init", str(other)).returncode == 0
    assert moved(other, server).returncode == 0
    before = (centre / "centre.toml").read_bytes()
    done = moved(centre, server)
    assert done.returncode == 2
    assert "state.other_centre" in done.stderr
    shutil.copy(centre / "state.db", centre / "old.db")
    with closing(sqlite3.connect(centre / "old.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM tagged")
    done = moved(centre, "sqlite:///old.db")
    assert done.returncode == 2
    assert "state.not_empty" in done.stderr
    assert (centre / "centre.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", "state.bad_url"),
        ("postgresql://u:secret@/moved", "state.password"),
        ("sqlite:///state.db", "state.same_place"),
        ("postgresql://u@/nowhere?host=/tmp/no-server-here", "state.no_server"),
    ],
)
def test_what_names_no_new_place_changes_nothing(centre: Path, url: str, code: str) -> None:
    before = (centre / "centre.toml").read_bytes()
    done = moved(centre, url)
    assert done.returncode == 2
    assert code in done.stderr
    assert "secret" not in done.stderr
    assert (centre / "centre.toml").read_bytes() == before


def test_the_environment_would_win_over_the_charter(centre: Path) -> None:
    done = moved(centre, "sqlite:///new.db", TREGUA_STORE="sqlite:///state.db")
    assert done.returncode == 2
    assert "state.said_outside" in done.stderr
    assert not (centre / "new.db").exists()


@pytest.mark.parametrize(("module", "name"), [("moving", "_rows_same")])
def test_a_move_that_is_killed_changed_nothing(centre: Path, server: str, module: str, name: str) -> None:
    """While the copy is compared: the centre goes on, and moving again succeeds."""
    before, charter = answers(centre), (centre / "centre.toml").read_bytes()
    done = run("db", "move", server, "--centre", str(centre), code=KILLED.format(module=module, name=name))
    assert done.returncode == -9
    assert (centre / "centre.toml").read_bytes() == charter
    assert answers(centre) == before
    again = moved(centre, server)
    assert again.returncode == 0, again.stderr
    assert answers(centre) == before


def test_the_charter_keeps_every_other_line() -> None:
    table = '# a centre\nname = "a"  # its name\n\n[days]\nstore = "of days"\n'
    said = with_store(table, "sqlite:///b.db")
    assert (
        said == '# a centre\nname = "a"  # its name\nstore = "sqlite:///b.db"\n\n[days]\nstore = "of days"\n'
    )
    again = with_store(said.replace('b.db"', 'b.db"  # here'), "sqlite:///c.db")
    assert again == said.replace('b.db"', 'c.db"  # here')
    assert with_store('name = "a"', "x") == 'name = "a"\nstore = "x"\n'
