"""Something is not done. The obligation's ``acts`` are what must not happen."""

from __future__ import annotations

from tregua.compliance.conduct import weigh_conduct
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind

KIND: Kind = "refrain"


def judge(case: Case) -> Standing:
    """The standing of a duty to refrain on the day."""
    forbidden = case.acts("hostile")
    refrained = [w for w in case.scene.words_of(*forbidden) if w.denies]
    return weigh_conduct(case, forbidden, refrained)
