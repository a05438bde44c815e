"""Single notes by strangers, one fact each: how many come out right, and that the sets are sound."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from datetime import date
from itertools import combinations
from typing import get_args

import pytest

from other_words.single.score import HERE, SETS, fact_of, judge_note, load_notes, misses, printed_days
from tregua.model.standing import Phase

FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
KEYS = {"obligation", "on", "as_of", "phase", "rests_on", "measured_low", "due_on", "readings", "versions"}
# So many words in a row in two sets would be one author's.
RUN = 9


@pytest.mark.parametrize("way", ["received", "dated"])
@pytest.mark.parametrize("name", SETS)
def test_enough_of_them_come_out_right(name: str, way: str) -> None:
    found, share = misses(name, dated=way == "dated")
    sys.stdout.write(f"\n{name} {way} {share:.1%}; missed: {', '.join(m.note['id'] for m in found) or '-'}\n")
    assert share >= FLOORS[name][way]


def test_a_note_that_says_nothing_is_a_miss_and_one_that_expects_nothing_is_not() -> None:
    wanted = {"obligation": "hand-over-agdam", "on": date(2020, 11, 21)}
    text = "20 November 2020\n\nRain in the mountains.\n"
    assert judge_note({"id": "a-1", "text": text, "expect": [{**wanted, "phase": ["overdue"]}]}) is None
    miss = judge_note({"id": "a-2", "text": text, "expect": [{**wanted, "phase": ["fulfilled"]}]})
    assert miss is not None
    assert miss.differences[0] == "hand-over-agdam: phase overdue, not fulfilled"


@pytest.mark.parametrize("name", SETS)
def test_every_note_is_dated_and_can_be_met(name: str) -> None:
    notes = load_notes(name)
    ids = [note["id"] for note in notes]
    assert len(ids) == len(set(ids))
    for note in notes:
        assert set(note) == {"id", "text", "expect"}, note["id"]
        days = printed_days(note["text"])
        assert days, f"{note['id']} prints no day"
        for wanted in note["expect"]:
            assert set(wanted) <= KEYS, note["id"]
            assert {"obligation", "on", "phase"} <= set(wanted), note["id"]
            assert wanted["phase"] and set(wanted["phase"]) <= set(get_args(Phase)), note["id"]
            assert max(days) <= wanted.get("as_of", wanted["on"]), f"{note['id']} is not known yet"
            assert wanted.get("as_of", wanted["on"]) <= wanted["on"], note["id"]


def test_the_sets_tell_the_same_facts() -> None:
    dev, held, held2 = (Counter(fact_of(note) for note in load_notes(name)) for name in SETS)
    assert dev == held
    assert set(held2) == set(held) and min(held2.values()) >= 10


def test_no_two_sets_share_wording() -> None:
    def runs(name: str) -> set[tuple[str, ...]]:
        found: set[tuple[str, ...]] = set()
        for note in load_notes(name):
            words = re.findall(r"[a-z]+", note["text"].lower())
            found |= {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
        return found

    told = {name: runs(name) for name in SETS}
    assert not [pair for pair in combinations(SETS, 2) if told[pair[0]] & told[pair[1]]]
