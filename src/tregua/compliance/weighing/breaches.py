"""What one incident, or one speaker's words, come to against a lasting duty: the phases they support, by
whose word, and why. Nothing here depends on the day a standing is asked for, so that it is weighed once.

- A finding that a breach happened and by whom: violated. Nothing else.
- An independent observation that names who: indicated; one that names nobody: disputed.
- A side's word against another, or a side's own admission: disputed.
- Told of somebody who does not owe the duty: nothing, except where it is owed that nobody do it.
- What is surely exempted, or done with other weapons, or far enough away: nothing.
- What may be so: no more than disputed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from tregua.agreement.terms import Exemption
from tregua.compliance.case.reasons import because, is_telling, speaker
from tregua.compliance.case.scene import Case, HasClaim
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.deeds import (
    Deed,
    Fit,
    area_fits,
    deed_of,
    deed_told,
    distance_fits,
    tells_no_weapon,
    weapon_fits,
)
from tregua.compliance.weighing.exemptions import permit_of
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import Finding, Incident, Phase, Position, Reason
from tregua.model.when import day_of, first_instant
from tregua.vocabulary.acts import is_a

_BY_INCIDENT = ("hostile", "ceasefire.violation", "loss")
"""Acts of which fusion makes incidents. All others are judged by the words that tell of them."""


@dataclass(frozen=True)
class Duty:
    """What breaks a lasting duty: ``breaches`` are the acts.

    ``only_there``: what breaks it must be known to lie in the area. ``by_anybody``: it is broken
    whoever does it, as safety is that somebody vouches for. ``dated``: a word counts only with a day
    of its own.
    """

    breaches: tuple[str, ...]
    only_there: bool = False
    by_anybody: bool = False
    dated: bool = False

    def is_broken_by(self, act: str) -> bool:
        """Whether an act is one that breaks it."""
        return _is_one_of(act, self.breaches)

    def is_judged_by_words(self, act: str) -> bool:
        """Whether an act that breaks it never becomes an incident."""
        return self.is_broken_by(act) and not _is_one_of(act, _BY_INCIDENT)


@lru_cache(maxsize=4096)
def _is_one_of(act: str, acts: tuple[str, ...]) -> bool:
    return any(is_a(act, one) for one in acts)


@dataclass
class Charge:
    """What one incident, or several like words of one speaker, come to; ``first`` and ``last`` are its
    days, ``older`` the one reason that is left of it once it is no longer of the present; ``is_withdrawn``:
    all who told it took it back."""

    first: date
    last: date
    key: tuple[str, ...]
    claims: tuple[str, ...]
    older: Reason
    incident: Incident | None = None
    grounds: dict[Phase, list[HasClaim]] = field(default_factory=dict)
    permitted: list[HasClaim] = field(default_factory=list)
    rests_on: set[str] = field(default_factory=set)
    reasons: list[Reason] = field(default_factory=list)

    is_withdrawn: bool = False

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is left of it but what is permitted, or it is withdrawn by all who told it."""
        return (bool(self.permitted) or self.is_withdrawn) and not self.grounds

    def supports(self, phase: Phase, who: Iterable[str | None], *on: HasClaim) -> None:
        """Note that it supports ``phase``, by whose word."""
        self.grounds.setdefault(phase, []).extend(on)
        self.rests_on.update(one for one in who if one)


def may_be_there(case: Case, duty: Duty, incident: Incident) -> bool:
    """Whether an incident was where it may break the duty."""
    return case.lies_in_area(incident) if duty.only_there else case.may_lie_in_area(incident)


def concerns_duty(case: Case, duty: Duty, incident: Incident) -> bool:
    """Whether an incident that breaks the duty by its act, its place and its day does so by its weapons and
    by how far from the line it was."""
    obligation = case.obligation
    if obligation.weapons is None and obligation.distance is None:
        return True
    if any(one.clause == obligation.id for one in _findings(case, incident)):
        return True
    deed = deed_of(case, incident, None, duty.breaches)
    armed = weapon_fits(obligation.weapons, deed) != "no" or tells_no_weapon(deed)
    return armed and distance_fits(case, deed) != "no"


def weigh_incident(case: Case, duty: Duty, exemptions: tuple[Exemption, ...], incident: Incident) -> Charge:
    """What an incident that concerns the duty comes to."""
    findings = _findings(case, incident)
    args = where_and_when(incident)
    code = "compliance.incident.older_found" if findings else "compliance.incident.older"
    claims = claims_of(incident)
    charge = Charge(
        first=day_of(incident.earliest),
        last=day_of(incident.latest),
        key=(incident.earliest, incident.latest, incident.incident_id),
        claims=claims,
        older=because(code, claims, **args),
        incident=incident,
    )
    for finding in findings:
        _weigh_finding(case, duty, exemptions, incident, finding, charge)
    if any(finding.state in ("not_substantiated", "closed") for finding in findings):
        return charge
    charge.is_withdrawn = bool(incident.positions) and not findings
    for position in sorted(incident.positions, key=lambda p: (p.actor_id or "", p.stance, p.claim_id)):
        taken_back = _taken_back_by(case, incident, position)
        if taken_back:
            charge.reasons.append(_withdrawn(incident, position, taken_back))
            continue
        if position.stance == "denies" and position.accused is not None:
            continue  # told with the word it takes back
        charge.is_withdrawn = charge.is_withdrawn and position.stance == "denies"
        _weigh_position(case, duty, exemptions, incident, position, charge)
    return charge


def _taken_back_by(case: Case, incident: Incident, position: Position) -> tuple[Position, ...]:
    """The later words by which the same speaker says that whom it named did not do it."""
    if position.stance == "denies":
        return ()
    accused = position.accused or (position.actor_id if position.stance == "acknowledges" else None)
    side = case.scene.side_of(accused) or accused
    return tuple(
        one
        for one in incident.positions
        if one.stance == "denies"
        and one.accused is not None
        and one.actor_id == position.actor_id
        and (case.scene.side_of(one.accused) or one.accused) == side
    )


def _withdrawn(incident: Incident, position: Position, by: Sequence[Position]) -> Reason:
    claims = (position.claim_id, *(one.claim_id for one in by))
    args = {**where_and_when(incident), "actor": speaker(position.actor_id)}
    return because("compliance.incident.withdrawn", claims, **args)


def claims_of(told: Incident | Sequence[Word]) -> tuple[str, ...]:
    """The claims that tell of an incident, or that like words are of."""
    if isinstance(told, Incident):
        return tuple(one.claim_id for one in told.positions)
    return tuple(sorted({one.claim_id for one in told}))


def _findings(case: Case, incident: Incident) -> list[Finding]:
    of = (case.obligation.clause, case.obligation.id)
    return [one for one in case.scene.findings.get(incident.incident_id, ()) if one.clause in of]


def _weigh_finding(
    case: Case,
    duty: Duty,
    exemptions: tuple[Exemption, ...],
    incident: Incident,
    finding: Finding,
    charge: Charge,
) -> None:
    evidence = [position.claim_id for position in finding.positions]
    args = where_and_when(incident)
    code = f"compliance.finding.{finding.state}"
    phase: Phase | None = None
    if finding.state == "verified":
        side = case.scene.side_of(finding.attributed_to) or finding.attributed_to
        phase = "violated" if side in case.obligors else "disputed"
        if phase == "violated":
            args["accused"] = f"actor:{finding.attributed_to}"
        else:
            code = "compliance.finding.nobody_named"
    elif finding.state in ("dissent", "deadlock"):
        phase = "disputed"
    finders = {p.actor_id for p in finding.positions if p.actor_id and p.stance != "denies"}
    charge.rests_on |= finders or {finding.finding_id}
    charge.reasons.append(because(code, evidence, **args))
    if phase is not None:
        charge.supports(phase, (), *finding.positions)
    if phase == "violated":  # people decided, and knew what the accord permits
        permit = permit_of(case, exemptions, deed_of(case, incident, None, duty.breaches))
        if permit.exemption is not None and permit.fit == "yes":
            text = permit.exemption.text
            charge.reasons.append(because("compliance.finding.though_permitted", evidence, text=text, **args))


def _weigh_position(
    case: Case,
    duty: Duty,
    exemptions: tuple[Exemption, ...],
    incident: Incident,
    position: Position,
    charge: Charge,
) -> None:
    phase, code = _read_position(case, duty, position)
    args = where_and_when(incident)
    args["actor"] = speaker(position.actor_id)
    if position.accused:
        args["accused"] = f"actor:{position.accused}"
    if phase is None:
        charge.reasons.append(because(code, (position.claim_id,), **args))
        return
    is_there = case.lies_in_area(incident)
    narrow = exemptions or case.obligation.weapons is not None or case.obligation.distance is not None
    if is_there and not narrow:
        charge.supports(phase, (position.actor_id,), position)
        charge.reasons.append(because(code, (position.claim_id,), **args))
        return
    deed = deed_of(case, incident, position, duty.breaches)
    where: Fit = "yes" if is_there else "perhaps"
    _weigh_deed(case, exemptions, deed, (phase, code), args, position.actor_id, (position,), charge, where)


def _read_position(case: Case, duty: Duty, position: Position) -> tuple[Phase | None, str]:
    accused = case.scene.side_of(position.accused) or position.accused
    voice = case.voice(position.actor_id, accused)
    if position.stance == "denies":
        return None, "compliance.incident.denied"
    if voice == "outlet":
        return None, "compliance.incident.outlet"
    if not duty.by_anybody and _is_not_bound(case, accused):
        return None, "compliance.incident.not_bound"
    if voice == "independent":
        if position.stance == "alleges":
            return "disputed", _alleged(accused)
        return _observed(case, accused)
    own = position.stance == "acknowledges" or (accused is not None and voice == "obligor")
    return "disputed", "compliance.incident.admitted" if own else _alleged(accused)


def _alleged(accused: str | None) -> str:
    return (
        "compliance.incident.alleged" if accused is not None else "compliance.incident.alleged_nobody_named"
    )


def _observed(case: Case, accused: str | None) -> tuple[Phase, str]:
    if accused in case.obligors:
        return "indicated", "compliance.incident.observed"
    return "disputed", "compliance.incident.observed_nobody_named"


def _is_not_bound(case: Case, side: str | None) -> bool:
    """Whether it is a party of the accord that does not owe the duty."""
    parties = (one.id for one in case.scene.agreement.parties)
    return side is not None and side not in case.obligors and side in parties


def tells_of_breach(case: Case, duty: Duty, word: Word) -> bool:
    """Whether one word tells of an act that breaks the duty and never becomes an incident."""
    event = word.event
    if not (word.affirms and duty.is_judged_by_words(event.act)) or word.last is None or case.restates(word):
        return False
    if duty.dated and not (event.earliest or event.latest):
        return False
    if _begins_before(case, word) or not case.concerns(place.place_id for place in event.places):
        return False
    if not duty.by_anybody and _is_not_bound(case, case.scene.side_of(event.actor)):
        return False
    obligation = case.obligation
    deed = deed_told(case, word)
    if duty.only_there and area_fits(case, obligation.area, deed) != "yes":
        return False
    armed = weapon_fits(obligation.weapons, deed) != "no" or tells_no_weapon(deed)
    return armed and distance_fits(case, deed) != "no"


_FIRST_MINUTES = timedelta(minutes=5)


def begins_at(earliest: str) -> datetime:
    """When something may have begun, to hold against the instant from which a duty binds. A day told
    without an hour is not before a duty that binds from that day's first minutes (*from 00:01*)."""
    return first_instant(earliest) + (timedelta(0) if "T" in earliest else _FIRST_MINUTES)


def _begins_before(case: Case, word: Word) -> bool:
    if word.event.earliest:
        return begins_at(word.event.earliest) < case.starts_at
    return word.first is not None and word.first < case.starts_at.date()


def weigh_words(case: Case, exemptions: tuple[Exemption, ...], words: Sequence[Word]) -> Charge:
    """What like words of one speaker come to; at least one, each telling of a breach on a known day."""
    word = words[0]
    deed = deed_told(case, word)
    args = _told_where(word, deed)
    last = word.last or date.min
    claims = claims_of(words)
    charge = Charge(
        first=word.first or last,
        last=last,
        key=(str(word.first or last), str(last), *claims),
        claims=tuple(claims),
        older=because("compliance.incident.older", claims, **args),
    )
    phase, code = _read_word(case, word)
    args["actor"] = speaker(word.said_by, word.through)
    if word.event.actor:
        args["accused"] = f"actor:{word.event.actor}"
    if phase is None:
        charge.reasons.append(because(code, claims, **args))
        return charge
    where = area_fits(case, case.obligation.area, deed)
    _weigh_deed(case, exemptions, deed, (phase, code), args, word.said_by, tuple(words), charge, where)
    return charge


def _read_word(case: Case, word: Word) -> tuple[Phase | None, str]:
    accused = case.scene.side_of(word.event.actor) or word.event.actor
    voice = case.voice(word.said_by, accused)
    if voice == "outlet":
        return None, "compliance.incident.outlet"
    if voice == "independent":
        return _observed(case, accused)
    own = accused is not None and voice == "obligor"
    return "disputed", "compliance.incident.admitted" if own else _alleged(accused)


def alike(words: Iterable[Word]) -> Iterator[tuple[Word, ...]]:
    """Words of one speaker that tell of the same act of the same day and place, together."""
    groups: dict[tuple[object, ...], list[Word]] = {}
    for word in words:
        event = word.event
        places = tuple(sorted({one.place_id for one in event.places}))
        who = (word.said_by or "", word.through or "") if word.said_by is None else (word.said_by,)
        key = (word.first, word.last, who, event.act, event.actor, places, event.weapons)
        groups.setdefault(key, []).append(word)
    yield from (tuple(group) for group in groups.values())


def _weigh_deed(
    case: Case,
    exemptions: tuple[Exemption, ...],
    deed: Deed,
    read: tuple[Phase, str],
    args: dict[str, Argument],
    actor_id: str | None,
    on: tuple[HasClaim, ...],
    charge: Charge,
    where: Fit,
) -> None:
    """Note what a deed comes to that would support a phase, once it is asked whether it falls under the
    duty and whether it is exempted. ``where``: whether it was done in the duty's area."""
    phase, code = read
    claims = [one.claim_id for one in on]
    beside = _falls_beside(case, deed)
    if beside:
        charge.reasons.append(because(beside, claims, **args))
        return
    permit = permit_of(case, exemptions, deed)
    text = permit.exemption.text if permit.exemption else ""
    if permit.fit == "yes":
        charge.permitted.extend(on)
        charge.reasons.append(because("compliance.incident.permitted", claims, text=text, **args))
        return
    doubts = list(_doubts(case, deed, where))
    if permit.fit == "perhaps":
        charge.permitted.extend(on)
        doubts.append("compliance.incident.may_be_permitted")
    charge.supports("disputed" if doubts else phase, (actor_id,), *on)
    charge.reasons.append(because(code, claims, **args))
    charge.reasons += [because(doubt, claims, text=text, **args) for doubt in doubts]


def _falls_beside(case: Case, deed: Deed) -> str:
    """Why a deed does not fall under the duty after all; empty where it may."""
    if weapon_fits(case.obligation.weapons, deed) == "no":
        unsaid = "weapon_untold" if tells_no_weapon(deed) else "other_weapon"
        return f"compliance.incident.{unsaid}"
    return "compliance.incident.far_enough" if distance_fits(case, deed) == "no" else ""


def _doubts(case: Case, deed: Deed, where: Fit) -> Iterator[str]:
    if weapon_fits(case.obligation.weapons, deed) == "perhaps":
        yield "compliance.incident.weapon_unsure"
    if distance_fits(case, deed) == "perhaps":
        yield "compliance.incident.distance_unsure"
    if where == "perhaps":
        yield "compliance.incident.area_unsure"


def where_and_when(incident: Incident) -> dict[str, Argument]:
    """An incident's act, place and time as arguments; none where no reason is wanted."""
    if not is_telling():
        return {}
    places: Argument = (
        f"place:{incident.place_ids[0]}" if incident.place_ids else say("compliance.place_unknown")
    )
    when = tell_time(incident.earliest, incident.latest)
    return {"incident": incident.incident_id, "act": f"act:{incident.act}", "place": places, "when": when}


def _told_where(word: Word, deed: Deed) -> dict[str, Argument]:
    if not is_telling():
        return {}
    place: Argument = f"place:{deed.place_ids[0]}" if deed.place_ids else say("compliance.place_unknown")
    first, last = str(word.first or word.last), str(word.last)
    when = tell_time(word.event.earliest or first, word.event.latest or last)
    return {"act": f"act:{word.event.act}", "place": place, "when": when}


def tell_time(earliest: str, latest: str) -> Message:
    """An interval as a message; an instant or a day where both ends are one."""
    if earliest == latest:
        return say("compliance.at", time=earliest)
    return say("compliance.between", earliest=earliest, latest=latest)
