"""Accounts as the dashboard asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tregua.centre import people, people_entry, people_passkeys
from tregua.centre.people import Office
from tregua.centre.people_entry import Came
from tregua.centre.people_passkeys import Place
from tregua.model.people import Account, Entrance, Passkey, Session, SignedIn


@dataclass
class CentreReception:
    """The reception of one centre, see :class:`tregua.web.reception.Reception`."""

    office: Office
    _asks: bool = False

    def is_open(self) -> bool:
        """Whether nobody has an account. From the first on it stays shut: no account is ever taken away."""
        if not self._asks:
            self._asks = people.has_accounts(self.office)
        return not self._asks

    def who(self, token: str) -> SignedIn | None:
        """Whose session this token is of, while it lasts."""
        return people_entry.who_is(self.office, token) if token else None

    def sign_in(self, name: str, passphrase: str, browser: tuple[str, str, str]) -> Entrance:
        """Lets somebody in."""
        return people_entry.sign_in(self.office, name, passphrase, Came(*browser))

    def invited(self, token: str) -> Account:
        """Whom an invitation is for."""
        return people_entry.look_at_invitation(self.office, token)

    def take_invitation(self, token: str, passphrase: str, browser: tuple[str, str, str]) -> Entrance:
        """The invited person sets a passphrase and is in."""
        return people_entry.take_invitation(self.office, token, passphrase, Came(*browser))

    def change_passphrase(
        self, me: SignedIn, now: str, wanted: str, browser: tuple[str, str, str]
    ) -> Entrance:
        """Another passphrase; every other session is over."""
        return people_entry.change_passphrase(self.office, me, now, wanted, Came(*browser))

    def sessions(self, me: SignedIn) -> tuple[Session, ...]:
        """One's own sessions."""
        return people_entry.sessions_of(self.office, me.account)

    def sign_out(self, me: SignedIn, session_id: str, browser: tuple[str, str, str]) -> None:
        """Ends one of one's own; all but this one where none is named."""
        if session_id:
            people_entry.sign_out(self.office, me.account, session_id, Came(*browser))
        else:
            people.sign_out_everywhere(
                self.office, me.account.name, by=me.account.account_id, but=me.session.session_id
            )

    def passkeys(self, me: SignedIn) -> tuple[Passkey, ...]:
        """One's own passkeys, the oldest first."""
        return people_passkeys.passkeys_of(self.office, me.account)

    def ask_for_new(self, account: Account, holder: str, place: tuple[str, str, str]) -> dict[str, Any]:
        """What a browser is to make a passkey from."""
        return people_passkeys.ask_for_new(self.office, account, holder, Place(*place))

    def add_passkey(
        self,
        me: SignedIn,
        holder: str,
        place: tuple[str, str, str],
        answer: Any,
        label: str,
        browser: tuple[str, str, str],
    ) -> None:
        """Another way in for oneself."""
        people_passkeys.add_passkey(self.office, me, holder, Place(*place), answer, label, Came(*browser))

    def remove_passkey(self, me: SignedIn, passkey_id: str, browser: tuple[str, str, str]) -> None:
        """One way in less."""
        people_passkeys.remove_passkey(self.office, me, passkey_id, Came(*browser))

    def take_invitation_with_passkey(
        self, token: str, place: tuple[str, str, str], answer: Any, label: str, browser: tuple[str, str, str]
    ) -> Entrance:
        """The invited person brings a passkey and is in."""
        return people_passkeys.take_invitation_with_passkey(
            self.office, token, Place(*place), answer, label, Came(*browser)
        )

    def ask_to_sign(self, place: tuple[str, str, str]) -> tuple[str, dict[str, Any]]:
        """What any passkey of this centre may sign, and the token under which that is remembered."""
        holder = self.office.draw(16).hex()
        return holder, people_passkeys.ask_to_sign(self.office, holder, Place(*place))

    def sign_in_with_passkey(
        self, holder: str, place: tuple[str, str, str], answer: Any, browser: tuple[str, str, str]
    ) -> Entrance:
        """Lets in whoever's passkey signed."""
        return people_passkeys.sign_in_with_passkey(
            self.office, holder, Place(*place), answer, Came(*browser)
        )
