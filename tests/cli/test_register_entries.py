"""``register --entries``: what stands, what stands no longer and by what, in words, JSON, CSV and the API."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from centres import found_with
from tregua.centre.day import play_day
from tregua.cli.app import app
from tregua.wiring import open_centre

HEAD = "what,figure,unit,said by,whose,place,name,since,until,day,published\n"
FIRST = (
    f"# register: forces\n{HEAD}posts,23,,ru/mod,ru/mil,,,,,2020-11-18,2020-11-18\n"
    "post,12,servicemen,ru/mod,ru/mil,Lachin,post 7,2020-11-15,2020-11-17,,2020-11-18\n"
    "posts,24,,ru/mod,ru/mil,,,,,2020-11-17,2020-11-18\n"
)
AGAIN = (
    f"# register: forces\n{HEAD}posts,25,,ru/mod,ru/mil,,,,,2020-11-19,2020-11-19\n{FIRST.splitlines()[3]}\n"
)
OLD = ("stands", "supersedes", "superseded_by", "superseded_as", "superseded_by_entries", "also_in")


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre with 23 posts corrected to 27, 24 struck out, and post 7 told again in a second sheet."""
    folder = tmp_path_factory.mktemp("entries")
    play_day(found_with(folder / "centre", []), date(2020, 11, 20), (), lambda _: None)
    for name, text in (("first.csv", FIRST), ("again.csv", AGAIN)):
        (folder / name).write_text(text)
        told(folder / "centre", "enter", str(folder / name))
    row = ("what=posts", "figure=27", "whose=ru/mil", "day=2020-11-18", "published=2020-11-20")
    told(folder / "centre", "enter", "forces", *row, "corrects=first.csv:3")
    told(folder / "centre", "enter", "forces", "stance=struck", "corrects=first.csv:5")
    return folder / "centre"


def told(centre: Path, *command: str) -> str:
    done = CliRunner().invoke(app, [*command, "--centre", str(centre)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


def entries(centre: Path, *more: str) -> Any:
    return json.loads(told(centre, "register", "forces", "--entries", "--json", *more))


def test_json_tells_what_stands_no_longer_and_by_what(centre: Path) -> None:
    found = entries(centre)
    shape = json.loads((files("tregua") / "model/schemas/v1/register-entries.json").read_text("utf-8"))
    jsonschema.validate(found, shape)
    by_figure = {one["low"]: one for one in found}
    assert [one["low"] for one in found if one["stands"]] == [12, 27, 25]
    corrected, struck, new = by_figure[23], by_figure[24], by_figure[27]
    assert (corrected["stands"], corrected["superseded_as"]) == (False, "corrected")
    assert corrected["superseded_by"] == new["claim_id"]
    assert corrected["superseded_by_entries"] == [new["entry_id"]]
    assert (new["stands"], new["supersedes"]) == (True, corrected["claim_id"])
    assert (struck["stands"], struck["superseded_as"], struck["superseded_by_entries"]) == (
        False,
        "struck",
        [],
    )
    assert struck["superseded_by"] not in {one["claim_id"] for one in found}


def test_the_row_of_a_second_sheet_is_named_at_the_word(centre: Path) -> None:
    assert {one["low"]: one["also_in"] for one in entries(centre) if one["also_in"]} == {12: ["again.csv:4"]}
    assert "also in again.csv:4" in told(centre, "register", "forces", "--entries")


def test_csv_has_the_same_below_the_keys_it_had(centre: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(told(centre, "register", "forces", "--entries", "--csv"))))
    assert tuple(lines[0])[-6:] == OLD
    found = entries(centre)
    assert [one["superseded_by"] for one in lines] == [one["superseded_by"] or "" for one in found]
    assert [one["stands"] for one in lines] == ["yes" if one["stands"] else "no" for one in found]


def test_the_table_has_what_a_duty_officer_asks_for(centre: Path) -> None:
    page = " ".join(told(centre, "register", "forces", "--entries").split())
    assert "12 servicemen · post" in page
    assert "15 November 2020" in page
    assert "to 17 November 2020" in page
    assert "Russian military" in page
    assert "Lachin" in page
    assert "lachin," not in page  # no ids
    assert "Russian defence ministry" in page
    assert "which struck it out" in page


def test_json_tells_since_when_the_centre_knows_what_it_did_not_then(centre: Path) -> None:
    asked = ("register", "forces", "--on", "2020-11-18", "--json")
    assert json.loads(told(centre, *asked))["known_later"] is None
    play_day(open_centre(centre), date(2020, 11, 21), (), lambda _: None)
    row = ("what=cleared", "figure=3 km", "whose=ru/mil", "day=2020-11-18")
    told(centre, "enter", "clearance", *row, "said_by=ru/mod", "published=2020-11-20")
    asked = ("register", "clearance", "--on", "2020-11-18", "--as-of", "2020-11-20", "--json")
    found = json.loads(told(centre, *asked))
    assert (found["lines"], found["known_later"]) == ([], {"count": 1, "since": "2020-11-21"})
