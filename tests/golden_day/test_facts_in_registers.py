"""Every line of the facts stands in a register of the demo, by whose word, through whom, of which day.

``facts.toml`` says for each line what is to be found where.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tregua.centre.assess import Known, know, stand
from tregua.model.records import Claim, QuantityMention
from tregua.model.standing import Entry
from tregua.registers import enter
from tregua.wiring import open_centre

TABLE: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("facts.toml").read_text(encoding="utf-8")
)["fact"]
LINE = re.compile(r"(?:- (?:\[M\] )?|\| )(\d{4}-\d{2}(?:-\d{2}| \(first week\))?) (?:·|\|) (.*)")
NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9}
EACH = ("az", "am", "ru")


@cache
def _known(folder: Path) -> Known:
    centre = open_centre(folder)
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    return know(centre, snapshot)


@cache
def _entries(folder: Path) -> tuple[Entry, ...]:
    return enter(_known(folder).claims, open_centre(folder).agreement)


@pytest.fixture(scope="module")
def texts(demo: Path) -> dict[str, str]:
    """The items' texts by id."""
    named = {path.name: path.read_text(encoding="utf-8") for path in (demo / "inbox").iterdir()}
    return {item.item_id: named[item.name] for item in _known(demo).items}


def figure(low: float | None, high: float | None, comparator: str) -> str:
    """A figure as the table writes it."""
    ends = [f"{end:.10g}" for end in (low, high) if end is not None]
    if len(set(ends)) == 2:
        return "-".join(ends)
    return (comparator if comparator != "=" else "") + ends[0] if ends else ""


def row_of(entry: Entry) -> dict[str, Any]:
    """An entry as the table writes it: what it leaves out is left out there."""
    row = {
        "register": entry.register_name,
        "measure": entry.measure,
        "figure": figure(entry.low, entry.high, entry.comparator),
        "basis": entry.basis,
        "actor": entry.actor,
        "to": entry.to,
        "places": sorted(entry.place_ids),
        "about": entry.about,
        "since": entry.earliest if entry.earliest != entry.latest else None,
        "on": entry.latest,
        "modality": entry.modality if entry.modality != "actual" else None,
        "by": entry.said_by or "",
        "through": entry.through,
        "published": entry.published_at,
    }
    return {name: value for name, value in row.items() if value or name == "by"}


def rows(fact: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """A fact's rows of a kind, one for each of whom they are."""
    told = []
    for row in fact.get(kind, ()):
        whole = {**row, "places": sorted(row["places"])} if "places" in row else dict(row)
        told += [{**whole, "by": one} for one in EACH] if row["by"] == "each" else [whole]
    return told


EXPECTED = [(fact["line"], row) for fact in TABLE for row in rows(fact, "entries")]
TOLD = [(fact["line"], row) for fact in TABLE for row in rows(fact, "claims")]


def test_every_entry_that_a_line_of_the_facts_asks_for_is_in_its_register(demo: Path) -> None:
    found = [row_of(entry) for entry in _entries(demo)]
    missing = [(line, row) for line, row in EXPECTED if row not in found]
    assert not missing


def test_no_register_of_the_demo_has_a_figure_that_no_line_of_the_facts_gives(demo: Path) -> None:
    known = [row for _, row in EXPECTED]
    told = [row_of(entry) for entry in _entries(demo)]
    assert not [row for row in told if row.get("figure") and row not in known]


def test_what_no_register_counts_is_found_in_what_was_claimed(demo: Path, texts: dict[str, str]) -> None:
    missing = [(line, row) for line, row in TOLD if not _claims(_known(demo), texts, row)]
    assert not missing


def _claims(known: Known, texts: dict[str, str], row: dict[str, Any]) -> list[Claim]:
    found = [
        claim
        for claim in known.claims
        if (claim.said_by, claim.through, claim.published_at)
        == (row["by"], row.get("through"), row["published"])
        and _tells(claim, texts[claim.item_id], row)
    ]
    place = row.get("in")
    if place == "incidents":
        kept = {report.claim_id for incident in known.incidents for report in incident.reports}
        return [claim for claim in found if claim.claim_id in kept]
    if place == "coverage":
        kept = {watch.claim_id for watch in known.watches if watch.claim_id}
        return [claim for claim in found if claim.claim_id in kept]
    return found


def _tells(claim: Claim, text: str, row: dict[str, Any]) -> bool:
    if "says" in row:
        return row["says"] in " ".join(text[span.start : span.end] for span in claim.content)
    return any(
        event.act == row["act"]
        and (event.latest or None) == row.get("on")
        and sorted(place.place_id for place in event.places) == row.get("places", [])
        and _counted(event.quantities) == row.get("count", "")
        for event in claim.events
    )


def _counted(quantities: tuple[QuantityMention, ...]) -> str:
    told = ((one.unit, figure(one.low, one.high, one.comparator)) for one in quantities)
    return "; ".join(f"{unit} {count}" for unit, count in told)


def test_a_day_put_off_is_in_the_versions_of_what_is_due(demo: Path) -> None:
    centre = open_centre(demo)
    snapshot = centre.state.snapshot()
    assert snapshot is not None
    statuses = {one.obligation_id: one for one in stand(centre, snapshot, date(2020, 11, 16))}
    versions = statuses["hand-over-kelbajar"].versions
    put_off = [row for _, row in TOLD if row.get("in") == "versions"]
    assert {row["by"] for row in put_off} == {"az/presidency", "ru"}
    days = {str(one.due_on) for one in versions.values()}
    assert days == {"2020-11-15", *(row["on"] for row in put_off)}


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[tuple[str, str]]:
    """The lines of the facts up to where the example ends: day and rest."""
    text = (shared / "data/karabakh_2020_facts.md").read_text(encoding="utf-8")
    within, mark, _ = text.partition("\n## After the example")
    assert mark
    found = (LINE.match(line) for line in within.partition("\n## ")[2].splitlines())
    return [(one[1], one[2]) for one in found if one]


@pytest.mark.shared
def test_every_line_of_the_facts_has_its_place_in_the_table(facts: list[tuple[str, str]]) -> None:
    lines = [f"{day} · {rest}" for day, rest in facts]
    assert len(lines) == len(TABLE)
    for line, fact in zip(lines, TABLE, strict=True):
        assert line.startswith(fact["line"])
        assert fact.get("entries") or fact.get("claims")


@pytest.mark.shared
def test_every_figure_of_a_line_is_in_what_the_table_asks_for(facts: list[tuple[str, str]]) -> None:
    missing = []
    for (day, rest), fact in zip(facts, TABLE, strict=True):
        told = re.sub(r"`[^`]*` ?§\d+", "", rest.partition(" · ")[2] or rest)
        given = _numbers(told) | _spelled(told)
        known = set().union(*(_numbers_of(row) for kind in ("entries", "claims") for row in rows(fact, kind)))
        missing += [(day, rest, number) for number in sorted(given - known)]
    assert not missing


def _numbers(text: str) -> set[float]:
    return {float(found.group().replace(",", "")) for found in NUMBER.finditer(text)}


def _spelled(text: str) -> set[float]:
    words = re.findall(r"[a-z]+", text.lower())
    return {float(WORDS[word]) for word in words if word in WORDS}


def _numbers_of(row: dict[str, Any]) -> set[float]:
    text = " ".join(str(row.get(name, "")) for name in ("figure", "count", "says"))
    days = " ".join(str(row.get(name, "")) for name in ("since", "on", "published"))
    of_days = _numbers(re.sub("[-T:]", " ", days))
    short_years = {year % 100 for year in of_days if year > 1900}
    return _numbers(text) | of_days | short_years | _spelled(text)
