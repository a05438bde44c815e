"""Something is reported, notified or published: once, or again and again (``every``).

Once: by whose word it was made decides. Again and again: for each period one report falls due, by the
period's last day.

- The last period passed without one, and none came since: overdue.
- Made for it by the beneficiary's or an independent word: respected while the duty runs; by the word
  of those who owe it: claimed; by a credible word gainsaid later: disputed.
- An earlier period passed without one: in progress, with how many were missed.
- All made, by credible words, and the window over: fulfilled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from tregua.compliance.completion import Account, is_credible, weigh_completion
from tregua.compliance.evidence import Word
from tregua.compliance.periods import Periods, periods_of
from tregua.compliance.reasons import because, names_of, others, tell
from tregua.compliance.rounds import account_of
from tregua.compliance.scene import Case, Standing
from tregua.compliance.whose_word import Voice
from tregua.model.standing import Kind, Reason

KIND: Kind = "report"
By = dict[int, tuple[Word, ...]]
_SAID: dict[Voice, str] = {
    "beneficiary": "compliance.acknowledged",
    "independent": "compliance.observed",
    "obligor": "compliance.said_by_obligor",
    "outlet": "compliance.said_by_outlet",
}


def judge(case: Case) -> Standing:
    """The standing of a report to be made."""
    account = account_of(case, *case.acts("report.given"))
    if not case.obligation.every:
        return weigh_completion(case, account)
    periods = periods_of(case, case.obligation.every)
    running = periods is not None and case.day >= periods.starts
    if not case.asks("compliance.ask.periods_run", running) or periods is None:
        return Standing("not_yet_due", reasons=(because("compliance.periods.not_running"),))
    return _judge_periods(case, account, periods)


def _judge_periods(case: Case, account: Account, periods: Periods) -> Standing:
    spoken = [w for w in account.done if case.voice(w.said_by) != "outlet"]
    made = _by_period(periods, spoken)
    passed = periods.passed(case.day)
    missed = [number for number in range(passed) if number not in made]
    reasons = _told(case, account, periods, missed)
    if not case.asks("compliance.ask.period_passed", passed):
        if case.asks("compliance.ask.report_made", spoken, spoken):
            return Standing("in_progress", rests_on=names_of(spoken), reasons=reasons)
        return Standing("not_yet_due", reasons=reasons)
    last = periods.due[passed - 1]
    latest = (*made.get(passed - 1, ()), *made.get(passed, ()))
    since = periods.begins(passed - 1)
    if not case.asks("compliance.ask.report_for_last", latest, latest, since=since, due=last):
        days = (case.day - last).days
        late = because("compliance.periods.overdue", due=last, days=days)
        return Standing("overdue", overdue_days=days, reasons=(late, *reasons))
    return _weigh_made(case, account, periods, made, latest, missed, reasons)


def _weigh_made(
    case: Case,
    account: Account,
    periods: Periods,
    made: By,
    latest: tuple[Word, ...],
    missed: list[int],
    reasons: tuple[Reason, ...],
) -> Standing:
    denials = [w for w in account.undone if is_credible(case, w) and _denies(w, latest)]
    if denials and case.asks("compliance.ask.report_denied", True, denials):
        return Standing("disputed", rests_on=names_of((*latest, *denials)), reasons=reasons)
    if case.asks("compliance.ask.missed_before", missed):
        return Standing("in_progress", rests_on=names_of(latest), reasons=reasons)
    ended = periods.ends is not None and case.day > periods.ends
    if case.asks("compliance.ask.periods_ended", ended):
        return _ended(case, made, reasons)
    credible = [w for w in latest if is_credible(case, w)]
    if case.asks("compliance.ask.reported_credibly", credible, credible):
        return Standing("respected", rests_on=names_of(credible), reasons=reasons)
    return Standing("claimed", rests_on=names_of(latest), reasons=reasons)


def _ended(case: Case, made: By, reasons: tuple[Reason, ...]) -> Standing:
    shown = {number: [w for w in words if is_credible(case, w)] for number, words in made.items()}
    credible = [w for words in shown.values() for w in words]
    if case.asks("compliance.ask.all_reported_credibly", all(shown.values()), credible):
        done_on = max((w.last for w in credible if w.last is not None), default=case.day)
        return Standing("fulfilled", rests_on=names_of(credible), reasons=reasons, done_on=done_on)
    words = [w for period in made.values() for w in period]
    return Standing("claimed", rests_on=names_of(words), reasons=reasons)


def _by_period(periods: Periods, words: Iterable[Word]) -> By:
    found: dict[int, list[Word]] = {}
    for word in words:
        number = periods.of(word.last) if word.last is not None else None
        if number is not None:
            found.setdefault(number, []).append(word)
    return {number: tuple(listed) for number, listed in found.items()}


def _denies(denial: Word, latest: tuple[Word, ...]) -> bool:
    """Whether it was said after every report of the last period, and speaks of it."""
    day: date = denial.last or date.max
    return all(denial.said_after(word) and day >= (word.last or date.min) for word in latest)


def _told(case: Case, account: Account, periods: Periods, missed: list[int]) -> tuple[Reason, ...]:
    """The figures, the last report by each kind of word, and the rest in one line."""
    passed = periods.passed(case.day)
    made = passed - len(missed)
    reasons = [because("compliance.periods.figures", due=passed, made=made, missed=len(missed))]
    if missed:
        last = periods.due[missed[-1]]
        reasons.append(because("compliance.periods.missed", since=periods.begins(missed[-1]), due=last))
    coming = periods.next_due(case.day)
    if coming is not None:
        reasons.append(because("compliance.periods.next", due=coming))
    for voice, code in _SAID.items():
        reasons += tell(code, _last_of(case, account.done, voice))
    reasons += tell("compliance.said_not_done", account.undone[-3:])
    reasons += tell("compliance.planned", account.plans[-3:])
    known = (w.claim_id for w in (*account.done, *account.undone))
    return (*reasons, *others(known, reasons))


def _last_of(case: Case, words: tuple[Word, ...], voice: Voice) -> tuple[Word, ...]:
    return tuple(islice((w for w in reversed(words) if case.voice(w.said_by) == voice), 1))
