"""Entering into a register: a sheet is taken in whole, or everything that is wrong with it is told."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from tregua.centre.centre import Centre
from tregua.centre.intake import (
    Arrival,
    earlier_claims,
    open_files,
    published_ahead,
    read_arrival,
    take_in,
)
from tregua.model.errors import BadArgument, TreguaError, Where
from tregua.model.ids import content_id, digest_bytes, item_of
from tregua.model.messages import say
from tregua.model.records import Claim
from tregua.model.standing import Register
from tregua.reading.sheets import faults_of_sheet, is_sheet
from tregua.reading.sheets_written import write_row


class Entered(BaseModel):
    """What came of it: the sheet's claims, whether they had been entered before, or what is wrong; and the
    pseudonyms of those whose names were withheld."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    claims: tuple[Claim, ...] = ()
    before: bool = False
    repeated: int = 0
    faults: tuple[TreguaError, ...] = ()
    withheld: tuple[str, ...] = ()


def row_as_sheet(register: Register, cells: dict[str, str]) -> tuple[str, bytes]:
    """The file that a single row is entered as: its name and its bytes."""
    data = write_row(register, cells)
    return f"{register}-{digest_bytes(data)[:8]}.csv", data


def enter_sheet(centre: Centre, name: str, data: bytes, *, trial: bool = False) -> Entered:
    """Takes a register sheet into the centre, as any item; the same bytes twice are once. A ``trial``
    leaves nothing. The caller holds the lock unless it is one. Raises BadArgument ``enter.no_sheet``."""
    arrivals, faults = open_files([(name, data)], centre.names)
    if faults:
        return Entered(faults=faults)
    now = centre.clock.now()
    if before := centre.state.claims_of(content_id("item", digest_bytes(arrivals[0].data))):
        return Entered(claims=before, before=True, withheld=_withheld(arrivals[0]))
    found = _read(centre, arrivals[0], now)
    if trial or found.faults:
        return found
    latest = centre.state.snapshot()
    at = latest.at if centre.charter.demonstration and latest else now
    intake = take_in(centre, arrivals, at)
    return Entered(
        claims=(*intake.claims, *intake.repeated),
        before=bool(intake.repeated) and not intake.claims,
        repeated=len(intake.repeated),
        faults=intake.faults,
        withheld=_withheld(arrivals[0]),
    )


def _withheld(arrival: Arrival) -> tuple[str, ...]:
    return tuple(one.person for one in arrival.withheld)


def _read(centre: Centre, arrival: Arrival, now: datetime) -> Entered:
    document, earlier = arrival.document, earlier_claims(centre)
    if document.media_type != "text/csv" or not is_sheet(document.text):
        raise BadArgument(say("enter.no_sheet"), Where(file=arrival.name))
    faults = faults_of_sheet(document.text, centre.vocabulary, document.name, earlier)
    if faults:
        return Entered(faults=faults)
    item, reading = read_arrival(centre, arrival, earlier)
    told = earlier.told(item.tier, reading.claims, item.item_id)
    repeated = sum(item_of(one.claim_id) != item.item_id for one in told)
    ahead = [fault for claim in reading.claims for fault in _ahead(centre, now, claim, arrival.name)]
    if ahead:
        return Entered(faults=tuple(ahead))
    return Entered(claims=tuple(told), repeated=repeated, before=repeated == len(told))


def _ahead(centre: Centre, now: datetime, claim: Claim, name: str) -> list[TreguaError]:
    return published_ahead(centre, now, claim.published_at, Where(name, claim.row, field="published"))
