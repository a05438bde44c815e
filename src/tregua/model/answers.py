"""The shapes of ``--json`` answers, where they differ from the records: messages as rendered text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tregua.model.explanation import About, Coming, Explanation
from tregua.model.messages import Message
from tregua.model.records import Record
from tregua.model.standing import Kind, Level, Phase, Status, Step, VersionStanding


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
