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

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tregua.compliance.case.reasons import because, is_telling, names_of, on_day, others, speaker
from tregua.compliance.case.scene import Case, Piles, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight, Together
from tregua.compliance.weighing.completion import SILENCE, Account, account_in, weigh_completion
from tregua.compliance.weighing.distances import are_meant, baseline_of, covers_all, has_line, sighting
from tregua.compliance.weighing.hearing import credible, unstruck, voiced
from tregua.model.messages import Argument, Message, say
from tregua.model.standing import Finding, Incident, Phase, Reason
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.weapons import WEAPONS

PRESENT = ("weapons.present", "weapons.stored")
STEPS = ("weapons.moved", "weapons.stored")
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
    seen = case.sort_words(_label_seen, *_acts_seen(case), args=(side,))
    account = _account(case, side)
    named, nobodys = (_spoken(case, seen[label]) for label in ("within", "within_nobodys"))
    late, early = _by_day(case, named, account.done)
    unowned, _ = _by_day(case, nobodys, account.done)
    standing_word = weigh_completion(
        case, replace(account, belying=early, reversals=Together(named, nobodys)), part
    )
    done = credible(case, account.done)
    broken = _weigh_breaches(case, side, standing_word, (late, unowned), done, part)
    if not is_telling():
        return broken
    told = _tell_seen(case, side, seen, {*late, *unowned})
    grounds = (one for one in broken.reasons if not told or one != SILENCE)
    return replace(broken, reasons=(*_line_reasons(case, side), *told, *grounds))


def _acts_seen(case: Case) -> tuple[str, ...]:
    return PRESENT if case.obligation.weapons else (*PRESENT, *FORCES)


def _label_seen(case: Case, word: Word, side: str) -> str | None:
    seen = sighting(case, side, word)
    if seen is None:
        return None
    if seen.where == "within":
        return "maybe_meant" if seen.meant is None else "within" if seen.is_named else "within_nobodys"
    return seen.where


def _spoken(case: Case, words: Sequence[Word]) -> Sequence[Word]:
    return voiced(case, words, "obligor", "adversary", "beneficiary", "independent")


def _weigh_breaches(
    case: Case,
    side: str,
    standing: Standing,
    told: tuple[Sequence[Word], Sequence[Word]],
    done: Sequence[Word],
    part: Argument,
) -> Standing:
    """What is told of weapons within the distance weighs more than that they were said to be gone."""
    found = [one for one in _findings(case, side) if not _is_over(day_of(one.incident.latest), done)]
    if found and case.asks("compliance.ask.found_within", yes=True, part=part):
        reasons = tuple(_finding_reason(one) for one in found)
        names = tuple(sorted({one.finding.finding_id for one in found}))
        return replace(_broken("violated", standing), rests_on=names, reasons=(*reasons, *standing.reasons))
    owing = case.due_on is None or case.day > case.due_on
    every = Together(*told)
    if not owing or not case.asks("compliance.ask.seen_within", every, every, km=_km(case), part=part):
        return standing
    named, nobodys = (unstruck(words, done) for words in told)
    left = Together(named, nobodys)
    if done and not case.asks("compliance.ask.seen_after", left, left, part=part):
        return standing
    observed = voiced(case, named, "independent")
    if case.asks("compliance.ask.seen_independently", observed, observed, part=part):
        return replace(_broken("indicated", standing), rests_on=names_of(left))
    return replace(_broken("disputed", standing), rests_on=names_of(left))


def _broken(phase: Phase, standing: Standing) -> Standing:
    return replace(standing, phase=phase, overdue_days=0, done_on=None)


def _by_day(case: Case, seen: Sequence[Word], done: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """Of weapons seen, those after they had to be gone, and those before: after the last day; where there
    is none, on or after a day on which somebody in office said that they were."""
    due = case.due_on
    if due is not None:
        late = _those(seen, ("after", due), lambda word: word.first is not None and word.first > due)
        return late, _those(seen, ("upto", due), lambda word: word.first is None or word.first <= due)
    spoken = tuple(_spoken(case, done))
    after = [word for word in seen if any(_comes_after(word, said) for said in spoken)]
    return after, [word for word in seen if word not in after]


def _those(words: Sequence[Word], key: Hashable, holds: Callable[[Word], bool]) -> Sequence[Word]:
    if isinstance(words, Sight):
        return words.of(words.strand.part(key, holds))
    return tuple(word for word in words if holds(word))


def _comes_after(seen: Word, said: Word) -> bool:
    return seen.said_after(said) and (seen.first or date.min) >= (said.last or date.max)


def _is_over(day: date, done: Iterable[Word]) -> bool:
    return any(word.last is not None and word.last > day for word in done)


def _account(case: Case, side: str) -> Account:
    acts = case.acts("weapons.withdrawn", "handover.withdraw")
    return account_in(case.sort_words(_label, *acts, *STEPS, args=(side, acts)))


def _label(case: Case, word: Word, side: str, acts: tuple[str, ...]) -> str | None:
    if not _is_theirs(case, side, word) or not _is_meant(case, word):
        return None
    leaves = any(is_a(word.event.act, act) for act in acts)
    if word.affirms:
        whole = leaves and _is_whole(case, word)
        return None if case.restates(word) else "done" if whole else "step"
    if not leaves:
        return None
    return "plan" if word.plans else "undone" if word.denies else None


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


_TOLD = 12
"""How many sightings of one kind are told one by one, the latest; the others are counted."""
_CODES = {
    "within": "within_before",
    "within_nobodys": "within_before",
    "no_line": "unmeasured",
    "no_place": "place_unknown",
}


def _tell_seen(case: Case, side: str, seen: Piles[Word], breaches: Collection[Word]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    known: list[str] = []
    for label in ("within", "within_nobodys", "maybe", "maybe_meant", "no_line", "no_place", "beyond"):
        words = seen[label]
        known += [word.claim_id for word in words]
        for word in words[-_TOLD:]:
            code = label if word in breaches else _CODES.get(label, label)
            if code == "within_before" and case.voice(word.said_by) == "outlet":
                code = "within_outlet"
            reasons.append(_reason(case, side, word, f"compliance.distance.{code}"))
    return (*reasons, *others(known, reasons))


def _reason(case: Case, side: str, word: Word, code: str) -> Reason:
    """One sighting in words: whose word it is, what was seen, and how far from which line."""
    found = sighting(case, side, word)
    unknown = say("compliance.place_unknown")
    args: dict[str, Argument] = {
        "actor": speaker(word.said_by, word.through),
        "weapons": _weapons(word),
        "whose": f"party:{side}" if found and found.is_named else say("compliance.distance.nobodys"),
        "place": next((f"place:{one}" for one in word.place_ids), unknown),
        "day": on_day(word.last),
        "line": f"place:{baseline_of(case, side)}" if baseline_of(case, side) else "–",
        "km": _km(case),
    }
    if found and found.apart is not None:
        args["nearest"] = round(found.apart.nearest_km, 3)
        args["farthest"] = round(found.apart.farthest_km, 3)
    return because(code, (word.claim_id,), **args)


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
