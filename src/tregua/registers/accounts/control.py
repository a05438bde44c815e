"""Who is said to hold, enter, leave or hand over what ground. Every step is an entry."""

from tregua.registers.account import Account, Feed, as_they_are

_GROUND = as_they_are("place", "district", "position", "post", "hectare", "square-kilometre", "km")

ACCOUNT = Account(
    name="control",
    feeds=(Feed("handover", _GROUND, keeps_steps=True), Feed("control", _GROUND, keeps_steps=True)),
)
