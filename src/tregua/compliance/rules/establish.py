"""A body is set up: agreed, staffed, opened. Opening is the thing; the rest are steps."""

from __future__ import annotations

from tregua.compliance.completion import Account, weigh_completion
from tregua.compliance.evidence import Word
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "establish"


def judge(case: Case) -> Standing:
    """The standing of a body to be set up."""
    opened, others = case.acts("establish.open"), _other_bodies(case)
    done, undone, steps = [], [], []
    for word in case.scene.words_of(*opened, "establish"):
        if case.restates(word) or not _is_the_body(case, word, others):
            continue
        opens = any(is_a(word.event.act, act) for act in opened)
        if word.denies and opens:
            undone.append(word)
        elif word.affirms and opens:
            done.append(word)
        elif word.affirms or word.plans:
            steps.append(word)
    return weigh_completion(case, Account(_once(done), _once(undone), _once(steps)))


def _once(words: list[Word]) -> tuple[Word, ...]:
    return tuple(dict.fromkeys(words))


def _is_the_body(case: Case, word: Word, others: set[str | None]) -> bool:
    """The body named; where none is, the place decides."""
    named = {word.event.actor, word.event.target}
    if case.obligation.body is not None and case.obligation.body in named:
        return True
    if named & others:
        return False
    return case.concerns(place.place_id for place in word.event.places)


def _other_bodies(case: Case) -> set[str | None]:
    bodies: set[str | None] = {one.body for one in case.scene.agreement.of_kind(KIND) if one.body is not None}
    return bodies - {case.obligation.body}
