"""What a register can count, and the steps it can keep."""

from __future__ import annotations

from tregua.model.standing import Register
from tregua.registers.accounts import account_of
from tregua.vocabulary.acts import ACTS, is_a


def measures_of(name: Register) -> tuple[str, ...]:
    """Every measure under which something can be entered in the register, by name."""
    found: set[str] = set()
    for feed in account_of(name).feeds:
        found |= set(feed.counts.values())
        if feed.step:
            found.add(feed.step)
        elif not feed.only_counts:
            found |= {act.rpartition(".")[2] for act in ACTS if is_a(act, feed.act)}
    return tuple(sorted(found))
