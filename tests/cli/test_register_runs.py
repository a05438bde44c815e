"""What is reckoned from a register's words: hours closed, notices beside incidents, an exchange's balance."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture(scope="module")
def centre(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs")
    shutil.copytree(demo, folder / "centre")
    for name, sheet in (("links.csv", LINKS), ("notices.csv", NOTICES)):
        (folder / name).write_text(sheet, encoding="utf-8")
        ask("enter", str(folder / name), "--centre", str(folder / "centre"))
    return folder / "centre"


def ask(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tregua", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(*command: str) -> Any:
    return json.loads(ask("register", *command, "--json"))


def test_hours_closed_in_a_period(centre: Path) -> None:
    days = ("--from", "2020-12-10", "--to", "2020-12-31", "--centre", str(centre))
    spells = {one["value"]: (one["low"], one["high"]) for one in answer("links", "--series", *days)["spells"]}
    assert spells == {"closed": (24, 72), "open": (360, 384)}
    told = ask("register", "links", "--series", *days)
    assert "12 December 2020 to 14 December" in told
    assert "from 16 December 2020 on" in told
    assert "24 to 72" in told


def test_notices_beside_what_was_reported(centre: Path) -> None:
    page = answer("notices", "--on", "2020-12-31", "--centre", str(centre))
    matched = {one["entry"]["about"]: one["incidents"] for one in page["notices"]}
    assert matched["notice 4"] == []
    incidents = {
        one["incident_id"] for one in json.loads(ask("incidents", "--json", "--centre", str(centre)))
    }
    assert matched["notice 3"]
    for match in matched["notice 3"]:
        assert match["incident_id"] in incidents
        assert match["beforehand"] == "yes"
    told = ask("register", "notices", "--centre", str(centre))
    assert told.count("Notice 3: a notice of an exercise, 40 vehicles") == 1
    assert "Nothing that it might explain was" in " ".join(told.split())


def test_the_balance_of_december(demo: Path) -> None:
    page = answer("exchanges", "--on", "2020-12-15", "--centre", str(demo))
    [prisoners] = [one for one in page["balances"] if one["measure"] == "prisoner"]
    received = {
        (side["side"], count["said_by"]): count["low"]
        for side in prisoners["sides"]
        for count in side["received"]
    }
    assert received == {("az", "ru/mod"): 12, ("am", "ru/mod"): 44, ("am", "am/deputy-pm"): 44}
    assert prisoners["all_for_all"] == "open"
