"""Ground on a day: how a handover went, step by step; and what in the register of control is told apart."""

from __future__ import annotations

from typing import Literal

from tregua.model.records import Record
from tregua.model.register import Word

PartOfControl = Literal["ground", "positions", "status", "population"]
"""Ground and who has it; positions, posts and heights, which say nothing of the area they lie in; what an
area is said to be; who is said to live there."""

HandoverStep = Literal["leaving", "withdraw", "clear-road", "enter", "transfer", "acknowledge", "protocol"]
"""The steps by which ground passes, in the order in which they may be expected: the withdrawal begun, the
withdrawal, the road cleared, the entry, handed over, acknowledged, a protocol signed."""


class ToldStep(Record):
    """One step, and everybody's last word of it up to the day. Without words nothing was said of it, and that
    does not say that it was not taken."""

    step: HandoverStep
    words: tuple[Word, ...] = ()


class Handover(Record):
    """How an area passes over, all steps in their order. ``obligation_ids`` are those that owe it."""

    place_id: str
    obligation_ids: tuple[str, ...] = ()
    steps: tuple[ToldStep, ...]
