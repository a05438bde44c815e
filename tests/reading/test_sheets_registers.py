"""What sheets say is found in the register they are of; and what does not fit there is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tregua.agreement.load import load_accord
from tregua.model.records import Claim
from tregua.model.register import Page
from tregua.model.standing import Register
from tregua.reading.sheets import read_sheet
from tregua.reading.sheets_words import sheet_of, sheet_words, unit_of
from tregua.registers import enter, open_register
from tregua.vocabulary.acts import ACTS
from tregua.vocabulary.lexicon import load_vocabulary
from tregua.vocabulary.units import UNITS

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
WORDS = load_vocabulary().extended(ACCORD.places, ACCORD.actors)
NEEDED = {"whose": "az/mil", "to": "az", "place": "Agdam", "name": "thing 1", "published": "2020-11-18"}
STEPS = [(register, step) for register in get_args(Register) for step in sheet_of(register).steps]


def sheet(register: str, *rows: dict[str, str]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(f'"{row.get(name, "")}"' for name in names) for row in rows]
    return "\n".join([f"# register: {register}", ",".join(names), *lines, ""])


def claims(register: str, *rows: dict[str, str]) -> tuple[Claim, ...]:
    return read_sheet(sheet(register, *rows), WORDS, f"{register}.csv").claims


@pytest.mark.parametrize(("register", "step"), STEPS, ids=[f"{name} {step.act}" for name, step in STEPS])
def test_whatever_a_sheet_takes_is_entered_in_its_register(register: Register, step) -> None:  # type: ignore[no-untyped-def]
    assert step.act in ACTS
    assert set(step.units) <= set(UNITS)
    row = {"said by": "ru/mod", "day": "2020-11-18", **NEEDED}
    bare = [{"what": word, **row} for word in step.words if "figure" not in step.needs]
    counted = [{"what": step.words[0], "figure": "7", "unit": unit, **row} for unit in step.units]
    for one in (*bare, *counted):
        made = enter(claims(register, one), ACCORD)
        mine = [entry for entry in made if entry.register_name == register]
        assert mine, one
        assert ("figure" in one) == any(entry.low == 7 for entry in mine), one


def test_no_word_means_two_things_in_one_register() -> None:
    for register in get_args(Register):
        words = [word for step in sheet_of(register).steps for word in step.words]
        assert len(words) == len(set(words)), register
    for kind in ("columns", "stances", "bases"):
        forms = [form for one in sheet_words()[kind].values() for form in one]
        assert len(forms) == len(set(forms)), kind


def test_every_unit_is_known_by_its_id_and_its_forms() -> None:
    assert [unit_of(unit.unit_id) for unit in UNITS.values()] == list(UNITS)
    assert unit_of("Observation posts") == "post"


# ---- a story -------------------------------------------------------------------------------------------

OURS = {"said by": "ru/mod", "through": "outlet/tass"}
DAY = {"whose": "ru/mil", "day": "2020-11-18"}
THEIRS = {"said by": "az/mod"}
STORY = [
    claims(
        "forces",
        {"what": "posts", "figure": "23", **DAY, **OURS},
        {"what": "posts", "figure": "at least 25", **DAY, **THEIRS},
        {"what": "post", "name": "post 7", "place": "Agdam", **DAY, **OURS},
        {"what": "post", "name": "the post 7", "place": "Lachin", **DAY, **THEIRS},
        {"what": "servicemen", "figure": "-3", **DAY, **THEIRS},
        {"what": "arrives", "figure": "200", "unit": "servicemen", **DAY, **OURS},
    ),
    claims(
        "links",
        {"what": "closed", "name": "the Kornidzor road", "day": "2020-11-18", "said by": "am/mod"},
        {"what": "open", "name": "Kornidzor road", "day": "2020-11-18", **THEIRS},
    ),
    claims(
        "control",
        {"what": "enters", "place": "Agdam", "whose": "az/mil", "day": "2020-11-20", **THEIRS},
        {"what": "enters", "place": "Agdam", "whose": "az/mil", "day": "2020-11-20", "stance": "denies",
         "said by": "am/mod"},
        {"what": "recognises status", "place": "Agdam", "category": "part of Azerbaijan",
         "day": "2020-11-20", **THEIRS},
        {"what": "population", "figure": "about 30,000", "place": "Agdam", "day": "2020-11-20", **THEIRS},
    ),
    claims(
        "notices",
        {"what": "exercise", "name": "notice 12", "place": "Agdam", "since": "2020-11-25",
         "until": "2020-11-27", "published": "2020-11-18", **OURS},
    ),
]  # fmt: skip


def page(name: Register, *more: Claim, on: str = "2020-11-20") -> Page:
    said = [*more, *(claim for sheet in STORY for claim in sheet)]
    return open_register(enter(said, ACCORD), name, ACCORD, date.fromisoformat(on))


def flags(found: Page) -> list[str]:
    return [flag.text.code for flag in found.flags]


def test_contrary_counts_of_posts_stand_side_by_side() -> None:
    [line] = [line for line in page("forces").lines if line.measure == "post" and not line.about]
    assert (line.low, line.high) == (23, None)
    assert {(word.entry.said_by, word.entry.low, word.manner) for word in line.words} == {
        ("ru/mod", 23, "announced"),
        ("az/mod", 25, "acknowledged"),
    }


def test_what_does_not_fit_is_kept_and_told() -> None:
    found = page("forces")
    told = flags(found)
    for code in ("negative", "told_differently", "two_places"):
        assert told.count(f"registers.flag.{code}") == 1, code
    assert {line.place_ids for line in found.lines if line.about == "post 7"} == {("agdam",), ("lachin",)}
    assert [line.low for line in found.lines if line.measure == "serviceman"] == [-3]


def test_arrivals_are_no_strength() -> None:
    measures = {line.measure for line in page("forces").lines}
    assert {"arrive-serviceman", "serviceman"} <= measures


def test_a_road_closed_by_one_and_open_by_another_is_neither() -> None:
    [state] = page("links").states
    assert (state.about, state.value) == ("Kornidzor road", None)
    assert {word.value for word in state.words} == {"open", "closed"}
    assert flags(page("links")) == ["registers.flag.contested"]


def test_status_and_population_say_nothing_of_who_holds_the_ground() -> None:
    found = page("control")
    assert {"recognised", "population", "enter"} <= {line.measure for line in found.lines}
    [state] = found.states
    assert state.value is None
    assert {word.value for word in state.words} == {"az"}


def test_a_notice_stands_from_the_day_on_which_it_was_given() -> None:
    assert not page("notices", on="2020-11-17").lines
    [line] = page("notices", on="2020-11-18").lines
    assert (line.measure, line.about, line.words[0].manner) == ("exercise", "notice 12", "planned")


def test_a_correction_takes_the_place_of_what_it_corrects_and_of_nothing_else() -> None:
    former = STORY[0][0]
    text = sheet("forces", {"what": "posts", "figure": "24", "whose": "ru/mil", "day": "2020-11-18",
                            "corrects": former.claim_id, **OURS})  # fmt: skip
    [claim] = read_sheet(text, WORDS, "later.csv").claims
    [line] = [line for line in page("forces", claim).lines if line.measure == "post" and not line.about]
    assert {word.entry.low for word in line.words} == {24, 25}
    assert line.low == 24


def test_what_is_struck_out_is_on_no_page() -> None:
    text = sheet("forces", {"what": "", "stance": "struck", "corrects": STORY[0][0].claim_id, **OURS})
    [claim] = read_sheet(text, WORDS, "later.csv").claims
    [line] = [line for line in page("forces", claim).lines if line.measure == "post" and not line.about]
    assert [word.entry.said_by for word in line.words] == ["az/mod"]
