"""The accord's days: last days in time, terms with renewal and notice, month arithmetic."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from agreement_texts import write_accord
from hypothesis import given
from hypothesis import strategies as st

from tregua.agreement.calendar import (
    Duration,
    Moment,
    last_day,
    parse_duration,
    renewals,
    settle,
    shift,
    term_clock,
)
from tregua.agreement.deadlines import list_days
from tregua.agreement.load import load_accord
from tregua.agreement.timing import Term, Window
from tregua.model.errors import BadAccord
from tregua.model.standing import Clock
from tregua.model.when import FIRST_YEAR, LAST_YEAR

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


def test_the_last_day_in_time() -> None:
    due = date(2020, 11, 20)
    assert last_day(Window(preposition="by", due=due)) == due
    assert last_day(Window(preposition="until", due=due)) == due
    assert last_day(Window.model_validate({"preposition": "before", "due": due})) == date(2020, 11, 19)
    assert last_day(Window(preposition="before", due=due, inclusive=True)) == due
    assert last_day(Window(preposition="by", due=due, inclusive=False)) == date(2020, 11, 19)
    assert last_day(Window(preposition="from")) is None
    assert last_day(None) is None


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("P5Y", 60, 0),
        ("P6M", 6, 0),
        ("P90D", 0, 90),
        ("P1Y6M", 18, 0),
        ("P6W", 0, 42),
        ("P1Y2M3W4D", 14, 25),
        ("P0D", 0, 0),
    ],
)
def test_durations_in_the_printed_unit(text: str, months: int, days: int) -> None:
    assert parse_duration(text) == Duration(months=months, days=days)


@pytest.mark.parametrize(
    "text",
    ["", "P", "5Y", "P5", "PT", "PT6", "PT30M", "P5Y6", "P-1Y", "P1.5Y", "p5y", "P1D1Y", "P5Y\n", "P٥Y"],
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(BadAccord) as caught:
        parse_duration(text)
    assert caught.value.code == "accord.bad_duration"


@pytest.mark.parametrize("text", ["P201Y", "P200Y1M", "P2401M", "P99999D", "P99999Y", f"P{'9' * 5000}D"])
def test_a_duration_beyond_counting_is_told_apart(text: str) -> None:
    with pytest.raises(BadAccord) as caught:
        parse_duration(text)
    assert caught.value.code == "accord.long_duration"


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
@pytest.mark.parametrize("text", ["P200Y", "P73000D"])
def test_the_longest_duration_leads_nowhere_out_of_the_calendar(year: int, text: str) -> None:
    term = Term(starts_on=date(year, 12, 31), duration=text, renewal=text, notice=text)
    assert term_clock(term, date(LAST_YEAR, 12, 31)).ends_on
    assert len(renewals(term)) == 2
    assert renewals(term, date(LAST_YEAR, 12, 31))
    assert shift(date(year, 12, 31), parse_duration(text), -1)


@pytest.mark.parametrize(
    ("start", "text", "times", "day"),
    [
        (date(2020, 11, 10), "P5Y", 1, date(2025, 11, 10)),
        (date(2025, 11, 10), "P6M", -1, date(2025, 5, 10)),
        (date(2020, 8, 31), "P6M", -1, date(2020, 2, 29)),
        (date(2021, 8, 31), "P6M", -1, date(2021, 2, 28)),
        (date(2020, 2, 29), "P1Y", 1, date(2021, 2, 28)),
        (date(2020, 2, 29), "P1Y", 4, date(2024, 2, 29)),
        (date(2020, 1, 31), "P1M", 1, date(2020, 2, 29)),
        (date(2020, 1, 31), "P1M", 2, date(2020, 3, 31)),
        (date(2020, 12, 31), "P2M", 1, date(2021, 2, 28)),
        (date(2020, 11, 10), "P90D", 1, date(2021, 2, 8)),
        (date(2020, 11, 10), "P6W", 1, date(2020, 12, 22)),
    ],
)
def test_months_end_where_they_end(start: date, text: str, times: int, day: date) -> None:
    assert shift(start, parse_duration(text), times) == day


@given(DAYS, st.integers(min_value=-400, max_value=400))
def test_a_shift_by_months_keeps_the_day_or_takes_the_months_last(start: date, months: int) -> None:
    moved = shift(start, Duration(months=months))
    assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months
    assert moved.day == min(start.day, calendar.monthrange(moved.year, moved.month)[1])


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_more_months_are_never_earlier(start: date, fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    assert shift(start, Duration(months=fewer)) <= shift(start, Duration(months=more))


@given(DAYS, st.integers(-500, 500))
def test_days_are_days(start: date, days: int) -> None:
    assert shift(start, Duration(days=days)) - start == timedelta(days=days)


def test_a_term_that_renews() -> None:
    term = Term(starts_on=date(2020, 11, 10), duration="P5Y", renewal="P5Y", notice="P6M")
    clock = term_clock(term)
    assert (clock.ends_on, clock.renews_on, clock.notice_by) == (
        date(2025, 11, 10),
        date(2025, 11, 10),
        date(2025, 5, 10),
    )
    assert term_clock(term, date(2025, 11, 10)) == clock
    later = term_clock(term, date(2025, 11, 11))
    assert (later.ends_on, later.notice_by) == (date(2030, 11, 10), date(2030, 5, 10))


def test_a_term_that_ends() -> None:
    term = Term(starts_on=date(2020, 11, 10), duration="P90D", notice="P1M")
    clock = term_clock(term, date(2030, 1, 1))
    assert (clock.ends_on, clock.renews_on, clock.notice_by) == (date(2021, 2, 8), None, None)
    assert term_clock(None).ends_on is None


def test_a_renewal_of_nothing_does_not_run_for_ever() -> None:
    term = Term(starts_on=date(2020, 11, 10), duration="P1Y", renewal="P0D")
    assert term_clock(term, date(2040, 1, 1)).ends_on == date(2021, 11, 10)


@given(DAYS, st.integers(1, 24), st.integers(1, 24), st.integers(0, 4000))
def test_the_running_term_holds_its_day(start: date, first: int, each: int, after: int) -> None:
    on = start + timedelta(days=after)
    term = Term(starts_on=start, duration=f"P{first}M", renewal=f"P{each}M", notice="P1M")
    ends_on = term_clock(term, on).ends_on
    assert ends_on is not None
    assert ends_on >= on
    months = (ends_on.year - start.year) * 12 + ends_on.month - start.month
    assert (months - first) % each == 0
    assert months == first or shift(start, Duration(months=months - each)) < on


def test_every_day_of_the_accord_in_order(tmp_path: Path) -> None:
    accord = load_accord(write_accord(tmp_path))
    days = [(str(day.on), day.kind, day.obligation_id, day.version, day.reading) for day in list_days(accord)]
    assert days == [
        ("2031-03-01", "starts", "watch", "original", ""),
        ("2031-03-02", "starts", "quiet", "original", ""),
        ("2031-04-29", "due", "mill", "original", "south-text"),
        ("2031-04-30", "due", "mill", "original", ""),
        ("2035-09-01", "notice", "watch", "original", ""),
        ("2036-03-01", "renews", "watch", "original", ""),
        ("2040-09-01", "notice", "watch", "original", ""),
        ("2041-03-01", "renews", "watch", "original", ""),
    ]
    amended = [day for day in list_days(accord, accord.amendments) if day.version == "mill-later"]
    assert [(str(day.on), day.kind, day.obligation_id) for day in amended] == [("2031-05-10", "due", "mill")]


EVENT = date(2031, 3, 1)
at = datetime.fromisoformat


def counted(happened: date, **given: object) -> Window:
    window = settle(Window.model_validate({"event": "e", **given}), {"e": happened})
    assert window is not None
    return window


@pytest.mark.parametrize(
    ("given", "due"),
    [
        ({"preposition": "within", "duration": "PT48H"}, date(2031, 3, 3)),
        ({"preposition": "within", "duration": "P2D"}, date(2031, 3, 3)),
        ({"preposition": "within", "duration": "PT6H"}, date(2031, 3, 2)),
        ({"preposition": "by", "duration": "P1DT12H"}, date(2031, 3, 3)),
        ({"preposition": "by", "ahead": "P10D"}, date(2031, 2, 19)),
        ({"preposition": "before", "ahead": "P10D"}, date(2031, 2, 18)),
        ({"preposition": "by", "ahead": "PT24H"}, date(2031, 2, 28)),
        ({"preposition": "by", "ahead": "PT6H"}, date(2031, 3, 1)),
        ({"preposition": "until", "duration": "PT24H"}, date(2031, 3, 1)),
    ],
)
def test_hours_from_a_day_are_counted_in_favour_of_whoever_owes(given: dict[str, str], due: date) -> None:
    window = counted(EVENT, **given)
    assert (last_day(window), window.due_at) == (due, None)


@pytest.mark.parametrize(
    ("given", "due_at"),
    [
        ({"preposition": "within", "duration": "PT48H"}, at("2031-03-03T14:00")),
        ({"preposition": "within", "duration": "PT12H"}, at("2031-03-02T02:00")),
        ({"preposition": "by", "duration": "P1DT12H"}, at("2031-03-03T02:00")),
        ({"preposition": "before", "ahead": "PT24H"}, at("2031-02-28T14:00")),
        ({"preposition": "by"}, at("2031-03-01T14:00")),
    ],
)
def test_hours_from_a_known_hour_end_at_an_hour(given: dict[str, str], due_at: datetime) -> None:
    window = counted(Moment.of(at("2031-03-01T14:00")), **given)
    assert (window.due_at, last_day(window)) == (due_at, due_at.date())


def test_whole_days_do_not_hang_on_the_hour() -> None:
    at_two = Moment.of(at("2031-03-01T14:00"))
    assert counted(at_two, preposition="within", duration="P2D") == counted(
        EVENT, preposition="within", duration="P2D"
    )


def test_what_binds_from_some_hours_after_a_day_binds_from_the_latest() -> None:
    late = counted(EVENT, preposition="from", duration="PT12H")
    known = counted(Moment.of(at("2031-03-01T14:00")), preposition="from", duration="PT12H")
    assert (late.starts_at, known.starts_at) == (at("2031-03-02T12:00"), at("2031-03-02T02:00"))


def test_what_counts_from_the_signature_binds_no_sooner_than_its_text() -> None:
    window = Window(preposition="from", event="signature")
    settled = settle(window, {"signature": EVENT}, date(2031, 3, 5))
    assert settled is not None and settled.starts_at == at("2031-03-05T00:00")
    settled = settle(window, {"signature": EVENT}, date(2031, 2, 5))
    assert settled is not None and settled.starts_at == at("2031-03-01T00:00")


def test_an_hour_due_gives_its_day() -> None:
    window = Window.model_validate({"preposition": "by", "due_at": "2031-03-20T18:00"})
    assert (last_day(window), window.due_at) == (date(2031, 3, 20), at("2031-03-20T18:00"))


def test_a_term_may_leave_its_day_out() -> None:
    year = {"starts_on": date(2031, 3, 2), "duration": "P1Y"}
    assert term_clock(Term(**year)).ends_on == date(2032, 3, 2)
    short = Term(**year, inclusive=False, renewal="P6M", notice="P1M")
    assert [one.ends_on for one in renewals(short)] == [date(2032, 3, 1), date(2032, 9, 1)]
    assert term_clock(short).notice_by == date(2032, 2, 1)


def test_a_term_renewed_by_agreement_alone_ends() -> None:
    term = Term(starts_on=date(2031, 3, 2), duration="P1Y", renewal="P6M", renews="by_agreement")
    assert term_clock(term, date(2040, 1, 1)) == Clock(ends_on=date(2032, 3, 2))
    assert renewals(term) == [Clock(ends_on=date(2032, 3, 2))]


def test_notice_may_be_given_by_the_hour() -> None:
    term = Term(starts_on=date(2031, 3, 2), duration="P1Y", renewal="P1Y", notice="PT24H")
    assert term_clock(term).notice_by == date(2032, 3, 1)
