"""A page's figures against an accord's: what is wrong, what may be meant elsewhere, and what is neither.

The accord is invented and has what a lawyer puts into one: hours, ceilings, a rate, two classes of weapons
in one clause, a notice, opening hours."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tregua.agreement.comparison import compare_page
from tregua.agreement.comparison.figures import _is_rounded
from tregua.agreement.comparison.spans import (
    alike_span,
    hours_in,
    read_span,
    same_span,
    shorter,
    write_duration,
)
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.centre.intake import read_document
from tregua.model.comparison import Comparison
from tregua.sources import open_document
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

PAGES = Path(__file__).parent / "pages"
BUNDLED = Path(str(files("tregua") / "data/accords"))
HEAD = (
    "Vard and Selian Movement sign protocol on ceasefire\n\nPublished: 28 August 2031\nSource: Tribune\n\n"
    "The Republic of Vard and the Selian Movement signed a protocol on a ceasefire in the Orla Valley.\n\n"
)


@cache
def accord(folder: Path) -> tuple[Agreement, Vocabulary]:
    agreement = load_accord(folder)
    return agreement, load_vocabulary().extended(agreement.places, agreement.actors)


def compared(folder: Path, text: str) -> Comparison:
    agreement, vocabulary = accord(folder)
    document = open_document("page.txt", text.encode())
    return compare_page(agreement, read_document(document, vocabulary, None), document.text)


def told(sentence: str) -> set[str]:
    comparison = compared(PAGES / "sava", f"{HEAD}{sentence}\n")
    return {
        f"{one.verdict} {one.aspect} {obligation}"
        for one in comparison.findings
        for obligation in one.obligations or ("",)
    }


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("At least 100 displaced persons will return each month.", "how_much return-500"),
        ("The Harbour Federation will send 200 observers by 10 September.", "how_much send-observers"),
        ("The Movement will adopt an amnesty law within 30 days of the election.", "who amnesty"),
        ("The arrangement is renewed every six months unless one side gives 30 days' notice.",
         "notice interim"),
        ("Vard may keep at most 2,500 soldiers in the sectors.", "how_much ceiling-vd"),
        ("The crossing points Kamen and Brod will be open daily from 07:00 to 18:00.", "when open-kamen"),
        ("The crossing points Kamen and Brod will be open daily; they may be closed for up to nine hours.",
         "duration open-brod"),
        ("Under the protocol all fire stops at 09:00 on 2 September in the three sectors.", "when ceasefire"),
        ("The sides will exchange lists of prisoners by 9 September.", "when give-lists"),
        ("Vard will adopt an amnesty law within 60 days of the election.", "when amnesty"),
    ],
)  # fmt: skip
def test_what_both_cannot_be_true_is_said_to_contradict(sentence: str, wrong: str) -> None:
    found = told(sentence)
    assert f"contradicts {wrong}" in found, sorted(found)


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("At least 500 displaced persons will return each month.", "matches how_much return-500"),
        ("The Harbour Federation will send about 140 observers.", "less_precise how_much send-observers"),
        ("Vard will adopt an amnesty law within 30 days of the election.", "matches when amnesty"),
        ("The arrangement is renewed every six months unless one side gives 60 days' notice.",
         "matches notice interim"),
        ("The Movement may have up to 3,000 soldiers in the sectors.", "matches how_much ceiling-sl"),
        ("The crossing points Kamen and Brod will be open daily from 6 am to 6 pm.",
         "matches when open-kamen"),
        ("The crossing points Kamen and Brod will be open daily; they may be closed for up to six hours.",
         "matches duration open-kamen"),
        ("Under the protocol all fire stops at 06:00 on 31 August in the three sectors.",
         "matches when ceasefire"),
        ("All prisoners will be exchanged for all within 240 hours of the lists.",
         "matches when exchange-all"),
    ],
)  # fmt: skip
def test_what_is_right_matches_and_nothing_contradicts(sentence: str, right: str) -> None:
    found = told(sentence)
    assert right in found, sorted(found)
    assert not [one for one in found if one.startswith("contradicts")]


def test_two_weapons_of_one_sentence_have_each_their_own_distance() -> None:
    found = told(
        "Weapons of a calibre of 100 mm and more will be withdrawn 20 kilometres from the line by "
        "14 September, and rocket launchers 50 kilometres."
    )
    assert "contradicts how_much withdraw-100" in found
    assert "matches how_much withdraw-mlrs" in found
    assert "contradicts how_much withdraw-mlrs" not in found


def test_a_promise_that_no_clause_holds_is_added_with_who_makes_it() -> None:
    text = "The Harbour Federation will send 150 observers and will pay for the repair of the bridge."
    findings = compared(PAGES / "sava", f"{HEAD}{text}\n").findings
    added = [one for one in findings if one.verdict == "adds"]
    assert [one.text.args["who"] for one in added] == [("party:hb",)]
    assert added[0].clauses == ()


def test_lists_that_are_exchanged_free_nobody() -> None:
    assert not [one for one in told("The sides will exchange lists of prisoners.") if "exchange-all" in one]


def test_a_figure_that_another_obligation_has_is_no_contradiction() -> None:
    """The all-for-all exchange has ten days; the giving of the lists has five."""
    found = told("Prisoners on the lists will be exchanged for all within five days.")
    assert not [one for one in found if one.startswith("contradicts")], sorted(found)


@pytest.mark.parametrize(
    ("page", "own", "rounded"),
    [(200, 150, False), (2000, 1960, True), (400, 380, True), (100, 120, False), (300, 150, False)],
)
def test_a_round_number_is_near_what_it_rounds(page: float, own: float, rounded: bool) -> None:
    assert _is_rounded(page, own) is rounded


def test_spans_are_compared_with_their_hours() -> None:
    assert same_span("PT72H", "P3D")
    assert same_span("P2W", "P14D")
    assert same_span("P1.5Y", "P18M")
    assert not same_span("PT48H", "P3D")
    assert not same_span("P1M", "P30D")
    assert alike_span("P1M", "P30D")
    assert not alike_span("P1M", "P40D")
    assert shorter("PT47H", "P2D")
    assert not shorter(None, "P2D")
    assert read_span("PT90M") is None
    assert read_span("P99999Y") is None
    assert write_duration("PT6H").args["what"][0].code == "compare.hours"  # type: ignore[union-attr,index]


def test_hours_of_a_day_are_read_in_both_clocks() -> None:
    read = {(one.first, one.last) for one in hours_in("06:00 to 18:00, 6 a.m. to 6 p.m., 7:30-9:00")}
    assert read == {("06:00", "18:00"), ("07:30", "09:00")}
    assert not list(hours_in("from 5 to 7 September, 25:00 to 26:00, 15.5-20.5 km"))


# --- any page, any accord ------------------------------------------------------------------------

FOLDERS = [
    *(BUNDLED / name for name in ("karabakh-2020", "minsk-2015", "hodeidah-2018")),
    PAGES / "sava",
    PAGES / "two-valleys",
]
NUMBERS = some.sampled_from(
    ["0", "1", "6", "24", "48", "72", "1.5", "100", "1,960", "99999999999", "half a", "two", "a dozen"]
)
UNITS = some.sampled_from(
    ["hours", "minutes", "days", "weeks", "months", "years", "centuries", "km", "mm", "observers",
     "soldiers", "per cent", "prisoners", "tanks", "displaced persons each month", "miles"]
)  # fmt: skip
LEADS = some.sampled_from(
    ["within", "at least", "every", "for up to", "by", "before", "for", "no later than", "closed for"]
)
DAYS = some.sampled_from(
    ["31 December 9999", "1 January 0001", "30 February 2031", "14 September", "06:00 on 31 August",
     "25:61", "midnight", "07:00 to 18:00", "the end of the year", "Tuesday"]
)  # fmt: skip
SUBJECTS = some.sampled_from(
    ["Azerbaijan", "Ukraine", "The Houthis", "The Movement", "Both sides", "The mandate", "The corridor",
     "Heavy weapons", "Prisoners", "The truce", "Rocket launchers and guns of 100 mm", "Kelbajar district"]
)  # fmt: skip
ACTS = some.sampled_from(
    ["will withdraw", "are to be exchanged", "runs", "will be handed over", "may keep at most", "reports",
     "will pay", "is renewed unless notice is given", "deploys", "shall cease all fire", "open daily"]
)  # fmt: skip
PHRASES = some.one_of(
    some.tuples(LEADS, NUMBERS, UNITS).map(" ".join),
    some.tuples(LEADS, DAYS).map(" ".join),
    some.text(some.characters(exclude_categories=("Cs", "Cc")), max_size=12),
)
SENTENCES = some.tuples(SUBJECTS, ACTS, some.lists(PHRASES, min_size=1, max_size=4)).map(
    lambda parts: f"{parts[0]} {parts[1]} {' '.join(parts[2])}."
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(folder=some.sampled_from(FOLDERS), sentences=some.lists(SENTENCES, min_size=1, max_size=4))
def test_any_page_gets_an_answer_from_any_accord(folder: Path, sentences: list[str]) -> None:
    page = f"{HEAD}Under the ceasefire agreement of Minsk, Stockholm and Karabakh {' '.join(sentences)}\n"
    comparison = compared(folder, page)
    length = len(page) + 1
    assert all(span.start < span.end <= length for one in comparison.findings for span in one.spans)
    assert all(one.text.code for one in comparison.findings)
