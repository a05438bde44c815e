"""Ground, positions, status and population apart; handovers step by step; links one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from centres import found_to_enter
from cli.register_asking import answer, ask, enter

CONTROL = """# register: control
# published: 2020-11-25
what,figure,unit,whose,place,name,day,said by,stance
withdrawal begun,,,am/mil,Agdam,,2020-11-17,am/mod,
clears the road,,,ru/mil,Agdam,,2020-11-19,ru/mod,
protocol signed,,,,Agdam,,2020-11-21,am/gov,denies
holds,3,positions,am/mil,Hadrut,,2020-11-22,az/mod,
holds,,,am/mil,Hadrut,height 1710,2020-11-22,am/mod,
status,,,az,Nagorno-Karabakh,part of Azerbaijan,2020-11-22,az/mfa,
population,"about 100,000",persons,,Nagorno-Karabakh,,2020-11-22,am/gov,
"""
LINKS = """# register: links
# published: 2020-12-20
what,figure,unit,basis,whose,place,name,category,day,said by
open,,,,,,Lachin corridor,,2020-12-12,az/mod
closed,,,,,,Lachin corridor,,2020-12-12,am/mod
passage,40,vehicles,that day,,,Lachin corridor,,2020-12-05,ru/mod
passage,55,vehicles,that day,,,Lachin corridor,,2020-12-05,am/mod
controls the traffic,,,,ru/mil,,Lachin corridor,,2020-12-01,ru/mod
vouches for,,,,az,,Lachin corridor,,2020-12-01,az/gov
destroyed,,,,,Agdam,the Goris gas line,gas,2020-12-02,am/gov
"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    centre = tmp_path_factory.mktemp("ground") / "centre"
    found_to_enter(centre)
    enter(centre, control=CONTROL, links=LINKS)
    return centre


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next empty line but one of its own."""
    return text[text.index(heading) :].split("\n\n")[0]


def test_what_must_not_be_taken_for_one_another_stands_apart(centre: Path) -> None:
    page = ask(centre, "control", "--on", "2020-12-01")
    order = [page.index(part) for part in ("GROUND:", "POSITIONS,", "STATUS:", "POPULATION:")]
    assert order == sorted(order)
    held = section(page, "Who holds which position")
    assert "height 1710" in held and "Armenia" in held
    assert "Who holds what" not in page  # nobody says who holds an area


def test_each_step_stands_with_its_teller_and_the_rest_is_not_said(centre: Path) -> None:
    page = ask(centre, "control", "--place", "agdam", "--on", "2020-12-01")
    steps = section(page, "Handed over step by step")
    rows = {line[2:20].strip(): line[20:] for line in steps.splitlines() if line.startswith("  ")}
    assert "Armenia, announced" in rows["Withdrawal begun"] and "17 November" in rows["Withdrawal begun"]
    assert "Nothing said" in rows["Entry"] and "Nothing said" in rows["Handed over"]
    assert "denied" in rows["Protocol signed"]
    assert page.count("Handed over step by step") == 1


def test_a_link_stands_with_everything_told_of_it(centre: Path) -> None:
    page = ask(centre, "links", "--on", "2020-12-13")
    corridor = section(page, "Link by link: Lachin corridor")
    for words in ("as the accord has it", "Contested", "40 vehicles", "55 vehicles", "Closed for",
                  "Russia, announced",
                  "Guarantee safe traffic on the Lachin corridor: asked of Azerbaijan"):  # fmt: skip
        assert words in corridor, words
    assert "95" not in corridor
    gas = section(page, "Link by link: Goris gas line")
    assert "Gas line, by the word of Armenian government" in gas and "Destroyed" in gas


def test_the_same_for_programs(centre: Path) -> None:
    found = answer(centre, "links", "--on", "2020-12-13")["links"]
    links = found["links"]
    assert found["closed_since"] == "2020-11-10"
    assert [(one["said_by"], one["low"], one["high"]) for one in links[0]["closed"]] == [("am/mod", 24, 48)]
    assert [one["about"] for one in links] == ["lachin-corridor", "Goris gas line"]
    assert links[0]["state"]["value"] is None and links[0]["courses"][0]["zone_id"] == "lachin-corridor"
    control = answer(centre, "control", "--on", "2020-12-13")
    assert [one["place_id"] for one in control["handovers"]] == ["agdam", "kelbajar", "lachin"]
    assert {step["step"] for step in control["handovers"][0]["steps"] if step["words"]} == {
        "leaving", "clear-road", "protocol",
    }  # fmt: skip


def test_hours_closed_are_told_for_a_period(centre: Path) -> None:
    hours = ask(centre, "links", "--series", "--from", "2020-12-01", "--to", "2020-12-13")
    assert "How long from 1 December 2020 to 13 December 2020" in hours and "Closed" in hours
