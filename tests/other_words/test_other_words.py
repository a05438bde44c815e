"""The same facts in other people's words come to the same standings, and noise to none."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from centres import Reader, found_with
from other_words.test_other_words_shape import EXPECTED, HERE, SETS
from tregua.centre.assess import Known
from tregua.model.standing import Incident, Status
from tregua.model.when import day_of

Case = dict[str, Any]


DEVELOPMENT = ("wire",)
HELD_OUT = tuple(name for name in SETS if name not in DEVELOPMENT)
FLOORS: dict[str, float] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))


def cases(kind: str) -> list[Any]:
    """The development sets' cases: each must come out right. Of the others the share counts."""
    return [
        pytest.param(name, case, id=f"{name}-{case.get('obligation', kind)}-{case['as_of']}-{number}")
        for name in DEVELOPMENT
        for number, case in enumerate(EXPECTED[name].get(kind, ()))
    ]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reader]:
    readers = {}
    for name in SETS:
        reader = Reader(found_with(tmp_path_factory.mktemp("other") / name, sorted((HERE / name).iterdir())))
        asked = {
            case["as_of"] for kind in ("standing", "entry", "incidents") for case in EXPECTED[name][kind]
        }
        for day in sorted(asked):
            reader.snapshot(day)
        readers[name] = reader
    return readers


def differences(status: Status, case: Case) -> Iterator[str]:
    """What differs from the expectation, in words."""
    if status.phase not in case["phase"]:
        yield f"phase {status.phase}, not {case['phase']}"
    for who in case.get("rests_on", ()):
        if who not in status.rests_on:
            yield f"rests on {status.rests_on}, not {who}"
    if "measured_low" in case:
        low = status.measured.low if status.measured else None
        if low is None or abs(low - case["measured_low"]) > 1:
            yield f"measured {status.measured}, not {case['measured_low']}"
    if "due_on" in case and status.due_on != case["due_on"]:
        yield f"due on {status.due_on}, not {case['due_on']}"
    if "overdue_days" in case and status.overdue_days != case["overdue_days"]:
        yield f"overdue {status.overdue_days} days, not {case['overdue_days']}"
    for reading, phases in case.get("readings", {}).items():
        if status.readings.get(reading) not in phases:
            yield f"reading {reading}: {status.readings.get(reading)}, not {phases}"
    for version, expected in case.get("versions", {}).items():
        found = status.versions.get(version)
        if found is None or found.phase not in expected["phase"]:
            yield f"version {version}: {found}, not {expected}"
        elif "overdue_days" in expected and found.overdue_days != expected["overdue_days"]:
            yield f"version {version}: overdue {found.overdue_days}, not {expected['overdue_days']}"


def holds_figure(known: Known, case: Case) -> bool:
    """Whether the register holds the expected figure for the expected receiver."""
    return any(
        one.register_name == case["register"] and one.low == case["low"] and one.to == case.get("to", one.to)
        for one in known.entries
    )


def incidents_between(known: Known, case: Case) -> list[Incident]:
    """The incidents that touch the expected days."""
    return [
        one
        for one in known.incidents
        if case["earliest"] <= day_of(one.latest) and day_of(one.earliest) <= case["latest"]
    ]


def is_in_doubt(incidents: list[Incident]) -> bool:
    """Whether any two of them may be one."""
    return any(0 < doubt.probability < 1 for one in incidents for doubt in one.doubts)


@pytest.mark.parametrize(("name", "case"), cases("standing"))
def test_it_stands_where_the_facts_put_it(played: dict[str, Reader], name: str, case: Case) -> None:
    status = played[name].standings(case["on"], case["as_of"])[case["obligation"]]
    assert not list(differences(status, case)), [reason.text for reason in status.reasons]


@pytest.mark.parametrize(("name", "case"), cases("entry"))
def test_the_register_holds_the_figure(played: dict[str, Reader], name: str, case: Case) -> None:
    known = played[name].known(case["as_of"])
    assert holds_figure(known, case), [(one.low, one.unit, one.to) for one in known.entries]


@pytest.mark.parametrize(("name", "case"), cases("incidents"))
def test_reports_become_the_incidents_people_would_draw(
    played: dict[str, Reader], name: str, case: Case
) -> None:
    found = incidents_between(played[name].known(case["as_of"]), case)
    assert len(found) == case["count"], [(one.earliest, one.latest, one.place_ids) for one in found]
    assert is_in_doubt(found) is case["in_doubt"]


@pytest.mark.parametrize(("name", "case"), cases("without"))
def test_without_its_text_the_standing_falls(tmp_path: Path, name: str, case: Case) -> None:
    texts = [path for path in sorted((HERE / name).iterdir()) if path.name != case["file"]]
    status = Reader(found_with(tmp_path / name, texts)).standings(case["on"], case["as_of"])[
        case["obligation"]
    ]
    assert not list(differences(status, case)), [reason.text for reason in status.reasons]


@pytest.mark.parametrize("name", HELD_OUT)
def test_a_held_out_set_comes_out_as_often_as_its_floor(
    played: dict[str, Reader], tmp_path: Path, name: str
) -> None:
    reader = played[name]
    right = [
        not list(differences(reader.standings(case["on"], case["as_of"])[case["obligation"]], case))
        for case in EXPECTED[name]["standing"]
    ]
    right += [holds_figure(reader.known(case["as_of"]), case) for case in EXPECTED[name]["entry"]]
    for case in EXPECTED[name]["incidents"]:
        found = incidents_between(reader.known(case["as_of"]), case)
        right.append(len(found) == case["count"] and is_in_doubt(found) is case["in_doubt"])
    for number, case in enumerate(EXPECTED[name]["without"]):
        texts = [path for path in sorted((HERE / name).iterdir()) if path.name != case["file"]]
        left = Reader(found_with(tmp_path / f"{name}-{number}", texts))
        right.append(
            not list(differences(left.standings(case["on"], case["as_of"])[case["obligation"]], case))
        )
    share = sum(right) / len(right)
    print(f"{name}: {sum(right)} of {len(right)}")  # noqa: T201
    assert share >= FLOORS[name], f"{sum(right)} of {len(right)}"


@pytest.mark.parametrize("beside", ["", *EXPECTED["noise"]["also_with"]])
def test_noise_changes_no_standing(tmp_path: Path, beside: str) -> None:
    tolerated = EXPECTED["noise"].get("tolerates", {})
    texts = sorted((HERE / beside).iterdir()) if beside else []
    quiet = Reader(found_with(tmp_path / "quiet", texts))
    noisy = Reader(found_with(tmp_path / "noisy", [*texts, *sorted((HERE / "noise").iterdir())]))
    changed = []
    for day in EXPECTED["noise"]["days"]:
        before, after = quiet.standings(day, day), noisy.standings(day, day)
        for obligation, status in after.items():
            if status.phase != before[obligation].phase and status.phase not in tolerated.get(obligation, ()):
                changed.append((day.isoformat(), obligation, before[obligation].phase, status.phase))
    assert not changed
