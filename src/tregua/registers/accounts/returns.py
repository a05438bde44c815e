"""Displaced people and refugees who came back: a day's arrivals and running totals."""

from tregua.registers.account import Account, Feed, as_they_are, counted_as

ACCOUNT = Account(
    name="returns",
    feeds=(
        Feed(
            "return",
            {
                **as_they_are("convoy", "family", "vehicle"),
                **counted_as("person", "returnee", "displaced", "refugee", "civilian"),
            },
        ),
    ),
)
