"""What the pages to sign in need: somebody who looks at names, passphrases, invitations and sessions."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from tregua.model.people import Account, Entrance, Session, SignedIn


class Browser(NamedTuple):
    """Who is asking, as far as a request tells: its address, what it says it is, what it was given before."""

    address: str = ""
    device: str = ""
    known: str = ""


class Reception(Protocol):
    """Accounts of a centre, as its dashboard asks for them. Refusals are TreguaErrors ``people.*``."""

    def is_open(self) -> bool:
        """Whether nobody has an account, so that nobody signs in."""
        ...

    def who(self, token: str) -> SignedIn | None:
        """Whose session this token is of, while it lasts."""
        ...

    def sign_in(self, name: str, passphrase: str, browser: Browser) -> Entrance:
        """Lets somebody in."""
        ...

    def invited(self, token: str) -> Account:
        """Whom an invitation is for."""
        ...

    def take_invitation(self, token: str, passphrase: str, browser: Browser) -> Entrance:
        """The invited person sets a passphrase and is in."""
        ...

    def change_passphrase(self, me: SignedIn, now: str, wanted: str, browser: Browser) -> Entrance:
        """Another passphrase; every other session is over."""
        ...

    def sessions(self, me: SignedIn) -> tuple[Session, ...]:
        """One's own sessions."""
        ...

    def sign_out(self, me: SignedIn, session_id: str, browser: Browser) -> None:
        """Ends one of one's own; all but this one where none is named."""
        ...
