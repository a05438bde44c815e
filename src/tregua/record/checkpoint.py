"""C2SP checkpoints: a tree's size and root in a signed note (Ed25519, signature type 0x01).

A note is text, an empty line, and one line a signature: ``— name base64(key id ‖ signature)``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

_DASH = "\u2014 "


@dataclass(frozen=True)
class Checkpoint:
    """What a tree was at one size. ``root`` is 32 bytes."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The note's text, which is what is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True)
class VerifierKey:
    """A named Ed25519 public key in the C2SP sense. ``public`` is 32 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public)."""
        return sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]

    def __str__(self) -> str:
        """``name+keyid+base64``, the form that is handed from person to person."""
        encoded = base64.b64encode(b"\x01" + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"


def parse_key(text: str) -> VerifierKey:
    """A ``name+keyid+base64`` line as a key; ValueError when it is not one or its id is not its own."""
    name, key_id, encoded = text.strip().split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    if len(raw) != 33 or raw[0] != 1:
        raise ValueError("not an Ed25519 key")
    key = VerifierKey(name, raw[1:])
    if key.key_id.hex() != key_id:
        raise ValueError("the key id is not this key's")
    return key


def sign_checkpoint(checkpoint: Checkpoint, key: VerifierKey, sign: Callable[[bytes], bytes]) -> str:
    """The signed note; ``sign`` returns the 64-byte Ed25519 signature of its argument."""
    signature = base64.b64encode(key.key_id + sign(checkpoint.text.encode())).decode()
    return f"{checkpoint.text}\n{_DASH}{key.name} {signature}\n"


def open_checkpoint(note: str, key: VerifierKey, verify: Callable[[bytes, bytes], bool]) -> Checkpoint:
    """The checkpoint in a note signed by ``key``; ValueError when the note or signature is wrong.

    ``verify(message, signature)`` says whether an Ed25519 signature by ``key.public`` holds.
    """
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise ValueError("no signature, or a cut one")
    text += "\n"
    for line in signatures.splitlines():
        name, _, encoded = line.removeprefix(_DASH).rpartition(" ")
        if not line.startswith(_DASH) or name != key.name:
            continue
        try:
            raw = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise ValueError("a signature is not base64") from error
        if raw[:4] == key.key_id and verify(text.encode(), raw[4:]):
            return _parse(text)
    raise ValueError("not signed by this key")


def _parse(text: str) -> Checkpoint:
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or not lines[1].isdigit() or lines[1] != str(int(lines[1])):
        raise ValueError("not a checkpoint")
    root = base64.b64decode(lines[2], validate=True)
    if len(root) != 32:
        raise ValueError("not a checkpoint")
    return Checkpoint(lines[0], int(lines[1]), root)
