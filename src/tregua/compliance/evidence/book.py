"""Words in the order in which an accord asks for them: by their act and by the places they name.

Nothing here depends on the day asked about, nor on the accord, except what lies within what.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from tregua.compliance.evidence.words import Word
from tregua.compliance.over_time.strands import Strand
from tregua.vocabulary.acts import is_a

K = TypeVar("K", bound=Hashable)


class Book:
    """``words`` by the day they are about; ``above`` gives a place and everything it lies within."""

    def __init__(self, words: tuple[Word, ...], above: Callable[[str], frozenset[str]]) -> None:
        self._words = words
        self._above = above
        self._made: dict[Hashable, Any] = {}

    def _once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    @cached_property
    def _rows_of(self) -> dict[str, list[int]]:
        """The rows of the words of each act."""
        return _piles([word.event.act for word in self._words])

    def acts_below(self, act: str) -> tuple[str, ...]:
        """The acts told of that are ``act`` or lie below it."""
        return tuple(one for one in self._rows_of if is_a(one, act))

    @cached_property
    def _seen_from(self) -> list[int]:
        return [word.seen_from for word in self._words]

    def words(self, since: date, acts: tuple[str, ...]) -> Strand[Word]:
        """The words whose act is one of ``acts`` or below it, about the time from ``since`` on."""
        return self._once(("words", since, acts), lambda: self._at(self._rows(since, acts)))  # type: ignore[no-any-return]

    def _at(self, rows: Sequence[int]) -> Strand[Word]:
        """The words in these rows, each from the day it can be seen."""
        words, seen_from = self._words, self._seen_from
        return Strand([words[row] for row in rows], [seen_from[row] for row in rows])

    def _first_row(self, since: date) -> int:
        """That of the first word about ``since`` or a later day, or about none."""
        return bisect_left(self._words, since, key=lambda word: word.last or date.max)

    def _rows(self, since: date, acts: tuple[str, ...]) -> list[int]:
        first, rows = self._first_row(since), []
        for root in dict.fromkeys(_root(act) for act in acts):
            told = [
                one for one in self._rows_of if _root(one) == root and any(is_a(one, act) for act in acts)
            ]
            of_root = sorted(row for one in told for row in self._rows_of[one])
            rows += of_root[bisect_left(of_root, first) :]
        return rows

    def words_near(
        self, since: date, acts: tuple[str, ...], area: tuple[str, ...], naming: str | None
    ) -> Strand[Word]:
        """Those words that name no place, or one in or around ``area`` (any, where there is none), or
        that have ``naming`` as their actor or target."""
        if not area:
            return self.words(since, acts)
        words = self._words
        rows: list[int] = self._once(("rows", since, acts), lambda: self._rows(since, acts))
        piles: dict[tuple[str, ...], list[int]] = self._once(
            ("piles", since, acts), lambda: _piles([words[row].place_ids for row in rows])
        )
        found = [n for ids, pile in piles.items() if not ids or self._is_near(ids, area) for n in pile]
        if naming is not None:
            named: dict[str, list[int]] = self._once(("named", since, acts), lambda: _named(rows, words))
            found = list({*found, *named.get(naming, ())})
        found.sort()
        return self._at([rows[n] for n in found])

    def _is_near(self, place_ids: tuple[str, ...], area: tuple[str, ...]) -> bool:
        around = self._around(area)
        return any(one in around or not self._above(one).isdisjoint(area) for one in place_ids)

    def _around(self, area: tuple[str, ...]) -> frozenset[str]:
        return self._once(  # type: ignore[no-any-return]
            ("around", area), lambda: frozenset(place for one in area for place in self._above(one))
        )


def _root(act: str) -> str:
    return act.partition(".")[0]


def _piles(keys: Iterable[K]) -> dict[K, list[int]]:
    """At which places in a row each key stands."""
    found: dict[K, list[int]] = {}
    for number, key in enumerate(keys):
        found.setdefault(key, []).append(number)
    return found


def _named(rows: list[int], words: tuple[Word, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        event = words[row].event
        for name in {event.actor, event.target}:
            if name is not None:
                found.setdefault(name, []).append(number)
    return found
