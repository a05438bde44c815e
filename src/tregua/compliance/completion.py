"""Things to be done once: handed over, opened, withdrawn. Weighed by whose word says that it is done.

- Acknowledged by the beneficiary or observed independently: fulfilled, late where its day is past.
- Only the obligor says so: claimed.
- Said to be done, and later said by the beneficiary or independently not to be: disputed.
- Steps alone: in progress, or overdue where the last day is past. Plans and silence change nothing.

The earliest word that still stands gives the day. A word stands unless a later one denies it for
that day or after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tregua.compliance.evidence import Word
from tregua.compliance.reasons import because, names_of, tell
from tregua.compliance.scene import Case, Standing
from tregua.model.standing import Phase, Reason


@dataclass(frozen=True)
class Account:
    """What is said of one thing to be done: that it is, that it is not, steps, plans."""

    done: tuple[Word, ...] = ()
    undone: tuple[Word, ...] = ()
    steps: tuple[Word, ...] = ()
    plans: tuple[Word, ...] = ()


def weigh_completion(case: Case, account: Account) -> Standing:
    """The standing of a thing to be done once, for what ``account`` says of it."""
    denials = tuple(w for w in account.undone if case.voice(w.said_by) in ("beneficiary", "independent"))
    credible = tuple(w for w in account.done if case.voice(w.said_by) in ("beneficiary", "independent"))
    own = tuple(w for w in account.done if case.voice(w.said_by) == "obligor")
    bare = tuple(w for w in account.done if case.voice(w.said_by) == "outlet")
    told = _told(case, account, credible, own, bare)

    standing_words = tuple(w for w in credible if _stands(w, denials))
    if standing_words:
        return _done(case, standing_words, told)
    claims = tuple(w for w in own if _stands(w, denials))
    if claims:
        return Standing("claimed", rests_on=names_of(claims), reasons=told)
    if credible or own:
        sayers = names_of((*credible, *own, *denials))
        return Standing(
            "disputed", rests_on=sayers, reasons=(*told, *tell("compliance.contradicted", denials))
        )
    return not_done(case, (*account.steps, *bare), told)


def not_done(case: Case, steps: Iterable[Word], reasons: tuple[Reason, ...] = ()) -> Standing:
    """Where something stands that nobody in office says is done: by its steps and by the calendar."""
    taken = tuple(steps)
    if case.due_on is not None and case.day > case.due_on:
        days = (case.day - case.due_on).days
        late = because("compliance.overdue", due=case.due_on, days=days)
        return Standing(
            "overdue", overdue_days=days, reasons=(late, *reasons) if reasons else (late, SILENCE)
        )
    if taken:
        return Standing("in_progress", rests_on=in_office(case, taken), reasons=reasons)
    phase: Phase = "not_started" if case.due_on is None else "not_yet_due"
    due = (because("compliance.due", due=case.due_on),) if case.due_on is not None else ()
    return Standing(phase, reasons=(*due, *reasons) if reasons else (*due, SILENCE))


def in_office(case: Case, words: tuple[Word, ...]) -> tuple[str, ...]:
    """Whose words these are; outlets only where nobody in office says so."""
    return names_of(w for w in words if case.voice(w.said_by) != "outlet") or names_of(words)


SILENCE = because("compliance.nothing_said")


def _done(case: Case, words: tuple[Word, ...], told: tuple[Reason, ...]) -> Standing:
    day = min((w.last for w in words if w.last is not None), default=case.day)
    rests_on = names_of(words)
    if case.due_on is not None and day > case.due_on:
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
