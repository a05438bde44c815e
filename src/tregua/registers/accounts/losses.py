"""Killed, wounded, missing and what was damaged, each with whose figure it is.

Whose loss it is tells one line from another, and of what sort the dead are: civilians are not servicemen, and
neither is all. A side's own losses are announced; what the other says of them is alleged. Two sources may
count the same dead: their figures stand side by side and are never added. The dead whom somebody examined or
identified are measures of their own: they are no count of the killed.
"""

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, as_they_are, counted_as
from tregua.vocabulary.sorts import sort_of_people

_PEOPLE = ("person", "serviceman", "personnel", "officer", "civilian", "displaced", "journalist", "observer")


def _whose(entry: Entry, agreement: Agreement) -> str | None:
    """Whose loss it is, by side or by its own name; who is said to have caused it is told of the incident."""
    return agreement.shown_as(entry.to)


def _sort(category: str, unit: str) -> str:
    """The sort that is given, in one form; else the one that the unit tells."""
    return sort_of_people(category) or category if category else sort_of_people(unit) or ""


ACCOUNT = Account(
    name="losses",
    whose=_whose,
    others_word="alleged",
    sort_of=_sort,
    suffered_as_shown=("loss", "account", "hostile"),
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
