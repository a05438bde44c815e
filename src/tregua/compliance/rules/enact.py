"""A law, a decision or a vote: adopted, or held. Drafts and debates are steps; by whose word decides.

Where the accord asks for several and a text does not tell which of them was adopted (the same act, the
same side, no place that tells them apart), its word is a step of each and completes none.
"""

from __future__ import annotations

from dataclasses import replace

from tregua.agreement.terms import Obligation
from tregua.compliance.completion import Account, weigh_completion
from tregua.compliance.evidence import Word
from tregua.compliance.reasons import tell
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "enact"
USUAL = ("law.adopt", "vote.held")
STEPS = ("law", "vote")


def judge(case: Case) -> Standing:
    """The standing of a law or a vote to come."""
    acts = case.acts(*USUAL)
    done: list[Word] = []
    unclear: list[Word] = []
    undone, steps, plans = [], [], []
    for word in case.scene.words_of(*dict.fromkeys((*STEPS, *acts))):
        if not _is_theirs(case, word) or (word.affirms and case.restates(word)):
            continue
        passes = any(is_a(word.event.act, act) for act in acts)
        if word.denies and passes:
            undone.append(word)
        elif word.affirms and passes:
            (unclear if _may_be_another(case, word, acts) else done).append(word)
        elif word.affirms and is_a(word.event.act, "law.draft"):
            steps.append(word)
        elif word.plans:
            plans.append(word)
    account = Account(tuple(done), tuple(undone), (*steps, *unclear), tuple(plans))
    standing = weigh_completion(case, account)
    which = tell("compliance.enact.which", unclear)
    return replace(standing, reasons=(*standing.reasons, *which)) if which else standing


def _is_theirs(case: Case, word: Word) -> bool:
    """By the side that owes it, its parliament or its voters; a place that is named must be meant."""
    actor = word.event.actor
    theirs = actor is None or case.scene.side_of(actor) in case.obligors
    return theirs and case.concerns(place.place_id for place in word.event.places)


def _may_be_another(case: Case, word: Word, acts: tuple[str, ...]) -> bool:
    """Whether the word fits another law or vote that the same side owes just as well."""
    own = _closest(word, acts)
    for other in case.scene.agreement.of_kind(KIND):
        same_side = other.id != case.obligation.id and set(other.obligors) & case.obligors
        if (
            same_side
            and _closest(word, other.acts or USUAL) >= own
            and not _are_told_apart(case, word, other)
        ):
            return True
    return False


def _closest(word: Word, acts: tuple[str, ...]) -> int:
    """How particular the act is that the word falls under; nought where it falls under none."""
    return max((len(act) for act in acts if is_a(word.event.act, act)), default=0)


def _are_told_apart(case: Case, word: Word, other: Obligation) -> bool:
    """By their areas: one has a place that the word names, the other has not."""
    if other.area:
        return not any(case.scene.lies_in(place.place_id, other.area) for place in word.event.places)
    return bool(case.obligation.area)
