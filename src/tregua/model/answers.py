"""The shapes of ``--json`` answers, where they differ from the records: messages as rendered text."""

from __future__ import annotations

from collections.abc import Callable

from tregua.model.messages import Message
from tregua.model.records import Record
from tregua.model.standing import Status


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
