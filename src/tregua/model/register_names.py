"""What the registers are called. On its own, because the command line tells them before it loads anything."""

from __future__ import annotations

from typing import Literal

Register = Literal[
    "forces",
    "control",
    "exchanges",
    "returns",
    "links",
    "clearance",
    "losses",
    "notices",
    "centres",
    "actors",
]
