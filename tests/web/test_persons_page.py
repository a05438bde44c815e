"""Persons on the dashboard: entered by the form, withheld as by every other door; readings side by side."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner
from visitor import Visitor

from centres import found_with
from tregua.cli.app import app
from tregua.wiring import open_clerk, open_desk

COUNTS = """# register: exchanges
# said by: am/mod
# published: 2021-02-20
what,figure,to,day,category
prisoners,44,am,2020-12-14,
held,62,am,2021-02-19,taken after 10 November 2020
"""
ROW = {
    "what": "requested", "person": "Aram Testpersonyan", "born": "1987", "to": "am", "said_by": "am/mod",
    "day": "2021-02-18", "published": "2021-02-19",
}  # fmt: skip
PAGE = "/registers?name=exchanges&on=2021-02-20&as_of=2021-02-20"


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre of which one day was played, with counts of prisoners."""
    folder = tmp_path / "centre"
    found_with(folder, [])
    (folder / "inbox/counts.csv").write_text(COUNTS)
    assert CliRunner().invoke(app, ["day", "2021-02-20", "--centre", str(folder)]).exit_code == 0
    return folder


@pytest.fixture
def officer(centre: Path) -> Visitor:
    return Visitor(open_desk(centre), open_clerk(centre))


def words(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", page).split()))


def test_a_name_typed_into_the_form_reaches_neither_the_folder_nor_the_register(
    officer: Visitor, centre: Path
) -> None:
    found = re.search(r'name="token" value="([^"]+)"', officer.get("/enter/exchanges").text)
    assert found
    looked = officer.post("/enter/exchanges", {**ROW, "token": found[1], "step": "look"})
    assert "a pseudonym will stand here" in words(looked.text)
    assert not re.search(r"person-[0-9a-f]{16}", looked.text)
    done = officer.post("/enter/exchanges", {**ROW, "token": found[1], "step": "enter"})
    assert done.status_code == 303
    assert "testpersonyan" not in done.headers["location"].lower()
    kept = [path.read_bytes().lower() for path in centre.rglob("*") if path.is_file()]
    assert not any(b"testpersonyan" in data for data in kept)
    page = officer.get(PAGE)
    assert "Testpersonyan" not in page.text
    assert re.search(r"person-[0-9a-f]{16}", page.text)
    assert "open for 2 days" in words(page.text)


def test_an_exchange_stands_once_and_by_each_reading_where_it_differs(officer: Visitor) -> None:
    page = words(officer.get(PAGE).text)
    assert page.count("62 (19 February 2021)") == 1
    ours = page.index("By the reading of Armenia, with those of every sort")
    theirs = page.index("By the reading of Azerbaijan, without those of the sort")
    assert page.index("62 (19 February 2021)") < ours
    assert "everything is as above" in page[ours:theirs]
    after = page[theirs : page.index("is not told in figures of", theirs)]
    assert "As above: received." in after
    assert "62 (19 February 2021)" not in after
