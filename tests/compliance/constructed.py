"""Claims, incidents and an invented accord made by hand, for the compliance tests."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.compliance import Evidence
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention
from tregua.model.standing import Finding, Incident, Position, Report, Watch
from tregua.registers import enter


class PlainLoader(yaml.SafeLoader):
    """YAML where ``on`` is a word, as a reader would think; only true and false are truth values."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not (tag.endswith(":bool") and first in "yYnNoO")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_plain(path: Path) -> Any:
    """One YAML file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)


ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"


def calls_of(work: Callable[[], object]) -> int:
    """How many calls of functions some work comes to, those into the interpreter's own included: what it
    costs, told the same on a busy machine."""
    number = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return number


def karabakh() -> Agreement:
    """The bundled accord."""
    return load_accord(ROOT / "src" / "tregua" / "data" / "accords" / "karabakh-2020")


def invented(name: str = "invented") -> Agreement:
    """An accord that exists nowhere, with the kinds the bundled one lacks; ``lasting`` has more of those
    that are kept day by day."""
    return Agreement.model_validate(load_plain(Path(__file__).parent / f"{name}.yaml"))


def place(given: str | Mapping[str, Any]) -> PlaceMention:
    """``agdam``, or a mapping with a point and a radius."""
    fields = {"place_id": given} if isinstance(given, str) else dict(given)
    fields.setdefault("name", fields["place_id"])
    return PlaceMention(start=0, end=1, text=fields["name"], **fields)


def quantity(given: Mapping[str, Any]) -> QuantityMention:
    """``{n: 12, unit: prisoner, to: az}``; ``is`` is the comparator, ``of`` the basis."""
    number = given.get("n")
    exact = given.get("is", "=") in ("=", "~")
    return QuantityMention(
        start=0,
        end=1,
        text=str(number),
        low=given.get("low", number),
        high=given.get("high", number if exact else None),
        unit=given.get("unit", ""),
        comparator=given.get("is", "="),
        basis=given.get("of"),
        to=given.get("to"),
        word=given.get("word"),
    )


def claim(given: Mapping[str, Any], number: int) -> Claim:
    """One claim of a case: ``by``, ``through``, ``published``, and one event or ``says`` with several."""
    said = given["says"] if given.get("says") is not None else [given]
    speaker = given.get("by")
    published = given.get("published")
    return Claim(
        claim_id=str(given.get("id") or f"item-{number:03}.c"),
        item_id=str(given.get("id") or f"item-{number:03}"),
        source=ClaimSource(start=0, end=1, actor_id=speaker) if speaker else None,
        through=given.get("through"),
        stance=given.get("stance", "asserts"),
        events=tuple(event(one) for one in said),
        published_at=str(published) if published else None,
        supersedes=given.get("supersedes"),
    )


def event(given: Mapping[str, Any]) -> Event:
    """``{act, actor, target, on | from/to, at: [places], count: [quantities], negated, modality}``."""
    day = given.get("on")
    earliest, latest = given.get("from", day), given.get("to_day", day)
    return Event(
        start=0,
        end=1,
        act=given["act"],
        actor=given.get("actor"),
        target=given.get("target"),
        negated=given.get("negated", False),
        modality=given.get("modality", "actual"),
        earliest=str(earliest) if earliest else None,
        latest=str(latest) if latest else None,
        places=tuple(place(one) for one in given.get("at", [])),
        quantities=tuple(quantity(one) for one in given.get("count", [])),
        weapons=tuple(given.get("weapons", ())),
        about=given.get("about", ""),
        category=given.get("category", ""),
    )


def incident(given: Mapping[str, Any]) -> Incident:
    """``{id, act, earliest, latest, at, said: [{by, as, of, weapons}]}``."""
    positions = tuple(
        Position(
            actor_id=one.get("by"),
            side=None,
            stance=one["as"],
            claim_id=one.get("claim", f"{given['id']}.p{number}"),
            accused=one.get("of"),
        )
        for number, one in enumerate(given.get("said", []))
    )
    return Incident(
        incident_id=given["id"],
        act=given["act"],
        reports=_reports(given, positions),
        positions=positions,
        earliest=str(given["earliest"]),
        latest=str(given.get("latest", given["earliest"])),
        place_ids=tuple(given.get("at", ())),
        latitude=given.get("latitude"),
        longitude=given.get("longitude"),
        radius_km=given.get("radius_km"),
    )


def _reports(given: Mapping[str, Any], positions: Sequence[Position]) -> tuple[Report, ...]:
    """A report for each position that names weapons."""
    return tuple(
        Report(
            report_id=f"{one.claim_id}.r",
            claim_id=one.claim_id,
            act=given["act"],
            actor=one.accused,
            earliest=str(given["earliest"]),
            latest=str(given.get("latest", given["earliest"])),
            said_by=one.actor_id,
            weapons=tuple(said["weapons"]),
        )
        for one, said in zip(positions, given.get("said", []), strict=True)
        if "weapons" in said
    )


def evidence_of(case: Mapping[str, Any], agreement: Agreement) -> Evidence:
    """A case's ``given`` claims (and their entries), ``incidents``, ``findings`` and ``watches``."""
    claims = tuple(claim(one, number) for number, one in enumerate(case.get("given") or []))
    return Evidence(
        claims=claims,
        entries=enter(claims, agreement),
        incidents=tuple(incident(one) for one in case.get("incidents") or []),
        findings=tuple(Finding.model_validate(one) for one in case.get("findings") or []),
        watches=tuple(Watch.model_validate(one) for one in case.get("watches") or []),
    )


def load_cases() -> Sequence[tuple[str, Mapping[str, Any]]]:
    """Every case of ``cases/*.yaml`` as (file: sentence, case)."""
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in load_plain(path):
            found.append((f"{path.stem}: {case['it']}", case))
    return found


def day(text: object) -> date:
    """A date out of YAML, which may have read it already."""
    return text if isinstance(text, date) else date.fromisoformat(str(text))
