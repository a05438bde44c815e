"""Weapons by class and type, with their calibre where the type has one.

Sources: calibres as commonly published for these types. A weapon id may carry a calibre of its own
where only that is known: ``artillery@122`` is some gun or howitzer of 122 millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tregua.model.records import Record
from tregua.vocabulary.packaged import load_yaml


class Weapon(Record):
    """One class or type: its dotted id, what it is, its calibre, and the forms found in print."""

    weapon_id: str
    gloss: str
    mm: float | None = None
    forms: tuple[str, ...] = ()


def _load() -> Mapping[str, Weapon]:
    table = load_yaml("lexicon/weapons.yaml")
    return MappingProxyType({name: Weapon(weapon_id=name, **fields) for name, fields in table.items()})


WEAPONS: Mapping[str, Weapon] = _load()


def calibre_of(weapon_id: str) -> float | None:
    """The calibre in millimetres: what the id itself says, else the type's; None where unknown."""
    name, at, mm = weapon_id.partition("@")
    if at:
        return float(mm)
    known = WEAPONS.get(name)
    return known.mm if known else None


def is_of_class(weapon_id: str, classes: Iterable[str]) -> bool:
    """Whether a weapon is of one of ``classes`` or of a type below it."""
    name = weapon_id.partition("@")[0]
    return any(name == one or name.startswith(one + ".") for one in classes)
