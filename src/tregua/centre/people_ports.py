"""What accounts need from outside: their rows, a way to keep a passphrase, and randomness."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from tregua.model.people import Account, Passkey, PeopleEntry, Session

Draw = Callable[[int], bytes]
"""That many random bytes."""


class Tries(NamedTuple):
    """Wrong tries under one key: how many, when the last was, until when none is looked at."""

    tried: int = 0
    last_at: int = 0
    until: int = 0


class PasskeyKept(NamedTuple):
    """What a passkey is checked with."""

    account_id: str
    public_key: bytes
    signs: int


class PeopleRows(Protocol):
    """The rows of people within one transaction. Tokens and keys of tries are given as hashes."""

    def accounts(self) -> tuple[Account, ...]:
        """All, by name."""

    def by_name(self, name: str) -> Account | None:
        """The account of a name as it is kept."""

    def by_id(self, account_id: str) -> Account | None:
        """The account of an id."""

    def put_account(self, account: Account) -> None:
        """A new account, or what is to be known of it from now on; its passphrase stays."""

    def passphrase(self, account_id: str) -> str:
        """What is kept of the passphrase; empty where there is none."""

    def put_passphrase(self, account_id: str, kept: str) -> None:
        """Another passphrase; empty takes it away."""

    def put_invitation(self, account_id: str, token: str, until: int) -> None:
        """An invitation in place of any earlier one."""

    def invited(self, token: str, now: int) -> Account | None:
        """Whom this invitation is for, while it lasts."""

    def drop_invitation(self, account_id: str) -> None:
        """It can be used no more."""

    def open_session(self, token: str, session: Session) -> None:
        """Somebody was let in."""

    def session(self, token: str) -> Session | None:
        """The session of a token, whether or not it has run out."""

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """Of one account, the latest used first."""

    def touch(self, token: str, now: int) -> None:
        """The session was used, and so the account."""

    def end_session(self, account_id: str, session_id: str) -> bool:
        """Ends one; whether there was one."""

    def end_sessions(self, account_id: str, but: str = "") -> int:
        """Ends all of an account, except the session of this id; how many."""

    def put_browser(self, token: str, account_id: str, now: int) -> None:
        """A browser that was let in."""

    def knows_browser(self, token: str, account_id: str, since: int) -> bool:
        """Whether this browser was let in for this account since then."""

    def drop_browsers(self, account_id: str) -> None:
        """No browser is known of this account any more."""

    def put_challenge(self, holder: str, challenge: bytes, until: int) -> None:
        """What a passkey has to sign next, in place of any earlier one of this holder."""

    def take_challenge(self, holder: str, now: int) -> bytes | None:
        """It, once."""

    def passkeys(self, account_id: str) -> tuple[Passkey, ...]:
        """Of one account, the oldest first."""

    def passkey(self, passkey_id: str) -> PasskeyKept | None:
        """What one is checked with."""

    def put_passkey(self, account_id: str, passkey: Passkey, public_key: bytes, signs: int) -> None:
        """A new one."""

    def passkey_used(self, passkey_id: str, signs: int, now: int) -> None:
        """It signed; its counter stands there now."""

    def drop_passkey(self, account_id: str, passkey_id: str) -> bool:
        """Takes one away; whether there was one."""

    def tries(self, key: str) -> Tries:
        """The tries counted under a key."""

    def put_tries(self, key: str, tries: Tries) -> None:
        """From now on; a count of nothing is forgotten."""

    def note(self, entry: PeopleEntry) -> None:
        """A line for the log; its number is given here."""

    def entries(self, account_id: str = "", before: int = 0, most: int = 100) -> tuple[PeopleEntry, ...]:
        """The log's lines, the latest first; of one account; below a number."""

    def sweep(self, now: int, sessions_since: int, browsers_since: int, tries_since: int) -> None:
        """Forgets what has run out."""


class PeopleStore(Protocol):
    """Where they are kept."""

    def reading(self) -> AbstractContextManager[PeopleRows]:
        """Everything read is of one moment."""

    def writing(self) -> AbstractContextManager[PeopleRows]:
        """All or nothing, one at a time."""


class Passphrases(Protocol):
    """How a passphrase is kept so that it cannot be told from what is kept."""

    def keep(self, passphrase: str) -> str:
        """What is kept of it."""

    def matches(self, kept: str, passphrase: str) -> bool:
        """Whether it is the one; takes as long where nothing is kept, and is false then."""

    def is_weak(self, kept: str) -> bool:
        """Whether it was kept by less work than is asked for today."""
