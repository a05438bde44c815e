"""The plainest account of a thing to be done: its acts, by the obligors, in its area."""

from __future__ import annotations

from tregua.compliance.case.scene import Case
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import Account, account_in


def account_of(case: Case, *acts: str) -> Account:
    """What is said of ``acts``: done, denied, planned. No act, nothing said."""
    return account_in(case.sort_words(_label, *acts))


def _label(case: Case, word: Word) -> str | None:
    if not is_it(case, word):
        return None
    if word.affirms:
        return "done"
    return "undone" if word.denies else "plan" if word.plans else None


def is_it(case: Case, word: Word) -> bool:
    """Whether a word is of the obligors' doing, their common body's, or of nobody's it names, in the
    obligation's area, of people who count by its reading."""
    actor = word.event.actor
    theirs = actor in (None, case.obligation.body) or case.scene.side_of(actor) in case.obligors
    counted = case.obligation.may_count(word.event.category)
    return theirs and counted and case.concerns(word.place_ids)
