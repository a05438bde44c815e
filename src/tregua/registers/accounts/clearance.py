"""Ground made safe: area, length of road, buildings, objects found and destroyed."""

from tregua.registers.account import Account, Feed, as_they_are

ACCOUNT = Account(
    name="clearance",
    feeds=(
        Feed(
            "clearance",
            as_they_are(
                "hectare", "square-kilometre", "square-metre", "km", "building", "facility", "object",
                "projectile", "bridge", "road", "line",
            ),
        ),
    ),
)  # fmt: skip
