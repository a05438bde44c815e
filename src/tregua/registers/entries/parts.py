"""Part of a register: some of its lines, some of its days. What is asked of a part is what can be answered
without reading the whole, where the entries are kept by their voices; :class:`InHand` answers the same of
entries in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from tregua.model.standing import Entry, Register
from tregua.registers.entries.posting import LineKey, Posting
from tregua.registers.entries.posting import last_words as last_words_of


class Voice(NamedTuple):
    """One speaker on one line, what it tells as so apart from what is only meant."""

    line: LineKey
    speaker: str
    meant: bool


class Dated(NamedTuple):
    """An entry and the day from which its register's pages show it (ISO; empty where it has none)."""

    day: str
    entry: Entry


class Part(NamedTuple):
    """Entries of ``register`` seen from a day from ``first`` to ``last``, both included; those without any
    day belong to it where ``first`` is None. ``wants``: only of the voices that it says yes to; ``told``:
    only what is told as so or denied, no plans and demands; ``reaching``: also the stretches that began
    before ``first`` and reach it."""

    register: Register
    first: date | None = None
    last: date | None = None
    wants: Callable[[Voice], bool] | None = None
    told: bool = False
    reaching: bool = False


class Entered(Protocol):
    """What is entered, as known at one moment."""

    def last_words(self, register: Register, on: date) -> tuple[Posting, ...]:
        """What a page needs: of each voice the entries of its last day up to ``on``, and the
        stretches that speak of that day."""

    def take(self, part: Part) -> tuple[Dated, ...]:
        """The entries of the part, without order."""

    def count(self, part: Part) -> int:
        """How many there are."""

    def newest(self, part: Part, start: int, length: int) -> tuple[Dated, ...]:
        """The last ``length`` of the part in order of day and id, the newest first, after the ``start``
        newest."""

    def day_after(self, part: Part, length: int) -> date | None:
        """The day of the entry that is ``length`` entries on in order of day; None where there are fewer.
        Those without any day do not count, nor do stretches that only reach the part."""

    def days(self, part: Part, length: int, *, last_first: bool = False) -> tuple[date, ...]:
        """The first ``length`` days of which something is entered, ascending; or the last, descending. A
        stretch counts with its first."""

    def voices(self, part: Part) -> Mapping[Voice, int]:
        """Who speaks on what line, with how many entries have a day."""

    def newest_figures(self, part: Part, each: int) -> Mapping[Voice, tuple[Dated, ...]]:
        """Of each voice its last ``each`` figures told as facts, in order of day and id."""

    def last_figures(self, part: Part) -> tuple[Dated, ...]:
        """Of each voice every figure told as a fact of the last day of which it told one, without order;
        stretches that only reach the part are not asked."""


class InHand:
    """The same of postings in hand, in the order in which they came."""

    def __init__(self, postings: Iterable[Posting]) -> None:
        self._postings = list(postings)

    def last_words(self, register: Register, on: date) -> tuple[Posting, ...]:
        """See :class:`Entered`."""
        return tuple(last_words_of(self._of(Part(register)), on))

    def take(self, part: Part) -> tuple[Dated, ...]:
        """See :class:`Entered`."""
        return tuple(Dated(one.day, one.entry) for one in self._of(part))

    def count(self, part: Part) -> int:
        """See :class:`Entered`."""
        return len(self._of(part))

    def newest(self, part: Part, start: int, length: int) -> tuple[Dated, ...]:
        """See :class:`Entered`."""
        ordered = sorted(self.take(part), key=lambda one: (one.day, one.entry.entry_id))
        return tuple(ordered[::-1][start : start + length])

    def day_after(self, part: Part, length: int) -> date | None:
        """See :class:`Entered`."""
        days = sorted(one.day for one in self._of(part._replace(reaching=False)) if one.day)
        return date.fromisoformat(days[length]) if length < len(days) else None

    def days(self, part: Part, length: int, *, last_first: bool = False) -> tuple[date, ...]:
        """See :class:`Entered`."""
        listed = self._of(part._replace(reaching=False))
        found = sorted({one.day for one in listed if one.day}, reverse=last_first)
        return tuple(date.fromisoformat(day) for day in found[:length])

    def voices(self, part: Part) -> Mapping[Voice, int]:
        """See :class:`Entered`."""
        return Counter(voice_of(one) for one in self._of(part) if one.day)

    def newest_figures(self, part: Part, each: int) -> Mapping[Voice, tuple[Dated, ...]]:
        """See :class:`Entered`."""
        found: dict[Voice, list[Dated]] = {}
        for one in sorted(self._of(part), key=lambda one: (one.day, one.entry.entry_id)):
            if one.day and one.entry.is_figure:
                found.setdefault(voice_of(one), []).append(Dated(one.day, one.entry))
        return {voice: tuple(mine[-each:]) for voice, mine in found.items()}

    def last_figures(self, part: Part) -> tuple[Dated, ...]:
        """See :class:`Entered`."""
        told = [one for one in self._of(part._replace(reaching=False)) if one.day and one.entry.is_figure]
        last: dict[Voice, str] = {}
        for one in told:
            last[voice_of(one)] = max(one.day, last.get(voice_of(one), ""))
        return tuple(Dated(one.day, one.entry) for one in told if one.day == last[voice_of(one)])

    def _of(self, part: Part) -> list[Posting]:
        first, last = str(part.first or ""), str(part.last or "~")
        return [
            one
            for one in self._postings
            if one.entry.register_name == part.register
            and one.day <= last
            and (first <= one.day or (part.reaching and first <= one.until))
            and not (part.told and one.meant)
            and (part.wants is None or part.wants(voice_of(one)))
        ]


def voice_of(one: Posting) -> Voice:
    """Whose it is, and on what line."""
    return Voice(one.line, one.speaker, one.meant)
