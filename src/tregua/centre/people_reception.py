"""Accounts as the dashboard asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from tregua.centre import people, people_entry
from tregua.centre.people import Office
from tregua.centre.people_entry import Came
from tregua.model.people import Account, Entrance, Session, SignedIn


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
