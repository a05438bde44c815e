"""Something is to be agreed. Meetings, working groups and drafts are steps; agreeing is the thing."""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import account_in, weigh_completion
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "negotiate"
AGREED = "negotiate.agree"


def judge(case: Case) -> Standing:
    """The standing of something to be agreed."""
    piles = case.sort_words(_label, *case.acts("negotiate", "link.plan"))
    return weigh_completion(case, account_in(piles), in_common=True)


def _label(case: Case, word: Word) -> str | None:
    if case.restates(word) or not case.concerns(word.place_ids):
        return None
    agreed = is_a(word.event.act, AGREED)
    if word.denies and agreed:
        return "undone"
    if word.affirms and agreed:
        return "done"
    return "step" if word.affirms or word.plans else None
