"""The plainest account of a thing to be done: its acts, by the obligors, in its area."""

from __future__ import annotations

from tregua.compliance.completion import Account
from tregua.compliance.evidence import Word
from tregua.compliance.scene import Case


def account_of(case: Case, *acts: str) -> Account:
    """What is said of ``acts``: done, denied, planned. No act, nothing said."""
    words = [word for word in case.scene.words_of(*acts) if _is_it(case, word)]
    return Account(
        done=tuple(word for word in words if word.affirms),
        undone=tuple(word for word in words if word.denies),
        plans=tuple(word for word in words if word.plans),
    )


def _is_it(case: Case, word: Word) -> bool:
    actor = word.event.actor
    theirs = actor is None or case.scene.side_of(actor) in case.obligors
    return theirs and case.concerns(place.place_id for place in word.event.places)
