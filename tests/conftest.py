"""What every test shares: the open data beside the project, and a centre played once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from touching import measures_time, touches_the_store
from tregua.store.place import close_places

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """On which database centres are opened: SQLite, or a real PostgreSQL, each centre with its own."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_configure(config: pytest.Config) -> None:
    """Starts the server once; commands run as processes of their own find it by TREGUA_STORE as well."""
    if config.getoption("--database") != "postgresql" or hasattr(config, "workerinput"):
        return
    folder = tempfile.mkdtemp(prefix="tregua-postgres.", dir="/tmp")
    script = str(ROOT / "tools/postgres")
    subprocess.run([script, "start", folder], check=True, stdout=subprocess.DEVNULL)
    os.environ["TREGUA_STORE"] = f"postgresql://tregua@/tregua_{{folder}}?host={folder}"

    def stop() -> None:
        close_places()
        subprocess.run([script, "stop", folder], check=False)

    config.add_cleanup(stop)


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens a database is marked ``store``, what measures time ``timed``, so that ``-m`` finds them."""
    for item in items:
        if measures_time(item.path):
            item.add_marker(pytest.mark.timed)
        if touches_the_store(item.path) or "demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.store)


@pytest.fixture(scope="module", autouse=True)
def few_connections() -> Iterator[None]:
    """A process keeps a connection to each database that it opened, and these tests open hundreds."""
    yield
    close_places()


def shared_folder() -> Path:
    """Where the open data stands: beside the project, or where TREGUA_SHARED says."""
    return Path(os.environ.get("TREGUA_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The open data. Its absence is a visible skip at a desk and a failure in CI."""
    folder = shared_folder()
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is missing: CI needs the open data beside the project")
        pytest.skip("needs the open data beside the project")
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled centre, played through its days by the command itself, once for all tests."""
    folder = tmp_path_factory.mktemp("demo") / "karabakh-2020"
    done = subprocess.run(
        [sys.executable, "-m", "tregua", "demo", "--dir", str(folder), "--no-serve"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder
