"""Prisoners and bodies handed over: to whom, how many, by whose word."""

from tregua.registers.account import Account, Feed, counted_as

ACCOUNT = Account(
    name="exchanges",
    feeds=(
        Feed(
            "exchange.prisoners",
            counted_as("prisoner", "person", "serviceman", "civilian", "officer"),
            step="prisoner",
        ),
        Feed(
            "exchange.bodies",
            counted_as("body", "person", "serviceman", "civilian", "killed"),
            step="body",
        ),
        Feed("exchange", {"prisoner": "prisoner", "body": "body"}),
    ),
)
