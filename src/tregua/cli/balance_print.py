"""The balance of an exchange as people read it, and the same by each reading of who counts."""

from __future__ import annotations

from tregua.cli.layout import Row, Sheet
from tregua.model.messages import say
from tregua.model.register import Balance, Count, ReadingBalance
from tregua.reporting.letters import capital
from tregua.reporting.messages import Renderer
from tregua.reporting.register_words import (
    tell_all_for_all,
    tell_apart,
    tell_batches,
    tell_reading,
    tell_speakers,
)

_INDENT = 2
_KINDS = ("received", "held", "requested", "confirmed")


def balance_rows(renderer: Renderer, balance: Balance | ReadingBalance) -> list[Row]:
    """A row for each speaker's count: of which side, of what, the figures one below the other, whose."""
    rows: list[Row] = [
        (renderer.value(f"party:{side.side}"), _told(renderer, kind), *_cells(renderer, count))
        for side in balance.sides
        for kind in _KINDS
        for count in getattr(side, kind)
    ]
    return rows + [("", _told(renderer, "unclear"), *_cells(renderer, count)) for count in balance.unclear]


def write_readings(sheet: Sheet, renderer: Renderer, balance: Balance) -> None:
    """A balance for each reading, where anybody tells of what sort those counted are; else that the readings
    cannot be told apart."""
    apart = tell_apart(balance)
    if apart is not None:
        sheet.line()
        sheet.line(renderer.text(apart), indent=_INDENT)
        return
    for reading in balance.readings:
        first, *more = (renderer.text(one) for one in tell_reading(reading))
        sheet.line()
        sheet.line(first, "bold", indent=_INDENT)
        rows = balance_rows(renderer, reading)
        if rows:
            sheet.rows(rows, sheet.widths(rows, _INDENT), _INDENT, ("bold", "dim", "", ""))
        for told in more:
            sheet.line(told, "dim", indent=_INDENT)
        if outcome := tell_all_for_all(reading):
            sheet.line(renderer.text(outcome), indent=_INDENT)


def _told(renderer: Renderer, kind: str) -> str:
    return renderer.text(say(f"register.balance.{kind}"))


def _cells(renderer: Renderer, count: Count) -> tuple[str, str]:
    figures = "\n".join(renderer.text(one) for one in tell_batches(count))
    speakers = renderer.text(tell_speakers([count]))
    return figures, capital(speakers)
