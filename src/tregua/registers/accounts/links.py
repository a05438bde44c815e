"""Roads, railways, gas and power lines: plans, openings, closures and passages."""

from tregua.registers.account import Account, Feed, as_they_are

ACCOUNT = Account(
    name="links",
    feeds=(
        Feed(
            "link",
            as_they_are(
                "vehicle", "convoy", "train", "flight", "person", "civilian", "km", "tonne", "line", "bridge",
                "road", "group",
            ),
            keeps_steps=True,
        ),
    ),
)  # fmt: skip
