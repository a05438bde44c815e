"""The command line as programs and people meet it: its shapes, its speed, its words."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("answer", ["status", "items", "claims", "incidents"])
def test_an_answer_has_the_exported_shape(demo: Path, answer: str) -> None:
    done = run("-m", "tregua", answer, "--json", "--centre", str(demo))
    assert done.returncode == 0, done.stderr
    check(answer, done.stdout)


@pytest.mark.shared
def test_the_founding_page_has_the_exported_shape(shared: Path) -> None:
    done = run("-m", "tregua", "read", str(shared / "seed/article.txt"), "--json")
    assert done.returncode == 0, done.stderr
    check("read", done.stdout)


def check(answer: str, text: str) -> object:
    value = json.loads(text)
    schema = json.loads((files("tregua") / f"model/schemas/v1/{answer}.json").read_text("utf-8"))
    jsonschema.validate(value, schema)
    return value


@pytest.mark.slow
def test_help_costs_little_more_than_importing_typer(tmp_path: Path) -> None:
    """Processor time, each run held against its neighbour: what else the machine does, and how fast it
    goes just now, has no part in it. Both run from bytecode, as what is installed does."""
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)

    def once(*command: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], capture_output=True, check=True, env=surroundings)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [(once("-m", "tregua", "--help"), once("-c", "import typer")) for _ in range(16)]
    assert statistics.median(ours / theirs for ours, theirs in pairs[1:]) <= 1.5


def test_tables_are_for_people(demo: Path) -> None:
    done = run("-m", "tregua", "status", "--on", "2020-12-02", "--as-of", "2020-12-02", "--centre", str(demo))
    assert done.returncode == 0
    assert "hand-over-lachin" in done.stdout
    assert "fulfilled" in done.stdout
