"""The story of the bundled centre, day by day, as the command tells it.

Ten days of it, in order. Each test names the day and what people at a centre would have wanted to
know; what it asserts is what ``tregua status`` answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest


@lru_cache(maxsize=64)
def ask(centre: Path, *command: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tregua", *command, "--centre", str(centre), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[dict[str, Any]] = json.loads(done.stdout)
    return answer


def standings(centre: Path, on: str, as_of: str | None = None) -> dict[str, dict[str, Any]]:
    return {one["obligation_id"]: one for one in ask(centre, "status", "--on", on, "--as-of", as_of or on)}


def test_14_november_kelbajar_is_due_tomorrow(demo: Path) -> None:
    then = standings(demo, "2020-11-16", as_of="2020-11-14")["hand-over-kelbajar"]
    assert (then["due_on"], then["projected"]) == ("2020-11-15", True)
    assert set(then["versions"]) == {"original"}


def test_16_november_agdam_is_not_yet_due_and_kelbajar_was_put_off(demo: Path) -> None:
    now = standings(demo, "2020-11-16")
    assert (now["hand-over-agdam"]["phase"], now["hand-over-agdam"]["due_on"]) == (
        "not_yet_due",
        "2020-11-20",
    )
    kelbajar = now["hand-over-kelbajar"]
    assert kelbajar["phase"] in {"not_yet_due", "in_progress"}
    assert (kelbajar["due_on"], kelbajar["overdue_days"]) == ("2020-11-25", 0)
    assert kelbajar["versions"]["kelbajar-extension"]["known_at"] == "2020-11-15"


def test_18_november_the_ceasefire_is_seen_to_hold(demo: Path) -> None:
    ceasefire = standings(demo, "2020-11-18")["ceasefire"]
    assert (ceasefire["kind"], ceasefire["phase"], ceasefire["rests_on"]) == (
        "cease",
        "respected",
        ["ru/mod"],
    )


def test_21_november_agdam_is_fulfilled_or_a_day_late_as_one_reads_it(demo: Path) -> None:
    agdam = standings(demo, "2020-11-21")["hand-over-agdam"]
    assert (agdam["phase"], agdam["overdue_days"], agdam["rests_on"]) == ("fulfilled", 0, ["az/mod"])
    assert agdam["readings"]["az-en"] == "fulfilled_late"
    assert agdam["readings"]["am-en"] == "fulfilled"


def test_24_november_kelbajar_runs_under_the_extension_and_is_overdue_under_the_text(demo: Path) -> None:
    kelbajar = standings(demo, "2020-11-24")["hand-over-kelbajar"]
    assert kelbajar["phase"] in {"not_yet_due", "in_progress"}
    assert kelbajar["versions"]["original"]["phase"] == "overdue"
    assert kelbajar["versions"]["original"]["overdue_days"] == 9


def test_26_november_kelbajar_is_fulfilled_in_time_for_one_version_late_for_the_other(demo: Path) -> None:
    kelbajar = standings(demo, "2020-11-26")["hand-over-kelbajar"]
    assert (kelbajar["phase"], kelbajar["rests_on"]) == ("fulfilled", ["az/mod"])
    versions = kelbajar["versions"]
    assert versions["kelbajar-extension"]["phase"] == "fulfilled"
    assert (versions["original"]["phase"], versions["original"]["overdue_days"]) == ("fulfilled_late", 10)


def test_2_december_lachin_is_fulfilled_the_force_claimed_the_links_not_begun(demo: Path) -> None:
    now = standings(demo, "2020-12-02")
    assert now["hand-over-lachin"]["phase"] == "fulfilled"
    force = now["deploy-servicemen"]
    assert (force["phase"], force["rests_on"]) == ("claimed", ["ru/mod"])
    assert force["measured"]["low"] == force["required"]["low"] == 1960
    links = now["unblock-links"]
    assert (links["phase"], links["due_on"], links["overdue_days"]) == ("not_started", None, 0)
    returns = now["return-displaced"]
    assert (returns["phase"], returns["measured"]["low"], returns["measured"]["high"]) == (
        "in_progress",
        27000,
        None,
    )


def test_11_december_nothing_is_known_yet(demo: Path) -> None:
    assert standings(demo, "2020-12-11")["ceasefire"]["phase"] == "not_observed"


@pytest.mark.parametrize("day", ["2020-12-12", "2020-12-13", "2020-12-14"])
def test_12_to_14_december_the_ceasefire_is_disputed_never_violated(demo: Path, day: str) -> None:
    assert standings(demo, day)["ceasefire"]["phase"] == "disputed"


def test_13_december_three_incidents_and_the_doubt_whether_they_are_one(demo: Path) -> None:
    known = [
        one
        for one in ask(demo, "incidents", "--as-of", "2020-12-13")
        if one["earliest"][:10] >= "2020-12-11" and one["latest"][:10] <= "2020-12-12"
    ]
    assert len(known) == 3
    counted, evening, next_day = sorted(known, key=lambda one: (one["latest"][:10], "T" in one["earliest"]))
    assert counted["act"] == "ceasefire.violation"
    assert {one["actor_id"] for one in counted["positions"]} == {"ru/mod"}
    assert evening["earliest"] == "2020-12-11T20:40"
    assert {one["side"] for one in evening["positions"]} == {"am"}
    assert next_day["latest"] == "2020-12-12"
    doubts = {
        frozenset((one["incident_id"], doubt["other_id"])): doubt["probability"]
        for one in known
        for doubt in one["doubts"]
    }
    assert doubts
    assert all(0 < probability < 1 for probability in doubts.values())
    assert frozenset((evening["incident_id"], next_day["incident_id"])) in doubts


def test_13_december_azerbaijan_s_ministry_tells_of_two_older_ones(demo: Path) -> None:
    older = [
        (one["earliest"], one["place_ids"])
        for one in ask(demo, "incidents", "--as-of", "2020-12-13")
        if one["latest"][:10] < "2020-12-11" and one["positions"][0]["actor_id"] == "az/mod"
    ]
    assert sorted(older) == [("2020-11-26", ["sur"]), ("2020-12-08", ["hadrut"])]


def test_14_december_prisoners_are_exchanged_on_both_sides_word(demo: Path) -> None:
    prisoners = standings(demo, "2020-12-14")["exchange-prisoners"]
    assert prisoners["phase"] == "in_progress"
    words = " ".join(reason["text"] for reason in prisoners["reasons"])
    assert "12" in words
    assert "44" in words
    sides = {actor.split("/")[0] for actor in prisoners["rests_on"]}
    assert {"am", "ru"} <= sides


def test_11_january_a_working_group_begins_on_the_links(demo: Path) -> None:
    assert standings(demo, "2021-01-10")["unblock-links"]["phase"] == "not_started"
    assert standings(demo, "2021-01-11")["unblock-links"]["phase"] == "in_progress"


def test_30_january_the_joint_centre_is_established(demo: Path) -> None:
    assert standings(demo, "2021-01-29")["establish-joint-centre"]["phase"] == "in_progress"
    centre = standings(demo, "2021-01-30")["establish-joint-centre"]
    assert (centre["phase"], centre["rests_on"]) == ("fulfilled", ["az/mod"])


def test_the_mandate_s_end_and_last_day_for_notice_are_computed(demo: Path) -> None:
    mandate = standings(demo, "2020-12-02")["renew-mandate"]
    assert (mandate["kind"], mandate["phase"], mandate["due_on"]) == ("renew", "not_yet_due", "2025-11-10")
    assert mandate["clock"] == {"ends_on": "2025-11-10", "renews_on": "2025-11-10", "notice_by": "2025-05-10"}


@pytest.mark.parametrize("day", ["2020-11-10", "2020-11-21", "2020-12-13", "2021-01-13", "2021-02-28"])
def test_every_standing_names_its_ground_and_no_finding_is_invented(demo: Path, day: str) -> None:
    items = {one["item_id"] for one in ask(demo, "items", "--as-of", day)}
    for status in standings(demo, day).values():
        assert status["reasons"], status["obligation_id"]
        assert status["phase"] != "violated"
        for reason in status["reasons"]:
            assert {evidence.split(".")[0] for evidence in reason["evidence"]} <= items
        if status["phase"] in {
            "claimed",
            "fulfilled",
            "fulfilled_late",
            "respected",
            "disputed",
            "indicated",
        }:
            assert status["rests_on"], status["obligation_id"]
            assert any(reason["evidence"] for reason in status["reasons"])
