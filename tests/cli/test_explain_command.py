"""``agreement explain`` as people read it and programs parse it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

PARTS = (
    "What is owed",
    "Which text is in force",
    "How it is judged",
    "What follows",
    "The words behind it",
    "What is disputed, doubtful or unwatched",
    "What it hangs on",
    "What would change it",
)
ACCORD = Path(__file__).parents[2] / "src/tregua/data/accords/karabakh-2020"


def explain(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tregua", "agreement", "explain", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_is_told_in_order_and_no_line_is_too_long(demo: Path) -> None:
    day = ("--on", "2020-11-21", "--as-of", "2020-11-21")
    done = explain("hand-over-agdam", *day, "--centre", str(demo))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line for line in lines if line in PARTS] == list(PARTS)
    assert max(len(line) for line in lines) <= 100
    assert "\x1b" not in done.stdout
    assert "  1. " in done.stdout or " 1. " in done.stdout
    assert "Agdam (Ağdam / Akna)" in done.stdout


def test_the_claims_it_names_can_be_looked_up(demo: Path) -> None:
    done = explain("hand-over-agdam", "--on", "2020-11-21", "--centre", str(demo), "--json")
    voices = json.loads(done.stdout)["voices"]
    assert voices
    command = [sys.executable, "-m", "tregua", "claims", "--json", "--centre", str(demo)]
    known = {one["claim_id"] for one in json.loads(subprocess.check_output(command, text=True))}
    assert set(voices) <= known


@pytest.mark.parametrize("obligation", ["ceasefire", "renew-mandate", "hand-over-kelbajar"])
def test_json_has_the_exported_shape(demo: Path, obligation: str) -> None:
    done = explain(obligation, "--on", "2020-12-15", "--centre", str(demo), "--json")
    assert done.returncode == 0, done.stderr
    schema = json.loads((files("tregua") / "model/schemas/v1/explain.json").read_text("utf-8"))
    value = json.loads(done.stdout)
    jsonschema.validate(value, schema)
    assert value["phase"]
    assert value["owed"]


def test_an_accord_alone_is_explained_and_not_judged() -> None:
    done = explain("hand-over-agdam", "--accord", str(ACCORD))
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if line in PARTS]
    assert told == [part for part in PARTS if part not in PARTS[3:6]]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("hand-over-agdm",), "explain.no_obligation"),
        (("hand-over-agdam", "--reading", "xx"), "explain.no_reading"),
        (("exchange-bodies", "--reading", "az"), "explain.no_readings"),
        (("hand-over-agdam", "--on", "2020-13-01"), "moment.no_such_day"),
        (("hand-over-agdam", "--as-of", "2020-11-21"), "explain.nothing_known"),
    ],
)
def test_what_cannot_be_asked_says_why(arguments: tuple[str, ...], code: str) -> None:
    done = explain(*arguments, "--accord", str(ACCORD))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"{code}: ")
    assert " — " in done.stderr
