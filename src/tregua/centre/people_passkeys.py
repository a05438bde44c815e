"""Passkeys: what a browser is asked to make or to sign, and whether its answer holds.

Each is bound to this centre's address by the browser, asks the person (a finger, a face, a code), and signs a
challenge that was drawn for it alone, lasts minutes and is used once. A counter that stands still tells of
a copy.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from tregua.centre.people import Office, hash_of, note
from tregua.centre.people_entry import (
    OF_ADDRESS,
    Came,
    count_try,
    forget_what_ran_out,
    give_back,
    is_recent,
    key_of_address,
    let_in,
    look_at_invitation,
    welcome,
)
from tregua.centre.people_ports import PeopleRows
from tregua.model.errors import CheckFailed
from tregua.model.messages import say
from tregua.model.people import Account, Entrance, Passkey, SignedIn

_LASTS = 300
_MOST = 10
_LONGEST_LABEL = 60


class Place(NamedTuple):
    """Where passkeys are for: the host's name, the address in full, what the person is shown."""

    host: str
    origin: str
    title: str


# ---- a new one ----------------------------------------------------------------------------------------


def ask_for_new(office: Office, account: Account, holder: str, place: Place) -> dict[str, Any]:
    """What the browser is to make a passkey from, as ``navigator.credentials.create`` takes it. ``holder``
    is the
    token of whoever asks: a session's or an invitation's. Raises CheckFailed ``people.many_passkeys``."""
    import webauthn
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    with office.store.reading() as rows:
        have = [one.passkey_id for one in rows.passkeys(account.account_id)]
    if len(have) >= _MOST:
        raise CheckFailed(say("people.many_passkeys", most=_MOST))
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=place.title,
        user_id=account.account_id.encode(),
        user_name=account.name,
        user_display_name=account.shown,
        challenge=_challenge(office, holder),
        timeout=_LASTS * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(one)) for one in have
        ],
    )
    return _as_json(webauthn.options_to_json(options))


def may_add(office: Office, me: SignedIn) -> None:
    """Raises CheckFailed ``people.sign_in_again`` for whoever signed in long ago: it may be another who
    sits there."""
    if not is_recent(office, me.session):
        raise CheckFailed(say("people.sign_in_again"))


def add_passkey(
    office: Office, me: SignedIn, holder: str, place: Place, answer: Any, label: str, came: Came
) -> None:
    """Takes a passkey for one's own account. Raises CheckFailed ``people.passkey_refused``,
    ``people.sign_in_again``."""
    may_add(office, me)
    with office.store.writing() as rows:
        challenge = rows.take_challenge(_of(holder), office.now())
    found = _verify_new(challenge, place, answer)
    with office.store.writing() as rows:
        _put(office, rows, me.account, found, label, came)


def take_invitation_with_passkey(
    office: Office, token: str, place: Place, answer: Any, label: str, came: Came
) -> Entrance:
    """The invited person brings a passkey instead of a passphrase and is in. Raises CheckFailed
    ``people.invitation_over``, ``people.passkey_refused``."""
    look_at_invitation(office, token)
    with office.store.writing() as rows:
        challenge = rows.take_challenge(_of(token), office.now())
    found = _verify_new(challenge, place, answer)
    with office.store.writing() as rows:
        account = rows.invited(hash_of(token), office.now())
        if account is None or account.state == "disabled":
            raise CheckFailed(say("people.invitation_over"))
        _put(office, rows, account, found, label, came)
        return welcome(office, rows, account, came, "passkey")


def passkeys_of(office: Office, account: Account) -> tuple[Passkey, ...]:
    """The passkeys of an account, the oldest first."""
    with office.store.reading() as rows:
        return rows.passkeys(account.account_id)


def remove_passkey(office: Office, me: SignedIn, passkey_id: str, came: Came) -> None:
    """Takes one of one's own away. Raises CheckFailed ``people.last_way_in`` where no other way in is left,
    ``people.sign_in_again``."""
    may_add(office, me)
    account_id = me.account.account_id
    with office.store.writing() as rows:
        left = [one for one in rows.passkeys(account_id) if one.passkey_id != passkey_id]
        if not left and not rows.passphrase(account_id):
            raise CheckFailed(say("people.last_way_in"))
        if rows.drop_passkey(account_id, passkey_id):
            note(office, rows, "passkey_removed", account_id, address=came.address)


class _New(NamedTuple):
    passkey_id: str
    public_key: bytes
    signs: int


def _verify_new(challenge: bytes | None, place: Place, answer: Any) -> _New:
    import webauthn
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    if challenge is None:
        raise CheckFailed(say("people.passkey_refused"))
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CheckFailed(say("people.passkey_refused")) from error
    return _New(bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count)


def _put(office: Office, rows: PeopleRows, account: Account, new: _New, label: str, came: Came) -> None:
    if rows.passkey(new.passkey_id) is not None:
        raise CheckFailed(say("people.passkey_refused"))
    told = "".join(one for one in " ".join(label.split()) if one.isprintable())[:_LONGEST_LABEL]
    passkey = Passkey(new.passkey_id, told or "passkey", office.now())
    rows.put_passkey(account.account_id, passkey, new.public_key, new.signs)
    note(office, rows, "passkey_added", account.account_id, address=came.address)


# ---- signing in with one ------------------------------------------------------------------------------


def ask_to_sign(office: Office, holder: str, place: Place) -> dict[str, Any]:
    """What any passkey of this centre may sign, as ``navigator.credentials.get`` takes it: nobody's name is
    asked
    before, and none is told."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    options = webauthn.generate_authentication_options(
        rp_id=place.host,
        challenge=_challenge(office, holder),
        timeout=_LASTS * 1000,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _as_json(webauthn.options_to_json(options))


def sign_in_with_passkey(office: Office, holder: str, place: Place, answer: Any, came: Came) -> Entrance:
    """Lets in whoever's passkey signed. Raises CheckFailed ``people.passkey_refused``, ``people.wait``."""
    keys = {key_of_address(came): OF_ADDRESS}
    told = answer.get("id") if isinstance(answer, dict) else None
    passkey_id = told if isinstance(told, str) and told.isascii() else None
    with office.store.writing() as rows:
        count_try(office, rows, keys)
        challenge = rows.take_challenge(_of(holder), office.now())
        kept = rows.passkey(passkey_id) if passkey_id else None
    signs = None
    if challenge is not None and kept is not None and _is_of(answer, kept.account_id):
        signs = _verify_signed(challenge, place, answer, kept.public_key, kept.signs)
    with office.store.writing() as rows:
        account = rows.by_id(kept.account_id) if kept else None
        still = rows.passkey(str(passkey_id)) == kept
        if signs is not None and account is not None and account.state == "active" and still:
            rows.passkey_used(str(passkey_id), signs, office.now())
            give_back(rows, keys)
            return let_in(office, rows, account, came, "passkey")
        note(office, rows, "passkey_refused", kept.account_id if kept else "", address=came.address)
    raise CheckFailed(say("people.passkey_refused"))


def _is_of(answer: dict[str, Any], account_id: str) -> bool:
    """Whether the passkey says it is of this account; each is made to say so."""
    from webauthn.helpers import base64url_to_bytes

    told = answer.get("response")
    handle = told.get("userHandle") if isinstance(told, dict) else None
    try:
        return isinstance(handle, str) and base64url_to_bytes(handle) == account_id.encode()
    except ValueError:
        return False


def _verify_signed(challenge: bytes, place: Place, answer: Any, public_key: bytes, signs: int) -> int | None:
    """Where the passkey's counter stands now; None where the answer does not hold."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=public_key,
            credential_current_sign_count=signs,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError):
        return None
    return found.new_sign_count


def _challenge(office: Office, holder: str) -> bytes:
    challenge = office.draw(32)
    with office.store.writing() as rows:
        forget_what_ran_out(office, rows)  # anybody may ask for one
        rows.put_challenge(_of(holder), challenge, office.now() + _LASTS)
    return challenge


def _of(holder: str) -> str:
    return hash_of(f"challenge {holder}")


def _as_json(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    return told
