"""An exchange side by side: what is said that each side received, has held by the other, asked for.

Each speaker's own batches, each with its day; nothing is added up, and no speaker's figure stands for
another's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tregua.model.messages import say
from tregua.model.register import Balance, Count, ReadingBalance
from tregua.registers.pages.asked import Extract
from tregua.reporting.register_words import (
    tell_all_for_all,
    tell_apart,
    tell_batches,
    tell_measure,
    tell_reading,
)
from tregua.web.view import View

_MOST = 60
_KINDS = ("received", "held", "requested", "confirmed")


@dataclass(frozen=True)
class Counted:
    """One speaker's figures, each with its day and the claim it stands in; of many the newest, ``older`` of
    them left out."""

    actor_id: str | None
    figures: tuple[tuple[str, str], ...]
    older: int = 0


@dataclass(frozen=True)
class BalanceOnPage:
    """A balance as a table: a column a side, a row for each kind of count that anybody gives.

    ``readings`` are the same by each reading of who counts; where the figures do not tell these apart,
    ``apart`` says so instead. ``notes`` is what cannot be told by a reading.
    """

    title: str
    outcome: str
    sides: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Counted, ...], ...]], ...]
    unclear: tuple[Counted, ...]
    notes: tuple[str, ...] = ()
    apart: str = ""
    readings: tuple[BalanceOnPage, ...] = ()


def lay_out_balances(asked: Extract, view: View) -> tuple[BalanceOnPage, ...]:
    """The balances on the day, those that are asked for."""
    if not asked.shows("balances"):
        return ()
    found = view.desk.balances(view.moment.on, view.moment.as_of)
    return tuple(_lay_out(one, view) for one in asked.balances(found))


def _lay_out(balance: Balance, view: View) -> BalanceOnPage:
    apart = tell_apart(balance)
    return BalanceOnPage(
        title=view.say(say("register.page.balance", unit=tell_measure(balance.measure))),
        outcome=view.say(tell_all_for_all(balance)) if balance.measure == "prisoner" else "",
        sides=tuple(view.party(side.side) for side in balance.sides),
        rows=_rows(balance, view),
        unclear=_counted(balance.unclear, view),
        apart=view.say(apart) if apart else "",
        readings=() if apart else tuple(_of_reading(one, balance, view) for one in balance.readings),
    )


def _of_reading(reading: ReadingBalance, balance: Balance, view: View) -> BalanceOnPage:
    title, *notes = (view.say(one) for one in tell_reading(reading))
    outcome = say(f"register.all_for_all.{reading.all_for_all}", unit=tell_measure(balance.measure))
    return BalanceOnPage(
        title=title,
        outcome=view.say(outcome) if balance.measure == "prisoner" else "",
        sides=tuple(view.party(side.side) for side in reading.sides),
        rows=_rows(reading, view),
        unclear=_counted(reading.unclear, view),
        notes=tuple(notes),
    )


def _rows(
    balance: Balance | ReadingBalance, view: View
) -> tuple[tuple[str, tuple[tuple[Counted, ...], ...]], ...]:
    found = []
    for kind in _KINDS:
        cells = tuple(_counted(getattr(side, kind), view) for side in balance.sides)
        if any(cells):
            found.append((view.t(f"register.balance.{kind}"), cells))
    return tuple(found)


def _counted(counts: Iterable[Count], view: View) -> tuple[Counted, ...]:
    return tuple(
        Counted(
            actor_id=one.said_by or one.through,
            figures=tuple(
                (view.say(told), batch.claim_id)
                for told, batch in zip(tell_batches(newest), newest.batches, strict=True)
            ),
            older=len(one.batches) - len(newest.batches),
        )
        for one, newest in ((count, _newest(count)) for count in counts)
    )


def _newest(count: Count) -> Count:
    return count.model_copy(update={"batches": count.batches[-_MOST:]})
