"""What a sheet of a register takes, as it is given to programs."""

from __future__ import annotations

from tregua.model.records import Record
from tregua.model.standing import Register


class StepAnswer(Record):
    """One thing that can be entered: the ``words`` for it under ``what``, the units that its figure may have
    and the one taken where a row names none (None: it must name one, or nothing is counted). ``needs`` are
    the columns that a row cannot be without beside ``what`` and whose word it is, each a choice of one or
    several."""

    act: str
    words: tuple[str, ...]
    units: tuple[str, ...] = ()
    unit: str | None = None
    needs: tuple[tuple[str, ...], ...] = ()


class ColumnAnswer(Record):
    """A column by its usual name, the other names that are read as it, and what goes into it."""

    name: str
    also: tuple[str, ...] = ()
    meaning: str


class ColumnsAnswer(Record):
    """``tregua enter REGISTER --columns --json``: the steps of a register and the columns of its sheet.
    Without a register, a list of these, one for each."""

    register_name: Register
    steps: tuple[StepAnswer, ...]
    columns: tuple[ColumnAnswer, ...]
