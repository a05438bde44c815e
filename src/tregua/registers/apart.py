"""What on a page of the register of control must not be taken for one another: ground, positions, status,
population."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from tregua.model.ground import PartOfControl
from tregua.model.register import Line, Page, State
from tregua.model.standing import Register
from tregua.registers.accounts.control import part_of_control

PARTS: tuple[PartOfControl, ...] = get_args(PartOfControl)


def parts_of(name: Register, lines: Sequence[Line]) -> tuple[tuple[PartOfControl, tuple[Line, ...]], ...]:
    """The lines of a page by what they are of, where one must not be taken for another; those of any other
    register are all of one part."""
    if name != "control":
        return (("ground", tuple(lines)),)
    found = {part: tuple(one for one in lines if part_of(one) == part) for part in PARTS}
    return tuple((part, mine) for part, mine in found.items() if mine)


def part_of(line: Line) -> PartOfControl:
    """Of which part of the register of control a line is."""
    return part_of_control(line.words[0].entry)


def states_apart(page: Page) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """The states of areas and links; and those of positions and heights that have names of their own."""
    if page.register_name != "control":
        return page.states, ()
    entries = {word.entry.entry_id: word.entry for line in page.lines for word in line.words}
    positions = tuple(
        state
        for state in page.states
        if all(part_of_control(entries[word.entry_id]) == "positions" for word in state.words)
    )
    return tuple(one for one in page.states if one not in positions), positions
