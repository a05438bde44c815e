"""Entries are made again only where an accord's change can have made others of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from centres import EXAMPLE, Reader
from tregua.agreement.terms import Agreement
from tregua.centre.assess import know
from tregua.centre.centre import Centre
from tregua.centre.marks import keep_registers, mark_of, postings_of
from tregua.centre.ports import Snapshot
from tregua.centre.registers import ask_registers
from tregua.model.messages import Message
from tregua.model.standing import Register
from tregua.registers import entries_of, post
from tregua.registers.accounts import load_accounts
from tregua.registers.entries.parts import Part
from tregua.store import again
from tregua.wiring import found_centre

ON = date(2020, 12, 10)
OFFICE = (
    "# register: actors\n# said by: ru/mod\n# published: 2020-11-12\n"
    "what,name,whose\nholds office,Sergei Shoigu,ru/defmin\n"
)
ALL: tuple[Register, ...] = get_args(Register)


@pytest.fixture
def read(tmp_path: Path) -> tuple[Centre, Snapshot]:
    centre = found_centre(tmp_path / "centre", EXAMPLE)
    (tmp_path / "centre" / "inbox" / "2020-11-12-office.csv").write_text(OFFICE, "utf-8")
    return centre, Reader(centre).snapshot(ON)


def under(centre: Centre, **update: object) -> Centre:
    """The same centre under an accord that says otherwise."""
    return replace(centre, agreement=centre.agreement.model_copy(update=update), memory={})


class Told:
    """What of an accord is asked; whatever else is, is an error."""

    def __init__(self, of: Any, *names: str) -> None:
        self._of, self._names = of, names

    def __getattr__(self, name: str) -> Any:
        assert name in self._names, f"an entry rests on {name}: see Account.rests_on"
        if name == "obligations":
            return tuple(Told(one, "kind", "obligors") for one in self._of.obligations)
        return getattr(self._of, name)


def test_an_entry_rests_on_what_its_register_declares_alone(read: tuple[Centre, Snapshot]) -> None:
    centre, snapshot = read
    told: Any = Told(centre.agreement, "side_of", "shown_as", "obligations", "person_as_spelled")
    claims = know(centre, snapshot).claims
    assert {one.entry.register_name for one in postings_of(claims, centre.agreement)} >= {"forces", "actors"}
    found = [post(entry, told) for claim in claims for entry in entries_of(claim, told)]
    assert found == postings_of(claims, centre.agreement)


def test_entries_made_by_another_version_are_made_again_and_it_is_told_how_far_that_is(
    read: tuple[Centre, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, snapshot = read
    told: list[tuple[object, object, bool]] = []

    def tell(message: Callable[[], Message], *, done: bool) -> None:
        args = message().args
        told.append((args["done"], args["total"], done))

    monkeypatch.setattr("tregua.__version__", "9999")
    other = replace(centre, memory={}, tell=tell)
    keep_registers(other)
    check(other, snapshot)
    total = len(know(centre, snapshot).claims)
    assert told[0] == (0, total, False)
    assert told[-1] == (total, total, True)
    assert [done for _, _, done in told].count(True) == 1


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


def no_force_is_owed(accord: Agreement) -> dict[str, object]:
    return {"obligations": tuple(one for one in accord.obligations if one.kind != "deploy")}


def another_spelling(accord: Agreement) -> dict[str, object]:
    """Every person's name mended; the old one is known as a spelling of it."""
    mended = tuple(
        one.model_copy(update={"name": f"{one.name} Mended", "spellings": (*one.spellings, one.name)})
        for one in accord.actors
    )
    return {"actors": mended}


CHANGED: dict[tuple[Register, str], Callable[[Agreement], dict[str, object]]] = {
    ("forces", "deploying"): no_force_is_owed,
    ("actors", "spellings"): another_spelling,
}


def test_everything_that_a_register_rests_on_is_changed_below() -> None:
    assert {(one.name, what) for one in load_accounts() for what in one.rests_on} == CHANGED.keys()


@pytest.mark.parametrize("name", CHANGED, ids="-".join)
def test_what_a_register_rests_on_makes_its_entries_again(
    read: tuple[Centre, Snapshot], name: tuple[Register, str]
) -> None:
    centre, snapshot = read
    other = under(centre, **CHANGED[name](centre.agreement))
    assert mark_of(other) != mark_of(centre)
    with ask_registers(centre, snapshot) as entered:
        before = entered.last_words(name[0], ON)
    keep_registers(other)
    check(other, snapshot)
    with ask_registers(other, snapshot) as entered:
        assert set(entered.last_words(name[0], ON)) != set(before)


def check(centre: Centre, snapshot: Snapshot) -> None:
    """The database's words are those that the claims make under this accord."""
    assert centre.state.mark == mark_of(centre)
    fresh = {one.entry.entry_id: one for one in postings_of(know(centre, snapshot).claims, centre.agreement)}
    looked_at = 0
    with ask_registers(centre, snapshot) as entered:
        for name in ALL:
            for one in entered.last_words(name, ON):
                looked_at += 1
                assert one == fresh[one.entry.entry_id]
            for _, entry in entered.take(Part(name)):
                assert entry == fresh[entry.entry_id].entry
    assert looked_at
