"""What is counted: unit ids with the forms they take in print.

``serviceman`` stands for soldiers, troops and peacekeepers alike; two figures can be compared only
when they share a unit id.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tregua.model.records import Record
from tregua.vocabulary.packaged import load_yaml
from tregua.vocabulary.tokens import FormTable, Token


class Unit(Record):
    """One unit: its id, the singular and plural shown, and further forms found in print."""

    unit_id: str
    singular: str
    plural: str
    forms: tuple[str, ...] = ()


def _load() -> Mapping[str, Unit]:
    table = load_yaml("lexicon/units.yaml")
    return MappingProxyType(
        {
            unit_id: Unit(unit_id=unit_id, singular=forms[0], plural=forms[1], forms=tuple(forms))
            for unit_id, forms in table.items()
        }
    )


UNITS: Mapping[str, Unit] = _load()

_FORMS: FormTable[str] = FormTable((form, unit.unit_id) for unit in UNITS.values() for form in unit.forms)


def unit_at(tokens: list[Token], at: int, text: str) -> tuple[int, str] | None:
    """How many words from ``tokens[at]`` name a unit, and which; None where none does."""
    return _FORMS.longest(tokens, at, text)


#: Units of time: a count of these is a duration.
DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})

#: Units whose figures count human beings.
PEOPLE = frozenset(
    {
        "serviceman", "personnel", "officer", "observer", "journalist", "official", "returnee", "civilian",
        "displaced", "refugee", "person", "prisoner", "killed", "wounded", "missing", "voter",
    }
)  # fmt: skip
