"""From when to when, asked of a stretch of days: what the whole register says of them, from the beginning."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centres import EXAMPLE, Reader
from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.marks import mark_of, postings_of
from tregua.centre.ports import Snapshot
from tregua.centre.registers import register_balances, register_intervals, stream_entries
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention
from tregua.model.register import Interval
from tregua.model.when import day_of
from tregua.record.act import Act
from tregua.registers import balances_on, enter, intervals_of
from tregua.registers.entries.parts import Part
from tregua.store.database import open_database
from tregua.store.state import DatabaseState
from tregua.wiring import found_centre

BEGIN = date(2018, 1, 1)
AT = "2023-01-01T20:00:00+00:00"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    return found_centre(tmp_path_factory.mktemp("intervals") / "centre", EXAMPLE)


def word(number: int, after: int, act: str, place: str, about: str, said_by: str, lasts: int) -> Claim:
    first = BEGIN + timedelta(days=after)
    until = first + timedelta(days=lasts)
    told = PlaceMention(start=0, end=1, text="", name="", place_id=place)
    event = Event(
        start=0, end=1, act=act, places=(told,), about=about,
        earliest=str(first), latest=str(until) if lasts else str(first),
    )  # fmt: skip
    source = ClaimSource(start=0, end=1, actor_id=said_by)
    return Claim(claim_id=f"item-{number}.0", source=source, events=(event,), published_at=str(until))


words = st.lists(
    st.tuples(
        st.integers(0, 1_700),  # days, so that a year back is often not enough
        st.sampled_from(["link.open", "link.open", "link.close"]),
        st.sampled_from(["place/agdam", "place/lachin"]),
        st.sampled_from(["", "", "the long bridge"]),
        st.sampled_from(["ru/mod", "az/mod"]),
        st.sampled_from([0, 0, 3, 400]),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(words, st.integers(0, 1_700), st.integers(0, 500))
def test_a_stretch_is_told_as_the_whole_tells_it(example, told, after, length) -> None:  # type: ignore[no-untyped-def]
    claims = [word(number, *one) for number, one in enumerate(told)]
    first = BEGIN + timedelta(days=after)
    on = first + timedelta(days=length)
    with tempfile.TemporaryDirectory() as folder:
        centre = replace(example, state=DatabaseState(open_database(Path(folder) / "state.db")), memory={})
        centre.state.enter_anew(mark_of(centre), list)
        postings = postings_of(claims, centre.agreement)
        act = Act(type="derivation", at=AT, body={})
        centre.state.project(0, act, claims, postings, mark_of(centre))
        snapshot = Snapshot.model_validate({"size": 1, "at": AT})
        whole = intervals_of(enter(claims, centre.agreement), "links", centre.agreement, on)
        found = register_intervals(centre, snapshot, "links", first, on)
        assert found == tuple(one for one in whole if touches(one, first))
        assert register_intervals(centre, snapshot, "links", date.min, on) == whole


def touches(one: Interval, first: date) -> bool:
    return one.until is None or day_of(one.until) >= first


def test_what_is_asked_in_parts_is_what_the_claims_make(example: Centre) -> None:
    snapshot = Reader(example).snapshot(date(2020, 12, 20))
    entries = know(example, snapshot).entries
    assert any(one.register_name == "exchanges" for one in entries)
    for day in (date(2020, 12, 14), date(2020, 12, 20)):
        balances = balances_on(entries, example.agreement, day)
        assert register_balances(example, snapshot, day) == balances
        for first in (date(2020, 11, 10), date(2020, 12, 1)):
            whole = intervals_of(entries, "control", example.agreement, day)
            found = register_intervals(example, snapshot, "control", first, day)
            assert found == tuple(one for one in whole if touches(one, first))
    streamed = list(stream_entries(example, snapshot, Part("forces")))
    assert {one.entry_id for one in streamed} == {
        one.entry_id for one in entries if one.register_name == "forces"
    }
    assert len({one.entry_id for one in streamed}) == len(streamed)
