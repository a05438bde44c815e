"""Weapons withdrawn to a distance, one side at a time, each from its own line.

- Said to be completed by the side itself: claimed; by those it is owed to, or observed: fulfilled.
- A part, a number or a place of them, weapons in storage: steps.
- After the last day, or after it was said to be done, a weapon that is meant and is surely within the
  distance is a breach told: observed independently, indicated; by a side's word, or where the observer
  does not say whose it is, disputed; found by the centre, violated. It stands until somebody to whom
  it is owed, or an independent observer, says that the withdrawal is complete.
- What may be within it, or may be a weapon that is meant, is told and weighs nothing; so is what
  cannot be measured because no line is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tregua.compliance.completion import Account, is_credible, weigh_completion
from tregua.compliance.distances import (
    Sighting,
    are_meant,
    baseline_of,
    covers_all,
    has_line,
    sightings,
)
from tregua.compliance.evidence import Word
from tregua.compliance.reasons import because, names_of, on_day, speaker
from tregua.compliance.scene import Case, Standing
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import Finding, Incident, Phase, Reason
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.weapons import WEAPONS

PRESENT = ("weapons.present", "weapons.stored")
FORCES = ("deploy.force", "deploy.post")
_PIECES = frozenset({"gun", "tank", "weapon", "apc", "armoured-vehicle", "vehicle"})
_WIDE = frozenset({"country", "region", "line", "corridor"})


@dataclass(frozen=True)
class _Found:
    """A finding of the centre on an incident."""

    finding: Finding
    incident: Incident


def weigh_withdrawal(case: Case, side: str, part: Argument = "") -> Standing:
    """The standing of one side's withdrawal; ``case`` is that side's alone."""
    seen = sightings(case, side, PRESENT if case.obligation.weapons else (*PRESENT, *FORCES))
    surely = [one for one in seen if one.is_sure and case.voice(one.word.said_by) != "outlet"]
    account = _account(case, side)
    breaches = [one for one in surely if _is_late(case, one.word, account.done)]
    early = tuple(one.word for one in surely if one not in breaches and one.side == side)
    account = replace(account, belying=early)
    standing = weigh_completion(case, account, part)
    done = [w for w in account.done if is_credible(case, w)]
    told = (*_line_reasons(case, side), *(_reason(case, side, one, breaches) for one in seen))
    standing = replace(standing, reasons=(*told, *standing.reasons))
    return _weigh_breaches(case, side, standing, breaches, done, part)


def _weigh_breaches(
    case: Case, side: str, standing: Standing, breaches: list[Sighting], done: list[Word], part: Argument
) -> Standing:
    found = [one for one in _findings(case, side) if not _is_over(day_of(one.incident.latest), done)]
    if found and case.asks("compliance.ask.found_within", True, part=part):
        reasons = tuple(_finding_reason(one) for one in found)
        names = tuple(sorted({one.finding.finding_id for one in found}))
        return replace(_broken("violated", standing), rests_on=names, reasons=(*reasons, *standing.reasons))
    owing = case.due_on is None or case.day > case.due_on
    if not owing or not case.asks("compliance.ask.seen_within", breaches, breaches, km=_km(case), part=part):
        return standing
    left = [one for one in breaches if not any(_clears(w, one.word) for w in done)]
    if done and not case.asks("compliance.ask.seen_after", left, left, part=part):
        return standing
    phases = {_phase(case, side, one) for one in left}
    case.asks("compliance.ask.seen_independently", "indicated" in phases, left, part=part)
    phase: Phase = "indicated" if "indicated" in phases else "disputed"
    return replace(_broken(phase, standing), rests_on=names_of(one.word for one in left))


def _broken(phase: Phase, standing: Standing) -> Standing:
    return replace(standing, phase=phase, overdue_days=0, done_on=None)


def _phase(case: Case, side: str, one: Sighting) -> Phase:
    independent = case.voice(one.word.said_by, side) == "independent"
    return "indicated" if independent and one.side == side else "disputed"


def _is_late(case: Case, seen: Word, done: tuple[Word, ...]) -> bool:
    """Whether it tells of the time after the last day; where there is none, of a day on or after one on
    which somebody in office said that it was done."""
    if case.due_on is not None:
        return seen.first is not None and seen.first > case.due_on
    spoken = (w for w in done if case.voice(w.said_by) != "outlet")
    return any(seen.said_after(w) and (seen.first or date.min) >= (w.last or date.max) for w in spoken)


def _clears(done: Word, seen: Word) -> bool:
    return done.said_after(seen) and (done.last or date.min) >= (seen.last or date.max)


def _is_over(day: date, done: list[Word]) -> bool:
    return any(word.last is not None and word.last > day for word in done)


def _account(case: Case, side: str) -> Account:
    done, undone, steps, plans = [], [], [], []
    acts = case.acts("weapons.withdrawn", "handover.withdraw")
    for word in case.scene.words_of(*dict.fromkeys((*acts, "weapons"))):
        leaves = any(is_a(word.event.act, act) for act in acts)
        stores = is_a(word.event.act, "weapons.stored")
        if not (leaves or stores) or not _is_theirs(case, side, word) or not _is_meant(case, word):
            continue
        if word.affirms and case.restates(word):
            continue
        if word.plans and leaves:
            plans.append(word)
        elif word.denies and leaves:
            undone.append(word)
        elif word.affirms and leaves and _is_whole(case, word):
            done.append(word)
        elif word.affirms:
            steps.append(word)
    return Account(tuple(done), tuple(undone), tuple(steps), tuple(plans))


def _is_theirs(case: Case, side: str, word: Word) -> bool:
    """The side's own weapons; where nobody is named, what a side says is of its own, and what somebody to
    whom alone it is owed says is of those who owe it."""
    if word.event.actor is not None:
        return case.scene.side_of(word.event.actor) == side
    speaks_for = case.scene.side_of(word.said_by)
    return speaks_for == side or (case.voice(word.said_by) == "beneficiary" and not _owes(case, speaks_for))


def _owes(case: Case, side: str | None) -> bool:
    """Whether a side owes the obligation as the accord has it, whoever it is judged alone for."""
    return side in case.scene.agreement.obligation(case.obligation.id).obligors


def _is_meant(case: Case, word: Word) -> bool:
    ids = [place.place_id for place in word.event.places]
    there = not ids or case.concerns(ids)
    return there and are_meant(case.obligation.weapons, word.event.weapons) is not False


def _is_whole(case: Case, word: Word) -> bool:
    """Whether all is said to be withdrawn: no number of pieces, no single place, every class meant."""
    event = word.event
    counted = any(q.unit in _PIECES and q.low is not None for q in event.quantities)
    forces_only = bool(case.obligation.weapons) and is_a(event.act, "handover") and not event.weapons
    if (counted and not word.says_all) or (forces_only and not case.obligation.acts):
        return False
    return covers_all(case.obligation.weapons, event.weapons) and _is_everywhere(case, word)


def _is_everywhere(case: Case, word: Word) -> bool:
    if not word.event.places:
        return True
    if case.obligation.area:
        return all(case.coverage_of(word, one) == "whole" for one in case.obligation.area)
    known = (case.scene.places.get(place.place_id) for place in word.event.places)
    return any(place is not None and place.kind in _WIDE for place in known)


def _findings(case: Case, side: str) -> Iterator[_Found]:
    """What the centre found of this obligation and this side."""
    meant = {
        incident_id: [f for f in found if _is_ours(case, side, f)]
        for incident_id, found in case.scene.findings.items()
    }
    if any(meant.values()):
        for incident in case.scene.incidents:
            if is_a(incident.act, "weapons"):
                yield from (_Found(one, incident) for one in meant.get(incident.incident_id, ()))


def _is_ours(case: Case, side: str, finding: Finding) -> bool:
    ours = finding.clause in (case.obligation.clause, case.obligation.id)
    to = finding.attributed_to
    return ours and finding.state == "verified" and side in (to, case.scene.side_of(to))


def _finding_reason(one: _Found) -> Reason:
    incident = one.incident
    places: Argument = (
        f"place:{incident.place_ids[0]}" if incident.place_ids else say("compliance.place_unknown")
    )
    return because(
        "compliance.finding.verified",
        (position.claim_id for position in one.finding.positions),
        accused=f"actor:{one.finding.attributed_to}",
        act=f"act:{incident.act}",
        place=places,
        when=say("compliance.between", earliest=incident.earliest, latest=incident.latest),
    )


def _km(case: Case) -> float:
    return case.obligation.distance.km if case.obligation.distance else 0.0


def _line_reasons(case: Case, side: str) -> tuple[Reason, ...]:
    if has_line(case, side):
        return ()
    line = baseline_of(case, side)
    if not line:
        return (because("compliance.distance.no_baseline", side=f"party:{side}"),)
    return (because("compliance.distance.no_line", side=f"party:{side}", line=f"place:{line}"),)


def _reason(case: Case, side: str, one: Sighting, breaches: Iterable[Sighting]) -> Reason:
    """One sighting in words: whose word it is, what was seen, and how far from which line."""
    word = one.word
    where: Argument = next(
        (f"place:{p.place_id}" for p in word.event.places), say("compliance.place_unknown")
    )
    args: dict[str, Argument] = {
        "actor": speaker(word.said_by, word.through),
        "weapons": _weapons(word),
        "whose": f"party:{side}" if one.side else say("compliance.distance.nobodys"),
        "place": where,
        "day": on_day(word.last),
        "line": f"place:{baseline_of(case, side)}" if baseline_of(case, side) else "–",
        "km": _km(case),
    }
    if one.apart is not None:
        args |= {"nearest": round(one.apart.nearest_km, 3), "farthest": round(one.apart.farthest_km, 3)}
    return because(f"compliance.distance.{_code(case, one, breaches)}", (word.claim_id,), **args)


def _code(case: Case, one: Sighting, breaches: Iterable[Sighting]) -> str:
    if one.where in ("no_line", "no_place", "beyond"):
        return {"no_line": "unmeasured", "no_place": "place_unknown", "beyond": "beyond"}[one.where]
    if one.where == "maybe":
        return "maybe"
    if one.meant is None:
        return "maybe_meant"
    if one in breaches:
        return "within" if one.side else "within_nobodys"
    bare = case.voice(one.word.said_by) == "outlet"
    return "within_outlet" if bare else "within_before"


def _weapons(word: Word) -> Argument:
    named = tuple(_weapon(one) for one in word.event.weapons)
    return named or say("compliance.weapon.unnamed")


def _weapon(weapon_id: str) -> Message:
    name, _, mm = weapon_id.partition("@")
    gloss = WEAPONS[name].gloss if name in WEAPONS else name
    return (
        say("compliance.weapon.of_calibre", gloss=gloss, mm=float(mm))
        if mm
        else say("compliance.weapon", gloss=gloss)
    )
