"""A stretch ends when it is told to end, a denial ends what it denies, and the later word is not lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.register import Page, State
from tregua.model.standing import Entry, Register
from tregua.registers import intervals_of, open_register, post, spells_of, write_page
from tregua.registers.entries.posting import last_words
from tregua.registers.subjects.crossings import links_on
from tregua.reporting.register_words import tell_days_of, tell_line
from tregua.reporting.state_words import tell_hours

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
FIRST, LAST = date(2020, 12, 1), date(2020, 12, 20)


def word(act: str, since: str | None, until: str | None, published: str, **more: Any) -> Entry:
    return Entry(
        entry_id=f"{act}-{since}-{until}-{published}-{more}", claim_id=f"c-{act}-{since}-{until}-{published}",
        earliest=since, latest=until, published_at=published,
        **{"register_name": "links", "measure": act, "act": f"link.{act}", "about": "Q road",
           "said_by": "am/mod"} | more,
    )  # fmt: skip


def on_day(act: str, day: str, published: str = "", **more: Any) -> Entry:
    return word(act, day, day, published or day[:10], **more)


def page(*words: Entry, on: int, register: Register = "links") -> Page:
    """What the page says, made of what the database would hand over."""
    day = date(2020, 12, on)
    kept = last_words((post(one, ACCORD) for one in words), day)
    found = write_page(kept, (), register, ACCORD, day)
    assert (
        found
        == open_register(words, register, ACCORD, day)
        == open_register(words[::-1], register, ACCORD, day)
    )
    return found


def state(*words: Entry, on: int) -> State | None:
    found = page(*words, on=on).states
    return found[0] if found else None


def hours(*words: Entry) -> dict[str, tuple[float, float]]:
    found = intervals_of(words, "links", ACCORD, LAST)
    return {one.value: (one.low, one.high) for one in spells_of(found, FIRST, LAST)}


def test_a_stretch_of_one_day_is_over_with_that_day() -> None:
    one_day = word("close", "2020-12-05", "2020-12-05", "2020-12-05", ends=True)
    said = state(one_day, on=5)
    assert said is not None and said.value == "closed" and said.words[0].until == date(2020, 12, 5)
    assert state(one_day, on=6) is None
    assert hours(one_day) == {"closed": (0, 24)}


def test_one_of_a_minute_takes_no_time() -> None:
    minute = word("close", "2020-12-05T10:00", "2020-12-05T10:00", "2020-12-05", ends=True)
    assert hours(minute) == {}
    assert state(minute, on=6) is None


def test_a_day_by_itself_still_ends_nothing() -> None:
    assert hours(on_day("close", "2020-12-05")) == {"closed": (360, 384)}


def test_a_post_of_one_day_stands_no_longer() -> None:
    in_forces = {"register_name": "forces", "act": "deploy.post", "measure": "serviceman", "about": "post 7"}
    one_day = word("close", "2020-12-05", "2020-12-05", "2020-12-05", ends=True, low=20, high=20)
    post_of_a_day = one_day.model_copy(update=in_forces)
    (line,) = page(post_of_a_day, on=6, register="forces").lines
    assert [one.manner for one in line.words] == ["ended"] and line.low is None


@pytest.mark.parametrize(("published", "days"), [("2020-12-01", (1, 5)), ("2020-12-09", (5, 5))])
def test_an_end_alone_is_an_end_and_no_beginning(published: str, days: tuple[int, int]) -> None:
    until = word("close", None, "2020-12-05", published, ends=True)
    first, last = days
    for day in (first, last):
        said = state(until, on=day)
        assert said is not None
        assert (said.words[0].since, said.words[0].until) == (None, date(2020, 12, 5))
    assert state(until, on=6) is None
    assert hours(until)["closed"][1] == 24 * (last - first + 1)


def test_the_day_by_which_something_was_so_is_no_end() -> None:
    by_then = word("close", None, "2020-12-05", "2020-12-05")
    found = state(by_then, on=18)
    assert found is not None and found.value == "closed"


def test_a_speaker_s_own_denial_ends_its_word() -> None:
    closed, denied = on_day("close", "2020-12-05"), on_day("close", "2020-12-08", stance="denies")
    assert hours(closed, denied) == {"closed": (48, 96)}
    found = state(closed, denied, on=20)
    assert found is not None and found.standing == "denied"
    assert not page(closed, denied, on=20).flags


def test_another_s_denial_ends_nobody_s_hours_and_contests() -> None:
    closed = on_day("close", "2020-12-05")
    denied = on_day("close", "2020-12-08", stance="denies", said_by="az/mod")
    assert hours(closed, denied) == {"closed": (360, 384)}
    found = state(closed, denied, on=20)
    assert found is not None and (found.value, found.standing) == (None, "contested")


def test_a_denial_of_something_else_ends_nothing() -> None:
    closed, denied = on_day("close", "2020-12-05"), on_day("open", "2020-12-08", stance="denies")
    assert hours(closed, denied) == {"closed": (360, 384)}
    found = state(closed, denied, on=20)
    assert found is not None and found.value == "closed"
    assert [(one.value, one.manner) for one in found.words] == [("closed", "told"), ("open", "denied")]


def test_a_stretch_told_later_is_not_ended_by_an_earlier_word_of_a_day_within() -> None:
    opened = on_day("open", "2020-12-07")
    closed = word("close", "2020-12-05", None, "2020-12-10")
    between, after = state(opened, closed, on=8), state(opened, closed, on=18)
    assert between is not None and between.standing == "unclear"
    assert [flag.text.code for flag in page(opened, closed, on=8).flags] == ["registers.flag.contested"]
    assert after is not None and after.value == "closed" and after.words[0].since == date(2020, 12, 5)
    found = hours(opened, closed)
    assert found["closed"] == (24 + 10 * 24, 16 * 24) and found["open"][0] == 0


def test_a_stretch_told_before_is_ended_by_a_later_word() -> None:
    closed = word("close", "2020-12-05", None, "2020-12-06")
    assert hours(closed, on_day("open", "2020-12-07"))["closed"] == (24, 72)
    told_together = (
        word("close", "2020-12-05", None, "2020-12-20"),
        word("open", "2020-12-07", None, "2020-12-20"),
    )
    found = state(*told_together, on=20)
    assert found is not None and found.value == "open"


def test_one_state_of_one_day_is_told_once() -> None:
    words = [
        on_day("open", "2020-12-05T10:00"), on_day("close", "2020-12-05T12:00"), on_day("open", "2020-12-05"),
    ]  # fmt: skip
    found = state(*words, on=5)
    assert found is not None and found.standing == "unclear"
    assert sorted(one.value for one in found.words) == ["closed", "open"]


def test_an_older_word_of_another_stands_beside_the_last() -> None:
    found = state(
        word("destroy", "2020-12-02", None, "2020-12-02"),
        word("open", "2020-12-16", None, "2020-12-16", said_by="az/mod"),
        on=18,
    )
    assert found is not None and (found.value, found.standing) == ("open", "said_last")


def test_what_is_over_is_told_as_no_longer_so_and_until_when() -> None:
    words = (
        word("close", "2020-12-12", "2020-12-14", "2020-12-12"),
        word("open", "2020-12-10", "2020-12-16", "2020-12-10", said_by="az/mod"),
    )
    found = page(*words, on=18)
    assert {one.manner for line in found.lines for one in line.words} == {"ended"}
    assert found.states == ()
    (lapsed,) = found.lapsed
    assert [(one.value, str(one.since), str(one.until), one.said_by) for one in lapsed.words] == [
        ("closed", "2020-12-12", "2020-12-14", "am/mod"), ("open", "2020-12-10", "2020-12-16", "az/mod"),
    ]  # fmt: skip
    (link,) = (one for one in links_on(found, ACCORD).links if one.about == "Q road")
    assert link.state is None and link.lapsed == lapsed.words
    assert page(*words, on=15).lapsed[0].words[0].value == "closed"


def test_an_own_later_word_leaves_nothing_over() -> None:
    over = word("close", "2020-12-12", "2020-12-14", "2020-12-12")
    assert page(over, on_day("open", "2020-12-16"), on=18).lapsed == ()
    assert page(over, on_day("open", "2020-12-16"), on=15).lapsed != ()


def test_days_are_told_where_days_are_meant() -> None:
    (spell,) = spells_of(intervals_of([on_day("close", "2020-12-05")], "links", ACCORD, LAST), FIRST, LAST)
    assert tell_hours(spell).code == "register.length.days"
    by_the_minute = on_day("close", "2020-12-05T10:30"), on_day("open", "2020-12-09T11:00")
    told = [
        tell_hours(one).code
        for one in spells_of(intervals_of(by_the_minute, "links", ACCORD, LAST), FIRST, LAST)
    ]
    assert told == ["register.length.hours"] * 2
    one_day = word("close", "2020-12-05", "2020-12-05", "2020-12-05", ends=True)
    (short,) = spells_of(intervals_of([one_day], "links", ACCORD, LAST), FIRST, LAST)
    assert tell_hours(short).code == "register.length.hours"


def test_a_link_of_two_kinds_is_told_of() -> None:
    gas = on_day("open", "2020-12-05", about="Goris line", category="gas")
    power = on_day("open", "2020-12-06", about="Goris line", category="power", said_by="az/mod")
    (flag,) = page(gas, power, on=8).flags
    assert flag.text.code == "registers.flag.two_kinds"
    assert set(flag.evidence) == {gas.claim_id, power.claim_id}
    unnamed = [one.model_copy(update={"about": "", "place_ids": ("goris",)}) for one in (gas, power)]
    assert not page(*unnamed, on=8).flags


def test_what_a_side_gives_to_itself_is_told_of_and_headed_so() -> None:
    given = on_day(
        "prisoners", "2020-12-05", register_name="exchanges", measure="prisoner", about="", actor="az",
        to="az", low=5, high=5, unit="prisoner",
    ).model_copy(update={"act": "exchange.prisoners"})  # fmt: skip
    found = page(given, on=8, register="exchanges")
    assert "registers.flag.to_itself" in [flag.text.code for flag in found.flags]
    assert [part.code for part in tell_line(found.lines[0], lasts=False)][1:3] == [
        "register.whose",
        "register.to",
    ]
    other = given.model_copy(update={"to": "am"})
    codes = [flag.text.code for flag in page(other, on=8, register="exchanges").flags]
    assert codes == ["registers.flag.one_side"]


_days = st.integers(1, 20)


@given(
    st.lists(st.tuples(st.sampled_from(["open", "close"]), _days, _days, st.booleans()), max_size=5),
    st.data(),
)
@settings(max_examples=150, deadline=None)
def test_late_words_and_denials_are_the_same_in_any_order(
    told: list[tuple[str, int, int, bool]], data: st.DataObject
) -> None:
    words = [
        word(act, f"2020-12-{min(one, two):02}", None, f"2020-12-{max(one, two):02}",
             stance="denies" if denied else "asserts")
        for act, one, two, denied in told
    ]  # fmt: skip
    mixed = data.draw(st.permutations(words))
    assert hours(*words) == hours(*mixed)
    assert all(0 <= low <= high for low, high in hours(*words).values())
    assert page(*words, on=20) == page(*mixed, on=20)


def test_an_end_alone_reads_as_an_end() -> None:
    until = word("close", None, "2020-12-05", "2020-12-01", ends=True)
    assert [one.code for one in tell_days_of(until)] == ["register.state.until"]
    by_then = until.model_copy(update={"ends": False})
    assert [one.code for one in tell_days_of(by_then)] == ["register.day.by"]
