"""Who is said to hold, enter, leave or hand over what ground. Every step is an entry.

What an area is said to be (its status) and who lives there are told beside it: neither says who holds it.
Nor does a position, a post or a height say it of the area in which it lies.
"""

from tregua.agreement.terms import Agreement
from tregua.model.ground import PartOfControl
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, as_they_are, counted_as, each_told_as, side_named
from tregua.vocabulary.acts import GROUND_TAKEN, is_a

_POSITIONS = ("position", "post")
_PARTS = (*_POSITIONS, "place", "hectare", "square-kilometre")
_GROUND = as_they_are("district", "km", *_PARTS)
_HOLDING = ("handover.enter", "control")


def _by_parts(act: str) -> Feed:
    """An act by which ground is held or changes hands. So many positions or villages of it are counted as
    what was done with them (*positions held*), and say nothing of the area."""
    step = act.rpartition(".")[2]
    return Feed(act, {**_GROUND, **each_told_as(step, *_PARTS)}, keeps_steps=True, apart=_PARTS)


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
    positions, villages or hectares says nothing of the area in which they lie, unless they have a name."""
    if entry.unit in _PARTS and not entry.about:
        return None
    if is_a(entry.act, "handover.transfer"):
        return entry.to
    return side_named(entry, agreement) if any(is_a(entry.act, act) for act in _HOLDING) else None


ACCOUNT = Account(
    name="control",
    feeds=(
        *map(_by_parts, ("handover.enter", "handover.withdraw", "handover.transfer")),
        *map(_by_parts, ("control.hold", "control.capture")),
        Feed("handover", _GROUND, keeps_steps=True),
        Feed("control", _GROUND, keeps_steps=True),
        # Ground said to be entered or taken by force: a step, by which nobody is yet said to hold it.
        *(Feed(act, _GROUND, keeps_steps=True) for act in GROUND_TAKEN if is_a(act, "hostile")),
        Feed("status", keeps_steps=True),
        Feed("population", counted_as("population", "person", "civilian", "displaced", "refugee")),
    ),
    state=_holder,
    suffered_as_shown=("status",),
    lasting_acts=("control.hold",),
    part_of=part_of_control,
    beside=("ground",),
)
