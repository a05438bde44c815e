"""Which versions of an obligation the centre knows, and since when.

The original is known from the day its text was signed. An amendment that is only written into
``accord.yaml`` changes nothing: it counts from the day an item bore it out, and never before its
own ``known_on``; only a written one may do without, and then counts from ``known_on``. An item bears
it out when somebody in office says in it, on a day that is known, that the act the amendment asks for (a
deadline put off, say), or a handover still planned, concerns the amendment's area and names the new day.
What is denied, negated, merely demanded or merely possible bears nothing out; nor does the word of those
whom the change lets off, by itself.

Amendments add up in the order in which they became known. One agreed for later (``from_on``) is known before
it holds: until its day the earlier text is in force.

A change without the consent of those whom it concerns binds nobody, whoever tells of it: it is a claim
(:mod:`tregua.agreement.consent`). A claimed version changes nothing and is never the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from tregua.agreement.consent import INDEPENDENT, agreed_for, is_agreed
from tregua.agreement.terms import Agreement, Amendment, AmendmentKind, Obligation
from tregua.agreement.timing import Sign, Window
from tregua.model.records import Claim, Event, Record, current_claims
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.names import speaks_in_office

ORIGINAL = "original"
STOPPING: tuple[AmendmentKind, ...] = ("suspension", "waiver", "termination")
"""Kinds of amendment under which nothing is owed for a time, or any more."""


class Version(Record):
    """An obligation as one version of the accord has it, and the claims that bear it out.

    ``amendment`` is what it puts in place; ``claimed`` the one that it only claims, without consent."""

    id: str
    known_on: date
    obligation: Obligation
    amendment: Amendment | None = None
    claimed: Amendment | None = None
    evidence: tuple[str, ...] = ()

    @property
    def window(self) -> Window | None:
        """When it is due, or binds, under this version."""
        return self.obligation.window

    @property
    def kind(self) -> Literal["original", "claimed"] | AmendmentKind:
        """What made this version."""
        if self.amendment:
            return self.amendment.kind
        return "claimed" if self.claimed else "original"

    def is_in_force(self, day: date) -> bool:
        """Whether its text holds on ``day``; one agreed for later does not yet."""
        return self.amendment is None or is_in_force(self.amendment, day)

    def stops(self, day: date) -> bool:
        """Whether under this version nothing is owed on ``day``: suspended, given up or ended."""
        return self.amendment is not None and stops(self.amendment, day)


class KnownAmendment(Record):
    """An amendment, the day since which it is known, and the claims that bear it out.

    ``is_borne_out`` is False where it is taken as the accord's file declares it. The amendment names only the
    obligations that it binds; ``claimed_for`` those for which whoever must has not consented."""

    amendment: Amendment
    known_on: date
    evidence: tuple[str, ...] = ()
    is_borne_out: bool = True
    claimed_for: tuple[str, ...] = ()


def is_in_force(amendment: Amendment, day: date) -> bool:
    """Whether what the amendment puts in place holds on ``day``. More time and a revision hold from
    ``from_on``, where that is given; whether another kind stops something on a day says :func:`stops`."""
    return amendment.kind in STOPPING or amendment.from_on is None or amendment.from_on <= day


def stops(amendment: Amendment, day: date) -> bool:
    """Whether the amendment has nothing owed on ``day``: suspended, given up or ended."""
    if amendment.kind not in STOPPING:
        return False
    begun = amendment.from_on is None or amendment.from_on <= day
    return begun and (amendment.until_on is None or day <= amendment.until_on)


def known_amendments(agreement: Agreement, claims: Iterable[Claim]) -> tuple[KnownAmendment, ...]:
    """The amendments that items bear out, in the order in which they became known."""
    found = [
        _known(
            agreement,
            one,
            _heard(agreement, bearing),
            known_on=_known_on(one, bearing),
            evidence=tuple(sorted(claim.claim_id for claim in bearing)),
        )
        for one, bearing in _borne_out(agreement, agreement.amendments, current_claims(claims))
    ]
    return tuple(sorted(found, key=lambda one: one.known_on))


def declared_amendments(agreement: Agreement) -> tuple[KnownAmendment, ...]:
    """Every amendment as the accord itself declares it, without an item, by its own day."""
    declared = [
        _known(agreement, one, frozenset(), known_on=one.known_on, is_borne_out=False)
        for one in agreement.amendments
    ]
    return tuple(sorted(declared, key=lambda one: one.known_on))


def _known(agreement: Agreement, amendment: Amendment, heard: frozenset[str], **known: Any) -> KnownAmendment:
    binds, claimed = agreed_for(agreement, amendment, heard)
    if claimed:
        amendment = amendment.model_copy(update={"obligations": binds})
    return KnownAmendment(amendment=amendment, claimed_for=claimed, **known)


def versions_known(
    agreement: Agreement, obligation: Obligation, claims: Iterable[Claim]
) -> tuple[Version, ...]:
    """The original, then each amendment known, in the order it became known: the last is in force. Before
    them stands what is only claimed."""
    ours = [one for one in agreement.amendments if obligation.id in one.obligations]
    current = current_claims(claims) if ours else ()
    versions = [Version(id=ORIGINAL, known_on=agreement.signed(obligation), obligation=obligation)]
    claimed: list[Version] = []
    known = [(_known_on(one, bearing), one, bearing) for one, bearing in _borne_out(agreement, ours, current)]
    for known_on, amendment, bearing in sorted(known, key=lambda one: one[0]):
        is_ours = is_agreed(agreement, obligation, amendment, _heard(agreement, bearing))
        made = Version(
            id=amendment.id,
            known_on=known_on,
            obligation=versions[-1].obligation.under(amendment) if is_ours else obligation,
            amendment=amendment if is_ours else None,
            claimed=None if is_ours else amendment,
            evidence=tuple(sorted(claim.claim_id for claim in bearing)),
        )
        (versions if is_ours else claimed).append(made)
    return (*claimed, *versions)


def amendments_known(agreement: Agreement, claims: Iterable[Claim]) -> tuple[Amendment, ...]:
    """The amendments that are known and bind, in the order of the accord."""
    known = {one.amendment.id: one.amendment for one in known_amendments(agreement, claims)}
    found = (known[one.id] for one in agreement.amendments if one.id in known)
    return tuple(one for one in found if one.obligations)


def _heard(agreement: Agreement, bearing: Iterable[Claim]) -> frozenset[str]:
    """The parties in whose word an amendment is told, and whether somebody independent tells it."""
    return frozenset(agreement.side_of(claim.said_by) or INDEPENDENT for claim in bearing)


def bears_out(agreement: Agreement, sign: Sign, claim: Claim) -> bool:
    """Whether one claim says, in somebody's office, what ``sign`` asks for; an outlet alone says nothing."""
    if claim.stance in ("denies", "demands") or not speaks_in_office(claim.said_by):
        return False
    return any(shows(agreement, sign, event) for event in claim.events)


def _borne_out(
    agreement: Agreement, amendments: Iterable[Amendment], claims: tuple[Claim, ...]
) -> Iterable[tuple[Amendment, list[Claim]]]:
    for amendment in amendments:
        sign, released = amendment.evidence, _released(agreement, amendment)
        bearing = [
            claim
            for claim in claims
            if sign
            and claim.published_at
            and agreement.side_of(claim.said_by) not in released
            and bears_out(agreement, sign, claim)
        ]
        if bearing or (sign is None and amendment.form == "written"):
            yield amendment, bearing


def _released(agreement: Agreement, amendment: Amendment) -> frozenset[str]:
    """The sides that an amendment may let off, and whose own word does not bear it out: those who owe and
    are not owed. It is the others' to give. That one of them says it is not bound changes nothing anyway."""
    if amendment.kind == "challenge":
        return frozenset()
    changed = [agreement.obligation(one) for one in amendment.obligations]
    owed_to = {side for one in changed for side in one.beneficiaries}
    owing = frozenset(side for one in changed for side in one.obligors)
    if not owed_to and len(owing) > 1:
        return frozenset()  # owed to each other, though the text names nobody
    return owing - owed_to


def _known_on(amendment: Amendment, bearing: list[Claim]) -> date:
    """Not before its own day, nor before the first claim was published."""
    published = [day_of(claim.published_at) for claim in bearing if claim.published_at]
    return max(amendment.known_on, min(published, default=amendment.known_on))


def shows(agreement: Agreement, sign: Sign, event: Event) -> bool:
    """Whether one thing that a claim says is what ``sign`` asks for, whoever says it."""
    if event.negated or event.modality in ("demanded", "possible"):
        return False
    tells = is_a(event.act, sign.act) or (
        is_a(sign.act, "extend") and is_a(event.act, "handover") and event.modality == "planned"
    )
    return (
        tells
        and (sign.naming is None or sign.naming in _days_of(event))
        and (not sign.area or any(agreement.lies_in(place.place_id, sign.area) for place in event.places))
    )


def _days_of(event: Event) -> set[date]:
    return {day_of(text) for text in (event.earliest, event.latest) if text}
