"""Standing duties: to cease, to refrain, to hold, to guarantee. Weighed day by day.

On a day the look goes back ``present_days``. Within it:

- a finding that a breach happened and by whom: violated;
- an independent observation of a breach that names who: indicated;
- one that names nobody: its occurrence is indicated, each side's standing disputed;
- a side's word against another, or a side's own admission: disputed;
- no breach told, and independently observed to hold: respected, on that word;
- only the obligors say that it holds: claimed;
- nothing: not observed, which is never *no violation*.

A breach told of that is older and that no finding settles stays in the reasons. An incident that
may have begun before the duty did does not weigh.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tregua.compliance.completion import SILENCE
from tregua.compliance.evidence import Word
from tregua.compliance.reasons import because, names_of, speaker, tell
from tregua.compliance.scene import Case, Standing
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import Finding, Incident, Phase, Position, Reason
from tregua.model.when import day_of, first_instant
from tregua.vocabulary.acts import is_a

_GRAVITY: tuple[Phase, ...] = ("violated", "indicated", "disputed")


@dataclass
class _Weighed:
    """What one incident comes to: the worst phase it supports, by whose word, and why."""

    phases: set[Phase] = field(default_factory=set)
    rests_on: set[str] = field(default_factory=set)
    reasons: list[Reason] = field(default_factory=list)


def weigh_conduct(
    case: Case,
    breaches: tuple[str, ...],
    holding: Iterable[Word],
    silent: Phase = "not_observed",
    only_there: bool = False,
) -> Standing:
    """The standing of a lasting duty that acts of ``breaches`` break.

    ``holding`` are the words that it is kept; ``silent`` is the phase where nobody said anything.
    An incident whose place is vague weighs, unless ``only_there``: then it must be known to lie in
    the obligation's area.
    """
    if case.day < case.starts_at.date():
        return Standing("not_yet_due", reasons=(because("compliance.starts", day=case.starts_at.date()),))
    since = case.day - timedelta(days=case.obligation.present_days - 1)
    lies_here = case.lies_in_area if only_there else case.may_lie_in_area
    told = [i for i in case.scene.incidents if _is_breach(case, i, breaches) and lies_here(i)]
    present = [incident for incident in told if day_of(incident.latest) >= since]
    older = [incident for incident in told if day_of(incident.latest) < since]
    weighed = [_weigh(case, incident) for incident in present]
    kept = tuple(word for word in holding if word.last is None or word.last >= since)

    reasons = [reason for one in weighed for reason in one.reasons]
    reasons += _doubts(present)
    reasons += _kept_reasons(case, kept)
    reasons += [r for incident in older for r in _older(case, incident)]
    reasons += _watched(case, since)

    for phase in _GRAVITY:
        of_phase = [one for one in weighed if phase in one.phases]
        if of_phase:
            names = tuple(sorted({name for one in of_phase for name in one.rests_on}))
            return Standing(phase, rests_on=names, reasons=tuple(reasons))
    return _held(case, kept, tuple(reasons), since, silent)


def _held(
    case: Case, kept: tuple[Word, ...], reasons: tuple[Reason, ...], since: date, silent: Phase
) -> Standing:
    independent = [w for w in kept if case.voice(w.said_by) in ("independent", "beneficiary")]
    if independent:
        return Standing("respected", rests_on=names_of(independent), reasons=reasons)
    own = [w for w in kept if case.voice(w.said_by) == "obligor"]
    if own:
        return Standing("claimed", rests_on=names_of(own), reasons=reasons)
    silence = (
        because("compliance.conduct.silence", since=since, day=case.day)
        if silent == "not_observed"
        else SILENCE
    )
    return Standing(silent, reasons=(silence, *reasons))


def _is_breach(case: Case, incident: Incident, breaches: tuple[str, ...]) -> bool:
    acts = {incident.act, *(report.act for report in incident.reports if not report.negated)}
    return (
        any(is_a(act, breach) for act in acts for breach in breaches)
        and first_instant(incident.earliest) >= case.starts_at
    )


def _weigh(case: Case, incident: Incident) -> _Weighed:
    weighed = _Weighed()
    findings = [f for f in case.scene.findings.get(incident.incident_id, ()) if _is_of(case, f)]
    for finding in findings:
        _weigh_finding(case, incident, finding, weighed)
    if any(finding.state in ("not_substantiated", "closed") for finding in findings):
        return weighed
    for position in sorted(incident.positions, key=lambda p: (p.actor_id or "", p.stance, p.claim_id)):
        _weigh_position(case, incident, position, weighed)
    return weighed


def _is_of(case: Case, finding: Finding) -> bool:
    return finding.clause in (case.obligation.clause, case.obligation.id)


def _weigh_finding(case: Case, incident: Incident, finding: Finding, weighed: _Weighed) -> None:
    evidence = (position.claim_id for position in finding.positions)
    args = _where_and_when(incident)
    code = f"compliance.finding.{finding.state}"
    if finding.state == "verified":
        side = case.scene.side_of(finding.attributed_to) or finding.attributed_to
        if side in case.obligors:
            weighed.phases.add("violated")
            weighed.rests_on.update(_finders(finding))
            weighed.reasons.append(because(code, evidence, accused=f"actor:{finding.attributed_to}", **args))
            return
        weighed.phases.add("disputed")
        code = "compliance.finding.nobody_named"
    elif finding.state in ("dissent", "deadlock"):
        weighed.phases.add("disputed")
    weighed.rests_on.update(_finders(finding))
    weighed.reasons.append(because(code, evidence, **args))


def _finders(finding: Finding) -> set[str]:
    """Whose positions carry a finding; the finding itself where it lists none."""
    return {p.actor_id for p in finding.positions if p.actor_id and p.stance != "denies"} or {
        finding.finding_id
    }


def _weigh_position(case: Case, incident: Incident, position: Position, weighed: _Weighed) -> None:
    phase, code = _read_position(case, position)
    args = _where_and_when(incident)
    if position.accused:
        args["accused"] = f"actor:{position.accused}"
    if phase is not None:
        weighed.phases.add(phase)
        if position.actor_id:
            weighed.rests_on.add(position.actor_id)
    weighed.reasons.append(because(code, (position.claim_id,), actor=speaker(position.actor_id), **args))


def _read_position(case: Case, position: Position) -> tuple[Phase | None, str]:
    accused = case.scene.side_of(position.accused) or position.accused
    voice = case.voice(position.actor_id, accused)
    if position.stance == "denies":
        return None, "compliance.incident.denied"
    if voice == "outlet":
        return None, "compliance.incident.outlet"
    if voice == "independent":
        if position.stance == "alleges":
            return "disputed", "compliance.incident.alleged"
        if accused in case.obligors:
            return "indicated", "compliance.incident.observed"
        return "disputed", "compliance.incident.observed_nobody_named"
    own = position.stance == "acknowledges" or (accused is not None and voice == "obligor")
    return "disputed", "compliance.incident.admitted" if own else "compliance.incident.alleged"


def _where_and_when(incident: Incident) -> dict[str, Argument]:
    places: Argument = (
        f"place:{incident.place_ids[0]}" if incident.place_ids else say("compliance.place_unknown")
    )
    when = _when(incident.earliest, incident.latest)
    return {"incident": incident.incident_id, "act": f"act:{incident.act}", "place": places, "when": when}


def _when(earliest: str, latest: str) -> Message:
    if earliest == latest:
        return say("compliance.at", time=earliest)
    return say("compliance.between", earliest=earliest, latest=latest)


def _doubts(incidents: list[Incident]) -> Iterator[Reason]:
    shown = {incident.incident_id: incident for incident in incidents}
    for incident in incidents:
        for doubt in sorted(incident.doubts, key=lambda d: d.other_id):
            other = shown.get(doubt.other_id)
            if other is None or doubt.other_id < incident.incident_id:
                continue
            claims = [report.claim_id for one in (incident, other) for report in one.reports]
            yield because(
                "compliance.incident.may_be_one",
                claims,
                incident=say("compliance.incident.short", **_where_and_when(incident)),
                other=say("compliance.incident.short", **_where_and_when(other)),
                probability=round(doubt.probability, 3),
            )


def _older(case: Case, incident: Incident) -> Iterator[Reason]:
    findings = [f for f in case.scene.findings.get(incident.incident_id, ()) if _is_of(case, f)]
    code = "compliance.incident.older_found" if findings else "compliance.incident.older"
    claims = (position.claim_id for position in incident.positions)
    yield because(code, claims, **_where_and_when(incident))


def _kept_reasons(case: Case, kept: tuple[Word, ...]) -> tuple[Reason, ...]:
    codes = {
        "independent": "compliance.conduct.observed_to_hold",
        "beneficiary": "compliance.conduct.observed_to_hold",
        "obligor": "compliance.conduct.said_to_hold",
        "adversary": "compliance.conduct.said_to_hold",
        "outlet": "compliance.conduct.outlet_says_holds",
    }
    return tuple(
        reason
        for code in sorted(set(codes.values()))
        for reason in tell(code, [w for w in kept if codes[case.voice(w.said_by)] == code])
    )


def _watched(case: Case, since: date) -> Iterator[Reason]:
    latest: dict[tuple[str, str, str], Reason] = {}
    for watch in case.scene.watches:
        if day_of(watch.latest) < since or not _watches_area(case, watch.place_ids):
            continue
        key = (watch.observer or "", watch.means, watch.outcome)
        latest[key] = because(
            f"compliance.watch.{watch.outcome}",
            (watch.claim_id,) if watch.claim_id else (),
            actor=speaker(watch.observer),
            means=watch.means,
            when=_when(watch.earliest, watch.latest),
        )
    yield from (latest[key] for key in sorted(latest))
    if not any(w.own and w.outcome == "done" and day_of(w.latest) >= since for w in case.scene.watches):
        yield because("compliance.watch.not_own", since=since)


def _watches_area(case: Case, place_ids: tuple[str, ...]) -> bool:
    return not place_ids or not case.obligation.area or case.concerns(place_ids)
