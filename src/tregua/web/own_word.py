"""Whose word is somebody's own: that of the delegation he is of, and of those for whom it sits here."""

from __future__ import annotations

from tregua.agreement.terms import Agreement
from tregua.model.rights import Person


def is_own_word(said_by: str | None, person: Person | None, agreement: Agreement) -> bool:
    """Whether ``said_by`` (an actor's id) is the delegation somebody is of, whom it represents, or an office
    of these. Somebody of no delegation has no word of his own: the record does not tell who typed what."""
    if person is None or not person.delegation or said_by is None:
        return False
    sits = (one for one in agreement.delegations if one.id.casefold() == person.delegation.casefold())
    voices = [voice for one in sits for voice in (one.id, *one.represents)]
    return any(said_by == voice or said_by.startswith(f"{voice}/") for voice in voices)
