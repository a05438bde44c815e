"""What the dashboard needs of a centre: one object, asked by day and by what was known.

``on`` is the day asked about; ``as_of`` the day at whose cut-off the centre knew what it knew.
Every answer is made of the model's records; nothing here knows a database or a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Protocol

from tregua.agreement.terms import Agreement
from tregua.compliance.judging.history import Run
from tregua.fusion.sought import Happened
from tregua.model.answers import EnteredAnswer
from tregua.model.errors import TreguaError
from tregua.model.explanation import Explanation
from tregua.model.person import PersonState
from tregua.model.received import Received
from tregua.model.records import Claim, Item, Reading
from tregua.model.register import Balance, Interval, Notified, Page
from tregua.model.standing import Entry, Incident, Register, Status, Watch
from tregua.record.checkpoint import Checkpoint
from tregua.registers.entries.parts import Entered, Part
from tregua.registers.subjects.notices import Announced
from tregua.reporting.names import Words


class Every(Protocol):
    """A part of a register entry by entry: those that stand by day as they are read, then those that stand no
    longer."""

    def __iter__(self) -> Iterator[EnteredAnswer]: ...

    def superseded(self) -> Sequence[EnteredAnswer]:
        """Those that stand no longer, by day."""
        ...

    def told(self, entry: Entry) -> EnteredAnswer:
        """An entry with what took its place and what it took the place of."""
        ...


class Desk(Protocol):
    """A centre, as a reader sees it."""

    @property
    def title(self) -> str:
        """The centre's name."""
        ...

    @property
    def flags(self) -> frozenset[str]:
        """``demonstration``, ``reconstructed``; empty for a real centre."""
        ...

    @property
    def limits(self) -> Sequence[str]:
        """What the centre's material cannot show, a sentence each."""
        ...

    @property
    def agreement(self) -> Agreement:
        """The accord the centre watches over."""
        ...

    def accord_faults(self) -> Sequence[TreguaError]:
        """A fault for each file of the accord that is no longer the one on which the record rests."""
        ...

    @property
    def vocabulary(self) -> Words:
        """What names places and actors the accord does not name itself."""
        ...

    def days(self) -> Sequence[date]:
        """The days the centre has run, ascending."""
        ...

    def status(self, on: date, as_of: date) -> Sequence[Status]:
        """Each obligation and where it stands."""
        ...

    def evenings(self) -> Mapping[str, Sequence[Run]]:
        """Each obligation's runs of days, by id, over the centre's days and in their order; each day as
        known that evening. A run begins and ends on a day of the centre; neighbours may stand the same."""
        ...

    def explain(self, obligation_id: str, on: date, as_of: date, reading: str = "") -> Explanation | None:
        """How one obligation stands and why, step by step; None where nothing was known yet.

        ``reading`` is the id of one of its readings; BadArgument where it has none of that name."""
        ...

    def incidents(self, as_of: date) -> Sequence[Incident]:
        """Incidents from what was known."""
        ...

    def happened(self, as_of: date) -> AbstractContextManager[Happened]:
        """Incidents from what was known, to be asked about."""
        ...

    def come_up(self, on: date, as_of: date, before: date, most: int) -> tuple[Sequence[Incident], int]:
        """Incidents that began by ``on``, known on ``as_of`` and not yet on ``before``: the ``most`` newest
        and how many others there are."""
        ...

    def items(self, as_of: date) -> Sequence[Item]:
        """Items received, in the order of the record."""
        ...

    def received(self, as_of: date) -> AbstractContextManager[Received]:
        """Items from what was known, to be asked about."""
        ...

    def item(self, item_id: str) -> tuple[Item, str, Reading] | None:
        """An item with its decoded text and what was read from it; None for an unknown id."""
        ...

    def claims(self, as_of: date) -> Sequence[Claim]:
        """Every claim known."""
        ...

    def entries(self, as_of: date) -> Sequence[Entry]:
        """Every line of the registers."""
        ...

    def entered(self, as_of: date) -> AbstractContextManager[Entered]:
        """What is entered in the registers, to be asked about."""
        ...

    def every(self, part: Part, as_of: date) -> Every | None:
        """Every entry of a part of a register, those too that stand no longer; None where nothing was
        known."""
        ...

    def known_later(self, part: Part, as_of: date) -> tuple[int, date] | None:
        """How many entries of a part are known now though none was then, and since when the first was."""
        ...

    def register(self, name: Register, on: date, as_of: date) -> Page:
        """One register on a day: everybody's last word on each of its lines, and what follows."""
        ...

    def balances(self, on: date, as_of: date) -> Sequence[Balance]:
        """The balances of exchanges on a day."""
        ...

    def intervals(self, name: Register, first: date, on: date, as_of: date) -> Sequence[Interval]:
        """How each place or link was by each speaker's words up to ``on``, as far as it touches the days from
        ``first``; by what it is of, speaker and time."""
        ...

    def notices(self, part: Part, incidents: Sequence[Incident], as_of: date, most: int) -> Announced:
        """The notices of a part that were given up to its last day, each with those of ``incidents`` that it
        may explain; of more than ``most`` the newest."""
        ...

    def notices_on(self, incident: Incident, on: date, as_of: date) -> Sequence[Notified]:
        """Every notice given up to ``on`` that may explain an incident, whenever it was given."""
        ...

    def persons(self, on: date, as_of: date) -> Sequence[PersonState]:
        """Everybody of whom the registers of persons tell something up to ``on``, by pseudonym."""
        ...

    def claim(self, claim_id: str, as_of: date) -> Claim | None:
        """One claim; None where it is not known."""
        ...

    def arrivals(self, as_of: date) -> Mapping[str, int]:
        """How many items were published on each day, by ISO day."""
        ...

    def is_ready(self, on: date, as_of: date) -> bool:
        """Whether :meth:`status` answers at once."""
        ...

    def watches(self, as_of: date) -> Sequence[Watch]:
        """Who says to have watched what."""
        ...

    def checkpoint(self, as_of: date) -> Checkpoint | None:
        """The record's head at that day's cut-off; None before the first."""
        ...

    def report_path(self, day: date) -> Path | None:
        """That day's written report (HTML), if there is one."""
        ...
