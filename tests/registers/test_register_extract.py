"""A part of a register: what is shown of it is what can be told of it, and nobody is made to be silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tregua.agreement.load import load_accord
from tregua.model.errors import BadArgument
from tregua.model.register import Balance, Page
from tregua.model.standing import Entry, Register
from tregua.registers import intervals_of, open_register
from tregua.registers.courses.intervals import counted_from
from tregua.registers.pages.asked import Extract, Shown, read_measure

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
ON = date(2020, 12, 31)


def word(register: Register, act: str, day: str, said_by: str = "az/mod", **more: object) -> Entry:
    given: dict[str, object] = {
        "entry_id": f"{act}-{day}-{said_by}-{sorted(more.items())}", "claim_id": f"c-{act}-{day}-{said_by}",
        "register_name": register, "measure": act.rpartition(".")[2], "act": act, "earliest": day,
        "latest": day, "said_by": said_by, "published_at": day,
    }  # fmt: skip
    return Entry.model_validate(given | more)


HEIGHT: dict[str, Any] = {"about": "height 1710", "place_ids": ("hadrut",), "actor": "az"}
GROUND = (
    word("control", "handover.leaving", "2020-11-17", "am/mod", actor="am", place_ids=("agdam",)),
    word("control", "handover.enter", "2020-11-20", actor="az", place_ids=("agdam",)),
    word("control", "control.hold", "2020-11-21", "am/mod", actor="am", place_ids=("agdam",)),
    word("control", "control.hold", "2020-11-22", **HEIGHT),
    word("control", "control.capture", "2020-11-22", "am/mod", **{**HEIGHT, "actor": "am"}),
)
ROADS = (
    word("links", "link.close", "2020-12-01", about="Kornidzor road"),
    word("links", "link.open", "2020-12-03", about="Kornidzor road"),
)


def show(part: Extract, *words: Entry) -> Shown:
    page: Page = open_register(words, part.register, ACCORD, ON)
    first = counted_from(ACCORD, ON)
    assert first == ACCORD.signed_on
    return part.show(page, ACCORD, intervals_of(words, part.register, ACCORD, ON))


def test_of_a_measure_alone_nothing_that_tells_of_a_whole_is_shown() -> None:
    part = Extract("control", measure="leaving")
    assert not part.shows("ground")
    assert show(part, *GROUND).handovers == ()
    assert [one.measure for one in show(part, *GROUND).page.lines] == ["leaving"]
    assert show(Extract("links", measure="close"), *ROADS).links is None


def test_of_a_place_alone_its_handover_is_shown_with_every_step_told() -> None:
    (agdam,) = show(Extract("control", place_ids=frozenset({"agdam"})), *GROUND).handovers
    whole = show(Extract("control"), *GROUND).handovers
    assert agdam == next(one for one in whole if one.place_id == "agdam")
    assert len(whole) == 3


def test_a_contested_position_of_which_one_measure_is_asked_for_stays_a_position() -> None:
    shown = show(Extract("control", measure="hold"), *GROUND)
    assert [one.about for one in shown.positions] == ["height 1710"]
    assert [one.about for one in shown.areas] == ["agdam"]


def test_what_lies_in_a_place_is_of_it() -> None:
    class In:
        within = ("agdam",)

    part = Extract("control", None, frozenset({"agdam"}), {"marzili": In()}.get)
    assert part.lies("marzili") and part.lies("agdam") and not part.lies("hadrut")


def test_links_tell_the_hours_closed_and_since_when_they_are_counted() -> None:
    links = show(Extract("links"), *ROADS).links
    assert links is not None and links.closed_since == ACCORD.signed_on
    (spell,) = next(one for one in links.links if one.about == "Kornidzor road").closed
    assert (spell.low, spell.high) == (24.0, 72.0)


def test_a_balance_is_shown_of_its_own_measure_and_of_no_place() -> None:
    found = tuple(Balance(measure=one, sides=()) for one in ("prisoner", "body"))
    assert Extract("exchanges").balances(found) == found
    assert [one.measure for one in Extract("exchanges", "body").balances(found)] == ["body"]
    assert Extract("exchanges", place_ids=frozenset({"agdam"})).balances(found) == ()
    assert Extract("returns").balances(found) == ()


def test_persons_are_shown_of_a_whole_register_of_persons() -> None:
    assert Extract("losses").shows("persons") and Extract("exchanges").shows("persons")
    assert not Extract("losses", "killed").shows("persons") and not Extract("forces").shows("persons")


def test_a_measure_goes_by_its_id_or_its_name() -> None:
    def unit(measure: str, count: float | None = None) -> str:
        return {"serviceman": "soldier" if count == 1 else "soldiers"}.get(measure, measure)

    assert read_measure("serviceman", "forces", unit, "x") == "serviceman"
    assert read_measure("Soldiers", "forces", unit, "x") == "serviceman"
    assert read_measure("", "forces", unit, "x") is None
    with pytest.raises(BadArgument):
        read_measure("unicorn", "forces", unit, "x")
