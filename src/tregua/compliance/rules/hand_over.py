"""An area passes to the beneficiary: its forces enter, it is handed over, it is under its control.

The obligor's withdrawal, cleared roads, and a village entered are steps. An area of several places
is handed over when each of them is.
"""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import Account, account_in, weigh_completion
from tregua.compliance.weighing.places import part_of, weigh_each_place
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "hand_over"


def judge(case: Case) -> Standing:
    """The standing of a handover."""
    return weigh_each_place(
        case, lambda area_id: weigh_completion(case, _account(case, area_id), part_of(case, area_id))
    )


def _account(case: Case, area_id: str | None) -> Account:
    return account_in(case.sort_words(_label, "handover", "control", "clearance", args=(area_id,)))


def _label(case: Case, word: Word, area_id: str | None) -> str | None:
    covers = case.coverage_of(word, area_id) if area_id is not None else "part"
    if covers == "none":
        return None
    passes = _passes(case, word)
    if word.plans and passes:
        return "plan"
    if word.denies and is_a(word.event.act, "handover"):
        return "undone"
    if word.affirms and passes and covers == "whole":
        return "done"
    return "step" if word.affirms and (passes or _is_step(case, word)) else None


def _passes(case: Case, word: Word) -> bool:
    event = word.event
    actor, target = case.scene.side_of(event.actor), case.scene.side_of(event.target)
    if is_a(event.act, "handover.enter"):
        if event.actor is None:
            return case.voice(word.said_by) == "beneficiary"
        return actor in case.beneficiaries
    if is_a(event.act, "handover.transfer"):
        return target in case.beneficiaries or (event.target is None and actor not in case.beneficiaries)
    if is_a(event.act, "control"):
        return actor in case.beneficiaries and not case.restates(word)
    return False


def _is_step(case: Case, word: Word) -> bool:
    event = word.event
    actor = case.scene.side_of(event.actor)
    if is_a(event.act, "clearance"):
        return True
    if is_a(event.act, "handover.withdraw"):
        return event.actor is None or actor in case.obligors
    return is_a(event.act, "handover.enter") and event.actor is None
