"""Entering into a register: a sheet is taken in whole, or everything that is wrong with it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from tregua.centre.ahead import days_ahead, published_ahead
from tregua.centre.audiences import seen_by, tier_faults
from tregua.centre.centre import Centre
from tregua.centre.intake import (
    Arrival,
    earlier_claims,
    id_of_arrival,
    open_files,
    read_arrival,
    take_in,
)
from tregua.centre.moment import present_of
from tregua.centre.persons import hide_drawn
from tregua.centre.texts import text_of
from tregua.model.errors import BadArgument, BadRow, TreguaError, Where
from tregua.model.ids import digest_bytes, item_of
from tregua.model.messages import say
from tregua.model.records import Claim, Item, Reading, taken_away
from tregua.model.standing import Register
from tregua.model.tiers import INTERNAL
from tregua.reading.sheets import faults_of_sheet, is_sheet, tier_of_sheet
from tregua.reading.sheets_layout import lay_out
from tregua.reading.sheets_written import write_row


class Receipt(BaseModel):
    """What came of it: the sheet's claims, whether they had been entered before, or what is wrong; and the
    pseudonyms of those whose names were withheld."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    claims: tuple[Claim, ...] = ()
    before: bool = False
    repeated: int = 0
    faults: tuple[TreguaError, ...] = ()
    withheld: tuple[str, ...] = ()
    gone: tuple[tuple[Claim, Claim], ...] = ()
    """Of what was entered before, the claims that no longer stand, each with the correction or the strike
    that took it away."""


def row_as_sheet(register: Register, cells: dict[str, str]) -> tuple[str, bytes]:
    """The file that a single row is entered as: its name and its bytes."""
    data = write_row(register, cells)
    return f"{register}-{digest_bytes(data)[:8]}.csv", data


def enter_row(
    centre: Centre, register: Register, cells: Mapping[str, str], *, trial: bool = False
) -> Receipt:
    """Takes a single row, as :func:`enter_sheet` a sheet. A correction that does not tell for whom it is, is
    for those for whom the corrected word was: what is kept among some is not told to all by being put right.
    """
    row = dict(cells)
    name, data = row_as_sheet(register, row)
    if row.get("corrects", "").strip() and not row.get("tier", "").strip():
        # What it corrects is looked for among all that its writer sees.
        tried = enter_sheet(
            centre, *row_as_sheet(register, {**row, "tier": centre.audience.name}), trial=True
        )
        for claim in tried.claims[:1]:
            tier = told_beside(centre, claim.supersedes or "").get("tier", "")
            name, data = row_as_sheet(register, {**row, "tier": tier})
    return enter_sheet(centre, name, data, trial=trial)


def told_beside(centre: Centre, claim_id: str) -> dict[str, str]:
    """What the row of a claim tells that is no part of the claim, by its columns: ``tier``, where it is not
    for everybody, and ``note``. Nothing of what came in no sheet."""
    item_id = item_of(claim_id)
    claim = next((one for one in centre.state.claims_of(item_id) if one.claim_id == claim_id), None)
    if claim is None:
        return {}
    text = text_of(centre, item_id)
    if not is_sheet(text):
        return {}
    row = next((one for one in lay_out(text, "").rows if one.line.number == claim.row), None)
    note = row.get("note") if row else None
    tier = tier_of_sheet(text)
    return {"tier": tier if tier != "public" else "", "note": note.text if note else ""}


def enter_sheet(centre: Centre, name: str, data: bytes, *, trial: bool = False) -> Receipt:
    """Takes a register sheet into the centre, as any item; the same bytes twice are once. A ``trial``
    leaves nothing. The caller holds the lock unless it is one. Raises BadArgument ``enter.no_sheet``."""
    arrivals, faults = open_files([(name, data)], centre.names)
    if faults:
        return Receipt(faults=faults)
    if before := centre.state.claims_of(id_of_arrival(arrivals[0])):
        gone = _gone(centre, before)
        return Receipt(claims=before, before=True, withheld=_withheld(arrivals[0]), gone=gone)
    now = present_of(centre)
    found, read = _read(centre, arrivals[0], now)
    if found.faults:
        return found
    if trial:
        shown = hide_drawn(centre, arrivals[0].withheld, found.claims)
        return found.model_copy(update={"claims": shown})
    if centre.state.has_item(id_of_arrival(arrivals[0])):
        return found  # it has no claim of its own: every row of it was said before
    whole = seen_by(centre, INTERNAL)
    intake = take_in(whole, arrivals, present_of(whole), read)
    return Receipt(
        claims=(*intake.claims, *intake.repeated),
        before=bool(intake.repeated) and not intake.claims,
        repeated=len(intake.repeated),
        gone=_gone(centre, intake.repeated),
        faults=intake.faults,
        withheld=_withheld(arrivals[0]),
    )


def _gone(centre: Centre, claims: Sequence[Claim]) -> tuple[tuple[Claim, Claim], ...]:
    known, found = {one.claim_id: one for one in claims}, list(claims)
    while found:
        after = centre.state.claims_correcting([one.claim_id for one in found])
        found = [one for one in after if one.claim_id not in known]
        known.update({one.claim_id: one for one in found})
    by = taken_away(known.values())
    return tuple((one, known[by[one.claim_id]]) for one in claims if one.claim_id in by)


def _withheld(arrival: Arrival) -> tuple[str, ...]:
    return tuple(one.person for one in arrival.withheld)


def _read(
    centre: Centre, arrival: Arrival, now: datetime
) -> tuple[Receipt, tuple[tuple[Item, Reading], ...]]:
    """What would come of it, and what was read; nothing where something is wrong."""
    document, earlier = arrival.document, earlier_claims(centre)
    if document.media_type != "text/csv" or not is_sheet(document.text):
        raise BadArgument(say("enter.no_sheet"), Where(file=arrival.name))
    try:
        item, reading = read_arrival(centre, arrival, earlier)
    except BadRow as first:  # all of them are told
        among = earlier.among(tier_of_sheet(document.text))
        every = faults_of_sheet(document.text, centre.vocabulary, document.name, among)
        return Receipt(faults=(*tier_faults(centre, document.text, arrival.name), *every) or (first,)), ()
    told = earlier.told(item.tier, reading.claims, item.item_id)
    ahead = [fault for claim in reading.claims for fault in _ahead(centre, now, claim, arrival.name)]
    ahead += days_ahead(centre, now, reading.claims, arrival.name)
    if ahead:
        return Receipt(faults=tuple(ahead)), ()
    again = [one for one in told if item_of(one.claim_id) != item.item_id]
    before = len(again) == len(told)
    found = Receipt(claims=tuple(told), repeated=len(again), before=before, gone=_gone(centre, again))
    return found, ((item, reading),)


def _ahead(centre: Centre, now: datetime, claim: Claim, name: str) -> list[TreguaError]:
    return published_ahead(centre, now, claim.published_at, Where(name, claim.row, field="published"))
