"""What is wrong with the cells of a register sheet: told with its line and column, of each cell once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

from tregua.model.errors import BadRow, Where
from tregua.model.messages import Argument, say
from tregua.reading.sheets_cells import NotRead
from tregua.reading.sheets_layout import Cell

T = TypeVar("T")
_SHOWN = 60


class Checked:
    """The faults of one row, of each of its cells the first."""

    def __init__(self) -> None:
        self.faults: list[BadRow] = []

    def __call__(self, read: Callable[[], T]) -> T | None:
        """What ``read`` gives; None where it finds a fault, which is kept."""
        try:
            return read()
        except BadRow as fault:
            if all(fault.where.field != other.where.field for other in self.faults):
                self.faults.append(fault)
            return None


def taken(cell: Cell, name: str, read: Callable[[str], T]) -> T:
    """What ``read`` makes of a cell of the file ``name``. Raises BadRow with the code of its NotRead."""
    try:
        return read(cell.text)
    except NotRead as error:
        refuse(str(error), cell, name)


def kept(read: Callable[[str], T]) -> Callable[[str], T]:
    """The same few stand in row after row: each is read once, and what cannot be read is refused once."""
    found: dict[str, T] = {}
    missed: dict[str, str] = {}

    def once(text: str) -> T:
        if text in missed:
            raise NotRead(missed[text])
        if text not in found:
            try:
                found[text] = read(text)
            except NotRead as error:
                missed[text] = str(error)
                raise
        return found[text]

    return once


def refuse(code: str, cell: Cell, name: str, **args: Argument) -> NoReturn:
    """Raises BadRow with a cell's text, its line and its column."""
    shown = cell.text if len(cell.text) <= _SHOWN else f"{cell.text[: _SHOWN - 1]}…"
    raise BadRow(say(code, value=shown, **args), Where(file=name, line=cell.line, field=cell.field))
