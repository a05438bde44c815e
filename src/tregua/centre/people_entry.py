"""How people come in: invitations taken, passphrases looked at, sessions while they last.

Whoever tries learns nothing but whether he is in: an unknown name, a disabled account and a wrong
passphrase are
answered alike and in the same time. A try is counted before it is looked at, so that many at once are no way
around the wait; a wait ends by itself, is no longer than a quarter of an hour, and does not hold for a
browser
that was let in before: nobody is locked out for good by others' tries.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Literal, NamedTuple

from tregua.centre.people import Office, fold_name, hash_of, key_of_name, note, shorten
from tregua.centre.people_passphrase import check_passphrase, plain
from tregua.centre.people_ports import PeopleRows, Tries
from tregua.model.errors import BadArgument, BadCentre, CheckFailed, Where
from tregua.model.messages import say
from tregua.model.people import Account, Entrance, Session, SignedIn

IDLE, LASTS = 3600, 12 * 3600
"""Seconds without a request, and in all, after which a session is over: a duty lasts twelve hours."""
RECENT = 15 * 60
"""Seconds after signing in during which one may change how one signs in without being asked again."""
KNOWN_FOR = 90 * 24 * 3600
_TOUCHED_EVERY = 60
_DAY = 24 * 3600
_FIRST_WAIT, _LONGEST_WAIT = 30, 900


class Came(NamedTuple):
    """What is known of a request: its address, what browser it says it is, and the token of one let in
    before."""

    address: str = ""
    device: str = ""
    known: str = ""


class Patience(NamedTuple):
    """How many tries are free, and after how many seconds without one they are forgotten."""

    free: int
    forgotten: int


OF_NAME = Patience(5, _DAY)
OF_ADDRESS = Patience(20, 3600)


# ---- invitations --------------------------------------------------------------------------------------


def look_at_invitation(office: Office, token: str) -> Account:
    """Whom an invitation is for. Raises CheckFailed ``people.invitation_over``."""
    with office.store.reading() as rows:
        return _invited(office, rows, token)


def take_invitation(office: Office, token: str, passphrase: str, came: Came) -> Entrance:
    """The invited person sets a passphrase and is in; the invitation can be used no more. Every session
    there was
    is over. Raises CheckFailed ``people.invitation_over``, and those of :func:`check_passphrase`."""
    account = look_at_invitation(office, token)
    kept = office.passphrases.keep(check_passphrase(passphrase, (account.name, account.shown)))
    with office.store.writing() as rows:
        account = _invited(office, rows, token)
        rows.put_passphrase(account.account_id, kept)
        return welcome(office, rows, account, came, "passphrase")


def welcome(
    office: Office, rows: PeopleRows, account: Account, came: Came, by: Literal["passphrase", "passkey"]
) -> Entrance:
    """Whoever took an invitation is in, and nobody else."""
    active = replace(account, state="active")
    rows.put_account(active)
    rows.drop_invitation(account.account_id)
    rows.end_sessions(account.account_id)
    rows.drop_browsers(account.account_id)
    rows.put_tries(key_of_name(account.name), Tries())
    note(office, rows, "invitation_taken", account.account_id, address=came.address, detail=by)
    return let_in(office, rows, active, came, by)


def _invited(office: Office, rows: PeopleRows, token: str) -> Account:
    account = rows.invited(hash_of(token.strip()), office.now())
    if account is None or account.state == "disabled":
        raise CheckFailed(say("people.invitation_over"))
    return account


# ---- signing in ---------------------------------------------------------------------------------------


def sign_in(office: Office, name: str, passphrase: str, came: Came) -> Entrance:
    """Lets somebody in. Raises CheckFailed ``people.wait`` (seconds) before anything is looked at, and
    ``people.wrong``."""
    handle = fold_name(name)
    with office.store.writing() as rows:
        account = rows.by_name(handle)
        keys = {_key_of(office, rows, account, handle, came): OF_NAME, key_of_address(came): OF_ADDRESS}
        count_try(office, rows, keys)
        kept = rows.passphrase(account.account_id) if account and account.state == "active" else ""
    matches = office.passphrases.matches(kept, plain(passphrase))
    again = office.passphrases.keep(plain(passphrase)) if matches and office.passphrases.is_weak(kept) else ""
    with office.store.writing() as rows:
        now_kept = rows.passphrase(account.account_id) if account else ""
        account = rows.by_name(handle)
        if account and matches and account.state == "active" and now_kept == kept:
            if again:
                rows.put_passphrase(account.account_id, again)
            give_back(rows, keys)
            return let_in(office, rows, account, came, "passphrase")
        _note_refusal(office, rows, account, keys, came)
    raise CheckFailed(say("people.wrong"))


def _key_of(office: Office, rows: PeopleRows, account: Account | None, handle: str, came: Came) -> str:
    """Under which a try is counted: the browser's where it was let in for this account before, else the
    name's."""
    if account and came.known:
        browser = hash_of(came.known)
        if rows.knows_browser(browser, account.account_id, office.now() - KNOWN_FOR):
            return hash_of(f"browser {browser} {account.account_id}")
    return key_of_name(handle)


def key_of_address(came: Came) -> str:
    """Under which the tries from an address are counted; from a whole network of the new kind, which is one
    line's."""
    address = came.address
    return hash_of(f"address {shorten(address) if ':' in address else address}")


def count_try(office: Office, rows: PeopleRows, keys: dict[str, Patience]) -> None:
    """Counts a try under each key. Raises CheckFailed ``people.wait`` where one of them has to wait; that
    try is
    not counted, so that trying on makes no wait longer."""
    now = office.now()
    found = {key: rows.tries(key) for key in keys}
    wait = max(tries.until for tries in found.values()) - now
    if wait > 0:
        raise CheckFailed(say("people.wait", seconds=wait))
    for key, patience in keys.items():
        tries = found[key]
        count = 1 if now - tries.last_at > patience.forgotten else tries.tried + 1
        rows.put_tries(key, Tries(count, now, now + wait_after(count, patience)))


def wait_after(count: int, patience: Patience) -> int:
    """Seconds to wait after so many wrong tries: none at first, then each wait twice the one before."""
    over = count - patience.free
    return min(_FIRST_WAIT * 2 ** min(over, 10), _LONGEST_WAIT) if over >= 0 else 0


def give_back(rows: PeopleRows, keys: dict[str, Patience]) -> None:
    """A try that was right is none: the name's are forgotten, of the address's only this one. Whoever has an
    account does not buy tries at others' with it."""
    for key, patience in keys.items():
        tries = rows.tries(key)
        left = 0 if patience is OF_NAME else max(tries.tried - 1, 0)
        rows.put_tries(key, Tries(left, tries.last_at, 0))


def _note_refusal(
    office: Office, rows: PeopleRows, account: Account | None, keys: Iterable[str], came: Came
) -> None:
    """The name that was typed is not kept: it may be anybody's, or a passphrase in the wrong field."""
    whose = account.account_id if account else ""
    note(office, rows, "sign_in_refused", whose, address=came.address)
    until = max(rows.tries(key).until for key in keys)
    if until > office.now():
        note(office, rows, "locked", whose, address=came.address, detail=f"{until - office.now()} s")


def let_in(
    office: Office, rows: PeopleRows, account: Account, came: Came, by: Literal["passphrase", "passkey"]
) -> Entrance:
    """A new session under a token of its own; nothing that the browser brought along is used further."""
    now = office.now()
    token, known = office.draw(32).hex(), office.draw(32).hex()
    device = " ".join("".join(one if one.isprintable() else " " for one in came.device).split())[:160]
    session = Session(office.draw(8).hex(), account.account_id, device, shorten(came.address), now, now, by)
    forget_what_ran_out(office, rows)
    rows.open_session(hash_of(token), session)
    rows.put_browser(hash_of(known), account.account_id, now)
    rows.touch(hash_of(token), now)
    note(office, rows, "signed_in", account.account_id, address=came.address, detail=by)
    return Entrance(token, known, SignedIn(account, session))


def forget_what_ran_out(office: Office, rows: PeopleRows) -> None:
    """Sessions, browsers, tries and challenges that are over leave nothing behind."""
    now = office.now()
    rows.sweep(now, now - LASTS, now - KNOWN_FOR, now - _DAY)


# ---- sessions -----------------------------------------------------------------------------------------


def who_is(office: Office, token: str) -> SignedIn | None:
    """Whose session this token is of, while it lasts and the account is active."""
    key, now = hash_of(token), office.now()
    with office.store.reading() as rows:
        session = rows.session(key)
        account = rows.by_id(session.account_id) if session else None
    if session is None or account is None or account.state != "active" or not lasts(session, now):
        return None
    if now - session.used_at >= _TOUCHED_EVERY:
        with suppress(BadCentre), office.store.writing() as rows:  # one that cannot be written to still reads
            rows.touch(key, now)
    return SignedIn(account, session)


def lasts(session: Session, now: int) -> bool:
    """Whether a session is not over."""
    return now - session.used_at < IDLE and now - session.since < LASTS


def is_recent(office: Office, session: Session) -> bool:
    """Whether somebody signed in so short a time ago that it is still he who sits there."""
    return office.now() - session.since < RECENT


def sessions_of(office: Office, account: Account) -> tuple[Session, ...]:
    """Those that last, the latest used first."""
    now = office.now()
    with office.store.reading() as rows:
        return tuple(one for one in rows.sessions(account.account_id) if lasts(one, now))


def sign_out(office: Office, account: Account, session_id: str, came: Came) -> bool:
    """Ends one session of one's own; whether there was one."""
    with office.store.writing() as rows:
        ended = rows.end_session(account.account_id, session_id)
        if ended:
            note(office, rows, "signed_out", account.account_id, address=came.address)
    return ended


def change_passphrase(office: Office, me: SignedIn, now_kept: str, wanted: str, came: Came) -> Entrance:
    """Another passphrase, for whoever gives the one there is; where there is none, for whoever signed in
    just now.
    All other sessions are over, and this one goes on under a new token.

    Raises CheckFailed ``people.wrong_now``, ``people.sign_in_again``, ``people.wait``, BadArgument as
    :func:`check_passphrase`."""
    account = me.account
    keys = {key_of_name(f"{account.name} changes"): OF_NAME}
    with office.store.writing() as rows:
        kept = rows.passphrase(account.account_id)
        if kept:
            count_try(office, rows, keys)
        elif not is_recent(office, me.session):
            raise CheckFailed(say("people.sign_in_again"))
    if kept and not office.passphrases.matches(kept, plain(now_kept)):
        raise CheckFailed(say("people.wrong_now"), Where(field="now"))
    if kept and plain(now_kept) == plain(wanted):
        raise BadArgument(say("people.same_passphrase"), Where(field="passphrase"))
    new = office.passphrases.keep(check_passphrase(wanted, (account.name, account.shown)))
    with office.store.writing() as rows:
        if rows.passphrase(account.account_id) != kept:
            raise CheckFailed(say("people.wrong_now"), Where(field="now"))
        give_back(rows, keys)
        rows.put_passphrase(account.account_id, new)
        rows.end_sessions(account.account_id)
        rows.drop_browsers(account.account_id)
        note(office, rows, "passphrase_set", account.account_id, address=came.address)
        return let_in(office, rows, account, came, me.session.by)
