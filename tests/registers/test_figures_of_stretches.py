"""A figure that is told of a stretch stands beside what the same speaker says of a day within it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.model.register import Line
from tregua.model.standing import Entry
from tregua.registers import open_register, post, write_page
from tregua.registers.entries.parts import InHand, Part
from tregua.registers.entries.posting import last_words

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)


def closed(km: float, first: str, last: str | None, said_by: str = "az/mod") -> Entry:
    return Entry(
        entry_id=f"{km}-{first}-{said_by}", claim_id=f"c-{km}-{first}", register_name="links", measure="km",
        act="link.close", about="Kornidzor road", low=km, high=km, unit="km", earliest=first, latest=last,
        said_by=said_by, published_at="2020-12-31",
    )  # fmt: skip


def strength(count: float, first: str, last: str | None, published: str = "2020-12-31") -> Entry:
    return Entry(
        entry_id=f"{count}-{first}", claim_id=f"c-{count}", register_name="forces", measure="serviceman",
        act="deploy.post", about="post 7", low=count, high=count, unit="serviceman", actor="ru/mil",
        earliest=first, latest=last, said_by="ru/mod", published_at=published,
    )  # fmt: skip


def kilometres(*words: Entry, on: str) -> Line:
    """The line as the page has it, made of what the database would hand over."""
    day = date.fromisoformat(on)
    page = write_page(last_words((post(one, ACCORD) for one in words), day), (), "links", ACCORD, day)
    assert page == open_register(words, "links", ACCORD, day)
    (line,) = page.lines
    return line


def test_a_figure_of_a_stretch_is_handed_over_as_one() -> None:
    whole, part = closed(5, "2020-12-10", "2020-12-20"), closed(3, "2020-12-15", "2020-12-15")
    on_the_16th = kilometres(whole, part, on="2020-12-16")
    assert {one.entry.low for one in on_the_16th.words} == {3, 5}
    assert (on_the_16th.low, on_the_16th.high) == (None, None), "what is of different times has no range"


def test_a_range_is_of_one_time_and_of_what_is_not_over() -> None:
    whole, other = closed(5, "2020-12-10", "2020-12-20"), closed(3, "2020-12-12", "2020-12-12", "am/mod")
    line = kilometres(whole, other, on="2020-12-13")
    assert (line.low, line.high) == (None, None)
    over = closed(5, "2020-12-10", "2020-12-11")
    line = kilometres(over, other, on="2020-12-13")
    assert (line.low, line.high) == (3, 3)


def test_where_figures_last_a_later_word_takes_the_place_of_a_stretch() -> None:
    words = strength(12, "2020-11-18", "2021-01-10"), strength(15, "2020-12-01", "2020-12-01")
    page = open_register(words, "forces", ACCORD, date(2020, 12, 5))
    assert [(one.low, one.high) for one in page.lines] == [(15, 15)]


def test_a_part_takes_the_stretches_that_reach_into_it_where_it_is_asked_to() -> None:
    words = (
        strength(12, "2020-11-18", "2020-12-10"),
        strength(14, "2020-11-20", "2020-11-30"),
        strength(16, "2020-11-25", None, published="2020-12-02"),
        strength(18, "2020-11-28", None, published="2020-11-29"),
        strength(20, "2020-12-03", "2020-12-03"),
    )
    entered = InHand(post(one, ACCORD) for one in words)
    december = Part("forces", date(2020, 12, 1), date(2020, 12, 31))
    assert {one.entry.low for one in entered.take(december)} == {20}
    reaching = december._replace(reaching=True)
    assert {one.entry.low for one in entered.take(reaching)} == {12, 16, 20}
    assert entered.count(reaching) == 3
    assert entered.days(reaching, 5) == (date(2020, 12, 3),)
