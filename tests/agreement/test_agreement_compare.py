"""What a page reports of an accord, held against it: the founding page, constructed pages, the example's
inbox, and pages about something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import yaml

from tregua.agreement.comparison import compare_page
from tregua.agreement.comparison.figures import _is_rounded
from tregua.agreement.comparison.page import sentences_of
from tregua.agreement.comparison.words import flatten, load_words, measures_in
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.centre.intake import read_document
from tregua.cli.show import renderer_for
from tregua.model.comparison import Comparison, PageFinding
from tregua.model.standing import Kind
from tregua.sources import open_document
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary
from tregua.vocabulary.units import UNITS

PAGES = Path(__file__).parent / "pages"
EXPECTED = yaml.safe_load((PAGES / "expected.yaml").read_text("utf-8"))
INBOX = Path(str(files("tregua") / "data/examples/karabakh-2020/inbox"))


@cache
def accord(name: str = "karabakh-2020") -> tuple[Agreement, Vocabulary]:
    agreement = load_accord(Path(str(files("tregua") / "data/accords" / name)))
    return agreement, load_vocabulary().extended(agreement.places, agreement.actors)


def compare(path: Path, name: str = "karabakh-2020", published: str | None = None) -> tuple[Comparison, str]:
    return compare_text(path.read_bytes(), path.name, name, published)


def compare_text(
    data: bytes, file: str = "page.txt", name: str = "karabakh-2020", published: str | None = None
) -> tuple[Comparison, str]:
    agreement, vocabulary = accord(name)
    document = open_document(file, data)
    reading = read_document(document, vocabulary, published)
    day = date.fromisoformat(published) if published else None
    return compare_page(agreement, reading, document.text, day), document.text


def told(comparison: Comparison) -> set[tuple[str, str, str | None]]:
    return {
        (one.verdict, one.aspect, obligation)
        for one in comparison.findings
        for obligation in one.obligations or (None,)
    }


def words(finding: PageFinding, text: str) -> str:
    return " … ".join(" ".join(text[span.start : span.end].split()) for span in finding.spans)


# --- constructed pages ---------------------------------------------------------------------------


def test_every_constructed_page_has_an_expectation() -> None:
    assert {path.stem for path in PAGES.glob("*.txt")} == set(EXPECTED)
    assert len(EXPECTED) >= 12


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_constructed_page_is_told_as_expected(name: str) -> None:
    comparison, _ = compare(PAGES / f"{name}.txt")
    found = told(comparison)
    missing = {tuple(one) for one in EXPECTED[name]["found"]} - found
    assert not missing, sorted(map(str, found))
    wrong = [one for one in comparison.findings if one.verdict in EXPECTED[name]["never"]]
    assert not wrong, wrong


@pytest.mark.parametrize("path", sorted((PAGES / "noise").glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_about_something_else_has_no_findings(path: Path) -> None:
    comparison, _ = compare(path)
    assert comparison.findings == ()
    assert comparison.not_mentioned


def test_there_are_six_pages_about_something_else() -> None:
    assert len(list((PAGES / "noise").glob("*.txt"))) >= 6


# --- the founding page ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def founding(shared: Path) -> tuple[Comparison, str]:
    page = shared / "seed/article.txt"
    if not page.is_file():
        pytest.skip("the founding page is not beside the project")
    return compare(page)


@pytest.mark.shared
def test_one_date_of_the_founding_page_hides_three(founding: tuple[Comparison, str]) -> None:
    comparison, text = founding
    agreement, vocabulary = accord()
    hidden = [one for one in comparison.findings if one.text.code == "compare.when.hides"]
    assert len(hidden) == 1
    assert set(hidden[0].obligations) == {"hand-over-agdam", "hand-over-kelbajar", "hand-over-lachin"}
    assert hidden[0].verdict == "less_precise"
    assert "Dec. 1" in words(hidden[0], text)
    sentence = renderer_for(agreement, vocabulary).text(hidden[0].text)
    for day in ("15 November 2020", "20 November 2020", "1 December 2020"):
        assert day in sentence
    assert hidden[0].text.args["fits"] == ("obligation:hand-over-lachin",)


@pytest.mark.shared
def test_the_founding_page_leaves_out_renewal_notice_and_control(founding: tuple[Comparison, str]) -> None:
    found = told(founding[0])
    assert ("matches", "duration", "renew-mandate") in found
    assert ("omits", "renewal", "renew-mandate") in found
    assert ("omits", "notice", "renew-mandate") in found
    assert ("matches", "act", "return-displaced") in found
    assert ("omits", "control", "return-displaced") in found


@pytest.mark.shared
def test_the_founding_page_s_figures(founding: tuple[Comparison, str]) -> None:
    comparison, text = founding
    found = told(comparison)
    assert ("less_precise", "how_much", "deploy-servicemen") in found
    assert ("matches", "how_much", "deploy-apcs") in found
    assert ("matches", "how_much", "deploy-vehicles") in found
    added = [one for one in comparison.findings if one.verdict == "adds"]
    assert [words(one, text) for one in added] == ["10 military planes"]
    assert added[0].clauses == ()


@pytest.mark.shared
def test_the_founding_page_s_two_roads_and_two_centres_stay_apart(founding: tuple[Comparison, str]) -> None:
    comparison, _ = founding
    found = told(comparison)
    assert ("less_precise", "act", "keep-open-lachin-corridor") in found
    assert ("less_precise", "act", "guarantee-nakhchivan-links") in found
    assert ("matches", "act", "establish-joint-centre") in found
    missing = {one for clause in comparison.not_mentioned for one in clause.obligations}
    assert {"establish-peacekeeping-centre", "plan-new-lachin-route", "guarantee-lachin-traffic"} <= missing
    assert {"exchange-prisoners", "exchange-bodies", "return-displaced"}.isdisjoint(missing)


@pytest.mark.shared
def test_the_founding_page_contradicts_nothing(founding: tuple[Comparison, str]) -> None:
    assert not [one for one in founding[0].findings if one.verdict in ("contradicts", "doubtful")]
    absent = [one for one in founding[0].findings if one.text.code == "compare.absent.matches"]
    assert len(absent) == 1  # no Turkish peacekeepers, and no clause has any


# --- the example's inbox -------------------------------------------------------------------------


def inbox() -> Iterator[Path]:
    yield from sorted(path for path in INBOX.iterdir() if path.suffix in (".txt", ".csv"))


def test_nothing_in_the_inbox_is_said_to_contradict_the_accord() -> None:
    """Each page was read: none contradicts a clause, so that every such verdict would be a false alarm."""
    for path in inbox():
        comparison, _ = compare(path)
        wrong = [one for one in comparison.findings if one.verdict in ("contradicts", "doubtful")]
        assert not wrong, (path.name, wrong)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2020-11-10-az-gov-agdam.txt", ("matches", "when", "hand-over-agdam")),
        ("2020-11-10-am-gov-kelbajar-lachin.txt", ("matches", "how_much", "keep-open-lachin-corridor")),
        ("2020-11-10-am-gov-peacekeepers.txt", ("matches", "notice", "renew-mandate")),
        ("2020-11-10-am-gov-displaced-prisoners.txt", ("matches", "control", "return-displaced")),
        ("2020-11-15-russia-kelbajar.txt", ("matches", "when", "hand-over-kelbajar")),
        ("2020-12-14-turkish-press-centre.txt", ("adds", "how_much", "establish-joint-centre")),
    ],
)
def test_what_the_inbox_tells(name: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(compare(INBOX / name)[0])


# --- as the accord stood -------------------------------------------------------------------------

KELBAJAR = (
    b"Kelbajar\n\nUnder the ceasefire agreement Kelbajar district is to be returned to Azerbaijan by %s.\n"
)


@pytest.mark.parametrize(
    ("day", "published", "verdict", "amendment"),
    [
        (b"15 November 2020", "2020-11-10", "matches", None),
        (b"25 November 2020", "2020-11-14", "contradicts", "kelbajar-extension"),
        (b"25 November 2020", "2020-11-15", "matches", "kelbajar-extension"),
        (b"15 November 2020", "2020-11-16", "doubtful", "kelbajar-extension"),
        (b"20 November 2020", "2020-11-16", "contradicts", None),
    ],
)
def test_a_page_is_held_against_the_accord_of_its_day(
    day: bytes, published: str, verdict: str, amendment: str | None
) -> None:
    comparison, _ = compare_text(KELBAJAR % day, published=published)
    found = [one for one in comparison.findings if one.aspect == "when"]
    assert [(one.verdict, one.amendment) for one in found] == [(verdict, amendment)]
    assert comparison.amendments == (("kelbajar-extension",) if published >= "2020-11-15" else ())


def test_a_text_signed_later_is_not_missed_in_an_earlier_page() -> None:
    comparison, _ = compare_text(KELBAJAR % b"15 November 2020", published="2020-11-10")
    assert "memorandum" not in {one.clause for one in comparison.not_mentioned}
    later, _ = compare_text(KELBAJAR % b"25 November 2020", published="2020-12-01")
    assert "memorandum" in {one.clause for one in later.not_mentioned}


def test_an_undated_page_is_held_against_the_accord_as_signed() -> None:
    comparison, _ = compare_text(KELBAJAR % b"15 November")
    assert comparison.amendments == ()


# --- other accords, and the words ----------------------------------------------------------------


def test_two_distances_of_one_sentence_are_each_their_own() -> None:
    text = (
        b"Minsk\n\nUnder the Minsk agreement Ukraine and the other side are to withdraw artillery of 100 mm "
        b"and more by 25 km within 15 days, and multiple rocket launchers by 35 km. Russia welcomed it.\n"
    )
    comparison, _ = compare_text(text, name="minsk-2015", published="2015-02-13")
    found = told(comparison)
    assert ("matches", "how_much", "withdraw-artillery") in found
    assert ("matches", "how_much", "withdraw-rocket-launchers") in found
    assert not [one for one in comparison.findings if one.verdict in ("contradicts", "doubtful")]


def test_every_kind_of_obligation_has_its_words() -> None:
    assert set(load_words().kinds) == set(get_args(Kind))


def test_folding_keeps_every_letter_s_place() -> None:
    text = "“Ağdam” – Kəlbəcər’s ﬁve İstanbul\nnaïve Шуша"
    assert len(flatten(text)) == len(text)
    assert "agdam" in flatten(text)


def test_sentences_are_cut_at_stops_and_not_at_abbreviations() -> None:
    text = b"Page\n\n10 November 2020\n\nMr. Putin spoke by Dec. 1. It was 35 km. By point 7. Then he left.\n"
    agreement, vocabulary = accord()
    document = open_document("page.txt", text)
    cut = [one.words for one in sentences_of(read_document(document, vocabulary, None), document.text)]
    assert cut == ["Mr. Putin spoke by Dec. 1.", "It was 35 km.", "By point 7.", "Then he left."]
    assert agreement


@pytest.mark.parametrize(
    ("told_value", "own", "rounded"),
    [(2000, 1960, True), (400, 380, True), (1950, 1960, False), (1900, 1960, False), (90, 88, False)],
)
def test_a_round_number_stands_for_what_it_rounds(told_value: float, own: float, rounded: bool) -> None:
    assert _is_rounded(told_value, own) is rounded


def test_lengths_are_found_in_words_and_figures() -> None:
    forms = {unit: UNITS[unit].forms for unit in load_words().lengths}
    assert [one.km for one in measures_in("five kilometres wide, 500 metres deep", forms)] == [5.0, 0.5]
    assert measures_in("five servicemen", forms) == ()


# --- parties that only the accord knows ----------------------------------------------------------

HEAD = "Valleys\n\n8 May 2031\n\nThe truce between Ostermoor and Westerfell was signed. "


def valleys(sentence: str) -> set[tuple[str, str, str | None]]:
    agreement = load_accord(PAGES / "two-valleys")
    vocabulary = load_vocabulary().extended(agreement.places, agreement.actors)
    document = open_document("page.txt", f"{HEAD}{sentence}\n".encode())
    reading = read_document(document, vocabulary, None)
    return told(compare_page(agreement, reading, document.text, None))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # whose share
        (
            "In all 90 prisoners are to be freed: 60 by Ostermoor and 30 by Westerfell.",
            "matches how_much exchange",
        ),
        (
            "Under the truce 60 prisoners held by Ostermoor and 30 held by Westerfell will be freed.",
            "matches how_much exchange",
        ),
        (
            "In all 90 prisoners are to be freed: 30 by Ostermoor and 60 by Westerfell.",
            "contradicts how_much exchange",
        ),
        ("Ostermoor is to free 30 prisoners and Westerfell 60.", "contradicts how_much exchange"),
        ("The first 25 prisoners are to be exchanged by 1 June 2031.", "less_precise how_much exchange"),
        ("The sides are to exchange 140 prisoners.", "contradicts how_much exchange"),
        ("The sides are to exchange at most 90 prisoners.", "matches how_much exchange"),
        ("The sides are to exchange up to 90 prisoners.", "matches how_much exchange"),
        # who gives, who gets
        ("Westerfell is to hand over the Stone Mill to Ostermoor by 1 July 2031.", "matches when mill"),
        ("Ostermoor is to hand over the Stone Mill to Westerfell by 1 July 2031.", "contradicts who mill"),
        ("The Stone Mill will be handed over by Ostermoor to Westerfell.", "contradicts who mill"),
        ("Westerfell will get the Stone Mill from Ostermoor.", "contradicts who mill"),
        ("Under the truce the handover of the Stone Mill concerns Ostermoor.", "doubtful who mill"),
        # how far, how often, how long
        ("Under the truce mortars above 60 mm are to be withdrawn 20 km.", "contradicts how_much mortars"),
        ("Under the truce artillery of 152 mm and more is to be withdrawn.", "contradicts how_much guns"),
        ("Both sides are to withdraw artillery within 8 days of the ceasefire.", "matches when guns"),
        ("Both sides are to withdraw artillery within 18 days of the ceasefire.", "contradicts when guns"),
        ("Valley Watch will report every two weeks.", "matches when report"),
        ("Valley Watch will report weekly.", "contradicts when report"),
        ("Valley Watch will report every 10 days.", "contradicts when report"),
        ("The mill road may be closed for up to three days at a time.", "matches duration road"),
        ("The mill road may be closed for 72 hours at a time.", "matches duration road"),
        ("The mill road may be closed for up to ten days at a time.", "contradicts duration road"),
        # stated in the present
        ("Ostermoor and Westerfell stop firing from 6 May 2031.", "less_precise when cease"),
        ("The truce runs for two years from 6 May 2031.", "matches duration term"),
        ("The truce lasts three years.", "contradicts duration term"),
        ("The truce runs for three years from 6 May 2031.", "contradicts duration term"),
        ("Westerfell gives back the Stone Mill by 1 July 2031.", "matches when mill"),
    ],
)  # fmt: skip
def test_parties_shares_and_measures_of_an_accord_of_its_own(sentence: str, expected: str) -> None:
    verdict, aspect, obligation = expected.split()
    found = valleys(sentence)
    assert (verdict, aspect, obligation) in found, sorted(map(str, found))
    if verdict != "contradicts":
        assert not [one for one in found if one[0] == "contradicts"]


def test_weapons_of_another_class_are_not_told_with_those_a_sentence_names() -> None:
    found = valleys("Both sides are to withdraw artillery of 122 mm and more by 20 km.")
    assert ("matches", "how_much", "guns") in found
    assert "mortars" not in {obligation for _, _, obligation in found}


def test_two_calibres_of_one_sentence_are_each_their_own() -> None:
    found = valleys(
        "Both sides are to pull back guns of 122 mm and more by 20 km, and mortars over 60 mm by 6 km."
    )
    for obligation in ("guns", "mortars"):
        assert ("matches", "how_much", obligation) in found
    assert not [one for one in found if one[0] == "contradicts"]


def test_a_passed_event_in_the_past_tense_states_no_term() -> None:
    assert valleys("Ostermoor stopped firing before 7 May 2031.") == set()


# --- stated plainly ------------------------------------------------------------------------------

MINSK = "the east of Ukraine, which Ukraine and the armed formations agreed in Minsk,"
PLAIN = "The accord\n\n%s\n\nUnder the ceasefire agreement the fighting in %s ends. %s\n"


def plainly(sentence: str, name: str, day: str, ground: str) -> set[tuple[str, str, str | None]]:
    return told(compare_text((PLAIN % (day, ground, sentence)).encode(), name=name)[0])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russian peacekeepers patrol the corridor for five years.", "matches duration renew-mandate"),
        ("Russian peacekeepers patrol the corridor for three years.", "contradicts duration renew-mandate"),
        ("Azerbaijan vouches for the safety of people on the Lachin road.",
         "matches act guarantee-lachin-traffic"),
        ("Displaced people return under the control of the UN refugee agency.",
         "matches control return-displaced"),
        ("A plan for a new route between Stepanakert and Armenia was to be agreed within three years.",
         "matches when plan-new-lachin-route"),
        ("Russian border guards were to oversee the traffic to Nakhchivan.",
         "matches act control-nakhchivan-links"),
        ("Yerevan has until 15 November to quit Kelbajar.", "matches when hand-over-kelbajar"),
    ],
)  # fmt: skip
def test_a_term_stated_plainly_is_found(sentence: str, expected: str) -> None:
    verdict, aspect, obligation = expected.split()
    found = plainly(sentence, "karabakh-2020", "11 November 2020", "Nagorno-Karabakh")
    assert (verdict, aspect, obligation) in found, sorted(map(str, found))
    if verdict != "contradicts":
        assert not [one for one in found if one[0] in ("contradicts", "adds")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Displaced people return to Stepanakert today.",
        "Soldiers patrol the streets for three hours.",
        "The minister was to visit Baku by 10 December.",
        "Could the Kelbajar deadline be extended, a reporter asked on 12 November.",
        "Azerbaijan has agreed to extend the deadline for the handover of Kelbajar to 25 November.",
    ],
)
def test_what_goes_on_or_is_asked_contradicts_and_adds_nothing(sentence: str) -> None:
    found = plainly(sentence, "karabakh-2020", "15 November 2020", "Nagorno-Karabakh")
    assert not [one for one in found if one[0] in ("contradicts", "adds", "doubtful")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The guns fall silent at midnight Kiev time on 15 February under the Minsk deal.",
         "matches when ceasefire"),
        ("Multiple rocket launchers are moved back by 35 kilometres.",
         "matches how_much withdraw-rocket-launchers"),
        ("Control of the state border is to be restored to Ukraine by the end of 2016.",
         "contradicts when restore-border-control"),
        ("Ukraine and the armed formations are to withdraw heavy weapons within 14 days.",
         "matches when withdraw-heavy-weapons"),
    ],
)  # fmt: skip
def test_terms_of_minsk_stated_plainly(sentence: str, expected: str) -> None:
    verdict, aspect, obligation = expected.split()
    found = plainly(sentence, "minsk-2015", "13 February 2015", MINSK)
    assert (verdict, aspect, obligation) in found, sorted(map(str, found))
    assert not [one for one in found if one[0] == "contradicts" and one[2] != obligation]


def test_weapons_in_general_are_not_told_as_those_of_one_class_nor_as_forces() -> None:
    found = plainly(
        "Ukraine and the armed formations withdraw heavy weapons from the line of contact within 14 days.",
        "minsk-2015", "13 February 2015", MINSK,
    )  # fmt: skip
    obligations = {obligation for _, _, obligation in found}
    assert "withdraw-heavy-weapons" in obligations
    assert obligations.isdisjoint({"withdraw-artillery", "withdraw-tanks", "foreign-formations-leave"})


def test_a_text_signed_after_the_page_is_not_meant_by_its_act_alone() -> None:
    found = plainly(
        "Both sides are to withdraw weapons from the line of contact.",
        "minsk-2015", "13 February 2015", MINSK,
    )  # fmt: skip
    later = {"withdraw-tanks", "withdraw-light-artillery", "withdraw-mortars", "disengage-zolote"}
    assert later.isdisjoint({obligation for _, _, obligation in found})


def test_one_count_wrong_for_several_alike_contradicts_and_one_that_fits_another_is_a_doubt() -> None:
    page = "All forces are redeployed from the city of Hodeidah within %s days."
    wrong = plainly(page % 30, "hodeidah-2018", "20 January 2019", "Hodeidah")
    assert {("contradicts", "when", "redeploy-ah"), ("contradicts", "when", "redeploy-gov")} <= wrong
    other = plainly(page % 14, "hodeidah-2018", "20 January 2019", "Hodeidah")
    assert not [one for one in other if one[0] == "contradicts"]


def test_a_contradiction_that_only_the_sentence_before_makes_one_of_terms_is_a_doubt() -> None:
    page = "Armenia keeps traffic on the Lachin corridor safe. Turkey sets up the peacekeeping centre."
    comparison, _ = compare_text((PLAIN % ("11 November 2020", "Nagorno-Karabakh", page)).encode())
    who = [one for one in comparison.findings if one.obligations == ("establish-peacekeeping-centre",)]
    assert not [one for one in who if one.verdict == "contradicts"]
    assert "compare.unsure" in {one.text.code for one in who}
