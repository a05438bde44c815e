"""Notes as officers write them: who speaks in them, what is only agreed, where and when it was."""

from __future__ import annotations

import pytest
from example_words import claims_of

from tregua.model.records import Event


def _acts(text: str, published: str | None = "2020-11-20") -> set[str]:
    return {event.act for claim in claims_of(text, published) for event in claim.events}


def _events(text: str, published: str | None = "2020-11-20") -> list[Event]:
    return [event for claim in claims_of(text, published) for event in claim.events]


@pytest.mark.parametrize(
    ("head", "speaker", "through"),
    [
        ("Outlet: Armenian Ministry of Defence", "am/mod", None),
        ("Source: UNHCR", "unhcr", None),
        ("From: Ministry of Emergency Situations of Russia", "ru/emergency", None),
        ("Outlet: Turkish side", "tr", None),
        ("Outlet: Azerbaijani president\nReported: Russian defence ministry", "ru/mod", "az/president"),
        ("Outlet: Armenian army\nReported: Armenian army", "am/mil", None),
        ("From: Interfax", None, "outlet/interfax"),
        ("Outlet: The Hunter's Post", None, "outlet/the-hunters-post"),
        ("Outlet: Voice of Armenia Weekly", None, "outlet/voice-of-armenia-weekly"),
    ],
)
def test_whom_the_head_of_a_note_names(head: str, speaker: str | None, through: str | None) -> None:
    claims = claims_of(f"{head}\n\nOn 19 November 320 refugees went back to Stepanakert.", "2020-11-20")
    assert {(claim.said_by, claim.through) for claim in claims} == {(speaker, through)}


def test_leaders_speak_each_for_his_state() -> None:
    text = "The heads of Russia, Azerbaijan and Armenia announced that Agdam had been handed over."
    assert {claim.said_by for claim in claims_of(text, "2020-11-20")} == {"ru", "az", "am"}


@pytest.mark.parametrize(
    "text",
    [
        "The peacekeepers announced that 50 refugees had gone home.",
        "A commander of the peacekeeping mission said that 50 refugees had gone home.",
        "50 refugees have gone home, peacekeepers stated.",
    ],
)
def test_the_one_force_of_the_accord_needs_no_state(text: str) -> None:
    assert {claim.said_by for claim in claims_of(text, "2020-11-20")} == {"ru/peacekeepers"}


@pytest.mark.parametrize(
    "text",
    [
        "The column met with little resistance.",
        "All the deadlines have been met, the ministry said.",
        "The conditions of the accord were not met.",
    ],
)
def test_nobody_met_anybody(text: str) -> None:
    assert "negotiate.meet" not in _acts(text)


def test_a_road_shut_to_traffic_carries_none() -> None:
    assert _acts("For two hours the Lachin corridor was shut to civilian vehicles.") == {"link.close"}


@pytest.mark.parametrize(
    "text",
    [
        "The accord envisages that Lachin passes to Azerbaijan.",
        "The memorandum provides for the exchange of all prisoners.",
        "Clause 2 foresees the return of Agdam to Azerbaijan.",
        "In line with the ceasefire deal Armenian forces leave Kelbajar.",
        "The trilateral declaration requires the withdrawal of Armenian troops from Lachin.",
        "The deal was published; it provides for the entry of Azerbaijani troops into Agdam.",
    ],
)
def test_what_a_text_provides_for_has_not_happened(text: str) -> None:
    events = _events(text)
    assert events
    assert {event.modality for event in events} == {"planned"}


@pytest.mark.parametrize(
    "text",
    [
        "As the accord provided, Agdam was returned to Azerbaijan on 20 November.",
        "Under the accord, Agdam was returned to Azerbaijan on 20 November.",
    ],
)
def test_what_was_done_under_a_text_was_done(text: str) -> None:
    assert [event.modality for event in _events(text)] == ["actual"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Azerbaijani troops entered Agdam without reaching Stepanakert.", {"agdam"}),
        ("Armenian troops left the whole of Kelbajar, excluding Shusha and Lachin.", {"kelbajar"}),
        ("Azerbaijani troops entered Lachin, avoiding Shusha, on 19 November.", {"lachin"}),
        ("Hadrut, near Shusha, is controlled by Azerbaijan.", {"hadrut"}),
    ],
)
def test_a_place_left_out_is_none_of_the_events(text: str, places: set[str]) -> None:
    events = _events(text)
    assert events
    assert {place.place_id for event in events for place in event.places} == places


def test_a_direction_is_not_where_it_was() -> None:
    (event,) = _events("On 19 November gunfire was heard north of Shusha, towards Lachin.")
    (plain,) = _events("On 19 November gunfire was heard in Shusha.")
    assert [place.place_id for place in event.places] == ["shusha"]
    assert (event.places[0].radius_km or 0) > (plain.places[0].radius_km or 0)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Armenia is to give up Agdam by 20 November and Lachin by 1 December.",
            {"agdam": (None, "2020-11-20"), "lachin": (None, "2020-12-01")},
        ),
        (
            "Agdam and Kelbajar were returned on 20 and 25 November respectively.",
            {"agdam": ("2020-11-20", "2020-11-20"), "kelbajar": ("2020-11-25", "2020-11-25")},
        ),
    ],
)
def test_each_district_has_its_own_day(text: str, days: dict[str, tuple[str | None, str]]) -> None:
    events = _events(text, "2020-11-30")
    found = {event.places[0].place_id: (event.earliest, event.latest) for event in events}
    assert found == days


def test_a_figure_for_the_day_is_of_that_day_or_the_one_before() -> None:
    (event,) = _events("A further 180 refugees returned to Stepanakert.")
    assert (event.earliest, event.latest) == ("2020-11-19", "2020-11-20")


def test_a_column_that_moves_puts_nothing_off() -> None:
    assert "extend.postpone" not in _acts("The convoy moved to Stepanakert.")


@pytest.mark.parametrize(
    "text",
    [
        "Not one of the prisoners was sent home.",
        "None of the hostages was released.",
        "The Armenian troops have yet to leave Kelbajar.",
        "Armenian troops failed to leave Kelbajar.",
        "Azerbaijani units had not yet entered the north of the Agdam district.",
        "The pullout of Armenian troops from Lachin has not been completed.",
    ],
)
def test_what_was_left_undone_is_negated(text: str) -> None:
    events = _events(text)
    assert events
    assert {(event.modality, event.negated) for event in events} == {("actual", True)}


def test_a_visit_frees_nobody() -> None:
    assert "exchange.prisoners" not in _acts("Delegates of the ICRC visited nine captives in Yerevan.")


@pytest.mark.parametrize("again", ["It was reopened at 06:30.", "At 06:30 the road opened again."])
def test_a_road_opens_on_the_day_spoken_of(again: str) -> None:
    *_, event = _events(f"On 17 November the Lachin corridor was shut for the night. {again}")
    assert (event.act, event.earliest) == ("link.open", "2020-11-17T06:30")
    assert [place.place_id for place in event.places] == ["lachin-corridor"]


def test_all_links_are_not_the_road_spoken_of() -> None:
    *_, event = _events("The Lachin corridor was shut. All railways and roads will be reopened.")
    assert (event.act, event.places) == ("link.open", ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Azerbaijani units entered Agdam on 17 November. That day 12 refugees returned to Stepanakert.", 17),
        ("That same day 12 refugees returned to Stepanakert.", 20),
    ],
)
def test_that_day(text: str, day: int) -> None:
    *_, event = _events(text)
    assert (event.act, event.earliest, event.latest) == (
        "return.persons",
        f"2020-11-{day}",
        f"2020-11-{day}",
    )


def test_the_hour_of_one_act_is_not_the_other_s() -> None:
    text = "The road through Lachin was blocked to all cars and opened again at 18:20."
    told = {event.act: event.earliest for event in _events(text)}
    assert told["link.open"] == "2020-11-20T18:20"
    assert told["link.close"] in (None, "2020-11-20")


def test_the_day_of_a_text_is_not_the_day_of_what_it_provides_for() -> None:
    text = "The declaration, which envisages the deployment of 90 peacekeepers, was signed on 9 November."
    (deployed,) = [event for event in _events(text) if event.act == "deploy.force"]
    assert (deployed.modality, deployed.earliest, deployed.latest) == ("planned", None, None)


@pytest.mark.parametrize("again", ["the ministry", "the Armenian ministry"])
def test_a_bare_ministry_is_the_one_named_before(again: str) -> None:
    text = f"The Armenian health ministry said nine bodies were returned. On Friday {again} said ten were."
    assert {claim.said_by for claim in claims_of(text, "2020-11-20")} == {"am/health"}


def test_a_day_before_an_inserted_speaker_is_the_event_s() -> None:
    told = "Armenia's defence ministry told of losses."
    text = f"{told} On 3 December 2020, it added, two soldiers were killed near Hadrut."
    killed = [event for event in _events(text, "2020-12-05") if event.latest == "2020-12-03"]
    assert [(event.act, event.places[0].place_id) for event in killed] == [("loss.killed", "hadrut")]


@pytest.mark.parametrize("named", ["Shushi (Shusha)", "Shusha, which Armenians call Shushi,", "Shusha"])
def test_a_place_left_out_is_left_out_under_both_its_names(named: str) -> None:
    told = "Russia's defence ministry said peacekeepers control the Lachin corridor"
    text = f"{told}, bypassing {named} from now on."
    places = {place.place_id for event in _events(text) for place in event.places}
    assert "shusha" not in places
    assert "lachin-corridor" in places
