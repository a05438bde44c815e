"""Ground and links on a page: steps, positions, status and population apart; each link with its words."""

from __future__ import annotations

import re

from test_registers_pages import Told, entering, looks, row
from visitor import Visitor

ON = "on=2020-12-13&as_of=2020-12-13"


def word(act: str, day: str, said_by: str, **more: object) -> dict[str, object]:
    family, _, step = act.rpartition(".")
    return {
        "register_name": "links" if family == "link" else "control", "measure": step, "act": act,
        "said_by": said_by, "earliest": day, "latest": day, **more,
    }  # fmt: skip


def link(act: str, day: str, said_by: str, **more: object) -> dict[str, object]:
    return word(f"link.{act}", day, said_by, about="Lachin corridor", **more)


def page(name: str, *more: dict[str, object], moment: str = ON) -> str:
    return Visitor(Told(*more)).get(f"/registers?name={name}&{moment}").text


def article(text: str, heading: str) -> str:
    begin = text.index(f"<h3>{heading}")
    return text[begin : text.index("</article>", begin)]


def steps(text: str, heading: str) -> list[str]:
    return re.findall(r'<li class="step-(\w+)"', article(text, heading))


def test_each_step_is_marked_as_told_meant_denied_or_not_said() -> None:
    made = page(
        "control",
        word("handover.leaving", "2020-11-17", "am/mod", actor="am", place_ids=("agdam",)),
        word("handover.protocol", "2020-11-21", "am/mod", place_ids=("agdam",), negated=True),
        word("handover.acknowledge", "2020-11-21", "am/mod", place_ids=("agdam",)),
        word("handover.acknowledge", "2020-11-22", "az/mod", place_ids=("agdam",), negated=True),
    )
    found = steps(made, "Ağdam / Akna")
    assert [found[at] for at in (0, 1, 2, 3, 5, 6)] == ["told", "none", "none", "told", "both", "denied"]
    assert article(made, "Ağdam / Akna").count("nothing said") == found.count("none")
    assert set(steps(made, "Kəlbəcər / Karvachar")) <= {"told", "meant", "none"}


def test_status_and_population_colour_nothing_and_stand_apart() -> None:
    bare, on_page = page("control"), ("hadrut",)
    told = page(
        "control",
        word("status.claimed", "2020-12-01", "az/mod", actor="az", place_ids=on_page),
        word("status.recognised", "2020-12-01", "am/mod", actor="am", place_ids=on_page, modality="planned"),
        word("status.recognised", "2020-12-02", "am/mod", actor="am", place_ids=on_page, stance="demands"),
        word("population.count", "2020-12-01", "am/mod", measure="population", place_ids=on_page, low=9000.0,
             high=9000.0, unit="person"),
    )  # fmt: skip
    assert looks(told) == looks(bare)
    parts = [told.index(f'class="part-head">{name}') for name in ("Ground", "Status", "Population")]
    assert parts == sorted(parts)


def test_a_height_held_is_listed_and_not_drawn() -> None:
    held = word(
        "control.hold", "2020-12-01", "az/mod", actor="az", about="height 1710", place_ids=("hadrut",)
    )
    made = page("control", held)
    assert looks(made) == looks(page("control"))
    assert "Azerbaijan" in row(made, 'class="line-head">height 1710')


def test_a_link_has_its_course_its_words_and_the_accord_s_own_apart() -> None:
    made = article(
        page(
            "links",
            link("open", "2020-12-12", "az/mod"),
            link("close", "2020-12-12", "am/mod"),
            link("control", "2020-12-01", "ru/mod", actor="ru"),
            link("guarantee", "2020-12-01", "az/mod", actor="az"),
            *(
                link("passage", "2020-12-05", who, measure="vehicle", unit="vehicle", low=count, high=count)
                for who, count in (("ru/mod", 40.0), ("am/mod", 55.0))
            ),
        ),
        "Laçın dəhlizi",
    )
    for words in ("state-contested", "as the accord has it", "sketched with the accord", "Passages", "40",
                  "55", "Vouched for", "Traffic controlled", "Closed for", "asked of"):  # fmt: skip
        assert words.casefold() in made.casefold(), words
    assert "95" not in re.sub(r"<[^>]*>", " ", made)


def test_where_nobody_says_how_a_link_is_that_is_told() -> None:
    assert "Nobody says how it is" in article(page("links"), "Laçın dəhlizi")


def test_what_two_say_of_a_link_on_two_days_is_told_of_each() -> None:
    cut = link("destroy", "2020-12-02", "am/mod") | {"about": "Goris gas line"}
    mended = link("repair", "2020-12-06", "ru/mod") | {"about": "Goris gas line"}
    made = article(page("links", cut, mended), "Goris gas line")
    assert "destroyed" in made and "under repair" in made and "state-contested" not in made


def test_what_is_over_tells_until_when_and_a_link_stands_once() -> None:
    over = link("close", "2020-12-02", "am/mod") | {"about": "Q road", "latest": "2020-12-04"}
    holds = link("close", "2020-12-02", "am/mod") | {"about": "W road"}
    whole = page("links", over, holds)
    made = article(whole, "Q road")
    assert "Nobody says how it is now." in made and "closed; nothing said since" in made
    assert "until 4 December 2020" in made and "counted from" in made
    assert "since 2 December 2020" in article(whole, "W road")
    assert "How the links are" not in whole


def test_a_district_entered_is_still_drawn_as_held() -> None:
    made = page("control", entering("az/mod", "2020-11-21"))
    assert looks(made)["Ağdam"] == "held"


TOLD = (
    word("handover.leaving", "2020-11-17", "am/mod", actor="am", place_ids=("agdam",)),
    word("handover.enter", "2020-11-20", "az/mod", actor="az", place_ids=("agdam",)),
    word("control.hold", "2020-11-20", "az/mod", actor="az", about="height 1710", place_ids=("hadrut",)),
)


def filtered(query: str, *more: dict[str, object]) -> str:
    return Visitor(Told(*more)).get(f"/registers?{query}&{ON}").text


def test_of_one_measure_alone_no_map_and_no_step_says_that_nobody_said_more() -> None:
    made = filtered("name=control&measure=leaving", *TOLD)
    assert 'class="line-head"' in made
    assert 'class="control-sheet"' not in made and 'class="passing' not in made
    assert "nothing said" not in made and "obody says" not in made
    whole = filtered("name=control", *TOLD)
    assert 'class="control-sheet"' in whole and "nothing said" in whole


def test_of_one_place_its_own_area_and_steps_are_shown_with_all_that_is_told() -> None:
    made, whole = filtered("name=control&place=agdam", *TOLD), filtered("name=control", *TOLD)
    assert steps(made, "Ağdam / Akna") == steps(whole, "Ağdam / Akna")
    assert 'class="line-head">Ağdam / Akna' in made
    assert "<h3>Kəlbəcər" not in made and 'class="line-head">Kəlbəcər' not in made
    assert "height 1710" not in made


def test_a_position_is_listed_once_and_apart_where_only_its_measure_is_asked_for() -> None:
    made = filtered("name=control&measure=hold", *TOLD)
    begin = made.index('id="positions"')
    assert "height 1710" in made[begin:] and 'id="states"' not in made


def test_a_measure_can_be_asked_for_by_its_name() -> None:
    by_id = filtered("name=forces&measure=serviceman")
    assert by_id.count("line-head") == filtered("name=forces&measure=servicemen").count("line-head")
    assert '<option value="serviceman" selected>' in filtered("name=forces&measure=Servicemen")
