"""When an amendment is contested by those whose consent it needs. Pure.

Whoever had to agree did say so, or the accord's file says that it did; on the days until then the changed
text was in force, and nobody is late on them because the other thought better of it. From the day on which
one without whose consent it would not bind says that it was not agreed, or no longer is, word stands against
word and no finding decides: it is contested, until that side says again that it is agreed. Each side's latest
word is its word; of two of one day that cannot be told apart, the one that denies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from tregua.agreement.consent import is_agreed
from tregua.agreement.terms import Agreement, Amendment, Obligation
from tregua.model.records import Claim, Record
from tregua.model.when import day_of


class Contest(Record):
    """Days on which an amendment is contested: from ``from_on`` until the day before ``until_on``, or for
    good where that is None; the actors who deny it, and the claims in which they do."""

    from_on: date
    until_on: date | None = None
    denied_by: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether ``day`` is one of its days."""
        return day >= self.from_on and (self.until_on is None or day < self.until_on)


def contests_of(
    agreement: Agreement,
    obligation: Obligation,
    amendment: Amendment,
    known_on: date,
    *,
    heard: Collection[str],
    saying: Iterable[Claim],
    denying: Iterable[Claim],
) -> tuple[Contest, ...]:
    """The days from ``known_on`` on which the amendment is contested, in order. ``heard`` are the parties
    whose word bears it out; ``saying`` and ``denying`` every dated claim that it was agreed or was not."""
    denials = tuple(denying)
    if not denials:
        return ()
    found: list[Contest] = []
    for day, against in _deniers_by_day(agreement, tuple(saying), denials, known_on):
        contest = None
        if against and not is_agreed(
            agreement, obligation, _without(amendment, against), set(heard) - against
        ):
            theirs = [
                one for one in denials if _day(one) <= day and agreement.side_of(one.said_by) in against
            ]
            contest = Contest(
                from_on=day,
                denied_by=tuple(sorted({one.said_by for one in theirs if one.said_by})),
                evidence=tuple(sorted(one.claim_id for one in theirs)),
            )
        if found and found[-1].until_on is None:
            if contest and _same(found[-1], contest):
                continue
            found[-1] = found[-1].model_copy(update={"until_on": day})
        if contest:
            found.append(contest)
    return tuple(found)


def _same(one: Contest, other: Contest) -> bool:
    return (one.denied_by, one.evidence) == (other.denied_by, other.evidence)


def _deniers_by_day(
    agreement: Agreement, saying: Iterable[Claim], denying: Iterable[Claim], known_on: date
) -> Iterable[tuple[date, frozenset[str]]]:
    """From ``known_on`` on, each day with a word and the parties whose latest word up to its end is that it
    was not agreed."""
    told: dict[date, dict[str, list[tuple[Claim, bool]]]] = {known_on: {}}
    for claims, denies in ((saying, False), (denying, True)):
        for claim in claims:
            sides = told.setdefault(_day(claim), {})
            side = agreement.side_of(claim.said_by)
            if side is not None:
                sides.setdefault(side, []).append((claim, denies))
    against: set[str] = set()
    for day in sorted(told):
        for side, said in told[day].items():
            against.discard(side)
            if _denies_last(said):
                against.add(side)
        if day >= known_on:
            yield day, frozenset(against)


def _denies_last(said: list[tuple[Claim, bool]]) -> bool:
    """Whether the last of the words of one day denies, or might: some give no hour."""
    hours = [claim.published_at or "" for claim, _ in said]
    if all("T" in one for one in hours):
        return any(denies for (_, denies), hour in zip(said, hours, strict=True) if hour == max(hours))
    return any(denies for _, denies in said)


def _without(amendment: Amendment, sides: Collection[str]) -> Amendment:
    """The amendment as if these sides had neither asked for it nor consented."""
    changes = {field: "" for field in ("asked_by", "consented_by") if getattr(amendment, field) in sides}
    return amendment.model_copy(update=changes) if changes else amendment


def _day(claim: Claim) -> date:
    return day_of(claim.published_at) if claim.published_at else date.min
