"""Roads, links and other ways are open. An opening is done once; passages show that a link is in use.

- Opened, by the beneficiary's or an independent word: fulfilled; by the obligors': claimed.
- Passages within the present, by the same voices: respected or claimed; older ones are progress.
- Said to be closed, or destroyed, after that: indicated where observed independently, else disputed.
- Closed no longer than the obligation permits, and known to be open again: no breach. Closed for longer:
  a breach while it lasts, and for as many days after as a standing looks back on. Where hours are allowed
  and it cannot be said from the hours told whether it was longer: told, and no breach.
- A working group and works are steps. What shall be opened is a plan.

Where the obligation names no area (*all links*), one link opened is a step, and one that is passed
or shut shows nothing of the rest. The obligation's ``acts`` say what is to be open: links by default,
else access for those who look, or aid.

Of links the entries of their register are weighed; a link that the accord draws is that place, by whichever
of its names it was entered. Access and aid are in no register: whoever is let through or turned back tells
nothing of how the way itself is, so that their claims are read.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date

from tregua.agreement.words import tell_duration
from tregua.compliance.case.reasons import because, is_telling, names_of, on_day, others, speaker, tell
from tregua.compliance.case.scene import Case, Piles, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Strand, Together
from tregua.compliance.weighing.closures import (
    Closure,
    Length,
    Shut,
    closures_of,
    in_hours,
    sort_closures,
)
from tregua.compliance.weighing.completion import Account, not_done, weigh_completion
from tregua.compliance.weighing.conduct import binds, not_yet, present, since_of
from tregua.compliance.weighing.deeds import deed_told
from tregua.compliance.weighing.exemptions import exemptions_of, permit_of
from tregua.compliance.weighing.hearing import credible, voiced
from tregua.model.standing import Kind, Phase, Reason
from tregua.vocabulary.acts import is_a

KIND: Kind = "keep_open"
OPENS = ("link.open", "access.granted")
PASSES = ("link.passage", "aid.delivered")
SHUTS = ("link.close", "link.destroy", "access.denied", "aid.blocked")


def judge(case: Case) -> Standing:
    """The standing of links to be opened or kept open."""
    if not binds(case):
        return not_yet(case)
    families = sorted({act.partition(".")[0] for act in case.acts("link")})
    one_thing = bool(case.obligation.area) or "link" not in families
    piles = case.sort_words(_label, *families, args=(one_thing,))
    told = _tell_interruptions(case, piles)
    shut = _shut(case, piles)
    sure, unsure = _breaking(case, shut)
    if shut.lasting["yes"].items or shut.ended["yes"].items or unsure:
        told = (*told, *_ask_of_permitted(case, shut, unsure))
    if sure or unsure:
        return _closed(case, sure, unsure, Together(piles["opened"], piles["passed"]), told)
    standing = _open(case, piles)
    return replace(standing, reasons=(*standing.reasons, *told))


def _label(case: Case, word: Word, one_thing: bool) -> str | None:
    """What a word says of what is owed; None where it says nothing of it."""
    if (case.obligation.area or not one_thing) and not case.concerns(word.place_ids):
        return None
    if word.affirms and _is_one(word, OPENS) and not case.restates(word):
        return "opened" if _is_whole(case, word, one_thing) else "step"
    if is_a(word.event.act, "link.plan"):
        return "step" if (word.affirms or word.plans) and not case.restates(word) else None
    if word.plans and _is_one(word, OPENS):
        return "plan"
    if not one_thing:
        return None
    if word.affirms and _is_one(word, PASSES):
        return "passed"
    closed = word.affirms and _is_one(word, SHUTS)
    return "shut" if closed or (word.denies and _is_one(word, (*OPENS, *PASSES))) else None


def _is_one(word: Word, acts: tuple[str, ...]) -> bool:
    return any(is_a(word.event.act, act) for act in acts)


def _is_whole(case: Case, word: Word, one_thing: bool) -> bool:
    """Whether a word speaks of all that is owed: of the area itself, or of *all* links."""
    if case.obligation.area:
        return any(case.coverage_of(word, one) == "whole" for one in case.obligation.area)
    return one_thing or word.says_all


def _shut(case: Case, piles: Piles[Word]) -> Shut:
    """The closures, laid out in time; kept, because they are the same on every day."""
    exemptions = exemptions_of(case)
    shut = piles["shut"].strand
    opened: tuple[Strand[Word], ...] = (piles["opened"].strand, piles["passed"].strand)

    def make() -> Shut:
        closures = closures_of(shut.items, (word for strand in opened for word in strand.items))
        one = case.obligation
        return sort_closures(
            closures,
            one.interruption,
            one.present_days,
            lambda word: permit_of(case, exemptions, deed_told(case, word)).fit,
        )

    key: Hashable = ("closures", shut, opened, exemptions)
    shelf = case.scene.dossier.shelf(case.obligation)
    if key not in shelf:
        shelf[key] = make()
    found: Shut = shelf[key]
    return found


def _breaking(case: Case, shut: Shut) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words of closures that break the duty: surely, and unless they are permitted."""
    lasting = tuple(case.scene.sight(shut.lasting[fit]) for fit in ("no", "perhaps"))
    permitted = case.obligation.interruption
    allowed = tell_duration(permitted) if permitted and is_telling() else ""
    code = "compliance.ask.shut_beyond" if permitted else "compliance.ask.shut"
    if case.asks(code, any(lasting), Together(*lasting), allowed=allowed):
        return lasting[0], lasting[1]
    if not permitted:
        return (), ()
    ended = tuple(case.scene.sight(shut.ended[fit]) for fit in ("no", "perhaps"))
    days = case.obligation.present_days
    if case.asks("compliance.ask.shut_too_long", any(ended), Together(*ended), days=days, allowed=allowed):
        return ended[0], ended[1]
    return (), ()


def _ask_of_permitted(case: Case, shut: Shut, unsure: Sequence[Word]) -> tuple[Reason, ...]:
    surely = [*case.scene.sight(shut.lasting["yes"]), *case.scene.sight(shut.ended["yes"])]
    case.asks("compliance.ask.shut_permitted", surely or unsure, (*surely, *unsure))
    if not is_telling():
        return ()
    return (
        *(_tell_permit(case, "compliance.link.permitted", word) for word in surely),
        *(_tell_permit(case, "compliance.link.may_be_permitted", word) for word in unsure),
    )


def _tell_permit(case: Case, code: str, word: Word) -> Reason:
    exemption = permit_of(case, exemptions_of(case), deed_told(case, word)).exemption
    text = exemption.text if exemption else ""
    return because(code, (word.claim_id,), actor=speaker(word.said_by, word.through), text=text)


def _tell_interruptions(case: Case, piles: Piles[Word]) -> tuple[Reason, ...]:
    permitted = case.obligation.interruption
    if not permitted or not is_telling():
        return ()
    told = []
    for one in closures_of(piles["shut"], Together(piles["opened"], piles["passed"])):
        until = one.permitted_until(permitted)
        if until is None or (one.opened_on or case.day) < since_of(case):
            continue
        if one.opened_on is not None:
            told.append(_tell_closure(_LASTED[one.lasted(permitted)], one, until, permitted))
        elif case.day <= until:
            told.append(_tell_closure("compliance.link.shut_for_now", one, until, permitted))
    return tuple(told)


_LASTED: dict[Length, str] = {
    "in_time": "compliance.link.interrupted",
    "too_long": "compliance.link.interrupted_too_long",
    "unsure": "compliance.link.may_be_permitted",
}


def _tell_closure(code: str, one: Closure, until: date, permitted: str) -> Reason:
    actors = tuple(speaker(name) for name in names_of(one.words))
    shut, opened = on_day(one.shut_on), on_day(one.opened_on)
    claims = (word.claim_id for word in one.words)
    if in_hours(permitted):
        allowed = tell_duration(permitted)
        return because(f"{code}.hours", claims, actors=actors, shut=shut, opened=opened, allowed=allowed)
    return because(code, claims, actors=actors, shut=shut, opened=opened, until=until)


def _closed(
    case: Case,
    sure: Sequence[Word],
    unsure: Sequence[Word],
    open_words: Sequence[Word],
    told: tuple[Reason, ...],
) -> Standing:
    shut = Together(sure, unsure)
    spoken = voiced(case, shut, "obligor", "adversary", "beneficiary", "independent")
    reasons = (*_tell_shut(case, shut), *tell("compliance.link.in_use", open_words), *told)
    if not case.asks("compliance.ask.shut_in_office", spoken, spoken):
        return not_done(case, shut, reasons)
    observed = voiced(case, sure, "independent")
    phase: Phase = (
        "indicated" if case.asks("compliance.ask.shut_observed", observed, observed) else "disputed"
    )
    return Standing(phase, rests_on=names_of(spoken), reasons=reasons)


def _tell_shut(case: Case, shut: Sequence[Word]) -> tuple[Reason, ...]:
    """Whose word it is that it was shut: from when to when, with what is permitted, where hours are told of a
    stretch that is counted by the hour; else of which day."""
    permitted = case.obligation.interruption
    if not is_telling() or not in_hours(permitted):
        return tell("compliance.link.closed", shut)
    spans = [word for word in shut if _tells_hours(word)]
    plain = [word for word in shut if not _tells_hours(word)]
    told = (
        because(
            "compliance.link.closed.hours",
            (word.claim_id,),
            actor=speaker(word.said_by, word.through),
            act=f"act:{word.event.act}",
            since=word.event.earliest or "",
            until=word.event.latest or "",
            allowed=tell_duration(permitted),
        )
        for word in spans
    )
    return (*told, *tell("compliance.link.closed", plain))


def _tells_hours(word: Word) -> bool:
    """Whether it tells from which hour to which."""
    first, last = word.event.earliest or "", word.event.latest or ""
    return "T" in first and "T" in last and first < last


def _open(case: Case, piles: Piles[Word]) -> Standing:
    opened, passed, steps, plans = (piles[name] for name in ("opened", "passed", "step", "plan"))
    if case.asks("compliance.ask.opened", opened, opened):
        return weigh_completion(case, Account(done=opened, steps=Together(steps, passed), plans=plans))
    if case.asks("compliance.ask.passed", passed, passed):
        return _in_use(case, piles)
    reasons = (*tell("compliance.step", steps), *tell("compliance.planned", plans))
    return not_done(case, steps, reasons)


def _in_use(case: Case, piles: Piles[Word]) -> Standing:
    passed, days = piles["passed"], case.obligation.present_days
    reasons: tuple[Reason, ...] = ()
    if is_telling():
        reasons = (*tell("compliance.link.in_use", passed[-3:]), *tell("compliance.step", piles["step"]))
        reasons = (*reasons, *others((w.claim_id for w in passed), reasons))
    now = present(case, passed)
    now = now.of(now.strand.part("dated", lambda word: word.last is not None))
    told = credible(case, now)
    if case.asks("compliance.ask.passed_credibly", told, told, days=days):
        return Standing("respected", rests_on=names_of(told), reasons=reasons)
    own = voiced(case, now, "obligor")
    if case.asks("compliance.ask.passed_by_own_word", own, own, days=days):
        return Standing("claimed", rests_on=names_of(own), reasons=reasons)
    return Standing("in_progress", rests_on=names_of(passed), reasons=reasons)
