"""Something is reported, notified or published: once, or again and again (``every``).

Again and again, each of several sides that owe it owes its own, judged by itself; unless they report through
one body (``body``), whose report is that of all. Of a report of nobody knows whose it is told, and it is
none of theirs.

Once: by whose word it was made decides; one that may as well be another that is owed
(:mod:`tregua.compliance.weighing.alike`) is a step. Again and again: for each period one report falls due,
by the period's last day.

- The last period passed without one, and none came since: overdue.
- Made for it by the beneficiary's or an independent word: respected while the duty runs; by the word
  of those who owe it: claimed; by a credible word gainsaid later: disputed.
- An earlier period passed without one: in progress, with how many were missed.
- All made, by credible words, and the window over: fulfilled.
- What fell due while it was suspended is not missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tregua.compliance.case.reasons import because, is_telling, names_of, others, tell
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.case.whose_word import Voice
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.alike import may_be_another
from tregua.compliance.weighing.completion import Account, account_in, delay, weigh_completion
from tregua.compliance.weighing.hearing import credible, voiced
from tregua.compliance.weighing.periods import Made, Periods, made_in, periods_of
from tregua.compliance.weighing.rounds import account_of, is_it
from tregua.compliance.weighing.sides import weigh_each_side
from tregua.model.standing import Kind, Reason

KIND: Kind = "report"
USUAL = ("report.given",)
_SAID: dict[Voice, str] = {
    "beneficiary": "compliance.acknowledged",
    "independent": "compliance.observed",
    "obligor": "compliance.said_by_obligor",
    "outlet": "compliance.said_by_outlet",
    "adversary": "compliance.said_by_outlet",
}


def judge(case: Case) -> Standing:
    """The standing of a report to be made."""
    if not case.obligation.every:
        return _judge_once(case, account_of(case, *case.acts(*USUAL)))
    if len(case.obligation.obligors) > 1 and not case.obligation.body:
        return weigh_each_side(case, lambda one, _: _judge_side(one, case.obligors))
    return _judge_again(case, account_of(case, *case.acts(*USUAL)))


def _judge_side(case: Case, everybody: frozenset[str]) -> Standing:
    """One side's own reports; ``case`` is that side's alone."""
    piles = case.sort_words(_label_own, *case.acts(*USUAL), args=(everybody,))
    standing = _judge_again(case, account_in(piles))
    told = tell("compliance.report.whose", piles["unclear"][-3:]) if is_telling() else ()
    return replace(standing, reasons=(*standing.reasons, *told)) if told else standing


def _label_own(case: Case, word: Word, everybody: frozenset[str]) -> str | None:
    """A report of the side's: it is named, or speaks of a report and names nobody."""
    if not is_it(case, word):
        return None
    speaker = case.scene.side_of(word.said_by)
    if word.event.actor is None and speaker not in case.obligors:
        return "unclear" if word.affirms and speaker not in everybody else None
    if word.affirms:
        return "done"
    return "undone" if word.denies else "plan" if word.plans else None


def _judge_again(case: Case, account: Account) -> Standing:
    periods = periods_of(case, case.obligation.every)
    running = periods is not None and case.day >= periods.starts
    if not case.asks("compliance.ask.periods_run", running) or periods is None:
        return Standing("not_yet_due", reasons=(because("compliance.periods.not_running"),))
    return _judge_periods(case, account, periods)


def _judge_once(case: Case, account: Account) -> Standing:
    """A report of which nobody says which of several owed it is, is a step of each."""
    piles = case.sort_words(_label_once, *case.acts(*USUAL))
    standing = weigh_completion(case, replace(account, done=piles["done"], steps=piles["unclear"]))
    told = tell("compliance.report.which", piles["unclear"])
    return replace(standing, reasons=(*standing.reasons, *told)) if told else standing


def _label_once(case: Case, word: Word) -> str | None:
    if not word.affirms or not is_it(case, word):
        return None
    return "unclear" if may_be_another(case, word, USUAL) else "done"


def _judge_periods(case: Case, account: Account, periods: Periods) -> Standing:
    spoken = voiced(case, account.done, "obligor", "beneficiary", "independent")
    made = made_in(periods, spoken)
    owed = _owed(case, periods)
    missed = _missed(periods, made, owed)
    reasons = _told(case, account, periods, made)
    if not case.asks("compliance.ask.period_passed", owed):
        if case.asks("compliance.ask.report_made", spoken, spoken):
            return Standing("in_progress", rests_on=names_of(spoken), reasons=reasons)
        return Standing("not_yet_due", reasons=reasons)
    last, since = periods.due[owed[-1]], periods.begins(owed[-1])
    latest = tuple(
        word for one in range(owed[-1], periods.passed(case.day) + 1) for word in made.of(one, case.day)
    )
    if not case.asks("compliance.ask.report_for_last", latest, latest, since=since, due=last):
        days, late = delay(case, "compliance.periods.overdue", last, case.day)
        return Standing("overdue", overdue_days=days, reasons=(late, *reasons))
    denials = [w for w in credible(case, account.undone) if _denies(w, latest)]
    if denials and case.asks("compliance.ask.report_denied", yes=True, rests_on=denials):
        return Standing("disputed", rests_on=names_of(latest, denials), reasons=reasons)
    if case.asks("compliance.ask.missed_before", missed):
        return Standing("in_progress", rests_on=names_of(latest), reasons=reasons)
    if case.asks("compliance.ask.periods_ended", periods.ends is not None and case.day > periods.ends):
        return _ended(case, periods, spoken, reasons)
    shown = credible(case, latest)
    if case.asks("compliance.ask.reported_credibly", shown, shown):
        return Standing("respected", rests_on=names_of(shown), reasons=reasons)
    return Standing("claimed", rests_on=names_of(latest), reasons=reasons)


def _owed(case: Case, periods: Periods) -> Sequence[int]:
    """The numbers of the periods that are over and whose report was owed on the day it fell due."""
    passed = range(periods.passed(case.day))
    return [one for one in passed if not case.is_paused(periods.due[one])] if case.pauses else passed


def _missed(periods: Periods, made: Made, owed: Sequence[int]) -> int:
    """How many of the reports owed were not made."""
    if isinstance(owed, range):
        return made.missed(len(owed))
    return sum(one not in made.words for one in owed)


def _ended(case: Case, periods: Periods, spoken: Sequence[Word], reasons: tuple[Reason, ...]) -> Standing:
    shown = credible(case, spoken)
    missed = _missed(periods, made_in(periods, shown), _owed(case, periods))
    if case.asks("compliance.ask.all_reported_credibly", not missed, shown):
        done_on = max((w.last for w in shown if w.last is not None), default=case.day)
        return Standing("fulfilled", rests_on=names_of(shown), reasons=reasons, done_on=done_on)
    return Standing("claimed", rests_on=names_of(spoken), reasons=reasons)


def _denies(denial: Word, latest: tuple[Word, ...]) -> bool:
    """Whether it was said after every report of the last period, and speaks of it."""
    day: date = denial.last or date.max
    return all(denial.said_after(word) and day >= (word.last or date.min) for word in latest)


def _told(case: Case, account: Account, periods: Periods, made: Made) -> tuple[Reason, ...]:
    """The figures, the last report by each kind of word, and the rest in one line."""
    if not is_telling():
        return ()
    owed = _owed(case, periods)
    missed = _missed(periods, made, owed)
    due = len(owed)
    reasons = [because("compliance.periods.figures", due=due, made=due - missed, missed=missed)]
    if missed:
        number = next(one for one in reversed(owed) if one not in made.words)
        since, last = periods.begins(number), periods.due[number]
        reasons.append(because("compliance.periods.missed", since=since, due=last))
    coming = periods.next_due(case.day)
    if coming is not None:
        reasons.append(because("compliance.periods.next", due=coming))
    for voice, code in _SAID.items():
        reasons += tell(code, voiced(case, account.done, voice)[-1:])
    reasons += tell("compliance.said_not_done", account.undone[-3:])
    reasons += tell("compliance.planned", account.plans[-3:])
    known = (w.claim_id for w in (*account.done, *account.undone))
    return (*reasons, *others(known, reasons))
