"""One fact in many wordings: ground that passes, who speaks, and what is no fact."""

from __future__ import annotations

import pytest
from example_words import claims_of

HANDED = {
    "Subdivisions of the Azerbaijani army were brought into the Agdam region, the ministry in Baku said.",
    "Agdam is once more in Azerbaijani hands, the Azerbaijani defence ministry said.",
    "The takeover of Agdam by the Azerbaijani army is complete, Baku's defence ministry announced.",
    "AGDAM: AZERI TROOPS IN, SAYS AZERBAIJANI MOD",
    "AGDAM UNDER AZERI CONTROL - AZERBAIJANI DEFENCE MINISTRY",
    "Agdam, it noted, had been turned over to Azerbaijan.",
    "Agdam district. Azerbaijan's MoD reports entry of Azerbaijan Armed Forces.",
    "Agdam. Azerbaijani units crossed into the district from two sides.",
}


@pytest.mark.parametrize("text", sorted(HANDED))
def test_ground_passes_in_any_words(text: str) -> None:
    events = [event for claim in claims_of(text, "2020-11-20") for event in claim.events]
    told = [e for e in events if e.act.startswith("handover.") and e.modality == "actual" and not e.negated]
    assert {place.place_id for event in told for place in event.places} == {"agdam"}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The Russian and Turkish defence ministries said Agdam was handed over.", {"ru/mod", "tr/mod"}),
        (
            "The presidents of Russia and Azerbaijan and Armenia's premier said Agdam was handed over.",
            {"ru/president", "az/president", "am/pm"},
        ),
        (
            "Agdam was handed over to Azerbaijan, the defence ministries of Russia and Azerbaijan said.",
            {"ru/mod", "az/mod"},
        ),
        ("Agdam was handed over. So the Azerbaijani defence ministry announced on Friday.", {"az/mod"}),
        ("Agdam was handed over. Azerbaijani defence ministry.", {"az/mod"}),
        ("Agdam was handed over - Azerbaijani defence ministry", {"az/mod"}),
    ],
)
def test_everyone_who_speaks_is_heard(text: str, speakers: set[str]) -> None:
    assert {claim.said_by for claim in claims_of(text, "2020-11-20") if claim.events} == speakers


@pytest.mark.parametrize(
    "text",
    [
        "If Agdam is handed over, people will return, the Azerbaijani president said.",
        "Has Agdam been handed over to Azerbaijan? The Azerbaijani defence ministry did not say.",
        "Agdam should be handed over to Azerbaijan, the Azerbaijani foreign ministry said.",
        "Agdam was not handed over to Azerbaijan, the defence ministry in Baku said.",
    ],
)
def test_no_fact_is_made_of_what_is_none(text: str) -> None:
    events = [event for claim in claims_of(text, "2020-11-20") for event in claim.events]
    assert not [
        e for e in events if e.act.startswith("handover.") and e.modality == "actual" and not e.negated
    ]
