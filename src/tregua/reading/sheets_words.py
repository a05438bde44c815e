"""What a register sheet may say: its columns, and for each register the steps with their words and units.

All of it is data (``lexicon/sheets.yaml``); here it is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from tregua.model.records import Basis
from tregua.model.standing import Register
from tregua.vocabulary.packaged import load_yaml
from tregua.vocabulary.units import UNITS


@dataclass(frozen=True)
class Step:
    """One thing that can be entered: its act, the words for it, the units its figure may have.

    ``unit`` is taken where a row names none; None where it must. ``named``: a unit may stand for the
    step. ``needs`` are columns, each an alternative of several joined by ``|``. ``name`` says what the row's
    name is: a *thing* or a place (the usual), a *holder* of the office whose it is, an *organisation*, or
    what somebody or somewhere is *called*."""

    act: str
    words: tuple[str, ...]
    units: tuple[str, ...]
    unit: str | None
    named: bool
    needs: tuple[str, ...]
    name: str = "thing"

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that a row of this step cannot be without, each an alternative of several joined by
        ``|``: those it needs, and, beside a figure, the unit where none is taken for granted."""
        unit = ("unit",) if self.units and self.unit is None and "unit" not in self.needs else ()
        return (*self.needs, *unit)


@dataclass(frozen=True)
class Sheet:
    """What the sheets of one register hold: its steps in order, and the stance of a row that gives none."""

    register: Register
    steps: tuple[Step, ...]
    stance: str

    def step_of(self, words: str) -> tuple[Step, str | None] | None:
        """The step that ``words`` (as typed) name, and the unit where they name one."""
        plain = simple(words)
        for step in self.steps:
            if plain in step.words or plain == step.act:
                return step, None
        unit = unit_of(words)
        for step in self.steps:
            if unit in step.units and step.named:
                return step, unit
        return None


def simple(text: str) -> str:
    """A word as it is looked up: without case, underscores or double blanks."""
    return " ".join(text.replace("_", " ").casefold().split())


@cache
def sheet_words() -> Mapping[str, Any]:
    """The packaged data."""
    data: dict[str, Any] = load_yaml("lexicon/sheets.yaml")
    return data


@cache
def sheet_of(register: Register) -> Sheet:
    """What a sheet of this register holds."""
    data = sheet_words()["registers"][register]
    needs = tuple(data.get("needs", ()))
    steps = tuple(_step(act, given, needs) for act, given in data["acts"].items())
    return Sheet(register, steps, str(data.get("stance", "says")))


def _step(act: str, given: Mapping[str, Any], needs: tuple[str, ...]) -> Step:
    units = tuple(given.get("units", ()))
    return Step(
        act=act,
        words=tuple(str(word) for word in given["what"]),
        units=units,
        unit=None if given.get("first") == "none" or not units else units[0],
        named=bool(given.get("named", False)),
        needs=(*needs, *given.get("needs", ())),
        name=str(given.get("name", "thing")),
    )


def register_of(text: str) -> Register | None:
    """The register that a word names."""
    known: tuple[Register, ...] = get_args(Register)
    return next((one for one in known if one == simple(text)), None)


@cache
def _roles() -> Mapping[str, str]:
    return {simple(form): role for role, forms in sheet_words()["columns"].items() for form in forms}


def role_of(name: str) -> str | None:
    """What a column of this name holds; None where no column is called so."""
    return _roles().get(simple(name))


@cache
def _unit_forms() -> Mapping[str, str]:
    forms = {simple(form): unit.unit_id for unit in UNITS.values() for form in unit.forms}
    return {**forms, **{unit_id: unit_id for unit_id in UNITS}}


def unit_of(text: str) -> str | None:
    """The unit that the words name, by its id or by a form in print."""
    return _unit_forms().get(simple(text))


def word_of(kind: str, text: str) -> str | None:
    """Which of the ``stances`` or ``bases`` a word is."""
    plain = simple(text)
    found: Iterable[tuple[str, list[str]]] = sheet_words()[kind].items()
    return next((one for one, forms in found if plain == one or plain in forms), None)


def is_organisation(name: str) -> bool:
    """Whether a name tells that it is an organisation's or a unit's: by a number, or by what it is."""
    words = simple(name).replace("-", " ").split()
    known = sheet_words()["organisations"]
    return any(word in known or any(one.isdigit() for one in word) for word in words)


def basis_of(text: str) -> Basis | None:
    """Whether the words tell a figure for a period or a running total; None where they tell neither."""
    known: tuple[Basis, ...] = get_args(Basis)
    found = word_of("bases", text)
    return next((one for one in known if one == found), None)
