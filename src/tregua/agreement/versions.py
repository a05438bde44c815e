"""Which versions of an obligation the centre knows, and since when.

The original is known from the day of signature. An amendment that is only written into
``accord.yaml`` changes nothing: it counts from the day an item bore it out, and never before its
own ``known_on``. An item bears it out when it says that the act the amendment asks for (a deadline
put off, say), or a handover still planned, concerns the amendment's area and names the new day.
What is denied, negated or merely demanded bears nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from tregua.agreement.terms import Agreement, Amendment, Obligation, Window
from tregua.model.records import Claim, Event, Record, current_claims
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a

ORIGINAL = "original"


class Version(Record):
    """An obligation's window as one version of the accord has it, and the claims that bear it out."""

    id: str
    known_on: date
    window: Window | None = None
    kind: Literal["original", "extension", "waiver", "suspension", "challenge", "termination"] = "original"
    evidence: tuple[str, ...] = ()


def versions_known(
    agreement: Agreement, obligation: Obligation, claims: Iterable[Claim]
) -> tuple[Version, ...]:
    """The original first, then each amendment that ``claims`` bear out, in the order it became known."""
    current = current_claims(claims)
    versions = [Version(id=ORIGINAL, known_on=agreement.signed_on, window=obligation.window)]
    amended = []
    for amendment in agreement.amendments:
        if amendment.obligation != obligation.id:
            continue
        bearing = [claim for claim in current if bears_out(agreement, amendment, claim)]
        if not bearing:
            continue
        amended.append(
            Version(
                id=amendment.id,
                known_on=max(amendment.known_on, _first_published(bearing, amendment.known_on)),
                window=amendment.window or obligation.window,
                kind=amendment.kind,
                evidence=tuple(sorted(claim.claim_id for claim in bearing)),
            )
        )
    return (*versions, *sorted(amended, key=lambda version: version.known_on))


def amendments_known(agreement: Agreement, claims: Iterable[Claim]) -> tuple[Amendment, ...]:
    """The amendments that ``claims`` bear out, in the order of the accord."""
    current = current_claims(claims)
    return tuple(
        amendment
        for amendment in agreement.amendments
        if any(bears_out(agreement, amendment, claim) for claim in current)
    )


def bears_out(agreement: Agreement, amendment: Amendment, claim: Claim) -> bool:
    """Whether one claim bears the amendment out."""
    if claim.stance in ("denies", "demands"):
        return False
    return any(_names_it(agreement, amendment, event) for event in claim.events)


def _names_it(agreement: Agreement, amendment: Amendment, event: Event) -> bool:
    wanted = amendment.evidence
    if event.negated or event.modality == "demanded":
        return False
    tells = is_a(event.act, wanted.act) or (is_a(event.act, "handover") and event.modality == "planned")
    days = {day_of(text) for text in (event.earliest, event.latest) if text}
    return (
        tells
        and wanted.naming in days
        and any(agreement.lies_in(place.place_id, wanted.area) for place in event.places)
    )


def _first_published(claims: list[Claim], otherwise: date) -> date:
    """The first day one of them was published; an undated claim speaks from the amendment's own day."""
    return min(day_of(claim.published_at) if claim.published_at else otherwise for claim in claims)
