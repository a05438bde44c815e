"""A new database of each kind, SQLite's a file, PostgreSQL's on a server of the tests' own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tregua.store.database import Database, open_database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def own_server() -> Iterator[str]:
    """The URL of a PostgreSQL that is started for these tests and ended after them. Where it is not
    installed this is a visible skip at a desk and a failure in CI."""
    started = subprocess.run([ROOT / "tools/postgres", "start"], capture_output=True, text=True, check=False)
    if started.returncode:
        told = f"PostgreSQL cannot be started: {started.stderr.strip()}"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    url = started.stdout.strip()
    yield url
    subprocess.run([ROOT / "tools/postgres", "stop", url.partition("host=")[2]], check=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """What was in it before, :meth:`DatabaseState.reset` takes away."""
    on_server = request.param == "postgresql"
    given = request.getfixturevalue("own_server") if on_server else tmp_path / "state.db"
    found = open_database(given, "tests")
    yield found
    found.close()
