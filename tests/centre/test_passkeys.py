"""Passkeys, made and used by an authenticator of the tests' own: what holds, and all that does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fixture_people import GOOD, SetClock, office_of
from webauthn.helpers import bytes_to_base64url

from tregua.centre import people, people_entry, people_passkeys
from tregua.centre.people import Office
from tregua.centre.people_entry import RECENT, Came
from tregua.centre.people_passkeys import Place
from tregua.model.errors import CheckFailed
from tregua.model.people import Entrance

HERE = Came("192.0.2.77", "Firefox on Linux")
PLACE = Place("centre.example.org", "https://centre.example.org", "A centre")
PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40
YES = PRESENT | VERIFIED


class Authenticator:
    """A key on a device; it signs what it is asked, for whatever address it believes to be at."""

    def __init__(self, name: bytes = b"a key", origin: str = PLACE.origin, host: str = PLACE.host) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name, self.origin, self.host, self.count, self.user = name, origin, host, 0, b""

    def make(self, asked: dict[str, Any], flags: int = YES) -> dict[str, Any]:
        """What a browser sends back of a new passkey."""
        self.user = _plain(asked["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        told = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + cbor2.dumps(public)
        data = self._data(flags | NEW) + told
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"attestationObject": made, "clientDataJSON": self._said("create", asked)})

    def sign(self, asked: dict[str, Any], flags: int = YES) -> dict[str, Any]:
        """What a browser sends back of one that signed."""
        self.count += 1
        data, said = self._data(flags), self._said("get", asked)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"authenticatorData": data, "signature": signature, "userHandle": self.user}
        return self._answer({**parts, "clientDataJSON": said})

    def _data(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _said(self, kind: str, asked: dict[str, Any]) -> bytes:
        told = {"type": f"webauthn.{kind}", "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _answer(self, parts: dict[str, bytes]) -> dict[str, Any]:
        name = bytes_to_base64url(self.name)
        response = {key: bytes_to_base64url(value) for key, value in parts.items()}
        return {"id": name, "rawId": name, "type": "public-key", "response": response}


def _plain(text: str) -> bytes:
    from webauthn import base64url_to_bytes

    return base64url_to_bytes(text)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def office(tmp_path: Path, clock: SetClock) -> Office:
    return office_of(tmp_path, clock)


@pytest.fixture
def anna(office: Office) -> Entrance:
    invitation = people.add_account(office, "anna", "administrator")
    return people_entry.take_invitation(office, invitation.token, GOOD, HERE)


def add(office: Office, who: Entrance, key: Authenticator, label: str = "blue key") -> None:
    asked = people_passkeys.ask_for_new(office, who.signed_in.account, who.token, PLACE)
    people_passkeys.add_passkey(office, who.signed_in, who.token, PLACE, key.make(asked), label, HERE)


def come(office: Office, key: Authenticator, **more: Any) -> Entrance:
    asked = people_passkeys.ask_to_sign(office, "a browser", PLACE)
    return people_passkeys.sign_in_with_passkey(office, "a browser", PLACE, key.sign(asked, **more), HERE)


def refused(act: Callable[[], object], code: str = "people.passkey_refused") -> None:
    with pytest.raises(CheckFailed) as caught:
        act()
    assert caught.value.code == code


def test_one_is_made_used_and_taken_away(office: Office, anna: Entrance) -> None:
    key = Authenticator()
    add(office, anna, key)
    [kept] = people_passkeys.passkeys_of(office, anna.signed_in.account)
    assert (kept.label, kept.used_at) == ("blue key", None)
    entered = come(office, key)
    assert entered.signed_in.account.name == "anna" and entered.signed_in.session.by == "passkey"
    assert people_entry.who_is(office, entered.token)
    people_passkeys.remove_passkey(office, entered.signed_in, kept.passkey_id, HERE)
    refused(lambda: come(office, key))
    told = [one.event for one in people.log(office)]
    assert told[:3] == ["passkey_refused", "passkey_removed", "signed_in"]


def test_an_invitation_is_taken_with_one(office: Office) -> None:
    invitation = people.add_account(office, "anna", "administrator")
    account, key = people_entry.look_at_invitation(office, invitation.token), Authenticator()
    asked = people_passkeys.ask_for_new(office, account, invitation.token, PLACE)
    answer = key.make(asked)
    entered = people_passkeys.take_invitation_with_passkey(office, invitation.token, PLACE, answer, "", HERE)
    [kept] = people_passkeys.passkeys_of(office, entered.signed_in.account)
    refused(
        lambda: people_passkeys.remove_passkey(office, entered.signed_in, kept.passkey_id, HERE),
        "people.last_way_in",
    )
    refused(
        lambda: people_passkeys.take_invitation_with_passkey(
            office, invitation.token, PLACE, answer, "", HERE
        ),
        "people.invitation_over",
    )


def test_an_answer_counts_once(office: Office, anna: Entrance, clock: SetClock) -> None:
    key = Authenticator()
    add(office, anna, key)
    asked = people_passkeys.ask_to_sign(office, "a browser", PLACE)
    answer = key.sign(asked)
    assert people_passkeys.sign_in_with_passkey(office, "a browser", PLACE, answer, HERE)
    refused(lambda: people_passkeys.sign_in_with_passkey(office, "a browser", PLACE, answer, HERE))
    late = key.sign(people_passkeys.ask_to_sign(office, "a browser", PLACE))
    clock.go(301)
    refused(lambda: people_passkeys.sign_in_with_passkey(office, "a browser", PLACE, late, HERE))
    others = key.sign(people_passkeys.ask_to_sign(office, "another browser", PLACE))
    refused(lambda: people_passkeys.sign_in_with_passkey(office, "a browser", PLACE, others, HERE))


def test_one_made_elsewhere_or_unasked_is_none(office: Office, anna: Entrance) -> None:
    for key in (
        Authenticator(origin="https://centre.example.org.evil.example"),
        Authenticator(origin="http://centre.example.org"),
        Authenticator(host="evil.example"),
    ):
        refused(lambda key=key: add(office, anna, key))  # type: ignore[misc]
    asked = people_passkeys.ask_for_new(office, anna.signed_in.account, anna.token, PLACE)
    nobody_there = Authenticator().make(asked, flags=PRESENT)
    refused(
        lambda: people_passkeys.add_passkey(office, anna.signed_in, anna.token, PLACE, nobody_there, "", HERE)
    )
    assert not people_passkeys.passkeys_of(office, anna.signed_in.account)


def test_a_person_s_yes_is_asked_and_a_copy_is_told(office: Office, anna: Entrance) -> None:
    key = Authenticator()
    add(office, anna, key)
    refused(lambda: come(office, key, flags=PRESENT))
    assert come(office, key)
    key.count = 0
    refused(lambda: come(office, key))


def test_another_s_key_opens_nothing_of_mine(office: Office, anna: Entrance) -> None:
    mine, other = Authenticator(b"mine"), Authenticator(b"mine")
    add(office, anna, mine)
    other.user = mine.user
    refused(lambda: come(office, other))
    invitation = people.add_account(office, "boris", "duty_officer")
    boris = people_entry.take_invitation(office, invitation.token, f"{GOOD} too", HERE)
    refused(lambda: add(office, boris, Authenticator(b"mine")))
    mine.user = boris.signed_in.account.account_id.encode()
    refused(lambda: come(office, mine))
    people.disable(office, "boris")
    mine.user = anna.signed_in.account.account_id.encode()
    assert come(office, mine)


@pytest.mark.parametrize(
    "answer", [None, 7, "x", [], {}, {"id": 7}, {"id": "x", "response": 7}, {"id": "\ud800"}]
)
def test_what_is_no_answer_is_refused(office: Office, anna: Entrance, answer: Any) -> None:
    add(office, anna, Authenticator())
    people_passkeys.ask_to_sign(office, "a browser", PLACE)
    refused(lambda: people_passkeys.sign_in_with_passkey(office, "a browser", PLACE, answer, HERE))
    people_passkeys.ask_for_new(office, anna.signed_in.account, anna.token, PLACE)
    refused(lambda: people_passkeys.add_passkey(office, anna.signed_in, anna.token, PLACE, answer, "", HERE))


def test_whoever_tries_on_waits(office: Office, anna: Entrance) -> None:
    add(office, anna, Authenticator())
    stranger = Authenticator(b"another")
    for _ in range(20):
        refused(lambda: come(office, stranger))
    refused(lambda: come(office, stranger), "people.wait")


def test_long_after_signing_in_one_is_asked_again(office: Office, anna: Entrance, clock: SetClock) -> None:
    clock.go(RECENT + 1)
    refused(lambda: add(office, anna, Authenticator()), "people.sign_in_again")


def test_ten_are_enough(office: Office, anna: Entrance) -> None:
    for number in range(10):
        add(office, anna, Authenticator(f"key {number}".encode()))
    refused(lambda: add(office, anna, Authenticator(b"one more")), "people.many_passkeys")
