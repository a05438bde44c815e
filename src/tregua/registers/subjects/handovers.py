"""A handover as a course of steps: each by whom told, of which day; of what nobody told, nothing is said."""

from __future__ import annotations

from typing import get_args

from tregua.agreement.terms import Agreement
from tregua.model.ground import Handover, HandoverStep, ToldStep
from tregua.model.register import Page, Word

_STEPS: tuple[HandoverStep, ...] = get_args(HandoverStep)


def handovers_on(page: Page, agreement: Agreement) -> tuple[Handover, ...]:
    """The areas that the accord has handed over, then other places of which a step is told, as the page of
    the register of control has them."""
    told: dict[str, dict[str, list[Word]]] = {}
    for line in page.lines:
        for word in line.words:
            family, _, step = word.entry.act.rpartition(".")
            if family == "handover" and line.measure == step:
                for place_id in line.place_ids:
                    told.setdefault(place_id, {}).setdefault(step, []).append(word)
    owed: dict[str, list[str]] = {}
    for obligation in agreement.of_kind("hand_over"):
        for place_id in obligation.area:
            owed.setdefault(place_id, []).append(obligation.id)
    others = sorted(
        place_id
        for place_id in told.keys() - owed.keys()
        if any(not w.entry.is_meant for words in told[place_id].values() for w in words)
    )
    return tuple(
        Handover(
            place_id=place_id,
            obligation_ids=tuple(owed.get(place_id, ())),
            steps=tuple(
                ToldStep(step=step, words=_in_order(told.get(place_id, {}).get(step, ()))) for step in _STEPS
            ),
        )
        for place_id in (*owed, *others)
    )


def _in_order(words: list[Word] | tuple[()]) -> tuple[Word, ...]:
    return tuple(sorted(words, key=lambda one: (str(one.since or ""), one.entry.speaker, one.entry.entry_id)))
