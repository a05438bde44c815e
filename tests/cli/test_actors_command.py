"""``tregua register actors``: entered, read and asked; whoever is private is named nowhere in it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from centres import found_to_enter
from tregua.centre.assess import know
from tregua.centre.registers import register_on
from tregua.cli.app import app
from tregua.registers import open_register
from tregua.wiring import open_centre

PAGE = """Summary, not the source's words

Outlet: TASS
Published: 12 November 2020

Talks

Russian President Vladimir Putin said that the road to Lachin was closed.

Kamo Kanarian, 34, a resident of Shusha, said that the road was closed. The Armenian soldier Gevorg Kanarov
was wounded. Azerbaijani officer Elvin Kanarli said that the road was closed.
"""
PRIVATE = ("Kanarian", "Kanarov", "Kanarli", "Kanarova")
SHEET = """# register: actors
# published: 2020-11-12
what,whose,to,name,category,since,until,day,said by
holds office,am/pm,,Ann One,Prime Minister,2018-05-08,,,am/mfa
holds office,am/pm,,Bob Two,Prime Minister,,,2020-11-12,az/mfa
holds office,am/pm,,Old Nought,Prime Minister,2008-04-09,2018-04-17,,am/mfa
part of,,ru/mil,15th brigade,,,,2020-11-12,ru/mod
commands,ru/mod,ru/peacekeepers,,,,,2020-11-12,ru/mod
is called,nk,,Artsakh,,,,2020-11-12,am/mfa
"""


def run(folder: Path, *command: str) -> Result:
    return CliRunner().invoke(app, [*command, "--centre", str(folder)])


def told(folder: Path, *command: str) -> str:
    done = run(folder, *command)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A centre that took in a page and a sheet."""
    place = tmp_path_factory.mktemp("actors")
    found_to_enter(place / "centre")
    (place / "page.txt").write_text(PAGE)
    (place / "actors.csv").write_text(SHEET)
    told(place / "centre", "ingest", str(place / "page.txt"))
    told(place / "centre", "enter", str(place / "actors.csv"))
    yield place / "centre"


def answer(folder: Path, on: str = "2020-11-13") -> dict[str, Any]:
    value: dict[str, Any] = json.loads(told(folder, "register", "actors", "--on", on, "--json"))
    return value


def holders(folder: Path, actor: str, on: str) -> dict[str, bool]:
    return {
        holder["name"]: office["contested"]
        for office in answer(folder, on)["actors"]["offices"]
        for holder in office["holders"]
        if office["actor"] == actor
    }


def test_what_a_page_takes_for_granted_stands_as_its_outlet_s_word(folder: Path) -> None:
    (office,) = [one for one in answer(folder)["actors"]["offices"] if one["actor"] == "ru/president"]
    (holder,) = office["holders"]
    assert holder["name"] == "Vladimir Putin"
    assert [(word["manner"], word["through"]) for word in holder["words"]] == [("told", "outlet/tass")]
    assert [one["name"] for one in office["by_accord"]] == ["Vladimir Putin"]


def test_two_holders_are_told_and_neither_is_chosen(folder: Path) -> None:
    assert holders(folder, "am/pm", "2020-11-13") == {"Ann One": True, "Bob Two": True}
    page = told(folder, "register", "actors", "--on", "2020-11-13")
    assert "Armenian prime minister · contested" in page
    assert "cannot all have held" in " ".join(page.split())


def test_on_a_day_those_in_office_then_before_and_after_by_entries(folder: Path) -> None:
    assert holders(folder, "am/pm", "2010-01-01") == {"Old Nought": False}
    assert holders(folder, "am/pm", "2019-01-01") == {"Ann One": False}
    entries = told(folder, "register", "actors", "--entries", "--csv")
    assert all(name in entries for name in ("Old Nought", "Ann One", "Bob Two", "2008-04-09"))


def test_units_relations_and_names_are_told(folder: Path) -> None:
    page = " ".join(told(folder, "register", "actors", "--on", "2020-11-13").split())
    assert "15th brigade part of Russian military" in page
    assert "Russian defence ministry commands Russian peacekeeping contingent" in page
    assert "“Artsakh”" in page


def test_the_accord_s_word_names_clause_and_order(folder: Path) -> None:
    page = " ".join(told(folder, "register", "actors", "--on", "2020-11-13").split())
    assert "Azerbaijan vouches to Armenia" in page
    assert "(Statement, point 6)" in page
    assert "No text calls it a guarantor" in page
    assert "Turkey" not in page.replace("Turkey's", "")
    assert answer(folder)["actors"]["forms"]


@pytest.mark.parametrize("shape", [(), ("--json",), ("--csv",), ("--entries",), ("--entries", "--json")])
def test_whoever_is_private_is_named_nowhere(folder: Path, shape: tuple[str, ...]) -> None:
    on = () if "--entries" in shape else ("--on", "2020-11-13")
    shown = told(folder, "register", "actors", *shape, *on)
    assert "Putin" in shown
    assert not [name for name in PRIVATE if name in shown]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("what=holds office", "whose=az/public", "name=Aysel Kanarova"), "sheet.no_office"),
        (("what=holds office", "whose=az/opposition", "name=Aysel Kanarova"), "sheet.no_office"),
        (("what=holds office", "whose=outlet/tass", "name=Aysel Kanarova"), "sheet.no_office"),
        (("what=holds office", "whose=person/00112233", "name=Aysel Kanarova"), "sheet.unknown_actor"),
        (("what=part of", "to=ru/mil", "name=Aysel Kanarova"), "sheet.names_a_person"),
        (("what=supplies", "whose=Aysel Kanarova", "to=ru/mil"), "sheet.unknown_actor"),
        (("what=holds office", "name=Aysel Kanarova"), "sheet.missing"),
    ],
)
def test_a_row_that_would_name_a_private_person_is_refused(
    folder: Path, row: tuple[str, ...], code: str
) -> None:
    done = run(folder, "enter", "actors", *row, "said_by=az/mod", "day=2020-11-12", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stderr or done.stdout)["code"] == code


def test_the_csv_has_a_line_for_each_word(folder: Path) -> None:
    sheet = told(folder, "register", "actors", "--on", "2020-11-13", "--csv")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert {row["about"] for row in rows if row["measure"] == "office"} == {
        "Ann One", "Bob Two", "Old Nought", "Vladimir Putin",
    }  # fmt: skip


def test_what_is_kept_answers_as_the_claims_do(folder: Path) -> None:
    centre = open_centre(folder)
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    entries = know(centre, snapshot).entries
    for day in (date(2010, 1, 1), date(2020, 11, 12), date(2021, 1, 1)):
        page = register_on(centre, snapshot, "actors", day)
        assert page.lines
        assert page == open_register(entries, "actors", centre.agreement, day)
