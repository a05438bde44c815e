"""Those who work here: their accounts, and what is kept of how they sign in.

An account is no evidence and nothing of the record. Times are whole seconds since 1970, UTC; nothing in
these values opens a door: of tokens, only their hashes are kept, and they stay in the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tregua.model.rights import Person

AccountState = Literal["invited", "active", "locked", "disabled"]
"""*Locked* passes by itself: too many wrong passphrases were given, and the wait is not over."""

ADMINISTRATOR = "administrator"

PeopleEvent = Literal[
    "invited",
    "invitation_taken",
    "signed_in",
    "sign_in_refused",
    "locked",
    "signed_out",
    "signed_out_everywhere",
    "passphrase_set",
    "passkey_added",
    "passkey_removed",
    "passkey_refused",
    "role_changed",
    "disabled",
    "enabled",
    "unlocked",
]


@dataclass(frozen=True)
class Account:
    """One person's account. ``name`` is what they sign in with, ``shown`` what others read."""

    account_id: str
    name: str
    shown: str
    role: str
    delegation: str = ""
    state: AccountState = "invited"
    has_passphrase: bool = False
    passkeys: int = 0
    created_at: int = 0
    seen_at: int | None = None

    @property
    def person(self) -> Person:
        """Who this is at a door."""
        return Person(self.name, self.role, self.delegation)


@dataclass(frozen=True)
class Passkey:
    """A passkey of an account; ``passkey_id`` is its credential's id, base64url."""

    passkey_id: str
    label: str
    created_at: int
    used_at: int | None = None


@dataclass(frozen=True)
class Session:
    """One signed-in browser. ``session_id`` names it and opens nothing."""

    session_id: str
    account_id: str
    device: str
    address: str
    since: int
    used_at: int
    by: Literal["passphrase", "passkey"] = "passphrase"


@dataclass(frozen=True)
class PeopleEntry:
    """One line of the log of people: what happened to which account, by whom, from where (shortened)."""

    number: int
    at: int
    event: PeopleEvent
    account_id: str = ""
    by: str = ""
    address: str = ""
    detail: str = ""


@dataclass(frozen=True)
class SignedIn:
    """Whose request it is: the account and its session."""

    account: Account
    session: Session


@dataclass(frozen=True)
class Entrance:
    """What a browser is given when it was let in: both are shown once and only their hashes are kept.

    ``known`` is for later: a browser that was once let in waits for nobody else's wrong passphrases.
    """

    token: str
    known: str
    signed_in: SignedIn
