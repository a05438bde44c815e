"""What is told of a cluster beyond its members: how surely each belongs, who denies it, what it may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tregua.fusion.compare import Comparer, Levels
from tregua.fusion.explain import explain_levels
from tregua.fusion.sweep import may_meet
from tregua.fusion.traits import Compared, Traits
from tregua.fusion.weights import probability_of, weight_of
from tregua.model.messages import say
from tregua.model.standing import Doubt


def weigh_if_telling(a: Compared, b: Compared, comparer: Comparer) -> float | None:
    """What two reports weigh; None where the sweep does not bring them together or nothing can come of it."""
    levels = comparer.compare_if_telling(a, b)
    if levels is None or not may_meet(a, b, comparer.weights.limits):
        return None
    return comparer.weigh(levels)


def belonging(
    statements: Sequence[Sequence[Compared]],
    founder_id: str,
    weigh: Callable[[int, int], float | None],
    comparer: Comparer,
) -> dict[str, float]:
    """By report id: the probability of its strongest tie within; one for the report that founds it.
    ``statements`` are a cluster's, each with its copies; ``weigh`` takes their positions."""
    found: dict[str, float] = {}
    for i, copies in enumerate(statements):
        ties = [weigh(i, j) if i < j else weigh(j, i) for j in range(len(statements)) if j != i]
        if len(copies) > 1:
            ties.append(comparer.weigh(comparer.compare(copies[0], copies[1])))
        strongest = round(probability_of(max((tie for tie in ties if tie is not None), default=0.0)), 4)
        found |= {one.report_id: strongest for one in copies}
    return found | {founder_id: 1.0}


def is_denied(denial: Compared, told: Compared, comparer: Comparer) -> bool:
    """Whether a denial is of what a report tells, by when, where and what. A bare denial need not describe
    what it denies, and its speaker is no second witness of it. Who may deny it, the caller asks."""
    levels = _as_denial(comparer.compare(denial, told), denial)
    threshold = weight_of(comparer.weights.threshold)
    return comparer.weigh(levels) >= threshold and may_meet(denial, told, comparer.weights.limits)


def tell_doubt(
    ids: tuple[str, str], strongest: tuple[Traits, Traits], comparer: Comparer
) -> tuple[Doubt, Doubt]:
    """The doubt between two incidents by their strongest pair, as told to the first and to the second."""
    a, b = strongest
    levels = comparer.compare(a, b)
    probability = round(probability_of(comparer.weigh(levels)), 4)
    reasons = explain_levels(a, b, levels, comparer)
    if probability >= comparer.weights.threshold:
        reasons = (*reasons, say("fusion.kept_apart"))
    one, other = ids
    return (
        Doubt(incident_id=one, other_id=other, probability=probability, reasons=reasons),
        Doubt(incident_id=other, other_id=one, probability=probability, reasons=reasons),
    )


def _as_denial(levels: Levels, denial: Compared) -> Levels:
    found = dict(levels) | {"witness": "independent"}
    if denial.counted:
        found["act"] = "denied"
    return tuple(found.items())
