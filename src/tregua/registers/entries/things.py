"""What a word is of: a place, or a thing with a name of its own.

A thing that the accord draws is one thing, by whichever of its names it was called.
"""

from __future__ import annotations

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry
from tregua.registers.entries.posting import LineKey


def things_of(entry: Entry | LineKey, agreement: Agreement) -> tuple[str, ...]:
    """The ids of the places that an entry, or a line, is of; where it names a thing, that alone: the place's
    id of what the accord draws under this name, else the name."""
    if not entry.about:
        return tuple(dict.fromkeys(entry.place_ids))
    return (agreement.drawn.get(" ".join(entry.about.casefold().split()), entry.about),)
