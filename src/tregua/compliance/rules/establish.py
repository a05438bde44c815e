"""A body is set up: agreed, staffed, opened. Opening is the thing; the rest are steps."""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import account_in, weigh_completion
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "establish"


def judge(case: Case) -> Standing:
    """The standing of a body to be set up."""
    opened, body = case.acts("establish.open"), case.obligation.body
    piles = case.sort_words(
        _label, *opened, "establish", args=(opened, _other_bodies(case, body)), naming=body
    )
    return weigh_completion(case, account_in(piles), in_common=True)


def _label(case: Case, word: Word, opened: tuple[str, ...], others: frozenset[str]) -> str | None:
    if case.restates(word) or not _is_the_body(case, word, others):
        return None
    opens = any(is_a(word.event.act, act) for act in opened)
    if word.denies and opens:
        return "undone"
    if word.affirms and opens:
        return "done"
    return "step" if word.affirms or word.plans else None


def _is_the_body(case: Case, word: Word, others: frozenset[str]) -> bool:
    """The body named; where none is, the place decides."""
    named = {word.event.actor, word.event.target}
    if case.obligation.body is not None and case.obligation.body in named:
        return True
    return not named & others and case.concerns(word.place_ids)


def _other_bodies(case: Case, body: str | None) -> frozenset[str]:
    bodies: frozenset[str] = case.scene.dossier.made(
        "bodies", lambda: frozenset(one.body for one in case.scene.agreement.of_kind(KIND) if one.body)
    )
    return bodies - {body}
