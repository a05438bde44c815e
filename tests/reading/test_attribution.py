"""Who says what, through whom, in what spirit."""

import pytest
from example_words import claims_of, said

MOD = "ru/mod"
RETURNS = "859 refugees returned on 7 December"


@pytest.mark.parametrize(
    ("text", "source", "through"),
    [
        (f"The Russian defence ministry said {RETURNS}.", MOD, None),
        (f"{RETURNS}, the Russian defence ministry said.", MOD, None),
        (f"{RETURNS}, said the Russian defence ministry.", MOD, None),
        (f"According to the Russian defence ministry, {RETURNS}.", MOD, None),
        (f"{RETURNS}, according to the Russian defence ministry.", MOD, None),
        (f"It was reported by the Russian defence ministry that {RETURNS}.", MOD, None),
        (f"Russia's Ministry of Defence told reporters on Tuesday that {RETURNS}.", MOD, None),
        (f"The Russian defence ministry: “{RETURNS}.”", MOD, None),
        (f'"{RETURNS}," the Russian defence ministry said in a statement.', MOD, None),
        (f'The Russian defence ministry published a bulletin on Tuesday: "{RETURNS}."', MOD, None),
        (f"TASS quoted the Russian defence ministry as saying that {RETURNS}.", MOD, "outlet/tass"),
        (f"{RETURNS}, TASS quoted the Russian defence ministry as saying.", MOD, "outlet/tass"),
        (f"RIA reported, citing the Russian defence ministry, that {RETURNS}.", MOD, "outlet/ria"),
        (
            f"Turkey's defence ministry, as carried by Anadolu, said that {RETURNS}.",
            "tr/mod",
            "outlet/anadolu",
        ),
        (f"RIA reported that {RETURNS}.", "outlet/ria", None),
    ],
)
def test_source_and_carrier(text: str, source: str, through: str | None) -> None:
    (claim,) = claims_of(text, "2020-12-08")
    assert (claim.said_by, claim.through) == (source, through)
    assert RETURNS in said(claim, text)
    assert claim.act == "return.persons"


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("denied that its forces had attacked Hin Taghlar", "denies"),
        ("rejected the accusation", "denies"),
        ("demanded the withdrawal of Armenian forces from Kelbajar", "demands"),
        ("pledged to hand over Kelbajar", "promises"),
        ("welcomed the opening of the joint monitoring centre", "evaluates"),
        ("confirmed that Agdam had been handed over", "asserts"),
    ],
)
def test_stance(verb: str, stance: str) -> None:
    (claim,) = claims_of(f"Azerbaijan's defence ministry {verb}.", "2020-12-13")
    assert (claim.said_by, claim.stance) == ("az/mod", stance)


def test_what_was_not_said_is_no_claim() -> None:
    assert not claims_of("Russia is likely to hail the accord as a success.", "2020-11-10")
    assert not claims_of("Azerbaijan's president may say on Friday what he thinks.", "2020-11-10")


def test_a_split_quotation_is_one_claim() -> None:
    text = '"We were close to home," said 52-year-old Leyla Hasanova. "I trust nobody any more."'
    (claim,) = claims_of(text, "2020-11-10")
    assert claim.mode == "direct"
    assert len(claim.content) == 2
    assert claim.said_by is not None
    assert claim.said_by.startswith("person/")


def test_two_cues_are_two_claims() -> None:
    text = (
        "Armenia's foreign ministry said Hin Taghlar had been attacked and "
        "Azerbaijan's defence ministry denied the report."
    )
    assert [(c.said_by, c.stance) for c in claims_of(text, "2020-12-13")] == [
        ("am/mfa", "asserts"),
        ("az/mod", "denies"),
    ]


def test_nested_speech_belongs_to_the_outer_speaker() -> None:
    text = "The Russian side confirmed that Yerevan had asked for the delay."
    (claim,) = claims_of(text, "2020-11-15")
    assert claim.said_by == "ru"


def test_speech_runs_on() -> None:
    text = (
        "The Russian defence ministry said the ceasefire was being observed. "
        "The ministry also noted that 23 observation posts were in place. "
        '"859 refugees returned," it added. Another 62 hectares have been cleared of mines.'
    )
    claims = claims_of(text, "2020-12-08")
    assert [c.said_by for c in claims] == [MOD] * 4
    assert claims[3].cue is None


def test_the_header_names_the_source() -> None:
    text = (
        "Who is reported: Russia's defence ministry (via TASS)\nDate: 12 December 2020\n\n"
        "One violation of the ceasefire was recorded on 11 December in Hadrut district. "
        "The Armenian side said that a post had been attacked.\n"
    )
    first, second = claims_of(text)
    assert (first.said_by, first.through, first.published_at) == (MOD, "outlet/tass", "2020-12-12")
    assert second.said_by == "am"


def test_the_page_itself_claims_only_what_happened() -> None:
    text = "Units of the Azerbaijani army entered Agdam on 20 November. The autumn was mild that year."
    (claim,) = claims_of(text, "2020-11-20")
    assert claim.source is None
    assert claim.act == "handover.enter"
