"""An exchange side by side: what is said that each side received, has held by the other, asked for.

Each speaker's own batches, each with its day; nothing is added up, and no speaker's figure stands for
another's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tregua.model.messages import say
from tregua.model.register import Balance, Count, Owed, ReadingBalance
from tregua.registers.pages.asked import Extract
from tregua.reporting.owed_words import tell_owed
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

    ``readings`` are what differs by each reading of who counts: rows that are other than here, and an outcome
    where that is another; ``same`` names the rows that are as here. Where the figures do not tell them apart,
    ``apart`` says so instead. ``asked`` is how many the agreement asks for, in words. ``notes``
    is what cannot be told by a reading: of all, here.
    """

    title: str
    outcome: str
    sides: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Counted, ...], ...]], ...]
    unclear: tuple[Counted, ...]
    notes: tuple[str, ...] = ()
    apart: str = ""
    same: tuple[str, ...] = ()
    readings: tuple[BalanceOnPage, ...] = ()
    asked: tuple[tuple[Owed, str], ...] = ()


def lay_out_balances(asked: Extract, view: View) -> tuple[BalanceOnPage, ...]:
    """The balances on the day, those that are asked for."""
    if not asked.shows("balances"):
        return ()
    found = view.desk.balances(view.moment.on, view.moment.as_of)
    return tuple(_lay_out(one, view) for one in asked.balances(found))


def _lay_out(balance: Balance, view: View) -> BalanceOnPage:
    apart, outcome = tell_apart(balance), tell_all_for_all(balance)
    whole = BalanceOnPage(
        title=view.say(say("register.page.balance", unit=tell_measure(balance.measure))),
        outcome=view.say(outcome) if outcome else "",
        sides=tuple(view.party(side.side) for side in balance.sides),
        rows=_rows(balance, view),
        unclear=_counted(balance.unclear, view),
        apart=view.say(apart) if apart else "",
        asked=tuple((one, view.say(tell_owed(one, balance))) for one in balance.owed),
    )
    if apart:
        return whole
    found = [_of_reading(one, whole, view) for one in balance.readings]
    of_all = (
        tuple(note for note in found[0].notes if all(note in one.notes for one in found)) if found else ()
    )
    own = (replace(one, notes=tuple(note for note in one.notes if note not in of_all)) for one in found)
    return replace(whole, readings=tuple(own), notes=of_all)


def _of_reading(reading: ReadingBalance, whole: BalanceOnPage, view: View) -> BalanceOnPage:
    """What this reading counts otherwise than all figures together."""
    title, *notes = (view.say(one) for one in tell_reading(reading))
    told = tell_all_for_all(reading)
    outcome = view.say(told) if told else ""
    mine, none = dict(_rows(reading, view)), ((),) * len(whole.sides)
    rows = [(label, mine.get(label, none)) for label, cells in whole.rows if mine.get(label) != cells]
    same = [label for label, cells in whole.rows if mine.get(label) == cells]
    unclear, neither = _counted(reading.unclear, view), view.t("register.balance.unclear")
    if unclear == whole.unclear:
        same += [neither] if unclear else []
    elif not unclear:
        rows.append((neither, none))
    return BalanceOnPage(
        title=title,
        outcome=outcome if outcome != whole.outcome else "",
        sides=whole.sides,
        rows=tuple(rows),
        unclear=unclear if unclear != whole.unclear else (),
        notes=tuple(notes),
        same=tuple(same),
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
