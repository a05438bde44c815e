"""Figures over time are held against each other line by line: what is of another place or of another side's
force is no part of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tregua.agreement.load import load_accord
from tregua.centre.assess import audit
from tregua.model.messages import Message
from tregua.model.records import Basis, Claim, ClaimSource, Event, PlaceMention, QuantityMention
from tregua.model.standing import Reason
from tregua.registers import enter, open_register
from tregua.registers.pages.by_line import figures_by_line

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
ON = date(2020, 12, 31)


def says(
    day: str,
    figure: float,
    act: str,
    unit: str,
    *,
    place: str = "",
    actor: str = "",
    basis: Basis | None = None,
) -> Claim:
    count = QuantityMention(start=0, end=1, text="", low=figure, high=figure, unit=unit, basis=basis)
    places = (PlaceMention(start=0, end=1, text=place, name=place, place_id=place),) if place else ()
    event = Event(
        start=0, end=1, act=act, actor=actor or None, earliest=day, latest=day, places=places,
        quantities=(count,),
    )  # fmt: skip
    return Claim(
        claim_id=f"claim-{day}-{place}-{actor}",
        source=ClaimSource(start=0, end=1, actor_id="ru/mod"),
        published_at=day,
        events=(event,),
    )


def remarks(*claims: Claim) -> list[Reason]:
    return list(audit(enter(claims, ACCORD), ACCORD, ON))


def remark_of(reason: Reason) -> str:
    told = reason.text.args["remark"]
    assert isinstance(told, Message)
    return told.code


def test_who_came_back_to_one_district_is_no_part_of_who_came_back_to_another() -> None:
    agdam = says("2020-12-01", 10_000, "return.persons", "person", place="place/agdam", basis="total")
    lachin = says("2020-12-02", 500, "return.persons", "person", place="place/lachin", basis="total")
    assert remarks(agdam, lachin) == []


def test_a_total_that_falls_in_one_district_is_told_with_the_district() -> None:
    first = says("2020-12-01", 10_000, "return.persons", "person", place="place/agdam", basis="total")
    then = says("2020-12-02", 500, "return.persons", "person", place="place/agdam", basis="total")
    (told,) = remarks(first, then)
    assert remark_of(told) == "registers.audit.total_falls"
    assert "place/agdam" in repr(told.text.args["what"])
    assert set(told.evidence) == {first.claim_id, then.claim_id}


def test_one_side_s_force_is_no_part_of_another_s() -> None:
    theirs = says("2020-12-01", 1_960, "deploy.force", "serviceman", actor="ru/mil", basis="total")
    other = says("2020-12-02", 60, "deploy.force", "serviceman", actor="tr/mil", basis="total")
    assert remarks(theirs, other) == []
    assert len(figures_by_line(enter((theirs, other), ACCORD), "forces", ACCORD, ON)) == 2


def test_a_total_and_the_flow_it_is_part_of_are_of_one_line() -> None:
    total = says("2020-12-01", 100, "return.persons", "person", place="place/agdam", basis="total")
    flow = says("2020-12-01", 400, "return.persons", "person", place="place/agdam", basis="period")
    flow = flow.model_copy(update={"claim_id": "claim-flow"})
    assert "registers.audit.flow_above_total" in [remark_of(one) for one in remarks(total, flow)]


def test_a_page_tells_of_its_figures_what_they_cannot_follow() -> None:
    first = says("2020-12-01", 10_000, "return.persons", "person", place="place/agdam", basis="total")
    then = says("2020-12-20", 500, "return.persons", "person", place="place/agdam", basis="total")
    found = open_register(enter((first, then), ACCORD), "returns", ACCORD, ON)
    assert [one.evidence for one in found.flags if "total_falls" in repr(one.text)] == [
        ("claim-2020-12-01-place/agdam-", then.claim_id)
    ]
    long_after = date(2021, 12, 31)
    later = open_register(enter((first, then), ACCORD), "returns", ACCORD, long_after)
    assert not [one for one in later.flags if "total_falls" in repr(one.text)]
