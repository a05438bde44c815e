"""Force levels, posts and patrols, as announced, observed or acknowledged.

A post, a unit or a piece of equipment with a name is a thing of its own: since when, until when, where and
how strong, by whose word. What arrives, leaves or is relieved is told apart: it is no strength of the force.
"""

from tregua.agreement.terms import Agreement
from tregua.model.standing import Entry
from tregua.registers.account import Account, Feed, as_they_are, counted_as, each_told_as, side_named
from tregua.registers.checks.rotations import flag_arrivals, flag_rotations

_FORCE = as_they_are(
    "serviceman", "personnel", "officer", "observer", "apc", "armoured-vehicle", "vehicle", "tank", "gun",
    "aircraft", "helicopter", "drone", "ship", "train", "weapon", "camera", "base", "convoy", "group",
)  # fmt: skip


def _whose(entry: Entry, agreement: Agreement) -> str | None:
    """The side whose force it is. A side that owes a force and names nobody's speaks of its own."""
    side = side_named(entry, agreement) or agreement.side_of(entry.said_by)
    return side if entry.actor or side in _deploying(agreement) else None


def _deploying(agreement: Agreement) -> list[str]:
    """The obligors of deployments."""
    return sorted({who for one in agreement.obligations if one.kind == "deploy" for who in one.obligors})


ACCOUNT = Account(
    name="forces",
    lasts=True,
    whose=_whose,
    feeds=(
        Feed("deploy.arrive", each_told_as("arrive", *_FORCE)),
        Feed("deploy.rotate", each_told_as("rotate", *_FORCE)),
        Feed("depart.post", each_told_as("close", "post"), step="post"),
        Feed("depart", each_told_as("depart", *_FORCE), step="depart"),
        Feed("deploy.post", {**_FORCE, **counted_as("post", "position")}),
        Feed("deploy.patrol", {**_FORCE, **as_they_are("post"), **counted_as("patrol")}),
        Feed("deploy", {**_FORCE, **as_they_are("post", "patrol")}),
    ),
    lasting_acts=("deploy.post", "deploy.force", "deploy.base", "deploy.patrol"),
    ending_acts=("depart.post",),
    rests_on={"deploying": _deploying},
    checks=(flag_rotations, flag_arrivals),
    held_against=("deploy",),
)
