"""An office without a disk: time that one sets, randomness that is counted, passphrases that cost nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tregua.centre.people import Office
from tregua.store.passphrases import Argon2
from tregua.store.people import PeopleDatabase, open_people_file

GOOD = "seven lanterns over Vardenis"
OTHER = "quiet apricot tram ledger"
LEAST = 8192
"""The least memory that argon2id takes: what is tested here is not how hard it is."""


@dataclass
class SetClock:
    """A clock that goes when it is told."""

    at: datetime = datetime(2026, 3, 1, 8, tzinfo=UTC)

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at

    def go(self, seconds: int) -> None:
        """Lets time pass."""
        self.at += timedelta(seconds=seconds)


@dataclass
class Counted:
    """Bytes that are never the same, and always those."""

    drawn: int = field(default=0)

    def __call__(self, size: int) -> bytes:
        """The next number."""
        self.drawn += 1
        return self.drawn.to_bytes(size, "big")


def office_in(store: PeopleDatabase, clock: SetClock) -> Office:
    """An office over a store."""
    return Office(store, Argon2(1, LEAST), clock, Counted(), lambda: ("russia", "turkiye"))


def office_of(folder: Path, clock: SetClock) -> Office:
    """An office over a file."""
    return office_in(open_people_file(folder / "people.db"), clock)
