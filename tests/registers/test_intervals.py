"""From when to when a road was open by each speaker's words, and for how many hours."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.standing import Entry
from tregua.registers import intervals_of, spells_of

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
ON = date(2020, 12, 31)


def word(act: str, since: str, until: str | None = None, said_by: str = "az/mod") -> Entry:
    return Entry(
        entry_id=f"{act}-{since}-{until}-{said_by}", claim_id=f"c-{since}", register_name="links",
        measure=act, act=f"link.{act}", about="Kornidzor road", earliest=since, latest=until or since,
        said_by=said_by, published_at=since[:10],
    )  # fmt: skip


def runs(*words: Entry) -> list[tuple[str, str, str | None]]:
    return [(one.value, one.since, one.until) for one in intervals_of(words, "links", ACCORD, ON)]


def hours(
    *words: Entry, first: str = "2020-12-01", last: str = "2020-12-31"
) -> dict[str, tuple[float, float]]:
    spells = spells_of(
        intervals_of(words, "links", ACCORD, ON), date.fromisoformat(first), date.fromisoformat(last)
    )
    return {f"{one.said_by} {one.value}": (one.low, one.high) for one in spells}


def test_a_word_holds_until_the_same_speaker_s_next() -> None:
    opened, closed = word("open", "2020-12-01"), word("close", "2020-12-05")
    assert runs(closed, opened) == [("open", "2020-12-01", "2020-12-05"), ("closed", "2020-12-05", None)]


def test_nobody_s_word_ends_another_s() -> None:
    opened, closed = word("open", "2020-12-01"), word("close", "2020-12-05", said_by="am/mod")
    assert runs(opened, closed) == [("closed", "2020-12-05", None), ("open", "2020-12-01", None)]


def test_the_same_said_again_carries_it_on() -> None:
    again = intervals_of([word("open", "2020-12-01"), word("open", "2020-12-09")], "links", ACCORD, ON)
    assert [(one.since, one.until, one.claim_ids) for one in again] == [
        ("2020-12-01", None, ("c-2020-12-01", "c-2020-12-09"))
    ]


def test_a_stretch_ends_with_its_own_last_day() -> None:
    assert runs(word("close", "2020-12-12", "2020-12-14")) == [("closed", "2020-12-12", "2020-12-14")]


def test_one_that_is_left_open_begins_with_its_first_day_and_not_when_it_was_said() -> None:
    opened = word("open", "2020-12-16").model_copy(update={"latest": None, "published_at": "2020-12-20"})
    assert runs(opened) == [("open", "2020-12-16", None)]


def test_hours_closed_are_as_exact_as_what_was_told() -> None:
    closed, opened = word("close", "2020-12-12T08:00"), word("open", "2020-12-12T20:30")
    assert hours(closed, opened)["az/mod closed"] == (12.5, 12.5)
    by_day = hours(word("close", "2020-12-12"), word("open", "2020-12-14"))
    assert by_day["az/mod closed"] == (24.0, 72.0)


def test_a_period_cuts_what_runs_on() -> None:
    closed = word("close", "2020-11-20T00:00")
    assert hours(closed, last="2020-12-02") == {"az/mod closed": (48.0, 48.0)}
    assert hours(closed, first="2020-11-01", last="2020-11-19") == {}


@pytest.mark.parametrize("act", ["plan", "passage"])
def test_plans_and_passages_say_nothing_of_how_it_is(act: str) -> None:
    assert runs(word(act, "2020-12-01")) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["open", "close", "restrict"]),
            st.integers(1, 28),
            st.integers(0, 5),
            st.sampled_from(["az/mod", "am/mod", "ru/mod"]),
        ),
        max_size=10,
    ),
    st.randoms(),
)
@settings(max_examples=200, deadline=None)
def test_one_speaker_s_intervals_never_overlap_and_the_order_told_is_nothing(
    told: list[tuple[str, int, int, str]], chance: object
) -> None:
    words = [
        word(act, f"2020-12-{day:02d}", f"2020-12-{min(day + more, 31):02d}", who)
        for act, day, more, who in told
    ]
    found = intervals_of(words, "links", ACCORD, ON)
    chance.shuffle(words)  # type: ignore[attr-defined]
    assert intervals_of(words, "links", ACCORD, ON) == found
    for speaker in {one.said_by for one in found}:
        mine = [one for one in found if one.said_by == speaker and one.sure]
        for earlier, later in pairwise(mine):
            assert earlier.until is not None
            assert earlier.until <= later.since
    for one in spells_of(found, date(2020, 12, 1), ON):
        assert 0 <= one.low <= one.high <= 31 * 24
