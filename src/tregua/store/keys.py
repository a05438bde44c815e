"""Everything secret of a centre under one key: the centre key, and how it is kept.

``keys/centre.key`` is how: *file*, the key itself, for its owner alone; *passphrase*, the key wrapped under
what a passphrase stretches to; *keyring*, the name under which the operating system keeps it. Changing the
way changes this one file, and nothing that is sealed. It is opened only when something sealed is asked for,
so that most questions need no passphrase.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Literal

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.ciphers import COST, KEY_SIZE, Cost, draw_key, seal, stretch, unseal
from tregua.store.files import sync_folder
from tregua.store.item_keys import ItemKeyLog
from tregua.store.keyring import SystemKeyring

Mode = Literal["none", "file", "passphrase", "keyring"]
Ask = Callable[[], str | None]
"""Gives the passphrase; None where nobody can be asked."""

CENTRE_KEY = "centre.key"
ITEM_KEYS = "items.log"
_ITEM = b"tregua item key 1 "
_CENTRE = b"tregua centre key 1"


def ask_nobody() -> str | None:
    """There is nobody to ask for a passphrase."""
    return None


class CentreKeys:
    """The keys in one folder. ``ask`` is called for the passphrase, once, when it is needed first."""

    def __init__(self, folder: Path, ask: Ask = ask_nobody) -> None:
        self.folder = folder
        self.items = ItemKeyLog(folder / ITEM_KEYS)
        self._ask = ask
        self._opened: tuple[bytes, bytes] | None = None

    @property
    def mode(self) -> Mode:
        """How the centre key is kept; *none* in an older centre and in a copy without keys."""
        told = self._told()
        return "none" if told is None else told["mode"]

    @property
    def are_elsewhere(self) -> bool:
        """Whether no keys are here at all, as in a copy without them or in an older centre that has none."""
        return self._told() is None and self.items.key_id() is None

    def found(self) -> None:
        """Draws the centre key and keeps it in a file, where there is none yet. Raises BadCentre
        ``keys.missing`` where something is sealed already, under one that is gone."""
        if self._told() is not None:
            return
        if self.items.key_id() is not None:
            raise self._missing()
        self._write(_in_file(draw_key()))

    def unlock(self) -> bytes:
        """The centre key. Raises BadCentre ``keys.missing``, ``keys.damaged``, ``keys.another``,
        ``keys.locked``, ``keys.wrong_passphrase``, ``keys.no_keyring``."""
        told = self._told()
        if told is None:
            raise self._missing()
        kept = json.dumps(told, sort_keys=True).encode()
        if self._opened is None or self._opened[0] != kept:
            self._opened = (kept, self._open(told))
        return self._opened[1]

    @property
    def needs_asking(self) -> bool:
        """Whether opening the keys would ask somebody for something."""
        told = self._told()
        if told is None or told["mode"] == "file":
            return False
        return self._opened is None or self._opened[0] != json.dumps(told, sort_keys=True).encode()

    # ---- what is wrapped under it -------------------------------------------------------------------

    def wrap(self, plain: bytes, aside: bytes) -> bytes:
        """A small secret, wrapped under the centre key."""
        return seal(self._subkey(b"wrap"), plain, aside)

    def unwrap(self, wrapped: bytes, aside: bytes) -> bytes:
        """The secret again. Raises ValueError where it has changed, and the errors of :meth:`unlock`."""
        return unseal(self._subkey(b"wrap"), wrapped, aside)

    def draw(self, item_ids: Sequence[str]) -> None:
        """Sees to it that each of these items has a key: those that have none get one, and all are on the
        disk when this returns. An item whose key was destroyed gets no other."""
        new = [one for one in dict.fromkeys(item_ids) if self.items.wrapped(one) is None]
        if not new:
            return
        self.found()
        key = self._subkey(b"items")
        wrapped = [(one, seal(key, draw_key(), _ITEM + one.encode())) for one in new]
        self.items.append(key_id(self.unlock()), wrapped)

    def item_key(self, item_id: str) -> bytes:
        """The key of an item. Raises BadCentre ``evidence.no_key``, ``evidence.key_destroyed``,
        ``keys.damaged``, and the errors of :meth:`unlock`."""
        wrapped = self.items.wrapped(item_id)
        where = Where(file=str(self.folder / ITEM_KEYS))
        if wrapped is None:
            if self._told() is None:
                raise self._missing()
            if self.items.harmed():
                raise BadCentre(say("keys.damaged"), where)  # the harm may be to what is looked for
            raise BadCentre(say("evidence.no_key", item=item_id), where)
        if not wrapped:
            raise BadCentre(say("evidence.key_destroyed", item=item_id), where)
        try:
            return unseal(self._subkey(b"items"), wrapped, _ITEM + item_id.encode())
        except ValueError as error:
            raise BadCentre(say("keys.damaged"), where) from error

    def is_destroyed(self, item_id: str) -> bool:
        """Whether the item's key was destroyed."""
        return self.items.wrapped(item_id) == b""

    def _subkey(self, what: bytes) -> bytes:
        return blake2b(what, key=self.unlock(), digest_size=KEY_SIZE, person=b"tregua keys 1").digest()

    # ---- how it is kept -----------------------------------------------------------------------------

    def keep_in_file(self) -> None:
        """Keeps the centre key in ``keys/centre.key`` itself: whoever can read the file has it."""
        self._change(_in_file(self.unlock()))

    def keep_under(self, passphrase: str, cost: Cost | None = None) -> None:
        """Keeps it wrapped under a passphrase."""
        self._change(under_passphrase(self.unlock(), passphrase, cost or COST))

    def keep_in_keyring(self, keyring: SystemKeyring) -> None:
        """Has the operating system keep it. Raises BadCentre ``keys.no_keyring``."""
        key = self.unlock()
        name = key_id(key).hex()[:16]
        where = Where(file=str(self.folder / CENTRE_KEY))
        keyring.keep(name, key.hex(), where)
        if keyring.give(name, where) != key.hex():
            raise BadCentre(say("keys.no_keyring", reason="it does not give back what was put in"), where)
        self._change({"mode": "keyring", "name": name, "id": key_id(key).hex()})

    def _change(self, told: Mapping[str, Any]) -> None:
        before = self._told() or {}
        self._write(told)
        if before.get("mode") == "keyring" and told["mode"] != "keyring":
            SystemKeyring().forget(before["name"])

    def _open(self, told: Mapping[str, Any]) -> bytes:
        where = Where(file=str(self.folder / CENTRE_KEY))
        match told["mode"]:
            case "file":
                key = bytes.fromhex(told["key"])
            case "passphrase":
                passphrase = self._ask()
                if passphrase is None:
                    raise BadCentre(say("keys.locked"), where)
                key = open_with(told, passphrase, where)
            case _:
                key = bytes.fromhex(SystemKeyring().give(told["name"], where))
        logged = self.items.key_id()
        if key_id(key).hex() != told["id"]:
            raise BadCentre(say("keys.damaged"), where)
        if logged is not None and logged != key_id(key):
            raise BadCentre(say("keys.another"), where)
        return key

    def _told(self) -> dict[str, Any] | None:
        """What ``centre.key`` says; None where there is none. Raises BadCentre ``keys.damaged``."""
        path = self.folder / CENTRE_KEY
        try:
            return parse_kept(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise BadCentre(say("keys.unreadable", reason=reason), Where(file=str(path))) from error
        except ValueError as error:
            raise BadCentre(say("keys.damaged"), Where(file=str(path))) from error

    def _write(self, told: Mapping[str, Any]) -> None:
        write_over(self.folder / CENTRE_KEY, render_kept(told))
        self._opened = None

    def _missing(self) -> BadCentre:
        return BadCentre(say("keys.missing"), Where(file=str(self.folder / CENTRE_KEY)))


def key_id(key: bytes) -> bytes:
    """What tells one centre key from another and nothing of it; 32 bytes."""
    return blake2b(b"id", key=key, digest_size=32, person=b"tregua keys 1").digest()


def _in_file(key: bytes) -> dict[str, Any]:
    return {"mode": "file", "key": key.hex(), "id": key_id(key).hex()}


def under_passphrase(key: bytes, passphrase: str, cost: Cost) -> dict[str, Any]:
    """What ``centre.key`` says of a key kept under a passphrase."""
    salt = secrets.token_bytes(16)
    wrapped = seal(stretch(passphrase, salt, cost), key, _CENTRE)
    return {
        "mode": "passphrase",
        "salt": salt.hex(),
        "passes": cost.passes,
        "memory": cost.memory,
        "wrapped": wrapped.hex(),
        "id": key_id(key).hex(),
    }


def open_with(told: Mapping[str, Any], passphrase: str, where: Where) -> bytes:
    """The key kept under ``passphrase``. Raises BadCentre ``keys.wrong_passphrase``, ``keys.damaged``."""
    try:
        cost = Cost(told["passes"], told["memory"])
        stretched = stretch(passphrase, bytes.fromhex(told["salt"]), cost)
    except ValueError as error:
        raise BadCentre(say("keys.damaged"), where) from error
    try:
        return unseal(stretched, bytes.fromhex(told["wrapped"]), _CENTRE)
    except ValueError as error:
        raise BadCentre(say("keys.wrong_passphrase"), where) from error


_FIELDS: dict[str, dict[str, type]] = {
    "file": {"key": str},
    "passphrase": {"salt": str, "passes": int, "memory": int, "wrapped": str},
    "keyring": {"name": str},
}


def render_kept(told: Mapping[str, Any]) -> bytes:
    """The bytes of ``centre.key``, with a checksum that tells harm from a wrong passphrase."""
    body = json.dumps(told, sort_keys=True)
    return json.dumps({**told, "check": sha256(body.encode()).hexdigest()}, sort_keys=True).encode() + b"\n"


def parse_kept(data: bytes) -> dict[str, Any]:
    """What ``centre.key`` says. Raises ValueError where a byte of it has changed."""
    told = json.loads(data)
    if not isinstance(told, dict) or render_kept({k: v for k, v in told.items() if k != "check"}) != data:
        raise ValueError("changed")
    fields = _FIELDS.get(told.get("mode", ""))
    if fields is None or not all(
        isinstance(told.get(name), kind) for name, kind in {"id": str, **fields}.items()
    ):
        raise ValueError("changed")
    told.pop("check")
    return told


def write_over(path: Path, data: bytes) -> None:
    """Writes a secret whole, for its owner alone from the first byte on, and what stood there before is
    written over with zeros: a disk that writes in place keeps nothing of it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(handle)
    with path.open("r+b") if path.is_file() else nullcontext() as before:
        part.replace(path)
        sync_folder(path.parent)
        if before is not None:
            before.write(bytes(os.fstat(before.fileno()).st_size))
            before.flush()
            os.fsync(before.fileno())
