"""The Minsk accord as data: complete in its points, clean; what it says of distances, days and readings."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import tregua
from compliance.constructed import evidence_of
from tregua.agreement.calendar import days_known, last_day, settle
from tregua.agreement.lint import lint_accord
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.compliance import evaluate
from tregua.model.earth import distance_km
from tregua.vocabulary.lexicon import load_vocabulary

ACCORD = Path(tregua.__file__).parent / "data/accords/minsk-2015"


@pytest.fixture(scope="module")
def accord() -> Agreement:
    return load_accord(ACCORD)


def test_it_checks_clean(accord: Agreement) -> None:
    assert lint_accord(accord) == ()


def test_every_point_has_its_clause_and_something_follows_from_each(accord: Agreement) -> None:
    clauses = {one.id for one in accord.clauses}
    assert {f"pm-{n}" for n in range(1, 14)} <= clauses
    assert {f"pr-{n}" for n in range(1, 13)} <= clauses
    assert {f"me-{n}" for n in range(1, 10)} <= clauses
    assert {f"ms-{letter}" for letter in "abcdefg"} <= clauses
    followed = {one.clause for one in accord.obligations} | {one.clause for one in accord.provisions}
    assert clauses == followed


def test_distances_are_half_the_zone_each_side_from_its_own_line(accord: Agreement) -> None:
    found = {
        one.id: one.distance
        for one in accord.obligations
        if one.clause == "pm-2" and one.distance is not None and one.id != "keep-security-zone"
    }
    assert {name: one.km for name, one in found.items()} == {
        "withdraw-heavy-weapons": 25,
        "withdraw-artillery": 25,
        "withdraw-rocket-launchers": 35,
        "withdraw-long-range": 70,
    }
    for one in found.values():
        assert one.baselines == {"ua": "contact-line", "ordlo": "line-2014-09-19"}


def test_the_addendum_counts_both_sides_from_the_line_of_contact(accord: Agreement) -> None:
    for name in ("withdraw-tanks", "withdraw-light-artillery", "withdraw-mortars"):
        distance = accord.obligation(name).distance
        assert distance is not None
        assert (distance.km, set(distance.baselines.values())) == (15, {"contact-line"})


@pytest.mark.parametrize(
    ("obligation", "reading", "day"),
    [
        ("withdraw-heavy-weapons", "ru-text", date(2015, 3, 2)),
        ("withdraw-heavy-weapons", "from-the-ceasefire", date(2015, 3, 1)),
        ("name-special-territory", None, date(2015, 3, 14)),
        ("exchange-all-for-all", "nineteen-days", date(2015, 3, 6)),
        ("restore-border-control", None, date(2015, 12, 31)),
        ("withdraw-tanks", None, date(2015, 11, 10)),
    ],
)
def test_days_that_are_counted(accord: Agreement, obligation: str, reading: str | None, day: date) -> None:
    owed = accord.obligation(obligation)
    read = next((one for one in owed.readings if one.id == reading), None)
    days = {one.id: one.on for one in accord.events if one.on}
    assert last_day(settle((owed.under(read) if read else owed).window, days)) == day


def test_the_last_day_is_the_fourteenth_where_the_day_to_begin_is_the_first(accord: Agreement) -> None:
    owed, days = accord.obligation("withdraw-heavy-weapons"), days_known(accord)
    for name, first_counted in (("ru-text", True), ("en-text", False)):
        read = next(one for one in owed.readings if one.id == name)
        begin, due = (last_day(settle(getattr(owed.under(read), key), days)) for key in ("begin", "window"))
        assert begin
        assert due == begin + timedelta(days=13 if first_counted else 14) == date(2015, 3, 2)
    assert "3 March" in owed.note


def test_the_zone_must_be_kept_from_the_day_after_the_last_of_the_withdrawal(accord: Agreement) -> None:
    days = days_known(accord)
    kept = settle(accord.obligation("keep-security-zone").window, days)
    last = last_day(settle(accord.obligation("withdraw-heavy-weapons").window, days))
    assert kept
    assert kept.starts_at
    assert last
    assert kept.starts_at.date() == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        ([("osce/smm", "ua/mil", ["popasna"])], "in_progress"),
        ([("osce/smm", None, ["popasna"])], "in_progress"),
        ([("ua/mil", "ua/mil", ["conflict-area"])], "in_progress"),  # the other side has lifted none
        ([(one, one, ["conflict-area"]) for one in ("ua/mil", "ordlo-d/mil")], "claimed"),
        ([("osce/smm", one, ["conflict-area"]) for one in ("ua/mil", "ordlo-d/mil")], "fulfilled"),
        ([("osce/smm", "osce/smm", ["conflict-area"])], "not_started"),  # cleared for them
    ],
)
def test_mines_lifted_at_one_place_or_by_one_side_are_not_all_of_them(
    accord: Agreement, words: list[tuple[str, str | None, list[str]]], phase: str
) -> None:
    given = [
        {"by": by, "actor": actor, "at": at, "act": "clearance.mines", "on": "2015-04-01"}
        for by, actor, at in words
    ]
    evidence = evidence_of({"given": [{**one, "published": "2015-04-01"} for one in given]}, accord)
    every = evaluate(accord, evidence, date(2015, 4, 2), date(2015, 4, 2))
    (standing,) = (one for one in every if one.obligation_id == "lift-mines")
    assert standing.phase == phase


def test_the_two_texts_begin_on_different_days(accord: Agreement) -> None:
    owed = accord.obligation("withdraw-heavy-weapons")
    days = {one.id: one.on for one in accord.events if one.on}
    begins = {one.id: last_day(settle(owed.under(one).begin, days)) for one in owed.readings}
    assert begins["ru-text"] == date(2015, 2, 17)
    assert begins["en-text"] == date(2015, 2, 16)


def test_in_the_text_nothing_waits_for_itself_the_readings_close_the_circle(accord: Agreement) -> None:
    def waits_for(name: str, reading: str | None) -> set[str]:
        owed = accord.obligation(name)
        read = next((one for one in owed.readings if one.id == reading), None)
        return {one.on for one in (owed.under(read) if read else owed).depends}

    assert "hold-local-elections" in waits_for("restore-border-control", None)
    assert "restore-border-control" not in waits_for("hold-local-elections", None)
    assert "restore-border-control" in waits_for("hold-local-elections", "border-first")
    assert waits_for("restore-border-control", "border-first") == set()


def test_a_party_with_two_actors_and_a_signer_who_observes_nothing(accord: Agreement) -> None:
    assert accord.side_of("ordlo-d/mil") == accord.side_of("ordlo-l") == "ordlo"
    assert accord.side_of("ua/mil") == "ua"
    assert accord.not_independent == {"rus"}


def test_the_lines_differ_where_debaltseve_lies_and_nowhere_else(accord: Agreement) -> None:
    zones = {one.id: one for one in accord.zones}
    debaltseve = next(one for one in accord.places if one.place_id == "debaltseve")
    point = (debaltseve.latitude, debaltseve.longitude, 0.0)
    later, earlier = zones["contact-line"], zones["line-2014-09-19"]
    assert all(zone.schematic for zone in zones.values())
    assert later.outline.apart(*point) != earlier.outline.apart(*point)
    ends = [
        [zone.geometry["coordinates"][at] for at in (0, -1)]  # type: ignore[index]
        for zone in (later, earlier)
    ]
    assert ends[0] == ends[1]
    assert zones["contact-line-before"].geometry == earlier.geometry


@pytest.mark.parametrize("name", ["debaltseve", "horlivka", "popasna", "mariupol", "donetsk", "luhansk"])
def test_places_lie_where_the_gazetteer_has_them(accord: Agreement, name: str) -> None:
    own = next(one for one in accord.places if one.place_id == name)
    known = load_vocabulary().places.by_id(name)
    assert known is not None
    assert distance_km(own.latitude, own.longitude, known.latitude, known.longitude) < 5
