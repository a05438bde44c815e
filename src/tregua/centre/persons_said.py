"""What the registers say of persons, asked of those entries alone that are about one."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from tregua.centre.centre import Centre
from tregua.centre.persons import erased, readable, recorded
from tregua.centre.ports import Snapshot
from tregua.centre.registers import ask_registers
from tregua.model.person import PersonAnswer, PersonState
from tregua.model.standing import Register
from tregua.model.tiers import INTERNAL
from tregua.registers.entries.parts import Part
from tregua.registers.subjects.persons import persons_on


def person_states(
    centre: Centre, snapshot: Snapshot, on: date, registers: tuple[Register, ...] = get_args(Register)
) -> tuple[PersonState, ...]:
    """Every person of whom these registers tell something up to ``on``, as known in ``snapshot``."""
    with ask_registers(centre, snapshot) as entered:
        found = [
            one.entry
            for name in registers
            for one in entered.take(Part(name, wants=lambda voice: bool(voice.line.person)))
        ]
    return persons_on(found, centre.agreement, on)


def list_persons(centre: Centre, snapshot: Snapshot, on: date) -> tuple[PersonAnswer, ...]:
    """The same, with where each name is; and everybody else whose name was withheld. To all but the centre
    itself it is not told where a name is, nor who else was named."""
    if centre.audience != INTERNAL:
        return tuple(
            PersonAnswer(**_fields(one), name="withheld") for one in person_states(centre, snapshot, on)
        )
    gone, here, known = erased(centre), readable(centre), recorded(centre)
    said = {one.person: one for one in person_states(centre, snapshot, on)}
    listed = {**{person: PersonState(person=person) for person in known}, **said}
    return tuple(
        PersonAnswer(
            **_fields(state),
            name="erased" if person in gone else "sealed" if person in here else "not_here",
            tier=here.get(person),
            ground=gone.get(person, ""),
        )
        for person, state in sorted(listed.items())
    )


def _fields(state: PersonState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in PersonState.model_fields}
