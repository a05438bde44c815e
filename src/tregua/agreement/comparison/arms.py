"""Which weapons a text names: classes and calibres."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tregua.agreement.comparison.words import load_words
from tregua.agreement.terms import Obligation
from tregua.vocabulary.weapons import WEAPONS, is_of_class

_MM = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)[ -]?(?:mm|millimet(?:re|er)s?)(?!\w)")
_LEAD = 14
_TWO = 2


@dataclass(frozen=True, slots=True)
class Calibred:
    """A calibre that a text prints: millimetres, ``>``, ``>=`` or ``=`` (none said), and where it stands."""

    mm: float
    comparator: str
    start: int
    end: int


def calibres_in(flat: str) -> tuple[Calibred, ...]:
    """The calibres that folded text prints."""
    words, listed = load_words(), []
    for match in _MM.finditer(flat):
        lead, tail = flat[max(0, match.start() - _LEAD) : match.start()], flat[match.end() :]
        comparator = "="
        if words.finds("calibre_over", lead):
            comparator = ">"
        elif words.finds("calibre_least", lead) or words.patterns["calibre_upward"].match(tail.lstrip(" ,")):
            comparator = ">="
        listed.append(Calibred(float(match[1]), comparator, match.start(), match.end()))
    return tuple(listed)


def classes_in(flat: str) -> frozenset[str]:
    """The classes and types of weapons that folded text names, by id."""
    return frozenset(name for name, pattern in _forms() if pattern.search(flat))


def are_others(flat: str, obligation: Obligation, others: Sequence[Obligation]) -> bool:
    """Whether a text names the weapons of one of ``others``, by class or calibre, and none of the
    obligation's own."""
    if obligation.weapons is None:
        return False
    classes = classes_in(flat)
    rest = [one for one in others if one.id != obligation.id and one.weapons is not None]
    if names_them(flat, obligation):
        return False
    if any(_names_class(classes, one) for one in rest):
        return True
    told = {one.mm for one in calibres_in(flat)}
    return any(told & _calibre(one) for one in rest)


def tells_of_arms(flat: str) -> bool:
    """Whether a text names weapons, of a class, of a calibre or in general."""
    return bool(load_words().finds("weapons", flat) or calibres_in(flat) or classes_in(flat))


def names_them(flat: str, obligation: Obligation) -> bool:
    """Whether a text names the obligation's own weapons by class or calibre."""
    told = {one.mm for one in calibres_in(flat)}
    return _names_class(classes_in(flat), obligation) or bool(told & _calibre(obligation))


def own_part(flat: str, ends: Sequence[int], obligation: Obligation, others: Sequence[Obligation]) -> str:
    """Of text that gives several lengths, ending at ``ends``, the part that tells of the obligation's own
    weapons: by their class, else by a calibre that no other's class goes with. The weapons stand before their
    length (*guns 25 km, launchers 50 km*) or after it (*25 km for guns, 50 for launchers*). Empty where no
    part is its own, and the whole text where there is one length or no weapons are told apart."""
    if len(ends) < _TWO or obligation.weapons is None:
        return flat
    first = re.search(r"\d", flat)
    leading = tells_of_arms(flat[: first.start()] if first else flat) or bool(calibres_in(flat[: ends[0]]))
    cuts = [0, *ends[:-1]] if leading else [0, *ends]
    parts = [flat[one:two] for one, two in zip(cuts, [*cuts[1:], len(flat)], strict=True)]
    if not leading:
        parts = parts[1:]
    by_class = [part for part in parts if _names_class(classes_in(part), obligation)]
    rest = [one for one in others if one.id != obligation.id and one.weapons is not None]
    by_calibre = [
        part
        for part in parts
        if {one.mm for one in calibres_in(part)} & _calibre(obligation)
        and not any(_names_class(classes_in(part), one) for one in rest)
    ]
    told = any(classes_in(part) or calibres_in(part) for part in parts)
    own = set(obligation.weapons.classes)
    by_class.sort(key=lambda part: -len(classes_in(part) & own))
    return (by_class or by_calibre or ([""] if told else [flat]))[0]


def _names_class(told: frozenset[str], obligation: Obligation) -> bool:
    own = obligation.weapons.classes if obligation.weapons else ()
    return any(is_of_class(one, own) or any(is_of_class(mine, (one,)) for mine in own) for one in told)


def _calibre(obligation: Obligation) -> set[float]:
    weapons = obligation.weapons
    return {weapons.calibre.mm} if weapons and weapons.calibre else set()


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            name,
            re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form.lower()) for form in weapon.forms)})s?(?!\w)"),
        )
        for name, weapon in WEAPONS.items()
        if weapon.forms
    )
