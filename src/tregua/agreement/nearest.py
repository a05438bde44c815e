"""A hint for an id that is not there: the one that is written most like it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

from tregua.model.messages import Message, say
from tregua.vocabulary.units import UNITS

_CURLY = frozenset("“”„‟‘’‚‛«»")
_OFFSET = re.compile(r"(UTC|GMT|Z)? ?[-+]?[0-9]{1,2}(:?[0-9]{2})?\Z", re.IGNORECASE)
_FEW = 12
_LONG = 200


def hint(given: str, known: Collection[str], few: int = _FEW) -> Message:
    """What to say of ``given`` that is none of ``known``: curly quotes in it, the nearest, or the few
    there are (at most ``few``; 0 where they are told anyway)."""
    if _CURLY & set(given):
        return say("accord.hint.curly")
    near = difflib.get_close_matches(given, sorted(known), n=1, cutoff=0.6) if len(given) < _LONG else []
    if near:
        return say("accord.hint.nearest", nearest=near[0])
    if known and len(known) <= few:
        return say("accord.hint.known", known=tuple(sorted(known)))
    return say("accord.hint.none")


def hint_unit(given: str) -> Message:
    """What to say of a word that is no unit: the unit of which it is a form in print (*soldiers*), or the
    one that is written most like it."""
    forms = {form.casefold(): unit.unit_id for unit in UNITS.values() for form in unit.forms}
    word = given.casefold().replace("-", " ").replace("_", " ")
    if meant := forms.get(word) or forms.get(f"{word}s"):
        return say("accord.hint.meant", nearest=meant)
    return hint(given, UNITS, few=0)


def hint_time_zone(given: str, known: Collection[str]) -> Message:
    """What to say of a word that is no time zone. An offset has no nearest: places keep different ones."""
    if _OFFSET.match(given):
        return say("accord.hint.offset")
    return hint(given, known)
