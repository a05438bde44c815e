"""``history``: every obligation's runs of days, which say of each day what ``status`` says of it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

SAME = ("phase", "score", "due_on", "rests_on", "obligors", "measured", "readings", "versions")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tregua", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def answer(*arguments: str) -> list[dict[str, object]]:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    told: list[dict[str, object]] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def told(demo: Path) -> list[dict[str, object]]:
    return answer("history", "--to", "2020-12-20", "--centre", str(demo))


def test_every_obligation_has_every_day_once(told: list[dict[str, object]]) -> None:
    assert len(told) == 26
    for one in told:
        day = date(2020, 11, 10)
        for part in one["runs"]:  # type: ignore[attr-defined]
            assert part["first"] == day.isoformat(), one["obligation_id"]
            day += timedelta(days=part["days"])
            assert part["last"] == (day - timedelta(days=1)).isoformat()
        assert day == date(2020, 12, 21)


@pytest.mark.parametrize("day", ["2020-11-10", "2020-11-20", "2020-12-12", "2020-12-20"])
def test_a_day_of_it_is_that_days_status(demo: Path, told: list[dict[str, object]], day: str) -> None:
    on_the_day = {one["obligation_id"]: one for one in answer("status", "--on", day, "--centre", str(demo))}
    compared = 0
    for one in told:
        (part,) = [
            part
            for part in one["runs"]  # type: ignore[attr-defined]
            if part["first"] <= day <= part["last"]
        ]
        standing = on_the_day[one["obligation_id"]]
        if day not in (part["first"], part["last"]):
            continue
        end = "first" if day == part["first"] else "last"
        assert part[f"overdue_days_{end}"] == standing["overdue_days"]
        if end == "last":
            assert {name: part[name] for name in SAME} == {name: standing[name] for name in SAME}
            compared += 1
    assert day != "2020-12-20" or compared == len(told)


def test_it_has_the_exported_shape(told: list[dict[str, object]]) -> None:
    schema = json.loads((files("tregua") / "model/schemas/v1/history.json").read_text("utf-8"))
    jsonschema.validate(told, schema)


def test_csv_has_a_line_for_each_run(demo: Path, told: list[dict[str, object]]) -> None:
    done = run("history", "--to", "2020-12-20", "--csv", "--centre", str(demo))
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    runs = [(one["obligation_id"], part["first"], part["phase"]) for one in told for part in one["runs"]]  # type: ignore[attr-defined]
    assert [(line["obligation_id"], line["first"], line["phase"]) for line in lines] == runs


def test_the_table_tells_the_text_that_was_put_off(demo: Path) -> None:
    done = run("history", "hand-over-kelbajar", "--to", "2020-11-24", "--centre", str(demo))
    assert "original: overdue, 9" in done.stdout
    assert "not yet due" in done.stdout


def test_days_to_come_are_projected(demo: Path) -> None:
    (one,) = answer("history", "renew-mandate", "--to", "2021-06-01", "--centre", str(demo))
    assert [part["projected"] for part in one["runs"]] == [False, True]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--from", "2021-03-01"), "history.backwards"),
        (("no-such",), "history.no_such_obligation"),
        (("--json", "--csv"), "history.one_shape"),
        (("--from", "1200-01-01"), "moment.too_far"),
    ],
)
def test_what_cannot_be_told_is_refused(demo: Path, arguments: tuple[str, ...], code: str) -> None:
    done = run("history", *arguments, "--centre", str(demo))
    assert done.returncode == 2
    assert code in done.stderr
    assert not done.stdout
