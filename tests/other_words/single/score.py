"""How many of the single notes come out right, each read alone under the example's accord.

``python tests/other_words/single/score.py dev`` tells every miss; ``… held`` only the share.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import yaml

from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.compliance import Evidence, evaluate
from tregua.coverage import read_coverage
from tregua.fusion import fuse_claims
from tregua.model.errors import TreguaError
from tregua.model.records import Claim
from tregua.model.standing import Status
from tregua.model.when import day_of
from tregua.reading import read_page
from tregua.reading.published import find_published
from tregua.registers import enter
from tregua.sources import open_document
from tregua.vocabulary.lexicon import Vocabulary, load_vocabulary

HERE = Path(__file__).resolve().parent
SETS = ("dev", "held")
Note = dict[str, Any]


@dataclass(frozen=True)
class Miss:
    """A note that came out otherwise than expected, and in what."""

    note: Note
    differences: tuple[str, ...]


def load_notes(name: str) -> list[Note]:
    """The notes of ``dev`` or ``held``, in order."""
    notes: list[Note] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return notes


@cache
def _accord() -> tuple[Agreement, Vocabulary]:
    with as_file(files("tregua") / "data" / "accords" / "karabakh-2020") as folder:
        agreement = load_accord(folder)
    return agreement, load_vocabulary().extended(agreement.places, agreement.actors)


def read_note(note: Note) -> tuple[Claim, ...]:
    """What a centre would take in of the note: nothing where it finds no day printed."""
    text = open_document(f"{note['id']}.txt", note["text"].encode()).text
    published = find_published(text)
    if published is None:
        return ()
    return read_page(text, _accord()[1], published[0], item_id=note["id"]).claims


def stand(claims: tuple[Claim, ...], on: date, as_of: date) -> dict[str, Status]:
    """Each obligation on ``on`` for the claims published by ``as_of``."""
    agreement = _accord()[0]
    known = tuple(one for one in claims if one.published_at is None or day_of(one.published_at) <= as_of)
    evidence = Evidence(
        known,
        enter(known, agreement),
        fuse_claims(known, agreement),
        (),
        read_coverage(known, agreement),
    )
    return {status.obligation_id: status for status in evaluate(agreement, evidence, on, as_of)}


def differences(status: Status, wanted: dict[str, Any]) -> Iterator[str]:
    """What differs from the expectation, in words."""
    if status.phase not in wanted["phase"]:
        yield f"phase {status.phase}, not {' or '.join(wanted['phase'])}"
    missing = sorted(set(wanted.get("rests_on", ())) - set(status.rests_on))
    if missing:
        yield f"rests on {', '.join(status.rests_on) or 'nobody'}, not {', '.join(missing)}"
    if "measured_low" in wanted:
        low = status.measured.low if status.measured else None
        if low is None or abs(low - wanted["measured_low"]) > 1:
            yield f"measured {low}, not {wanted['measured_low']}"
    if "due_on" in wanted and status.due_on != wanted["due_on"]:
        yield f"due on {status.due_on}, not {wanted['due_on']}"
    for reading, phases in wanted.get("readings", {}).items():
        if status.readings.get(reading) not in phases:
            yield f"reading {reading}: {status.readings.get(reading)}, not {' or '.join(phases)}"
    for version, expected in wanted.get("versions", {}).items():
        found = status.versions.get(version)
        if found is None or found.phase not in expected["phase"]:
            told = found.phase if found else "none"
            yield f"version {version}: {told}, not {' or '.join(expected['phase'])}"


def judge_note(note: Note) -> Miss | None:
    """The miss, or None where everything comes out as expected."""
    try:
        claims = read_note(note)
    except TreguaError as error:
        return Miss(note, (f"refused: {error.message.code}",))
    told: list[str] = []
    for wanted in note["expect"]:
        standing = stand(claims, wanted["on"], wanted.get("as_of", wanted["on"]))
        told += (
            f"{wanted['obligation']}: {one}" for one in differences(standing[wanted["obligation"]], wanted)
        )
    if told and not claims:
        told.append("nothing read")
    return Miss(note, tuple(told)) if told else None


def misses(name: str) -> tuple[list[Miss], float]:
    """The misses of a set, and the share of its notes that come out right."""
    notes = load_notes(name)
    found = [miss for note in notes if (miss := judge_note(note)) is not None]
    return found, 1 - len(found) / len(notes)


def main(arguments: list[str]) -> int:
    """Prints the score of one set; the misses only of the set that may be looked at."""
    if len(arguments) != 1 or arguments[0] not in SETS:
        print(f"score.py {'|'.join(SETS)}", file=sys.stderr)
        return 2
    found, share = misses(arguments[0])
    if arguments[0] == "dev":
        for miss in found:
            print(miss.note["id"])
            print("".join(f"    | {line}\n" for line in miss.note["text"].splitlines()), end="")
            print("".join(f"    {line}\n" for line in miss.differences), end="")
            for claim in read_note(miss.note) if "nothing read" not in miss.differences else ():
                acts = ", ".join(_show(event) for event in claim.events) or "no event"
                print(f"      {claim.said_by or 'nobody'} {claim.stance}: {acts}")
        print()
        _print_shares(arguments[0], found)
    print(f"{arguments[0]}: {share:.1%} of {len(load_notes(arguments[0]))}")
    return 0


def _show(event: Any) -> str:
    places = "/".join(place.place_id for place in event.places)
    figures = "/".join(f"{q.text}" for q in event.quantities)
    marks = ("not " if event.negated else "") + ("" if event.modality == "actual" else f"{event.modality} ")
    parts = [event.act, event.actor or "", event.target or "", event.latest or "", places, figures]
    return marks + " ".join(part for part in parts if part)


def _print_shares(name: str, found: list[Miss]) -> None:
    """The share of each fact."""
    totals: dict[str, int] = {}
    for note in load_notes(name):
        totals[note["id"].rsplit("-", 1)[0]] = totals.get(note["id"].rsplit("-", 1)[0], 0) + 1
    for fact, total in totals.items():
        missed = sum(miss.note["id"].rsplit("-", 1)[0] == fact for miss in found)
        print(f"{fact:12} {total - missed:3} of {total}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
