"""Something is not done. The obligation's ``acts`` are what must not happen, by default any act of force;
with which weapons, and how far from which line, it may narrow down.

Fire becomes incidents, and those weigh. What never does (heavy weapons seen in a zone, flights, digging)
is judged by the words that tell of it.
"""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.breaches import Duty
from tregua.compliance.weighing.conduct import weigh_conduct
from tregua.model.standing import Kind

KIND: Kind = "refrain"


def judge(case: Case) -> Standing:
    """The standing of a duty to refrain on the day."""
    forbidden = case.acts("hostile")
    return weigh_conduct(case, Duty(forbidden), forbidden, _says_it_did_not_happen)


def _says_it_did_not_happen(_: Case, word: Word) -> bool:
    return word.denies
