"""Names of persons, sealed: each under a key of its own, and the keys apart from what they open.

``keys/persons.key`` is the secret by which a name given again is recognised, ``keys/persons/<pseudonym>``
a person's own key with the mark of the name under that secret, ``evidence/persons/<pseudonym>`` the
sealed name. Both keys lie wrapped under the centre key; an older centre's lie open until they are closed.
Where the keys are gone, no name can be read, and nothing tells whose a pseudonym was.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from tregua.centre.ports import Sealed
from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.model.person import NamedPerson
from tregua.model.tiers import Tier, narrower
from tregua.store.files import sync_folder, write_whole
from tregua.store.keys import CentreKeys, write_over

_PADDED = 256
"""A sealed name tells nothing by its length below this many bytes."""
_ASIDE = b"tregua person 1 "
_SECRET = "persons.key"  # noqa: S105 - the name of a file
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY
_AT_A_TIME = 16


class FolderNames:
    """Sealed names of one centre. ``keys`` and ``sealed`` are folders; both appear with the first name."""

    def __init__(self, keys: Path, sealed: Path, centre_keys: CentreKeys | None = None) -> None:
        self._keys, self._sealed = keys, sealed
        self._centre_keys = centre_keys or CentreKeys(keys)
        self._drawn: dict[tuple[str, ...], str] = {}
        self._marks: tuple[int, dict[str, str]] = (0, {})
        self._unsettled: list[Path] = []
        self._secret: bytes | None = None

    def pseudonym(self, words: tuple[str, ...], born: str) -> str:
        """The pseudonym of whoever has this name and year, or a new one, kept with :meth:`seal`."""
        mark = self._mark(words, born)
        if mark is not None and (known := self._by_mark().get(mark)):
            return known
        return self._drawn.setdefault((*words, born), f"person-{secrets.token_hex(8)}")

    def seal(self, person: str, words: tuple[str, ...], named: NamedPerson, tier: Tier) -> Sealed:
        """Seals a name, once; later, only for fewer. What is returned goes into the record, once
        :meth:`settle` was called."""
        found = self.find(person)
        if found is not None:
            tier = narrower(tier, found.tier)
            if tier == found.tier:
                return found
            opened = self._content(person)
            if opened is not None:
                return self._write(person, opened, found.commitments, tier, self._key(person))
        secret = self._keys / "persons.key"
        if not secret.is_file():
            self._centre_keys.found()
            drawn = secrets.token_bytes(32)
            _write_secret(secret, self._wrapped(drawn, _SECRET))
            self._secret = None
        key = secrets.token_bytes(32)
        kept = {"key": key.hex(), "mark": self._mark(words, named.born)}
        self._drawn.pop((*words, named.born), None)
        content = {
            "salts": [secrets.token_hex(16), secrets.token_hex(16)],
            "name": named.name,
            "born": named.born,
        }
        wrapped = self._wrapped(json.dumps(kept).encode(), person)
        self._write_part(self._keys / "persons" / person, wrapped)
        return self._write(person, content, _commit(content), tier, key)

    def settle(self) -> None:
        """Puts what was sealed in its place, each file whole or not at all: all are brought to the disk
        together, for one at a time takes a hundredth of a second each."""
        paths, self._unsettled = list(dict.fromkeys(self._unsettled)), []
        _bring_to_disk([_part_of(path) for path in paths])
        for folder in (self._keys / "persons", self._sealed):  # no name is there before its key is
            mine = [path for path in paths if path.parent == folder]
            for path in mine:
                _part_of(path).replace(path)
            if mine:
                sync_folder(folder)

    def find(self, person: str) -> Sealed | None:
        """For whom a name is, and what the record holds of it; None where none is sealed."""
        told = _read(self._sealed / person)
        if told is None:
            return None
        return Sealed(person, tuple(told["commitments"]), told["tier"])

    def open(self, person: str) -> NamedPerson | None:
        """The name; None where it or its key is gone. Raises BadCentre ``person.damaged``."""
        content = self._content(person)
        return None if content is None else NamedPerson(name=content["name"], born=content["born"])

    def persons(self) -> tuple[str, ...]:
        """Whose names can be read, in order."""
        return tuple(person for person in self._kept() if (self._sealed / person).is_file())

    def destroy(self, person: str) -> None:
        """Destroys the key, then the sealed name."""
        for path in (self._keys / "persons" / person, self._sealed / person):
            _destroy(path)
        self._marks = (0, {})

    def sweep(self) -> None:
        """Destroys what a sealing that was killed has left half written. Only for whoever holds the lock."""
        self._unsettled = []
        for folder in (self._keys, self._keys / "persons", self._sealed):
            for path in sorted(folder.glob(".person*.part")):
                _destroy(path)

    # ---- sealing ------------------------------------------------------------------------------------

    def _write(
        self, person: str, content: dict[str, Any], commitments: Iterable[str], tier: Tier, key: bytes
    ) -> Sealed:
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

        nonce = secrets.token_bytes(24)
        plain = json.dumps(content, ensure_ascii=False).encode()
        plain += b" " * (-len(plain) % _PADDED)
        sealed = encrypt(plain, _aside(person, tier), nonce, key)
        told = {"tier": tier, "commitments": list(commitments), "nonce": nonce.hex(), "sealed": sealed.hex()}
        self._write_part(self._sealed / person, json.dumps(told).encode())
        return Sealed(person, tuple(told["commitments"]), tier)

    def _write_part(self, path: Path, data: bytes) -> None:
        _write_part(path, data)
        self._unsettled.append(path)

    def _content(self, person: str) -> dict[str, Any] | None:
        from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
        from nacl.exceptions import CryptoError

        told, kept = _read(self._sealed / person), self._read_key(person)
        if told is None or kept is None:
            return None
        try:
            plain = decrypt(
                bytes.fromhex(told["sealed"]),
                _aside(person, told["tier"]),
                bytes.fromhex(told["nonce"]),
                bytes.fromhex(kept["key"]),
            )
        except (CryptoError, ValueError, KeyError) as error:
            raise BadCentre(
                say("person.damaged", person=person), Where(file=str(self._sealed / person))
            ) from error
        content: dict[str, Any] = json.loads(plain)
        return content

    def _key(self, person: str) -> bytes:
        kept = self._read_key(person)
        if kept is None:
            raise BadCentre(say("person.damaged", person=person), Where(file=str(self._keys / "persons")))
        return bytes.fromhex(kept["key"])

    def _read_key(self, person: str) -> dict[str, Any] | None:
        """A person's key and mark; None where they are gone. Raises BadCentre ``person.damaged``."""
        path = self._keys / "persons" / person
        told = _read(path)
        if told is None or "wrapped" not in told:
            return told
        try:
            found: dict[str, Any] = json.loads(
                self._centre_keys.unwrap(bytes.fromhex(told["wrapped"]), _of(person))
            )
        except ValueError as error:
            raise BadCentre(say("person.damaged", person=person), Where(file=str(path))) from error
        return found

    def _read_secret(self, path: Path) -> bytes:
        text = path.read_bytes().strip()
        try:
            if not text.startswith(b"{"):
                return bytes.fromhex(text.decode())
            return self._centre_keys.unwrap(bytes.fromhex(json.loads(text)["wrapped"]), _of(_SECRET))
        except (ValueError, KeyError, TypeError) as error:
            raise BadCentre(say("keys.damaged"), Where(file=str(path))) from error

    def _wrapped(self, plain: bytes, name: str) -> bytes:
        return json.dumps({"wrapped": self._centre_keys.wrap(plain, _of(name)).hex()}).encode()

    def close(self) -> int:
        """Wraps the keys that an older centre keeps open, and writes over what lay there; how many."""
        done = 0
        secret = self._keys / "persons.key"
        for path in (*(self._keys / "persons" / person for person in self._kept()), secret):
            text = path.read_bytes().strip() if path.is_file() else b""
            if not text or text.startswith(b'{"wrapped"'):
                continue
            if path == secret:
                plain, name = bytes.fromhex(text.decode()), _SECRET
            else:
                plain, name = text, path.name
            write_over(path, self._wrapped(plain, name))
            done += 1
        return done

    def _kept(self) -> list[str]:
        folder = self._keys / "persons"
        found = folder.iterdir() if folder.is_dir() else ()
        return sorted(path.name for path in found if not path.name.startswith("."))

    def _by_mark(self) -> dict[str, str]:
        """Whose each mark is; read again when the folder of keys has changed."""
        folder = self._keys / "persons"
        changed = folder.stat().st_mtime_ns if folder.is_dir() else 0
        if changed != self._marks[0]:
            kept = ((person, self._read_key(person)) for person in self._kept())
            self._marks = (changed, {str(one["mark"]): person for person, one in kept if one})
        return self._marks[1]

    def _mark(self, words: tuple[str, ...], born: str) -> str | None:
        """What tells a name from another to whoever has the secret; None before there is one."""
        path = self._keys / "persons.key"
        if self._secret is None and path.is_file():  # it is written once, and never another
            self._secret = self._read_secret(path)
        if self._secret is None:
            return None
        told = json.dumps([*words, born], ensure_ascii=False).encode()
        return hmac.new(self._secret, told, sha256).hexdigest()


def _commit(content: dict[str, Any]) -> tuple[str, ...]:
    """Salted commitments to name and year, in order of themselves; a decoy for a year that is not given."""
    import rfc8785

    found = []
    for salt, field in zip(content["salts"], ("name", "born"), strict=True):
        if content[field]:
            found.append(sha256(rfc8785.dumps([salt, field, content[field]])).hexdigest())
        else:
            found.append(secrets.token_hex(32))
    return tuple(sorted(found))


def _of(name: str) -> bytes:
    """What a wrapped key is bound to: whose it is."""
    return b"tregua person key 1 " + name.encode()


def _aside(person: str, tier: str) -> bytes:
    """What is sealed with the name and cannot be changed apart from it."""
    return _ASIDE + f"{person} {tier}".encode()


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise BadCentre(say("person.damaged", person=path.name), Where(file=str(path))) from error
    return found


def _write_secret(path: Path, data: bytes) -> None:
    """Written whole, for its owner alone from the first byte on."""
    _write_part(path, b"")
    write_whole(path, data)


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _write_part(path: Path, data: bytes) -> None:
    """Writes what is to become ``path``, for its owner alone from the first byte on."""
    part = _part_of(path)
    try:
        opened = os.open(part, _NEW, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = os.open(part, _NEW, 0o600)
    except FileExistsError:  # left by a sealing that was killed, with whatever rights
        part.unlink()
        opened = os.open(part, _NEW, 0o600)
    with os.fdopen(opened, "wb") as stream:
        stream.write(data)


def _bring_to_disk(paths: Sequence[Path]) -> None:
    """Many at a time: a disk takes those that wait together as one."""
    with ThreadPoolExecutor(_AT_A_TIME) as threads:
        for _ in threads.map(_sync, paths, chunksize=1):
            pass


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _destroy(path: Path) -> None:
    """Overwritten, then removed: a disk that writes in place keeps nothing of it."""
    if not path.is_file():
        return
    with path.open("r+b") as stream:
        size = os.fstat(stream.fileno()).st_size
        stream.write(b"\0" * size)
        stream.flush()
        os.fsync(stream.fileno())
    path.unlink()
    sync_folder(path.parent)
