"""People displaced and people who came back: how many are away, a day's arrivals, running totals."""

from __future__ import annotations

from collections.abc import Iterator

from tregua.model.bounds import bounds, say_count
from tregua.model.messages import say
from tregua.model.register import Flag, Page
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, as_they_are, counted_as


def _more_than_left(page: Page) -> Iterator[Flag]:
    """More said to have returned in all than somebody says were displaced, there or everywhere: of all such
    totals the highest is told."""
    told = [(line, word.entry) for line in page.lines for word in line.words if word.entry.is_figure]
    highest: dict[tuple[str, ...], Entry] = {}
    for line, entry in told:
        if line.measure == "person" and line.basis == "total":
            for place_ids in {line.place_ids, ()}:
                known = highest.get(place_ids)
                if known is None or bounds(entry)[0] > bounds(known)[0]:
                    highest[place_ids] = entry
    for line, stock in told:
        total = highest.get(line.place_ids) if line.measure == "displaced" else None
        if total is not None and bounds(total)[0] > bounds(stock)[1]:
            yield Flag(
                text=say(
                    "registers.flag.more_returned",
                    returned=say_count(total.low, total.high, total.comparator),
                    displaced=say_count(stock.low, stock.high, stock.comparator),
                ),
                evidence=tuple(sorted({stock.claim_id, total.claim_id})),
            )


ACCOUNT = Account(
    name="returns",
    feeds=(
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
)
