"""What a page takes for granted of who holds which office, and whom it must not make an officeholder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tregua.agreement.load import load_accord
from tregua.model.records import Claim
from tregua.reading.page import read_page
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary
from tregua.vocabulary.titles import is_of_one

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
HEAD = "Summary, not the source's words\n\nOutlet: TASS\nPublished: 12 November 2020\n\nA page\n\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary().extended(ACCORD.places, ACCORD.actors)


def offices(vocabulary: Vocabulary, body: str) -> list[tuple[str, str, str]]:
    claim = claim_of(vocabulary, body)
    if claim is None:
        return []
    assert (claim.through, claim.said_by) == ("outlet/tass", None)
    text = HEAD + body
    for event in claim.events:
        assert event.about in text[event.start : event.end]
    return [(one.actor or "", one.category, one.about) for one in claim.events]


def claim_of(vocabulary: Vocabulary, body: str) -> Claim | None:
    read = read_page(HEAD + body, vocabulary, with_offices=True)
    found = [one for one in read.claims if one.act == "actor.office"]
    assert read.claims[: len(read.claims) - len(found)] == read_page(HEAD + body, vocabulary).claims
    return found[0] if found else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("French President Emmanuel Macron met nobody.", "fr/president | president | Emmanuel Macron"),
        (
            "The president of France, Emmanuel Macron, met nobody.",
            "fr/president | president | Emmanuel Macron",
        ),
        (
            "Maria Zakharova, the Russian foreign ministry spokeswoman, said so.",
            "ru/mfa | foreign ministry spokeswoman | Maria Zakharova",
        ),
        ("Armenia's foreign minister Ara Ayvazyan said so.", "am/fm | foreign minister | Ara Ayvazyan"),
        ("President Ilham Aliyev of Azerbaijan said that.", "az/president | president | Ilham Aliyev"),
        ("Kremlin spokesman Dmitry Peskov said so.", "ru/presidency | kremlin spokesman | Dmitry Peskov"),
        ("Prime Minister Nikol Pashinyan said that.", "am/pm | prime minister | Nikol Pashinyan"),
    ],
)
def test_a_title_and_a_full_name_together_bear_out_an_office(
    vocabulary: Vocabulary, body: str, expected: str
) -> None:
    assert [" | ".join(one) for one in offices(vocabulary, body)] == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "Former Armenian President Robert Kocharyan said that the road was closed.",
        "Azerbaijan's ex-foreign minister Elmar Mammadyarov said so.",
        "In 1994 French President Francois Mitterrand met nobody.",
        "The Armenian soldier Kamo Canary was wounded.",
        "Russian officer Ivan Canary said that the road was closed.",
        "An Azerbaijani official, Anar Canary, said that the road was closed.",
        "Kamo Canary, 34, a resident of Shusha, said that the road was closed.",
        "Opposition leader Kamo Canary said that the road was closed.",
        'He said: "French President Emmanuel Macron met nobody."',
        "French President Macron met nobody on Thursday.",
        "Armenian foreign minister Zohrab Mnatsakanyan has resigned.",
        "Ara Ayvazyan, Armenian foreign minister, was appointed on Wednesday.",
    ],
)
def test_without_an_office_of_now_nobody_is_named_in_one(vocabulary: Vocabulary, body: str) -> None:
    assert offices(vocabulary, body) == []


def test_a_page_makes_one_claim_of_all_its_officeholders_each_once(vocabulary: Vocabulary) -> None:
    body = (
        "French President Emmanuel Macron met nobody. French President Emmanuel Macron met Russian President"
        " Vladimir Putin."
    )
    assert [one[2] for one in offices(vocabulary, body)] == ["Emmanuel Macron", "Vladimir Putin"]


def test_without_being_asked_a_reading_claims_no_office(vocabulary: Vocabulary) -> None:
    read = read_page(HEAD + "French President Emmanuel Macron met nobody.", vocabulary)
    assert all(one.act != "actor.office" for one in read.claims)


@pytest.mark.parametrize(
    ("actor", "title", "of_one"),
    [
        ("am/pm", "", True),
        ("am/pm", "deputy prime minister", True),
        ("ru/mfa", "deputy minister", False),
        ("ru/mfa", "spokeswoman", False),
        ("ru/peacekeepers", "commander", True),
        ("ru/mfa", "", False),
    ],
)
def test_some_offices_are_held_by_one_person_at_a_time(actor: str, title: str, of_one: bool) -> None:
    assert is_of_one(actor, title) is of_one
