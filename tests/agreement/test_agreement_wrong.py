"""A corpus of wrong accords: one fault each, told once, at its line, with what to do."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from tregua.agreement.load import check_accord
from tregua.agreement.tree import MOST_TOLD
from tregua.cli.agreement import app
from tregua.reporting.messages import Catalogue

FOLDER = Path(__file__).parent / "wrong"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))


def test_the_corpus_is_large_and_its_codes_are_many() -> None:
    assert len(EXPECTED) >= 60
    assert len({one["code"] for one in EXPECTED.values()}) >= 50
    assert all(one["line"] and one["column"] for one in EXPECTED.values())
    files = {path.stem if path.suffix == ".yaml" else path.name for path in FOLDER.iterdir()}
    assert {Path(name).stem for name in EXPECTED} <= files


def test_the_corpus_is_what_its_list_makes() -> None:
    spec = importlib.util.spec_from_file_location("make_wrong_accords", FOLDER / "make.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    for name, data in made.build().items():
        assert (FOLDER / name).read_bytes() == data, f"{name}: run tests/agreement/wrong/make.py"


def test_the_base_is_sound_and_nothing_about_it_is_doubtful() -> None:
    checked = check_accord(FOLDER / "base.yaml")
    assert checked.agreement is not None
    assert (checked.faults, checked.lints) == ((), ())
    done = CliRunner().invoke(app, ["check", str(FOLDER / "base.yaml")])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "4 clauses; 11 obligations" in done.stdout
    assert "1 hand over" in done.stdout


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_earns_its_one_error(name: str) -> None:
    wanted = EXPECTED[name]
    done = CliRunner().invoke(app, ["check", str(FOLDER / name), "--json"])
    answer = json.loads(done.stdout)
    told = [*answer["faults"], *answer["doubts"]]
    assert [one["code"] for one in told] == [wanted["code"]]
    (one,) = told
    assert done.exit_code == wanted["exit"]
    assert bool(answer["faults"]) == (wanted["exit"] == 2)
    assert (one["line"], one["column"]) == (wanted["line"], wanted["column"])
    assert Path(one["file"]) == FOLDER / wanted["file"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_printed_message_names_the_line_and_says_what_to_do(name: str) -> None:
    wanted = EXPECTED[name]
    done = CliRunner().invoke(app, ["check", str(FOLDER / name)])
    assert done.exit_code == wanted["exit"]
    told, place, what_to_do, *_ = done.stderr.splitlines()
    assert told.startswith(f"{wanted['code']}: ")
    assert len(told) > len(wanted["code"]) + 15
    parts = (FOLDER / wanted["file"], wanted["line"], wanted["column"])
    assert place.split()[0] == ":".join(str(part) for part in parts if part is not None)
    assert what_to_do.strip().endswith((".", "?"))
    for text in (told, what_to_do):  # rendered, not shown bare
        assert "{" not in text.replace("in {", "")
        assert "accord.lint" not in text.removeprefix(f"{wanted['code']}: ")
    assert "Traceback" not in done.stderr


def test_the_exit_code_is_the_process_s() -> None:
    for name, code in (("base.yaml", 0), ("clause-unverified.yaml", 1), ("key-misspelt.yaml", 2)):
        done = subprocess.run(
            [sys.executable, "-m", "tregua", "agreement", "check", str(FOLDER / name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr


def test_every_doubt_and_nearly_every_fault_has_its_wrong_accord() -> None:
    told = {one["code"] for one in EXPECTED.values()}
    codes = {
        code
        for code in Catalogue.load().entries
        if code.startswith("accord.") and f"{code}.do" in Catalogue.load().entries
    }
    of_files = {"accord.missing", "accord.unreadable", "accord.too_large"}  # no text is to blame
    assert codes - told == of_files


MANY = {
    "unknown keys": ("limits: [", "".join(f"k{n}: 1\n" for n in range(3000)) + "limits: ["),
    "keys given again": ("limits: [", "id: again\n" * 3000 + "limits: ["),
    "wrong types": ("limits: [", "limits: [" + "1, " * 3000),
    "unknown ids": ("    obligors: [bb]\n", f"    obligors: [{', '.join(f'x{n}' for n in range(3000))}]\n"),
}


@pytest.mark.parametrize("name", sorted(MANY))
def test_of_very_many_faults_the_first_are_told_and_the_others_counted(name: str, tmp_path: Path) -> None:
    base = (FOLDER / "base.yaml").read_text("utf-8")
    assert base.count(MANY[name][0]) == 1
    (tmp_path / "accord.yaml").write_text(base.replace(*MANY[name]), "utf-8")
    checked = check_accord(tmp_path)
    assert (len(checked.faults), checked.more) == (MOST_TOLD, 3000 - MOST_TOLD)
    lines = [(one.where.line or 0, one.where.column or 0) for one in checked.faults]
    assert lines == sorted(lines)
    assert lines[0][0] == base[: base.index(MANY[name][0])].count("\n") + 1
    done = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert done.exit_code == 2
    assert f"{3000 - MOST_TOLD:,} more" in done.stderr
    assert "3,000 faults" in done.stderr
    assert done.stderr.count("accord.yaml:") == MOST_TOLD
    answer = json.loads(CliRunner().invoke(app, ["check", str(tmp_path), "--json"]).stdout)
    assert (len(answer["faults"]), answer["more"]) == (MOST_TOLD, 3000 - MOST_TOLD)
