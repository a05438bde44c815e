"""How links are, told once each: until when where it is over, both words where two differ, days for days."""

from __future__ import annotations

import pytest

from centres import found_to_enter
from cli.register_asking import ask, enter

LINKS = """# register: links
# published: 2020-12-18
what,name,category,day,since,until,said by,stance,published
closed,Q road,,,2020-12-05,2020-12-05,am/mod,,2020-12-05
closed,R road,,,,2020-12-05,am/mod,,2020-12-01
closed,S road,,2020-12-05,,,am/mod,,2020-12-05
closed,S road,,2020-12-08,,,am/mod,denies,2020-12-08
closed,V road,,,2020-12-12,2020-12-14,az/mod,,2020-12-12
closed,W road,,2020-12-05,,,az/mod,,2020-12-05
destroyed,the Goris gas line,gas,,2020-12-02,,am/gov,,2020-12-02
open,the Goris gas line,power,,2020-12-16,,az/mod,,2020-12-16
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    centre = tmp_path_factory.mktemp("states") / "centre"
    found_to_enter(centre)
    enter(centre, links=LINKS)
    return ask(centre, "links", "--on", "2020-12-18")


def link(page: str, name: str) -> list[list[str]]:
    """The lines under a link's heading, each as its words."""
    found = page[page.index(f"Link by link: {name}") :].split("\n\n")[0]
    return [line.split() for line in found.splitlines()[1:]]


def closed_for(page: str, name: str) -> str:
    return next(" ".join(line) for line in link(page, name) if line[:2] == ["Closed", "for"])


def test_each_link_stands_once(page: str) -> None:
    assert "How the links are" not in page
    assert page.count("Goris gas line\n  ") == 1


def test_what_is_over_tells_until_when_and_that_nothing_was_said_since(page: str) -> None:
    how = " ".join(link(page, "V road")[0])
    assert how.startswith("How it is Closed; nothing said since until 14 December 2020 Azerbaijani")
    assert closed_for(page, "V road").startswith("Closed for 1 to 3 days")
    assert "counted from 10 November 2020" in closed_for(page, "V road")
    assert "A link closed · V road\n  no longer" in page


def test_a_stretch_of_one_day_and_an_end_alone_are_over(page: str) -> None:
    assert "nothing said since until 5 December 2020" in " ".join(link(page, "Q road")[0])
    assert "0 to 24 hours" in closed_for(page, "Q road")
    assert "nothing said since until 5 December 2020" in " ".join(link(page, "R road")[0])


def test_what_its_own_speaker_denies_is_only_denied(page: str) -> None:
    rows = [" ".join(row) for row in link(page, "S road")]
    assert rows[0] == "How it is Only denied" and rows[1].startswith("Not closed on 8 December 2020")


def test_a_closure_that_goes_on_tells_its_own_beginning(page: str) -> None:
    rows = [" ".join(row) for row in link(page, "W road")]
    assert rows[0].startswith("How it is Closed since 5 December 2020")
    assert rows[1].startswith("Closed for 13 to 14 days")


def test_two_words_of_two_speakers_both_stand_and_neither_decides(page: str) -> None:
    rows = [" ".join(row) for row in link(page, "Goris gas line")]
    assert rows[2] == "How it is Open, as said last"
    assert rows[3].startswith("Destroyed since 2 December 2020")
    assert rows[4].startswith("Open since 16 December 2020")
    assert "Goris gas line: said to be of several kinds: gas line and power line" in page
