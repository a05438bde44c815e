"""Claims → incidents, in one pass: collect, sweep, weigh, cluster, tell.

- The same claims give the same incidents in any order, and a claim given twice counts once.
- A report farther off than the window changes nothing of other incidents.
- Pairs that are neither one event nor plainly two leave a doubt on both incidents, with the reasons.
- A denial joins the incidents it matches as a position; it founds none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tregua.agreement.terms import Agreement
from tregua.fusion.cluster import Pair, cluster
from tregua.fusion.compare import Comparer, Levels
from tregua.fusion.explain import explain_levels
from tregua.fusion.incidents import make_incident, published_first, takes_back
from tregua.fusion.reports import Collected, collect_reports
from tregua.fusion.scope import Scope, no_scope, read_scope
from tregua.fusion.sweep import sweep
from tregua.fusion.traits import Traits, read_traits
from tregua.fusion.weights import Weights, load_weights, probability_of, weight_of
from tregua.model.ids import item_of
from tregua.model.messages import Message, say
from tregua.model.records import Claim
from tregua.model.standing import Doubt, Incident, Report


def fuse_claims(claims: Iterable[Claim], agreement: Agreement) -> tuple[Incident, ...]:
    """The incidents that the claims tell of, by time and id."""
    weights, scope = load_weights(), read_scope(agreement)
    comparer = Comparer(weights, scope)
    collected = collect_reports(claims, scope, weights.limits)
    folded = _fold_copies([_traits(one, collected, scope, weights) for one in collected.reports])
    traits = [copies[0] for copies in folded]
    compared = (
        ((i, j), comparer.compare_if_telling(traits[i], traits[j])) for i, j in sweep(traits, weights.limits)
    )
    levels = {pair: found for pair, found in compared if found is not None}
    weighed = {pair: comparer.weigh(found) for pair, found in levels.items()}
    clusters = cluster(traits, weighed, weight_of(weights.threshold), comparer)
    denials = _match_denials(clusters, traits, collected, comparer)
    incidents = [
        make_incident(
            [one for i in members for one in folded[i]],
            _belonging(members, folded, weighed, comparer),
            denials.get(at, []),
            scope,
        )
        for at, members in enumerate(clusters)
    ]
    doubts = _doubts(clusters, [one.incident_id for one in incidents], traits, levels, weighed, comparer)
    told = [one.model_copy(update={"doubts": tuple(doubts.get(one.incident_id, ()))}) for one in incidents]
    return tuple(sorted(told, key=lambda one: (one.earliest, one.latest, one.incident_id)))


def explain_match(a: Report, b: Report, agreement: Agreement | None = None) -> tuple[Message, ...]:
    """Every comparison of two reports in words, with its weight, and what they come to.

    The accord tells which actors are of one side and which places lie in which; without it an actor's
    side is its state.
    """
    weights, scope = load_weights(), read_scope(agreement) if agreement else no_scope()
    comparer = Comparer(weights, scope)
    one, other = (read_traits(r, item_of(r.claim_id), None, scope, weights.limits) for r in (a, b))
    return explain_levels(one, other, comparer.compare(one, other), comparer)


def _traits(report: Report, collected: Collected, scope: Scope, weights: Weights) -> Traits:
    item, row = collected.item_of[report.report_id], collected.row_of[report.report_id]
    return read_traits(report, item, row, scope, weights.limits)


def _fold_copies(traits: Sequence[Traits]) -> list[list[Traits]]:
    """Reports by what they say: one source's exact copies lie together, however many outlets carry them,
    so that a much-copied statement costs no more than one. Rows of a table are never copies."""
    folded: dict[tuple[object, ...], list[Traits]] = {}
    for one in traits:
        said = (one.source, one.first, one.last, one.spots, one.act, one.accused, one.target)
        row = (one.item_id, one.row) if one.row is not None else None
        folded.setdefault((*said, one.killed, one.wounded, row), []).append(one)
    return list(folded.values())


def _belonging(
    members: Sequence[int], folded: Sequence[Sequence[Traits]], weighed: dict[Pair, float], comparer: Comparer
) -> dict[str, float]:
    """By report id: the probability of its strongest tie within; one for the report that founds it."""
    founder = min((one.report for i in members for one in folded[i]), key=published_first)
    found: dict[str, float] = {}
    for i in members:
        ties = [weighed.get((i, j) if i < j else (j, i)) for j in members if j != i]
        if len(folded[i]) > 1:
            ties.append(comparer.weigh(comparer.compare(folded[i][0], folded[i][1])))
        strongest = round(probability_of(max((tie for tie in ties if tie is not None), default=0.0)), 4)
        found |= {one.report_id: strongest for one in folded[i]}
    return found | {founder.report_id: 1.0}


def _doubts(
    clusters: Sequence[Sequence[int]],
    ids: Sequence[str],
    traits: Sequence[Traits],
    levels: dict[Pair, Levels],
    weighed: dict[Pair, float],
    comparer: Comparer,
) -> dict[str, list[Doubt]]:
    """Between every two incidents their strongest pair, where it is not negligible, told to both."""
    home = {i: at for at, members in enumerate(clusters) for i in members}
    floor = weight_of(comparer.weights.negligible)
    strongest: dict[Pair, Pair] = {}
    for pair in sorted(weighed, key=lambda one: (-weighed[one], one)):
        if weighed[pair] < floor:
            break
        a, b = sorted((home[pair[0]], home[pair[1]]))
        if a != b:
            strongest.setdefault((a, b), pair)
    found: dict[str, list[Doubt]] = {}
    for (a, b), (i, j) in sorted(strongest.items()):
        probability = round(probability_of(weighed[i, j]), 4)
        reasons = explain_levels(traits[i], traits[j], levels[i, j], comparer)
        if probability >= comparer.weights.threshold:
            reasons = (*reasons, say("fusion.kept_apart"))
        for one, other in ((ids[a], ids[b]), (ids[b], ids[a])):
            found.setdefault(one, []).append(
                Doubt(incident_id=one, other_id=other, probability=probability, reasons=reasons)
            )
    return {key: sorted(doubts, key=lambda one: one.other_id) for key, doubts in found.items()}


def _match_denials(
    clusters: Sequence[Sequence[int]], traits: Sequence[Traits], collected: Collected, comparer: Comparer
) -> dict[int, list[Report]]:
    """Denials by cluster: each goes to every incident that it matches and that some other source tells, or
    its own speaker, who takes it back."""
    if not collected.denials:
        return {}
    weights, scope = comparer.weights, comparer.scope
    home = {i: at for at, members in enumerate(clusters) for i in members}
    order = sorted(range(len(traits)), key=lambda i: traits[i].first)
    firsts = [traits[i].first for i in order]
    longest = max((one.last - one.first for one in traits), default=0.0)
    window = weights.limits.window_days * 86_400
    threshold = weight_of(weights.threshold)
    found: dict[int, dict[str, Report]] = {}
    for report in collected.denials:
        denial = _traits(report, collected, scope, weights)
        begin = bisect_left(firsts, denial.first - window - longest)
        for i in order[begin : bisect_right(firsts, denial.last + window)]:
            if traits[i].source == denial.source and not takes_back(report, traits[i].report, scope):
                continue
            if comparer.weigh(_as_denial(comparer.compare(denial, traits[i]), denial)) >= threshold:
                found.setdefault(home[i], {})[report.report_id] = report
    return {at: [reports[key] for key in sorted(reports)] for at, reports in found.items()}


def _as_denial(levels: Levels, denial: Traits) -> Levels:
    """A bare denial need not describe what it denies, and its speaker is no second witness of it."""
    found = dict(levels) | {"witness": "independent"}
    if denial.counted:
        found["act"] = "denied"
    return tuple(found.items())
