"""A law, a decision or a vote: adopted, or held. Drafts and debates are steps; by whose word decides.

Where one text asks for several and a word does not tell which of them was adopted
(:mod:`tregua.compliance.weighing.alike`), it is a step of each and completes none; a draft of it is only
told.
"""

from __future__ import annotations

from dataclasses import replace

from tregua.agreement.terms import Obligation
from tregua.compliance.case.reasons import tell
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Together
from tregua.compliance.weighing.alike import may_be_another
from tregua.compliance.weighing.completion import account_in, weigh_completion
from tregua.compliance.weighing.rounds import is_it
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "enact"
USUAL = ("law.adopt", "vote.held")
DRAFT = "law.draft"


def judge(case: Case) -> Standing:
    """The standing of a law or a vote to come."""
    acts = case.acts(*USUAL)
    piles = case.sort_words(_label, *acts)
    drafts = case.sort_words(_label_draft, *((DRAFT,) if _is_law(case.obligation) else ()))
    account = account_in(piles)
    steps = Together(drafts["step"], piles["unclear"])
    standing = weigh_completion(case, replace(account, steps=steps))
    told = (
        *tell("compliance.enact.which", piles["unclear"]),
        *tell("compliance.enact.which_draft", drafts["unclear"]),
    )
    return replace(standing, reasons=(*standing.reasons, *told)) if told else standing


def _label(case: Case, word: Word) -> str | None:
    if not is_it(case, word):
        return None
    if word.affirms:
        if case.restates(word):
            return None
        return "unclear" if may_be_another(case, word, USUAL) else "done"
    return "undone" if word.denies else "plan" if word.plans else None


def _label_draft(case: Case, word: Word) -> str | None:
    if not word.affirms or case.restates(word) or not is_it(case, word):
        return None
    return "unclear" if may_be_another(case, word, (DRAFT,), _is_law) else "step"


def _is_law(obligation: Obligation) -> bool:
    return any(is_a(act, "law.adopt") for act in obligation.acts or USUAL)
