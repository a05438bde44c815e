"""Forces leave an area, or weapons are withdrawn to a distance from a line.

Leaving a part of an area, or handing over ground within it, is a step. So are weapons of one class where
several are owed, and forces that leave where weapons are owed; other weapons are nobody's concern here.
Who owes it and says to have left, from nowhere in particular or from a whole region, is taken to speak of
all of it: that is a claim, and no more. Where a ``distance`` is owed, each side is judged by its own line
(:mod:`tregua.compliance.weighing.withdrawal`); where several owe it, each leaves by itself; and the slowest
counts.

Claims are weighed here, and no register: that of control keeps each withdrawal as a step of the ground, but
not which weapons left nor how many, and of weapons seen there is none.
"""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import Account, account_in, weigh_completion
from tregua.compliance.weighing.distances import are_meant, covers_all
from tregua.compliance.weighing.places import part_of, weigh_each_place
from tregua.compliance.weighing.sides import part_of_side, weigh_each_side
from tregua.compliance.weighing.withdrawal import STEPS, weigh_withdrawal
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "withdraw"
LEFT, LEAVING = "handover.withdraw", "handover.leaving"


def judge(case: Case) -> Standing:
    """The standing of a withdrawal."""
    if case.obligation.distance is not None:
        return weigh_each_side(
            case, lambda alone, side: weigh_withdrawal(alone, side, part_of_side(case, side))
        )
    if len(case.obligation.obligors) > 1:
        return weigh_each_side(case, lambda alone, _: _weigh_places(alone))
    return _weigh_places(case)


def _weigh_places(case: Case) -> Standing:
    return weigh_each_place(
        case, lambda area_id: weigh_completion(case, _account(case, area_id), part_of(case, area_id))
    )


def _account(case: Case, area_id: str | None) -> Account:
    armed = case.obligation.weapons is not None
    acts = case.acts(*(("weapons.withdrawn", LEFT) if armed else (LEFT,)))
    steps = (LEAVING, "handover.enter", "handover.transfer", *(STEPS if armed else ()))
    return account_in(case.sort_words(_label, *acts, *steps, args=(area_id, acts)))


def _label(case: Case, word: Word, area_id: str | None, acts: tuple[str, ...]) -> str | None:
    covers = _covers(case, word, area_id)
    if covers == "none" or (word.affirms and case.restates(word)):
        return None
    if are_meant(case.obligation.weapons, word.event.weapons) is False:
        return None
    leaves = any(is_a(word.event.act, act) for act in acts) and _is_theirs(case, word)
    if word.plans and leaves:
        return "plan"
    if word.denies and leaves:
        return "undone"
    if word.affirms and leaves and covers == "whole" and _covers_weapons(case, word):
        return "done"
    begins = any(is_a(word.event.act, act) for act in (LEAVING, *STEPS)) and _is_theirs(case, word)
    return "step" if word.affirms and (leaves or begins or _receives(case, word)) else None


def _covers(case: Case, word: Word, area_id: str | None) -> str:
    if area_id is None:
        return "whole"
    if case.voice(word.said_by) == "obligor" and _is_everywhere(case, word, area_id):
        return "whole"
    if not word.event.places:
        return "whole" if word.says_all else "part"
    return case.coverage_of(word, area_id)


def _is_everywhere(case: Case, word: Word, area_id: str) -> bool:
    """Whether no place is named, or only a whole region of the area or around it, and no number of them."""
    if any(one.low is not None for one in word.event.quantities) and not word.says_all:
        return False
    known = [case.scene.places.get(one) for one in word.place_ids]
    return all(
        place is not None
        and place.kind in ("region", "country")
        and (case.scene.lies_in(place.place_id, (area_id,)) or case.scene.lies_in(area_id, (place.place_id,)))
        for place in known
    )


def _covers_weapons(case: Case, word: Word) -> bool:
    """Whether a word that they left speaks of all weapons that are owed."""
    forces_only = is_a(word.event.act, "handover") and not word.event.weapons
    if case.obligation.weapons is not None and forces_only and not case.obligation.acts:
        return False
    return covers_all(case.obligation.weapons, word.event.weapons)


def _is_theirs(case: Case, word: Word) -> bool:
    actor = word.event.actor
    if actor is not None:
        return case.scene.side_of(actor) in case.obligors
    voice, everybody = case.voice(word.said_by), _owing(case)
    if case.scene.side_of(word.said_by) in everybody:
        return voice == "obligor"  # what a side that owes it says of nobody is of its own
    return voice == "beneficiary" or _are_all(case, everybody)


def _owing(case: Case) -> frozenset[str]:
    """The sides that owe the obligation as the accord has it, whoever it is judged alone for."""
    return frozenset(case.scene.agreement.obligation(case.obligation.id).obligors) | case.obligors


def _are_all(case: Case, owing: frozenset[str]) -> bool:
    """Whether every party owes it, so that whoever is seen to leave is one of them."""
    parties = {party.id for party in case.scene.agreement.parties if party.role == "party"}
    return parties <= owing


def _receives(case: Case, word: Word) -> bool:
    event = word.event
    receiver = event.target if is_a(event.act, "handover.transfer") else event.actor
    side = case.scene.side_of(receiver)
    return bool(event.places) and side in case.beneficiaries and side not in _owing(case)
