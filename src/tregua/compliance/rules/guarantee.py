"""One side vouches for the safety of people, traffic or links.

A guarantee given again in words is the guarantor's own word, and the text of the agreement is no
news. Passage told by those it is owed to, or observed, shows it kept; attacks and closures known to
be in its area weigh as breaches, whoever is named: that nobody does it is what is vouched for.
"""

from __future__ import annotations

from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.breaches import Duty
from tregua.compliance.weighing.conduct import weigh_conduct
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "guarantee"
BREACHES = ("hostile", "link.close", "link.destroy")
GIVEN = ("guarantee", "link.guarantee")


def judge(case: Case) -> Standing:
    """The standing of a guarantee on the day."""
    duty = Duty(BREACHES, only_there=True, by_anybody=True)
    acts = case.acts("guarantee.safety", "link.guarantee", "link.passage")
    return weigh_conduct(case, duty, acts, _is_kept, silent="not_started")


def _is_kept(case: Case, word: Word) -> bool:
    return word.affirms and case.concerns(word.place_ids) and _speaks_of_it(case, word)


def _speaks_of_it(case: Case, word: Word) -> bool:
    """Somebody else's word that a guarantee was *given* does not say that it is kept; and what is
    said of it by the day of signature is the agreement itself."""
    if not any(is_a(word.event.act, act) for act in GIVEN):
        return True
    return not case.restates(word) and case.voice(word.said_by) == "obligor"
