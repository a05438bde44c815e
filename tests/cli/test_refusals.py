"""What cannot be asked is told in one line with its code, and as one JSON object where JSON was asked for."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from tregua.cli.app import app

PAGE = Path(__file__).parents[1] / "agreement/pages/wrong-date.txt"
ACCORD = ("--accord", "karabakh-2020")


def run(*command: str) -> Result:
    return CliRunner().invoke(app, command)


def told(*command: str) -> dict[str, object]:
    """The error of a command as JSON; what it is told on, and nothing else."""
    done = run(*command, "--json")
    assert done.exit_code == 2
    assert done.stdout == ""
    value: dict[str, object] = json.loads(done.stderr)
    schema = json.loads((files("tregua") / "model/schemas/v1/error.json").read_text("utf-8"))
    jsonschema.validate(value, schema)
    assert value["message"]
    assert value["do"]
    return value


def options() -> list[tuple[str, ...]]:
    """Every command with each of its options that take a value, given nothing."""
    found: list[tuple[str, ...]] = []

    def walk(command: Any, path: tuple[str, ...]) -> None:
        for name, below in getattr(command, "commands", {}).items():
            walk(below, (*path, name))
        if path and not hasattr(command, "commands"):
            for one in command.params:
                if one.param_type_name == "option" and not one.is_flag and one.name != "help":
                    found.append((*path, one.opts[0]))

    walk(get_command(app), ())
    return found


@pytest.mark.parametrize("command", options(), ids=" ".join)
def test_an_empty_value_is_refused_by_every_option(command: tuple[str, ...]) -> None:
    *path, option = command
    for typed in ((option, ""), (option, " "), (f"{option}=",)):
        done = run(*path, *typed)
        assert done.exit_code == 2
        assert done.stderr.startswith("cli.empty: ")
        assert f" — {option} — " in done.stderr
        assert done.stdout == ""


def test_there_are_options_to_refuse() -> None:
    asked = {command[-1] for command in options()}
    assert {"--on", "--as-of", "--accord", "--ics", "--centre", "--published", "--until", "--port"} <= asked


@pytest.mark.parametrize(
    "command", [("read", ""), ("agreement", "check", ""), ("agreement", "diff", "a", "")]
)
def test_an_empty_argument_is_not_the_folder_one_stands_in(command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.exit_code == 2
    assert done.stderr.startswith("cli.empty: ")


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (("status", "--on", ""), "cli.empty", "--on"),
        (("agreement", "explain", "nothing", *ACCORD), "explain.no_obligation", "OBLIGATION"),
        (("agreement", "calendar", "no-such-accord"), "accord.missing", None),
        (("agreement", "calendar", "karabakh-2020", "--until", "soon"), "moment.no_such_day", "--until"),
        (("agreement", "diff", "original", "nothing", *ACCORD), "diff.no_such_side", "B"),
        (("agreement", "compare", "no-such-page.txt", *ACCORD), "file.unreadable", None),
        (("agreement", "show", "no-such-accord"), "accord.missing", None),
        (("read", "no-such-page.txt"), "file.unreadable", None),
        (("agreement", "explain"), "cli.usage", None),
        (("status", "--nothing"), "cli.usage", None),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_with_json_an_error_is_json(command: tuple[str, ...], code: str, field: str | None) -> None:
    error = told(*command)
    assert error["code"] == code
    assert error["field"] == field


def test_an_error_has_the_shape_of_a_fault_of_the_check(tmp_path: Path) -> None:
    (tmp_path / "accord.yaml").write_text("id: x\nid: y\n")
    done = run("agreement", "check", str(tmp_path), "--json")
    fault = json.loads(done.stdout)["faults"][0]
    assert set(fault) == set(told("agreement", "show", str(tmp_path)))


def test_a_calendar_makes_no_folders(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "days.ics"
    done = run("agreement", "calendar", "karabakh-2020", "--ics", str(target))
    assert done.exit_code == 2
    assert done.stderr.startswith("cli.ics.no_folder: ")
    assert not target.parent.exists()
    done = run("agreement", "calendar", "karabakh-2020", "--ics", str(tmp_path))
    assert done.stderr.startswith("cli.ics.is_folder: ")
    assert list(tmp_path.iterdir()) == []


def test_a_calendar_is_written_where_its_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("agreement", "calendar", "karabakh-2020", "--ics", "days.ics")
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "days.ics").read_text("utf-8").startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("9999", "moment.no_such_day"),
        ("9999-12-31", "moment.too_far"),
        ("0001-01-01", "moment.too_far"),
        ("2020-11-10T99:00", "page.impossible_date"),
        ("soon", "moment.no_such_day"),
    ],
)
def test_a_page_is_published_on_a_day_that_is_counted(day: str, code: str) -> None:
    for command in (("agreement", "compare", str(PAGE), *ACCORD), ("read", str(PAGE))):
        done = run(*command, "--published", day)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert done.stderr.startswith(f"{code}: ")


def test_a_blank_accord_is_told_to_have_no_obligations() -> None:
    done = run("agreement", "check", "blank")
    assert done.exit_code == 0, done.stderr
    assert "no obligations yet" in done.stdout
    assert "(" not in done.stdout


@pytest.mark.parametrize("as_of", ["2031-01-01", "2021-03-01", "2021-03-01T00:00+03:00"])
@pytest.mark.parametrize("command", [("status",), ("items",), ("agreement", "explain", "ceasefire")])
def test_nothing_is_known_on_a_day_that_has_not_come(
    demo: Path, command: tuple[str, ...], as_of: str
) -> None:
    done = run(*command, "--as-of", as_of, "--centre", str(demo))
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("moment.as_of_not_come: ")
    assert "28 February 2021" in done.stderr


def test_the_last_day_is_known_and_a_day_to_come_may_be_asked_about(demo: Path) -> None:
    last = ("--as-of", "2021-02-28", "--centre", str(demo), "--json")
    assert run("status", *last).exit_code == 0
    done = run("status", "--on", "2031-01-01", *last)
    assert done.exit_code == 0, done.stderr
    assert all(one["projected"] for one in json.loads(done.stdout))
    told = " ".join(run("status", "--on", "2031-01-01", *last[:-1]).stdout.split())
    assert "1 January 2031 lies after what is known; this is how it stood on 28 February 2021" in told
    assert "lies after" not in run("status", "--on", "2021-02-28", *last[:-1]).stdout
