"""An area passes to the beneficiary: its forces enter, it is handed over, it is under its control.

The obligor's withdrawal, cleared roads, an acknowledgement, a protocol and a village entered are steps; that
one of the papers or roads among them is denied says nothing of the ground. An area of several places
is handed over when each of them is. What is told later of its passing back to those who had to hand it
over makes it disputed, or indicated where somebody independent says so.

What is weighed are the entries of the registers of control and of clearance. As there, so many positions,
villages or hectares, or a position with a name, say nothing of the whole area in which they lie: they are
steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tregua.compliance.case.reasons import names_of, tell
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.case.whose_word import Voice
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import SILENCE, account_in, weigh_completion
from tregua.compliance.weighing.hearing import credible, voiced
from tregua.compliance.weighing.places import part_of, weigh_each_place
from tregua.model.standing import Kind, Reason
from tregua.vocabulary.acts import is_a

KIND: Kind = "hand_over"


def judge(case: Case) -> Standing:
    """The standing of a handover."""
    return weigh_each_place(case, lambda area_id: _judge_place(case, area_id))


_ACTS = ("handover", "control", "clearance")
_BESIDE = ("handover.clear-road", "handover.acknowledge", "handover.protocol")
"""Steps without which the ground may have passed all the same."""
_IN_OFFICE: tuple[Voice, ...] = ("obligor", "beneficiary", "independent")
_DONE = ("claimed", "fulfilled", "fulfilled_late")


def _judge_place(case: Case, area_id: str | None) -> Standing:
    words = case.sort_words(_label, *_ACTS, args=(area_id,))
    part = part_of(case, area_id)
    back = case.sort_words(_label_back, *_ACTS, args=(area_id,))
    standing = weigh_completion(case, replace(account_in(words), reversals=back["back"]), part)
    standing = _with_denied_steps(standing, tell("compliance.step_denied", words["no step"]))
    if standing.phase not in _DONE or not back["back"]:
        return standing
    weighed = voiced(case, back["back"], *_IN_OFFICE)
    left = _not_undone(case, weighed, voiced(case, words["done"], *_IN_OFFICE), back["not back"])
    if not case.asks("compliance.ask.passed_back", left, weighed, part=part):
        return standing
    independent = voiced(case, left, "independent")
    observed = case.asks("compliance.ask.passed_back_independently", independent, independent, part=part)
    return replace(
        standing,
        phase="indicated" if observed else "disputed",
        overdue_days=0,
        rests_on=tuple(sorted({*standing.rests_on, *names_of(left)})),
        reasons=(*standing.reasons, *tell("compliance.passed_back", left)),
    )


def _with_denied_steps(standing: Standing, denied: tuple[Reason, ...]) -> Standing:
    """The same, with the steps told not to have been taken; where they are told, silence is not."""
    if not denied:
        return standing
    kept = (reason for reason in standing.reasons if reason != SILENCE)
    return replace(standing, reasons=(*kept, *denied))


def _not_undone(
    case: Case, back: Sequence[Word], done: Sequence[Word], denied: Sequence[Word]
) -> tuple[Word, ...]:
    """The words of its passing back on or after the first day on which it passed over, unless it is told of
    a later day that it passed over once more, or the speaker has taken the word back."""
    first = min((_last(word) for word in done), default=date.min)
    again = [_last(word) for word in credible(case, done) if word.event.earliest or word.event.latest]
    since = max((first, *again))
    return tuple(
        word
        for word in back
        if _last(word) >= since
        and not any(one.said_by == word.said_by and one.said_after(word) for one in denied)
    )


def _last(word: Word) -> date:
    return word.last or date.min


def _label_back(case: Case, word: Word, area_id: str | None) -> str | None:
    """What a word says of the area, or a part of it, passing back to those who had to hand it over."""
    if (area_id is not None and case.coverage_of(word, area_id) == "none") or not _passes_back(case, word):
        return None
    return "back" if word.affirms else "not back" if word.denies else None


def _passes_back(case: Case, word: Word) -> bool:
    event, sides = word.event, case.obligors - case.beneficiaries
    if is_a(event.act, "handover.transfer"):
        return case.scene.side_of(event.target) in sides
    taken = is_a(event.act, "handover.enter") or is_a(event.act, "control.capture")
    return taken and case.scene.side_of(event.actor) in sides


def _label(case: Case, word: Word, area_id: str | None) -> str | None:
    covers = case.coverage_of(word, area_id) if area_id is not None else "part"
    if covers == "none":
        return None
    passes = _passes(case, word)
    if word.plans and passes:
        return "plan"
    if word.denies and is_a(word.event.act, "handover") and not _passes_back(case, word):
        return "no step" if _is_beside(word) else "undone"
    if word.affirms and passes and covers == "whole" and not _is_of_a_part(word):
        return "done"
    return "step" if word.affirms and (passes or _is_step(case, word)) else None


def _passes(case: Case, word: Word) -> bool:
    event = word.event
    actor, target = case.scene.side_of(event.actor), case.scene.side_of(event.target)
    if is_a(event.act, "handover.enter"):
        if event.actor is None:
            return case.voice(word.said_by) == "beneficiary"
        return actor in case.beneficiaries
    if is_a(event.act, "handover.transfer"):
        return target in case.beneficiaries or (event.target is None and actor not in case.beneficiaries)
    if is_a(event.act, "control"):
        return actor in case.beneficiaries and not case.restates(word)
    return False


def _is_step(case: Case, word: Word) -> bool:
    event = word.event
    actor = case.scene.side_of(event.actor)
    if is_a(event.act, "clearance") or _is_beside(word):
        return True
    if is_a(event.act, "handover.withdraw") or is_a(event.act, "handover.leaving"):
        return event.actor is None or actor in case.obligors
    return is_a(event.act, "handover.enter") and event.actor is None


def _is_of_a_part(word: Word) -> bool:
    """Whether it tells of a thing with a name of its own, or counts such things alone."""
    return bool(word.event.about) or not word.is_step


def _is_beside(word: Word) -> bool:
    return any(is_a(word.event.act, act) for act in _BESIDE)
