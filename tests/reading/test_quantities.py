"""Quantities: one count for what is one count, a comparator where one is printed, no dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.reading.quantities import find_quantities

Row = tuple[str, float | None, float | None, str, str]


def rows(text: str) -> list[Row]:
    return [(q.text, q.low, q.high, q.unit, q.comparator) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,960 servicemen", ("1,960 servicemen", 1960, 1960, "serviceman", "=")),
        (
            "1,960 Russian peacekeeping servicemen",
            ("1,960 Russian peacekeeping servicemen", 1960, 1960, "serviceman", "="),
        ),
        ("Almost 2,000 servicemen", ("Almost 2,000 servicemen", 2000, 2000, "serviceman", "<~")),
        ("nearly 700 people", ("nearly 700 people", 700, 700, "person", "<~")),
        ("about 30,000 people", ("about 30,000 people", 30000, 30000, "person", "~")),
        ("more than 27,000 refugees", ("more than 27,000 refugees", 27000, None, "refugee", ">")),
        ("at least 2,300 bodies", ("at least 2,300 bodies", 2300, None, "body", ">=")),
        ("up to 60 servicemen of each side", ("up to 60 servicemen", None, 60, "serviceman", "<=")),
        ("fewer than 10 posts", ("fewer than 10 posts", None, 10, "post", "<")),
        ("no fewer than six soldiers", ("no fewer than six soldiers", 6, None, "serviceman", ">=")),
        ("30 to 50 observers", ("30 to 50 observers", 30, 50, "observer", "=")),
        ("between 30 and 50 observers", ("30 and 50 observers", 30, 50, "observer", "=")),
        ("30-50 observers", ("30-50 observers", 30, 50, "observer", "=")),
        ("90 armored personnel carriers", ("90 armored personnel carriers", 90, 90, "apc", "=")),
        (
            "380 vehicles and pieces of other hardware",
            ("380 vehicles and pieces of other hardware", 380, 380, "vehicle", "="),
        ),
        (
            "380 motor vehicles and special equipment",
            ("380 motor vehicles and special equipment", 380, 380, "vehicle", "="),
        ),
        ("423 houses and buildings", ("423 houses and buildings", 423, 423, "building", "=")),
        ("60 Russian and Turkish soldiers", ("60 Russian and Turkish soldiers", 60, 60, "serviceman", "=")),
        ("17 political parties", ("17 political parties", 17, 17, "party", "=")),
        ("sixty-two hectares", ("sixty-two hectares", 62, 62, "hectare", "=")),
        ("1,191.3 hectares", ("1,191.3 hectares", 1191.3, 1191.3, "hectare", "=")),
        ("525ha", ("525ha", 525, 525, "hectare", "=")),
        ("95.3km", ("95.3km", 95.3, 95.3, "km", "=")),
        ("a 5-kilometre-wide corridor", ("5-kilometre", 5, 5, "km", "=")),
        ("a dozen soldiers", ("a dozen soldiers", 12, 12, "serviceman", "=")),
        ("1.2 million people", ("1.2 million people", 1200000, 1200000, "person", "=")),
        ("12 per cent", ("12 per cent", 12, 12, "percent", "=")),
        ("12%", ("12%", 12, 12, "percent", "=")),
        ("$2 million", ("$2 million", 2000000, 2000000, "money", "=")),
        ("52-year-old", ("52-year-old", 52, 52, "age", "=")),
        ("six weeks", ("six weeks", 6, 6, "week", "=")),
        ("at least five years", ("at least five years", 5, None, "year", ">=")),
        ("the past 24 hours", ("24 hours", 24, 24, "hour", "=")),
        ("bodies of six servicemen", ("six servicemen", 6, 6, "body", "=")),
        ("2,783 of its servicemen", ("2,783 of its servicemen", 2783, 2783, "serviceman", "=")),
        ("six wounded", ("six wounded", 6, 6, "wounded", "=")),
        ("47,287 have returned", ("47,287", 47287, 47287, "person", "=")),
        ("Returned: 1,168", ("1,168", 1168, 1168, "person", "=")),
        ("Hectares cleared: 525", ("525", 525, 525, "hectare", "=")),
    ],
)
def test_one_count(text: str, expected: Row) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "word", "unit"),
    [
        ("has killed thousands, displaced", "thousands", "person"),
        ("a slew of other territories", "a slew", "district"),
        ("tens of thousands of people", "tens of thousands", "person"),
        ("several villages", "several", "place"),
        ("hundreds of soldiers", "hundreds", "serviceman"),
    ],
)
def test_words_instead_of_numbers(text: str, word: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.word, quantity.unit, quantity.low, quantity.high) == (word, unit, None, None)


def test_a_bare_figure_repeats_the_unit_before() -> None:
    assert rows("12 captives were handed to Azerbaijan and 44 to Armenia.")[1] == (
        "44",
        44,
        44,
        "prisoner",
        "=",
    )
    assert [r[3] for r in rows("23 posts, 11 in the northern and 12 in the southern zone")] == ["post"] * 3
    assert rows("killed three soldiers and wounded two.")[1] == ("two", 2, 2, "serviceman", "=")
    assert rows("2,300 bodies examined, about 1,400 identified")[1] == (
        "about 1,400",
        1400,
        1400,
        "body",
        "~",
    )
    assert rows("He saw 44 captives. Then he turned to 12.")[1:] == [], "not over the end of a sentence"


def test_heads_with_figures_of_their_own_are_counts_of_their_own() -> None:
    found = rows(
        "Almost 2,000 servicemen, 90 armored personnel carriers, and 380 vehicles and pieces of hardware"
    )
    assert [(low, unit) for _, low, _, unit, _ in found] == [
        (2000, "serviceman"),
        (90, "apc"),
        (380, "vehicle"),
    ]
    found = rows("one general and 38 personnel")
    assert [(low, unit) for _, low, _, unit, _ in found] == [(1, "officer"), (38, "personnel")]
    found = rows("1,191.3 hectares, more than 350 km of roads, 1,170 buildings; 24,181 explosive objects")
    assert [unit for *_, unit, _ in found] == ["hectare", "km", "building", "object"]


@pytest.mark.parametrize(
    "text",
    [
        "on 11 December 2020",
        "at 20:40",
        "in 2020",
        "in a 1991-94 war",
        "from 15 to 25 November",
        "Article 4",
        "No. 5",
        "resolution 1701",
        "S-300 systems",
        "Telephone +972-3-761-9056",
        "1. The ministry reported.",
        "the 11th post",
        "one of the villages",
        "no one said so",
        "COVID-19 cases",
        "point 9 of the statement",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert rows(text) == []


def test_a_part_of_the_text() -> None:
    text = "90 vehicles came. 80 soldiers left."
    assert [q.text for q in find_quantities(text, 18)] == ["80 soldiers"]
    assert [q.text for q in find_quantities(text, 0, 17)] == ["90 vehicles"]


@pytest.mark.shared
def test_the_founding_page(shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    found = [
        (q.text, q.low, q.high, q.unit, q.comparator, q.word)
        for q in find_quantities(text, 0, text.index("Tags"))
    ]
    assert found == [
        ("six weeks", 6, 6, "week", "=", None),
        ("a slew of other territories", None, None, "district", "=", "a slew"),
        ("thousands", None, None, "person", "=", "thousands"),
        ("52-year-old", 52, 52, "age", "=", None),
        ("about 30,000 people", 30000, 30000, "person", "~", None),
        ("at least five years", 5, None, "year", ">=", None),
        ("10 military planes", 10, 10, "aircraft", "=", None),
        ("Almost 2,000 servicemen", 2000, 2000, "serviceman", "<~", None),
        ("90 armored personnel carriers", 90, 90, "apc", "=", None),
        ("380 vehicles and pieces of other hardware", 380, 380, "vehicle", "=", None),
        ("17 political parties", 17, 17, "party", "=", None),
    ]


PIECES = [
    "about",
    "1,960",
    "44",
    "servicemen",
    "and",
    "to",
    "of",
    "the",
    "two",
    "thousand",
    "-",
    "90 km",
    "bodies of",
    "11 December 2020",
    ".",
    "%",
    "$",
    "up to",
    "hundreds",
    "political parties",
    "returned",
    ":",
    "12.5",
    "\n",
    "years old",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_order_of_pieces(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= end, "never overlapping"
        end = quantity.end
        assert (quantity.word is None) or (quantity.low is None and quantity.high is None)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_offsets_are_exact_in_any_text(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
