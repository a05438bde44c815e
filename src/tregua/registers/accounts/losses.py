"""Killed, wounded, missing and what was damaged, each with whose figure it is.

The dead whom somebody examined or identified are measures of their own: they are no count of the killed.
"""

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, as_they_are, counted_as

_PEOPLE = ("person", "serviceman", "personnel", "officer", "civilian", "displaced", "journalist", "observer")


def _whose(entry: Entry, agreement: Agreement) -> str | None:
    """The side whose loss it is; who is said to have caused it is told of the incident."""
    return agreement.side_of(entry.to) or entry.to


ACCOUNT = Account(
    name="losses",
    whose=_whose,
    feeds=(
        Feed(
            "loss.killed",
            {**counted_as("killed", *_PEOPLE, "body"), **as_they_are("wounded", "missing")},
            step="killed",
        ),
        Feed(
            "loss.wounded",
            {**counted_as("wounded", *_PEOPLE), **as_they_are("killed", "missing")},
            step="wounded",
        ),
        Feed(
            "loss.missing",
            {**counted_as("missing", *_PEOPLE), **as_they_are("killed", "wounded")},
            step="missing",
        ),
        Feed(
            "loss.damage",
            as_they_are(
                "building", "facility", "vehicle", "apc", "armoured-vehicle", "tank", "gun", "aircraft",
                "helicopter", "drone", "object", "bridge", "road", "line", "killed", "wounded", "missing",
            ),
        ),
        Feed("account.examined", counted_as("examined", "body", "killed", *_PEOPLE)),
        Feed("account.identified", counted_as("identified", "body", "killed", *_PEOPLE)),
        Feed("hostile", as_they_are("killed", "wounded", "missing"), only_counts=True),
    ),
)  # fmt: skip
