"""What on a page must not be taken for one another, where its register tells several things: of control,
ground, positions, status and population."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar, get_args

from tregua.model.ground import PartOfControl
from tregua.model.register import Line, Page, State
from tregua.model.standing import Register
from tregua.registers.accounts import account_of

T = TypeVar("T")
PARTS: tuple[PartOfControl, ...] = get_args(PartOfControl)


def _itself(line: Line) -> Line:
    return line


def parts_of(name: Register, lines: Iterable[Line]) -> tuple[tuple[PartOfControl, tuple[Line, ...]], ...]:
    """The lines of a page by what they are of, where one must not be taken for another; those of any other
    register are all of one part."""
    return parts_by(name, lines, _itself)


def parts_by(
    name: Register, told: Iterable[T], line_of: Callable[[T], Line]
) -> tuple[tuple[PartOfControl, tuple[T, ...]], ...]:
    """The same of whatever is of a line."""
    part_of, found = account_of(name).part_of, tuple(told)
    if part_of is None:
        return (("ground", found),) if found else ()
    parts = [(part_of(line_of(one).words[0].entry), one) for one in found]
    return tuple(
        (part, tuple(one for its, one in parts if its == part))
        for part in PARTS
        if any(its == part for its, _ in parts)
    )


def states_apart(page: Page) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """The states of areas and links; and those of positions and heights that have names of their own. The
    page is whole: a state is told by the words of all its lines."""
    part_of = account_of(page.register_name).part_of
    if part_of is None:
        return page.states, ()
    entries = {word.entry.entry_id: word.entry for line in page.lines for word in line.words}
    positions = tuple(
        state
        for state in page.states
        if all(part_of(entries[word.entry_id]) == "positions" for word in state.words)
    )
    return tuple(one for one in page.states if one not in positions), positions
