"""What is announced beforehand: movements, exercises, flights, works. A notice is of the days it names."""

from tregua.registers.account import Account, Feed, as_they_are

ACCOUNT = Account(
    name="notices",
    feeds=(
        Feed(
            "notice",
            as_they_are(
                "serviceman", "personnel", "apc", "armoured-vehicle", "vehicle", "tank", "gun", "aircraft",
                "helicopter", "drone", "flight", "convoy", "train", "ship", "group",
            ),
            keeps_steps=True,
        ),
    ),
    beside=("notices",),
)  # fmt: skip
