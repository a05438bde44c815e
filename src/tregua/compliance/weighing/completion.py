"""Things to be done once: handed over, opened, withdrawn. Weighed by whose word says that it is done.

- Acknowledged by the beneficiary or observed independently: fulfilled, late where its day is past.
- Only the obligor says so: claimed. Where several sides owe it to each other, each one's denial
  gainsays the other's word; of one act in common, each one's word acknowledges the other's.
- Said to be done, and said by the beneficiary or independently not to be: disputed.
- Steps alone: in progress, or overdue where the last day is past. Plans and silence change nothing.
- No step by the day by which it must have begun: overdue, for that.

The earliest word that still stands gives the day. A word stands unless somebody else denies it for
that day or after, whoever spoke first. What a speaker takes back himself does not weigh, see
:mod:`.own_word`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tregua.agreement.calendar import due_in, last_day
from tregua.compliance.case.reasons import because, is_telling, names_of, tell
from tregua.compliance.case.scene import Case, Piles, Standing
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Together
from tregua.compliance.weighing.hearing import credible, last_first, of_side, undenied, voiced
from tregua.compliance.weighing.own_word import still_denied, still_said, tell_replaced
from tregua.model.messages import Argument, say
from tregua.model.standing import Reason
from tregua.model.when import first_instant


@dataclass(frozen=True)
class Account:
    """What is said of one thing to be done: that it is, that it is not, steps, plans. ``belying`` are
    words that say something else which cannot be if it is done, and are told by the rule itself;
    ``reversals`` words that it was undone again, after which it may be done once more."""

    done: Sequence[Word] = ()
    undone: Sequence[Word] = ()
    steps: Sequence[Word] = ()
    plans: Sequence[Word] = ()
    belying: Sequence[Word] = ()
    reversals: Sequence[Word] = ()

    @property
    def against(self) -> Sequence[Word]:
        """Every word from which it follows that it is not done."""
        return Together(self.undone, self.belying) if self.belying else self.undone


def account_in(piles: Piles[Word]) -> Account:
    """The account whose words a rule labelled ``done``, ``undone``, ``step`` and ``plan``."""
    return Account(piles["done"], piles["undone"], piles["step"], piles["plan"])


def weigh_completion(
    case: Case, account: Account, part: Argument = "", *, in_common: bool = False
) -> Standing:
    """The standing of a thing to be done once, for what ``account`` says of it.

    ``part`` is which place or side it is asked of, where there are several. ``in_common``: it is one act of
    all who owe it, a meeting or an agreement, so that each one's word tells of the others' part too.
    """
    replaced = tell_replaced(account.done, account.undone, account.reversals)
    account = _as_said_last(account)
    denials = Together(credible(case, account.against), *_by_mutual_sides(case, account.against))
    acknowledged = credible(case, account.done)
    own = voiced(case, account.done, "obligor")
    bare = voiced(case, account.done, "outlet", "adversary")
    told = (*replaced, *_told(case, account, acknowledged, own, bare))

    if case.asks("compliance.ask.done_credibly", acknowledged, acknowledged, part=part):
        left = undenied(acknowledged, denials)
        if not _are_denied(case, left, denials, part):
            return finished(case, left, told, part)
    if case.asks("compliance.ask.done_by_own_word", own, own, part=part):
        left = undenied(own, denials)
        if not _are_denied(case, left, denials, part):
            sides = _by_mutual_sides(case, left) if in_common else []
            return _owned(case, left, sides, told, part)
    if acknowledged or own:
        sayers = names_of(acknowledged, own, denials)
        gainsaying = Together(credible(case, account.undone), *_by_mutual_sides(case, account.undone))
        contradicted = tell("compliance.contradicted", gainsaying)
        return Standing("disputed", rests_on=sayers, reasons=(*told, *contradicted))
    return not_done(case, Together(account.steps, bare), told, part)


def _as_said_last(account: Account) -> Account:
    """The account without what its own speakers took back."""
    done, undone = account.done, account.undone
    said = still_said(done, undone, account.reversals)
    return replace(account, done=said, undone=still_denied(undone, done))


def _by_mutual_sides(case: Case, words: Sequence[Word]) -> list[Sequence[Word]]:
    """For each side that owes it and to which it is owed as well, among several: that side's words."""
    if len(case.obligors) < 2:
        return []
    return [of_side(case, words, side) for side in sorted(case.obligors & case.beneficiaries)]


def _owned(
    case: Case, own: Sequence[Word], mutual: list[Sequence[Word]], told: tuple[Reason, ...], part: Argument
) -> Standing:
    """Said by those who owe it: a claim, unless sides that owe it to each other say so alike. Then it was
    done by the day for which the last of them says so."""
    sides = [words for words in mutual if words]
    if not mutual or not case.asks("compliance.ask.done_by_each_other", len(sides) > 1, own, part=part):
        return Standing("claimed", rests_on=names_of(own), reasons=told)
    day = max(last_first(words) or case.day for words in sides)
    alike = Together(*sides)
    others = (reason for reason in told if reason.text.code != "compliance.said_by_obligor")
    return finished(case, alike, (*tell("compliance.said_by_each_other", alike), *others), part, day)


def not_done(
    case: Case, taken: Sequence[Word], reasons: tuple[Reason, ...] = (), part: Argument = ""
) -> Standing:
    """Where something stands that nobody in office says is done: by the steps taken and by the calendar."""
    due_on, begin_by = case.due_on, last_day(case.obligation.begin)
    grounds = reasons or (() if taken else (SILENCE,))
    if due_on is not None and case.asks("compliance.ask.past", case.day > due_on, due=due_on):
        days, late = delay(case, "compliance.overdue", due_on, case.day)
        return Standing("overdue", overdue_days=days, reasons=(late, *grounds))
    if case.asks("compliance.ask.begun", taken, taken, part=part):
        late_start = _begun_late(taken, begin_by)
        return Standing("in_progress", rests_on=in_office(case, taken), reasons=(*reasons, *late_start))
    if begin_by is not None and case.asks("compliance.ask.past_begin", case.day > begin_by, due=begin_by):
        days, idle = delay(case, "compliance.begin.overdue", begin_by, case.day)
        return Standing("overdue", overdue_days=days, reasons=(idle, *grounds))
    if due_on is None and begin_by is None:
        window = case.obligation.window
        is_counted = window is not None and window.event and window.preposition in ("by", "before", "within")
        case.asks("compliance.ask.has_due.counted" if is_counted else "compliance.ask.has_due", False)
        return Standing("not_started", reasons=grounds)
    begin = (because("compliance.begin.due", due=begin_by),) if begin_by is not None else ()
    due = (because("compliance.due", due=due_on),) if due_on is not None else ()
    return Standing("not_yet_due", reasons=(*begin, *due, *grounds))


def delay(
    case: Case, code: str, due: date, upto: date, evidence: Iterable[str] = (), **args: Argument
) -> tuple[int, Reason]:
    """How many days late it is, or was done, and the reason that says so. Days on which it was not owed are
    not counted, and that is told (``code`` with ``.paused``)."""
    days = case.late_by(due, upto)
    paused = (upto - due).days - days if case.pauses else 0
    if paused:
        return days, because(f"{code}.paused", evidence, due=due, days=days, paused=paused, **args)
    return days, because(code, evidence, due=due, days=days, **args)


def _begun_late(steps: Sequence[Word], begin_by: date | None) -> tuple[Reason, ...]:
    """Told where the first step known came after the day by which it must have begun."""
    if not is_telling():
        return ()
    days = [w.first for w in steps if w.first is not None]
    if begin_by is None or len(days) < len(steps) or min(days) <= begin_by:
        return ()
    first = min(days)
    of_day = [w.claim_id for w in steps if w.first == first]
    return (because("compliance.begin.late", of_day, day=first, due=begin_by, days=(first - begin_by).days),)


def _are_denied(case: Case, left: Sequence[Word], denials: Sequence[Word], part: Argument) -> bool:
    """Asked only where there is anything that could deny it."""
    return bool(denials) and case.asks("compliance.ask.denied_since", not left, denials, part=part)


def in_office(case: Case, words: Sequence[Word]) -> tuple[str, ...]:
    """Whose words these are; outlets only where nobody in office says so."""
    spoken = voiced(case, words, "obligor", "adversary", "beneficiary", "independent")
    return names_of(spoken) or names_of(words)


SILENCE = Reason(text=say("compliance.nothing_said"))  # made at import, whoever is or is not telling then


def finished(
    case: Case, words: Sequence[Word], told: tuple[Reason, ...], part: Argument = "", on: date | None = None
) -> Standing:
    """Done, by these words: in time or late."""
    day = on or last_first(words) or case.day
    rests_on = names_of(words)
    if case.due_on is not None and not case.asks(
        "compliance.ask.in_time", case.in_time(case.due_on, day), words, due=case.due_on, day=day, part=part
    ):
        days, late = delay(case, "compliance.late", case.due_on, day, _of_day(words, day), day=day)
        return Standing(
            "fulfilled_late", overdue_days=days, rests_on=rests_on, reasons=(*told, late), done_on=day
        )
    hour = due_in(case.obligation.window, case.scene.agreement.zone)
    if hour is not None and case.asks(
        "compliance.ask.past_the_hour", _is_past(hour, words, day), words, due=_told_hour(hour), part=part
    ):
        late = because("compliance.late.hour", _of_day(words, day), due=_told_hour(hour))
        return Standing("fulfilled_late", rests_on=rests_on, reasons=(*told, late), done_on=day)
    return Standing("fulfilled", rests_on=rests_on, reasons=told, done_on=day)


def _is_past(hour: datetime, words: Sequence[Word], day: date) -> bool:
    """Whether every word of the day tells an hour later than the one due; a day alone is in time."""
    if day != hour.date():
        return False
    told = [word.event.earliest or "" for word in words if word.last == day or word.last is None]
    return bool(told) and all("T" in one and first_instant(one) > hour for one in told)


def _told_hour(hour: datetime) -> str:
    return hour.isoformat(sep=" ", timespec="minutes")


def _of_day(words: Sequence[Word], day: date) -> list[str]:
    return [word.claim_id for word in words if word.last == day or word.last is None] if is_telling() else []


def _told(
    case: Case, account: Account, acknowledged: Sequence[Word], own: Sequence[Word], bare: Sequence[Word]
) -> tuple[Reason, ...]:
    if not is_telling():
        return ()
    return (
        *tell("compliance.acknowledged", voiced(case, acknowledged, "beneficiary")),
        *tell("compliance.observed", voiced(case, acknowledged, "independent")),
        *tell("compliance.said_by_obligor", own),
        *tell("compliance.said_by_outlet", bare),
        *tell("compliance.said_not_done", account.undone),
        *tell("compliance.step", account.steps),
        *tell("compliance.planned", account.plans),
    )
