"""Sealing (XChaCha20-Poly1305, a nonce drawn each time), and keys stretched from passphrases (argon2id)."""

from __future__ import annotations

import secrets
import unicodedata
from typing import NamedTuple

KEY_SIZE = 32
OVERHEAD = 24 + 16
"""How much longer than what it seals a sealed text is: the nonce before it, the tag behind it."""
_NONCE = 24


class Cost(NamedTuple):
    """What trying one passphrase costs: passes over ``memory`` bytes."""

    passes: int
    memory: int


COST = Cost(3, 1 << 28)
"""About half a second and 256 MiB on a laptop."""
_DEAREST = Cost(16, 1 << 30)


def draw_key() -> bytes:
    """A new key."""
    return secrets.token_bytes(KEY_SIZE)


def seal(key: bytes, plain: bytes, aside: bytes) -> bytes:
    """``plain`` sealed, bound to ``aside``; :data:`OVERHEAD` bytes longer."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

    nonce = secrets.token_bytes(_NONCE)
    return nonce + encrypt(plain, aside, nonce, key)


def unseal(key: bytes, sealed: bytes, aside: bytes) -> bytes:
    """What was sealed. Raises ValueError under another key or ``aside``, or where a bit differs."""
    from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
    from nacl.exceptions import CryptoError

    if len(sealed) < OVERHEAD:
        raise ValueError("too short to be sealed")
    try:
        return decrypt(sealed[_NONCE:], aside, sealed[:_NONCE], key)
    except CryptoError as error:
        raise ValueError("not sealed under this key") from error


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """A key from a passphrase. ``salt`` has 16 bytes. Raises ValueError for a cost no machine should pay."""
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id

    if not (1 <= cost.passes <= _DEAREST.passes and 8192 <= cost.memory <= _DEAREST.memory):
        raise ValueError("the cost of trying a passphrase is out of bounds")
    same = unicodedata.normalize("NFKC", passphrase)  # however a keyboard puts an accent together
    try:
        return argon2id.kdf(KEY_SIZE, same.encode(), salt, cost.passes, cost.memory)
    except (CryptoError, TypeError) as error:
        raise ValueError("a passphrase cannot be stretched so") from error
