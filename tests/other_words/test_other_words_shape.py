"""The sets of other words are what their account says: dated, independent of each other and of the
example, and matched by expectations that name real files, days and phases."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest

from tregua.model.standing import Phase, Register

HERE = Path(__file__).resolve().parent
INBOX = HERE.parents[1] / "src/tregua/data/examples/karabakh-2020/inbox"
SETS = ("wire", "paper", "bulletin")
FOLDERS = (*SETS, "noise")
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))
MONTHS = [date(2020, month, 1).strftime("%B") for month in range(1, 13)]
PRINTED = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b|\b(\d{{4}})-(\d{{2}})-(\d{{2}})\b")
# Figures and months aside, so many words in a row are no accident.
RUN = 7


def days_in(text: str) -> list[date]:
    """Every full date printed in ``text``."""
    return [
        date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
        if found[1]
        else date(int(found[4]), int(found[5]), int(found[6]))
        for found in PRINTED.finditer(text)
    ]


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.iterdir())}


def runs(folder: Path) -> set[tuple[str, ...]]:
    """Every run of words in the prose of a folder."""
    found: set[tuple[str, ...]] = set()
    for name, text in texts(folder).items():
        if name.endswith(".txt"):
            words = [w for w in re.findall(r"[a-z]+", text.lower()) if w.capitalize() not in MONTHS]
            found |= {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_prints_its_date(folder: str) -> None:
    every = texts(HERE / folder)
    assert len(every) >= (14 if folder in SETS else 10)
    for name, text in every.items():
        assert days_in(text), f"{folder}/{name} has no full date"
        assert all(date(2020, 11, 1) <= day <= date(2021, 3, 1) for day in days_in(text)), name


@pytest.mark.parametrize(("one", "other"), list(combinations(FOLDERS, 2)))
def test_the_sets_are_worded_independently(one: str, other: str) -> None:
    assert not runs(HERE / one) & runs(HERE / other)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_set_repeats_the_example(folder: str) -> None:
    assert not runs(HERE / folder) & runs(INBOX)


def test_noise_has_no_name_in_common_with_a_set() -> None:
    """So that noise can be laid into a set's inbox without overwriting anything."""
    names = [name for folder in FOLDERS for name in texts(HERE / folder)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("folder", SETS)
def test_the_expectations_can_be_met_by_what_is_there(folder: str) -> None:
    every = texts(HERE / folder)
    assert set(EXPECTED[folder]) == {"standing", "entry", "incidents", "without"}
    for row in [*EXPECTED[folder]["standing"], *EXPECTED[folder]["without"]]:
        assert row["on"] >= row["as_of"] >= date(2020, 11, 10)
        assert set(row["phase"]) <= set(get_args(Phase)), row
        for phases in row.get("readings", {}).values():
            assert set(phases) <= set(get_args(Phase))
        for version in row.get("versions", {}).values():
            assert set(version["phase"]) <= set(get_args(Phase))
    for row in EXPECTED[folder]["without"]:
        assert row["file"] in every
        assert min(days_in(every[row["file"]])) <= row["as_of"], "what is not known yet cannot be missed"
    assert {row["register"] for row in EXPECTED[folder]["entry"]} <= set(get_args(Register))


@pytest.mark.parametrize("folder", SETS)
def test_the_wanted_figures_are_printed(folder: str) -> None:
    joined = " ".join(texts(HERE / folder).values()).replace(",", "").lower()
    words = {12: "twelve", 44: "forty-four"}
    for row in EXPECTED[folder]["entry"]:
        assert re.search(rf"\b{row['low']}\b", joined) or words[row["low"]] in joined
    for row in EXPECTED[folder]["standing"]:
        if "measured_low" in row:
            assert str(row["measured_low"]) in joined


@pytest.mark.parametrize("folder", SETS)
def test_what_falls_without_a_text_stood_with_it(folder: str) -> None:
    """A text is taken away to see its standing fall: the same day must be expected otherwise with it."""
    standing = {(row["obligation"], row["on"]): row["phase"] for row in EXPECTED[folder]["standing"]}
    for row in EXPECTED[folder]["without"]:
        with_it = standing.get((row["obligation"], row["on"]))
        assert with_it is None or not set(with_it) & set(row["phase"])


def test_noise_is_dated_within_its_days() -> None:
    last = max(EXPECTED["noise"]["days"])
    for name, text in texts(HERE / "noise").items():
        assert min(days_in(text)) <= last, f"no day of the test comes after {name}"
    assert EXPECTED["noise"]["also_with"] == list(SETS)
