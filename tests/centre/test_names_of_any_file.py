"""A list of names is withheld or refused whatever its file is called. Nobody bears these names."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from centres import found_to_enter, found_with
from tregua.centre.intake import open_inbox, take_in
from tregua.centre.persons import recorded
from tregua.cli.app import app

SHEET = (
    "# register: exchanges\n# published: 2020-12-01\nwhat,person,born,to,name,day,said by\n"
    "requested,Aram Testpersonyan,1987,am,list 3,2020-11-18,am/mod\n"
)
NAMES = ["list.txt", "list.md", "list", "list.tsv", "list.html", "list.json", "list.csv.bak", "list.CSV"]


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    found_to_enter(tmp_path / "centre")
    return tmp_path / "centre"


def run(centre: Path, *command: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*command, "--centre", str(centre)])
    return done.exit_code, done.output


def holding(centre: Path) -> list[str]:
    """The files of a centre in which the name stands in the open."""
    found = (path for path in centre.rglob("*") if path.is_file())
    return sorted(path.name for path in found if b"estpersonyan" in path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["{}", "\ufeff\n\n{}", "quoted", "cr"])
def test_a_sheet_is_one_under_any_name(centre: Path, tmp_path: Path, name: str, form: str) -> None:
    text = {"quoted": SHEET.replace("# register: exchanges", '"# register: exchanges"')}.get(form, form)
    text = SHEET.replace("\n", "\r") if form == "cr" else text.format(SHEET)
    (tmp_path / name).write_bytes(text.encode())
    code, told = run(centre, "ingest", str(tmp_path / name))
    assert code == 0, told
    assert holding(centre) == []
    assert "person-" in run(centre, "persons", "--on", "2020-12-01")[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "above", ["", "Prisoners, list 3\n1 December 2020\n\n", "List\n# register: exchanges\n"]
)
def test_a_table_of_names_that_is_no_sheet_is_refused(
    centre: Path, tmp_path: Path, name: str, above: str
) -> None:
    table = SHEET.partition("2020-12-01\n")[2]
    (tmp_path / name).write_text(above + table + "A ministry said on 1 December 2020 that it asked.\n")
    for command in ("ingest", "enter"):
        code, told = run(centre, command, str(tmp_path / name))
        assert code == 2 and "estpersonyan" not in told, told
    assert holding(centre) == []


@pytest.mark.parametrize("name", NAMES)
def test_in_the_inbox_its_withheld_form_takes_its_place(tmp_path: Path, name: str) -> None:
    opened = found_with(tmp_path / "centre", [])
    (tmp_path / "centre" / "inbox" / name).write_text(SHEET)
    for _ in range(2):
        taken = take_in(opened, open_inbox(opened)[0], datetime(2020, 12, 1, 20, tzinfo=UTC))
        assert taken.faults == ()
    assert holding(tmp_path / "centre") == []
    assert len(recorded(opened)) == 1
