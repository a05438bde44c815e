"""One side vouches for the safety of people, traffic or links.

A guarantee given again in words is the guarantor's own word, and the text of the agreement is no
news. Passage told by those it is owed to, or observed, shows it kept; attacks and closures known to
be in its area weigh as breaches.
"""

from __future__ import annotations

from tregua.compliance.conduct import weigh_conduct
from tregua.compliance.evidence import Word
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind
from tregua.vocabulary.acts import is_a

KIND: Kind = "guarantee"
BREACHES = ("hostile", "link.close")


def judge(case: Case) -> Standing:
    """The standing of a guarantee on the day."""
    words = case.scene.words_of(*case.acts("guarantee.safety", "link.passage"))
    kept = [w for w in words if w.affirms and _is_here(case, w) and _speaks_of_it(case, w)]
    return weigh_conduct(case, BREACHES, kept, silent="not_started", only_there=True)


def _is_here(case: Case, word: Word) -> bool:
    return case.concerns(place.place_id for place in word.event.places)


def _speaks_of_it(case: Case, word: Word) -> bool:
    """Somebody else's word that a guarantee was *given* does not say that it is kept; and what is
    said of it by the day of signature is the agreement itself."""
    if not is_a(word.event.act, "guarantee"):
        return True
    return not case.restates(word) and case.voice(word.said_by) == "obligor"
