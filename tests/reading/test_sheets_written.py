"""An entry written as a row, to be corrected, is read as the same again: of every step, of every figure."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.records import Claim, Comparator
from tregua.model.standing import Entry, Register
from tregua.reading.sheets import read_sheet
from tregua.reading.sheets_cells import read_figure
from tregua.reading.sheets_words import Step, sheet_of
from tregua.reading.sheets_written import cells_of, write_figure, write_row
from tregua.registers import entries_of
from tregua.vocabulary.lexicon import load_vocabulary

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
WORDS = load_vocabulary().extended(ACCORD.places, ACCORD.actors)
STEPS = [(name, step) for name in get_args(Register) for step in sheet_of(name).steps]
GIVEN = {"place": "lachin", "whose": "az/mod", "to": "am/mod", "name": "Unit 14", "day": "2020-12-01"}

ONE = Entry(entry_id="e", register_name="forces", measure="post", act="deploy.post", claim_id="c")


def entered(register: Register, cells: dict[str, str]) -> tuple[Claim, tuple[Entry, ...]]:
    [claim] = read_sheet(write_row(register, cells).decode(), WORDS, "row.csv").claims
    return claim, tuple(entries_of(claim, ACCORD))


def same(entry: Entry) -> Entry:
    """The entry but for which claim of which row it is."""
    return entry.model_copy(update={"entry_id": "", "claim_id": ""})


@pytest.mark.parametrize(("register", "step"), STEPS, ids=[f"{name}-{step.act}" for name, step in STEPS])
@pytest.mark.parametrize("stance", ["says", "denies", "plans", "demands"])
def test_every_step_is_read_again_as_it_was_written(register: Register, step: Step, stance: str) -> None:
    row = {
        "what": step.words[0],
        "said_by": "ru/mod",
        "stance": stance,
        **GIVEN,
        "published": "2020-12-02",
        "category": "first",
    }
    if step.units:
        row |= {"figure": "about 3", "unit": step.unit or step.units[0]}
    claim, entries = entered(register, row)
    mine = [one for one in entries if one.register_name == register]
    assert mine
    for entry in mine:
        cells = {**cells_of(entry, claim, {}, {}), "corrects": "", "published": "2020-12-02"}
        again = [same(one) for one in entered(register, cells)[1]]
        assert same(entry) in again


@given(
    st.integers(0, 10**9), st.integers(1, 10**6), st.sampled_from(sorted(get_args(Comparator))), st.booleans()
)
def test_every_figure_is_read_again_as_it_was_written(
    low: int, more: int, comparator: Comparator, spans: bool
) -> None:
    spans = spans and comparator in ("=", "~")
    high = low + more if spans else low
    entry = ONE.model_copy(
        update={
            "low": None if comparator in ("<", "<=") else float(low),
            "high": None if comparator in (">", ">=") else float(high),
            "comparator": comparator,
        }
    )
    read = read_figure(write_figure(entry))
    assert (read.low, read.high, read.comparator) == (entry.low, entry.high, entry.comparator)
