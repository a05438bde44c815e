"""Two words of one day contradict each other, also where one is of a stretch that takes the day in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.standing import Entry
from tregua.registers import open_register

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)


def word(act: str, since: str, until: str | None, said_by: str, published: str = "2020-12-31") -> Entry:
    return Entry(
        entry_id=f"{act}-{since}-{until}-{said_by}", claim_id=f"c-{act}-{since}-{said_by}",
        register_name="links", measure=act, act=f"link.{act}", about="Kornidzor road",
        earliest=since, latest=until, said_by=said_by, published_at=published,
    )  # fmt: skip


CLOSED = word("close", "2020-12-12T08:00", "2020-12-14T20:00", "am/mod")
OPEN = word("open", "2020-12-13", "2020-12-13", "ru/mod")


def state(*words: Entry, on: int) -> str | None:
    (found,) = open_register(words, "links", ACCORD, date(2020, 12, on)).states
    return found.value


@pytest.mark.parametrize(
    ("on", "value"), [(12, "closed"), (13, None), (14, None), (15, "open"), (31, "open")]
)
def test_a_stretch_speaks_of_each_of_its_days(on: int, value: str | None) -> None:
    assert state(CLOSED, OPEN, on=on) == state(OPEN, CLOSED, on=on) == value


def test_what_is_told_of_a_later_day_alone_takes_the_place_of_what_went_before() -> None:
    assert state(CLOSED, word("open", "2020-12-15", "2020-12-15", "ru/mod"), on=15) == "open"
    again = word("close", "2020-12-14", "2020-12-14", "az/mod")
    assert state(CLOSED, OPEN, again, on=14) == "closed"


def test_one_left_open_speaks_until_it_was_told() -> None:
    told_then = word("close", "2020-12-12", None, "am/mod", published="2020-12-13")
    assert state(told_then, OPEN, on=20) is None
    told_before = word("close", "2020-12-12", None, "am/mod", published="2020-12-12")
    assert state(told_before, OPEN, on=20) == "open"


def test_a_denial_of_a_day_within_the_stretch_contests_it() -> None:
    denied = word("close", "2020-12-13", "2020-12-13", "ru/mod").model_copy(update={"negated": True})
    assert state(CLOSED, denied, on=14) is None


days = st.integers(1, 20)


@given(
    st.lists(st.tuples(st.sampled_from(["open", "close"]), days, days), min_size=2, max_size=4),
    days,
    st.data(),
)
@settings(max_examples=200, deadline=None)
def test_words_that_share_the_page_s_day_are_never_told_as_one_in_any_order(
    told: list[tuple[str, int, int]], on: int, data: st.DataObject
) -> None:
    speakers = ("am/mod", "az/mod", "ru/mod", "icrc")
    words = [
        word(act, f"2020-12-{min(a, b):02}", f"2020-12-{max(a, b):02}", who)
        for (act, a, b), who in zip(told, speakers, strict=False)
    ]
    page = open_register(words, "links", ACCORD, date(2020, 12, on))
    mixed = data.draw(st.permutations(words))
    assert open_register(mixed, "links", ACCORD, date(2020, 12, on)).states == page.states
    of_today = {act for act, a, b in told if min(a, b) <= on <= max(a, b)}
    if len(of_today) > 1:
        assert [one.value for one in page.states] == [None]
