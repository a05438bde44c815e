"""Several things that one text asks of one side in the same words: a law and a law, a report and a report.

A word that fits two of them alike does not tell which was done. What tells them apart is an act that is
more particular, or a place that only one of them has. What another text of the accord asks once more
is not another thing: one deed may answer both.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from tregua.agreement.terms import Agreement, Obligation
from tregua.compliance.case.scene import Case
from tregua.compliance.evidence.words import Word
from tregua.vocabulary.acts import is_a


def may_be_another(
    case: Case, word: Word, usual: tuple[str, ...], counts: Callable[[Obligation], bool] = lambda _: True
) -> bool:
    """Whether a word that fits the case fits another obligation of its kind just as well.

    ``usual`` are the acts that stand for the kind where an obligation names none; ``counts`` says which
    of the others are asked.
    """
    known: dict[Hashable, bool] = case.scene.dossier.shelf(case.obligation).setdefault("another", {})
    key = (usual, counts, word.event.act, word.place_ids)  # all of the word that is looked at
    if key not in known:
        known[key] = _may_be_another(case, word, usual, counts)
    return known[key]


def _may_be_another(
    case: Case, word: Word, usual: tuple[str, ...], counts: Callable[[Obligation], bool]
) -> bool:
    own = _closest(word, case.acts(*usual))
    return any(
        counts(other)
        and _closest(word, other.acts or usual) >= own
        and not _are_told_apart(case, word, other)
        for other in _alike(case)
    )


def _alike(case: Case) -> tuple[Obligation, ...]:
    """Kept with the obligation, because it is asked of every word."""
    shelf = case.scene.dossier.shelf(case.obligation)
    if "alike" not in shelf:
        shelf["alike"] = tuple(_find_alike(case))
    found: tuple[Obligation, ...] = shelf["alike"]
    return found


def _find_alike(case: Case) -> list[Obligation]:
    agreement, this = case.scene.agreement, case.obligation
    others = [
        one for one in agreement.of_kind(this.kind) if one.id != this.id and set(one.obligors) & case.obligors
    ]
    if not others:
        return []
    instrument = _instrument(agreement, this)
    return [one for one in others if _instrument(agreement, one) == instrument]


def _instrument(agreement: Agreement, obligation: Obligation) -> str:
    return next((one.instrument for one in agreement.clauses if one.id == obligation.clause), "")


def _closest(word: Word, acts: tuple[str, ...]) -> int:
    """How particular the act is that the word falls under; nought where it falls under none."""
    return max((len(act) for act in acts if is_a(word.event.act, act)), default=0)


def _are_told_apart(case: Case, word: Word, other: Obligation) -> bool:
    """By their areas: one has a place that the word names, the other has not."""
    if other.area:
        return not any(case.scene.lies_in(place.place_id, other.area) for place in word.event.places)
    return bool(case.obligation.area)
