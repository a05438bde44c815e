"""Whether those to whom something is owed have agreed to more time, or have given it up. Pure.

More time and a waiver are theirs to give. Without their consent an amendment of that kind binds nobody: it
is one side's claim, shown as that. They have consented where the accord's file names one of them under
``consented_by`` (or under ``asked_by``, where it does not itself owe the thing), or where the word of one of
them bears the amendment out. Whoever owes it and asks for more time does not consent to that itself, not even
where several sides owe it to each other; nor does the word of one who owes it count as consent.
"""

from __future__ import annotations

from collections.abc import Collection

from tregua.agreement.terms import Agreement, Amendment, Obligation

NEEDS_CONSENT = frozenset({"extension", "waiver"})


def is_agreed(obligation: Obligation, amendment: Amendment, heard: Collection[str] = ()) -> bool:
    """Whether the amendment binds for one obligation it names. ``heard`` are the parties whose word bears
    it out. Where nobody is named as the one to whom it is owed, anybody's consent but the asker's will do."""
    if amendment.kind not in NEEDS_CONSENT:
        return True
    owing = set(obligation.obligors)
    giving = set(heard) - owing
    if amendment.asked_by not in owing:
        giving.add(amendment.asked_by)
    if amendment.consented_by != amendment.asked_by or amendment.consented_by not in owing:
        giving.add(amendment.consented_by)
    giving.discard("")
    owed_to = set(obligation.beneficiaries)
    return bool(giving & owed_to) if owed_to else bool(giving)


def agreed_for(
    agreement: Agreement, amendment: Amendment, heard: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The obligations of the amendment for which it binds, and those for which it is only claimed."""
    binds = [is_agreed(agreement.obligation(one), amendment, heard) for one in amendment.obligations]
    pairs = list(zip(amendment.obligations, binds, strict=True))
    return tuple(one for one, yes in pairs if yes), tuple(one for one, yes in pairs if not yes)
