"""Roads and links are open. An opening is done once; passages show that a link is in use.

- Opened, by the beneficiary's or an independent word: fulfilled; by the obligors': claimed.
- Passages within the present, by the same voices: respected or claimed; older ones are progress.
- Said to be closed after that: indicated where observed independently, else disputed.
- A working group and works are steps. What shall be opened is a plan.

Where the obligation names no area (*all links*), one link opened is a step, and one that is passed
or shut shows nothing of the rest.
"""

from __future__ import annotations

from datetime import timedelta

from tregua.compliance.completion import Account, not_done, weigh_completion
from tregua.compliance.evidence import Word
from tregua.compliance.reasons import names_of, others, tell
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Kind, Phase
from tregua.vocabulary.acts import is_a

KIND: Kind = "keep_open"


def judge(case: Case) -> Standing:
    """The standing of links to be opened or kept open."""
    words = [w for w in case.scene.words_of("link") if case.concerns(p.place_id for p in w.event.places)]
    opened = tuple(w for w in words if _is_opening(case, w) and _is_whole(case, w))
    passed = tuple(
        w for w in words if is_a(w.event.act, "link.passage") and w.affirms and case.obligation.area
    )
    shut = _still_shut(words, (*opened, *passed)) if case.obligation.area else ()
    if shut:
        return _closed(case, shut, (*opened, *passed))
    steps = tuple(w for w in words if _is_step(case, w) and w not in opened)
    plans = tuple(w for w in words if is_a(w.event.act, "link.open") and w.plans)
    if opened:
        return weigh_completion(case, Account(done=opened, steps=(*steps, *passed), plans=plans))
    if passed:
        return _in_use(case, passed, steps)
    reasons = (*tell("compliance.step", steps), *tell("compliance.planned", plans))
    return not_done(case, steps, reasons)


def _is_whole(case: Case, word: Word) -> bool:
    """Whether a word speaks of all that is owed: of the area itself, or of *all* links."""
    if case.obligation.area:
        return any(case.coverage_of(word, one) == "whole" for one in case.obligation.area)
    return word.says_all


def _is_step(case: Case, word: Word) -> bool:
    if is_a(word.event.act, "link.plan"):
        return (word.affirms or word.plans) and not case.restates(word)
    return _is_opening(case, word)


def _is_opening(case: Case, word: Word) -> bool:
    return is_a(word.event.act, "link.open") and word.affirms and not case.restates(word)


def _still_shut(words: list[Word], open_words: tuple[Word, ...]) -> tuple[Word, ...]:
    shut = [
        w
        for w in words
        if (is_a(w.event.act, "link.close") and w.affirms)
        or (w.denies and (is_a(w.event.act, "link.open") or is_a(w.event.act, "link.passage")))
    ]
    return tuple(w for w in shut if not any(_follows(o, w) for o in open_words))


def _follows(opening: Word, closing: Word) -> bool:
    if opening.last is None or closing.last is None:
        return False
    return opening.last > closing.last or (opening.last == closing.last and opening.said_after(closing))


def _closed(case: Case, shut: tuple[Word, ...], open_words: tuple[Word, ...]) -> Standing:
    spoken = tuple(w for w in shut if case.voice(w.said_by) != "outlet")
    reasons = (*tell("compliance.link.closed", shut), *tell("compliance.link.in_use", open_words))
    if not spoken:
        return not_done(case, shut, reasons)
    independent = any(case.voice(w.said_by) == "independent" for w in spoken)
    phase: Phase = "indicated" if independent else "disputed"
    return Standing(phase, rests_on=names_of(spoken), reasons=reasons)


def _in_use(case: Case, passed: tuple[Word, ...], steps: tuple[Word, ...]) -> Standing:
    since = case.day - timedelta(days=case.obligation.present_days - 1)
    present = tuple(w for w in passed if w.last is None or w.last >= since)
    reasons = (*tell("compliance.link.in_use", passed[-3:]), *tell("compliance.step", steps))
    reasons = (*reasons, *others((w.claim_id for w in passed), reasons))
    credible = tuple(w for w in present if case.voice(w.said_by) in ("beneficiary", "independent"))
    if credible:
        return Standing("respected", rests_on=names_of(credible), reasons=reasons)
    own = tuple(w for w in present if case.voice(w.said_by) == "obligor")
    if own:
        return Standing("claimed", rests_on=names_of(own), reasons=reasons)
    return Standing("in_progress", rests_on=names_of(passed), reasons=reasons)
