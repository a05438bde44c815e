"""Who is said to hold, enter, leave or hand over what ground. Every step is an entry.

What an area is said to be (its status) and who lives there are told beside it: neither says who holds it.
Nor does a position, a post or a height say it of the area in which it lies.
"""

from tregua.agreement.terms import Agreement
from tregua.model.ground import PartOfControl
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, as_named, as_they_are, counted_as
from tregua.vocabulary.acts import GROUND_TAKEN, is_a

_GROUND = as_they_are("place", "district", "position", "post", "hectare", "square-kilometre", "km")
_HOLDING = ("handover.enter", "control")
_POSITIONS = ("position", "post")
_WHOLE = ("", "district")


def part_of_control(entry: Entry) -> PartOfControl:
    """Of which of the things an entry tells that are told apart in this register."""
    if is_a(entry.act, "status"):
        return "status"
    if is_a(entry.act, "population"):
        return "population"
    if entry.unit in _POSITIONS or (entry.about and is_a(entry.act, "control")):
        return "positions"
    return "ground"


def _holder(entry: Entry, agreement: Agreement) -> str | None:
    """The side that has the ground where this is so; a withdrawal says only who has it no longer. A number of
    positions, villages or hectares in an area says nothing of the area, unless they are named."""
    if not entry.about and entry.unit not in _WHOLE:
        return None
    if is_a(entry.act, "handover.transfer"):
        return entry.to
    return as_named(entry, agreement) if any(is_a(entry.act, act) for act in _HOLDING) else None


ACCOUNT = Account(
    name="control",
    feeds=(
        Feed("handover", _GROUND, keeps_steps=True),
        Feed("control", _GROUND, keeps_steps=True),
        # Ground said to be entered or taken by force: a step, by which nobody is yet said to hold it.
        *(Feed(act, _GROUND, keeps_steps=True) for act in GROUND_TAKEN if is_a(act, "hostile")),
        Feed("status", keeps_steps=True),
        Feed("population", counted_as("population", "person", "civilian", "displaced", "refugee")),
    ),
    state=_holder,
    lasting_acts=("control.hold",),
)
