"""Claims → incidents, in one pass: collect, sweep, weigh, cluster, tell.

- The same claims give the same incidents in any order, and a claim given twice counts once.
- A report farther off than the window changes nothing of other incidents.
- Pairs that are neither one event nor plainly two leave a doubt on both incidents, with the reasons.
- A denial joins the incidents it matches as a position; it founds none.

:mod:`tregua.fusion.growing` comes to the same from what is kept and what is new.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from tregua.agreement.terms import Agreement
from tregua.fusion.cluster import Pair, cluster
from tregua.fusion.compare import Comparer
from tregua.fusion.explain import explain_levels
from tregua.fusion.incidents import make_incident, published_first, takes_back
from tregua.fusion.matching import belonging, is_denied, tell_doubt
from tregua.fusion.reports import Collected, collect_reports
from tregua.fusion.scope import Scope, no_scope, read_scope
from tregua.fusion.sweep import DAY, sweep
from tregua.fusion.traits import Traits, read_traits
from tregua.fusion.weights import Weights, load_weights, weight_of
from tregua.model.ids import item_of
from tregua.model.messages import Message
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
    weighed = {pair: comparer.weigh(levels) for pair, levels in compared if levels is not None}

    def weigh(i: int, j: int) -> float | None:
        return weighed.get((i, j))

    clusters = cluster(traits, weighed.items(), weigh, weight_of(weights.threshold), comparer)
    denials = _match_denials(clusters, traits, collected, comparer)
    incidents = [
        _tell(members, folded, weighed, denials.get(at, []), comparer) for at, members in enumerate(clusters)
    ]
    doubts = _doubts(clusters, [one.incident_id for one in incidents], traits, weighed, comparer)
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
    so that a much-copied statement costs no more than one."""
    folded: dict[tuple[object, ...], list[Traits]] = {}
    for one in traits:
        folded.setdefault(one.said, []).append(one)
    return list(folded.values())


def _tell(
    members: Sequence[int],
    folded: Sequence[Sequence[Traits]],
    weighed: Mapping[Pair, float],
    denials: Sequence[Report],
    comparer: Comparer,
) -> Incident:
    statements = [folded[i] for i in members]
    reports = [one.report for copies in statements for one in copies]
    founder = min(reports, key=published_first).report_id

    def weigh(i: int, j: int) -> float | None:
        return weighed.get((members[i], members[j]))

    match = belonging(statements, founder, weigh, comparer)
    spots = [spot for copies in statements for spot in copies[0].spots]
    return make_incident(reports, spots, match, denials, comparer.scope)


def _doubts(
    clusters: Sequence[Sequence[int]],
    ids: Sequence[str],
    traits: Sequence[Traits],
    weighed: Mapping[Pair, float],
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
    for (a, b), (i, j) in strongest.items():
        for doubt in tell_doubt((ids[a], ids[b]), (traits[i], traits[j]), comparer):
            found.setdefault(doubt.incident_id, []).append(doubt)
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
    window = weights.limits.window_days * DAY
    found: dict[int, dict[str, Report]] = {}
    for report in collected.denials:
        denial = _traits(report, collected, scope, weights)
        begin = bisect_left(firsts, denial.first - window - longest)
        for i in order[begin : bisect_right(firsts, denial.last + window)]:
            if traits[i].source == denial.source and not takes_back(report, traits[i].report, scope):
                continue
            if is_denied(denial, traits[i], comparer):
                found.setdefault(home[i], {})[report.report_id] = report
    return {at: [reports[key] for key in sorted(reports)] for at, reports in found.items()}
