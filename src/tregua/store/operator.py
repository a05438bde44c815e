"""The operator's signing key, wrapped under the centre key; its public half stands beside it in the open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from nacl.signing import SigningKey, VerifyKey

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.keys import CentreKeys, write_over

OPERATOR_KEY = "operator.key"


class Operator(NamedTuple):
    """What the record is checked with, and how what continues it is come by, once it is needed."""

    public: VerifyKey
    signer: Callable[[], SigningKey]


def keep_operator(keys: CentreKeys, key: SigningKey) -> None:
    """Keeps the operator's key, wrapped."""
    public = bytes(key.verify_key)
    told = {"public": public.hex(), "wrapped": keys.wrap(bytes(key), _aside(public)).hex()}
    write_over(keys.folder / OPERATOR_KEY, json.dumps(told, sort_keys=True).encode() + b"\n")


def find_operator(keys: CentreKeys) -> Operator | None:
    """The operator's key as it is kept, wrapped or, of an older centre, open; None where there is none.

    Where nobody needs to be asked, it is held against its public half at once. Raises BadCentre
    ``centre.no_key`` where it cannot be used.
    """
    path = keys.folder / OPERATOR_KEY
    try:
        text = path.read_text().strip()
        if not text.startswith("{"):
            key = SigningKey(bytes.fromhex(text))
            return Operator(key.verify_key, lambda: key)
        told = json.loads(text)
        public, wrapped = bytes.fromhex(told["public"]), bytes.fromhex(told["wrapped"])
        found = Operator(VerifyKey(public), lambda: _unwrapped(keys, public, wrapped))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unusable(path) from error
    if keys.mode != "none" and not keys.needs_asking:
        found.signer()
    return found


def is_wrapped(keys: CentreKeys) -> bool:
    """Whether the operator's key lies wrapped, or there is none."""
    path = keys.folder / OPERATOR_KEY
    return not path.is_file() or path.read_bytes().startswith(b"{")


def _unwrapped(keys: CentreKeys, public: bytes, wrapped: bytes) -> SigningKey:
    try:
        key = SigningKey(keys.unwrap(wrapped, _aside(public)))
    except ValueError as error:
        raise _unusable(keys.folder / OPERATOR_KEY) from error
    if bytes(key.verify_key) != public:
        raise _unusable(keys.folder / OPERATOR_KEY)
    return key


def _aside(public: bytes) -> bytes:
    return b"tregua operator key 1 " + public


def _unusable(path: Path) -> BadCentre:
    return BadCentre(say("centre.no_key"), Where(file=str(path)))
