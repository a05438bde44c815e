"""Accounts of those who work here: who is invited, as what, and who no longer comes in.

Accounts are no evidence: nothing of them is in the record, and no rebuild touches them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from tregua.centre.people_ports import Draw, Passphrases, PeopleRows, PeopleStore, Tries
from tregua.centre.ports import Clock
from tregua.model.errors import BadArgument, CheckFailed, Where
from tregua.model.messages import say
from tregua.model.people import ADMINISTRATOR, Account, PeopleEntry, PeopleEvent
from tregua.model.rights import OF_DELEGATIONS, OPERATOR, ROLES, VISITOR

INVITATION_LASTS = 72 * 3600
"""Seconds."""
BY_HAND = OPERATOR.name
"""By whom the log tells something was done that was done on the command line."""
_HANDLE = re.compile(r"[^\W_]([\w.-]{0,38}[^\W_])?")
_LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Office:
    """Everything that accounts need. ``delegations`` are the ids of those that sit in the centre."""

    store: PeopleStore
    passphrases: Passphrases
    clock: Clock
    draw: Draw
    delegations: Callable[[], tuple[str, ...]] = tuple

    def now(self) -> int:
        """Seconds since 1970, UTC."""
        return int(self.clock.now().timestamp())


class Invitation(NamedTuple):
    """What an invited person is handed; it is shown once."""

    account: Account
    token: str
    until: int


def hash_of(token: str) -> str:
    """What is kept of a token. It holds 256 random bits, so that one pass of SHA-256 is enough."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def key_of_name(name: str) -> str:
    """Under which wrong tries at a name are counted, whether or not somebody has it."""
    return hash_of(f"name {name}")


def fold_name(name: str) -> str:
    """A name as it is kept and compared: capitals and other forms of a letter make no other name."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def shorten(address: str) -> str:
    """An address as it is kept: enough to tell one network from another, and nobody's line."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if parsed.is_loopback:
        return "this machine"
    return str(ip_network(f"{address}/{24 if parsed.version == 4 else 48}", strict=False))


def accounts(office: Office) -> tuple[Account, ...]:
    """All, by name; *locked* where too many wrong passphrases were given and the wait is not over."""
    with office.store.reading() as rows:
        return tuple(_as_it_stands(office, rows, one) for one in rows.accounts())


def find_account(office: Office, name: str) -> Account:
    """The account of a name. Raises BadArgument ``people.unknown``."""
    with office.store.reading() as rows:
        return _as_it_stands(office, rows, _known(rows, name))


def has_accounts(office: Office) -> bool:
    """Whether anybody has an account: from then on everybody has to sign in."""
    with office.store.reading() as rows:
        return bool(rows.accounts())


def _as_it_stands(office: Office, rows: PeopleRows, account: Account) -> Account:
    held = account.state == "active" and rows.tries(key_of_name(account.name)).until > office.now()
    return replace(account, state="locked") if held else account


def add_account(
    office: Office, name: str, role: str, *, delegation: str = "", shown: str = "", by: str = BY_HAND
) -> Invitation:
    """A new account and its invitation. The first of a centre is an administrator's.

    Raises BadArgument ``people.bad_name``, ``people.name_taken``, ``people.no_role``,
    ``people.no_delegation``,
    ``people.delegation_needed``, ``people.delegation_not_wanted``, ``people.first_administrator``.
    """
    handle, told = _check_name(name), " ".join(shown.split()) or name.strip()
    if len(told) > _LONGEST_SHOWN or not told.isprintable():
        raise BadArgument(say("people.bad_shown", most=_LONGEST_SHOWN), Where(field="--shown"))
    check_role(office, role, delegation)
    now = office.now()
    account = Account(
        f"account-{office.draw(6).hex()}", handle, told, role, delegation, "invited", created_at=now
    )
    with office.store.writing() as rows:
        if rows.by_name(handle) is not None:
            raise BadArgument(say("people.name_taken", name=handle), Where(field="NAME"))
        if role != ADMINISTRATOR and not rows.accounts():
            raise BadArgument(say("people.first_administrator", name=handle), Where(field="--role"))
        rows.put_account(account)
        return _invite(office, rows, account, by)


def invite_again(office: Office, name: str, *, by: str = BY_HAND) -> Invitation:
    """Another invitation; an earlier one can be used no more. What the account has now stays good until it is
    taken. Raises BadArgument ``people.unknown``, CheckFailed ``people.is_disabled``."""
    with office.store.writing() as rows:
        account = _known(rows, name)
        if account.state == "disabled":
            raise CheckFailed(say("people.is_disabled", name=account.name))
        return _invite(office, rows, account, by)


def _invite(office: Office, rows: PeopleRows, account: Account, by: str) -> Invitation:
    token, until = office.draw(32).hex(), office.now() + INVITATION_LASTS
    rows.put_invitation(account.account_id, hash_of(token), until)
    note(office, rows, "invited", account.account_id, by=by, detail=account.role)
    return Invitation(account, token, until)


def change_role(office: Office, name: str, role: str, *, delegation: str = "", by: str = BY_HAND) -> Account:
    """Another role. Whoever has it signs in anew. Raises as :func:`add_account`, and CheckFailed
    ``people.last_administrator``."""
    check_role(office, role, delegation)
    with office.store.writing() as rows:
        account = _known(rows, name)
        changed = replace(account, role=role, delegation=delegation)
        if role != ADMINISTRATOR:
            _check_administrators(rows, account)
        rows.put_account(changed)
        rows.end_sessions(account.account_id)
        detail = " ".join(filter(None, (account.role, account.delegation, "→", role, delegation)))
        note(office, rows, "role_changed", account.account_id, by=by, detail=detail)
    return changed


def disable(office: Office, name: str, *, by: str = BY_HAND) -> Account:
    """Nobody comes in with this account any more, and whoever is in is out at once. Raises BadArgument
    ``people.unknown``, CheckFailed ``people.last_administrator``."""
    with office.store.writing() as rows:
        account = _known(rows, name)
        _check_administrators(rows, account)
        changed = replace(account, state="disabled")
        rows.put_account(changed)
        rows.end_sessions(account.account_id)
        rows.drop_browsers(account.account_id)
        rows.drop_invitation(account.account_id)
        note(office, rows, "disabled", account.account_id, by=by)
    return changed


def enable(office: Office, name: str, *, by: str = BY_HAND) -> Account:
    """A disabled account is as it was. Raises BadArgument ``people.unknown``."""
    with office.store.writing() as rows:
        account = _known(rows, name)
        ready = account.has_passphrase or account.passkeys
        changed = replace(account, state="active" if ready else "invited")
        rows.put_account(changed)
        note(office, rows, "enabled", account.account_id, by=by)
    return changed


def unlock(office: Office, name: str, *, by: str = BY_HAND) -> Account:
    """An account on which too many wrong passphrases were tried waits no longer. Raises BadArgument
    ``people.unknown``."""
    with office.store.writing() as rows:
        account = _known(rows, name)
        rows.put_tries(key_of_name(account.name), Tries())
        note(office, rows, "unlocked", account.account_id, by=by)
    return account


def sign_out_everywhere(office: Office, name: str, *, by: str = BY_HAND, but: str = "") -> int:
    """Ends every session of an account, except the one of this id; how many. Raises BadArgument
    ``people.unknown``."""
    with office.store.writing() as rows:
        account = _known(rows, name)
        ended = rows.end_sessions(account.account_id, but)
        if not but:  # somebody else may have sat there: no browser is trusted any more
            rows.drop_browsers(account.account_id)
        note(office, rows, "signed_out_everywhere", account.account_id, by=by, detail=f"{ended}")
    return ended


def log(office: Office, name: str = "", *, before: int = 0, most: int = 100) -> tuple[PeopleEntry, ...]:
    """What happened at the door, the latest first; of one account. Raises BadArgument ``people.unknown``."""
    with office.store.reading() as rows:
        account_id = _known(rows, name).account_id if name else ""
        return rows.entries(account_id, before, most)


def note(
    office: Office,
    rows: PeopleRows,
    event: PeopleEvent,
    account_id: str,
    *,
    by: str = "",
    address: str = "",
    detail: str = "",
) -> None:
    """A line for the log. ``by`` is an account's id; of an address only the network is kept."""
    at = office.now()
    rows.note(PeopleEntry(0, at, event, account_id, by or account_id, shorten(address), detail))


def check_role(office: Office, role: str, delegation: str) -> None:
    """Raises BadArgument ``people.no_role``, ``people.no_delegation``, ``people.delegation_needed``,
    ``people.delegation_not_wanted``."""
    if role not in ROLES:
        raise BadArgument(say("people.no_role", given=role, known=ROLES), Where(field="--role"))
    known, where = office.delegations(), Where(field="--delegation")
    if role not in OF_DELEGATIONS:
        if delegation:
            raise BadArgument(say("people.delegation_not_wanted", role=role), where)
    elif not delegation:
        raise BadArgument(say("people.delegation_needed", role=role, known=known), where)
    elif delegation not in known:
        raise BadArgument(say("people.no_delegation", given=delegation, known=known), where)


def _check_name(name: str) -> str:
    handle = fold_name(name)
    if not _HANDLE.fullmatch(handle) or handle in (OPERATOR.name, VISITOR.name):
        raise BadArgument(say("people.bad_name", given=name), Where(field="NAME"))
    return handle


def _known(rows: PeopleRows, name: str) -> Account:
    found = rows.by_name(fold_name(name)) or rows.by_id(name)
    if found is None:
        raise BadArgument(say("people.unknown", name=name), Where(field="NAME"))
    return found


def _check_administrators(rows: PeopleRows, account: Account) -> None:
    """That somebody is left who can let others in, and has come in himself where one has."""
    if account.role != ADMINISTRATOR or account.state == "disabled":
        return
    others = [one for one in rows.accounts() if one.role == ADMINISTRATOR and one != account]
    if not any(one.state == account.state or one.state == "active" for one in others):
        raise CheckFailed(say("people.last_administrator", name=account.name))
