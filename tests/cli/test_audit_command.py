"""``audit``: a published table of counts against itself, without a centre; each remark with its lines."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from tregua.cli.app import app

HEAD = "date,killed in the day,killed total\n"


def run(*command: str | Path) -> Result:
    return CliRunner().invoke(app, ["audit", *map(str, command)])


def table(folder: Path, rows: str, name: str = "counts.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + rows, "utf-8")
    return path


def answer(*command: str | Path) -> Any:
    done = run(*command, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    shape = json.loads((files("tregua") / "model/schemas/v1/audit.json").read_text("utf-8"))
    jsonschema.validate(told, shape)
    return told


def remarks(*command: str | Path) -> list[tuple[str, list[int]]]:
    return [
        (remark["code"].rpartition(".")[2], [row["line"] for row in remark["rows"]])
        for series in answer(*command)["series"]
        for remark in series["remarks"]
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("2020-12-01,5,5\n2020-12-02,2,7\n2020-12-03,1,8\n", []),
        ("2020-12-01,5,50\n2020-12-02,2,40\n", [("total_falls", [2, 3])]),
        ("2020-12-01,5,50\n2020-12-02,9,52\n", [("flows_above_totals", [2, 3])]),
        ("2020-12-01,5,50\n2020-12-02,2,60\n", [("total_jumps", [2, 3])]),
        ("2020-12-01,5,50\n2020-12-02,about 10,60\n", []),
        ("2020-12-01,5,50\n2020-12-02,more than 2,60\n", []),
        ("2020-12-01,,50\n2020-12-02,,60\n", []),
        ("2020-12-01,,50\n2020-12-01,,60\n", [("cannot_both_be", [2, 3])]),
        ("2020-12-01,,50\n2020-12-20,,60\n", [("gap", [2, 3])]),
    ],
)
def test_what_does_not_fit_is_told_with_its_lines(
    tmp_path: Path, rows: str, found: list[tuple[str, list[int]]]
) -> None:
    assert remarks(table(tmp_path, rows)) == found


def test_how_long_a_gap_may_be_is_asked(tmp_path: Path) -> None:
    path = table(tmp_path, "2020-12-01,,50\n2020-12-20,,60\n")
    assert remarks(path, "--gap", "19") == []
    assert remarks(path, "--gap", "18") == [("gap", [2, 3])]


def test_places_are_series_of_their_own(tmp_path: Path) -> None:
    rows = "2020-12-01,Agdam,50\n2020-12-01,Lachin,60\n"
    path = table(tmp_path, rows, head="date,place,killed total\n")
    told = answer(path)["series"]
    assert [one["place_ids"] for one in told] == [["agdam"], ["lachin"]]
    assert not any(one["remarks"] for one in told)


def test_several_files_are_one_series_and_a_later_figure_a_revision(tmp_path: Path) -> None:
    head = "# Published: {} December 2020\n# Reported: Russia's defence ministry\n" + HEAD
    first = table(tmp_path, "2020-12-01,,50\n", "first.csv", head.format(2))
    second = table(tmp_path, "2020-12-01,,60\n", "second.csv", head.format(5))
    (series,) = answer(first, second)["series"]
    (remark,) = series["remarks"]
    assert remark["code"] == "registers.audit.revised"
    assert [(Path(row["file"]).name, row["line"]) for row in remark["rows"]] == [
        ("first.csv", 4),
        ("second.csv", 4),
    ]
    assert "first.csv line 4; second.csv line 4" in " ".join(run(first, second).stdout.split())


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = table(tmp_path, "2020-12-01,5,5\n")
    assert answer(path, path)["series"][0]["figures"] == 2


def test_what_is_found_is_no_failure(tmp_path: Path) -> None:
    done = run(table(tmp_path, "2020-12-01,5,50\n2020-12-02,2,40\n"))
    assert done.exit_code == 0
    assert "The total falls: 50 on 1 December 2020" in done.stdout
    assert "(lines 2 and 3)" in " ".join(done.stdout.split())


def test_a_series_that_fits_is_told_as_such(tmp_path: Path) -> None:
    assert "Nothing in it contradicts" in run(table(tmp_path, "2020-12-01,5,5\n2020-12-02,2,7\n")).stdout
    assert "it is of one day" in run(table(tmp_path, "2020-12-01,5,5\n")).stdout


def test_figures_without_a_day_are_counted_not_guessed(tmp_path: Path) -> None:
    path = table(tmp_path, "killed,50\n", head="measure,total\n")
    empty = {"files": [str(path)], "series": [], "undated": 1, "places_as_named": []}
    assert answer(path) == empty
    assert "1 figure has no day" in run(path).stdout
    assert answer(path, "--published", "2020-12-01")["undated"] == 0


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("gone.csv", None, "file.unreadable"),
        ("page.txt", "On 1 December 2020 five were killed.", "audit.no_table"),
        ("empty.csv", "", "file.empty"),
        ("words.csv", "one,two\nthree,four\n", "table.no_columns"),
        ("day.csv", HEAD + "2020-12-01,5,5\n2020-13-01,5,5\n", "table.impossible_date"),
        ("number.csv", HEAD + "2020-12-01,five or so?,5x5\n", "table.not_a_number"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, name: str, text: str | None, code: str) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, "utf-8")
    done = run(path, "--json")
    assert done.exit_code == 2
    assert not done.stdout
    error = json.loads(done.stderr)
    assert error["code"] == code
    assert error["do"]


@pytest.mark.shared
def test_three_years_of_a_daily_count(shared: Path, tmp_path: Path) -> None:
    """The ministry's own daily figures and totals: where they part, by the file's lines."""
    days = json.loads((shared / "data/palestine_daily/casualties_daily.json").read_text("utf-8"))
    rows = "".join(
        f"{one['report_date']},{one.get('killed', '')},{one.get('killed_cum', '')}\n" for one in days
    )
    path = table(tmp_path, rows)
    found = remarks(path)
    assert all(code in ("gap", "flows_above_totals", "total_jumps") for code, _ in found)
    for code, lines in found:
        if code != "gap":
            one, other = (days[line - 2] for line in lines)
            rise = other["killed_cum"] - one["killed_cum"]
            assert rise > other["killed"] if code == "total_jumps" else rise < other["killed"]
    assert {code for code, _ in found} == {"gap", "flows_above_totals", "total_jumps"}


def test_a_register_sheet_with_a_place_that_no_list_has_is_taken_as_named(tmp_path: Path) -> None:
    head = "# register: returns\nwhat,figure,basis,place,said by,day,published\n"
    rows = (
        "returned,10,total,Nowhereville,ru/mod,2020-12-01,2020-12-01\n"
        "returned,8,total,Nowhereville; Lachin,ru/mod,2020-12-02,2020-12-02\n"
        "returned,7,total,Nowhereville,ru/mod,2020-12-02,2020-12-02\n"
    )
    sheet = table(tmp_path, rows, "returns.csv", head)
    found = answer(sheet)
    assert found["places_as_named"] == ["Nowhereville"]
    [alone] = [one for one in found["series"] if one["place_ids"] == ["Nowhereville"]]
    assert [(one["code"], [row["line"] for row in one["rows"]]) for one in alone["remarks"]] == [
        ("registers.audit.total_falls", [3, 5])
    ]
    assert "No list has Nowhereville" in run(sheet).stdout
    assert "places_as_named" not in run(table(tmp_path, "2020-12-01,5,5\n")).stdout
