"""How much is owed, of what, and how far away: quantities, weapons by class, distances from a line."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from tregua.model.records import Record

Comparison = Literal["=", "~", "<", "<=", ">", ">="]
_BOUNDS = {"=": "exact", "~": "exact", "<": "ceiling", "<=": "ceiling", ">": "floor", ">=": "floor"}
_COMPARATORS = {"exact": "=", "ceiling": "<=", "floor": ">="}


class Quantity(Record):
    """How much is owed. ``bound`` and ``comparator`` say the same thing; either may be written.

    ``bound`` is what a level is held against: an ``exact`` number, a ``ceiling``, a ``floor``.
    ``per`` makes it a flow: so many in each such duration (ISO 8601).
    """

    value: float
    bound: Literal["exact", "ceiling", "floor"] = "exact"
    comparator: Comparison = "="
    unit: str
    per: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_from_the_other(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        bound, comparator = given.get("bound"), given.get("comparator")
        if "bound" not in given and isinstance(comparator, str) and comparator in _BOUNDS:
            return {**given, "bound": _BOUNDS[comparator]}
        if "comparator" not in given and isinstance(bound, str) and bound in _COMPARATORS:
            return {**given, "comparator": _COMPARATORS[bound]}
        return given

    @property
    def is_consistent(self) -> bool:
        """Whether bound and comparator say the same."""
        return _BOUNDS[self.comparator] == self.bound


class Calibre(Record):
    """A limit on calibre in millimetres: ``{comparator: '>=', mm: 100}``."""

    comparator: Comparison = ">="
    mm: float

    def holds(self, mm: float) -> bool:
        """Whether a calibre falls under the limit."""
        match self.comparator:
            case "<":
                return mm < self.mm
            case "<=":
                return mm <= self.mm
            case ">":
                return mm > self.mm
            case ">=":
                return mm >= self.mm
            case _:
                return mm == self.mm


class Weapons(Record):
    """Which weapons are meant: classes or types of :mod:`tregua.vocabulary.weapons`, and calibre."""

    classes: tuple[str, ...] = ()
    calibre: Calibre | None = None


class Distance(Record):
    """At least ``km`` away from a line. ``baselines``: for each obligor, the zone it is measured from,
    because two sides may count from different lines."""

    km: float
    baselines: dict[str, str]
