"""A hint for an id that is not there: the one that is written most like it."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from tregua.model.messages import Message, say

_CURLY = frozenset("“”„‟‘’‚‛«»")
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
