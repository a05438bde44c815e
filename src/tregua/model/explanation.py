"""How a standing was come to, in plain words: from what is owed to what would change it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tregua.model.messages import Message
from tregua.model.records import Record
from tregua.model.standing import Kind, Phase, Step

About = Literal[
    "",
    "clause",
    "object",
    "who",
    "amount",
    "where",
    "begin",
    "when",
    "words",
    "allowed",
    "checked",
    "note",
    "version",
    "otherwise",
    "readings",
    "standing",
    "score",
    "whose",
]


class Told(Record):
    """One thing told, with the claims it rests on; ``about`` says what of, where a part tells of several."""

    about: About = ""
    text: Message
    evidence: tuple[str, ...] = ()


class Coming(Record):
    """A day ahead that the calendar alone brings, and the phase from then on where it changes."""

    on: date
    text: Message
    phase: Phase | None = None


class Voice(Record):
    """Whose word a claim is: who says it, through which outlet, in which item, and when it was published
    (as printed)."""

    item_id: str
    said_by: str | None = None
    through: str | None = None
    said_at: str | None = None


class Explanation(Record):
    """One obligation on one day, explained.

    In the order in which it is told: ``owed`` what is owed; ``in_force`` which version and reading hold;
    ``rule`` and ``steps`` how it is judged; ``outcome`` and ``grounds`` what follows and from which
    words; ``doubts`` what is disputed or was not watched; ``depends`` what it hangs on; ``ahead`` and
    ``lifts`` what would change it. ``voices`` tells whose word each claim is, by its id.

    Without evidence (an accord's file alone) there is no ``phase``, and nothing is told of steps.
    """

    obligation_id: str
    title: str
    clause: str
    kind: Kind
    on: date
    as_of: date
    reading: str = ""
    projected: bool = False
    due_on: date | None = None
    phase: Phase | None = None
    score: int | None = None
    overdue_days: int = 0
    rests_on: tuple[str, ...] = ()
    owed: tuple[Told, ...] = ()
    in_force: tuple[Told, ...] = ()
    rule: tuple[Told, ...] = ()
    steps: tuple[Step, ...] = ()
    outcome: tuple[Told, ...] = ()
    grounds: tuple[Told, ...] = ()
    doubts: tuple[Told, ...] = ()
    depends: tuple[Told, ...] = ()
    ahead: tuple[Coming, ...] = ()
    lifts: tuple[Told, ...] = ()
    voices: dict[str, Voice] = {}
