"""A part of a register on its page and to take along; notices beside what was then reported."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner
from visitor import Visitor

from tregua.cli.app import app
from tregua.wiring import open_clerk, open_desk

LAST = "on=2021-02-28&as_of=2021-02-28"
NOTICES = """# register: notices
what,place,whose,said by,since,until,published,name
exercise,Hadrut,az/mil,az/mod,2020-12-10,2020-12-13,2020-12-08,notice 3
works,Lachin,ru/peacekeepers,ru/mod,2021-01-10,2021-01-14,2021-01-08,notice 4
"""


@pytest.fixture
def reader(demo: Path) -> Visitor:
    return Visitor(open_desk(demo))


@pytest.fixture
def told(demo: Path, tmp_path: Path) -> Visitor:
    """A centre that was told of an exercise and of works."""
    folder = Path(shutil.copytree(demo, tmp_path / "centre"))
    assert open_clerk(folder).enter_sheet("notices.csv", NOTICES.encode(), trial=False).faults == ()
    return Visitor(open_desk(folder))


def main(page: str) -> str:
    return html.unescape(page[page.index("<main") : page.index("</main")])


def heads(page: str) -> list[str]:
    return re.findall(r'class="line-head">([^<]*)', page)


def test_one_measure_is_shown_alone(reader: Visitor) -> None:
    everything = heads(main(reader.get(f"/registers?name=forces&{LAST}").text))
    some = heads(main(reader.get(f"/registers?name=forces&measure=serviceman&{LAST}").text))
    assert some
    assert set(some) < set(everything)
    assert all("serviceman" in one or "servicemen" in one for one in some)


def test_a_place_brings_along_what_lies_in_it(reader: Visitor) -> None:
    page = reader.get(f"/registers?name=control&place=agdam&{LAST}").text
    shown = {row["place_ids"] for row in taken(reader, "name=control&place=agdam")}
    assert shown
    assert all("agdam" in one or "marzili" in one for one in shown)
    assert '<option value="agdam" selected>' in page


def taken(reader: Visitor, query: str) -> list[dict[str, str]]:
    answer = reader.get(f"/api/registers?{query}&{LAST}&format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize("register", ["forces", "returns"])
def test_the_page_and_the_terminal_give_out_the_same_bytes(demo: Path, register: str) -> None:
    command = ["register", register, "--entries", "--csv", "--centre", str(demo)]
    printed = CliRunner().invoke(app, command)
    assert printed.exit_code == 0, printed.stderr
    given = Visitor(open_desk(demo)).get(f"/api/registers?name={register}&{LAST}&format=csv")
    assert given.text.count("\n") > 2
    assert given.text == printed.stdout


def test_what_is_shown_can_be_taken_along(reader: Visitor) -> None:
    page = reader.get(f"/registers?name=returns&measure=person&from=2020-12-01&{LAST}").text
    way = re.search(r'href="(/api/registers\?[^"]*format=csv[^"]*)"', page)
    assert way
    rows = list(csv.DictReader(io.StringIO(reader.get(html.unescape(way[1])).text)))
    json = reader.get(html.unescape(way[1]).replace("format=csv", "")).json()
    shown = re.search(r'class="fold-count">([\d,]+) entr', page)
    assert shown
    assert len(rows) == len(json) == int(shown[1].replace(",", ""))
    assert {row["measure"] for row in rows} == {"person"}
    assert min(row["latest"] or row["published_at"] for row in rows) >= "2020-12-01"
    assert [row["entry_id"] for row in rows] == [one["entry_id"] for one in json]


def test_the_ways_from_a_part_stay_with_it(reader: Visitor) -> None:
    page = main(reader.get(f"/registers?name=returns&measure=person&from=2020-12-01&{LAST}").text)
    step = re.search(r'<a href="([^"]*)" rel="prev"', page)
    assert step
    assert "measure=person" in step[1]
    assert "from=2020-12-01" in step[1]


@pytest.mark.parametrize(
    "query", ["measure=unicorn", "place=nowhere-zzz", "from=2020-02-30", "from=2021-03-01", "from=x"]
)
def test_what_cannot_be_asked_for_is_told(reader: Visitor, query: str) -> None:
    assert reader.get(f"/registers?name=forces&{query}&{LAST}").status_code == 400
    answer = reader.get(f"/api/registers?name=forces&to=2021-02-28&{query}&{LAST}")
    assert answer.status_code == 400
    assert answer.json()["do"]


def test_a_register_that_is_none_is_not_found(reader: Visitor) -> None:
    assert reader.get("/api/registers?name=nowhere").status_code == 404


def test_nothing_of_what_is_asked_for_is_said_to_be_that(reader: Visitor) -> None:
    page = main(reader.get(f"/registers?name=forces&measure=ship&{LAST}").text)
    assert "Nothing of what was asked for" in page
    assert "No line had been entered" not in page


def test_a_notice_stands_beside_what_was_then_reported(told: Visitor) -> None:
    page = main(told.get(f"/registers?name=notices&{LAST}").text)
    table = page[page.index('class="reg notices"') :]
    exercise, works = table[: table.index("</table>")].split("<tr role")[2:]
    assert "/incidents/incident-" in exercise
    assert "It was given before." in exercise
    assert "Azerbaijani defence ministry" in exercise
    assert "/incidents/" not in works
    assert "not the same as that nothing happened" in works


def test_an_incident_tells_what_was_announced(told: Visitor, reader: Visitor) -> None:
    page = main(told.get(f"/registers?name=notices&{LAST}").text)
    way = re.search(r'href="(/incidents/incident-[^"]*)"', page)
    assert way
    shown = main(told.get(way[1]).text)
    assert "Announced beforehand or since" in shown
    assert "notice 3" in shown
    assert "notice 4" not in shown
    assert "Announced beforehand" not in main(reader.get(way[1]).text)


def test_an_incident_is_explained_by_a_notice_however_many_were_given_since(
    told: Visitor, tmp_path: Path
) -> None:
    given = "what,place,whose,said by,day,published,name\n" + "".join(
        f"works,Lachin,ru/peacekeepers,ru/mod,2021-02-{1 + n % 20:02},2021-01-20,road {n}\n"
        for n in range(205)
    )
    sheet = f"# register: notices\n{given}".encode()
    assert open_clerk(tmp_path / "centre").enter_sheet("many.csv", sheet, trial=False).faults == ()
    page = main(told.get(f"/registers?name=notices&{LAST}").text)
    assert "7 older notices are left out here" in page
    table = page[
        page.index('class="reg notices"') : page.index("</table>", page.index('class="reg notices"'))
    ]
    assert "notice 3" not in table
    assert table.count("<tr") == 201
    listed = main(told.get(f"/incidents?{LAST}").text)
    found = dict.fromkeys(re.findall(r"/incidents/(incident-[0-9a-f]+)", listed))
    assert any("notice 3" in main(told.get(f"/incidents/{one}?{LAST}").text) for one in found)


def test_a_notice_is_shown_from_the_day_on_which_it_was_given(told: Visitor) -> None:
    page = main(told.get("/registers?name=notices&on=2020-12-09&as_of=2021-02-28").text)
    assert "notice 3" in page[page.index('class="reg notices"') :]
    assert "notice 4" not in page
