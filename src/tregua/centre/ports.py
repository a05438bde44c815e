"""What the centre needs from outside. Adapters are in ``store``; they are chosen in ``wiring``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tregua.model.person import NamedPerson
from tregua.model.received import Received
from tregua.model.records import Claim, Item, Record
from tregua.model.standing import Register
from tregua.model.tiers import Audience, Tier
from tregua.record.act import Act
from tregua.record.checkpoint import Checkpoint
from tregua.registers import Posting
from tregua.registers.entries.parts import Entered

if TYPE_CHECKING:
    from tregua.centre.grown import Growing
    from tregua.fusion.sought import Happened
    from tregua.model.standing import Incident

    class KeptHappened(Happened, Protocol):
        """Incidents as a database keeps them."""

        def come_up(self, before: int, until: date, most: int) -> tuple[tuple[Incident, ...], int]:
            """The ``most`` newest that began by ``until`` and were not known in a snapshot of size
            ``before``, and how many others there are."""

        def every(self) -> tuple[Incident, ...]:
            """All of them, by time and id."""


class Snapshot(Record):
    """What was known: the first ``size`` acts of the record. ``at`` is the last one's time."""

    size: int
    at: datetime


class ClosedDay(Record):
    """A day that was closed: its snapshot and, once written, its report. Closed again, because
    something came in before its cut-off, it gets the next edition (from 1)."""

    day: date
    snapshot: Snapshot
    edition: int
    sha256: str | None = None


class Sealed(NamedTuple):
    """What the record tells of a name that lies sealed: whose it is by pseudonym, the salted commitments to
    it (sorted; 64 hex digits each), for whom it is."""

    person: str
    commitments: tuple[str, ...]
    tier: Tier

    def told(self) -> dict[str, object]:
        """As the record's act tells it."""
        return {"person": self.person, "commitments": list(self.commitments), "tier": self.tier}


class Names(Protocol):
    """Names of persons, sealed apart from everything else, each under a key of its own."""

    def pseudonym(self, words: tuple[str, ...], born: str) -> str:
        """The pseudonym of whoever has this name and year, or a new one, kept with :meth:`seal`."""

    def seal(self, person: str, words: tuple[str, ...], named: NamedPerson, tier: Tier) -> Sealed:
        """Seals a name, once; later, only for fewer. What is returned goes into the record, once
        :meth:`settle` was called."""

    def settle(self) -> None:
        """Makes what was sealed last: all of it together."""

    def find(self, person: str) -> Sealed | None:
        """For whom a name is, and what the record holds of it; None where none is sealed."""

    def open(self, person: str) -> NamedPerson | None:
        """The name; None where it or its key is gone. Raises BadCentre ``person.damaged``."""

    def persons(self) -> tuple[str, ...]:
        """Whose names can be read, in order."""

    def destroy(self, person: str) -> None:
        """Destroys the key, then the sealed name."""

    def close(self) -> int:
        """Wraps the keys that an older centre keeps open; how many."""

    def sweep(self) -> None:
        """Destroys what a sealing that was killed has left half written. Only for whoever holds the lock."""


class Ledger(Protocol):
    """The record on disk: append-only, fsynced before :meth:`append` returns."""

    @property
    def size(self) -> int:
        """How many acts it holds."""

    def append(self, acts: Sequence[Act]) -> int:
        """Adds acts and signs a checkpoint over them; returns the index of the first."""

    def acts(self, start: int = 0) -> Iterator[tuple[int, Act]]:
        """Every act from ``start`` on, with its index."""

    def checkpoint(self, size: int) -> Checkpoint:
        """What the tree was at ``size``."""

    def verify(self) -> Checkpoint:
        """Rechecks every file of the record. Raises CheckFailed naming the first that is wrong."""


class State(Protocol):
    """The database: a projection of the record that answers questions quickly."""

    def seen_by(self, audience: Audience) -> State:
        """The same database, as this audience sees it: what it may not see is not there for it. Whoever
        writes asks as the centre itself."""

    @property
    def size(self) -> int:
        """How many acts of the record it has taken in."""

    @property
    def head(self) -> Checkpoint | None:
        """The record's head when it was last followed; None before that."""

    def remember(self, head: Checkpoint) -> None:
        """Keeps the record's head, so that an older or another record is noticed."""

    def project(
        self,
        index: int,
        act: Act,
        claims: Sequence[Claim],
        postings: Sequence[Posting],
        mark: str,
        growing: Growing | None = None,
    ) -> None:
        """Takes in one act (in order) with the claims it derived and the entries these make, each where
        it stands in its register. All or nothing; nothing when another process did so meanwhile.

        ``mark`` names what the entries were made under. Where those already there were made under
        another, no mark holds until :meth:`enter_anew`.
        """

    @property
    def incidents_mark(self) -> str | None:
        """What all incidents were grown under; None before any were, empty where they differ."""

    def grow_anew(self, growing: Growing) -> None:
        """Makes all incidents again from the claims, act by act. All or nothing; nothing where they are of
        that mark already."""

    def happened(self, snapshot: Snapshot, growing: Growing) -> AbstractContextManager[KeptHappened | None]:
        """The incidents known in ``snapshot``, to be asked about; None where they grew otherwise."""

    def received(self, snapshot: Snapshot) -> AbstractContextManager[Received]:
        """The items known in ``snapshot``, to be asked about."""

    @property
    def mark(self) -> str | None:
        """What all entries were made under; None before any were, empty where they differ."""

    def enter_anew(self, mark: str, make: Callable[[Sequence[Claim]], Sequence[Posting]]) -> None:
        """Makes the entries of all claims again under ``mark``, act by act. All or nothing; nothing where
        they are of ``mark`` already."""

    def enter_again(
        self,
        mark: str,
        make: Callable[[Sequence[Claim]], Sequence[Posting]],
        actors: Sequence[str],
        registers: Sequence[Register],
    ) -> None:
        """The same where only the entries of claims that name one of ``actors``, or an office below it, and
        those in ``registers`` can have become others. How many entries a claim makes is as before."""

    def entered(self, snapshot: Snapshot, mark: str) -> AbstractContextManager[Entered | None]:
        """The registers' entries known in ``snapshot``, to be asked about; None where they are not those of
        ``mark``."""

    def snapshot(self, at: datetime | None = None, size: int | None = None) -> Snapshot | None:
        """The latest snapshot, or the last one not after ``at`` or of ``size``; None before the first act."""

    def content_size(self, snapshot: Snapshot) -> int:
        """The size of the record when items or claims last changed within ``snapshot``."""

    def items(self, snapshot: Snapshot) -> tuple[Item, ...]:
        """Items known in ``snapshot``, by publication and name."""

    def items_by_day(self, snapshot: Snapshot) -> dict[str, int]:
        """How many items known in ``snapshot`` were published on each day, by ISO day."""

    def claim(self, claim_id: str, snapshot: Snapshot) -> Claim | None:
        """The claim of this id; None where none is known in ``snapshot``."""

    def claim_count(self, snapshot: Snapshot) -> int:
        """How many claims are known in ``snapshot``."""

    def claims(self, snapshot: Snapshot) -> tuple[Claim, ...]:
        """Claims known in ``snapshot``, in the record's order."""

    def closed_days(self, snapshot: Snapshot) -> tuple[ClosedDay, ...]:
        """Days closed in ``snapshot``, in order, each at its latest closing."""

    def acts_of(self, kind: str) -> tuple[int, ...]:
        """The places in the record of all acts of one type, in order."""

    def has_item(self, item_id: str) -> bool:
        """Whether this item was received."""

    def items_named(self, name: str) -> tuple[str, ...]:
        """The ids of the items of this file name, in the record's order."""

    def claims_of(self, item_id: str) -> tuple[Claim, ...]:
        """An item's claims, in order; none where it was never received."""

    def claims_correcting(self, claim_ids: Sequence[str]) -> tuple[Claim, ...]:
        """The claims that say to correct one of these, in the record's order."""

    def corrections(self, snapshot: Snapshot) -> tuple[Claim, ...]:
        """The claims known in ``snapshot`` that correct another known then, and those that they correct."""

    def claims_saying(self, words: Sequence[str], tier: str) -> dict[str, tuple[Claim, ...]]:
        """The rows of sheets of this tier that say one of ``words`` (:func:`tregua.model.same.words_of`), by
        these, in the record's order."""

    def tables(self, snapshot: Snapshot) -> tuple[tuple[Item, int], ...]:
        """The items known in ``snapshot`` that are CSV, each with how many claims are its own, in the
        record's order."""

    def text_sha256(self, item_id: str) -> str:
        """Where an item's decoded text lies in the evidence; KeyError when it was never received."""

    def reset(self) -> None:
        """Forgets everything, so that the record can be replayed."""


class Evidence(Protocol):
    """What was received, each item's sealed under a key of its own and named by its hash."""

    def put_all(self, items: Sequence[tuple[str, Sequence[bytes]]]) -> None:
        """Has the contents of items kept, by item id, once :meth:`settle` was called."""

    def settle(self) -> None:
        """Makes what was put last: all of it together, fsynced."""

    def get(self, item_id: str, digest: str) -> bytes:
        """An item's content of this SHA-256. Raises BadCentre when it is gone or changed, or its key is."""

    def is_sealed(self, item_id: str, digest: str) -> bool:
        """Whether the content lies sealed. Raises BadCentre ``evidence.missing``."""

    def can_read(self, item_id: str, digests: Sequence[str]) -> bool:
        """Whether anything of an item could be read: its key is there, or a content lies open."""

    def is_destroyed(self, item_id: str) -> bool:
        """Whether the item's key was destroyed."""

    def destroy(self, item_id: str) -> None:
        """Destroys the item's key: what lies sealed under it is no longer readable by anybody."""

    def remove(self, item_id: str, digest: str) -> None:
        """Takes away the file of an item whose key was destroyed."""

    def close(self, item_ids: Sequence[str], digest: str) -> bool:
        """Seals what lies open, for each of the items whose content it is; whether it did."""

    def sweep(self) -> None:
        """Removes what a keeping that was killed left half written. Only for whoever holds the lock."""


class Bulk(Protocol):
    """Machine-made rows in Parquet, each item's sealed under its key; named by what was read."""

    def put_claims(self, claims: Sequence[Claim]) -> str:
        """Keeps claims; returns what they are called."""

    def get_claims(self, name: str) -> tuple[Claim, ...]:
        """The claims, but those of items whose key was destroyed. Raises BadCentre when the file is gone or
        changed, or a key is."""

    def where(self, name: str) -> str:
        """The file, as a person finds it."""

    def manifest(self, name: str) -> str | None:
        """What the file would be called by the items and digests it holds; None where its rows lie open."""

    def manifest_when_sealed(self, name: str) -> str | None:
        """The same of a file whose rows lie open, once they are sealed; None where they are."""

    def close(self, name: str) -> bool:
        """Seals rows that lie open; whether it did."""


class Inbox(Protocol):
    """Where files arrive."""

    def names(self) -> tuple[str, ...]:
        """What lies there now, sorted."""

    def path(self, name: str) -> str:
        """How a person finds the file: the path shown in an error."""

    def read(self, name: str, limit: int) -> bytes:
        """The bytes. Raises BadFile when unreadable or longer than ``limit``."""

    def replace(self, name: str, data: bytes) -> None:
        """Puts ``data`` in the place of a file's bytes, whole or not at all."""


class Reports(Protocol):
    """Where daily reports are written."""

    def write(self, day: date, name: str, data: bytes) -> None:
        """Writes one file of a day's report, whole or not at all."""

    def read(self, day: date, name: str) -> bytes | None:
        """One file of a day's report, or None."""


class Clock(Protocol):
    """The time. A demonstration's is set; a mission's is the machine's."""

    def now(self) -> datetime:
        """The instant, with an offset."""
