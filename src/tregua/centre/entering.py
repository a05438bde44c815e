"""Entering into a register: a sheet is taken in whole, or everything that is wrong with it is told."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from tregua.centre.centre import Centre
from tregua.centre.earlier import EarlierClaims
from tregua.centre.intake import Arrival, open_files, read_arrival, take_in
from tregua.model.errors import BadArgument, TreguaError, Where
from tregua.model.ids import content_id, digest_bytes
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
    if before := centre.state.claims_of(content_id("item", digest_bytes(arrivals[0].data))):
        return Entered(claims=before, before=True, withheld=_withheld(arrivals[0]))
    found = _read(centre, arrivals[0])
    if trial or found.faults:
        return found
    latest = centre.state.snapshot()
    at = latest.at if centre.charter.demonstration and latest else centre.clock.now()
    intake = take_in(centre, arrivals, at)
    return Entered(claims=intake.claims, faults=intake.faults, withheld=_withheld(arrivals[0]))


def _withheld(arrival: Arrival) -> tuple[str, ...]:
    return tuple(one.person for one in arrival.withheld)


def _read(centre: Centre, arrival: Arrival) -> Entered:
    document, earlier = arrival.document, EarlierClaims(centre.state)
    if document.media_type != "text/csv" or not is_sheet(document.text):
        raise BadArgument(say("enter.no_sheet"), Where(file=arrival.name))
    faults = faults_of_sheet(document.text, centre.vocabulary, document.name, earlier)
    return (
        Entered(faults=faults) if faults else Entered(claims=read_arrival(centre, arrival, earlier)[1].claims)
    )
