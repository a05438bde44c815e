"""What one speaker says again of a time that its own words cover takes nothing back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.standing import Entry
from tregua.registers import intervals_of, open_register, post, spells_of, write_page
from tregua.registers.entries.posting import last_words

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
FIRST, LAST = date(2020, 11, 1), date(2020, 12, 31)


def word(first: int, last: int, act: str = "close") -> Entry:
    """Told of these days of November; by one speaker."""
    return Entry(
        entry_id=f"{act}-{first:02}-{last:02}", claim_id=f"c-{act}-{first}-{last}", register_name="links",
        measure=act, act=f"link.{act}", about="Kornidzor road", earliest=f"2020-11-{first:02}",
        latest=f"2020-11-{last:02}", said_by="az/mod", published_at="2020-12-31",
    )  # fmt: skip


def state(*words: Entry, on: date) -> str | None:
    """What the page says, made of what the database would hand over."""
    kept = last_words((post(one, ACCORD) for one in words), on)
    page = write_page(kept, (), "links", ACCORD, on)
    assert page.states == open_register(words, "links", ACCORD, on).states
    return page.states[0].value if page.states else "nothing said"


def runs(*words: Entry) -> list[tuple[str, str, str | None]]:
    return [(one.value, one.since, one.until) for one in intervals_of(words, "links", ACCORD, LAST)]


def hours(*words: Entry) -> dict[str, tuple[float, float]]:
    found = spells_of(intervals_of(words, "links", ACCORD, LAST), FIRST, date(2020, 11, 30))
    return {one.value: (one.low, one.high) for one in found}


def test_a_narrower_stretch_does_not_shorten_the_longer() -> None:
    words = word(10, 20), word(12, 14)
    assert [state(*words, on=date(2020, 11, day)) for day in (9, 13, 16, 20, 21)] == [
        "nothing said", "closed", "closed", "closed", "nothing said",
    ]  # fmt: skip
    assert runs(*words) == [("closed", "2020-11-10", "2020-11-20")]
    assert hours(*words) == {"closed": (9 * 24, 11 * 24)}


def test_a_day_said_again_within_a_stretch_does_not_make_it_last() -> None:
    words = word(10, 20), word(12, 12)
    assert state(*words, on=date(2020, 11, 16)) == "closed"
    assert state(*words, on=date(2020, 12, 5)) == "nothing said"
    assert runs(*words) == [("closed", "2020-11-10", "2020-11-20")]


def test_a_word_of_another_kind_takes_the_stretch_back() -> None:
    words = word(10, 20), word(13, 13, "open")
    assert [state(*words, on=date(2020, 11, day)) for day in (12, 13, 16)] == ["closed", "open", "open"]
    assert runs(*words) == [("closed", "2020-11-10", "2020-11-13"), ("open", "2020-11-13", None)]


def test_of_opened_and_closed_on_one_day_neither_is_sure() -> None:
    words = word(12, 12), word(12, 12, "open")
    assert state(*words, on=date(2020, 11, 16)) is None
    assert hours(*words) == {"closed": (0, 19 * 24), "open": (0, 19 * 24)}
    assert runs(*words, word(14, 14))[-1] == ("closed", "2020-11-14", None)
    assert state(*words, word(14, 14), on=date(2020, 11, 16)) == "closed"


def test_what_is_told_by_the_hour_of_one_day_is_in_order() -> None:
    closed = word(12, 12).model_copy(update=dict.fromkeys(("earliest", "latest"), "2020-11-12T08:00"))
    opened = word(12, 12, "open").model_copy(update=dict.fromkeys(("earliest", "latest"), "2020-11-12T20:30"))
    assert state(closed, opened, on=date(2020, 11, 12)) == "open"
    assert hours(closed, opened)["closed"] == (12.5, 12.5)


days = st.integers(1, 30)
stretches = st.tuples(days, days).map(lambda told: (min(told), max(told)))


@given(st.lists(stretches, min_size=1, max_size=6), stretches)
@settings(max_examples=200, deadline=None)
def test_saying_the_same_again_never_shortens_what_stretches_cover(
    told: list[tuple[int, int]], more: tuple[int, int]
) -> None:
    words = [word(*one) for one in sorted({*told, more})]
    covered = {day for first, last in (*told, more) if first < last for day in range(first, last + 1)}
    found = runs(*words)
    for day in covered:
        on = date(2020, 11, day)
        assert state(*words, on=on) == "closed"
        assert any(since <= str(on) and (until is None or str(on) <= until) for _, since, until in found)


@given(st.lists(st.tuples(stretches, st.sampled_from(["open", "close"])), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_the_page_and_the_hours_say_the_same(told: list[tuple[tuple[int, int], str]]) -> None:
    words = [word(*one, act) for one, act in sorted(set(told))]
    found = intervals_of(words, "links", ACCORD, LAST)
    for number in range(60):
        on = FIRST + timedelta(days=number)
        within = [
            one for one in found
            if one.since < str(on) and (one.until is None or str(on) < one.until)
        ]  # fmt: skip
        touched = [one for one in found if one.since <= str(on) and str(on) <= (one.until or "~")]
        shown = state(*words, on=on)
        if within:
            assert shown == (within[0].value if within[0].sure else None)
        elif not touched:
            assert shown in ("nothing said", None)
