"""What is reckoned from a register's words: hours closed, notices beside incidents, an exchange's balance."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.register_asking import answer, ask, enter, run

LINKS = """# register: links
# said by: az/mod
# published: 2020-12-20
what,name,from,to
closed,Kornidzor road,2020-12-12,2020-12-14
open,Kornidzor road,2020-12-16,
"""
NOTICES = """# register: notices
# said by: az/mod
# published: 2020-12-09
what,figure,unit,name,place,from,to
exercise,40,vehicles,notice 3,Hadrut,2020-12-10,2020-12-12
works,,,notice 4,Lachin,2020-12-10,2020-12-12
"""
POSTS = """# register: forces
# said by: Russian defence ministry
# published: 2020-12-20
what,figure,unit,place,name,whose,since,until
post,12,servicemen,Agdam,post 7,ru/mil,2020-11-18,2020-12-10
post,14,servicemen,Agdam,post 8,ru/mil,2020-11-18,2020-11-30
post,16,servicemen,Agdam,post 9,ru/mil,2020-11-18,
"""


@pytest.fixture(scope="module")
def centre(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    centre = tmp_path_factory.mktemp("runs") / "centre"
    shutil.copytree(demo, centre)
    enter(centre, links=LINKS, notices=NOTICES, posts=POSTS)
    return centre


def test_hours_closed_in_a_period(centre: Path) -> None:
    days = ("--from", "2020-12-10", "--to", "2020-12-31")
    spells = {
        one["value"]: (one["low"], one["high"])
        for one in answer(centre, "links", "--series", *days)["spells"]
    }
    assert spells == {"closed": (24, 72), "open": (360, 384)}
    told = ask(centre, "links", "--series", *days)
    assert "12 December 2020 to 14 December" in told
    assert "from 16 December 2020 on" in told
    assert "1 to 3 days" in told


def test_a_stretch_that_reaches_into_the_period_belongs_to_it(centre: Path) -> None:
    asked = ("forces", "--from", "2020-12-01", "--to", "2020-12-31")
    listed = {one["about"] for one in answer(centre, *asked, "--entries")}
    assert {"post 7", "post 9"} <= listed
    assert "post 8" not in listed
    drawn = {one["about"] for one in answer(centre, *asked, "--series")["series"]}
    assert {"post 7", "post 9"} <= drawn
    assert "post 8" not in drawn
    told = ask(centre, *asked, "--series", "--place", "agdam")
    assert "18 November 2020" in told
    assert "to 10 December" in told


def test_notices_beside_what_was_reported(centre: Path) -> None:
    page = answer(centre, "notices", "--on", "2020-12-31")
    matched = {one["entry"]["about"]: one["incidents"] for one in page["notices"]}
    assert matched["notice 4"] == []
    found = json.loads(run("incidents", "--json", "--centre", str(centre)))
    incidents = {one["incident_id"] for one in found}
    assert matched["notice 3"]
    for match in matched["notice 3"]:
        assert match["incident_id"] in incidents
        assert match["beforehand"] == "yes"
    told = ask(centre, "notices")
    assert told.count("Notice 3: a notice of an exercise, 40 vehicles") == 1
    assert "Nothing that it might explain was" in " ".join(told.split())


def test_the_balance_of_december(demo: Path) -> None:
    page = answer(demo, "exchanges", "--on", "2020-12-15")
    [prisoners] = [one for one in page["balances"] if one["measure"] == "prisoner"]
    received = {
        (side["side"], count["said_by"]): count["low"]
        for side in prisoners["sides"]
        for count in side["received"]
    }
    assert received == {("az", "ru/mod"): 12, ("am", "ru/mod"): 44, ("am", "am/deputy-pm"): 44}
    assert prisoners["all_for_all"] == "open"
