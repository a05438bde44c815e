"""``tregua enter``: one row or a sheet; the same words twice are once; nothing of a bad sheet goes in."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from centres import Reader, found_to_enter, found_with
from tregua.centre import intake
from tregua.cli.app import app
from tregua.model.records import Claim, Item
from tregua.registers import enter, open_register
from tregua.wiring import open_centre

ROW = ("what=posts", "figure=23", "said_by=Russian defence ministry", "whose=ru/mil", "day=18.11.2020")
POSTS = """# register: forces
# said by: ru/mod
# published: 2020-11-18
# tier: parties
what,figure,whose,day
posts,12,ru/mil,2020-11-14
posts,23,ru/mil,2020-11-18
"""


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """The folder of a centre under the bundled accord, to which nothing was told."""
    found_to_enter(tmp_path / "centre")
    return tmp_path / "centre"


def run(centre: Path, *command: str) -> Result:
    return CliRunner().invoke(app, [*command, "--centre", str(centre)])


def size(centre: Path) -> int:
    return open_centre(centre).ledger.size


def known(centre: Path) -> tuple[tuple[Item, ...], tuple[Claim, ...]]:
    again = open_centre(centre)
    snapshot = again.state.snapshot()
    assert snapshot is not None
    return again.state.items(snapshot), again.state.claims(snapshot)


def entered(centre: Path, *command: str) -> list[dict[str, object]]:
    done = run(centre, "enter", *command, "--json")
    assert done.exit_code == 0, done.stderr
    value: list[dict[str, object]] = json.loads(done.stdout)
    return value


def levels(centre: Path, on: str) -> list[tuple[float | None, float | None, int]]:
    agreement = open_centre(centre).agreement
    page = open_register(enter(known(centre)[1], agreement), "forces", agreement, date.fromisoformat(on))
    return [(line.low, line.high, len(line.words)) for line in page.lines]


def test_a_row_is_shown_as_it_was_entered_with_its_claim(centre: Path) -> None:
    done = run(centre, "enter", "forces", *ROW)
    assert done.exit_code == 0, done.stderr
    [item], [claim] = known(centre)
    assert claim.claim_id in done.stdout
    assert "23 observation posts" in done.stdout
    assert (item.name[:7], item.media_type) == ("forces-", "text/csv")
    assert (claim.said_by, claim.events[0].latest) == ("ru/mod", "2020-11-18")


@pytest.mark.parametrize(
    ("register", "row", "shown"),
    [
        ("control", "what=holds|whose=am/mil|place=Lachin|day=2021-01-05", "Armenian armed forces"),
        ("control", "what=holds|whose=az/mil|place=Lachin|day=2021-01-05", "Azerbaijani armed forces"),
        ("actors", "what=holds office|whose=am/mod|name=Jon Smith|since=2021-01-05", "Armenian defence"),
        ("actors", "what=supplies|whose=am|to=az|since=2021-01-05", "Armenia · Azerbaijan"),
        ("actors", "what=supplies|whose=am|to=az|since=2021-01-05", "2021-01-05–"),
        ("forces", "what=posts|figure=23|category=mobile|day=2021-01-05", "mobile"),
        ("exchanges", "what=prisoners|figure=5|to=am|day=2021-01-05", "Armenia"),
    ],
)
def test_the_look_tells_all_that_tells_a_row_from_another(
    centre: Path, register: str, row: str, shown: str
) -> None:
    done = run(centre, "enter", register, *row.split("|"), "said_by=ru/mod", "--dry-run")
    assert done.exit_code == 0, done.stderr
    assert shown in done.stdout.splitlines()[4]


def test_the_same_words_twice_in_any_order_are_once(centre: Path) -> None:
    [first] = entered(centre, "forces", *ROW)
    done = run(centre, "enter", "forces", *reversed(ROW))
    assert "entered before" in done.stdout
    assert str(first["claim_id"]) in done.stdout
    assert len(known(centre)[1]) == 1


def test_a_trial_leaves_nothing(centre: Path) -> None:
    before = size(centre)
    done = run(centre, "enter", "forces", *ROW, "--dry-run")
    assert done.exit_code == 0
    assert "would be entered" in done.stdout
    assert size(centre) == before
    assert run(centre, "enter", "forces", *ROW).exit_code == 0


def test_what_is_wrong_is_told_and_nothing_is_entered(centre: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "posts.csv"
    sheet.write_text(POSTS + "posts,many,ru/mil,2020-11-18\nposts,24,ru/mil,2020-11-38\n")
    before = size(centre)
    done = run(centre, "enter", str(sheet))
    assert done.exit_code == 2
    told = done.stderr.splitlines()
    assert [line.split(":")[0] for line in told] == ["sheet.not_a_number", "sheet.impossible_day"]
    assert f"{sheet}:8 [figure]" in told[0]
    assert f"{sheet}:9 [day]" in told[1]
    assert size(centre) == before
    assert run(centre, "ingest", str(sheet)).exit_code == 2
    assert size(centre) == before


def test_what_was_typed_has_a_column_and_no_line(centre: Path) -> None:
    done = run(centre, "enter", "forces", "what=posts", "figure=many", "said_by=ru/mod", "day=2020-11-18")
    assert done.exit_code == 2
    assert done.stderr.startswith("sheet.not_a_number: “many” is not a number. — figure — ")


def test_a_sheet_is_an_item_like_any_other(centre: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "posts.csv"
    sheet.write_bytes(b"\xef\xbb\xbf" + POSTS.replace(",", ";").encode())
    assert run(centre, "ingest", str(sheet)).exit_code == 0
    assert "entered before" in run(centre, "enter", str(sheet)).stdout
    [item], claims = known(centre)
    assert (item.name, item.published_at, item.tier) == ("posts.csv", "2020-11-18", "parties")
    assert [claim.row for claim in claims] == [6, 7]
    assert levels(centre, "2020-11-15") == [(12, 12, 1)]
    assert levels(centre, "2020-11-20") == [(23, 23, 1)]


def test_a_sheet_in_the_inbox_is_taken_when_its_last_word_was_said(tmp_path: Path) -> None:
    sheet = tmp_path / "posts.csv"
    sheet.write_text(POSTS)
    reader = Reader(found_with(tmp_path / "centre", [sheet]))
    assert not reader.known(date(2020, 11, 17)).claims
    assert len(reader.known(date(2020, 11, 18)).claims) == 2
    assert not reader.faults


def test_a_correction_by_its_claim_supersedes_it(centre: Path) -> None:
    [first] = entered(centre, "forces", *ROW)
    better = [word.replace("23", "24") for word in ROW if not word.startswith("said_by")]
    [second] = entered(centre, "forces", *better, f"corrects={first['claim_id']}")
    assert second["said_by"] == "ru/mod"
    assert levels(centre, "2020-11-18") == [(24, 24, 1)]
    assert len(known(centre)[1]) == 2


def test_a_correction_by_its_file_and_line_supersedes_it(centre: Path, tmp_path: Path) -> None:
    sheet, later = tmp_path / "posts.csv", tmp_path / "later.csv"
    sheet.write_text(POSTS)
    later.write_text(
        "# register: forces\n# tier: parties\nwhat,figure,whose,day,corrects\n"
        "posts,24,ru/mil,2020-11-18,posts.csv:7\n"
    )
    assert run(centre, "ingest", str(sheet), str(later)).exit_code == 2, "it came before what it corrects"
    assert run(centre, "ingest", str(later)).exit_code == 0
    assert levels(centre, "2020-11-20") == [(24, 24, 1)]
    assert levels(centre, "2020-11-15") == [(12, 12, 1)]


def test_nobody_corrects_another_s_word(centre: Path) -> None:
    [first] = entered(centre, "forces", *ROW)
    theirs = [word.replace("Russian", "Azerbaijani") for word in ROW]
    done = run(centre, "enter", "forces", *theirs, f"corrects={first['claim_id']}")
    assert done.exit_code == 2
    assert done.stderr.startswith("sheet.corrects_another: ")
    assert levels(centre, "2020-11-18") == [(23, 23, 1)]


def test_an_entry_made_in_error_is_struck_out_and_stays_in_the_record(centre: Path) -> None:
    [first] = entered(centre, "forces", *ROW)
    done = run(
        centre, "enter", "forces", "stance=struck", f"corrects={first['claim_id']}", "note=a typing error"
    )
    assert done.exit_code == 0, done.stderr
    assert str(first["claim_id"]) in done.stdout
    assert levels(centre, "2020-11-18") == []
    assert len(known(centre)[1]) == 2


@pytest.mark.parametrize("name", ['post "7", north', "Post 7; 8", "#7", "пост 7", "7, 'the old'", "a=b"])
def test_a_name_comes_through_as_it_was_typed(centre: Path, name: str) -> None:
    [entry] = entered(centre, "forces", "what=post", "said_by=ru/mod", "day=2020-11-18", f"name={name}")
    assert entry["about"] == name


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (("armies", "what=posts"), "enter.no_such", "REGISTER | FILE"),
        (("forces",), "enter.nothing", "COLUMN=VALUE"),
        (("forces", "posts"), "enter.no_value", "COLUMN=VALUE"),
        (("forces", "colour=red"), "enter.no_column", "COLUMN=VALUE"),
        (("forces", "register=links"), "enter.no_column", "COLUMN=VALUE"),
        (("forces", "day=2020-11-18", "date=2020-11-18"), "enter.twice", "COLUMN=VALUE"),
        (("armies", "--columns"), "register.unknown", "REGISTER"),
        (("forces", "what=posts", "said_by=ru/mod", "day=44155"), "sheet.impossible_day", "day"),
        (("forces", "what=posts", "figure=12", "day=2020-11-18"), "sheet.nobody", "said by"),
    ],
)
def test_what_cannot_be_entered_is_told(
    centre: Path, command: tuple[str, ...], code: str, field: str
) -> None:
    done = run(centre, "enter", *command, "--json")
    assert done.exit_code == 2
    assert done.stdout == ""
    value = json.loads(done.stderr)
    jsonschema.validate(
        value, json.loads((files("tregua") / "model/schemas/v1/error.json").read_text("utf-8"))
    )
    assert (value["code"], value["field"]) == (code, field)
    assert value["do"]


def test_what_is_no_sheet_is_told(centre: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Bulletin\n\n1 December 2020\n\nAzerbaijan's defence ministry said that units entered Lachin.\n"
    )
    assert run(centre, "enter", str(page)).stderr.startswith("enter.no_sheet: ")
    assert run(centre, "enter", str(page), "what=posts").stderr.startswith("enter.file_and_values: ")


@pytest.mark.parametrize("register", ["forces", "notices", "exchanges"])
def test_the_columns_are_explained_without_a_centre(register: str) -> None:
    done = CliRunner().invoke(app, ["enter", register, "--columns"])
    assert done.exit_code == 0
    assert "said by" in done.stdout
    assert "sheet.column" not in done.stdout


def test_a_correction_is_for_those_whom_the_corrected_word_is_for(centre: Path) -> None:
    [first] = entered(centre, "forces", *ROW, "tier=internal", "note=from a call")
    better = [one.replace("23", "24") for one in ROW]
    entered(centre, "forces", *better, f"corrects={first['claim_id']}")
    items, _claims = known(centre)
    assert [one.tier for one in items] == ["internal", "internal"]
    [open_to_all] = entered(centre, "forces", *(one.replace("23", "25") for one in ROW))
    entered(
        centre, "forces", *(one.replace("23", "26") for one in ROW), f"corrects={open_to_all['claim_id']}"
    )
    assert sorted(one.tier for one in known(centre)[0]) == ["internal", "internal", "public", "public"]


def test_what_is_for_some_is_not_corrected_before_all(centre: Path) -> None:
    [first] = entered(centre, "forces", *ROW, "tier=internal")
    refused = run(centre, "enter", "forces", *ROW, f"corrects={first['claim_id']}", "tier=public", "--json")
    assert (refused.exit_code, "sheet.corrects_for_fewer" in refused.stderr) == (2, True)
    assert sorted(one.tier for one in known(centre)[0]) == ["internal"]


def test_a_sheet_is_read_once(centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    once = intake.read_sheet

    def counted(*args: object) -> object:
        read.append(str(args[2]))
        return once(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "read_sheet", counted)
    (tmp_path / "posts.csv").write_text(POSTS)
    assert len(entered(centre, str(tmp_path / "posts.csv"))) == 2
    assert len(read) == 1
