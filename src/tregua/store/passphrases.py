"""Passphrases, kept as argon2id leaves them."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field

PASSES = 3
MEMORY_BYTES = 64 * 1024 * 1024
"""Raised here, an account follows at its next sign-in."""
_AT_ONCE = 2
"""How many are reckoned at a time: each takes the memory above, and whoever floods the door shall not take
all."""
_KEPT = re.compile(r"\$argon2id\$v=(\d+)\$m=(\d+),t=(\d+),p=\d+\$")


@dataclass(frozen=True)
class Argon2:
    """argon2id by libsodium, with salts of its own drawing; takes ``memory`` bytes and ``passes`` passes."""

    passes: int = PASSES
    memory: int = MEMORY_BYTES
    _room: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(_AT_ONCE))
    _nobody: list[str] = field(default_factory=list)

    def keep(self, passphrase: str) -> str:
        """What is kept of a passphrase, in the usual form ``$argon2id$…``."""
        from nacl.pwhash import argon2id

        with self._room:
            return argon2id.str(passphrase.encode(), self.passes, self.memory).decode()

    def matches(self, kept: str, passphrase: str) -> bool:
        """Whether it is the one. Where nothing is kept it is held against nobody's, which takes as long."""
        from nacl.exceptions import InvalidkeyError
        from nacl.pwhash import argon2id

        against = kept or self._of_nobody()
        with self._room:
            try:
                found = argon2id.verify(against.encode(), passphrase.encode())
            except InvalidkeyError:
                found = False
        return found and bool(kept)

    def is_weak(self, kept: str) -> bool:
        """Whether less work went into it than is asked for today."""
        found = _KEPT.match(kept)
        return found is None or int(found[2]) * 1024 < self.memory or int(found[3]) < self.passes

    def _of_nobody(self) -> str:
        """Made once; kept so that the first unknown name takes no longer than the second."""
        if not self._nobody:
            self._nobody.append(self.keep("nobody has this passphrase"))
        return self._nobody[0]
