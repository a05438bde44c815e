"""Published series: their columns, their head, their faults."""

import pytest
from example_words import vocabulary

from tregua.model.errors import BadRow
from tregua.model.records import Reading
from tregua.reading import read_table

RETURNS = """# Outlet: TASS
# Reported: Russia's defence ministry
# People returned, counted from 14 November 2020
date,that day,total
2020-11-18,nearly 700,"nearly 2,000"
2020-12-08,859 (on 7 Dec),"more than 34,500"
2021-01-13,–,"49,054"
"""
CLEARANCE = """Mine clearance
Reported: Russian defence ministry

report;hectares;km of road;buildings;objects
8 December 2020;more than 62;about 21;–;4,000
2021-01-05;414.6;160.3;617;18,925
"""
LONG = """date,measure,value,basis,place
2020-12-01,returned,1168,that day,Stepanakert
2020-12-08,hectares cleared,62,total,Hadrut
"""


def table(text: str, name: str = "series.csv") -> Reading:
    return read_table(text, vocabulary(), name, "2021-02-10")


def figures(reading: Reading) -> list[list[tuple[str, float | None, str, str | None]]]:
    return [
        [(e.act, q.low, q.unit, q.basis) for e in claim.events for q in e.quantities]
        for claim in reading.claims
    ]


def test_wide_series() -> None:
    reading = table(RETURNS)
    assert figures(reading) == [
        [("return.persons", 700, "returnee", "period"), ("return.persons", 2000, "returnee", "total")],
        [("return.persons", 859, "returnee", "period"), ("return.persons", 34500, "returnee", "total")],
        [("return.persons", 49054, "returnee", "total")],
    ]
    first, second, _ = reading.claims
    assert (first.said_by, first.through, first.row, first.published_at) == (
        "ru/mod",
        "outlet/tass",
        5,
        "2021-02-10",
    )
    assert [(e.earliest, e.latest) for e in second.events] == [
        ("2020-12-07", "2020-12-07"),
        ("2020-11-14", "2020-12-08"),
    ]
    assert [q.comparator for e in second.events for q in e.quantities] == ["=", ">"]


def test_a_claim_is_its_line() -> None:
    claim = table(RETURNS).claims[0]
    (span,) = claim.content
    assert RETURNS[span.start : span.end] == '2020-11-18,nearly 700,"nearly 2,000"'


def test_several_units_in_a_row() -> None:
    assert figures(table(CLEARANCE))[1] == [
        ("clearance.mines", 414.6, "hectare", None),
        ("clearance.mines", 160.3, "km", None),
        ("clearance.mines", 617, "building", None),
        ("clearance.mines", 18925, "object", None),
    ]


def test_long_form() -> None:
    reading = table(LONG)
    assert figures(reading) == [
        [("return.persons", 1168, "returnee", "period")],
        [("clearance.mines", 62, "hectare", "total")],
    ]
    assert [claim.place.place_id for claim in reading.claims if claim.place] == ["stepanakert", "hadrut"]


@pytest.mark.parametrize(
    ("text", "code", "line", "field"),
    [
        (LONG.replace("2020-12-08", "2020-12-32"), "table.impossible_date", 3, "date"),
        (LONG.replace("2020-12-08", "31 November 2020"), "table.impossible_date", 3, "date"),
        (LONG.replace("Hadrut", "Xyzzyvale"), "table.unknown_place", 3, "place"),
        (LONG.replace(",62,", ",many,"), "table.not_a_number", 3, "value"),
        ("a,b\n1,2\n", "table.no_columns", 1, None),
        ("", "table.no_columns", 1, None),
    ],
)
def test_faults_say_where(text: str, code: str, line: int, field: str | None) -> None:
    with pytest.raises(BadRow) as caught:
        table(text, "odd.csv")
    assert caught.value.code == code
    assert (caught.value.where.file, caught.value.where.line, caught.value.where.field) == (
        "odd.csv",
        line,
        field,
    )
