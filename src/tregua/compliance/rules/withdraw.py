"""Forces leave an area, or weapons are withdrawn to a distance from a line.

Leaving a part of an area, or handing over ground within it, is a step. Where a ``distance`` is owed,
each side is judged by its own line (:mod:`tregua.compliance.withdrawn`), and the slowest counts.
"""

from __future__ import annotations

from tregua.compliance.completion import Account, weigh_completion
from tregua.compliance.evidence import Word
from tregua.compliance.places import part_of, weigh_each_place
from tregua.compliance.scene import Case, Standing
from tregua.compliance.sides import part_of_side, weigh_each_side
from tregua.compliance.withdrawn import weigh_withdrawal
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "withdraw"


def judge(case: Case) -> Standing:
    """The standing of a withdrawal."""
    if case.obligation.distance is not None:
        return weigh_each_side(
            case, lambda alone, side: weigh_withdrawal(alone, side, part_of_side(case, side))
        )
    return weigh_each_place(
        case, lambda area_id: weigh_completion(case, _account(case, area_id), part_of(case, area_id))
    )


def _account(case: Case, area_id: str | None) -> Account:
    done, undone, steps, plans = [], [], [], []
    acts = case.acts("handover.withdraw")
    for word in case.scene.words_of(*acts, "handover.enter", "handover.transfer"):
        covers = _covers(case, word, area_id)
        if covers == "none" or (word.affirms and case.restates(word)):
            continue
        leaves = any(is_a(word.event.act, act) for act in acts) and _is_theirs(case, word)
        if word.plans and leaves:
            plans.append(word)
        elif word.denies and leaves:
            undone.append(word)
        elif word.affirms and leaves and covers == "whole":
            done.append(word)
        elif word.affirms and (leaves or _receives(case, word)):
            steps.append(word)
    return Account(tuple(done), tuple(undone), tuple(steps), tuple(plans))


def _covers(case: Case, word: Word, area_id: str | None) -> str:
    if area_id is None:
        return "whole"
    return case.coverage_of(word, area_id) if word.event.places else "part"


def _is_theirs(case: Case, word: Word) -> bool:
    actor = word.event.actor
    if actor is None:
        return case.voice(word.said_by) in ("obligor", "beneficiary")
    return case.scene.side_of(actor) in case.obligors


def _receives(case: Case, word: Word) -> bool:
    event = word.event
    receiver = event.target if is_a(event.act, "handover.transfer") else event.actor
    return bool(event.places) and case.scene.side_of(receiver) in case.beneficiaries
