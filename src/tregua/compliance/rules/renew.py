"""A term runs, goes on, or ends. The clock says when; only notice and renewal change it.

Until the end: not yet due. Past it: gone on tacitly where the clause says so and no objection is
known; terminated where notice was given in time; lapsed otherwise. Of a term that renews by agreement alone
each renewal told of adds one, and several words within one term tell of one renewal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tregua.agreement.calendar import end_of, term_clock
from tregua.agreement.timing import Term
from tregua.compliance.case.reasons import because, names_of, tell
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.weighing.completion import SILENCE
from tregua.compliance.weighing.hearing import voiced
from tregua.model.standing import Clock, Kind, Reason

KIND: Kind = "renew"


def judge(case: Case) -> Standing:
    """The standing of a term on the day."""
    term = case.obligation.term
    clock = term_clock(term)
    if term is None or clock.ends_on is None:
        case.asks("compliance.ask.term", yes=False)
        return Standing("not_started", reasons=(SILENCE,))
    words = case.sort_words(_label, *case.acts("renew"), args=(clock.notice_by,), anywhere=True)
    in_time, late, renewals = words["notice"], words["late notice"], words["renewal"]
    told = (
        *_clock_reasons(clock, agreed=term.renews == "by_agreement"),
        *tell("compliance.renew.notice", in_time),
        *tell("compliance.renew.late_notice", late),
        *tell("compliance.renew.renewed", renewals),
    )
    if case.asks("compliance.ask.term_runs", case.day <= clock.ends_on, ends=clock.ends_on):
        return Standing("not_yet_due", rests_on=names_of(in_time), reasons=told, clock=clock)
    if case.asks("compliance.ask.renewed", renewals, renewals):
        return _renewed(case, renewals, told)
    if case.asks("compliance.ask.notice_in_time", in_time, in_time):
        return Standing("terminated", rests_on=names_of(in_time), reasons=told, clock=clock)
    if term.renews == "by_agreement":
        case.asks("compliance.ask.agreed", yes=False)
        return _expired(clock, told)
    if case.asks("compliance.ask.tacit", term.renewal is not None):
        tacit = because("compliance.renew.tacit", ended=clock.ends_on)
        return Standing("in_progress", reasons=(*told, tacit), clock=term_clock(term, case.day))
    return _expired(clock, told)


def _expired(clock: Clock, told: tuple[Reason, ...]) -> Standing:
    expired = because("compliance.renew.expired", ended=clock.ends_on or "–")
    return Standing("lapsed", reasons=(*told, expired), clock=clock)


def _agreed_until(term: Term, days: Iterable[date]) -> date:
    """The last day of a term that was renewed as often as told, on these days."""
    renewals, told_by = 0, date.min
    for day in sorted(days):
        if day > told_by:
            told_by = max(day, end_of(term, renewals))
            renewals += 1
    return end_of(term, renewals)


def _label(case: Case, word: Word, notice_by: date | None) -> str | None:
    if word.affirms:
        return "renewal"
    if not word.refuses or case.voice(word.said_by) != "obligor":
        return None
    in_time = notice_by is None or word.said_on is None or word.said_on <= notice_by
    return "notice" if in_time else "late notice"


def _renewed(case: Case, renewals: Sequence[Word], told: tuple[Reason, ...]) -> Standing:
    term = case.obligation.term
    clock = term_clock(term, case.day)
    if term is not None and term.renews == "by_agreement" and term.renewal:
        clock = Clock(ends_on=_agreed_until(term, (word.last for word in renewals if word.last)))
        if clock.ends_on and not case.asks(
            "compliance.ask.term_runs", case.day <= clock.ends_on, ends=clock.ends_on
        ):
            return _expired(clock, told)
    own = not voiced(case, renewals, "adversary", "beneficiary", "independent")
    return Standing("claimed" if own else "fulfilled", 0, None, names_of(renewals), told, clock)


def _clock_reasons(clock: Clock, *, agreed: bool) -> tuple[Reason, ...]:
    if clock.ends_on is None:
        return ()
    if agreed:
        return (because("compliance.renew.agreed", ends=clock.ends_on),)
    if clock.renews_on is None:
        return (because("compliance.renew.ends", ends=clock.ends_on),)
    if clock.notice_by is None:
        return (because("compliance.renew.renews", ends=clock.ends_on),)
    return (because("compliance.renew.clock", ends=clock.ends_on, notice=clock.notice_by),)
