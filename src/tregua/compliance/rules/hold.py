"""Forces stay where they are. A ceasefire said to hold says nothing of positions, and is told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tregua.compliance.conduct import weigh_conduct
from tregua.compliance.reasons import tell
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind
from tregua.vocabulary.acts import GROUND_TAKEN

KIND: Kind = "hold"


def judge(case: Case) -> Standing:
    """The standing of a duty to hold positions on the day."""
    held = [w for w in case.scene.words_of(*case.acts("control.hold")) if w.affirms]
    unmoved = [w for w in case.scene.words_of(*GROUND_TAKEN) if w.denies]
    standing = weigh_conduct(case, GROUND_TAKEN, (*held, *unmoved))
    since = case.day - timedelta(days=case.obligation.present_days - 1)
    calm = [w for w in case.scene.words_of("ceasefire.hold") if w.affirms and (w.last or case.day) >= since]
    return replace(standing, reasons=(*standing.reasons, *tell("compliance.hold.ceasefire_only", calm)))
