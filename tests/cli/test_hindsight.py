"""What was not known on the day asked about, and what an accord's file only declares, is said to be so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tregua.cli.app import app
from tregua.wiring import open_desk

KELBAJAR = "hand-over-kelbajar"
ALONE = ("--accord", "karabakh-2020")


def ran(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["agreement", *arguments])
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def versions(*arguments: str) -> str:
    told = json.loads(ran("explain", *arguments, "--json"))
    return " ".join(one["text"] for one in told["in_force"] if one["about"] == "version")


def test_an_amendment_heard_of_later_is_told_in_hindsight(demo: Path) -> None:
    asked = (KELBAJAR, "--on", "2020-11-12", "--centre", str(demo))
    told = versions(*asked)
    assert "counts from 15 November 2020" in told
    assert "On 12 November 2020 itself this was not known yet" in told
    assert "what was known on 28 February 2021" in told
    assert "itself this was not known yet" in ran("explain", *asked)
    assert "hindsight" not in ran("explain", *asked)


@pytest.mark.parametrize("day", ["2020-11-15", "2020-11-20", "2021-02-01"])
def test_an_amendment_known_by_then_is_not(demo: Path, day: str) -> None:
    assert "not known yet" not in versions(KELBAJAR, "--on", day, "--centre", str(demo))


def test_what_was_known_that_day_needs_no_hindsight(demo: Path) -> None:
    day = ("--on", "2020-11-12", "--as-of", "2020-11-12")
    told = versions(KELBAJAR, *day, "--centre", str(demo))
    assert "as it was signed" in told
    assert "not known yet" not in told


@pytest.mark.parametrize("whence", ["centre", "accord"])
def test_a_day_before_the_signature_is_said_to_be_one(demo: Path, whence: str) -> None:
    where = ("--centre", str(demo)) if whence == "centre" else ALONE
    told = versions("ceasefire", "--on", "2020-11-05", *where)
    assert "On 5 November 2020 it was not signed yet" in told
    assert "not signed yet" not in versions("ceasefire", "--on", "2020-11-10", *where)


def test_the_page_says_the_same(demo: Path) -> None:
    desk = open_desk(demo)
    days = desk.days()
    told = desk.explain(KELBAJAR, days[2], days[-1])
    assert told is not None
    assert "hindsight.not_known" in [one.text.code for one in told.in_force]


def test_by_the_file_alone_explain_and_diff_count_the_same_amendments() -> None:
    told = versions(KELBAJAR, "--on", "2020-11-20", *ALONE)
    assert "as it was signed" in told
    assert "“Kelbajar put off to 25 November”" in told
    assert "not counted here" in told
    assert "not counted" not in versions(KELBAJAR, "--on", "2020-11-14", *ALONE)
    assert "not counted" not in versions("hand-over-agdam", "--on", "2020-11-20", *ALONE)
    days = ran("diff", "2020-11-14", "2020-11-20", *ALONE)
    assert "Nothing differs." in days
    assert "Not counted on these days: kelbajar-extension." in days
    answer = json.loads(ran("diff", "2020-11-14", "2020-11-20", *ALONE, "--json"))
    assert answer["obligations"] == []
    assert answer["not_counted"] == ["kelbajar-extension"]
    assert "Not counted" not in ran("diff", "2020-11-12", "2020-11-14", *ALONE)


def test_an_amendment_that_is_named_counts_as_it_is_declared() -> None:
    told = ran("diff", "original", "kelbajar-extension", *ALONE)
    assert "25 November 2020" in told
    assert "by the accord's own word known on 15 November 2020" in told
    assert "Not counted" not in told


def test_a_centre_counts_what_items_bear_out(demo: Path) -> None:
    told = ran("diff", "2020-11-14", "2020-11-20", "--centre", str(demo))
    assert "borne out by 2 claims" in told
    assert "Not counted" not in told
