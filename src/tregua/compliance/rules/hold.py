"""Forces stay where they are. What is weighed are the entries of the register of control, ground said to be
entered or taken by force among them, beside incidents and findings, which are in no register.

A ceasefire said to hold says nothing of positions, and is told apart: of that there is no register, and the
claim is read.
"""

from __future__ import annotations

from dataclasses import replace

from tregua.compliance.case.reasons import is_telling, tell
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight
from tregua.compliance.weighing.breaches import Duty
from tregua.compliance.weighing.conduct import present, weigh_conduct
from tregua.model.standing import Kind
from tregua.vocabulary.acts import GROUND_TAKEN, is_a

KIND: Kind = "hold"


def judge(case: Case) -> Standing:
    """The standing of a duty to hold positions on the day."""
    held = case.acts("control.hold")
    standing = weigh_conduct(case, Duty(GROUND_TAKEN, dated=True), (*held, *GROUND_TAKEN), _is_held)
    if standing.phase == "not_yet_due" or not is_telling():
        return standing
    calm = [word for word in _calm(case) if word.affirms]
    return replace(standing, reasons=(*standing.reasons, *tell("compliance.hold.ceasefire_only", calm)))


def _is_held(_: Case, word: Word) -> bool:
    taken = any(is_a(word.event.act, act) for act in GROUND_TAKEN)
    return word.denies if taken else word.affirms


def _calm(case: Case) -> Sight[Word]:
    words = case.book.words(case.scene.since, ("ceasefire.hold",))
    return present(case, case.scene.sight(words))
