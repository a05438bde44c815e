"""A centre as a reader sees it: questions by day and by what was known, answered from snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tregua.agreement.terms import Agreement
from tregua.centre.announced import notices_on, register_notices
from tregua.centre.assess import Known, explain_standing, has_stood, know, stand
from tregua.centre.centre import Centre
from tregua.centre.corrected import known_later
from tregua.centre.entered import EnteredSince
from tregua.centre.erasing import forget_erased
from tregua.centre.evenings import stand_each_evening
from tregua.centre.happened import ask_incidents, come_up
from tregua.centre.intake import earlier_claims, read_document
from tregua.centre.moment import present_of, snapshot_at
from tregua.centre.persons_said import person_states
from tregua.centre.ports import Snapshot
from tregua.centre.registers import (
    ask_registers,
    register_balances,
    register_intervals,
    register_on,
)
from tregua.centre.sealing import accord_faults
from tregua.centre.texts import text_of
from tregua.compliance.judging.history import Run
from tregua.fusion.sought import Happened
from tregua.fusion.sought import InHand as NoneHappened
from tregua.model.errors import TreguaError
from tregua.model.explanation import Explanation
from tregua.model.person import PersonState
from tregua.model.received import InHand as NoneReceived
from tregua.model.received import Received
from tregua.model.records import Article, Claim, Item, Mentions, Reading
from tregua.model.register import Balance, Interval, Notified, Page
from tregua.model.standing import OF_PERSONS, Entry, Incident, Register, Status, Watch
from tregua.model.tiers import sees
from tregua.record.checkpoint import Checkpoint
from tregua.registers.entries.parts import Entered, InHand, Part
from tregua.registers.subjects.notices import Announced
from tregua.sources import Document
from tregua.vocabulary.lexicon import Vocabulary

_SOON = 20_000  # claims, of which every standing is known within seconds


@dataclass(frozen=True)
class CentreDesk:
    """Answers for the dashboard. ``reports`` is the folder of the daily reports; ``accord_files`` tells the
    accord's files as they are when it is asked, by path with their SHA-256: a dashboard stays open long."""

    centre: Centre
    reports: Path
    accord_files: Callable[[], Mapping[str, str]] | None = None

    @property
    def title(self) -> str:
        """The centre's name."""
        return self.centre.charter.title

    @property
    def flags(self) -> frozenset[str]:
        """``demonstration``, ``reconstructed``; empty for a real centre."""
        charter = self.centre.charter
        marks = {"demonstration": charter.demonstration, "reconstructed": charter.reconstructed}
        return frozenset(mark for mark, is_set in marks.items() if is_set)

    @property
    def limits(self) -> tuple[str, ...]:
        """What the centre's material cannot show, a sentence each."""
        return self.centre.charter.limits

    @property
    def agreement(self) -> Agreement:
        """The accord the centre watches over."""
        return self.centre.agreement

    def accord_faults(self) -> Sequence[TreguaError]:
        """A fault for each file of the accord that is no longer the one on which the record rests."""
        return accord_faults(self.centre, self.accord_files() if self.accord_files else None)

    @property
    def vocabulary(self) -> Vocabulary:
        """Places and actors with their names."""
        return self.centre.vocabulary

    def days(self) -> tuple[date, ...]:
        """The days the centre has run, ascending; and its present day, not yet closed, where something was
        received since, so that what is entered is seen before the evening. Before any was run the present
        alone: whoever has just made a centre can enter, and see it."""
        state, latest = self.centre.state, self.centre.state.snapshot()
        if latest is None:
            return ()
        closed = state.closed_days(latest)
        days = tuple(one.day for one in closed)
        if not days:
            return (self.centre.charter.day_at(present_of(self.centre)),)
        present = self.centre.charter.day_at(latest.at)
        if self.centre.charter.demonstration or present <= days[-1]:
            return days
        known = closed[-1].snapshot.size
        return (*days, present) if state.content_size(latest) > known else days

    def status(self, on: date, as_of: date) -> tuple[Status, ...]:
        """Each obligation and where it stands."""
        snapshot = self._snapshot(as_of)
        return stand(self.centre, snapshot, on) if snapshot else ()

    def evenings(self) -> dict[str, tuple[Run, ...]]:
        """Each obligation's runs over the centre's days, each day as known that evening."""
        return stand_each_evening(self.centre, self.days())

    def explain(self, obligation_id: str, on: date, as_of: date, reading: str = "") -> Explanation | None:
        """How one obligation stands and why, step by step; None where nothing was known yet."""
        snapshot = self._snapshot(as_of)
        return explain_standing(self.centre, snapshot, obligation_id, on, reading) if snapshot else None

    def incidents(self, as_of: date) -> tuple[Incident, ...]:
        """Incidents from what was known."""
        known = self._known(as_of)
        return known.incidents if known else ()

    @contextmanager
    def happened(self, as_of: date) -> Iterator[Happened]:
        """Incidents from what was known, to be asked about."""
        snapshot = self._snapshot(as_of)
        if snapshot is None:
            yield NoneHappened((), self.agreement)
            return
        with ask_incidents(self.centre, snapshot) as found:
            yield found

    def come_up(self, on: date, as_of: date, before: date, most: int) -> tuple[tuple[Incident, ...], int]:
        """Incidents that began by ``on``, known on ``as_of`` and not yet on ``before``: the ``most`` newest
        and how many others there are."""
        snapshot = self._snapshot(as_of)
        return come_up(self.centre, snapshot, self._snapshot(before), on, most) if snapshot else ((), 0)

    def items(self, as_of: date) -> tuple[Item, ...]:
        """Items received."""
        known = self._known(as_of)
        return known.items if known else ()

    @contextmanager
    def received(self, as_of: date) -> Iterator[Received]:
        """Items from what was known, to be asked about."""
        snapshot = self._snapshot(as_of)
        if snapshot is None:
            yield NoneReceived((), ())
            return
        with self.centre.state.received(snapshot) as found:
            yield found

    def item(self, item_id: str) -> tuple[Item, str, Reading] | None:
        """An item with its decoded text and what is read from it; None for an unknown id."""
        snapshot = self.centre.state.snapshot()
        if snapshot is None:
            return None
        found = next((one for one in know(self.centre, snapshot).items if one.item_id == item_id), None)
        if found is None:
            return None
        if found.erased:
            return found, "", Reading(item=Article(), mentions=Mentions())
        text = text_of(self.centre, item_id)
        document = Document(name=found.name, media_type=found.media_type, text=text)
        earlier = earlier_claims(self.centre).among(found.tier)
        reading = read_document(document, self.centre.vocabulary, found.published_at, item_id, earlier)
        claims = tuple(claim for claim in know(self.centre, snapshot).claims if claim.item_id == item_id)
        return found, text, reading.model_copy(update={"claims": claims})

    def claims(self, as_of: date) -> tuple[Claim, ...]:
        """Every claim known."""
        known = self._known(as_of)
        return known.claims if known else ()

    def entries(self, as_of: date) -> tuple[Entry, ...]:
        """Every line of the registers."""
        known = self._known(as_of)
        return known.entries if known else ()

    @contextmanager
    def entered(self, as_of: date) -> Iterator[Entered]:
        """What is entered in the registers, to be asked about."""
        snapshot = self._snapshot(as_of)
        if snapshot is None:
            yield InHand(())
            return
        with ask_registers(self.centre, snapshot) as found:
            yield found

    def every(self, part: Part, as_of: date) -> EnteredSince | None:
        """Every entry of a part, those too that stand no longer; None where nothing was known."""
        snapshot = self._snapshot(as_of)
        return EnteredSince(self.centre, snapshot, part) if snapshot else None

    def known_later(self, part: Part, as_of: date) -> tuple[int, date] | None:
        """How many entries of a part are known now though none was then, and since when the first was."""
        snapshot = self._snapshot(as_of)
        return known_later(self.centre, snapshot, part) if snapshot else None

    def register(self, name: Register, on: date, as_of: date) -> Page:
        """A register on a day, as known then; empty where nothing was."""
        snapshot = self._snapshot(as_of)
        return register_on(self.centre, snapshot, name, on) if snapshot else Page(register_name=name, on=on)

    def balances(self, on: date, as_of: date) -> tuple[Balance, ...]:
        """The balances of exchanges on a day."""
        snapshot = self._snapshot(as_of)
        return register_balances(self.centre, snapshot, on) if snapshot else ()

    def intervals(self, name: Register, first: date, on: date, as_of: date) -> tuple[Interval, ...]:
        """How each place or link was, as far as it touches the days from ``first`` to ``on``."""
        snapshot = self._snapshot(as_of)
        return register_intervals(self.centre, snapshot, name, first, on) if snapshot else ()

    def notices(self, part: Part, incidents: Sequence[Incident], as_of: date, most: int) -> Announced:
        """Notices of a part, given up to its last day, beside what was reported; of very many the newest."""
        snapshot = self._snapshot(as_of)
        return register_notices(self.centre, snapshot, incidents, part, most) if snapshot else Announced()

    def notices_on(self, incident: Incident, on: date, as_of: date) -> tuple[Notified, ...]:
        """What was announced up to ``on`` that may explain an incident."""
        snapshot = self._snapshot(as_of)
        return notices_on(self.centre, snapshot, incident, on) if snapshot else ()

    def persons(self, on: date, as_of: date) -> tuple[PersonState, ...]:
        """Everybody of whom the registers of persons tell something up to ``on``, by pseudonym."""
        snapshot = self._snapshot(as_of)
        return person_states(self.centre, snapshot, on, OF_PERSONS) if snapshot else ()

    def claim(self, claim_id: str, as_of: date) -> Claim | None:
        """One claim; None where it is not known."""
        snapshot = self._snapshot(as_of)
        return self.centre.state.claim(claim_id, snapshot) if snapshot else None

    def arrivals(self, as_of: date) -> Mapping[str, int]:
        """How many items were published on each day, by ISO day."""
        snapshot = self._snapshot(as_of)
        return self.centre.state.items_by_day(snapshot) if snapshot else {}

    def is_ready(self, on: date, as_of: date) -> bool:
        """Whether :meth:`status` answers at once: it has been asked before, or little is known."""
        snapshot = self._snapshot(as_of)
        if snapshot is None or self.centre.state.claim_count(snapshot) <= _SOON:
            return True
        return has_stood(self.centre, snapshot, on)

    def watches(self, as_of: date) -> tuple[Watch, ...]:
        """Who says to have watched what."""
        known = self._known(as_of)
        return known.watches if known else ()

    def checkpoint(self, as_of: date) -> Checkpoint | None:
        """The record's head at that day's cut-off; None before the first."""
        snapshot = self._snapshot(as_of)
        return self.centre.ledger.checkpoint(snapshot.size) if snapshot else None

    def report_path(self, day: date) -> Path | None:
        """That day's written report (HTML), if there is one for those who are shown this."""
        if not sees(self.centre.audience, self.centre.charter.tier):
            return None
        path = self.reports / day.isoformat() / "report.html"
        return path if path.is_file() else None

    def _snapshot(self, as_of: date) -> Snapshot | None:
        forget_erased(self.centre)
        return snapshot_at(self.centre, self.centre.charter.cut_off_of(as_of))

    def _known(self, as_of: date) -> Known | None:
        snapshot = self._snapshot(as_of)
        return know(self.centre, snapshot) if snapshot else None
