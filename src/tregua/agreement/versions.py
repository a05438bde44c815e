"""Which versions of an obligation the centre knows, and since when.

The original is known from the day its text was signed. An amendment that is only written into
``accord.yaml`` changes nothing: it counts from the day an item bore it out, and never before its
own ``known_on``; only a written one may do without, and then counts from ``known_on``. An item bears
it out when somebody in office says in it, on a day that is known, that the act the amendment asks for (a
deadline put off, say) was done, concerns the amendment's area and names the new day.
What is denied or negated bears nothing out. What is asked for, planned, offered or merely possible is spoken
of, and what those say whom the change lets off is announced: both are shown, and change nothing.

One whose consent it needs may later say that it was not agreed, or no longer is: then it is contested from
that day (:mod:`tregua.agreement.contests`).

Amendments add up in the order in which they became known. One agreed for later (``from_on``) is known before
it holds: until its day the earlier text is in force.

A change without the consent of those whom it concerns binds nobody, whoever tells of it: it is a claim
(:mod:`tregua.agreement.consent`). A claimed version changes nothing and is never the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from tregua.agreement.consent import INDEPENDENT, agreed_for, is_agreed
from tregua.agreement.contests import Contest, contests_of
from tregua.agreement.terms import Agreement, Amendment, AmendmentKind, Obligation
from tregua.agreement.timing import Sign, Window
from tregua.model.records import Claim, Event, Record, current_claims
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.names import speaks_in_office

ORIGINAL = "original"
STOPPING: tuple[AmendmentKind, ...] = ("suspension", "waiver", "termination")
"""Kinds of amendment under which nothing is owed for a time, or any more."""

ToldAs = Literal["agreed", "announced", "spoken_of"]


class Version(Record):
    """An obligation as one version of the accord has it, and the claims that bear it out.

    ``amendment`` is what it puts in place; ``claimed`` the one that it only claims, without consent.
    ``said_by`` are the actors whose word it is: who tells of it as ``agreed``; else who ``announced`` it
    though it lets off their own side; else who has ``spoken_of`` it as asked for, planned or possible.
    ``contests`` are the days on which it is contested, in order."""

    id: str
    known_on: date
    obligation: Obligation
    amendment: Amendment | None = None
    claimed: Amendment | None = None
    evidence: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    told_as: ToldAs = "agreed"
    contests: tuple[Contest, ...] = ()

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

    def contest(self, day: date) -> Contest | None:
        """Who contests on ``day`` that it was agreed; None where nobody whose consent it needs does."""
        return next((one for one in self.contests if one.holds(day)), None)

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
            one.amendment,
            _heard(agreement, one.claims),
            is_told_as_agreed=one.told_as == "agreed",
            known_on=one.known_on,
            evidence=one.evidence,
        )
        for one in _told(agreement, agreement.amendments, current_claims(claims))
    ]
    return tuple(sorted(found, key=lambda one: one.known_on))


def declared_amendments(agreement: Agreement) -> tuple[KnownAmendment, ...]:
    """Every amendment as the accord itself declares it, without an item, by its own day."""
    declared = [
        _known(agreement, one, frozenset(), known_on=one.known_on, is_borne_out=False)
        for one in agreement.amendments
    ]
    return tuple(sorted(declared, key=lambda one: one.known_on))


def _known(
    agreement: Agreement,
    amendment: Amendment,
    heard: frozenset[str],
    *,
    is_told_as_agreed: bool = True,
    **known: Any,
) -> KnownAmendment:
    binds: tuple[str, ...] = ()
    claimed = amendment.obligations
    if is_told_as_agreed:
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
    for told in sorted(_told(agreement, ours, current), key=lambda one: one.known_on):
        amendment = told.amendment
        is_ours = told.told_as == "agreed" and is_agreed(
            agreement, obligation, amendment, _heard(agreement, told.claims)
        )
        made = Version(
            id=amendment.id,
            known_on=told.known_on,
            obligation=versions[-1].obligation.under(amendment) if is_ours else obligation,
            amendment=amendment if is_ours else None,
            claimed=None if is_ours else amendment,
            evidence=told.evidence,
            said_by=tuple(sorted({one.said_by for one in told.claims if one.said_by})),
            told_as=told.told_as,
            contests=_contests(agreement, obligation, told, current) if is_ours else (),
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


class _Told(NamedTuple):
    """An amendment as it is told, by the claims that say so."""

    amendment: Amendment
    claims: tuple[Claim, ...]
    told_as: ToldAs
    known_on: date

    @property
    def evidence(self) -> tuple[str, ...]:
        return tuple(sorted(claim.claim_id for claim in self.claims))


def bears_out(agreement: Agreement, sign: Sign, claim: Claim) -> bool:
    """Whether one claim says, in somebody's office, what ``sign`` asks for; an outlet alone says nothing.
    Who demands or offers it does not say that it is so."""
    if claim.stance not in ("asserts", "evaluates") or not speaks_in_office(claim.said_by):
        return False
    return any(shows(agreement, sign, event) for event in claim.events)


def _told(
    agreement: Agreement, amendments: Iterable[Amendment], claims: tuple[Claim, ...]
) -> Iterator[_Told]:
    """The amendments of which something is told, by the word that says most of them."""
    for amendment in amendments:
        sign, released = amendment.evidence, _released(agreement, amendment)
        dated = [claim for claim in claims if sign and claim.published_at and speaks_in_office(claim.said_by)]
        said = [claim for claim in dated if sign and bears_out(agreement, sign, claim)]
        bearing = tuple(one for one in said if agreement.side_of(one.said_by) not in released)
        if bearing or (sign is None and amendment.form == "written"):
            yield _Told(amendment, bearing, "agreed", _known_on(amendment, bearing))
        elif said:
            yield _Told(amendment, tuple(said), "announced", _first_said(agreement, said))
        elif spoken := [one for one in dated if sign and _speaks_of(agreement, sign, one)]:
            yield _Told(amendment, tuple(spoken), "spoken_of", _first_said(agreement, spoken))


def _speaks_of(agreement: Agreement, sign: Sign, claim: Claim) -> bool:
    """Whether it tells of what ``sign`` asks for, or of a handover still planned for the new day."""
    return claim.stance != "denies" and any(
        not event.negated
        and names(agreement, sign, event)
        and (
            is_a(event.act, sign.act)
            or (is_a(sign.act, "extend") and is_a(event.act, "handover") and event.modality == "planned")
        )
        for event in claim.events
    )


def _contests(
    agreement: Agreement, obligation: Obligation, told: _Told, claims: tuple[Claim, ...]
) -> tuple[Contest, ...]:
    """The days on which it is contested, by those who say and those who deny that it was agreed."""
    sign = told.amendment.evidence
    if sign is None:
        return ()
    heard = [claim for claim in claims if claim.published_at and speaks_in_office(claim.said_by)]
    saying = [claim for claim in heard if bears_out(agreement, sign, claim)]
    denying = [claim for claim in heard if _denies(agreement, sign, claim)]
    return contests_of(
        agreement, obligation, told.amendment, told.known_on,
        heard=_heard(agreement, told.claims), saying=saying, denying=denying,
    )  # fmt: skip


def _denies(agreement: Agreement, sign: Sign, claim: Claim) -> bool:
    """Whether one claim says that what ``sign`` asks for was not done; it need not name the day."""
    anytime = sign.model_copy(update={"naming": None})
    return claim.stance not in ("demands", "promises") and any(
        event.modality == "actual"
        and (event.negated or claim.stance == "denies")
        and is_a(event.act, sign.act)
        and names(agreement, sign if _days_of(event) else anytime, event)
        for event in claim.events
    )


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


def _known_on(amendment: Amendment, bearing: Iterable[Claim]) -> date:
    """Not before its own day, nor before the first claim was published."""
    published = [day_of(claim.published_at) for claim in bearing if claim.published_at]
    return max(amendment.known_on, min(published, default=amendment.known_on))


def _first_said(agreement: Agreement, claims: Iterable[Claim]) -> date:
    """The day on which it was first told, since the signature."""
    published = [day_of(claim.published_at) for claim in claims if claim.published_at]
    return max(agreement.signed_on, min(published))


def shows(agreement: Agreement, sign: Sign, event: Event) -> bool:
    """Whether one thing that a claim says is what ``sign`` asks for, and done, whoever says it."""
    if event.negated or event.modality != "actual":
        return False
    return is_a(event.act, sign.act) and names(agreement, sign, event)


def names(agreement: Agreement, sign: Sign, event: Event) -> bool:
    """Whether one thing that a claim says concerns the area and names the day that ``sign`` asks for."""
    return (sign.naming is None or sign.naming in _days_of(event)) and (
        not sign.area or any(agreement.lies_in(place.place_id, sign.area) for place in event.places)
    )


def _days_of(event: Event) -> set[date]:
    return {day_of(text) for text in (event.earliest, event.latest) if text}
