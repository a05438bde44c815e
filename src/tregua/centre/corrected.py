"""What was entered and stands no longer: corrected or struck out, each with the claims that did so."""

from __future__ import annotations

from tregua.centre.centre import Centre
from tregua.centre.ports import Snapshot
from tregua.model.records import current_claims
from tregua.model.standing import Entry
from tregua.registers import entries_of, post
from tregua.registers.parts import InHand, Part


def corrected_entries(centre: Centre, snapshot: Snapshot, part: Part) -> tuple[tuple[Entry, str], ...]:
    """Entries of the part that another claim of ``snapshot`` corrects or strikes out, by day and id, each
    with that claim's id."""
    known = {one.claim_id: one for one in centre.state.corrections(snapshot)}
    current = {one.claim_id for one in current_claims(known.values())}
    by = {
        one.supersedes: one.claim_id
        for one in sorted(known.values(), key=lambda one: one.claim_id in current)
        if one.supersedes
    }
    postings = (
        post(entry, centre.agreement)
        for claim_id in by
        if claim_id in known and claim_id not in current
        for entry in entries_of(known[claim_id], centre.agreement)
    )
    found = sorted(InHand(postings).take(part), key=lambda one: (one.day, one.entry.entry_id))
    return tuple((one.entry, by[one.entry.claim_id]) for one in found)
