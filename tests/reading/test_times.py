"""Times: every common form, relative to the day of publication; a range and its ends apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.reading.times import find_times

PUBLISHED = "2020-11-10T13:54"  # a Tuesday


def days(text: str, anchor: str | None = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    return [(m.text, m.earliest, m.latest) for m in find_times(text, anchor) if not m.duration]


def day(text: str, anchor: str | None = PUBLISHED) -> tuple[str | None, str | None]:
    (mention,) = find_times(text, anchor)
    return mention.earliest, mention.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("on 11 December 2020", "2020-12-11", "2020-12-11"),
        ("on December 11, 2020", "2020-12-11", "2020-12-11"),
        ("on Dec. 1.", "2020-12-01", "2020-12-01"),
        ("by 1 December", "2020-12-01", "2020-12-01"),
        ("the 1st of December", "2020-12-01", "2020-12-01"),
        ("since 14 November", "2020-11-14", "2020-11-14"),
        ("On SEPT 27", "2020-09-27", "2020-09-27"),
        ("on 20 January", "2021-01-20", "2021-01-20"),
        ("on 2020-12-11.", "2020-12-11", "2020-12-11"),
        ("at 2020-12-11T20:40", "2020-12-11T20:40", "2020-12-11T20:40"),
        ("on 10.11.2020", "2020-11-10", "2020-11-10"),
        ("on 25/11/2020", "2020-11-25", "2020-11-25"),
        ("Friday, 20 November 2020", "2020-11-20", "2020-11-20"),
        ("in July 2014", "2014-07-01", "2014-07-31"),
        ("in September", "2020-09-01", "2020-09-30"),
        ("It will be done in February.", "2021-02-01", "2021-02-28"),
        ("in 1994", "1994-01-01", "1994-12-31"),
        ("the 2020 war", "2020-01-01", "2020-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("early November", "2020-11-01", "2020-11-10"),
        ("by the end of November", "2020-11-21", "2020-11-30"),
        ("the end of the year", "2020-12-01", "2020-12-31"),
        ("mid-2021", "2021-05-01", "2021-08-31"),
        ("the first quarter of 2021", "2021-01-01", "2021-03-31"),
        ("on Tuesday", "2020-11-10", "2020-11-10"),
        ("on Monday", "2020-11-09", "2020-11-09"),
        ("on Wednesday, he said", "2020-11-04", "2020-11-04"),
        ("It will meet on Friday.", "2020-11-13", "2020-11-13"),
        ("next Tuesday", "2020-11-17", "2020-11-17"),
        ("last Tuesday", "2020-11-03", "2020-11-03"),
        ("today", "2020-11-10", "2020-11-10"),
        ("yesterday", "2020-11-09", "2020-11-09"),
        ("tomorrow", "2020-11-11", "2020-11-11"),
        ("overnight", "2020-11-09", "2020-11-10"),
        ("last night", "2020-11-09", "2020-11-10"),
        ("this morning", "2020-11-10", "2020-11-10"),
        ("last week", "2020-11-02", "2020-11-08"),
        ("next month", "2020-12-01", "2020-12-31"),
        ("this year", "2020-01-01", "2020-12-31"),
        ("two weeks ago", "2020-10-27", "2020-10-27"),
        ("three years ago", "2017-01-01", "2017-12-31"),
        ("on the 3rd.", "2020-11-03", "2020-11-03"),
        ("on the night of 11 December", "2020-12-11", "2020-12-12"),
        ("the morning of 12 December", "2020-12-12", "2020-12-12"),
    ],
)
def test_days(text: str, earliest: str, latest: str) -> None:
    assert day(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "instant", "words"),
    [
        ("about 20:40 on 11 December near", "2020-12-11T20:40", "20:40 on 11 December"),
        ("on 11 December 2020 at about 20:40", "2020-12-11T20:40", "11 December 2020 at about 20:40"),
        ("NOVEMBER 10, 2020 13:54", "2020-11-10T13:54", "NOVEMBER 10, 2020 13:54"),
        (
            "00:00 Moscow time on 10 November 2020",
            "2020-11-10T00:00",
            "00:00 Moscow time on 10 November 2020",
        ),
        ("at 8.40 p.m. on Tuesday", "2020-11-10T20:40", "8.40 p.m. on Tuesday"),
        ("at 7am", "2020-11-10T07:00", "7am"),
    ],
)
def test_clock_times(text: str, instant: str, words: str) -> None:
    (mention,) = find_times(text, PUBLISHED)
    assert (mention.earliest, mention.latest, mention.text) == (instant, instant, words)


def test_a_clock_takes_its_sentence_s_date() -> None:
    assert days("On 11 December special forces attacked, at about 20:40, the posts.") == [
        ("11 December", "2020-12-11", "2020-12-11"),
        ("20:40", "2020-12-11T20:40", "2020-12-11T20:40"),
    ]


def test_ranges_and_their_ends() -> None:
    assert days("from 15 to 25 November") == [
        ("15 to 25 November", "2020-11-15", "2020-11-25"),
        ("15", "2020-11-15", "2020-11-15"),
        ("25 November", "2020-11-25", "2020-11-25"),
    ]
    assert days("between now and Dec. 1.")[0] == ("now and Dec. 1", "2020-11-10", "2020-12-01")
    assert days("in a 1991-94 war") == [
        ("1991-94", "1991-01-01", "1994-12-31"),
        ("1991", "1991-01-01", "1991-12-31"),
        ("94", "1994-01-01", "1994-12-31"),
    ]
    assert days("the war of 1991–94")[0] == ("1991–94", "1991-01-01", "1994-12-31")
    assert days("put off from 15 November to 25 November")[0][1:] == ("2020-11-15", "2020-11-25")
    assert days("between 20:40 and 21:10 on 11 December")[0][1:] == ("2020-12-11T20:40", "2020-12-11T21:10")
    assert days("2020-11-15/2020-11-25")[0][1:] == ("2020-11-15", "2020-11-25")
    assert days("November 15-25, 2020")[0][1:] == ("2020-11-15", "2020-11-25")
    assert [d for _, d, _ in days("on 10, 11 and 12 December")] == ["2020-12-10", "2020-12-11", "2020-12-12"]


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("six weeks of fighting", "P6W"),
        ("at least five years", "P5Y"),
        ("a 44-day war", "P44D"),
        ("a two-hour truce", "PT2H"),
        ("for a year", "P1Y"),
        ("half an hour", "PT30M"),
        ("52-year-old", "P52Y"),
        ("two and a half years", "P2.5Y"),
        ("within 24 hours", "PT24H"),
        ("the past 24 hours", "PT24H"),
        ("the next three years", "P3Y"),
    ],
)
def test_durations_keep_the_printed_unit(text: str, duration: str) -> None:
    (mention,) = find_times(text, PUBLISHED)
    assert mention.duration == duration


def test_a_reach_back_has_both_its_days_and_its_length() -> None:
    (mention,) = find_times("in the past 24 hours", PUBLISHED)
    assert (mention.earliest, mention.latest) == ("2020-11-09", "2020-11-10")


@pytest.mark.parametrize(
    "text",
    [
        "1,960 servicemen",
        "2000 people were killed",
        "he may go",
        "the march on the town",
        "90 vehicles",
        "No. 5 of 12",
        "the second post",
        "phone +972-3-761-9056",
        "S-300 systems",
        "$2020 paid",
        "a month-old agreement on a second point",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [m for m in find_times(text, PUBLISHED) if not m.duration] == []


def test_an_impossible_or_uncertain_day_has_no_value() -> None:
    assert day("on 31 November 2020") == (None, None)
    assert day("on 11/10/2020") == (None, None)


def test_without_an_anchor_the_last_whole_date_serves() -> None:
    found = days("Signed on 9 November 2020: Agdam by 20 November, Lachin by 1 December.", None)
    assert [earliest for _, earliest, _ in found] == ["2020-11-09", "2020-11-20", "2020-12-01"]
    assert days("by 20 November", None) == [("20 November", None, None)]
    assert days("on Tuesday", None) == [("Tuesday", None, None)]


def test_a_part_of_the_text() -> None:
    text = "On 1 May it began. On 2 May it ended."
    assert [m.text for m in find_times(text, PUBLISHED, 19)] == ["2 May"]
    assert [m.text for m in find_times(text, PUBLISHED, 0, 18)] == ["1 May"]


@pytest.mark.shared
def test_the_founding_page(shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    end = text.index("Tags Russia")
    found = [
        (m.text, m.earliest, m.latest, m.duration)
        for m in find_times(text, PUBLISHED, text.index("By REUTERS"), end)
    ]
    assert found == [
        ("NOVEMBER 10, 2020 13:54", "2020-11-10T13:54", "2020-11-10T13:54", None),
        ("October 4, 2020", "2020-10-04", "2020-10-04", None),
        ("October 4, 2020", "2020-10-04", "2020-10-04", None),
        ("Tuesday", "2020-11-10", "2020-11-10", None),
        ("six weeks", None, None, "P6W"),
        ("now and Dec. 1", "2020-11-10", "2020-12-01", None),
        ("now", "2020-11-10", "2020-11-10", None),
        ("Dec. 1", "2020-12-01", "2020-12-01", None),
        ("52-year-old", None, None, "P52Y"),
        ("overnight", "2020-11-09", "2020-11-10", None),
        ("Sept. 27", "2020-09-27", "2020-09-27", None),
        ("1991-94", "1991-01-01", "1994-12-31", None),
        ("1991", "1991-01-01", "1991-12-31", None),
        ("94", "1994-01-01", "1994-12-31", None),
        ("five years", None, None, "P5Y"),
        ("Tuesday", "2020-11-10", "2020-11-10", None),
    ]


PIECES = [
    "on",
    "11",
    "December",
    "2020",
    "20:40",
    "and",
    "to",
    "-",
    "between",
    "Dec. 1",
    "31 November",
    "last",
    "Tuesday",
    "week",
    "two",
    "years",
    "ago",
    "the",
    "1991-94",
    "2020-11-10",
    "/",
    "night of",
    "from",
    ".",
    "\n",
    "at",
    "00:00",
    "end of",
    "9999",
    "12.12.2020",
    "next",
    "100000000",
    "months",
    "February 29",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20), st.sampled_from([None, PUBLISHED, "2020-02-29"]))
@settings(max_examples=300, deadline=None)
def test_any_order_of_pieces(pieces: list[str], anchor: str | None) -> None:
    text = " ".join(pieces)
    for mention in find_times(text, anchor):
        assert text[mention.start : mention.end] == mention.text
        assert (mention.earliest is None) == (mention.latest is None)
        if mention.earliest and mention.latest:
            assert mention.earliest[:10] <= mention.latest[:10]


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_offsets_are_exact_in_any_text(text: str) -> None:
    for mention in find_times(text, PUBLISHED):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize("piece", ["1, ", "the ", "Monday ", "1991-", "last ", "a-", "20:40 ", "from 1 to "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    import gc
    from time import process_time

    def spent(times: int) -> float:
        text = piece * times
        gc.disable()  # what other tests have left behind is not this text's
        try:
            begin = process_time()
            find_times(text, PUBLISHED)
            return process_time() - begin
        finally:
            gc.enable()

    spent(200)
    small, large = max(spent(1500), 0.004), spent(12000)
    assert large < small * 8 * 4, "eight times the text may take eight times as long, not its square"
