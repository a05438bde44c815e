"""Joint bodies: agreed, staffed, opened. Every step is an entry."""

from tregua.registers.account import Account, Feed, as_they_are

ACCOUNT = Account(
    name="centres",
    feeds=(
        Feed(
            "establish",
            as_they_are("serviceman", "personnel", "officer", "observer", "drone", "centre", "person"),
            keeps_steps=True,
        ),
    ),
)
