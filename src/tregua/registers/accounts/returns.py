"""People displaced and people who came back: how many are away, where they are now, a day's arrivals, totals.

Who counts is the speaker; of whom, the sort (a community), the way (a route's name) and the place tell (a
district or a town); since when is the first day of the total. A series of one community, route or district is
told as that, apart from the whole. Nothing is added up: one district's people may be in a larger one's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from tregua.model.bounds import bounds
from tregua.model.messages import say
from tregua.model.register import Flag, Line, Page
from tregua.model.standing import Entry
from tregua.model.when import day_of
from tregua.registers.account import Account, Feed, as_they_are, counted_as
from tregua.registers.checks.flag_words import tell_figure_of, tell_of

_Key = tuple[str, tuple[str, ...], str, str]


def _more_than_left(page: Page) -> Iterator[Flag]:
    """More said to have returned than somebody says were displaced before: there, of that sort, by that way
    or in all. Of all such totals the highest is told. Those who are away later are what is left of them."""
    told = [(line, word.entry) for line in page.lines for word in line.words if word.is_standing_figure]
    totals: dict[_Key, list[Entry]] = {}
    for line, entry in told:
        if line.measure == "person" and line.basis == "total":
            for key in _part_of(line):
                totals.setdefault(key, []).append(entry)
    for line, stock in told:
        if line.measure != "displaced":
            continue
        since = [one for one in totals.get(_key(line), ()) if _was_before(stock, one)]
        total = max(since, key=lambda one: (bounds(one)[0], one.claim_id), default=None)
        if total is not None and bounds(total)[0] > bounds(stock)[1]:
            yield Flag(
                text=say(
                    "registers.flag.more_returned",
                    what=tell_of(line, "unit:person"),
                    returned=tell_figure_of(total),
                    displaced=tell_figure_of(stock),
                ),
                evidence=tuple(sorted({stock.claim_id, total.claim_id})),
            )


def _key(line: Line) -> _Key:
    return (line.actor or "", line.place_ids, line.about, line.category)


def _part_of(line: Line) -> set[_Key]:
    """What the count is of, and everything wider that it is a part of."""
    actor, place_ids, about, category = _key(line)
    return set(product({actor, ""}, {place_ids, ()}, {about, ""}, {category, ""}))


def _was_before(stock: Entry, total: Entry) -> bool:
    """Whether the displaced were counted before, or on the first day from which those returned are."""
    first = day_of(total.earliest) if total.earliest else total.on
    return (stock.on or date.min) <= (first or date.max)


ACCOUNT = Account(
    name="returns",
    feeds=(
        Feed("displace.sheltered", counted_as("sheltered", "displaced", "person", "refugee", "civilian")),
        Feed("displace", counted_as("displaced", "person", "refugee", "civilian"), step="displaced"),
        Feed(
            "return",
            {
                **as_they_are("convoy", "family", "vehicle"),
                **counted_as("person", "returnee", "displaced", "refugee", "civilian"),
            },
        ),
    ),
    checks=(_more_than_left,),
    borne_on_by=("return",),
    held_against=("return",),
)
