"""Entries are made again only where an accord's change can have made others of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from centres import EXAMPLE, Reader
from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.marks import keep_registers, mark_of, postings_of
from tregua.centre.ports import Snapshot
from tregua.centre.registers import ask_registers
from tregua.model.standing import Register
from tregua.registers import entries_of, post
from tregua.registers.parts import Part
from tregua.store import again
from tregua.wiring import found_centre

ON = date(2020, 12, 10)
ALL: tuple[Register, ...] = ("forces", "control", "exchanges", "links", "losses")


@pytest.fixture
def read(tmp_path: Path) -> tuple[Centre, Snapshot]:
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    return centre, Reader(centre).snapshot(ON)


def under(centre: Centre, **update: object) -> Centre:
    """The same centre under an accord that says otherwise."""
    return replace(centre, agreement=centre.agreement.model_copy(update=update), memory={})


class Told:
    """What of an accord is asked; whatever else is, is an error."""

    def __init__(self, of: Any, *names: str) -> None:
        self._of, self._names = of, names

    def __getattr__(self, name: str) -> Any:
        assert name in self._names, f"an entry rests on {name}: see tregua.registers.resting"
        if name == "obligations":
            return tuple(Told(one, "kind", "obligors") for one in self._of.obligations)
        return getattr(self._of, name)


def test_an_entry_rests_on_sides_and_on_who_owes_a_force_alone(read: tuple[Centre, Snapshot]) -> None:
    centre, snapshot = read
    told: Any = Told(centre.agreement, "side_of", "obligations")
    claims = know(centre, snapshot).claims
    found = [post(entry, told) for claim in claims for entry in entries_of(claim, told)]
    assert found == postings_of(claims, centre.agreement)


def test_a_mended_obligation_leaves_the_entries_as_they_are(read: tuple[Centre, Snapshot]) -> None:
    centre, _ = read
    first, *others = centre.agreement.obligations
    mended = under(centre, obligations=(first.model_copy(update={"title": "Another"}), *others), limits=())
    assert mark_of(mended) == mark_of(centre) == centre.state.mark


def test_only_entries_of_whom_a_side_has_changed_are_made_again(
    read: tuple[Centre, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, snapshot = read
    parties = tuple(
        one.model_copy(update={"actors": tuple(name for name in one.actors if name != "nk")})
        for one in centre.agreement.parties
    )
    other = under(centre, parties=parties)
    made: list[int] = []
    make = again._again

    def count(connection: Any, numbers: set[int], how: Any) -> None:
        made.append(len(numbers))
        make(connection, numbers, how)

    monkeypatch.setattr(again, "_again", count)
    keep_registers(other)
    assert 0 < sum(made) < len(know(centre, snapshot).claims) / 2
    check(other, snapshot)
    keep_registers(centre)
    check(centre, snapshot)


def test_who_owes_a_force_changes_the_register_of_forces(read: tuple[Centre, Snapshot]) -> None:
    centre, snapshot = read
    kept = tuple(one for one in centre.agreement.obligations if one.kind != "deploy")
    other = under(centre, obligations=kept)
    assert mark_of(other) != mark_of(centre)
    keep_registers(other)
    check(other, snapshot)


def check(centre: Centre, snapshot: Snapshot) -> None:
    """The database's words are those that the claims make under this accord."""
    assert centre.state.mark == mark_of(centre)
    fresh = {one.entry.entry_id: one for one in postings_of(know(centre, snapshot).claims, centre.agreement)}
    with ask_registers(centre, snapshot) as entered:
        for name in ALL:
            for one in entered.last_words(name, ON):
                assert one == fresh[one.entry.entry_id]
            for _, entry in entered.take(Part(name)):
                assert entry == fresh[entry.entry_id].entry
