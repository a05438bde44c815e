"""How the words of eastern Ukraine's reports are read: weapons, patrols, laws, orders, disengagements."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import tregua
from tregua.agreement.load import load_accord
from tregua.model.records import Event
from tregua.reading import read_page
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

ACCORD = Path(tregua.__file__).parent / "data/accords/minsk-2015"


@cache
def vocabulary() -> Vocabulary:
    accord = load_accord(ACCORD)
    return load_vocabulary().extended(accord.places, accord.actors)


def events_of(sentence: str, published: str = "2015-06-04") -> list[Event]:
    page = f"Published: {published}\n\nA note\n\n{sentence}\n"
    reading = read_page(page, vocabulary(), published)
    return [event for claim in reading.claims for event in claim.events]


@pytest.mark.parametrize(
    ("sentence", "weapons"),
    [
        ("Ukraine’s military said that D-30 howitzers were fired at Marinka.", ("artillery.d30",)),
        ("Ukraine’s military said that Marinka was shelled with 122-mm howitzers.", ("artillery@122",)),
        ("Ukraine’s military said that Marinka was shelled with mortars of 120 mm.", ("mortar@120",)),
        ("Ukraine’s military said that Marinka was shelled with Grads.", ("mlrs.bm21",)),
        ("The DPR said that it withdrew all artillery of 100 mm and more.", ("artillery",)),
        ("The DPR said that it completed the withdrawal of all heavy weapons.", ()),
    ],
)
def test_weapons_by_type_and_calibre(sentence: str, weapons: tuple[str, ...]) -> None:
    events = events_of(sentence)
    assert events
    assert events[0].weapons == weapons


def test_a_calibre_counts_nothing() -> None:
    events = events_of("Ukraine’s military said that its withdrawal of 100-mm anti-tank guns began.")
    assert not [one for event in events for one in event.quantities if one.low == 100]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("The DPR said that it began the withdrawal of heavy weapons on 3 June.", "weapons.moved"),
        ("The DPR said that 50 tanks were withdrawn on 3 June.", "weapons.moved"),
        ("The DPR said that it completed the withdrawal of tanks on 3 June.", "weapons.withdrawn"),
        (
            "The OSCE mission said that the DPR moved heavy weapons towards the line near Marinka.",
            "weapons.present",
        ),
        ("The OSCE mission said that the DPR refused it access to Debaltseve.", "access.denied"),
        ("The Rada said that it adopted a law on amnesty.", "law.adopt.amnesty"),
        (
            "The Rada said that it adopted a resolution naming the districts of the order.",
            "law.adopt.territory",
        ),
        ("The OSCE mission said that the disengagement began at Zolote on 3 June.", "handover.leaving"),
        ("The LPR said that it completed the disengagement at Zolote.", "handover.withdraw"),
    ],
)
def test_what_is_begun_is_not_done_and_each_law_is_its_own(sentence: str, act: str) -> None:
    assert act in [event.act for event in events_of(sentence)]


def test_a_weapon_missing_from_its_storage_is_no_zone_kept_free() -> None:
    events = events_of(
        "The OSCE mission said that none of the recorded weapons was in storage on 3 June 2015."
    )
    assert [(event.act, event.negated) for event in events] == [("weapons.stored", True)]


def test_what_an_order_is_to_ban_did_not_happen() -> None:
    for event in events_of("The OSCE envoy said that orders are to ban all fire and every attack."):
        assert event.modality != "actual"


def test_somebody_s_name_says_nothing_of_where() -> None:
    events = events_of("Ukraine’s military said that the armed formations of Donetsk attacked Marinka.")
    assert [place.place_id for event in events for place in event.places] == ["marinka"]
    assert events[0].actor == "ordlo-d"
