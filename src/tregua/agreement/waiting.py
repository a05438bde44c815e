"""Which obligation waits for which: by its conditions, and by events that are another's fulfilment.

Two that wait for each other, directly or round a circle, do not hear of one another: neither can be
judged first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tregua.agreement.terms import Agreement, Exemption, Obligation, Overrides
from tregua.agreement.timing import Window


class Waits:
    """The obligations of an accord in an order in which each comes after all it waits for."""

    def __init__(self, agreement: Agreement) -> None:
        self._events = {one.id: one.obligation for one in agreement.events if one.obligation}
        known = {one.id for one in agreement.obligations}
        permitted = tuple(self._of_exemptions(agreement.permitted))
        after = {
            one.id: tuple(
                other
                for other in dict.fromkeys((*self._of_obligation(agreement, one), *permitted))
                if other in known
            )
            for one in agreement.obligations
        }
        self._after = after
        circles = tuple(_circles(after))
        self.order = tuple(one for circle in circles for one in circle)
        self._circle_of = {one: number for number, circle in enumerate(circles) for one in circle}

    def in_circle(self, one: str, other: str) -> bool:
        """Whether each of the two waits for the other, or both are the same."""
        return one == other or self._circle_of.get(one, -1) == self._circle_of.get(other, -2)

    def before(self, one: str) -> frozenset[str]:
        """All that it waits for, directly or through others."""
        found: set[str] = set()
        left = list(self._after.get(one, ()))
        while left:
            here = left.pop()
            if here not in found:
                found.add(here)
                left.extend(self._after.get(here, ()))
        return frozenset(found)

    def _of_obligation(self, agreement: Agreement, obligation: Obligation) -> Iterator[str]:
        wordings: list[Obligation | Overrides] = [obligation, *obligation.readings]
        wordings += [one for one in agreement.amendments if obligation.id in one.obligations]
        for wording in wordings:
            yield from self._of_wording(wording)

    def _of_wording(self, wording: Obligation | Overrides) -> Iterator[str]:
        yield from (one.on for one in wording.depends or ())
        yield from self._of_windows((wording.window, wording.begin))
        yield from self._of_exemptions(wording.exceptions or ())

    def _of_exemptions(self, exemptions: Iterable[Exemption]) -> Iterator[str]:
        return self._of_windows(one.window for one in exemptions)

    def _of_windows(self, windows: Iterable[Window | None]) -> Iterator[str]:
        for window in windows:
            if window is not None and window.event in self._events:
                yield self._events[window.event]


def _circles(after: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Tarjan's strongly connected components, each after all those it leads to; no recursion."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []
    is_open: set[str] = set()
    for start in after:
        if start in number:
            continue
        path = [(start, iter(after[start]))]
        number[start] = lowest[start] = len(number)
        open_.append(start)
        is_open.add(start)
        while path:
            here, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[here])
                if lowest[here] == number[here]:
                    cut = open_.index(here)
                    circle, open_[cut:] = tuple(open_[cut:]), []
                    is_open.difference_update(circle)
                    yield circle
            elif following not in number:
                number[following] = lowest[following] = len(number)
                open_.append(following)
                is_open.add(following)
                path.append((following, iter(after[following])))
            elif following in is_open:
                lowest[here] = min(lowest[here], number[following])
