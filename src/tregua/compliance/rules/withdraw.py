"""Forces leave an area, or weapons are withdrawn to a distance from a line.

Leaving a part of an area, or handing over ground within it, is a step. Where a ``distance`` is owed,
each side is judged by its own line (:mod:`tregua.compliance.weighing.withdrawal`), and the slowest counts.
"""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import Account, account_in, weigh_completion
from tregua.compliance.weighing.places import part_of, weigh_each_place
from tregua.compliance.weighing.sides import part_of_side, weigh_each_side
from tregua.compliance.weighing.withdrawal import weigh_withdrawal
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "withdraw"
LEAVING = "handover.leaving"


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
    acts = case.acts("handover.withdraw")
    return account_in(
        case.sort_words(_label, *acts, LEAVING, "handover.enter", "handover.transfer", args=(area_id, acts))
    )


def _label(case: Case, word: Word, area_id: str | None, acts: tuple[str, ...]) -> str | None:
    covers = _covers(case, word, area_id)
    if covers == "none" or (word.affirms and case.restates(word)):
        return None
    leaves = any(is_a(word.event.act, act) for act in acts) and _is_theirs(case, word)
    if word.plans and leaves:
        return "plan"
    if word.denies and leaves:
        return "undone"
    if word.affirms and leaves and covers == "whole":
        return "done"
    begins = is_a(word.event.act, LEAVING) and _is_theirs(case, word)
    return "step" if word.affirms and (leaves or begins or _receives(case, word)) else None


def _covers(case: Case, word: Word, area_id: str | None) -> str:
    if area_id is None:
        return "whole"
    return case.coverage_of(word, area_id) if word.event.places else "part"


def _is_theirs(case: Case, word: Word) -> bool:
    actor = word.event.actor
    if actor is None:
        return case.voice(word.said_by) in ("obligor", "beneficiary") or _owed_by_all(case)
    return case.scene.side_of(actor) in case.obligors


def _owed_by_all(case: Case) -> bool:
    """Whether every party owes it, so that whoever is seen to leave is one of them."""
    parties = {party.id for party in case.scene.agreement.parties if party.role == "party"}
    return parties <= case.obligors


def _receives(case: Case, word: Word) -> bool:
    event = word.event
    receiver = event.target if is_a(event.act, "handover.transfer") else event.actor
    return bool(event.places) and case.scene.side_of(receiver) in case.beneficiaries
