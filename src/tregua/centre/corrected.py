"""What a page does not show: entries corrected or struck out since, and those that came to be known later."""

from __future__ import annotations

from datetime import date

from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.centre.registers import ask_registers
from tregua.model.records import Claim, taken_away
from tregua.model.standing import Entry
from tregua.registers import entries_of, post
from tregua.registers.entries.parts import InHand, Part


def known_later(centre: Centre, snapshot: Snapshot, part: Part) -> tuple[int, date] | None:
    """How many entries of the part are known now, none of them in ``snapshot``, and since when the first;
    None where some was known then, or none is now."""
    latest = centre.state.snapshot()

    def count(size: int) -> int:
        then = centre.state.snapshot(size=size)
        if then is None:
            return 0
        with ask_registers(centre, then) as entered:
            return entered.count(part)

    if latest is None or count(snapshot.size) or not (found := count(latest.size)):
        return None
    before, after = snapshot.size, latest.size
    while after - before > 1:  # what is known only grows until something is struck out
        middle = (before + after) // 2
        before, after = (before, middle) if count(middle) else (middle, after)
    first = centre.state.snapshot(size=after) or latest
    return found, centre.charter.day_at(first.at)


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
