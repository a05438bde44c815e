"""Two readings of who counts are two balances: an exchange stands by each, and an account too."""

from __future__ import annotations

from datetime import date
from typing import Any

from constructed import claim, invented, karabakh

from tregua.agreement.terms import Agreement, ReadingOf
from tregua.compliance import Evidence, evaluate
from tregua.model.standing import Status
from tregua.registers import enter

KARABAKH = karabakh()
AFTER = "Taken after 10 November 2020"


def stand(accord: Agreement, obligation: str, on: date, *said: dict[str, Any]) -> Status:
    claims = tuple(claim(one, number) for number, one in enumerate(said))
    found = evaluate(accord, Evidence(claims, enter(claims, accord)), on, on)
    return next(one for one in found if one.obligation_id == obligation)


def told(by: str, day: str, **more: Any) -> dict[str, Any]:
    return {"by": by, "published": day, "on": day, "act": "exchange.prisoners", **more}


def held(by: str, to: str, day: str, number: int, **more: Any) -> dict[str, Any]:
    count = {"n": number, "unit": "prisoner", "to": to}
    return told(by, day, **{"act": "account.held", "count": [count], **more})


ALL = [{"word": "all for all"}]
BOTH = (told("am/mfa", "2021-02-01", count=ALL), told("az/mfa", "2021-02-01", count=ALL))
ON = date(2021, 3, 1)


def codes(status: Status) -> list[str]:
    return [reason.text.code for reason in status.reasons]


def exchange(*said: dict[str, Any]) -> Status:
    return stand(KARABAKH, "exchange-prisoners", ON, *said)


def test_who_is_still_held_keeps_it_open_by_the_reading_that_counts_him_alone() -> None:
    later = held("am/mfa", "am", "2021-02-10", 62, category=AFTER)
    status = exchange(*BOTH, later)
    assert status.phase == "in_progress"
    assert status.readings == {"am-prisoners": "in_progress", "az-prisoners": "fulfilled"}
    assert codes(status).count("compliance.reading") == 2
    (kept,) = [one for one in status.reasons if one.text.code == "compliance.exchange.held"]
    (left,) = [one for one in status.reasons if one.text.code == "compliance.exchange.left_out"]
    assert kept.evidence == left.evidence == ("item-002.c",)
    assert left.text.args["reading"] == "reading:az-prisoners"
    assert "compliance.exchange.same" not in codes(status)


def test_what_was_held_before_all_were_exchanged_keeps_nothing_open() -> None:
    status = exchange(held("am/mfa", "am", "2021-01-10", 62, category=AFTER), *BOTH)
    assert status.phase == "fulfilled"
    assert set(status.readings.values()) == {"fulfilled"}
    assert "compliance.exchange.same" in codes(status)


def test_a_figure_of_no_sort_keeps_it_open_where_everybody_counts() -> None:
    status = exchange(*BOTH, held("am/mfa", "am", "2021-02-10", 62))
    assert status.readings == {"am-prisoners": "in_progress", "az-prisoners": "fulfilled"}


def test_the_last_word_of_who_is_held_weighs_and_only_a_side_s_of_its_own() -> None:
    many = held("am/mfa", "am", "2021-02-10", 62)
    assert exchange(*BOTH, many, held("am/mfa", "am", "2021-02-20", 0)).phase == "fulfilled"
    assert exchange(*BOTH, held("outlet/paper", "am", "2021-02-10", 62)).phase == "fulfilled"
    assert exchange(*BOTH, held("az/mfa", "am", "2021-02-10", 62)).phase == "fulfilled"
    bodies = held("am/mfa", "am", "2021-02-10", 9, count=[{"n": 9, "unit": "body", "to": "am"}])
    assert exchange(*BOTH, bodies).phase == "fulfilled"


def test_where_no_figure_tells_the_sort_the_readings_come_to_the_same_and_that_is_said() -> None:
    given = told("ru/mod", "2020-12-14", count=[{"n": 44, "unit": "prisoner", "to": "am"}])
    assert "compliance.exchange.not_apart" in codes(exchange(given))
    assert "compliance.exchange.not_apart" not in codes(exchange())


def parted(obligation: str) -> Agreement:
    """The invented accord, one obligation of which the south reads without soldiers."""
    accord = invented()
    readings = (
        ReadingOf(id="all", whose="north", text="everybody", leaves_out=()),
        ReadingOf(id="unarmed", whose="south", text="civilians", leaves_out=("soldiers",)),
    )
    obligations = tuple(
        one.model_copy(update={"readings": readings}) if one.id == obligation else one
        for one in accord.obligations
    )
    return accord.model_copy(update={"obligations": obligations})


def test_a_share_is_reached_only_by_those_who_count() -> None:
    day = "2031-03-10"
    prisoners = next(one.id for one in invented().obligations if one.kind == "exchange" and one.shares)
    given = (
        told("qs/army", day, count=[{"n": 40, "unit": "prisoner", "to": "south"}], category="Soldiers"),
        told("qn/army", day, count=[{"n": 60, "unit": "prisoner", "to": "north"}]),
    )
    status = stand(parted(prisoners), prisoners, date(2031, 3, 20), *given)
    assert status.readings == {"all": "fulfilled", "unarmed": "in_progress"}


def test_an_account_of_those_who_do_not_count_is_none() -> None:
    day = "2031-03-10"
    lists = (
        told("qs/army", day, act="account.list", actor="qn/army", count=[{"n": 31, "unit": "officer"}]),
        told("qn/army", day, act="account.list", actor="qs/army", count=[{"n": 20, "unit": "missing"}]),
    )
    on = date(2031, 3, 20)
    assert stand(parted("lists"), "lists", on, *lists).readings == {
        "all": "fulfilled",
        "unarmed": "fulfilled",
    }
    sorted_out = ({**lists[0], "category": "soldiers"}, lists[1])
    assert stand(parted("lists"), "lists", on, *sorted_out).readings["all"] == "fulfilled"
    assert stand(parted("lists"), "lists", on, *sorted_out).readings["unarmed"] != "fulfilled"
