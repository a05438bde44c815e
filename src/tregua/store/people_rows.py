"""The rows of people, read and written within one transaction."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from tregua.centre.people_ports import PasskeyKept, Tries
from tregua.model.people import Account, Passkey, PeopleEntry, Session
from tregua.store.people_tables import (
    ACCOUNTS,
    BROWSERS,
    CHALLENGES,
    INVITATIONS,
    LOG,
    PASSKEYS,
    SESSIONS,
    TRIES,
)

_COUNTED = (
    select(func.count())
    .where(PASSKEYS.c.account_id == ACCOUNTS.c.account_id)
    .correlate(ACCOUNTS)
    .scalar_subquery()
)


class Rows:
    """What is asked of the rows, see :class:`tregua.centre.people_ports.PeopleRows`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- accounts -----------------------------------------------------------------------------------

    def accounts(self) -> tuple[Account, ...]:
        """All, by name."""
        found = self._connection.execute(_accounts())
        return tuple(sorted((_account(row) for row in found), key=lambda one: one.name))

    def by_name(self, name: str) -> Account | None:
        """The account of a name as it is kept."""
        return self._one_account(ACCOUNTS.c.name == name)

    def by_id(self, account_id: str) -> Account | None:
        """The account of an id."""
        return self._one_account(ACCOUNTS.c.account_id == account_id)

    def _one_account(self, condition: ColumnElement[bool]) -> Account | None:
        row = self._connection.execute(_accounts().where(condition)).first()
        return None if row is None else _account(row)

    def put_account(self, account: Account) -> None:
        """A new account, or what is to be known of it from now on; its passphrase stays."""
        row = {
            "name": account.name,
            "shown": account.shown,
            "role": account.role,
            "delegation": account.delegation,
            "state": account.state,
            "created_at": account.created_at,
            "seen_at": account.seen_at,
        }
        mine = ACCOUNTS.c.account_id == account.account_id
        if not self._connection.execute(update(ACCOUNTS).where(mine).values(row)).rowcount:
            new = {"account_id": account.account_id, "passphrase": "", **row}
            self._connection.execute(insert(ACCOUNTS).values(new))

    def passphrase(self, account_id: str) -> str:
        """What is kept of the passphrase; empty where there is none."""
        asked = select(ACCOUNTS.c.passphrase).where(ACCOUNTS.c.account_id == account_id)
        return self._connection.scalar(asked) or ""

    def put_passphrase(self, account_id: str, kept: str) -> None:
        """Another passphrase; empty takes it away."""
        mine = ACCOUNTS.c.account_id == account_id
        self._connection.execute(update(ACCOUNTS).where(mine).values(passphrase=kept))

    # ---- invitations --------------------------------------------------------------------------------

    def put_invitation(self, account_id: str, token: str, until: int) -> None:
        """An invitation in place of any earlier one."""
        self.drop_invitation(account_id)
        self._connection.execute(insert(INVITATIONS).values(account_id=account_id, token=token, until=until))

    def invited(self, token: str, now: int) -> Account | None:
        """Whom this invitation is for, while it lasts."""
        asked = select(INVITATIONS.c.account_id).where(
            INVITATIONS.c.token == token, INVITATIONS.c.until > now
        )
        found = self._connection.scalar(asked)
        return None if found is None else self.by_id(found)

    def drop_invitation(self, account_id: str) -> None:
        """It can be used no more."""
        self._delete(INVITATIONS, INVITATIONS.c.account_id == account_id)

    # ---- sessions -----------------------------------------------------------------------------------

    def open_session(self, token: str, session: Session) -> None:
        """Somebody was let in."""
        self._connection.execute(insert(SESSIONS).values(token=token, **vars(session)))

    def session(self, token: str) -> Session | None:
        """The session of a token, whether or not it has run out."""
        row = self._connection.execute(select(SESSIONS).where(SESSIONS.c.token == token)).first()
        return None if row is None else _session(row)

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """Of one account, the latest used first."""
        asked = select(SESSIONS).where(SESSIONS.c.account_id == account_id)
        found = [_session(row) for row in self._connection.execute(asked)]
        return tuple(sorted(found, key=lambda one: (-one.used_at, one.session_id)))

    def touch(self, token: str, now: int) -> None:
        """The session was used, and so the account."""
        mine = SESSIONS.c.token == token
        self._connection.execute(update(SESSIONS).where(mine).values(used_at=now))
        whose = select(SESSIONS.c.account_id).where(mine).scalar_subquery()
        self._connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.account_id == whose).values(seen_at=now))

    def end_session(self, account_id: str, session_id: str) -> bool:
        """Ends one; whether there was one."""
        mine = (SESSIONS.c.account_id == account_id) & (SESSIONS.c.session_id == session_id)
        return self._delete(SESSIONS, mine) > 0

    def end_sessions(self, account_id: str, but: str = "") -> int:
        """Ends all of an account, except the session of this id; how many."""
        mine = (SESSIONS.c.account_id == account_id) & (SESSIONS.c.session_id != but)
        return self._delete(SESSIONS, mine)

    # ---- browsers -----------------------------------------------------------------------------------

    def put_browser(self, token: str, account_id: str, now: int) -> None:
        """A browser that was let in."""
        self._delete(BROWSERS, BROWSERS.c.token == token)
        self._connection.execute(insert(BROWSERS).values(token=token, account_id=account_id, used_at=now))

    def knows_browser(self, token: str, account_id: str, since: int) -> bool:
        """Whether this browser was let in for this account since then."""
        asked = select(BROWSERS.c.used_at).where(
            BROWSERS.c.token == token, BROWSERS.c.account_id == account_id
        )
        found = self._connection.scalar(asked)
        return found is not None and found >= since

    def drop_browsers(self, account_id: str) -> None:
        """No browser is known of this account any more."""
        self._delete(BROWSERS, BROWSERS.c.account_id == account_id)

    # ---- passkeys -----------------------------------------------------------------------------------

    def put_challenge(self, holder: str, challenge: bytes, until: int) -> None:
        """What a passkey has to sign next, in place of any earlier one of this holder."""
        self._delete(CHALLENGES, CHALLENGES.c.holder == holder)
        row = {"holder": holder, "challenge": challenge, "until": until}
        self._connection.execute(insert(CHALLENGES).values(row))

    def take_challenge(self, holder: str, now: int) -> bytes | None:
        """It, once."""
        mine = CHALLENGES.c.holder == holder
        row = self._connection.execute(select(CHALLENGES.c.challenge, CHALLENGES.c.until).where(mine)).first()
        self._delete(CHALLENGES, mine)
        return bytes(row.challenge) if row is not None and row.until > now else None

    def passkeys(self, account_id: str) -> tuple[Passkey, ...]:
        """Of one account, the oldest first."""
        asked = select(PASSKEYS).where(PASSKEYS.c.account_id == account_id)
        found = [
            Passkey(row.passkey_id, row.label, row.created_at, row.used_at)
            for row in self._connection.execute(asked)
        ]
        return tuple(sorted(found, key=lambda one: (one.created_at, one.passkey_id)))

    def passkey(self, passkey_id: str) -> PasskeyKept | None:
        """What one is checked with."""
        row = self._connection.execute(select(PASSKEYS).where(PASSKEYS.c.passkey_id == passkey_id)).first()
        return None if row is None else PasskeyKept(row.account_id, bytes(row.public_key), row.signs)

    def put_passkey(self, account_id: str, passkey: Passkey, public_key: bytes, signs: int) -> None:
        """A new one."""
        key = bindparam("key", public_key, type_=LargeBinary)
        row = {"account_id": account_id, "public_key": key, "signs": signs, **vars(passkey)}
        self._connection.execute(insert(PASSKEYS).values(row))

    def passkey_used(self, passkey_id: str, signs: int, now: int) -> None:
        """It signed; its counter stands there now."""
        mine = PASSKEYS.c.passkey_id == passkey_id
        self._connection.execute(update(PASSKEYS).where(mine).values(signs=signs, used_at=now))

    def drop_passkey(self, account_id: str, passkey_id: str) -> bool:
        """Takes one away; whether there was one."""
        mine = (PASSKEYS.c.account_id == account_id) & (PASSKEYS.c.passkey_id == passkey_id)
        return self._delete(PASSKEYS, mine) > 0

    # ---- tries and the log --------------------------------------------------------------------------

    def tries(self, key: str) -> Tries:
        """The tries counted under a key."""
        row = self._connection.execute(select(TRIES).where(TRIES.c.key == key)).first()
        return Tries() if row is None else Tries(row._mapping["count"], row.last_at, row.until)

    def put_tries(self, key: str, tries: Tries) -> None:
        """From now on; a count of nothing is forgotten."""
        self._delete(TRIES, TRIES.c.key == key)
        if tries.tried:
            self._connection.execute(
                insert(TRIES).values(key=key, count=tries.tried, last_at=tries.last_at, until=tries.until)
            )

    def note(self, entry: PeopleEntry) -> None:
        """A line for the log; its number is given here."""
        row = {name: value for name, value in vars(entry).items() if name != "number"}
        self._connection.execute(insert(LOG).values(row))

    def entries(self, account_id: str = "", before: int = 0, most: int = 100) -> tuple[PeopleEntry, ...]:
        """The log's lines, the latest first; of one account; below a number."""
        asked = select(LOG).order_by(LOG.c.number.desc()).limit(most)
        if account_id:
            asked = asked.where((LOG.c.account_id == account_id) | (LOG.c.by == account_id))
        if before:
            asked = asked.where(LOG.c.number < before)
        return tuple(PeopleEntry(**row._mapping) for row in self._connection.execute(asked))

    def sweep(self, now: int, sessions_since: int, browsers_since: int, tries_since: int) -> None:
        """Forgets what has run out."""
        self._delete(SESSIONS, SESSIONS.c.since < sessions_since)
        self._delete(BROWSERS, BROWSERS.c.used_at < browsers_since)
        self._delete(TRIES, (TRIES.c.last_at < tries_since) & (TRIES.c.until < now))
        self._delete(CHALLENGES, CHALLENGES.c.until < now)

    def _delete(self, table: Table, condition: ColumnElement[bool]) -> int:
        return self._connection.execute(delete(table).where(condition)).rowcount


def _accounts() -> Select[Any]:
    return select(ACCOUNTS, _COUNTED.label("passkeys"))


def _account(row: Row[Any]) -> Account:
    return Account(
        account_id=row.account_id,
        name=row.name,
        shown=row.shown,
        role=row.role,
        delegation=row.delegation,
        state=row.state,
        has_passphrase=bool(row.passphrase),
        passkeys=row.passkeys,
        created_at=row.created_at,
        seen_at=row.seen_at,
    )


def _session(row: Row[Any]) -> Session:
    told = {name: value for name, value in row._mapping.items() if name != "token"}
    return Session(**cast("dict[str, Any]", told))
