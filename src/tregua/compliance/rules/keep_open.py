"""Roads, links and other ways are open. An opening is done once; passages show that a link is in use.

- Opened, by the beneficiary's or an independent word: fulfilled; by the obligors': claimed.
- Passages within the present, by the same voices: respected or claimed; older ones are progress.
- Said to be closed after that: indicated where observed independently, else disputed.
- Closed no longer than the obligation permits, and known to be open again: no breach. Closed for longer:
  a breach while it lasts, and for as many days after as a standing looks back on.
- A working group and works are steps. What shall be opened is a plan.

Where the obligation names no area (*all links*), one link opened is a step, and one that is passed
or shut shows nothing of the rest. The obligation's ``acts`` say what is to be open: links by default,
else access for those who look, or aid.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tregua.compliance.closures import Closure, closures_of
from tregua.compliance.completion import Account, not_done, weigh_completion
from tregua.compliance.conduct import binds, since_of
from tregua.compliance.deeds import deed_told
from tregua.compliance.evidence import Word
from tregua.compliance.exemptions import Permit, exemptions_of, permit_of
from tregua.compliance.reasons import because, names_of, on_day, others, speaker, tell
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind, Phase, Reason
from tregua.vocabulary.acts import is_a

KIND: Kind = "keep_open"
OPENS = ("link.open", "access.granted")
PASSES = ("link.passage", "aid.delivered")
SHUTS = ("link.close", "access.denied", "aid.blocked")


def judge(case: Case) -> Standing:
    """The standing of links to be opened or kept open."""
    if not binds(case):
        return Standing("not_yet_due", reasons=(because("compliance.starts", day=case.starts_at.date()),))
    families = sorted({act.partition(".")[0] for act in case.acts("link")})
    words = [
        word
        for word in case.scene.words_of(*families)
        if case.concerns(place.place_id for place in word.event.places)
    ]
    one_thing = bool(case.obligation.area) or "link" not in families
    opened = tuple(w for w in words if _is_opening(case, w) and _is_whole(case, w, one_thing))
    passed = tuple(w for w in words if _is_one(w, PASSES) and w.affirms and one_thing)
    closures = closures_of((w for w in words if one_thing and _is_shut(w)), (*opened, *passed))
    told = _tell_interruptions(case, closures)
    shut = _breaking(case, closures)
    if shut:
        shut, told = _unless_permitted(case, shut, told)
    if shut:
        return _closed(case, shut, (*opened, *passed), told)
    standing = _open(case, words, opened, passed)
    return replace(standing, reasons=(*standing.reasons, *told))


def _open(case: Case, words: list[Word], opened: tuple[Word, ...], passed: tuple[Word, ...]) -> Standing:
    steps = tuple(w for w in words if _is_step(case, w) and w not in opened)
    plans = tuple(w for w in words if _is_one(w, OPENS) and w.plans)
    if case.asks("compliance.ask.opened", opened, opened):
        return weigh_completion(case, Account(done=opened, steps=(*steps, *passed), plans=plans))
    if case.asks("compliance.ask.passed", passed, passed):
        return _in_use(case, passed, steps)
    reasons = (*tell("compliance.step", steps), *tell("compliance.planned", plans))
    return not_done(case, steps, reasons)


def _is_one(word: Word, acts: tuple[str, ...]) -> bool:
    return any(is_a(word.event.act, act) for act in acts)


def _is_whole(case: Case, word: Word, one_thing: bool) -> bool:
    """Whether a word speaks of all that is owed: of the area itself, or of *all* links."""
    if case.obligation.area:
        return any(case.coverage_of(word, one) == "whole" for one in case.obligation.area)
    return one_thing or word.says_all


def _is_step(case: Case, word: Word) -> bool:
    if is_a(word.event.act, "link.plan"):
        return (word.affirms or word.plans) and not case.restates(word)
    return _is_opening(case, word)


def _is_opening(case: Case, word: Word) -> bool:
    return _is_one(word, OPENS) and word.affirms and not case.restates(word)


def _is_shut(word: Word) -> bool:
    return (_is_one(word, SHUTS) and word.affirms) or (word.denies and _is_one(word, (*OPENS, *PASSES)))


def _breaking(case: Case, closures: tuple[Closure, ...]) -> tuple[Word, ...]:
    """The words of closures that break the duty: those that last, and those that lasted too long and
    ended within the present days."""
    permitted = case.obligation.interruption
    lasting = [
        word for one in closures if one.opened_on is None and one.lasted(permitted, case.day)
        for word in one.words
    ]  # fmt: skip
    if case.asks("compliance.ask.shut", lasting, lasting):
        return tuple(lasting)
    if not permitted:
        return ()
    ended = [
        word
        for one in closures
        if one.opened_on is not None and one.opened_on >= since_of(case) and one.lasted(permitted, case.day)
        for word in one.words
    ]
    days = case.obligation.present_days
    return tuple(ended) if case.asks("compliance.ask.shut_too_long", ended, ended, days=days) else ()


def _tell_interruptions(case: Case, closures: tuple[Closure, ...]) -> tuple[Reason, ...]:
    permitted = case.obligation.interruption
    told = []
    for one in closures:
        until = one.permitted_until(permitted)
        if until is None or (one.opened_on is not None and one.opened_on < since_of(case)):
            continue
        if one.opened_on is None:
            code = "" if one.lasted(permitted, case.day) else "compliance.link.shut_for_now"
        else:
            late = one.lasted(permitted, case.day)
            code = "compliance.link.interrupted_too_long" if late else "compliance.link.interrupted"
        if code:
            told.append(_tell_closure(code, one, until))
    return tuple(told)


def _tell_closure(code: str, one: Closure, until: date) -> Reason:
    actors = tuple(speaker(name) for name in names_of(one.words))
    shut, opened = on_day(one.shut_on), on_day(one.opened_on)
    claims = (word.claim_id for word in one.words)
    return because(code, claims, actors=actors, shut=shut, opened=opened, until=until)


def _unless_permitted(
    case: Case, shut: tuple[Word, ...], told: tuple[Reason, ...]
) -> tuple[tuple[Word, ...], tuple[Reason, ...]]:
    """The words of closures that no exemption surely covers, and a reason for each that one does."""
    exemptions = exemptions_of(case)
    if not exemptions:
        return shut, told
    found = [(word, permit_of(case, exemptions, deed_told(case, word))) for word in shut]
    allowed = [(word, permit) for word, permit in found if permit.fit != "no"]
    case.asks("compliance.ask.shut_permitted", allowed, [word for word, _ in allowed])
    told = (*told, *(_tell_permit(word, permit) for word, permit in allowed))
    return tuple(word for word, permit in found if permit.fit != "yes"), told


def _tell_permit(word: Word, permit: Permit) -> Reason:
    surely = permit.fit == "yes"
    text = permit.exemption.text if permit.exemption else ""
    code = "compliance.link.permitted" if surely else "compliance.link.may_be_permitted"
    return because(code, (word.claim_id,), actor=speaker(word.said_by, word.through), text=text)


def _closed(
    case: Case, shut: tuple[Word, ...], open_words: tuple[Word, ...], told: tuple[Reason, ...]
) -> Standing:
    spoken = tuple(w for w in shut if case.voice(w.said_by) != "outlet")
    reasons = (*tell("compliance.link.closed", shut), *tell("compliance.link.in_use", open_words), *told)
    if not case.asks("compliance.ask.shut_in_office", spoken, spoken):
        return not_done(case, shut, reasons)
    observed = tuple(w for w in spoken if case.voice(w.said_by) == "independent")
    exemptions = exemptions_of(case)
    sure = [w for w in observed if permit_of(case, exemptions, deed_told(case, w)).fit == "no"]
    phase: Phase = "indicated" if case.asks("compliance.ask.shut_observed", sure, sure) else "disputed"
    return Standing(phase, rests_on=names_of(spoken), reasons=reasons)


def _in_use(case: Case, passed: tuple[Word, ...], steps: tuple[Word, ...]) -> Standing:
    since, days = since_of(case), case.obligation.present_days
    present = tuple(w for w in passed if w.last is not None and w.last >= since)
    reasons = (*tell("compliance.link.in_use", passed[-3:]), *tell("compliance.step", steps))
    reasons = (*reasons, *others((w.claim_id for w in passed), reasons))
    credible = tuple(w for w in present if case.voice(w.said_by) in ("beneficiary", "independent"))
    if case.asks("compliance.ask.passed_credibly", credible, credible, days=days):
        return Standing("respected", rests_on=names_of(credible), reasons=reasons)
    own = tuple(w for w in present if case.voice(w.said_by) == "obligor")
    if case.asks("compliance.ask.passed_by_own_word", own, own, days=days):
        return Standing("claimed", rests_on=names_of(own), reasons=reasons)
    return Standing("in_progress", rests_on=names_of(passed), reasons=reasons)
