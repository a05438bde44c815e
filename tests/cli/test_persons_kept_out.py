"""Where a name might be kept all the same: the ground of an erasure, a file half written, a namesake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from centres import found_with
from tregua.cli.app import app

SHEET = """# register: exchanges
# said by: am/mod
# published: 2020-12-05
what,person,born,to,name,day
requested,Aram Testpersonyan,1987,am,list 3,2020-12-05
"""


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """The folder of a centre under the bundled accord, at work today, to which one sheet was told."""
    found_with(tmp_path / "centre", [])
    settings = tmp_path / "centre/centre.toml"
    settings.write_text(settings.read_text().replace("demonstration = true", "demonstration = false"))
    (tmp_path / "list3.csv").write_text(SHEET)
    assert run(tmp_path / "centre", "enter", str(tmp_path / "list3.csv")).exit_code == 0
    return tmp_path / "centre"


def run(centre: Path, *command: str) -> Result:
    return CliRunner().invoke(app, [*command, "--centre", str(centre)])


def persons(centre: Path) -> list[str]:
    found = json.loads(run(centre, "persons", "--on", "2020-12-07", "--json").stdout)
    return [one["person"] for one in found]


@pytest.mark.parametrize(
    "ground",
    [
        "asked for by the Testpersonyan family, of Eraram",
        "asked for by the Testpersonyans",
        "asked for by his brother; Aram was released",
        "Testperso\u00adnyan, Aram",
    ],
)
def test_no_word_of_the_name_goes_into_the_record_as_a_ground(centre: Path, ground: str) -> None:
    [person] = persons(centre)
    refused = run(centre, "persons", "erase", person, "--ground", ground)
    assert refused.exit_code == 2 and "person.name_in_ground" in refused.stderr
    assert run(centre, "persons", "show", person, "--tier", "internal").exit_code == 0


def test_where_the_key_is_gone_only_a_ground_that_names_nobody_is_taken(centre: Path) -> None:
    [person] = persons(centre)
    (centre / "keys/persons" / person).unlink()
    refused = run(centre, "persons", "erase", person, "--ground", "asked for by a friend")
    assert refused.exit_code == 2 and "person.ground_unchecked" in refused.stderr
    done = run(centre, "persons", "erase", person, "--ground", "asked for by the family, 12/2021")
    assert done.exit_code == 0, done.stderr


def plant(centre: Path, person: str) -> list[Path]:
    """What a sealing leaves that is killed before it renames what it wrote."""
    left = [
        centre / f"keys/persons/.{person}.part",
        centre / "keys/persons/.person-00000000000000aa.part",
        centre / f"evidence/persons/.{person}.part",
        centre / "keys/.persons.key.part",
    ]
    for path in left:
        path.write_text("half a key and its mark")
    return left


def test_a_key_half_written_goes_with_the_next_entering(centre: Path, tmp_path: Path) -> None:
    left = plant(centre, persons(centre)[0])
    (tmp_path / "next.csv").write_text(SHEET.replace("Aram", "Gor"))
    assert run(centre, "enter", str(tmp_path / "next.csv")).exit_code == 0
    assert not any(path.exists() for path in left)
    assert len(persons(centre)) == 2


def test_a_key_half_written_goes_with_the_erasure(centre: Path) -> None:
    [person] = persons(centre)
    left = plant(centre, person)
    assert run(centre, "persons", "erase", person, "--ground", "asked for by the person").exit_code == 0
    assert not any(path.exists() for path in left)
    assert not list(centre.rglob(f"*{person}*"))


def test_persons_known_by_a_number_alone_are_different_persons(centre: Path, tmp_path: Path) -> None:
    rows = "".join(f"requested,Unknown {number},,am,list 3,2020-12-05\n" for number in (1, 2))
    (tmp_path / "next.csv").write_text(
        SHEET.replace("requested,Aram Testpersonyan,1987,am,list 3,2020-12-05\n", rows)
    )
    assert run(centre, "enter", str(tmp_path / "next.csv")).exit_code == 0
    assert len(persons(centre)) == 3


def test_on_trial_no_pseudonym_is_shown_that_will_not_be(centre: Path, tmp_path: Path) -> None:
    [known] = persons(centre)
    (tmp_path / "next.csv").write_text(
        SHEET.replace("2020-12-05\n", "2020-12-06\n").replace("\nrequested", "\nvisited")
        + "visited,Gor Testpersonyan,1990,am,list 3,2020-12-06\n"
    )
    given = ("enter", str(tmp_path / "next.csv"), "--dry-run")
    first, again = run(centre, *given), run(centre, *given)
    assert first.stdout == again.stdout
    assert known in "".join(first.stdout.split())
    shown = json.loads(run(centre, *given, "--json").stdout)
    assert [one["person"] for one in shown] == [known, "person-to-come"]
    assert {one["claim_id"] for one in shown} == {""}
