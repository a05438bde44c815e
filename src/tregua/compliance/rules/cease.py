"""Fighting ends and stays ended. The obligation's ``acts``, where it names any, are what must end; by
default every act of force and every violation counted.

Said to hold, or no violation seen: it is kept. Which weapons, and how far from which line, the
obligation may narrow down.
"""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.breaches import Duty
from tregua.compliance.weighing.conduct import weigh_conduct
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "cease"
BREACHES = ("hostile", "ceasefire.violation")
CALM = "ceasefire.hold"


def judge(case: Case) -> Standing:
    """The standing of a ceasefire on the day."""
    named = tuple(act for act in case.obligation.acts if not is_a(act, CALM))
    denied = named or ("ceasefire.violation",)
    return weigh_conduct(case, Duty(named or BREACHES), (CALM, *denied), _is_calm)


def _is_calm(_: Case, word: Word) -> bool:
    """Calm is told, or that what breaks it did not happen. That one attack did not happen says nothing of
    others, unless attacks are what the obligation itself names."""
    return word.affirms if is_a(word.event.act, CALM) else word.denies
