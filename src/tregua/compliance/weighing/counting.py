"""Counts that grow: how many were exchanged, came back or were accounted for by a day, by whose word.

One speaker's batches of different days are added up, and its running totals stand for themselves; the
higher of the two is how far that speaker's count has come. Different speakers' counts are never added.
A batch of the same size told again without a day of its own is the same batch.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from tregua.agreement.amounts import Quantity
from tregua.compliance.case.reasons import UNNAMED, because, is_telling, on_day, speaker
from tregua.compliance.case.scene import Case, Standing
from tregua.compliance.case.whose_word import STRENGTH
from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Sight
from tregua.compliance.weighing.completion import delay, not_done
from tregua.model.bounds import bounds, is_exact, say_count
from tregua.model.messages import Argument
from tregua.model.records import Basis, Comparator, QuantityMention
from tregua.model.standing import Entry, Reason

T = TypeVar("T")


@dataclass(frozen=True)
class Count:
    """One figure that somebody claims. ``dated`` is whether it has a day of its own; ``of`` tells counts
    apart that belong to one batch (the side that received)."""

    claim_id: str
    said_by: str | None
    through: str | None
    day: date | None
    low: float | None
    high: float | None
    comparator: Comparator
    basis: Basis | None
    unit: str
    of: str = ""
    dated: bool = True


def count_of_entry(entry: Entry) -> Count:
    """A register's entry as a count."""
    return Count(
        entry.claim_id, entry.said_by, entry.through, entry.on, entry.low, entry.high, entry.comparator,
        entry.basis, entry.measure, entry.to or "", entry.latest is not None,
    )  # fmt: skip


def count_of_word(word: Word, quantity: QuantityMention) -> Count:
    """A quantity of a word as a count."""
    return Count(
        word.claim_id, word.said_by, word.through, word.last, quantity.low, quantity.high,
        quantity.comparator, quantity.basis, quantity.unit, quantity.to or "",
        word.event.latest is not None,
    )  # fmt: skip


class Step(NamedTuple):
    """On that day, with that claim, a count had come to at least ``low``."""

    day: date
    low: float
    claim_id: str


@dataclass(frozen=True)
class Tally:
    """How far one speaker's count had come, step by step in order of day; ``date.max`` is no known day.
    ``is_exact``: every figure of it was given as one number."""

    said_by: str | None
    through: str | None
    steps: tuple[Step, ...]
    is_exact: bool = False

    @property
    def low(self) -> float:
        """At least how many in all."""
        return self.steps[-1].low

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims it rests on, in order, each once."""
        return tuple(sorted({one.claim_id for one in self.steps}))

    def reached(self, owed: Quantity) -> date | None:
        """The first day on which the count is what is owed; None while it is less."""
        find = bisect_right if owed.comparator == ">" else bisect_left
        at = find(self.steps, owed.value, key=_low)
        return self.steps[at].day if at < len(self.steps) else None

    def upto(self, day: date) -> Tally | None:
        """The same as far as it had come on a day; None before its first."""
        if self.steps[-1].day == date.max:
            return self
        steps = self.steps[: bisect_right(self.steps, day, key=_day)]
        return replace(self, steps=steps) if steps else None


def _low(step: Step) -> float:
    return step.low


def _day(step: Step) -> date:
    return step.day


def tally(counts: Iterable[Count], adds_unclear: bool = True) -> tuple[Tally, ...]:
    """One tally for each speaker, by name. ``adds_unclear``: whether a figure of which nobody says that
    it is a total is a batch, to be added to others, or stands for itself."""
    groups: dict[tuple[str, str], list[Count]] = {}
    for one in counts:
        groups.setdefault((one.said_by or "", "" if one.said_by else one.through or ""), []).append(one)
    return tuple(_tally_of(groups[key], adds_unclear) for key in sorted(groups))


def tally_seen(
    case: Case,
    seen: Sequence[T],
    counts: Callable[[T], Iterable[Count]],
    key: Hashable = (),
    adds_unclear: bool = True,
) -> tuple[Tally, ...]:
    """The tallies of what can be seen on the case's day. What comes from a strand is tallied once for all
    days; ``key`` tells ways of counting the same strand apart."""
    if not isinstance(seen, Sight):
        return tally((one for thing in seen for one in counts(thing)), adds_unclear)
    items = seen.strand.items
    whole: tuple[Tally, ...] = seen.strand.made(
        ("tally", key, adds_unclear), lambda: tally((c for one in items for c in counts(one)), adds_unclear)
    )
    if any(one.steps[-1].day == date.max for one in whole):
        return tally((one for thing in seen for one in counts(thing)), adds_unclear)
    cut = (one.upto(case.day) for one in whole)
    return tuple(one for one in cut if one is not None)


def _tally_of(counts: list[Count], adds_unclear: bool) -> Tally:
    batches: dict[tuple[date, str], float] = {}
    known: set[tuple[float, str]] = set()
    total, added, best = 0.0, 0.0, 0.0
    steps: list[Step] = []
    for one in sorted(counts, key=lambda c: (c.day or date.max, not c.dated, c.claim_id, c.low or 0.0)):
        low, day = max(bounds(one)[0], 0.0), one.day or date.max
        if one.basis == "total" or (one.basis is None and not adds_unclear):
            total = max(total, low)
        elif one.dated or (low, one.of) not in known:
            more = max(low - batches.get((day, one.of), 0.0), 0.0)
            batches[day, one.of] = batches.get((day, one.of), 0.0) + more
            added += more
            known.add((low, one.of))
        best = max(best, total, added)
        steps.append(Step(day, best, one.claim_id))
    is_one = all(is_exact(one) for one in counts)
    return Tally(counts[0].said_by, counts[0].through, tuple(steps), is_one)


def weigh_count(
    case: Case,
    tallies: tuple[Tally, ...],
    owed: Quantity,
    steps: Sequence[Word] = (),
    part: Argument = "",
) -> Standing:
    """The standing of a number owed, by whose count reaches it. Where several sides owe it together,
    the word of every one of them is an acknowledgement of the others'."""
    reasons = tuple(_reason(case, one, owed) for one in tallies) if is_telling() else ()
    reached = [one for one in tallies if one.reached(owed) is not None]
    credible = [one for one in reached if _strength(case, one) == STRENGTH["independent"]]
    own = [one for one in reached if case.voice(one.said_by) == "obligor"]
    if len(case.obligors) > 1 and {case.scene.side_of(one.said_by) for one in own} >= case.obligors:
        credible += own
    args: dict[str, Argument] = {"owed": owed.value, "unit": f"unit:{owed.unit}", "part": part}
    if case.asks("compliance.ask.count_credible", credible, claims_of(credible), **args):
        return _reached(case, credible, owed, reasons, part)
    if case.asks("compliance.ask.count_own", own, claims_of(own), **args):
        return Standing("claimed", rests_on=_names(own), reasons=reasons)
    standing = not_done(case, steps, reasons, part)
    counted = bool(tallies) and standing.phase == "in_progress"
    return replace(standing, rests_on=_names(tallies)) if counted else standing


def _reached(
    case: Case, tallies: list[Tally], owed: Quantity, reasons: tuple[Reason, ...], part: Argument
) -> Standing:
    day = min(found for one in tallies if (found := one.reached(owed)) is not None)
    day = min(day, case.day)
    names = _names(tallies)
    if case.due_on is None or case.asks(
        "compliance.ask.in_time",
        case.in_time(case.due_on, day),
        claims_of(tallies),
        due=case.due_on,
        day=day,
        part=part,
    ):
        return Standing("fulfilled", rests_on=names, reasons=reasons, done_on=day)
    claims = [one.claim_id for one in claims_of(tallies)]
    days, late = delay(case, "compliance.late", case.due_on, day, claims, day=day)
    return Standing("fulfilled_late", days, None, names, (*reasons, late), done_on=day)


def _reason(case: Case, one: Tally, owed: Quantity) -> Reason:
    codes = {"obligor": "own", "outlet": "outlet", "adversary": "outlet"}
    return because(
        f"compliance.count.{codes.get(case.voice(one.said_by), 'credible')}",
        one.claim_ids,
        actor=speaker(one.said_by, one.through),
        count=say_count(one.low, one.low) if one.is_exact else say_count(one.low, None, ">="),
        owed=say_count(owed.value, owed.value, owed.comparator),
        unit=f"unit:{owed.unit}",
        day=on_day(one.steps[-1].day if one.steps[-1].day != date.max else None),
    )


@dataclass(frozen=True)
class Claimed:
    """A claim by its id, for a question that rests on several claims at once."""

    claim_id: str


class HasClaims(Protocol):
    """Whatever rests on several claims: a tally, a flow."""

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims' ids."""


def claims_of(found: Iterable[HasClaims]) -> list[Claimed]:
    """Every claim that any of these rests on; none where nobody asks."""
    if not is_telling():
        return []
    return [Claimed(claim) for one in found for claim in one.claim_ids]


def _strength(case: Case, one: Tally) -> int:
    return STRENGTH[case.voice(one.said_by)]


def _names(tallies: Iterable[Tally]) -> tuple[str, ...]:
    found = {one.said_by or one.through or UNNAMED for one in tallies}
    return tuple(sorted(found - {UNNAMED} or found))
