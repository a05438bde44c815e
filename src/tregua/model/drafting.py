"""The shapes of the ``--json`` answers for drafters: what is wrong with an accord, what differs, its days."""

from __future__ import annotations

from datetime import date

from tregua.model.records import Record


class ProblemAnswer(Record):
    """One fault, doubt or error: its code, where it stands (from 1), what is wrong and what to do.

    The shape of what any command with ``--json`` writes to stderr when it cannot answer."""

    code: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None
    message: str
    do: str = ""


class HoldsAnswer(Record):
    """What an accord holds: numbers of entries, obligations also by kind."""

    clauses: int
    obligations: int
    kinds: dict[str, int]
    provisions: int
    amendments: int
    zones: int


class CheckAnswer(Record):
    """``tregua agreement check --json``. With a fault the accord cannot be used and holds nothing.
    ``more`` is the number of faults beyond those told."""

    accord: str | None = None
    faults: tuple[ProblemAnswer, ...] = ()
    more: int = 0
    doubts: tuple[ProblemAnswer, ...] = ()
    holds: HoldsAnswer | None = None


class DayAnswer(Record):
    """A day of the accord; ``number`` counts the days of a series from 0. ``void`` says why it is no longer
    in force: ``superseded`` by a later day, or ``stopped``, because nothing is owed on it; else it is
    empty."""

    on: date
    kind: str
    obligation_id: str
    title: str
    clause: str
    version: str
    reading: str
    number: int
    void: str = ""


class WaitingAnswer(Record):
    """A day counted from an event that is not known to have happened."""

    kind: str
    obligation_id: str
    title: str
    clause: str
    event_id: str
    event: str
    duration: str
    ahead: str = ""
    hangs_on: str
    act: str
    version: str
    reading: str


class CalendarAnswer(Record):
    """``tregua agreement calendar --json``. ``not_counted`` are the amendments that the accord declares and
    that by its file alone count for nothing: no item bears them out."""

    accord: str
    days: tuple[DayAnswer, ...]
    waiting: tuple[WaitingAnswer, ...] = ()
    not_counted: tuple[str, ...] = ()


class ChangeAnswer(Record):
    """One field and its two values in words."""

    field: str
    old: str
    new: str


class AmendmentAnswer(Record):
    """An amendment that only one side of the comparison knows. ``claimed_for`` are the obligations that it
    does not bind, because nobody to whom they are owed has consented."""

    id: str
    title: str
    kind: str
    form: str
    asked_by: str
    consented_by: str
    known_on: date
    is_borne_out: bool
    claimed_for: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


class SpanAnswer(Record):
    """Days on which the obligation stands otherwise, whatever is done; without ``last``, for good."""

    first: date
    last: date | None = None
    old: str
    new: str


class DayChangeAnswer(Record):
    """A day of the calendar that differs: the first of its kind on each side."""

    kind: str
    old: date | None = None
    new: date | None = None


class ObligationDifferenceAnswer(Record):
    """What differs for one obligation. ``measured``: fields that can matter on any day."""

    id: str
    title: str
    clause: str
    changes: tuple[ChangeAnswer, ...] = ()
    amendments: tuple[AmendmentAnswer, ...] = ()
    spans: tuple[SpanAnswer, ...] = ()
    days: tuple[DayChangeAnswer, ...] = ()
    measured: tuple[str, ...] = ()


class EntryAnswer(Record):
    """An entry that one side lacks, or that differs."""

    list: str
    id: str
    title: str
    changes: tuple[ChangeAnswer, ...] = ()


class DifferenceAnswer(Record):
    """``tregua agreement diff --json``. ``not_counted`` are the amendments that the accord declares by the
    days asked about and that by its file alone count for nothing: no item bears them out."""

    old: str
    new: str
    not_counted: tuple[str, ...] = ()
    top: tuple[ChangeAnswer, ...] = ()
    added: tuple[EntryAnswer, ...] = ()
    removed: tuple[EntryAnswer, ...] = ()
    changed: tuple[EntryAnswer, ...] = ()
    obligations: tuple[ObligationDifferenceAnswer, ...] = ()
