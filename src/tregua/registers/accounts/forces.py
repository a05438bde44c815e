"""Force levels, posts and patrols, as announced, observed or acknowledged."""

from tregua.registers.account import Account, Feed, as_they_are, counted_as

_FORCE = as_they_are(
    "serviceman", "personnel", "officer", "observer", "apc", "armoured-vehicle", "vehicle", "tank", "gun",
    "aircraft", "helicopter", "drone", "ship", "train", "weapon", "camera", "base", "convoy", "group",
)  # fmt: skip

ACCOUNT = Account(
    name="forces",
    feeds=(
        Feed("deploy.post", {**_FORCE, **counted_as("post", "position")}),
        Feed("deploy.patrol", {**_FORCE, **as_they_are("post"), **counted_as("patrol")}),
        Feed("deploy", {**_FORCE, **as_they_are("post", "patrol")}),
    ),
)
