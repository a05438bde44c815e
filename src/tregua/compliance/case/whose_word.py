"""Whose word it is, for one obligation. Every rule asks here and nowhere else.

- *obligor*: a side that owes the obligation. Its own word makes ``claimed``, no more.
- *adversary*: a side that owes it too, or to which it is owed, speaking of another's conduct; and a
  party of the accord that is marked as not independent, where it neither owes nor is owed.
- *beneficiary*: a side to which it is owed. Its acknowledgement counts.
- *independent*: an actor in office whose side neither owes nor is owed. Its observation counts.
- *outlet*: a news outlet by itself, the public, the opposition, a private person, a page that names
  no source. Never enough.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from tregua.agreement.terms import Agreement
from tregua.vocabulary.names import speaks_in_office

Voice = Literal["obligor", "adversary", "beneficiary", "independent", "outlet"]

STRENGTH: dict[Voice, int] = {
    "outlet": 0,
    "adversary": 1,
    "obligor": 1,
    "beneficiary": 2,
    "independent": 2,
}
"""How much a figure or an act gains by the voice: outlets least, acknowledgement and observation most."""


def voice_in(
    agreement: Agreement,
    actor_id: str | None,
    side: str | None,
    obligors: Collection[str],
    beneficiaries: Collection[str],
    about: str | None = None,
) -> Voice:
    """The voice of ``actor_id``, as :func:`whose_word` has it, in an accord: there a party that neither owes
    nor is owed is no onlooker where the accord says so."""
    voice = whose_word(actor_id, side, obligors, beneficiaries, about)
    engaged = voice == "independent" and side in agreement.not_independent
    return "adversary" if engaged else voice


def whose_word(
    actor_id: str | None,
    side: str | None,
    obligors: Collection[str],
    beneficiaries: Collection[str],
    about: str | None = None,
) -> Voice:
    """The voice of ``actor_id``, whose side is ``side``, on an obligation of these sides.

    ``about`` is the side whose conduct is spoken of, where the word accuses somebody: a side that
    accuses another is its adversary, whatever it owes itself.
    """
    if not speaks_in_office(actor_id):
        return "outlet"
    if about is not None and about != side and (side in obligors or side in beneficiaries):
        return "adversary"
    if side in obligors:
        return "obligor"
    if side in beneficiaries:
        return "beneficiary"
    return "independent"
