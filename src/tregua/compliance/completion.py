"""Things to be done once: handed over, opened, withdrawn. Weighed by whose word says that it is done.

- Acknowledged by the beneficiary or observed independently: fulfilled, late where its day is past.
- Only the obligor says so: claimed.
- Said to be done, and later said by the beneficiary or independently not to be: disputed.
- Steps alone: in progress, or overdue where the last day is past. Plans and silence change nothing.
- No step by the day by which it must have begun: overdue, for that.

The earliest word that still stands gives the day. A word stands unless a later one denies it for
that day or after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tregua.agreement.calendar import last_day
from tregua.compliance.evidence import Word
from tregua.compliance.reasons import because, names_of, tell
from tregua.compliance.scene import Case, Standing
from tregua.model.messages import Argument
from tregua.model.standing import Reason


@dataclass(frozen=True)
class Account:
    """What is said of one thing to be done: that it is, that it is not, steps, plans. ``belying`` are
    words that say something else which cannot be if it is done, and are told by the rule itself."""

    done: tuple[Word, ...] = ()
    undone: tuple[Word, ...] = ()
    steps: tuple[Word, ...] = ()
    plans: tuple[Word, ...] = ()
    belying: tuple[Word, ...] = ()

    @property
    def against(self) -> tuple[Word, ...]:
        """Every word from which it follows that it is not done."""
        return (*self.undone, *self.belying)


def weigh_completion(case: Case, account: Account, part: Argument = "") -> Standing:
    """The standing of a thing to be done once, for what ``account`` says of it.

    ``part`` is which place or side it is asked of, where there are several.
    """
    denials = tuple(w for w in account.against if is_credible(case, w))
    credible = tuple(w for w in account.done if is_credible(case, w))
    own = tuple(w for w in account.done if case.voice(w.said_by) == "obligor")
    bare = tuple(w for w in account.done if case.voice(w.said_by) == "outlet")
    told = _told(case, account, credible, own, bare)

    if case.asks("compliance.ask.done_credibly", credible, credible, part=part):
        left = tuple(w for w in credible if _stands(w, denials))
        if not _are_denied(case, credible, left, denials, part):
            return _done(case, left, told, part)
    if case.asks("compliance.ask.done_by_own_word", own, own, part=part):
        left = tuple(w for w in own if _stands(w, denials))
        if not _are_denied(case, own, left, denials, part):
            return Standing("claimed", rests_on=names_of(left), reasons=told)
    if credible or own:
        sayers = names_of((*credible, *own, *denials))
        contradicted = tell("compliance.contradicted", [w for w in account.undone if w in denials])
        return Standing("disputed", rests_on=sayers, reasons=(*told, *contradicted))
    return not_done(case, (*account.steps, *bare), told, part)


def is_credible(case: Case, word: Word) -> bool:
    """Whether it is the word of somebody to whom it is owed, or of an independent observer."""
    return case.voice(word.said_by) in ("beneficiary", "independent")


def not_done(
    case: Case, steps: Iterable[Word], reasons: tuple[Reason, ...] = (), part: Argument = ""
) -> Standing:
    """Where something stands that nobody in office says is done: by its steps and by the calendar."""
    taken = tuple(steps)
    due_on, begin_by = case.due_on, last_day(case.obligation.begin)
    grounds = reasons or (SILENCE,)
    if due_on is not None and case.asks("compliance.ask.past", case.day > due_on, due=due_on):
        days = (case.day - due_on).days
        late = because("compliance.overdue", due=due_on, days=days)
        return Standing("overdue", overdue_days=days, reasons=(late, *grounds))
    if case.asks("compliance.ask.begun", taken, taken, part=part):
        late_start = _begun_late(taken, begin_by)
        return Standing("in_progress", rests_on=in_office(case, taken), reasons=(*reasons, *late_start))
    if begin_by is not None and case.asks("compliance.ask.past_begin", case.day > begin_by, due=begin_by):
        days = (case.day - begin_by).days
        idle = because("compliance.begin.overdue", due=begin_by, days=days)
        return Standing("overdue", overdue_days=days, reasons=(idle, *grounds))
    if due_on is None and begin_by is None:
        case.asks("compliance.ask.has_due", False)
        return Standing("not_started", reasons=grounds)
    begin = (because("compliance.begin.due", due=begin_by),) if begin_by is not None else ()
    due = (because("compliance.due", due=due_on),) if due_on is not None else ()
    return Standing("not_yet_due", reasons=(*begin, *due, *grounds))


def _begun_late(steps: tuple[Word, ...], begin_by: date | None) -> tuple[Reason, ...]:
    """Told where the first step known came after the day by which it must have begun."""
    days = [w.first for w in steps if w.first is not None]
    if begin_by is None or len(days) < len(steps) or min(days) <= begin_by:
        return ()
    first = min(days)
    of_day = [w.claim_id for w in steps if w.first == first]
    return (because("compliance.begin.late", of_day, day=first, due=begin_by, days=(first - begin_by).days),)


def _are_denied(
    case: Case, words: tuple[Word, ...], left: tuple[Word, ...], denials: tuple[Word, ...], part: Argument
) -> bool:
    """Asked only where there is anything that could deny it."""
    return bool(denials) and case.asks("compliance.ask.denied_since", not left, denials, part=part)


def in_office(case: Case, words: tuple[Word, ...]) -> tuple[str, ...]:
    """Whose words these are; outlets only where nobody in office says so."""
    return names_of(w for w in words if case.voice(w.said_by) != "outlet") or names_of(words)


SILENCE = because("compliance.nothing_said")


def _done(case: Case, words: tuple[Word, ...], told: tuple[Reason, ...], part: Argument) -> Standing:
    day = min((w.last for w in words if w.last is not None), default=case.day)
    rests_on = names_of(words)
    if case.due_on is not None and not case.asks(
        "compliance.ask.in_time", day <= case.due_on, words, due=case.due_on, day=day, part=part
    ):
        days = (day - case.due_on).days
        late = because("compliance.late", _of_day(words, day), day=day, due=case.due_on, days=days)
        return Standing(
            "fulfilled_late", overdue_days=days, rests_on=rests_on, reasons=(*told, late), done_on=day
        )
    return Standing("fulfilled", rests_on=rests_on, reasons=told, done_on=day)


def _of_day(words: tuple[Word, ...], day: date) -> list[str]:
    return [word.claim_id for word in words if word.last == day or word.last is None]


def _stands(word: Word, denials: tuple[Word, ...]) -> bool:
    return not any(
        denial.said_after(word) and (denial.last or date.max) >= (word.last or date.min) for denial in denials
    )


def _told(
    case: Case, account: Account, credible: tuple[Word, ...], own: tuple[Word, ...], bare: tuple[Word, ...]
) -> tuple[Reason, ...]:
    acknowledged = tuple(w for w in credible if case.voice(w.said_by) == "beneficiary")
    observed = tuple(w for w in credible if case.voice(w.said_by) == "independent")
    return (
        *tell("compliance.acknowledged", acknowledged),
        *tell("compliance.observed", observed),
        *tell("compliance.said_by_obligor", own),
        *tell("compliance.said_by_outlet", bare),
        *tell("compliance.said_not_done", account.undone),
        *tell("compliance.step", account.steps),
        *tell("compliance.planned", account.plans),
    )
