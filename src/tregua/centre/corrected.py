"""What a page does not show: entries corrected or struck out since, and those that came to be known later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.centre.registers import ask_registers
from tregua.model.records import Claim, taken_away
from tregua.model.standing import Entry
from tregua.registers import entries_of, post
from tregua.registers.entries.parts import InHand, Part


def known_later(centre: Centre, snapshot: Snapshot, part: Part) -> tuple[int, date] | None:
    """How many entries of the part are known now, none of them in ``snapshot``, and since when the first of
    these; None where some was known then, or none is now. What came and was struck out again is none of them.
    """
    latest = centre.state.snapshot()
    if latest is None or _count(centre, snapshot, part):
        return None
    found = _count(centre, latest, part)
    if not found:
        return None
    gone = [entry for entry, _ in corrected_entries(centre, latest, part)]
    before, after = snapshot.size, latest.size
    while after - before > 1:  # of what stands now ever more is known
        middle = (before + after) // 2
        then = centre.state.snapshot(size=middle)
        stands = then is not None and _count(centre, then, part) > _passing(centre, then, part, gone)
        before, after = (before, middle) if stands else (middle, after)
    first = centre.state.snapshot(size=after) or latest
    return found, centre.charter.day_at(first.at)


def _count(centre: Centre, snapshot: Snapshot, part: Part) -> int:
    with ask_registers(centre, snapshot) as entered:
        return entered.count(part)


def _passing(centre: Centre, then: Snapshot, part: Part, gone: Sequence[Entry]) -> int:
    """How many of those that stand no longer stood ``then``."""
    if not gone:
        return 0
    ended = {entry.entry_id for entry, _ in corrected_entries(centre, then, part)}
    standing = [one.claim_id for one in gone if one.entry_id not in ended]
    return sum(centre.state.claim(claim_id, then) is not None for claim_id in standing)


def corrections_of(centre: Centre, snapshot: Snapshot) -> dict[str, Claim]:
    """The claims of ``snapshot`` that correct another, and those that they correct, by id."""

    def make() -> dict[str, Claim]:
        return {one.claim_id: one for one in centre.state.corrections(snapshot)}

    return centre.recall(("corrections", centre.state.content_size(snapshot)), make)


def corrected_entries(centre: Centre, snapshot: Snapshot, part: Part) -> tuple[tuple[Entry, str], ...]:
    """Entries of the part that another claim of ``snapshot`` corrects or strikes out, by day and id, each
    with that claim's id."""
    known = corrections_of(centre, snapshot)
    by = taken_away(known.values())
    postings = (
        post(entry, centre.agreement)
        for claim_id in by
        for entry in entries_of(known[claim_id], centre.agreement)
    )
    found = sorted(InHand(postings).take(part), key=lambda one: (one.day, one.entry.entry_id))
    return tuple((one.entry, by[one.entry.claim_id]) for one in found)
