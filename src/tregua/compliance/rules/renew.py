"""A term runs, goes on, or ends. The clock says when; only notice and renewal change it.

Until the end: not yet due. Past it: gone on tacitly where the clause says so and no objection is
known; terminated where notice was given in time; lapsed otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tregua.agreement.calendar import term_clock
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
        *_clock_reasons(clock),
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
    if case.asks("compliance.ask.tacit", term.renewal is not None):
        tacit = because("compliance.renew.tacit", ended=clock.ends_on)
        return Standing("in_progress", reasons=(*told, tacit), clock=term_clock(term, case.day))
    expired = because("compliance.renew.expired", ended=clock.ends_on)
    return Standing("lapsed", reasons=(*told, expired), clock=clock)


def _label(case: Case, word: Word, notice_by: date | None) -> str | None:
    if word.affirms:
        return "renewal"
    if not word.refuses or case.voice(word.said_by) != "obligor":
        return None
    in_time = notice_by is None or word.said_on is None or word.said_on <= notice_by
    return "notice" if in_time else "late notice"


def _renewed(case: Case, renewals: Sequence[Word], told: tuple[Reason, ...]) -> Standing:
    clock = term_clock(case.obligation.term, case.day)
    own = not voiced(case, renewals, "adversary", "beneficiary", "independent")
    return Standing("claimed" if own else "fulfilled", 0, None, names_of(renewals), told, clock)


def _clock_reasons(clock: Clock) -> tuple[Reason, ...]:
    if clock.ends_on is None:
        return ()
    if clock.renews_on is None:
        return (because("compliance.renew.ends", ends=clock.ends_on),)
    if clock.notice_by is None:
        return (because("compliance.renew.renews", ends=clock.ends_on),)
    return (because("compliance.renew.clock", ends=clock.ends_on, notice=clock.notice_by),)
