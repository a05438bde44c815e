"""What the agreement asks of figures: by whose word it is met, of which places, and as a standing judges it.
All of it invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tregua.agreement.amounts import Quantity
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement, Obligation, ReadingOf
from tregua.model.ids import content_id
from tregua.model.register import Owed
from tregua.model.standing import Entry, Register
from tregua.registers import balances_on, open_register
from tregua.reporting.messages import Catalogue, Renderer
from tregua.reporting.names import Names
from tregua.reporting.owed_words import tell_owed
from tregua.reporting.register_words import tell_scopes

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
DAY = date(2020, 12, 31)
_RENDERER = Renderer(Catalogue.load(), Names(ACCORD))


def accord(*, series: bool = False, **changes: Any) -> Agreement:
    """The accord with one obligation alone: the first of its kind, changed so."""
    found = ACCORD.of_kind(changes.pop("kind"))[0].model_copy(
        update={"readings": (), "shares": {}, **changes}
    )
    update: dict[str, Any] = {"obligations": (found,)} | ({} if series else {"series": ()})
    return ACCORD.model_copy(update=update)


def entry(register: Register, act: str, measure: str, said_by: str, number: float, **more: Any) -> Entry:
    fields = {"on": "2020-12-20"} | more
    on = fields.pop("on")
    key = content_id("entry", register, act, said_by, number, on, repr(sorted(more.items())))
    return Entry(
        entry_id=key, claim_id=f"c-{key[-6:]}", register_name=register, act=act, measure=measure,
        said_by=said_by, low=number, high=number, latest=on,
        earliest="2020-11-14" if fields.get("basis") == "total" else on, published_at=on, **fields,
    )  # fmt: skip


def force(said_by: str, number: float, **more: Any) -> Entry:
    return entry("forces", "deploy.force", "serviceman", said_by, number, actor="ru/mil", **more)


def owed_of(entries: list[Entry], agreement: Agreement) -> list[Owed]:
    name = entries[0].register_name
    return [one for line in open_register(entries, name, agreement, DAY).lines for one in line.owed]


def text(owed: Owed, measure_of: Any) -> str:
    return _RENDERER.text(tell_owed(owed, measure_of))


def at_most(value: float) -> Quantity:
    return Quantity(value=value, bound="ceiling", unit="serviceman")


@pytest.mark.parametrize(
    ("places", "number", "meets"),
    [
        ((), 320, ["no"]),
        (("stepanakert",), 320, ["no"]),  # the area itself
        (("stepanakert",), 300, ["yes"]),
        (("agdam",), 320, []),  # elsewhere
    ],
)
def test_a_figure_of_the_area_is_held_against_what_is_owed_there(
    places: tuple[str, ...], number: float, meets: list[str]
) -> None:
    agreement = accord(kind="deploy", quantity=at_most(300), area=("stepanakert",))
    assert [one.meets for one in owed_of([force("ru/mod", number, place_ids=places)], agreement)] == meets


def test_a_part_of_the_area_tells_of_the_whole_only_where_it_has_too_many() -> None:
    inside = next(one for one in ACCORD.places if one.within)
    agreement = accord(kind="deploy", quantity=at_most(300), area=(inside.within[0],))
    for number, meets in ((320, "no"), (299, "open")):
        [found] = owed_of([force("ru/mod", number, place_ids=(inside.place_id,))], agreement)
        assert found.meets == meets


def test_more_than_an_exact_number_is_not_met_and_it_is_said_by_whose_word() -> None:
    agreement = accord(kind="deploy", quantity=Quantity(value=1960, unit="serviceman"), area=())
    page = open_register([force("ru/mod", 2100), force("icrc", 1960)], "forces", agreement, DAY)
    [line] = page.lines
    [found] = line.owed
    assert (found.meets, found.met_by, found.unmet_by) == ("open", ("icrc",), ("ru/mod",))
    told = text(found, line)
    assert told.startswith("Asked: exactly 1,960 servicemen. Met, by the word of ")
    assert "Not met, by the word of Russian defence ministry." in told


def test_about_the_number_is_the_number_as_a_standing_has_it() -> None:
    agreement = accord(kind="deploy", quantity=Quantity(value=1960, unit="serviceman"), area=())
    [found] = owed_of([force("ru/mod", 1950, comparator="~")], agreement)
    assert found.meets == "yes"


def test_so_many_in_each_month_is_told_and_no_day_s_figure_meets_it() -> None:
    each = Quantity(value=200, bound="floor", unit="person", per="P1M")
    arrived = entry("returns", "return", "person", "ru/mod", 300, basis="period")
    page = open_register([arrived], "returns", accord(kind="return", quantity=each, area=()), DAY)
    [found] = page.lines[0].owed
    assert (found.of, found.per, found.meets) == ("flow", "P1M", "open")
    assert text(found, page.lines[0]).startswith("Asked: at least 200 persons in every 1 month. ")


@pytest.mark.parametrize(("series", "meets"), [(False, "yes"), (True, "open")])
def test_the_figures_of_a_part_reach_no_total_of_the_whole(series: bool, meets: str) -> None:
    agreement = accord(
        kind="return", quantity=Quantity(value=1000, bound="floor", unit="person"), area=(), series=series
    )
    [found] = owed_of([entry("returns", "return", "person", "ru/mod", 1200, basis="total")], agreement)
    assert found.meets == meets


def given(said_by: str, to: str, number: float, **more: Any) -> Entry:
    return entry("exchanges", "exchange.prisoners", "prisoner", said_by, number, to=to, **more)


def exchange(**changes: Any) -> tuple[Agreement, Obligation]:
    shares = {side: Quantity(value=value, unit="prisoner") for side, value in (("az", 25), ("am", 15))}
    agreement = accord(kind="exchange", shares=shares, obligors=("az", "am"), area=(), **changes)
    return agreement, agreement.obligations[0]


def test_each_side_s_share_is_held_against_what_the_other_received() -> None:
    agreement, _ = exchange()
    [found] = balances_on([given("am/mod", "am", 20), given("ru/mod", "am", 26)], agreement, DAY)
    told = {one.giver: (one.meets, one.met_by, one.unmet_by) for one in found.owed}
    assert told == {"az": ("open", ("ru/mod",), ("am/mod",)), "am": ("open", (), ())}
    words = [text(one, found) for one in found.owed]
    assert any("exactly 25 prisoners from Azerbaijan" in one for one in words)
    assert any("Nobody gives a figure" in one for one in words)


def test_a_share_is_told_under_each_reading_where_one_counts_others() -> None:
    readings = (
        ReadingOf(id="of-am", whose="am", text="All count."),
        ReadingOf(id="of-az", whose="az", text="Not these.", leaves_out=("later",)),
    )
    agreement, _ = exchange(readings=readings)
    entries = [given("ru/mod", "am", 20), given("ru/mod", "am", 6, category="later", on="2020-12-21")]
    [found] = balances_on(entries, agreement, DAY)
    mine = {one.reading: one.meets for one in found.owed if one.giver == "az"}
    assert mine == {"": "yes", "of-am": "yes", "of-az": "no"}


def test_whose_figures_are_of_a_part_is_said_on_every_line_that_others_are_on_too() -> None:
    at = {"place_ids": ("stepanakert",), "basis": "total"}
    told = [
        entry("returns", "return", "person", "ru/mod", 50000, basis="total"),
        entry("returns", "return", "person", "ru/mod", 42500, **at),
        entry("returns", "return", "person", "unhcr", 40000, **at),
    ]
    first, second = open_register(told, "returns", ACCORD, DAY).lines
    assert [one.code for one in tell_scopes(first, set())] == ["register.scope.since"]
    assert tell_scopes(first, set(first.scopes)) == ()  # the heading says so
    assert [one.code for one in tell_scopes(second, set(first.scopes))] == ["register.scope.short"]
