"""Input nobody meant to send: it is read right or refused with a reason, and never takes long."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from example_words import read, vocabulary

from tregua.model.errors import BadPage, BadRow
from tregua.reading import read_table
from tregua.reading.calendar_words import shift
from tregua.reading.quantities import find_quantities
from tregua.reading.times import find_times
from tregua.sources.html import read_html


def _rows(body: str) -> list[tuple[int | None, float | None]]:
    claims = read_table(f"date,returned,remark\n{body}", vocabulary(), "figures.csv", "2020-11-30").claims
    return [(claim.row, claim.quantities[0].low) for claim in claims]


def test_a_remark_may_run_over_lines() -> None:
    body = '2020-11-18,52,"by bus,\nfrom Goris"\n2020-11-19,64,"6 ""big"" buses"\n2020-11-20,71,5" snow\n'
    assert _rows(body) == [(2, 52.0), (4, 64.0), (5, 71.0)]


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ('2020-11-18,52,\n2020-11-19,64,"by bus\n', "table.unclosed_quote", 3),
        ("2020-11-18,5e9,\n", "table.not_a_number", 2),
        ("2020-11-18,1E500,\n", "table.not_a_number", 2),
        (f"2020-11-18,{'7' * 4000},\n", "table.not_a_number", 2),
    ],
)
def test_a_row_that_says_no_figure_is_refused(body: str, code: str, line: int) -> None:
    with pytest.raises(BadRow) as caught:
        _rows(body)
    assert caught.value.message.code == code
    assert caught.value.where is not None
    assert caught.value.where.line == line
    assert all(len(str(value)) <= 60 for value in caught.value.message.args.values())


@pytest.mark.parametrize("tags", ["<i><p>", "<font><b>", "<div><span>"])
def test_a_page_of_nothing_but_openings_is_refused(tags: str) -> None:
    with pytest.raises(BadPage) as caught:
        read_html("page.html", tags * 30_000 + "Nothing to read here.")
    assert caught.value.message.code == "page.too_deep"


@pytest.mark.parametrize("lead", ["", "7 vehicles, "])
def test_a_long_list_of_figures_takes_time_in_proportion(lead: str) -> None:
    def spent(count: int) -> float:
        text = f"{lead}{'2, ' * count} refugees returned."
        begin = process_time()
        find_quantities(text)
        read(text, "2020-11-20")
        return process_time() - begin

    spent(100)
    assert spent(3000) < 3 + 8 * spent(1000)


@pytest.mark.parametrize("anchor", [None, "2020-02-29", "2020-11-20"])
@pytest.mark.parametrize(
    "text",
    [
        "December 2020-11-10 December",
        "10 December 2020-11-10 to 9 December",
        "between December 2020 and 10 November",
        "100000000 weeks ago and 9999 days later",
    ],
)
def test_no_time_ends_before_it_begins(text: str, anchor: str | None) -> None:
    for mention in find_times(text, anchor):
        assert text[mention.start : mention.end] == mention.text
        assert (mention.earliest or "")[:10] <= (mention.latest or "")[:10]


def test_a_day_beyond_the_calendar_is_none() -> None:
    day = date(2020, 11, 20)
    assert shift(day, -100_000_000, "day") == day
    assert shift(day, 100_000_000, "week") == day
