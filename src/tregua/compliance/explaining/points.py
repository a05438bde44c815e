"""Of a point that several obligations share, the sentences that bear on one of them.

A sentence of the paraphrase is left out only where it plainly tells of another obligation and not of this
one; what is nobody's in particular (a caveat, a day for all) stays with each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from tregua.agreement.terms import Agreement, Obligation

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W_]{4,}|\d+")
_STEM = 5
_FAR_LESS = 0.5
_LONG = 4
"""A point of fewer sentences is read whole."""


def what_bears_on(agreement: Agreement, obligation: Obligation, summary: str) -> str:
    """``summary`` without the sentences that tell of the clause's other obligations alone."""
    sentences = _SENTENCE.split(summary.strip())
    beside = [one for one in agreement.obligations if one.clause == obligation.clause]
    if len(sentences) < _LONG or len(beside) < 2:
        return summary
    stems = [_stems(sentence) for sentence in sentences]
    common = Counter(stem for sentence in stems for stem in sentence)
    scores = {one.id: [_score(_stems_of(one), sentence, common) for sentence in stems] for one in beside}
    kept = [
        sentence
        for number, sentence in enumerate(sentences)
        if not _is_of_others(scores, obligation.id, number)
    ]
    return " ".join(kept)


def _is_of_others(scores: Mapping[str, list[float]], own: str, number: int) -> bool:
    mine = scores[own]
    if not max(mine) or mine[number] >= _FAR_LESS * max(mine):
        return False
    return any(theirs[number] and theirs[number] == max(theirs) for theirs in scores.values())


def _stems_of(obligation: Obligation) -> frozenset[str]:
    return _stems(f"{obligation.title} {obligation.object}")


def _stems(text: str) -> frozenset[str]:
    """Words by their beginnings, so that *handed* and *hands* are one."""
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))


def _score(wanted: frozenset[str], sentence: frozenset[str], common: Mapping[str, int]) -> float:
    """How much of what is wanted the sentence tells; a word of every sentence tells little."""
    return sum(1 / common[stem] for stem in sorted(wanted & sentence))
