"""Whether those whom a change of the accord concerns have agreed to it. Pure.

More time and a waiver are given by those to whom a thing is owed; so are a pause and an end. A revision may
ask for more or for less, so that both who owe it and to whom it is owed must agree. Without that an amendment
binds nobody: it is one side's claim, shown as that. Whoever owes a thing and asks for more time does not
consent to that itself, not even where several sides owe it to each other; nor does its word count as consent.

A party has agreed where the accord's file names it under ``asked_by`` or ``consented_by``, or where its word
bears the amendment out. What is owed to several sides is given up, stopped or ended by all of them; of more
than two, two will do, since a file names one who asks and one who consents. What sides owe each other is
stopped, ended or changed by no single one of them, whatever the file says, as long as only one tells of it.
What only observers owe (a council that decides on its mission) they may change among themselves.
"""

from __future__ import annotations

from collections.abc import Collection

from tregua.agreement.terms import Agreement, Amendment, Obligation

INDEPENDENT = ""
"""Among those in whose word an amendment is told: somebody in office who speaks for no party."""

_BY_TWO = 2


def is_agreed(
    agreement: Agreement, obligation: Obligation, amendment: Amendment, heard: Collection[str] = ()
) -> bool:
    """Whether the amendment binds for one obligation it names. ``heard`` are the parties whose word bears
    it out, and :data:`INDEPENDENT` where another's does."""
    if amendment.kind == "challenge":
        return True
    if amendment.kind == "extension":
        return _is_given(obligation, amendment, heard)
    if amendment.kind != "waiver" and _is_theirs(agreement, obligation, amendment, heard):
        return True
    if _is_one_sided(obligation, heard):
        return False
    give = _both_agree if amendment.kind == "revision" else _all_agree
    return give(obligation, amendment, heard)


def agreed_for(
    agreement: Agreement, amendment: Amendment, heard: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The obligations of the amendment for which it binds, and those for which it is only claimed."""
    binds = [
        is_agreed(agreement, agreement.obligation(one), amendment, heard) for one in amendment.obligations
    ]
    pairs = list(zip(amendment.obligations, binds, strict=True))
    return tuple(one for one, yes in pairs if yes), tuple(one for one, yes in pairs if not yes)


def _is_given(obligation: Obligation, amendment: Amendment, heard: Collection[str]) -> bool:
    """Whether one to whom it is owed gives it to another. Where nobody is named as that, anybody's consent
    but the asker's will do."""
    owing = set(obligation.obligors)
    giving = set(heard) - owing
    if amendment.asked_by not in owing:
        giving.add(amendment.asked_by)
    if amendment.consented_by != amendment.asked_by or amendment.consented_by not in owing:
        giving.add(amendment.consented_by)
    giving.discard("")
    owed_to = set(obligation.beneficiaries)
    return bool(giving & owed_to) if owed_to else bool(giving)


def _all_agree(obligation: Obligation, amendment: Amendment, heard: Collection[str]) -> bool:
    """Whether all to whom it is owed agree; of more than two, two of them."""
    agreeing, owed_to = _agreeing(amendment, heard), _owed_to(obligation)
    if not owed_to:
        return bool(agreeing - set(obligation.obligors))
    return len(agreeing & owed_to) >= min(_BY_TWO, len(owed_to))


def _both_agree(obligation: Obligation, amendment: Amendment, heard: Collection[str]) -> bool:
    """Whether one who owes it and one to whom it is owed agree; of what is owed to each other, two sides."""
    agreeing = _agreeing(amendment, heard)
    owing, owed_to = set(obligation.obligors), _owed_to(obligation)
    if owing & owed_to:
        return len(agreeing & owed_to) >= min(_BY_TWO, len(owed_to))
    return bool(agreeing & owing) and (bool(agreeing & owed_to) if owed_to else bool(agreeing - owing))


def _is_theirs(
    agreement: Agreement, obligation: Obligation, amendment: Amendment, heard: Collection[str]
) -> bool:
    """Whether only observers owe it and an observer whom it concerns has changed it."""
    observers = {one.id for one in agreement.parties if one.role == "observer"}
    owing = set(obligation.obligors)
    concerned = observers & (owing | _owed_to(obligation))
    return bool(owing) and owing <= observers and bool(_agreeing(amendment, heard) & concerned)


def _is_one_sided(obligation: Obligation, heard: Collection[str]) -> bool:
    """Whether of sides that owe it to each other only some tell of it, and nobody independent."""
    owing = set(obligation.obligors)
    mutual = owing & _owed_to(obligation)
    return bool(heard) and set(heard) <= owing and not mutual <= set(heard)


def _agreeing(amendment: Amendment, heard: Collection[str]) -> set[str]:
    return {amendment.asked_by, amendment.consented_by, *heard} - {INDEPENDENT}


def _owed_to(obligation: Obligation) -> set[str]:
    """To whom it is owed: to each other, where several owe it and the text names nobody."""
    if obligation.beneficiaries or len(set(obligation.obligors)) < _BY_TWO:
        return set(obligation.beneficiaries)
    return set(obligation.obligors)
