"""``register``: a page of a day, every figure in order of day, every entry; each in words, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from tregua.cli.app import app
from tregua.model.standing import Register

REGISTERS = get_args(Register)
VIEWS = {"register": (), "register-series": ("--series",), "register-entries": ("--entries",)}


def run(demo: Path, *command: str) -> Result:
    return CliRunner().invoke(app, ["register", *command, "--centre", str(demo)])


def told(demo: Path, *command: str) -> str:
    done = run(demo, *command)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def answer(demo: Path, *command: str) -> Any:
    return json.loads(told(demo, *command, "--json"))


def schema(name: str) -> Any:
    return json.loads((files("tregua") / f"model/schemas/v1/{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("register", REGISTERS)
def test_every_view_of_every_register_has_its_exported_shape(demo: Path, register: str, view: str) -> None:
    jsonschema.validate(answer(demo, register, *VIEWS[view]), schema(view))


@pytest.mark.parametrize("register", ["forces", "control", "exchanges", "returns", "clearance", "losses"])
def test_the_demonstration_fills_a_register(demo: Path, register: str) -> None:
    assert answer(demo, register)["lines"]
    assert answer(demo, register, "--entries")


def test_a_page_tells_who_says_what_since_when_and_through_whom(demo: Path) -> None:
    page = told(demo, "forces", "--on", "2020-12-15")
    (line,) = re.findall(r"\n1,960 servicemen · Russia\n(.*)\n", page)
    assert line.split("  ")[1] == "announced"
    assert "by 10 November 2020" in line
    assert line.endswith("Russian defence ministry, through Reuters")


def test_what_the_agreement_asks_stands_below(demo: Path) -> None:
    page = told(demo, "forces", "--on", "2020-12-15")
    asked = " ".join(page.partition("What the agreement asks")[2].split())
    assert "(deploy-servicemen). Asked: exactly 1,960 servicemen. Met, by the word of" in asked


def test_who_holds_what_stands_below_with_whose_word(demo: Path) -> None:
    page = told(demo, "control", "--on", "2020-12-15")
    held = page.partition("Who holds what")[2]
    assert re.search(r"Agdam +Azerbaijan +since 20 November 2020 +Azerbaijani defence ministry", held)
    assert "Who holds what" not in told(demo, "control", "--on", "2020-11-18")


def test_a_page_of_an_earlier_day_shows_nothing_of_later_days(demo: Path) -> None:
    assert "Kelbajar" not in told(demo, "control", "--on", "2020-11-20", "--measure", "enter")
    assert "Kelbajar" in told(demo, "control", "--on", "2020-11-25", "--measure", "enter")


def test_what_was_not_yet_known_is_not_shown(demo: Path) -> None:
    then = answer(demo, "returns", "--on", "2020-12-07", "--as-of", "2020-12-07")
    since = answer(demo, "returns", "--on", "2020-12-07")
    assert then["as_of"] == "2020-12-07"
    assert {line["low"] for line in then["lines"]} != {line["low"] for line in since["lines"]}


def test_an_empty_register_says_that_silence_is_not_peace(demo: Path) -> None:
    page = told(demo, "losses", "--on", "2020-11-11", "--place", "agdam")
    assert "Nothing that was asked for is entered here up to this day." in page
    page = " ".join(told(demo, "clearance", "--on", "2020-11-11").split())
    assert "Nothing is entered here up to this day." in page
    assert "does not say that nothing happened" in page
    assert re.search(r"\d+ entries are of later days", page)


def test_a_day_after_what_is_known_is_told_as_such(demo: Path) -> None:
    assert "lies after what is known" in told(demo, "forces", "--on", "2022-01-01")


NOTE = "one community through one route"


@pytest.mark.parametrize("more", [(), ("--series",)])
def test_one_community_s_figures_are_never_shown_as_the_whole(demo: Path, more: tuple[str, ...]) -> None:
    assert NOTE in " ".join(told(demo, "returns", *more).split())
    (note,) = answer(demo, "returns", *more)["notes"]
    assert note["obligation_id"] == "return-displaced"
    assert NOTE in note["text"]


def test_a_series_is_in_order_of_day_with_what_does_not_fit(demo: Path) -> None:
    (people,) = answer(demo, "returns", "--series", "--measure", "person")["series"]
    days = [point["on"] for point in people["points"]]
    assert days == sorted(days)
    totals = [point["low"] for point in people["points"] if point["basis"] == "total"]
    assert (totals[0], totals[-1]) == (2000, 52351)
    assert any("between 21 December 2020 and 7 January 2021" in one["text"] for one in people["remarks"])
    claims = {point["claim_id"] for point in people["points"]}
    assert all(one["evidence"] and set(one["evidence"]) <= claims for one in people["remarks"])


def test_places_are_series_of_their_own(demo: Path) -> None:
    told_of = answer(demo, "losses", "--series", "--measure", "killed")["series"]
    things = [(one["actor"], one["to"], tuple(one["place_ids"]), one["about"]) for one in told_of]
    assert len({places for _, _, places, _ in things}) > 1
    assert len(set(things)) == len(things)


def test_a_series_can_be_bounded(demo: Path) -> None:
    whole = answer(demo, "returns", "--series", "--measure", "person")["series"][0]["points"]
    some = answer(
        demo, "returns", "--series", "--measure", "person", "--from", "2020-12-01", "--to", "2020-12-31"
    )
    assert some["series"][0]["points"] == [one for one in whole if "2020-12-01" <= one["on"] <= "2020-12-31"]
    by_on = answer(
        demo, "returns", "--series", "--measure", "person", "--from", "2020-12-01", "--on", "2020-12-31"
    )
    assert by_on == some


def test_entries_are_all_there_with_their_claims(demo: Path) -> None:
    entries = answer(demo, "returns", "--entries")
    table = told(demo, "returns", "--entries")
    assert all(one["claim_id"] in table for one in entries)
    lines = list(csv.DictReader(io.StringIO(told(demo, "returns", "--entries", "--csv"))))
    assert [line["entry_id"] for line in lines] == [one["entry_id"] for one in entries]
    assert {line["negated"] for line in lines} <= {"yes", "no"}


def test_every_number_of_a_page_is_an_entry_s(demo: Path) -> None:
    for register in REGISTERS:
        given = {
            end for one in answer(demo, register, "--entries") for end in (one["low"], one["high"], None)
        }
        for line in answer(demo, register)["lines"]:
            assert {line["low"], line["high"]} <= given


def test_the_csv_of_a_page_has_a_line_for_each_word(demo: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(told(demo, "forces", "--csv"))))
    words = [word for line in answer(demo, "forces")["lines"] for word in line["words"]]
    assert [one["claim_id"] for one in lines] == [word["entry"]["claim_id"] for word in words]
    assert {one["manner"] for one in lines} == {word["manner"] for word in words}


def test_the_csv_of_a_page_tells_until_when_when_it_was_said_and_how_places_are_called(demo: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(told(demo, "control", "--csv"))))
    words = [word["entry"] for line in answer(demo, "control")["lines"] for word in line["words"]]
    assert [one["published_at"] for one in rows] == [word["published_at"] or "" for word in words]
    ended = [(word["latest"] or "")[:10] if word["ends"] else "" for word in words]
    assert [one["until"] for one in rows] == ended
    assert {one["places"] for one in rows if one["place_ids"] == "lachin"} == {"Lachin (Laçın / Berdzor)"}


@pytest.mark.parametrize("view", [(), ("--series",), ("--entries",)])
def test_a_whole_number_is_written_whole(demo: Path, view: tuple[str, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(told(demo, "forces", *view, "--csv"))))
    figures = [one[end] for one in rows for end in ("low", "high", "word_low", "word_high") if one.get(end)]
    assert "1960" in figures
    assert not [one for one in figures if one.endswith(".0")]


def test_the_csv_of_a_series_has_a_line_for_each_figure(demo: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(told(demo, "clearance", "--series", "--csv"))))
    series = answer(demo, "clearance", "--series")["series"]
    assert len(lines) == sum(len(one["points"]) for one in series)


@pytest.mark.parametrize("given", ["serviceman", "servicemen"])
def test_a_measure_is_named_by_its_id_or_its_word(demo: Path, given: str) -> None:
    lines = answer(demo, "forces", "--measure", given)["lines"]
    assert {line["measure"] for line in lines} == {"serviceman"}


@pytest.mark.parametrize("given", ["lachin", "Laçın", "Berdzor"])
def test_a_place_is_named_by_its_id_or_any_party_s_name(demo: Path, given: str) -> None:
    page = answer(demo, "control", "--on", "2020-12-15", "--place", given)
    assert page["lines"]
    assert [state["about"] for state in page["states"]] == ["lachin"]


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (("gossip",), "register.unknown", "NAME"),
        (("forces", "--on", "2020-13-01"), "moment.no_such_day", "--on"),
        (("forces", "--as-of", "2031-01-01"), "moment.as_of_not_come", "--as-of"),
        (("forces", "--measure", "unicorn"), "register.no_such_measure", "--measure"),
        (("forces", "--place", "Brigadoon"), "register.no_such_place", "--place"),
        (("forces", "--series", "--entries"), "register.one_view", "--entries"),
        (("forces", "--from", "2020-12-01"), "register.days_of_a_page", "--from"),
        (("forces", "--series", "--to", "soon"), "moment.no_such_day", "--to"),
        (
            ("forces", "--series", "--to", "2020-12-01", "--on", "2020-12-02"),
            "register.two_last_days",
            "--to",
        ),
        (("forces", "--series", "--from", "2020-12-02", "--to", "2020-12-01"), "history.backwards", "--from"),
        (("forces", "--measure", ""), "cli.empty", "--measure"),
    ],
)
def test_what_cannot_be_told_is_refused(demo: Path, command: tuple[str, ...], code: str, field: str) -> None:
    done = run(demo, *command)
    assert (done.exit_code, done.stderr.partition(":")[0]) == (2, code)
    assert not done.stdout
    error = json.loads(run(demo, *command, "--json").stderr)
    assert (error["code"], error["field"]) == (code, field)
    assert error["do"]


def test_json_and_csv_are_not_both_printed(demo: Path) -> None:
    assert run(demo, "forces", "--json", "--csv").stderr.count("history.one_shape") == 1


def test_an_exchange_stands_side_by_side_and_nothing_is_added_up(demo: Path) -> None:
    page = told(demo, "exchanges", "--on", "2020-12-15")
    beside = page.partition("Prisoners, side by side")[2].partition("Bodies, side by side")[0]
    assert re.search(r"Azerbaijan +received +12 \(14 December 2020\) +Russian defence ministry", beside)
    assert re.search(r"Armenia +received +44 \(14 December 2020\) +Armenian deputy prime minister", beside)
    assert "All for all: open" in beside
    (balance,) = answer(demo, "exchanges", "--on", "2020-12-15", "--measure", "prisoner")["balances"]
    assert (balance["measure"], balance["all_for_all"]) == ("prisoner", "open")
    assert answer(demo, "forces")["balances"] == []


@pytest.fixture(scope="module")
def contested(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with two words more: one denies an entry, one says otherwise of the same day."""
    folder = tmp_path_factory.mktemp("contested") / "centre"
    shutil.copytree(demo, folder)
    texts = {
        "denied.txt": "Published: 1 December 2020\n\nArmenia's defence ministry denied that Azerbaijani "
        "units had entered Lachin on 1 December 2020.\n",
        "otherwise.txt": "Published: 25 November 2020\n\nArmenia's defence ministry said that Armenian "
        "forces controlled Kelbajar on 25 November 2020.\n",
    }
    for name, text in texts.items():
        path = folder.parent / name
        path.write_text(text, "utf-8")
        done = CliRunner().invoke(app, ["ingest", str(path), "--centre", str(folder)])
        assert done.exit_code == 0, done.stderr
    return folder


def test_what_is_contested_is_shown_as_such_each_word_by_itself(contested: Path) -> None:
    page = told(contested, "control", "--on", "2020-12-15")
    states = page.partition("Who holds what")[2]
    assert re.search(r"Agdam +Azerbaijan +since", states)
    assert re.search(
        r"Kelbajar +Contested\n +Armenia +since 25 November 2020 .*\n +Azerbaijan +since 25 November 2020 ",
        states,
    )
    assert re.search(r"Lachin +Contested\n +Azerbaijan +since [^\n]*\n +Not Azerbaijan +on ", states)
    assert "– Kelbajar: what is said of it cannot all be so." in states
    held = {
        one["about"]: one["value"] for one in answer(contested, "control", "--on", "2020-12-15")["states"]
    }
    assert held == {"agdam": "az", "kelbajar": None, "lachin": None}


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("view", [(), ("--series",)])
def test_no_line_is_wider_than_the_terminal(
    demo: Path, monkeypatch: pytest.MonkeyPatch, width: int, view: tuple[str, ...]
) -> None:
    monkeypatch.setattr("tregua.cli.layout._PIPED", width)
    for register in REGISTERS:
        lines = told(demo, register, *view).splitlines()
        assert max(map(len, lines)) <= min(width, 120)
        assert lines == [line.rstrip() for line in lines]


def test_in_a_narrow_terminal_a_claim_s_id_stays_whole(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tregua.cli.layout._is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    lines = told(demo, "losses", "--entries").splitlines()
    assert max(map(len, lines)) <= 80
    claims = {one["claim_id"] for one in answer(demo, "losses", "--entries")}
    assert claims == {word for line in lines for word in line.split() if word.startswith("item-")}
