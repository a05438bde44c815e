"""What befalls a database in mid-write: a clear error, nothing half-written, the next start clean."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, event
from typer.testing import CliRunner, Result

from centres import found_with
from tregua.cli.app import app
from tregua.store.place import close_places

ROOT = Path(__file__).resolve().parents[2]
TEXTS = sorted((ROOT / "src/tregua/data/examples/karabakh-2020/inbox").glob("2020-12-1[2-3]*"))
DAYS = "2020-12-12..2020-12-13"
TABLES = ("items", "claims", "entries", "incidents", "incident_texts", "acts", "days")


def run(centre: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--centre", str(centre)])


def done(centre: Path, *words: str) -> str:
    result = run(centre, *words)
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


def answers(centre: Path) -> list[str]:
    asked = (("status", "--json"), ("incidents", "--json"), ("register", "losses", "--entries", "--json"))
    return [done(centre, *words) for words in asked]


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a centre answers that nothing befell."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("TREGUA_STORE", raising=False)
        folder = tmp_path_factory.mktemp("unharmed") / "centre"
        found_with(folder, TEXTS)
        done(folder, "day", DAYS)
        return answers(folder)


@pytest.fixture
def on_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TREGUA_STORE", raising=False)
    found_with(tmp_path / "centre", TEXTS)
    return tmp_path / "centre"


@pytest.fixture
def on_server(tmp_path: Path, own_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    name = sql.Identifier("befallen")
    with psycopg.connect(own_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    monkeypatch.setenv("TREGUA_STORE", own_server.replace("/tregua?", "/befallen?"))
    found_with(tmp_path / "centre", TEXTS)
    yield tmp_path / "centre"
    close_places()
    with psycopg.connect(own_server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


class Before:
    """Does something, once, before the first statement that begins so."""

    def __init__(self, words: str, act: Callable[[], object]) -> None:
        self.words, self.act, self.did = words, act, False

    def __call__(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not self.did and statement.startswith(self.words):
            self.did = True
            self.act()


@pytest.fixture
def before() -> Iterator[Callable[[str, Callable[[], object]], Before]]:
    heard: list[Before] = []

    def listen(words: str, act: Callable[[], object]) -> Before:
        heard.append(Before(words, act))
        event.listen(Engine, "before_cursor_execute", heard[-1])
        return heard[-1]

    yield listen
    for one in heard:
        event.remove(Engine, "before_cursor_execute", one)


def comes_back(centre: Path, unharmed: list[str]) -> None:
    """The record is whole, and whoever comes next ends what was begun."""
    close_places()
    done(centre, "record", "verify")
    done(centre, "day", DAYS)
    assert answers(centre) == unharmed
    done(centre, "db", "check")


@pytest.mark.parametrize("table", TABLES)
def test_a_connection_ended_in_mid_write(
    on_server: Path, own_server: str, unharmed: list[str], table: str, before: Any
) -> None:
    def end_all() -> None:
        with psycopg.connect(own_server, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'befallen'"
            )

    ended = before(f"INSERT INTO {table} ", end_all)
    told = run(on_server, "day", DAYS)
    assert ended.did, "the day wrote there"
    assert told.exit_code == 2 and "state.lost" in told.stderr, told.output + told.stderr
    comes_back(on_server, unharmed)


def test_a_server_that_crashes_in_mid_write(
    on_server: Path, own_server: str, unharmed: list[str], before: Any
) -> None:
    folder = own_server.partition("host=")[2]

    def crash() -> None:
        subprocess.run([ROOT / "tools/postgres", "crash", folder], check=True)

    crashed = before("INSERT INTO claims ", crash)
    told = run(on_server, "day", DAYS)
    assert crashed.did
    assert told.exit_code == 2 and "state.lost" in told.stderr, told.output + told.stderr
    comes_back(on_server, unharmed)


@pytest.mark.parametrize("table", TABLES)
def test_a_full_disk(on_file: Path, unharmed: list[str], table: str, before: Any) -> None:
    """SQLite's own limit to a file's pages: the driver tells the same as of a disk without room."""
    limits: list[Any] = []

    def limit(connection: Any, _record: Any) -> None:
        limits.append(connection)

    def fill() -> None:
        for one in limits:
            one.execute("PRAGMA max_page_count = 1")  # not below what it has: nothing more fits
            one.execute("CREATE TEMP TABLE IF NOT EXISTS none (x)")

    event.listen(Engine, "connect", limit)
    try:
        full = before(f"INSERT INTO {table} ", fill)
        told = run(on_file, "day", DAYS)
    finally:
        event.remove(Engine, "connect", limit)
    assert full.did
    assert told.exit_code == 2 and "state.unusable" in told.stderr, told.output + told.stderr
    assert "full" in told.stderr
    comes_back(on_file, unharmed)


def test_a_disk_that_takes_no_more_writing(on_file: Path, unharmed: list[str]) -> None:
    done(on_file, "day", "2020-12-12")

    def forbid(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(Engine, "connect", forbid)
    try:
        told = run(on_file, "day", DAYS)
        asked = run(on_file, "status")
    finally:
        event.remove(Engine, "connect", forbid)
    assert told.exit_code == 2 and "state.unusable" in told.stderr, told.output + told.stderr
    assert "readonly" in told.stderr or "read-only" in told.stderr
    assert asked.exit_code in (0, 2)
    comes_back(on_file, unharmed)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://tregua@/tregua?host=/nowhere", "state.no_server"),
        ("postgresql://tregua@127.0.0.1:9/tregua", "state.no_server"),
        ("{server}", "state.no_database"),
        ("{stranger}", "state.refused"),
    ],
)
def test_a_place_that_is_none(
    on_file: Path, own_server: str, url: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = own_server.replace("/tregua?", "/not_there?")
    stranger = own_server.replace("tregua@", "nobody:secret-word@")
    monkeypatch.setenv("TREGUA_STORE", url.format(server=server, stranger=stranger))
    size = (on_file / "record/checkpoint").read_bytes()
    told = run(on_file, "day", DAYS)
    assert told.exit_code == 2 and code in told.stderr, told.output + told.stderr
    assert "secret-word" not in told.stderr
    assert (on_file / "record/checkpoint").read_bytes() == size, "nothing was received either"
