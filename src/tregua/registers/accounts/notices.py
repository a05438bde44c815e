"""What is announced beforehand: movements, exercises, flights, works. A notice is of the days it names.

What it counts is counted as what is announced of it: forty vehicles in an exercise are not forty on the move.
"""

from tregua.registers.account import Account, Feed, as_they_are, each_told_as
from tregua.registers.checks.late import late_notices

_UNITS = (
    "serviceman", "personnel", "apc", "armoured-vehicle", "vehicle", "tank", "gun", "aircraft", "helicopter",
    "drone", "flight", "convoy", "train", "ship", "group",
)  # fmt: skip
_OF = ("movement", "exercise", "flight", "works")

ACCOUNT = Account(
    name="notices",
    feeds=(
        *(Feed(f"notice.{one}", each_told_as(one, *_UNITS)) for one in _OF),
        Feed("notice", as_they_are(*_UNITS)),
    ),
    checks=(late_notices,),
    beside=("notices",),
)
