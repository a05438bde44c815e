"""What the pages to sign in need: somebody who looks at names, passphrases, invitations and sessions."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from tregua.model.people import Account, Entrance, Passkey, Session, SignedIn


class Browser(NamedTuple):
    """Who is asking, as far as a request tells: its address, what it says it is, what it was given before."""

    address: str = ""
    device: str = ""
    known: str = ""


class Place(NamedTuple):
    """For what a passkey is: the host's name, the address in full, what the person is shown."""

    host: str
    origin: str
    title: str


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

    def passkeys(self, me: SignedIn) -> tuple[Passkey, ...]:
        """One's own passkeys."""
        ...

    def ask_for_new(self, account: Account, holder: str, place: Place) -> dict[str, Any]:
        """What a browser is to make a passkey from; ``holder`` is the token of whoever asks."""
        ...

    def add_passkey(
        self, me: SignedIn, holder: str, place: Place, answer: Any, label: str, browser: Browser
    ) -> None:
        """Another way in for oneself."""
        ...

    def remove_passkey(self, me: SignedIn, passkey_id: str, browser: Browser) -> None:
        """One way in less."""
        ...

    def take_invitation_with_passkey(
        self, token: str, place: Place, answer: Any, label: str, browser: Browser
    ) -> Entrance:
        """The invited person brings a passkey and is in."""
        ...

    def ask_to_sign(self, place: Place) -> tuple[str, dict[str, Any]]:
        """What any passkey of this centre may sign, and the token under which that is remembered."""
        ...

    def sign_in_with_passkey(self, holder: str, place: Place, answer: Any, browser: Browser) -> Entrance:
        """Lets in whoever's passkey signed."""
        ...
