"""What would change a standing: the days on which the calendar alone does, and whose word would.

The calendar is tried out: the rule judges each day ahead on which something may happen by what was
known on the day asked about, and a day from which it judges otherwise is told. Nothing is foretold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from tregua.agreement.calendar import last_day, parse_duration, shift, term_clock
from tregua.agreement.terms import Agreement, Obligation
from tregua.agreement.timing import Window
from tregua.compliance.evidence.words import Evidence
from tregua.compliance.explaining.days import duration, rounds_from, weekday
from tregua.compliance.explaining.owed import is_counted, parties
from tregua.model.errors import BadAccord
from tregua.model.explanation import Coming, Told
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Claim, Event
from tregua.model.standing import DAILY, LASTING, Entry, Phase, Status
from tregua.model.when import day_of

_MOST = 4
_NEXT = timedelta(days=1)


def known_by(evidence: Evidence, day: date) -> Evidence:
    """The evidence without what it tells of the days after ``day``, plans apart."""
    return Evidence(
        claims=tuple(_claim_until(claim, day) for claim in evidence.claims),
        entries=tuple(one for one in evidence.entries if _entry_until(one, day)),
        incidents=tuple(one for one in evidence.incidents if day_of(one.earliest) <= day),
        findings=evidence.findings,
        watches=tuple(one for one in evidence.watches if day_of(one.earliest) <= day),
    )


def _claim_until(claim: Claim, day: date) -> Claim:
    said = day_of(claim.published_at) if claim.published_at else None
    kept = tuple(event for event in claim.events if _event_until(event, said, day))
    return claim if kept == claim.events else claim.model_copy(update={"events": kept})


def _event_until(event: Event, said: date | None, day: date) -> bool:
    if said is not None and said <= day:
        return True
    told = event.latest or event.earliest
    of = day_of(told) if told else said
    return of is None or of <= day


def _entry_until(entry: Entry, day: date) -> bool:
    if entry.published_at and day_of(entry.published_at) <= day:
        return True
    return entry.on is None or entry.on <= day


def tell_ahead(
    agreement: Agreement, obligation: Obligation, day: date, status: Status, phase_on: Callable[[date], Phase]
) -> tuple[Coming, ...]:
    """The days after ``day`` on which the standing changes though nothing more is said, and those of a
    term; the next few, in order. ``phase_on`` judges a day by what was known on ``day``."""
    found: list[Coming] = []
    phase = status.phase
    if is_only_to_begin(status, day) and status.due_on is not None:
        passed = status.due_on + _NEXT
        found.append(Coming(on=passed, text=say("explain.ahead.last_day", on=weekday(passed)), phase=phase))
    for coming in sorted(set(_days_to_try(agreement, obligation, day))):
        then = phase_on(coming)
        if then != phase:
            text = _becomes(obligation, coming, then, phase)
            phase = then
            found.append(Coming(on=coming, text=text, phase=then))
            if len(found) == _MOST:
                break
    found += _term_days(obligation, day)
    return tuple(sorted(found, key=lambda one: one.on)[:_MOST])


def _days_to_try(agreement: Agreement, obligation: Obligation, day: date) -> Iterator[date]:
    for window in (obligation.window, obligation.begin):
        yield from (one for one in _window_days(window) if one > day)
    starts = agreement.binds_from(obligation)
    if starts > day:
        yield starts
    if obligation.kind in LASTING:
        yield from (day + timedelta(days=n) for n in range(1, obligation.present_days + 2))
    if obligation.term is not None and term_clock(obligation.term).renews_on is None:
        ends = term_clock(obligation.term).ends_on
        if ends is not None and ends >= day:
            yield ends + _NEXT
    for amendment in agreement.amendments:
        if obligation.id in amendment.obligations:
            until = amendment.until_on
            known = (amendment.from_on, until + _NEXT if until else None)
            yield from (one for one in known if one is not None and one > day)
    yield from _rounds(rounds_from(agreement, obligation), obligation.every, day)


def _window_days(window: Window | None) -> Iterator[date]:
    if window is None:
        return
    last = last_day(window)
    if last is not None:
        yield last + _NEXT
    if window.starts_at is not None:
        yield window.starts_at.date()


def _rounds(starts: date, every: str, day: date) -> Iterator[date]:
    """The ends of the next two rounds of a report that falls due again and again."""
    if not every:
        return
    try:
        each = parse_duration(every)
    except BadAccord:
        return
    if not (each.months or each.days):
        return
    rounds = 1
    while shift(starts, each, rounds) < day:
        rounds += 1
    for ahead in (rounds, rounds + 1):
        end = shift(starts, each, ahead)
        yield from (one for one in (end, end + _NEXT) if one > day)


def _becomes(obligation: Obligation, on: date, phase: Phase, before: Phase) -> Message:
    args: dict[str, Argument] = {"on": weekday(on), "phase": f"phase:{phase}"}
    if obligation.kind in DAILY and before == "not_yet_due":
        return say("explain.ahead.binds", **args)
    begun_by = last_day(obligation.begin)
    if phase == "overdue" and begun_by is not None and on == begun_by + _NEXT:
        return say("explain.ahead.overdue_to_begin", **args)
    if phase == "overdue" and obligation.kind == "report" and obligation.every:
        return say("explain.ahead.overdue.report", due=on - _NEXT, **args)
    if phase == "lapsed" and obligation.kind != "renew":
        return say("explain.ahead.over", **args)
    if phase in ("overdue", "lapsed"):
        return say(f"explain.ahead.{phase}", **args)
    if obligation.kind in LASTING:
        return say("explain.ahead.stale", days=obligation.present_days, **args)
    return say("explain.ahead.becomes", **args)


def _term_days(obligation: Obligation, day: date) -> Iterator[Coming]:
    clock = term_clock(obligation.term, day)
    if clock.notice_by is not None and clock.notice_by >= day:
        yield Coming(on=clock.notice_by, text=say("explain.ahead.notice", on=weekday(clock.notice_by)))
    if clock.ends_on is not None and clock.ends_on >= day and clock.renews_on is not None:
        renewal = obligation.term.renewal if obligation.term else None
        noticed = "" if clock.notice_by is not None else ".by_itself"
        code = f"explain.ahead.renews{noticed}"
        text = say(code, on=weekday(clock.ends_on), duration=duration(renewal or ""))
        yield Coming(on=clock.ends_on, text=text)


def is_only_to_begin(status: Status, day: date) -> bool:
    """Whether it is overdue on ``day`` to begin, while its last day has not passed."""
    return status.phase == "overdue" and (status.due_on is None or status.due_on >= day)


def tell_lifts(agreement: Agreement, obligation: Obligation, status: Status, day: date) -> tuple[Told, ...]:
    """What it waits for; then whose word, saying what, would bring which phase, for the kind and from the
    phase it is in on ``day``."""
    awaited = _awaited(status) if status.phase not in _ENDED else ()
    late = status.phase == "overdue" and not is_only_to_begin(status, day)
    lifts = _lifts(agreement, obligation, status.phase, late=late)
    return tuple(Told(text=text) for text in (*awaited, *lifts))


def _awaited(status: Status) -> Iterator[Message]:
    """Each event and each obligation that is not known to have happened or to be done, and must be first."""
    for reason in status.reasons:
        code, args = reason.text.code, reason.text.args
        if code == "compliance.event_unknown":
            yield say("explain.lift.event", event=args["event"])
        elif code in ("compliance.waits.on_condition_of", "compliance.waits.after"):
            yield say("explain.lift.awaited", other=args["other"])


_ENDED = frozenset({"suspended", "lapsed", "terminated"})
_DONE = frozenset({"fulfilled", "fulfilled_late"})
_IN_COMMON = frozenset({"establish", "negotiate"})
"""Kinds of which each side that owes it to the other tells of one act of all: said alike, it is done."""


def _lifts(agreement: Agreement, obligation: Obligation, phase: Phase, *, late: bool) -> Iterator[Message]:
    args: dict[str, Argument] = {
        "owing": _owing(obligation),
        "credible": _credible(agreement, obligation),
        "done": say(f"compliance.kind.{obligation.kind}.done"),
    }
    if phase in _ENDED:
        yield say("explain.lift.ended")
    elif obligation.kind in DAILY:
        yield from _lifts_of_conduct(obligation, phase, args)
    elif obligation.kind == "renew" and term_clock(obligation.term).renews_on is None:
        yield say("explain.lift.renew.decided", **args)
    elif is_counted(obligation):
        yield from _lifts_of_counts(obligation, args)
    elif obligation.kind == "report" and obligation.every:
        yield from _lifts_of_reports(phase, args)
    elif obligation.kind in ("exchange", "return", "renew"):
        yield say(f"explain.lift.{obligation.kind}", **args)
    else:
        yield from _lifts_of_things_done(obligation, phase, args, late=late)


def _lifts_of_conduct(obligation: Obligation, phase: Phase, args: dict[str, Argument]) -> Iterator[Message]:
    if phase in ("violated", "indicated", "disputed"):
        yield say("explain.lift.settle")
        yield say("explain.lift.grows_old", days=obligation.present_days)
        return
    if phase not in ("claimed", "respected"):
        yield say("explain.lift.own_word_kept", **args)
    if phase != "respected":
        yield say("explain.lift.kept", **args)
    yield say("explain.lift.broken")


def _lifts_of_things_done(
    obligation: Obligation, phase: Phase, args: dict[str, Argument], *, late: bool
) -> Iterator[Message]:
    if phase in _DONE or phase == "respected":
        yield say("explain.lift.gainsaid", **args)
        if _mutual(obligation):
            yield say("explain.lift.gainsaid.each_other")
        return
    if phase == "disputed":
        yield say("explain.lift.settled_later", **args)
        return
    if phase != "claimed":
        yield say("explain.lift.own_word", **args)
    yield say("explain.lift.credible_late" if late else "explain.lift.credible", **args)
    if obligation.kind in _IN_COMMON and len(_mutual(obligation)) > 1:
        yield say("explain.lift.alike", done=args["done"])
    if obligation.kind == "keep_open" and obligation.area:
        yield say("explain.lift.passage", **args)


def _lifts_of_counts(obligation: Obligation, args: dict[str, Argument]) -> Iterator[Message]:
    """Each side by its share, so that the other side's count counts; one number owed by several together
    is reached by the counts of them all."""
    several = len(obligation.obligors) > 1
    exchanged = obligation.kind == "exchange"
    if exchanged and obligation.shares:
        yield say("explain.lift.counted.shares" if several else "explain.lift.counted", **args)
    else:
        yield say("explain.lift.counted", **args)
        if several:
            yield say("explain.lift.counted.alike")
    if exchanged:
        yield say("explain.lift.exchange.alike")


def _lifts_of_reports(phase: Phase, args: dict[str, Argument]) -> Iterator[Message]:
    if phase not in _DONE:
        yield say("explain.lift.report.own", **args)
        yield say("explain.lift.report.credible", **args)
        yield say("explain.lift.report.ended")
    if phase in ("claimed", "respected", "in_progress"):
        yield say("explain.lift.report.gainsaid", **args)


def _owing(obligation: Obligation) -> Message:
    if len(obligation.obligors) > 1:
        return say("explain.owing.several")
    return say("explain.owing", obligors=parties(obligation.obligors))


def _mutual(obligation: Obligation) -> tuple[str, ...]:
    """Those who owe it and to whom it is owed as well, where several owe it."""
    if len(obligation.obligors) < 2:
        return ()
    return tuple(one for one in obligation.obligors if one in obligation.beneficiaries)


def _credible(agreement: Agreement, obligation: Obligation) -> Message:
    """Whose word counts in full: those it is owed to, unless they owe it too, and whoever is neither."""
    owing = {agreement.side_of(one) or one for one in obligation.obligors}
    owed = tuple(one for one in obligation.beneficiaries if (agreement.side_of(one) or one) not in owing)
    if owed:
        one = len(owed) == 1
        return (
            say("explain.credible", beneficiaries=parties(owed)) if one else say("explain.credible.several")
        )
    return say("explain.credible.independent")
