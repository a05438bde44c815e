"""The shapes of ``--json`` answers, where they differ from the records: messages as rendered text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from tregua.model.actors import WhoIsWho
from tregua.model.explanation import About, Coming, Explanation
from tregua.model.ground import Handover
from tregua.model.links import Links
from tregua.model.messages import Message
from tregua.model.person import PersonState
from tregua.model.records import Basis, Comparator, Record
from tregua.model.register import Balance, Interval, Line, Notified, Owed, Page, Scope, Spell, State
from tregua.model.standing import Entry, Kind, Level, Phase, Register, Status, Step, VersionStanding


class ReasonAnswer(Record):
    """A ground in words, with the ids of the claims or items it rests on."""

    text: str
    evidence: tuple[str, ...] = ()


class StatusAnswer(Status):
    """One element of ``tregua status --json``."""

    reasons: tuple[ReasonAnswer, ...] = ()  # type: ignore[assignment]


def answer_status(status: Status, render: Callable[[Message], str]) -> StatusAnswer:
    """A standing with its reasons rendered."""
    fields = {name: getattr(status, name) for name in Status.model_fields if name != "reasons"}
    reasons = tuple(ReasonAnswer(text=render(one.text), evidence=one.evidence) for one in status.reasons)
    return StatusAnswer(**fields, reasons=reasons)


class RunAnswer(Record):
    """Days in a row, ``first`` and ``last`` included, on which an obligation stood the same but for the
    days overdue. ``readings`` and ``versions`` are those of the last day."""

    first: date
    last: date
    days: int
    phase: Phase
    score: int | None = None
    overdue_days_first: int = 0
    overdue_days_last: int = 0
    due_on: date | None = None
    rests_on: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    required: Level | None = None
    measured: Level | None = None
    projected: bool = False
    readings: dict[str, Phase] = {}
    versions: dict[str, VersionStanding] = {}


class HistoryAnswer(Record):
    """One element of ``tregua history --json``: an obligation's runs of days in order."""

    obligation_id: str
    title: str
    clause: str
    kind: Kind
    runs: tuple[RunAnswer, ...] = ()


class ToldAnswer(ReasonAnswer):
    """One thing told in words; ``about`` says what of, where a part tells of several."""

    about: About = ""


class StepAnswer(Step):
    """One question of a rule in words, the answer, and what it rests on."""

    question: str  # type: ignore[assignment]


class ComingAnswer(Coming):
    """A day ahead in words."""

    text: str  # type: ignore[assignment]


class ExplanationAnswer(Explanation):
    """``tregua agreement explain --json``."""

    owed: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]
    in_force: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]
    rule: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]
    steps: tuple[StepAnswer, ...] = ()
    outcome: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]
    grounds: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]
    doubts: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]
    depends: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]
    ahead: tuple[ComingAnswer, ...] = ()
    lifts: tuple[ToldAnswer, ...] = ()  # type: ignore[assignment]


_SENTENCES = ("owed", "in_force", "rule", "outcome", "grounds", "doubts", "depends", "lifts")


def answer_explanation(told: Explanation, render: Callable[[Message], str]) -> ExplanationAnswer:
    """An explanation with every message rendered."""
    fields: dict[str, Any] = {name: getattr(told, name) for name in Explanation.model_fields}
    for name in _SENTENCES:
        fields[name] = tuple(
            ToldAnswer(about=one.about, text=render(one.text), evidence=one.evidence) for one in fields[name]
        )
    fields["steps"] = tuple(
        StepAnswer(question=render(one.question), yes=one.yes, evidence=one.evidence) for one in told.steps
    )
    fields["ahead"] = tuple(
        ComingAnswer(on=one.on, text=render(one.text), phase=one.phase) for one in told.ahead
    )
    return ExplanationAnswer(**fields)


class OwedAnswer(Owed):
    """What the agreement asks of a line, with ``text``: what is asked and whether what is said meets it."""

    text: str


class LineAnswer(Line):
    """A line with ``text``: how many of what, whose, to whom and where, as people read it."""

    text: str
    owed: tuple[OwedAnswer, ...] = ()


class StateAnswer(State):
    """A state with ``text``: of what, and how it is or that it is contested."""

    text: str


class NoteAnswer(Record):
    """What the accord's data says of figures that bear on an obligation: what they do not show."""

    obligation_id: str
    text: str


class KnownLaterAnswer(Record):
    """How many entries are known now though none was as of the day asked, and since when the first was."""

    count: int
    since: date


class RegisterAnswer(Page):
    """``tregua register NAME --json``: the register on ``on``, as known on ``as_of``. No lines say that
    nothing is entered, never that nothing happened. ``handovers`` are those of control, step by step, and
    ``links`` those of links, one by one. ``balances`` are those of exchanges, ``persons``
    those of whom exchanges or losses tell, by pseudonym, ``notices`` what
    was announced beforehand with the incidents it may explain, ``actors`` who is who beside the accord.
    ``known_later`` is told where no line is there because nothing was known yet: no earlier ``--as-of`` can
    be answered either."""

    as_of: date
    lines: tuple[LineAnswer, ...] = ()
    states: tuple[StateAnswer, ...] = ()
    flags: tuple[ReasonAnswer, ...] = ()  # type: ignore[assignment]
    balances: tuple[Balance, ...] = ()
    persons: tuple[PersonState, ...] = ()
    notices: tuple[Notified, ...] = ()
    handovers: tuple[Handover, ...] = ()
    links: Links | None = None
    actors: WhoIsWho | None = None
    known_later: KnownLaterAnswer | None = None
    notes: tuple[NoteAnswer, ...] = ()


class EnteredAnswer(Entry):
    """``tregua register NAME --entries --json``: an entry, and whether it ``stands``.

    ``supersedes`` is the claim whose place its own claim took. Where it stands no longer, ``superseded_by``
    is the claim that corrected it or struck it out (``superseded_as``), and ``superseded_by_entries`` are
    that claim's entries, none where it was struck. ``also_in`` names the rows of other sheets that say the
    same word, as ``corrects`` takes them (``posts.csv:5``)."""

    stands: bool = True
    supersedes: str | None = None
    superseded_by: str | None = None
    superseded_as: Literal["corrected", "struck"] | None = None
    superseded_by_entries: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()


class PointAnswer(Record):
    """One claimed figure of a series: the day it is of (for a total, the day it runs to; of a stretch its
    first) and whose word. ``since`` is the first day that a total counts, or a stretch's first; ``until`` a
    stretch's last, where it is told."""

    on: date
    since: date | None = None
    until: date | None = None
    low: float | None = None
    high: float | None = None
    comparator: Comparator = "="
    unit: str = ""
    basis: Basis | None = None
    said_by: str | None = None
    through: str | None = None
    claim_id: str
    published_at: str | None = None


class SeriesAnswer(Record):
    """The figures of one thing in order of day, and what does not fit among them."""

    measure: str
    actor: str | None = None
    to: str | None = None
    place_ids: tuple[str, ...] = ()
    about: str = ""
    category: str = ""
    scopes: tuple[Scope, ...] = ()
    text: str
    points: tuple[PointAnswer, ...] = ()
    remarks: tuple[ReasonAnswer, ...] = ()


class RegisterSeriesAnswer(Record):
    """``tregua register NAME --series --json``. ``intervals`` tell from when to when a place or link was how,
    by each speaker's words; ``spells`` the hours they come to from ``first`` to ``last``."""

    register_name: Register
    first: date | None = None
    last: date
    as_of: date
    series: tuple[SeriesAnswer, ...] = ()
    intervals: tuple[Interval, ...] = ()
    spells: tuple[Spell, ...] = ()
    notes: tuple[NoteAnswer, ...] = ()


class RowAnswer(Record):
    """A line of a file, counted from 1."""

    file: str
    line: int


class RemarkAnswer(Record):
    """What does not fit in a published series: its code, in words, and the lines it rests on."""

    code: str
    text: str
    rows: tuple[RowAnswer, ...] = ()


class AuditedAnswer(Record):
    """One series held against itself. ``figures`` is how many figures it has, from the day ``first`` to the
    day ``last``."""

    measure: str
    place_ids: tuple[str, ...] = ()
    text: str
    figures: int
    first: date
    last: date
    remarks: tuple[RemarkAnswer, ...] = ()


class AuditAnswer(Record):
    """``tregua audit FILE --json``. ``undated`` is how many figures have no day and are held against none;
    ``places_as_named`` are the places that no list knows, which are taken by their names."""

    files: tuple[str, ...]
    series: tuple[AuditedAnswer, ...] = ()
    undated: int = 0
    places_as_named: tuple[str, ...] = ()
