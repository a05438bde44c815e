"""The fields of a register's form, made from what its sheet takes, with what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tregua.model.errors import TreguaError
from tregua.model.messages import Message
from tregua.model.standing import OF_PERSONS, Register
from tregua.model.tiers import OF_DELEGATION, Tier
from tregua.reading.sheets_words import Sheet, role_of, sheet_of, sheet_words
from tregua.web.view import View

Kind = Literal["text", "choice", "day", "long"]
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("what", ("what", "figure", "unit", "basis", "category", "name")),
    ("person", ("person", "born")),
    ("where", ("place", "whose", "to")),
    ("when", ("day", "since", "until")),
    ("word", ("said_by", "through", "published", "stance")),
    ("more", ("note", "tier")),
)
WITHHELD = frozenset({"person", "born"})
"""What must not stand in an address."""
_DAYS = frozenset({"day", "since", "until", "published"})
_SUGGESTED = {"place": "places", "whose": "actors", "to": "actors", "said_by": "actors", "through": "outlets"}
_COUNTS = frozenset({"figure", "unit", "basis"})
"""What a register in which nothing is counted does not ask."""
_ALWAYS = frozenset({"what", "said_by"})
_STANCES = ("says", "denies", "plans", "demands")
HOURS = "_hour"
"""What the name of the field beside a day ends with: its hour and minute."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, in the words of the command line, and what to do."""

    message: str
    advice: str
    line: int | None = None
    field: str = ""


@dataclass(frozen=True)
class Field:
    """One field: what it holds, its words, its choices (value and words), what was typed, what is wrong.
    ``help`` is what goes there in this register."""

    role: str
    kind: Kind
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    suggested: str = ""
    needed: bool = False
    faults: tuple[Fault, ...] = ()
    hour: str = ""
    help: str = ""


@dataclass(frozen=True)
class Group:
    """Fields that belong together."""

    name: str
    fields: tuple[Field, ...]


def roles() -> tuple[str, ...]:
    """Everything a form may send of a row."""
    return tuple(role for role in sheet_words()["columns"] if role != "register")


def read_cells(sent: Mapping[str, str]) -> dict[str, str]:
    """The row that a form sends: its cells by what they hold; a day with its hour is one cell."""
    cells = {role: sent.get(role, "").strip() for role in roles()}
    for role in _DAYS:
        hour = sent.get(f"{role}{HOURS}", "").strip()
        if hour and cells[role] and "T" not in cells[role]:
            cells[role] = f"{cells[role]}T{hour}"
    return {role: text for role, text in cells.items() if text}


def lay_out_form(
    register: Register, cells: Mapping[str, str], faults: Sequence[TreguaError], view: View
) -> tuple[tuple[Group, ...], tuple[Fault, ...]]:
    """The form's fields in groups, and the faults that stand at none of them."""
    sheet = sheet_of(register)
    by_role: dict[str, list[Fault]] = {}
    for one in faults:
        told = replace(tell_fault(one, view), line=None)  # a form has none
        by_role.setdefault(role_of(one.where.field or "") or "", []).append(told)
    typed = {*cells, *by_role}
    left = frozenset() if any(step.units for step in sheet.steps) else _COUNTS - typed
    groups = tuple(
        Group(
            name,
            tuple(
                _field(role, sheet, cells, by_role.pop(role, []), view)
                for role in members
                if role not in left
            ),
        )
        for name, members in _GROUPS
        if name != "person" or register in OF_PERSONS
    )
    return groups, tuple(fault for rest in by_role.values() for fault in rest)


def tell_fault(error: TreguaError, view: View) -> Fault:
    """An error in words, with its line and field."""
    message = error.message
    advice = Message(code=f"{message.code}.do", args=message.args)
    known = view.renderer.catalogue.template(advice.code) is not None
    return Fault(
        view.say(message), view.say(advice) if known else "", error.where.line, error.where.field or ""
    )


def _field(role: str, sheet: Sheet, cells: Mapping[str, str], faults: Iterable[Fault], view: View) -> Field:
    value = cells.get(role, "")
    needed = role in _ALWAYS or role in sheet_needs(sheet)
    told = _help(role, sheet.register, view)
    if role in _DAYS:
        day, _, hour = value.partition("T")
        return Field(role, "day", day, needed=needed, faults=tuple(faults), hour=hour, help=told)
    if role == "stance":
        value = value or sheet.stance
    choices = _choices(role, sheet, value, view)
    kind: Kind = "choice" if choices else "long" if role == "note" else "text"
    return Field(role, kind, value, choices, _SUGGESTED.get(role, ""), needed, tuple(faults), help=told)


def _help(role: str, register: Register, view: View) -> str:
    """What goes into a field: in this register, else in any form, else in any sheet."""
    codes = (f"form.help.{role}.{register}", f"form.help.{role}")
    known = (code for code in codes if view.renderer.catalogue.template(code) is not None)
    return view.t(next(known, f"sheet.column.{role}"))


def sheet_needs(sheet: Sheet) -> tuple[str, ...]:
    """What no row of this register can be without, besides what it is and whose word."""
    first, *others = [set(step.needs) for step in sheet.steps]
    return tuple(sorted(first.intersection(*others)))


def _choices(role: str, sheet: Sheet, value: str, view: View) -> tuple[tuple[str, str], ...]:
    """What a field may be; empty where it is free. What was typed and is none of them stays."""
    if role == "what":
        found = [("", view.t("form.choose")), *((one.words[0], one.words[0]) for one in sheet.steps)]
        step = sheet.step_of(value)
        if step and value in (*step[0].words, step[0].act):
            value = step[0].words[0]
    elif role == "unit":
        units = dict.fromkeys(unit for step in sheet.steps for unit in step.units)
        named = sorted(((one, view.renderer.unit(one)) for one in units), key=lambda one: one[1])
        found = [("", view.t("form.unit.of_step")), *named]
    elif role == "basis":
        found = [("", view.t("form.basis.untold")), ("that day", view.t("form.basis.period"))]
        found.append(("total", view.t("form.basis.total")))
    elif role == "stance":
        found = [(one, view.t(f"form.stance.{one}")) for one in _STANCES]
    elif role == "tier":
        named = [(one, _tier(one, view)) for one in view.desk.agreement.tiers]
        found = [("", view.t("form.tier.untold")), *named]
    else:
        return ()
    if value and value not in {one for one, _ in found}:
        found.append((value, value))
    return tuple(found)


def _tier(tier: Tier, view: View) -> str:
    if not tier.startswith(OF_DELEGATION):
        return view.t(f"form.tier.{tier}")
    whose = tier.removeprefix(OF_DELEGATION)
    seated = {one.id.casefold(): one.name for one in view.desk.agreement.delegations}
    return view.t("form.tier.delegation", delegation=seated.get(whose) or f"party:{whose}")


def what_is_taken(register: Register, view: View) -> tuple[tuple[str, str, str], ...]:
    """The steps of a register: the words for each, its units, and what it cannot be without."""
    return tuple(
        (
            ", ".join(step.words),
            ", ".join(view.renderer.unit(unit) for unit in step.units),
            ", ".join(_need(one, view) for one in step.required),
        )
        for step in sheet_of(register).steps
    )


def _need(need: str, view: View) -> str:
    if need == "unit":
        return view.t("form.unit.needed")
    return view.t("form.or").join(view.t(f"sheet.column.{one}.name") for one in need.split("|"))


def words_of(register: Register) -> tuple[str, ...]:
    """What can be entered into a register, a word or two each."""
    return tuple(step.words[0] for step in sheet_of(register).steps)
