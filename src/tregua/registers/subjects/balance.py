"""An exchange, side by side: what each speaker says that each side received, and who is still held.

A speaker's batches of different days are its own and may be added up; two speakers' never are, and a running
total stands for itself. Of two figures of one speaker for one day and side neither is preferred: the range
takes in both. What was told again, through another outlet or a day later, is the same batch where its day,
its side and its figure are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Literal

from tregua.agreement.terms import Agreement, Obligation
from tregua.model.bounds import least_given, most_given
from tregua.model.register import Balance, Batch, Count, Owed, ReadingBalance, SideBalance
from tregua.model.standing import Entry
from tregua.registers.checks.differing import figure_of
from tregua.registers.entries.posting import as_written
from tregua.registers.subjects.shares import asks_otherwise, shares_owed
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.steps import split_step

MOVED = ("prisoner", "body")
_FREED = "prisoner"
"""Of whom it is asked whether all were given for all."""
_SAID = {"held": "account.held", "requested": "account.request", "confirmed": "account.confirm"}
_DEAD = ("body", "missing")
"""Units under which the dead are asked for and confirmed; everybody else is alive."""


def balances_on(entries: Iterable[Entry], agreement: Agreement, on: date) -> tuple[Balance, ...]:
    """The balance of prisoners and of bodies on a day, as far as anything is said of either."""
    told = [
        one
        for one in entries
        if one.register_name == "exchanges" and one.is_figure and one.on is not None and one.on <= on
    ]
    parties = tuple(party.id for party in agreement.parties if party.role == "party")
    found = []
    for measure in MOVED:
        whole = _balance(measure, told, parties, agreement)
        if whole is not None:
            readings = tuple(_readings(measure, told, parties, agreement))
            owed = tuple(_owed(measure, told, parties, agreement))
            found.append(whole.model_copy(update={"readings": readings, "owed": owed}))
    return tuple(found)


def _readings(
    measure: str, told: list[Entry], parties: tuple[str, ...], agreement: Agreement
) -> Iterator[ReadingBalance]:
    """A balance for each reading of an exchange of which one tells apart who counts by category."""
    for obligation in agreement.of_kind("exchange"):
        read = [(reading, obligation.under(reading)) for reading in obligation.readings]
        if not any(one.leaves_out or one.counts_only for _, one in read) or not _is_about(
            obligation, measure
        ):
            continue
        for reading, under in read:
            counted = [entry for entry in told if under.may_count(entry.category)]
            found = _balance(measure, counted, parties, agreement, under=under)
            sides = found.sides if found else tuple(SideBalance(side=side) for side in parties)
            unclear = found.unclear if found else ()
            tells = bool(under.leaves_out or under.counts_only)
            yield ReadingBalance(
                reading=reading.id,
                whose=reading.whose,
                obligation_id=obligation.id,
                leaves_out=under.leaves_out,
                counts_only=under.counts_only,
                sides=sides,
                unclear=unclear,
                all_for_all=found.all_for_all if found else "open" if measure == _FREED else None,
                untold=_untold(sides, unclear) if tells else (),
            )


def _owed(measure: str, told: list[Entry], parties: tuple[str, ...], agreement: Agreement) -> Iterator[Owed]:
    """How many are to be given, by the text and, where one asks otherwise, by each reading, held against the
    balance of those who count by it."""
    for obligation in agreement.of_kind("exchange"):
        if not _is_about(obligation, measure):
            continue
        read = [("", obligation)]
        if asks_otherwise(obligation):
            read += [(one.id, obligation.under(one)) for one in obligation.readings]
        for name, under in read:
            counted = [entry for entry in told if under.may_count(entry.category)]
            yield from shares_owed(
                under, name, _balance(measure, counted, parties, agreement), measure, MOVED
            )


def _is_about(obligation: Obligation, measure: str) -> bool:
    act = {"prisoner": "exchange.prisoners", "body": "exchange.bodies"}[measure]
    return not obligation.acts or any(is_a(act, one) for one in obligation.acts)


def _untold(sides: Iterable[SideBalance], unclear: Iterable[Count]) -> tuple[Count, ...]:
    """The figures of which no category is told, but for nobody at all, who is of every category."""
    found = [count for side in sides for name in ("received", *_SAID) for count in getattr(side, name)]
    return tuple(one for one in (*found, *unclear) if not one.category and one.high != 0)


def _balance(
    measure: str,
    told: list[Entry],
    parties: tuple[str, ...],
    agreement: Agreement,
    under: Obligation | None = None,
) -> Balance | None:
    moved = [entry for entry in told if entry.measure == measure]
    counted = [
        entry
        for entry in told
        if is_a(entry.act, "account") and (split_step(entry.measure)[1] in _DEAD) == (measure == "body")
    ]
    if not moved and not counted:
        return None
    sides = tuple(
        SideBalance(
            side=side,
            received=_counts(entry for entry in moved if entry.to == side),
            **{
                name: _last(entry for entry in counted if entry.to == side and is_a(entry.act, act))
                for name, act in _SAID.items()
            },
        )
        for side in parties
    )
    return Balance(
        measure=measure,
        sides=sides,
        unclear=_counts(entry for entry in moved if entry.to not in parties),
        all_for_all=_all_for_all(sides, agreement, under) if measure == _FREED else None,
    )


def _counts(entries: Iterable[Entry]) -> tuple[Count, ...]:
    """What each speaker says was handed over, its batches added."""
    return tuple(_count(said) for said in _by_speaker(entries))


def _last(entries: Iterable[Entry]) -> tuple[Count, ...]:
    """What each speaker said last of how many there are."""
    found = []
    for said in _by_speaker(entries):
        last = max(entry.on or date.min for entry in said)
        found.append(_count([entry for entry in said if entry.on == last]))
    return tuple(found)


def _by_speaker(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Each speaker's figures, those of a category, which are a part, apart from those of the whole."""
    ordered = sorted(
        entries, key=lambda e: (e.speaker, e.category.casefold(), e.on or date.min, e.low or 0.0, e.entry_id)
    )
    return [list(said) for _, said in groupby(ordered, key=lambda e: (e.speaker, e.category.casefold()))]


def _count(said: list[Entry]) -> Count:
    totals = [entry for entry in said if entry.basis == "total"]
    days: dict[date | None, list[Entry]] = {}
    for entry in [one for one in totals if one.on == totals[-1].on] or said:
        same = days.setdefault(entry.on, [])
        if all(figure_of(entry) != figure_of(one) for one in same):
            same.append(entry)
    lows = [_least(entries) for entries in days.values()]
    highs = [_most(entries) for entries in days.values()]
    return Count(
        said_by=said[0].said_by,
        through=None if said[0].said_by else said[0].through,
        category=as_written(said),
        low=sum(low for low in lows if low is not None) if any(low is not None for low in lows) else None,
        high=sum(high for high in highs if high is not None) if None not in highs else None,
        batches=tuple(
            Batch(on=e.on, low=e.low, high=e.high, comparator=e.comparator,
                  entry_id=e.entry_id, claim_id=e.claim_id)
            for entries in days.values() for e in entries
        ),
    )  # fmt: skip


def _least(entries: list[Entry]) -> float | None:
    """The lowest of one day's figures; null where one of them leaves that open."""
    lows = [least_given(entry) for entry in entries]
    return min((low for low in lows if low is not None), default=None) if None not in lows else None


def _most(entries: list[Entry]) -> float | None:
    highs = [most_given(entry) for entry in entries]
    return max((high for high in highs if high is not None), default=None) if None not in highs else None


def _all_for_all(
    sides: tuple[SideBalance, ...], agreement: Agreement, under: Obligation | None
) -> Literal["yes", "no", "open"]:
    """By what the sides themselves say of their own people in the other's hands. Under a reading that leaves
    somebody out, a number without a category says of nobody that he is still held."""
    told = under is not None and bool(under.leaves_out or under.counts_only)
    own = [[one for one in side.held if agreement.side_of(one.said_by) == side.side] for side in sides]
    if any((one.low or 0) > 0 for counts in own for one in counts if one.category or not told):
        return "no"
    if own and all(any(one.high == 0 and not one.category for one in counts) for counts in own):
        return "yes"
    return "open"
