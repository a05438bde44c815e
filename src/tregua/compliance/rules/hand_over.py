"""An area passes to the beneficiary: its forces enter, it is handed over, it is under its control.

The obligor's withdrawal, cleared roads, and a village entered are steps. An area of several places
is handed over when each of them is.
"""

from __future__ import annotations

from tregua.compliance.completion import Account, weigh_completion
from tregua.compliance.evidence import Word
from tregua.compliance.places import part_of, weigh_each_place
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "hand_over"


def judge(case: Case) -> Standing:
    """The standing of a handover."""
    return weigh_each_place(
        case, lambda area_id: weigh_completion(case, _account(case, area_id), part_of(case, area_id))
    )


def _account(case: Case, area_id: str | None) -> Account:
    done, undone, steps, plans = [], [], [], []
    for word in case.scene.words_of("handover", "control", "clearance"):
        covers = case.coverage_of(word, area_id) if area_id is not None else "part"
        if covers == "none":
            continue
        passes = _passes(case, word)
        if word.plans and passes:
            plans.append(word)
        elif word.denies and is_a(word.event.act, "handover"):
            undone.append(word)
        elif word.affirms and passes and covers == "whole":
            done.append(word)
        elif word.affirms and (passes or _is_step(case, word)):
            steps.append(word)
    return Account(tuple(done), tuple(undone), tuple(steps), tuple(plans))


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
