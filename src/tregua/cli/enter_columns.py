"""``enter --columns``: what can be entered; of all registers at a glance, of one as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from tregua.cli.layout import Row, Sheet
from tregua.cli.show import print_json, print_table, word
from tregua.model.columns import ColumnAnswer, ColumnsAnswer, StepAnswer
from tregua.model.standing import OF_PERSONS, Register
from tregua.reading.sheets_words import Step, sheet_of, sheet_words
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names

_COMMON = ("what", "figure", "place", "whose", "name", "day", "said_by", "published")
"""The columns that most rows have."""
_COUNTS = frozenset({"figure", "unit", "basis"})
_OF_PERSONS = frozenset({"person", "born"})


def print_overview() -> None:
    """A line for each register, the columns that most rows have, and the names of the others."""
    rows = [
        (register, ", ".join(step.words[0] for step in sheet_of(register).steps))
        for register in get_args(Register)
    ]
    print_table(word("cli.enter.registers"), ("register", "what"), rows)
    print_table(
        word("cli.enter.common"), ("name", "meaning"), [(_name(role), _help(role)) for role in _COMMON]
    )
    others = tuple(_name(role) for role in sheet_words()["columns"] if role not in (*_COMMON, "register"))
    Sheet().line(word("cli.enter.others", columns=others), indent=2)


def print_json_columns(registers: Iterable[Register]) -> None:
    """The same of each of these registers, for programs."""
    print_json([_answer(register).model_dump(mode="json") for register in registers])


def _answer(register: Register) -> ColumnsAnswer:
    forms = sheet_words()["columns"]
    names = {role: forms[role][0] for role in forms}
    return ColumnsAnswer(
        register_name=register,
        steps=tuple(
            StepAnswer(
                act=step.act,
                words=step.words,
                units=step.units,
                unit=step.unit,
                needs=tuple(tuple(names[one] for one in need.split("|")) for need in step.needs),
            )
            for step in sheet_of(register).steps
        ),
        columns=tuple(
            ColumnAnswer(name=names[role], also=tuple(forms[role][1:]), meaning=_help(role, register))
            for role in _columns_of(register)
        ),
    )


def print_columns(register: Register) -> None:
    """The steps of a register, with words and units, and all the columns that its sheet may have."""
    print_table(
        word("cli.enter.steps", register=register),
        ("what", "act", "unit", "needs"),
        list(_steps(sheet_of(register).steps)),
        whole=("act",),
    )
    rows = [(_name(role), _help(role, register)) for role in _columns_of(register)]
    print_table(word("cli.enter.columns"), ("name", "meaning"), rows)


def _steps(steps: tuple[Step, ...]) -> Iterator[Row]:
    """A row for each step. Units that an earlier step has, too, are not told again."""
    renderer = Renderer(Catalogue.load(), Names())
    told: dict[tuple[str, ...], str] = {}
    for step in steps:
        units = ", ".join(renderer.unit(unit) for unit in step.units)
        if step.units in told and len(step.units) > 1:
            units = word("cli.enter.units_as", step=told[step.units])
        told.setdefault(step.units, step.words[0])
        yield ", ".join(step.words), step.act, units, _needed(step)


def _needed(step: Step) -> str:
    """The columns that a row of this step cannot be without."""
    return ", ".join(
        word("form.unit.needed") if need == "unit" else "/".join(_name(one) for one in need.split("|"))
        for need in step.required
    )


def _columns_of(register: Register) -> tuple[str, ...]:
    """The columns that mean something in a register, those that most rows have first."""
    left = frozenset() if any(step.units for step in sheet_of(register).steps) else _COUNTS
    left |= frozenset() if register in OF_PERSONS else _OF_PERSONS
    common = tuple(role for role in _COMMON if role not in left)
    return (*common, *(role for role in sheet_words()["columns"] if role not in left.union(common)))


def _name(role: str) -> str:
    return word(f"sheet.column.{role}.name")


def _help(role: str, register: Register | None = None) -> str:
    """What goes into a column; in this register, where that is told."""
    known = Catalogue.load().template
    own = f"form.help.{role}.{register}"
    return word(own if register and known(own) is not None else f"sheet.column.{role}")
