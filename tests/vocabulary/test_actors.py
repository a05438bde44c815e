"""Actors are composed of a state and an institution in any common order, for any country."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.model.ids import digest_bytes
from tregua.vocabulary.actors import ActorIndex
from tregua.vocabulary.institutions import states
from tregua.vocabulary.names import NamedActor

ACTORS = ActorIndex.packaged()


def ids(text: str, index: ActorIndex = ACTORS) -> list[str]:
    return [mention.actor_id for mention in index.find(text)]


def named(text: str, index: ActorIndex = ACTORS) -> list[tuple[str, str]]:
    return [(mention.text, mention.actor_id) for mention in index.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Azerbaijan's Ministry of Defence said so.", "az/mod"),
        ("The Defense Ministry of Azerbaijan said so.", "az/mod"),
        ("the Azerbaijani defence ministry", "az/mod"),
        ("Azerbaijan’s Defence Ministry", "az/mod"),
        ("the Ministry of Defence of the Republic of Azerbaijan", "az/mod"),
        ("Baku's military", "az/mil"),
        ("Russian MoD", "ru/mod"),
        ("MOD Azerbaijan reported", "az/mod"),
        ("the Kremlin", "ru/presidency"),
        ("the Foreign Ministry in Yerevan", "am/mfa"),
        ("the Armenian side", "am"),
        ("the General Staff of Armenia", "am/mil"),
        ("the General Staff of the Armed Forces of Armenia", "am/mil"),
        ("the Russian peacekeeping contingent", "ru/peacekeepers"),
        ("Russia's peacekeepers", "ru/peacekeepers"),
        ("the Russian peacekeeping mission command", "ru/peacekeepers"),
        ("the reconciliation centre of the Russian peacekeeping contingent", "ru/peacekeepers"),
        ("Nagorno-Karabakh authorities", "nk/gov"),
        ("Nagorno-Karabakh's emergency service", "nk/emergency"),
        ("the Artsakh Defense Army", "nk/mil"),
        ("ethnic Armenian forces", "nk/mil"),
        ("the Armenian health ministry", "am/health"),
        ("Turkey's foreign minister", "tr/fm"),
        ("Ukraine's General Staff", "ua/mil"),
        ("the Sudanese army", "sd/mil"),
        ("the Philippine government", "ph/gov"),
        ("the South Korean defence ministry", "kr/mod"),
        ("Bogotá's foreign ministry", "co/mfa"),
        ("the International Committee of the Red Cross", "icrc"),
        ("UNHCR", "unhcr"),
        ("the OSCE Minsk Group", "osce/minsk-group"),
        ("the joint Russian-Turkish monitoring centre", "joint-centre"),
        ("RUSSIAN DEFENCE MINISTRY", "ru/mod"),
    ],
)
def test_institutions(text: str, expected: str) -> None:
    assert ids(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Azeri President Ilham Aliyev said", "az/president"),
        ("President of Azerbaijan Ilham Aliyev said", "az/president"),
        ("Kremlin spokesman Dmitry Peskov said", "ru/presidency"),
        ("Armenian Deputy Prime Minister Tigran Avinyan said", "am/deputy-pm"),
        ("Nagorno-Karabakh leader Arayik Harutyunyan said", "nk/president"),
        ("Azerbaijani presidential aide Hikmet Hajiyev said", "az/presidency"),
        ("ICRC President Peter Maurer said", "icrc"),
        ("spokesman for the Armenian Defence Ministry Artsrun Hovhannisyan said", "am/mod"),
        ("Ethiopian Prime Minister Abiy Ahmed said", "et/pm"),
    ],
)
def test_a_holder_is_the_office(text: str, expected: str) -> None:
    (mention,) = ACTORS.find(text)
    assert mention.actor_id == expected
    assert text.startswith(mention.text)


def test_a_surname_is_remembered_and_not_confused() -> None:
    text = (
        "Azeri President Ilham Aliyev spoke. Aliyev was pleased. "
        'Said 52-year-old Kiamala Aliyeva: "No." Aliyeva left.'
    )
    private = "person/" + digest_bytes(b"Kiamala Aliyeva")[:8]
    assert ids(text) == ["az/president", "az/president", private, private]


def test_a_surname_before_its_office_is_known_too() -> None:
    assert ids("Lavrov met envoys. Russian Foreign Minister Sergei Lavrov said so.") == ["ru/fm", "ru/fm"]


def test_another_first_name_is_another_person() -> None:
    text = "Azeri President Ilham Aliyev spoke. Mehriban Aliyev laughed."
    assert named(text) == [("Azeri President Ilham Aliyev", "az/president")]


def test_names_set_off_by_commas() -> None:
    assert ids("Sergei Lavrov, the Russian foreign minister, said. Lavrov left.") == ["ru/fm"] * 3
    assert ids("Maria Zakharova, spokeswoman for the Russian Foreign Ministry, said") == ["ru/mfa"] * 2


def test_an_office_without_a_state_takes_its_sentence_s() -> None:
    text = (
        "Turkey, Azerbaijan's ally, was glad, and Foreign Minister Mevlut Cavusoglu said so. Cavusoglu left."
    )
    assert ids(text) == ["tr", "az", "tr/fm", "tr/fm"]
    text = "Unrest broke out in Yerevan. Some demanded that Prime Minister Nikol Pashinyan go."
    assert ids(text) == ["am/pm"]


def test_a_bare_institution_is_the_one_named_before() -> None:
    text = "Russia's defence ministry counted one violation. The defence ministry gave no place."
    assert ids(text) == ["ru/mod", "ru/mod"]
    assert ids("The defence ministry gave no place.") == []


def test_several_states_one_institution() -> None:
    assert ids("the Russian and Turkish defence ministries") == ["ru/mod", "tr/mod"]
    assert ids("the foreign ministers of Armenia and Azerbaijan met") == ["am/fm", "az/fm"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Armenia and Azerbaijan", []),
        ("between Azerbaijan and Armenia", ["az", "am"]),
        ("handed over to Azerbaijan", ["az"]),
        ("Moscow said so.", ["ru"]),
        ("at 00:00 Moscow time", []),
        ("celebrations in Baku, the capital", []),
        ("expanding Moscow's military footprint in the region", ["ru"]),
        ("all of Nagorno-Karabakh", []),
        ("Artsakh denied it.", ["nk"]),
        ("told us about it, and Us too", []),
        ("the trend is clear", []),
        ("NATO member Turkey said", ["tr"]),
        ("peacekeepers to Nagorno-Karabakh", []),
        ("an Azeri exclave on the Iranian-Turkish border", []),
    ],
)
def test_bare_states_places_and_words(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_outlets_carry_the_word_of_others() -> None:
    assert ids("Russia's RIA news agency reported, as did TASS and Al Jazeera.") == [
        "outlet/ria",
        "outlet/tass",
        "outlet/al-jazeera",
    ]


def test_every_state_of_the_world_has_a_defence_ministry() -> None:
    for state in states().values():
        if state.code in ("nk", "va"):
            continue
        assert ids(f"{state.name}'s defence ministry said.") == [f"{state.code}/mod"], state.name
        for demonym in state.demonyms:
            assert ids(f"the {demonym} defence ministry said.") == [f"{state.code}/mod"], demonym


def test_an_accord_s_own_actors_come_first() -> None:
    own = ActorIndex.packaged().extended(
        [
            NamedActor(actor_id="joint-centre", name="Joint Centre", spellings=("the Marzili centre",)),
            NamedActor(actor_id="am/pm", name="Nikol Pashinyan", person=True),
            NamedActor(actor_id="am/pm", name="prime minister of Armenia"),
        ]
    )
    assert ids("Pashinyan left the Marzili centre.", own) == ["am/pm", "joint-centre"]
    office = own.by_id("am/pm")
    assert office is not None
    assert office.name == "prime minister of Armenia", "the office, not the person, stands for the id"


def test_ids_have_names() -> None:
    for actor_id, name in {
        "az/mod": "Azerbaijani defence ministry",
        "ru/peacekeepers": "Russian peacekeepers",
        "nk/president": "Nagorno-Karabakh president",
        "icrc": "International Committee of the Red Cross",
        "outlet/tass": "TASS",
        "am": "Armenia",
    }.items():
        actor = ACTORS.by_id(actor_id)
        assert actor is not None
        assert actor.name == name
    assert ACTORS.by_id("zz/mod") is None
    assert ACTORS.by_id("az/nonsense") is None


@pytest.mark.shared
def test_the_founding_page(shared: Path) -> None:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    found = {(m.text, m.actor_id) for m in ACTORS.find(text)}
    assert {
        ("Armenia's defense ministry", "am/mod"),
        ("Russian President Vladimir Putin", "ru/president"),
        ("Foreign Minister Mevlut Cavusoglu", "tr/fm"),
        ("Azeri President Ilham Aliyev", "az/president"),
        ("Kiamala Aliyeva", "person/" + digest_bytes(b"Kiamala Aliyeva")[:8]),
        ("Prime Minister Nikol Pashinyan", "am/pm"),
        ("Nagorno-Karabakh leader Arayik Harutyunyan", "nk/president"),
        ("Pashinyan", "am/pm"),
        ("Putin", "ru/president"),
        ("Moscow", "ru"),
        ("Russian defense ministry", "ru/mod"),
        ("Kremlin spokesman Dmitry Peskov", "ru/presidency"),
        ("joint monitoring center", "joint-centre"),
        ("Russian border guards", "ru/border"),
        ("Russia's RIA news agency", "outlet/ria"),
        ("Turkey", "tr"),
    } <= found


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_offsets_are_exact_and_never_overlap(text: str) -> None:
    end = 0
    for mention in ACTORS.find(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        end = mention.end


@given(
    st.lists(
        st.sampled_from(
            [
                "Russian",
                "the",
                "defence",
                "ministry",
                "of",
                "Armenia",
                "'s",
                "President",
                "Ivan",
                "Petrov",
                ",",
                ".",
                "said",
                "and",
                "TASS",
                "Baku",
                "peacekeepers",
                "spokesman",
                "for",
                "in",
                "\n",
                "side",
            ]
        ),
        max_size=25,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    first = ACTORS.find(text)
    assert first == ACTORS.find(text)
    assert all(text[m.start : m.end] == m.text and m.actor_id for m in first)
