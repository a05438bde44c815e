"""Roads, railways, gas and power lines: plans, openings, closures, passages, who vouches, who controls."""

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, as_they_are

_UNITS = (
    "vehicle", "convoy", "train", "flight", "person", "civilian", "km", "tonne", "line", "bridge", "road",
    "group",
)  # fmt: skip
_STATES = {
    "link.open": "open",
    "link.restrict": "restricted",
    "link.close": "closed",
    "link.destroy": "destroyed",
    "link.repair": "under_repair",
}


def _state(entry: Entry, agreement: Agreement) -> str | None:
    """How the link is by this word; passages, plans, who vouches and who controls do not say."""
    return _STATES.get(entry.act)


ACCOUNT = Account(
    name="links",
    feeds=(
        # A passage is its count; of the others the step stays, by which the link is open or closed.
        Feed("link.passage", as_they_are(*_UNITS)),
        Feed("link", as_they_are(*_UNITS), keeps_steps=True),
        Feed("guarantee", keeps_steps=True),
    ),
    state=_state,
    lasting_acts=("link",),
    beside=("links",),
    borne_on_by=("keep_open",),
)  # fmt: skip
