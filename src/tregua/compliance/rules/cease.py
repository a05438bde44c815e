"""Fighting ends and stays ended."""

from __future__ import annotations

from tregua.compliance.conduct import weigh_conduct
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind

KIND: Kind = "cease"
BREACHES = ("hostile", "ceasefire.violation")


def judge(case: Case) -> Standing:
    """The standing of a ceasefire on the day."""
    calm = [w for w in case.scene.words_of(*case.acts("ceasefire.hold")) if w.affirms]
    unbroken = [w for w in case.scene.words_of("ceasefire.violation") if w.denies]
    return weigh_conduct(case, BREACHES, (*calm, *unbroken))
