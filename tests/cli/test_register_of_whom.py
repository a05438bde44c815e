"""A series of one community through one route is never printed as the whole, in any shape."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tregua.cli.app import app

OF = "one community through one route"


def told(demo: Path, *command: str) -> str:
    done = CliRunner().invoke(app, [*command, "--centre", str(demo)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_it_stands_in_the_heading_of_every_line_and_at_length_once(demo: Path) -> None:
    page = told(demo, "register", "returns", "--on", "2021-02-08")
    headings = [line for line in page.splitlines() if "running total" in line or "that day" in line]
    assert headings
    assert all(OF in line for line in headings)
    assert page.count("Known from: the Russian defence ministry") == 1


def test_it_stands_in_the_series(demo: Path) -> None:
    headings = [line for line in told(demo, "register", "returns", "--series").splitlines() if OF in line]
    assert any(line.startswith("Persons · of ") for line in headings)


@pytest.mark.parametrize(("view", "key"), [((), "lines"), (("--series",), "series")])
def test_it_stands_in_what_programs_read(demo: Path, view: tuple[str, ...], key: str) -> None:
    answer: Any = json.loads(told(demo, "register", "returns", *view, "--json"))
    found = [one for one in answer[key] if one["measure"] == "person"]
    assert [scope["of"] for one in found for scope in one["scopes"]] == [OF] * len(found)
    rows = csv.DictReader(io.StringIO(told(demo, "register", "returns", *view, "--csv")))
    assert {row["of"] for row in rows if row["measure"] == "person"} == {OF}
