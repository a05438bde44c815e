"""``tregua agreement compare`` as people and programs meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

PAGES = Path(__file__).parents[1] / "agreement/pages"


def run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tregua", "agreement", "compare", *command],
        capture_output=True, text=True, check=False, cwd=cwd,
    )  # fmt: skip


def test_the_answer_has_the_exported_shape_and_quotes_the_page() -> None:
    done = run(str(PAGES / "wrong-date.txt"), "--accord", "karabakh-2020", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    schema = json.loads((files("tregua") / "model/schemas/v1/compare.json").read_text("utf-8"))
    jsonschema.validate(answer, schema)
    wrong = next(one for one in answer["findings"] if one["verdict"] == "contradicts")
    assert wrong["clauses"] == ["2"]
    assert wrong["page"] == "25 November 2020"
    assert wrong["accord"] == "at the latest on 20 November 2020"
    text = (PAGES / "wrong-date.txt").read_text("utf-8")
    for finding in answer["findings"]:
        for span in finding["spans"]:
            assert " ".join(text[span["start"] : span["end"]].split()) == span["words"]


def test_people_read_it_by_clause_in_the_order_of_the_accord() -> None:
    done = run(str(PAGES / "wrong-district.txt"), "--accord", "karabakh-2020")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    at = [
        lines.index(one)
        for one in ("Statement, point 6", "What no clause names", "Clauses the page says nothing of")
    ]
    assert at == sorted(at)
    assert "compare." not in done.stdout  # every message has its words
    assert "“Fuzuli district”" in done.stdout


def test_a_page_about_something_else_says_so() -> None:
    done = run(str(PAGES / "noise/football.txt"), "--accord", "karabakh-2020")
    assert done.returncode == 0
    assert "Nothing of the accord's terms" in done.stdout
    assert "not the same as no conflict" in done.stdout


def test_the_centre_s_accord_is_taken_where_none_is_named(demo: Path) -> None:
    done = run(str(PAGES / "wrong-date.txt"), "--centre", str(demo))
    assert done.returncode == 0, done.stderr
    assert "contradicts" in done.stdout


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["no-such-page.txt", "--accord", "karabakh-2020"], "file."),
        ([str(PAGES / "wrong-date.txt"), "--accord", "no-such-accord"], "accord.missing"),
        (
            [str(PAGES / "wrong-date.txt"), "--accord", "karabakh-2020", "--published", "2020-02-31"],
            "moment.no_such_day",
        ),
        ([str(PAGES / "wrong-date.txt")], "centre."),
    ],
)
def test_what_cannot_be_used_is_told(command: list[str], code: str, tmp_path: Path) -> None:
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(code)


def test_every_verdict_and_aspect_has_its_words() -> None:
    from typing import get_args

    from tregua.model.comparison import Aspect, Verdict
    from tregua.reporting.messages import Catalogue

    entries = Catalogue.load().entries
    for verdict in get_args(Verdict):
        assert f"compare.verdict.{verdict}" in entries
    for aspect in get_args(Aspect):
        assert f"compare.aspect.{aspect}" in entries
