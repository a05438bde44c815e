"""An exchange side by side: what is said that each side received, has held by the other, asked for.

Each speaker's own batches, each with its day; nothing is added up, and no speaker's figure stands for
another's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tregua.model.messages import say
from tregua.model.register import Balance, Count
from tregua.reporting.register_words import tell_all_for_all, tell_batches, tell_measure
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
    """A balance as a table: a column a side, a row for each kind of count that anybody gives."""

    title: str
    outcome: str
    sides: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Counted, ...], ...]], ...]
    unclear: tuple[Counted, ...]


def lay_out_balances(view: View) -> tuple[BalanceOnPage, ...]:
    """The balances on the day."""
    found = view.desk.balances(view.moment.on, view.moment.as_of)
    return tuple(_lay_out(one, view) for one in found)


def _lay_out(balance: Balance, view: View) -> BalanceOnPage:
    rows = []
    for kind in _KINDS:
        cells = tuple(_counted(getattr(side, kind), view) for side in balance.sides)
        if any(cells):
            rows.append((view.t(f"register.balance.{kind}"), cells))
    return BalanceOnPage(
        title=view.say(say("register.page.balance", unit=tell_measure(balance.measure))),
        outcome=view.say(tell_all_for_all(balance)) if balance.measure == "prisoner" else "",
        sides=tuple(view.party(side.side) for side in balance.sides),
        rows=tuple(rows),
        unclear=_counted(balance.unclear, view),
    )


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
