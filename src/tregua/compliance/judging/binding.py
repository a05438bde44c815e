"""What holds for every kind alike, after its rule has spoken: from when, until when and on what condition
an obligation binds.

- Before it binds (its window opens later, its text is not in force, the event it is counted from has
  not happened): not yet due. So is what is not begun while its last day is counted from such an event.
- After its window's last day a lasting duty lapses; where it stood on that day is told.
- Owed *on condition of* something that is not done: not yet owed, however late it is. Owed *after*
  something that is not done: not yet owed either, unless the day that the accord prints for it is past.
- *In parallel with* something: which of the two is ahead is told.

What was done, said or claimed stays as the rule found it, unless it binds only from an event that has
not happened: then nothing done before can be what it asks.
"""

from __future__ import annotations

from dataclasses import replace

from tregua.agreement.calendar import last_day, settle
from tregua.agreement.terms import Dependency
from tregua.agreement.timing import SIGNATURE, Window
from tregua.compliance.case.reasons import because, is_telling, on_day, speaker
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.case.scores import SCORES
from tregua.compliance.rules import rule_of
from tregua.model.messages import Argument
from tregua.model.standing import LASTING, Phase, Reason

_IDLE: frozenset[Phase] = frozenset({"not_started", "not_yet_due", "overdue", "not_observed"})
DONE: frozenset[Phase] = frozenset({"fulfilled", "fulfilled_late", "respected"})
"""Phases of what is done, in time or late, or kept."""
_OVER: frozenset[Phase] = frozenset({"suspended", "lapsed", "terminated"})


def awaiting(case: Case) -> Standing | None:
    """The standing of what binds only from an event that is not known to have happened: nothing done before
    can be what it asks, so that its rule need not be asked. None where it does not wait so."""
    window = case.obligation.window
    if case.obligation.kind == "renew" or window is None or window.preposition != "from":
        return None
    if window.starts_at is not None or not window.event:
        return None
    case.asks("compliance.ask.event", yes=False, event=_event(case, window.event))
    return Standing("not_yet_due", reasons=_waits_for(case, window))


def bind(case: Case, standing: Standing) -> Standing:
    """The rule's standing, as far as the obligation binds on the day."""
    if case.obligation.kind == "renew":
        return standing  # a term has days of its own
    before = _before_it_binds(case, standing)
    if before is not None:
        return before
    lapsed = _after_its_end(case)
    if lapsed is not None:
        return lapsed
    standing = _uncounted(case, standing)
    for dependency in case.obligation.depends:
        standing = _depending(case, standing, dependency)
    return standing


def _before_it_binds(case: Case, standing: Standing) -> Standing | None:
    lasting = case.obligation.kind in LASTING
    if case.day < (starts := case.starts_at.date()):
        if not lasting:
            case.asks("compliance.ask.binds", yes=False, day=starts)
        waits = because("compliance.starts", day=starts)
    else:
        return None
    if lasting:
        return Standing("not_yet_due", reasons=(waits,))
    if standing.phase not in _IDLE:
        return replace(standing, reasons=(*standing.reasons, waits))
    return replace(standing, phase="not_yet_due", overdue_days=0, reasons=(waits, *standing.reasons))


def _after_its_end(case: Case) -> Standing | None:
    """The standing of a lasting duty whose last day is past."""
    window = case.obligation.window
    if window is None or window.preposition != "until" or case.obligation.kind not in LASTING:
        return None
    ended = last_day(window)
    if ended is None or not case.asks("compliance.ask.ended", case.day > ended, ended=ended):
        return None
    then = Case(replace(case.scene, day=ended), case.obligation, case.due_on)
    last = rule_of(case.obligation)(then)
    what = because(
        "compliance.lapsed",
        [one for reason in last.reasons for one in reason.evidence],
        ended=ended,
        phase=f"phase:{last.phase}",
    )
    return Standing("lapsed", rests_on=last.rests_on, reasons=(what,))


def _uncounted(case: Case, standing: Standing) -> Standing:
    """The standing where a day of it is counted from what is not known to have happened: told as such,
    and where nothing is begun, not yet due. A duty that an event will end is kept until then."""
    for window in (case.obligation.begin, case.obligation.window):
        if window is None or not window.event or window.event == SIGNATURE:
            continue
        known = window.due is not None or window.starts_at is not None
        if not case.asks("compliance.ask.event", known, event=_event(case, window.event)):
            waits = window.preposition != "until" and standing.phase == "not_started"
            phase: Phase = "not_yet_due" if waits else standing.phase
            standing = replace(standing, phase=phase, reasons=(*standing.reasons, *_waits_for(case, window)))
    return standing


def _waits_for(case: Case, window: Window) -> tuple[Reason, ...]:
    """Which event is not known to have happened, and who alone says that it has, with the day that would
    then follow."""
    unknown = because("compliance.event_unknown", event=_event(case, window.event))
    if not is_telling():
        return (unknown,)
    told = []
    ends = ".ends" if window.preposition == "until" else ""
    first = {word.said_by: word for word in reversed(case.scene.said_of(window.event))}
    for word in sorted(first.values(), key=lambda one: (one.last or case.day, one.claim_id)):
        settled = settle(window, {window.event: word.last}) if word.last else None
        due = last_day(settled) or (settled.starts_at.date() if settled and settled.starts_at else None)
        told.append(
            because(
                f"compliance.event_claimed{ends}",
                (word.claim_id,),
                actor=speaker(word.said_by, word.through),
                event=_event(case, window.event),
                day=on_day(word.last),
                due=on_day(due),
            )
        )
    return (unknown, *told)


def _event(case: Case, event_id: str) -> Argument:
    """An event of the accord by its title."""
    return next((one.title for one in case.scene.agreement.events if one.id == event_id), event_id)


def _depending(case: Case, standing: Standing, dependency: Dependency) -> Standing:
    if dependency.relation != "in_parallel_with" and standing.phase not in _IDLE:
        return standing
    other = case.scene.standing_of(dependency.on)
    phase: Argument = f"phase:{other.phase}" if other is not None else ""
    told = {"other": f"obligation:{dependency.on}", "phase": phase}
    if dependency.relation == "in_parallel_with":
        ahead = _ahead(standing, other)
        return (
            replace(standing, reasons=(*standing.reasons, because(ahead, (), **told))) if ahead else standing
        )
    if case.asks(f"compliance.ask.{dependency.relation}", _is_met(standing, other), other=told["other"]):
        return standing
    if dependency.relation == "after" and standing.phase == "overdue" and _has_its_own_day(case):
        return replace(standing, reasons=(*standing.reasons, _waits("compliance.waits.in_vain", other, told)))
    waits = _waits(f"compliance.waits.{dependency.relation}", other, told)
    return replace(standing, phase="not_yet_due", overdue_days=0, reasons=(waits, *standing.reasons))


def _is_met(standing: Standing, other: Standing | None) -> bool:
    """Whether what it waits for is done. Nobody is late on a claim that it is; nor is anybody let off."""
    if other is None:
        return False
    return other.phase in DONE or (other.phase == "claimed" and standing.phase != "overdue")


def _waits(code: str, other: Standing | None, told: dict[str, Argument]) -> Reason:
    """Why it waits; two that wait for each other have no phase to name."""
    if other is None:
        return because(f"{code}.each_other", other=told["other"])
    return because(code, (), **told)


def _has_its_own_day(case: Case) -> bool:
    """Whether its last day is printed in the accord, not counted from what came before."""
    window = case.obligation.window
    return window is not None and window.due is not None and not window.event


def _ahead(standing: Standing, other: Standing | None) -> str:
    """The code of the reason that tells which of two is ahead; empty where neither is."""
    if other is None or standing.phase in _OVER or other.phase in _OVER:
        return ""
    ours, theirs = SCORES[standing.phase] or 0, SCORES[other.phase] or 0
    if ours == theirs:
        return ""
    return "compliance.parallel.ahead" if ours > theirs else "compliance.parallel.behind"
