"""Names of persons: withheld before anything is kept, sealed, shown to those entitled, erased."""

from __future__ import annotations

import json
import shutil
import stat
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
import rfc8785
from typer.testing import CliRunner, Result

from centres import found_with
from databases import only_a_file
from tregua.centre.intake import append
from tregua.cli.app import app
from tregua.model.person import PSEUDONYM
from tregua.model.schemas import build_schemas
from tregua.record.act import Act
from tregua.store.persons import FolderNames
from tregua.wiring import open_centre

SHEET = """# register: exchanges
# said by: am/mod
# published: 2020-12-05
# tier: parties
what,person,born,to,name,day,note
requested,Aram Testpersonyan,1987,am,list 3,2020-12-05,asked for by telephone
requested,"Namessonova, Lusine",,am,list 3,2020-12-05,
# requested,Hidden Commentian,,am,,2020-12-05,
"""
NAMES = ("testpersonyan", "namessonova", "lusine", "commentian", "1987")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """The folder of a centre under the bundled accord, at work today, to which nothing was told."""
    found_with(tmp_path / "centre", [])
    settings = tmp_path / "centre/centre.toml"
    settings.write_text(settings.read_text().replace("demonstration = true", "demonstration = false"))
    return tmp_path / "centre"


def run(centre: Path, *command: str) -> Result:
    return CliRunner().invoke(app, [*command, "--centre", str(centre)])


def done(centre: Path, *command: str) -> str:
    result = run(centre, *command)
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


def listed(centre: Path) -> dict[str, dict[str, object]]:
    found = json.loads(done(centre, "persons", "--on", "2020-12-07", "--json"))
    jsonschema.validate(found, build_schemas()["persons"])
    return {one["person"]: one for one in found}


def traces(folder: Path, *names: str) -> set[str]:
    """Which names stand in any byte of any file below a folder, or in a file's own name."""
    found = set()
    for path in folder.rglob("*"):
        data = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        found |= {name for name in names if name.encode() in data.lower()}
    return found


def sheet(tmp_path: Path, text: str = SHEET, name: str = "list3.csv") -> str:
    path = tmp_path / name
    path.write_text(text)
    return str(path)


def test_a_name_never_reaches_the_folder(centre: Path, tmp_path: Path) -> None:
    given = sheet(tmp_path)
    assert "2 rows would be entered" in done(centre, "enter", given, "--dry-run")
    assert not (centre / "evidence/persons").exists()
    told = done(centre, "enter", given)
    assert "Names withheld: 2" in told
    assert traces(centre, *NAMES[:-1]) == set()
    assert len(listed(centre)) == 2
    assert done(centre, "enter", given, "--json") == done(centre, "enter", given, "--json")
    assert len(listed(centre)) == 2


@pytest.mark.parametrize("inbox_name", ["list3.csv", "sub/list3.csv"])
def test_a_sheet_in_the_inbox_is_replaced_by_its_withheld_form(centre: Path, inbox_name: str) -> None:
    path = centre / "inbox" / inbox_name
    path.parent.mkdir(exist_ok=True)
    path.write_text(SHEET)
    done(centre, "day", "2020-12-05")
    assert traces(centre, *NAMES[:-1]) == set()
    text = path.read_text()
    assert len(PSEUDONYM.findall(text)) == 2
    assert "# published: 2020-12-05" in text
    assert text.splitlines()[5].startswith("person-"), "rows keep their lines"
    before = open_centre(centre).ledger.size
    done(centre, "day", "2020-12-05")
    assert open_centre(centre).ledger.size == before


def test_one_row_typed_is_withheld_and_its_file_is_not_named_by_it(centre: Path) -> None:
    row = (
        "what=requested",
        "person=Aram Testpersonyan",
        "born=1987",
        "to=am",
        "said_by=am/mod",
        "day=2020-12-05",
    )
    done(centre, "enter", "exchanges", *row)
    assert traces(centre, *NAMES[:-1]) == set()
    [item] = open_centre(centre).state.items(open_centre(centre).state.snapshot())  # type: ignore[arg-type]
    data = open_centre(centre).evidence.get(item.item_id, item.sha256)
    assert item.name == f"exchanges-{sha256(data).hexdigest()[:8]}.csv"


def test_the_same_person_is_one_pseudonym_and_a_namesake_another(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path))
    rows = (
        "# register: exchanges\n# said by: az/mod\nwhat,person,born,to,day\n"
        "confirms held,TESTPERSONYAN  Aram,1987,am,2020-12-07\n"
        "confirms held,Aram Testpersonyan,1990,am,2020-12-07\n"
    )
    done(centre, "enter", sheet(tmp_path, rows, "answer.csv"))
    found = listed(centre)
    assert len(found) == 3
    assert sorted(len(one["words"]) for one in found.values()) == [1, 1, 2]  # type: ignore[arg-type]


def test_a_name_is_shown_to_those_entitled_and_to_nobody_else(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path))
    names = set()
    for person in listed(centre):
        refused = run(centre, "persons", "show", person)
        assert refused.exit_code == 1
        assert "person.tier" in refused.stderr
        assert traces_in(refused.output + refused.stderr) == set()
        shown = json.loads(done(centre, "persons", "show", person, "--tier", "parties", "--json"))
        names.add((shown["name"], shown["born"]))
    assert names == {("Aram Testpersonyan", "1987"), ("Namessonova, Lusine", None)}
    unknown = run(centre, "persons", "show", "person-0000000000000000")
    assert (unknown.exit_code, "person.tier" in unknown.stderr) == (1, True)  # as one that is not theirs
    assert run(centre, "persons", "show", "person-0000000000000000", "--as", "internal").exit_code == 2
    assert run(centre, "persons", "show", "person-0000000000000000", "--tier", "all").exit_code == 2


def traces_in(text: str) -> set[str]:
    return {name for name in NAMES if name in text.lower()}


def test_a_sheet_that_says_no_tier_gives_its_names_to_the_centre_alone(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path, SHEET.replace("# tier: parties\n", "")))
    person = next(iter(listed(centre)))
    assert run(centre, "persons", "show", person, "--tier", "delegation:ru").exit_code == 1
    done(centre, "persons", "show", person, "--tier", "internal")


def test_keys_lie_apart_and_are_for_their_owner(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path))
    secret = [*(centre / "keys").rglob("*"), *(centre / "evidence/persons").iterdir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in secret if path.is_file()} == {0o600}
    sizes = {path.stat().st_size for path in (centre / "evidence/persons").iterdir()}
    assert len(sizes) == 1, "a sealed name tells nothing by its length"


def test_the_record_holds_a_salted_commitment_that_the_name_can_be_held_to(
    centre: Path, tmp_path: Path
) -> None:
    done(centre, "enter", sheet(tmp_path))
    acts = [act for _, act in open_centre(centre).ledger.acts() if act.type == "names_withheld"]
    told = {one["person"]: one["commitments"] for act in acts for one in act.body["persons"]}
    assert all(len(one) == 2 and one == sorted(one) for one in told.values())
    names = FolderNames(centre / "keys", centre / "evidence/persons")
    for person, commitments in told.items():
        content = names._content(person)
        assert content is not None
        made = sha256(rfc8785.dumps([content["salts"][0], "name", content["name"]])).hexdigest()
        assert made in commitments
        plain = sha256(content["name"].encode()).hexdigest()
        assert plain not in json.dumps(told) and plain[:16] not in json.dumps(told)


def test_after_erasure_the_name_is_nowhere_and_everything_else_stands(centre: Path, tmp_path: Path) -> None:
    (centre / "inbox/list3.csv").write_text(SHEET)
    done(centre, "day", "2020-12-05")
    row = ("what=confirms held", "person=Aram Testpersonyan", "born=1987", "to=am")
    done(centre, "enter", "exchanges", *row, "said_by=az/mod", "day=2020-12-06")
    before = listed(centre)
    page = done(centre, "register", "exchanges", "--on", "2020-12-07", "--json")
    person = next(one for one, said in before.items() if len(said["words"]) == 2)  # type: ignore[arg-type]
    assert run(centre, "persons", "erase", person, "--ground", " ").exit_code == 2
    assert run(centre, "persons", "erase", person, "--ground", "Testpersonyan, Aram asked").exit_code == 2
    done(centre, "persons", "erase", person, "--ground", "asked for by the person")
    again = done(centre, "persons", "erase", person, "--ground", "asked for by the person")
    assert person in again
    assert traces(centre, *NAMES[:-1]) == set()
    assert not list(centre.rglob(f"*{person}*"))
    assert done(centre, "register", "exchanges", "--on", "2020-12-07", "--json") == page
    after = listed(centre)
    assert after[person]["name"] == "erased" and after[person]["ground"] == "asked for by the person"
    assert after[person]["words"] == before[person]["words"]
    told = [act for _, act in open_centre(centre).ledger.acts() if act.type == "name_erased"]
    assert [(one.body["person"], one.body["ground"]) for one in told] == [(person, "asked for by the person")]
    assert len(told[0].body["commitments"]) == 2
    refused = run(centre, "persons", "show", person, "--tier", "internal")
    assert refused.exit_code == 1 and "person.erased" in refused.stderr
    done(centre, "record", "verify")
    done(centre, "record", "rebuild")
    assert done(centre, "register", "exchanges", "--on", "2020-12-07", "--json") == page
    assert traces(centre, *NAMES[:1]) == set()


def test_an_erasure_is_recorded_no_earlier_than_what_it_follows(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path))
    opened = open_centre(centre)
    ahead = (opened.clock.now() + timedelta(hours=5)).isoformat()  # the clock was put back since
    append(opened, [Act(type="day_closed", at=ahead, body={"day": ahead[:10], "cut_off": ahead})])
    done(centre, "persons", "erase", min(listed(centre)), "--ground", "asked")
    [told] = [act for _, act in open_centre(centre).ledger.acts() if act.type == "name_erased"]
    assert told.at >= ahead


def test_whoever_is_named_again_after_erasure_is_not_linked(centre: Path, tmp_path: Path) -> None:
    given = sheet(tmp_path)
    done(centre, "enter", given)
    first = set(listed(centre))
    for person in first:
        done(centre, "persons", "erase", person, "--ground", "asked")
    done(centre, "enter", given)
    assert len(set(listed(centre)) - first) == 2


@pytest.mark.parametrize(
    "ground",
    [
        "T e s t p e r s o n y a n",
        "the Testpersonian family",
        "A. Testperson yan",
        "Тестперсонян",
        "عائلة",
        "x " * 200,
    ],
)
def test_a_ground_like_the_name_is_refused_and_recorded_nowhere(
    centre: Path, tmp_path: Path, ground: str
) -> None:
    done(centre, "enter", sheet(tmp_path))
    row = (
        "what=requested",
        "person=Aram Testpersonyan",
        "born=1987",
        "to=am",
        "said_by=az/mod",
        "day=2020-12-06",
    )
    done(centre, "enter", "exchanges", *row)
    before = open_centre(centre).ledger.size
    person = next(one for one, said in listed(centre).items() if len(said["words"]) == 2)  # type: ignore[arg-type]
    refused = run(centre, "persons", "erase", person, "--ground", ground)
    assert refused.exit_code == 2 and "person." in refused.stderr
    assert open_centre(centre).ledger.size == before
    assert {one["name"] for one in listed(centre).values()} == {"sealed"}


def test_a_name_left_in_the_inbox_is_told(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path))
    (centre / "inbox/undated.csv").write_text(SHEET.replace("# published: 2020-12-05\n", ""))
    left = [
        json.loads(done(centre, "persons", "erase", person, "--ground", "asked", "--json"))["left_in"]
        for person in listed(centre)
    ]
    assert left == [["inbox/undated.csv"], ["inbox/undated.csv"]]


@only_a_file("a copied folder has its rows with it; on a server they are made anew, which asks for the keys")
def test_without_keys_names_are_gone_and_everything_else_works(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path))
    page = done(centre, "register", "exchanges", "--on", "2020-12-07", "--json")
    copy = tmp_path / "copy"
    shutil.copytree(centre, copy, ignore=shutil.ignore_patterns("keys"))
    done(copy, "record", "verify")
    assert done(copy, "register", "exchanges", "--on", "2020-12-07", "--json") == page
    for person, said in listed(copy).items():
        assert said["name"] == "not_here"
        refused = run(copy, "persons", "show", person, "--tier", "internal")
        assert refused.exit_code == 1 and "person.no_key" in refused.stderr
    refused = run(copy, "record", "rebuild")  # rows are sealed: nothing is forgotten that cannot be replayed
    assert refused.exit_code == 2 and "keys.missing" in refused.stderr
    assert done(copy, "register", "exchanges", "--on", "2020-12-07", "--json") == page
    refused = run(
        copy, "enter", "forces", "what=posts", "figure=2", "whose=ru/mil", "said_by=ru/mod", "day=2020-12-05"
    )
    assert refused.exit_code == 2 and "centre.no_key" in refused.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SHEET.replace("asked for by telephone", "Testpersonyan's mother asked"), "sheet.name_elsewhere"),
        (SHEET.replace("# tier", "# title: Lusine and others\n# tier"), "sheet.name_elsewhere"),
        (SHEET.replace("what,person", "what,full name"), "sheet.names_of_persons"),
        (SHEET.replace("1987", "2 March 1987"), "sheet.born"),
        (SHEET.replace("Aram Testpersonyan", "Aram Testpersonyan; Gor Other"), "sheet.several_persons"),
        (
            "# register: exchanges\nwhat,name,said by,day\nrequested,Aram Aramov,am/mod,2020-12-05\n",
            "sheet.person_as_thing",
        ),
        (
            "# register: exchanges\nwhat,name,said by,day\nrequested,Testpersonyan,am/mod,2020-12-05\n",
            "sheet.person_as_thing",
        ),
        (
            "# register: exchanges\nwhat,name,said by,day,stance,corrects\n"
            "requested,list 3,am/mod,2020-12-05,,\n,Testpersonyan,,,struck,3\n",
            "sheet.person_as_thing",
        ),
        (
            "# register: exchanges\nwhat,name,said by,day,stance,corrects\n"
            "requested,list 3,am/mod,2020-12-05,,\n,Aram Testpersonyan,,,struck,3\n",
            "sheet.person_as_thing",
        ),
        ("Prisoner,Full name\n1,Aram Testpersonyan\n", "table.names_of_persons"),
        ("# register: exchanges\nwhat,person,figure,said by,day\nrequested,Aram Aramov,1,am/mod,2020-12-05\n",
         "sheet.person_counted"),
    ],
)  # fmt: skip
def test_what_would_let_a_name_through_is_refused(centre: Path, tmp_path: Path, text: str, code: str) -> None:
    before = open_centre(centre).ledger.size
    (centre / "inbox/list.csv").write_text(text)
    refused = run(centre, "ingest", str(centre / "inbox/list.csv"))
    assert refused.exit_code == 2
    assert code in refused.stderr
    assert open_centre(centre).ledger.size == before
    (centre / "inbox/list.csv").unlink()
    assert traces(centre, "testpersonyan", "aramov") == set()


def test_a_file_called_after_a_person_is_refused(centre: Path, tmp_path: Path) -> None:
    refused = run(centre, "enter", sheet(tmp_path, name="testpersonyan.csv"))
    assert refused.exit_code == 2 and "sheet.name_elsewhere" in refused.stderr


def test_an_altered_sealed_name_or_tier_is_told(centre: Path, tmp_path: Path) -> None:
    done(centre, "enter", sheet(tmp_path))
    person = next(iter(listed(centre)))
    path = centre / "evidence/persons" / person
    path.write_text(path.read_text().replace('"parties"', '"public"'))
    refused = run(centre, "persons", "show", person)
    assert refused.exit_code == 2 and "person.damaged" in refused.stderr


def test_every_reading_of_a_name_is_recorded_before_it_is_shown(centre: Path) -> None:
    sheet = centre.parent / "requests.csv"
    sheet.write_text(SHEET)
    done(centre, "enter", str(sheet))
    person, *_ = listed(centre)
    assert run(centre, "persons", "show", person).exit_code == 1, "who may not see it reads nothing"
    assert json.loads(done(centre, "persons", "reads", "--json")) == []
    done(centre, "persons", "show", person, "--as", "parties")
    found = json.loads(done(centre, "persons", "reads", "--json"))
    jsonschema.validate(found, build_schemas()["persons-reads"])
    assert [(one["what"], one["person"], one["by"], one["seen_as"]) for one in found] == [
        ("read", person, "operator", "parties")
    ]
    done(centre, "persons", "erase", person, "--ground", "consent withdrawn")
    told = done(centre, "persons", "reads")
    assert told.count(person) == 2 and "consent withdrawn" in told
    assert not [name for name in NAMES if name in told.casefold()]


def test_what_cannot_be_recorded_is_not_shown(centre: Path) -> None:
    sheet = centre.parent / "requests.csv"
    sheet.write_text(SHEET)
    done(centre, "enter", str(sheet))
    person, *_ = listed(centre)
    (centre / "keys/operator.key").unlink()
    refused = run(centre, "persons", "show", person, "--as", "internal")
    assert refused.exit_code == 2 and "centre.no_key" in refused.stderr
    assert not [name for name in NAMES if name in (refused.stdout + refused.stderr).casefold()]
