"""Claims into entries, entries into series, series against themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.bounds import bounds, can_agree, is_exact
from tregua.model.messages import Argument, Message
from tregua.model.records import Basis, Claim, ClaimSource, Comparator, Event, QuantityMention
from tregua.model.standing import Register
from tregua.registers import Point, audit_series, enter, series
from tregua.registers.accounts import load_accounts
from tregua.reporting.messages import Catalogue

ROOT = Path(__file__).resolve().parents[2]
ACCORD = load_accord(ROOT / "src" / "tregua" / "data" / "accords" / "karabakh-2020")


def count(n: float | None, unit: str, comparator: Comparator = "=", **more: object) -> QuantityMention:
    high = n if comparator in ("=", "~") else None
    return QuantityMention(
        start=0, end=1, text=str(n), low=n, high=high, unit=unit, comparator=comparator, **more
    )  # type: ignore[arg-type]


def say(
    claim_id: str, act: str, *counts: QuantityMention, on: str | None = "2020-12-01", **more: object
) -> Claim:
    fields = {"modality": "actual", "negated": False, "actor": None, "target": None} | more
    event = Event(start=0, end=1, act=act, earliest=on, latest=on, quantities=counts, **fields)  # type: ignore[arg-type]
    return Claim(
        claim_id=claim_id,
        source=ClaimSource(start=0, end=1, actor_id="ru/mod"),
        through="outlet/tass",
        events=(event,),
        published_at="2020-12-02",
    )


def test_one_file_a_register() -> None:
    assert [account.name for account in load_accounts()] == sorted(get_args(Register))


def test_each_count_is_an_entry_of_its_own() -> None:
    claim = say(
        "c",
        "deploy.force",
        count(1960, "serviceman"),
        count(90, "apc"),
        count(5, "year"),
        actor="ru/peacekeepers",
    )
    entries = enter([claim], ACCORD)
    assert [(e.register_name, e.measure, e.low) for e in entries] == [
        ("forces", "apc", 90),
        ("forces", "serviceman", 1960),
    ]
    first = entries[0]
    assert (first.said_by, first.through, first.claim_id) == ("ru/mod", "outlet/tass", "c")


def test_a_step_without_a_count_is_an_entry() -> None:
    entries = enter([say("c", "handover.enter"), say("d", "deploy.patrol"), say("e", "link.plan")], ACCORD)
    assert {(e.register_name, e.measure, e.low) for e in entries} == {
        ("control", "enter", None),
        ("forces", "patrol", None),
        ("links", "plan", None),
    }


def test_a_step_that_matters_stands_beside_its_counts() -> None:
    entries = enter([say("c", "establish.open", count(60, "serviceman", "<="))], ACCORD)
    assert {(e.measure, e.low) for e in entries} == {("open", None), ("serviceman", 60)}


def test_exchanges_are_entered_by_receiver() -> None:
    claim = say("c", "exchange.prisoners", count(12, "prisoner", to="az/mod"), count(44, "", to="nk"))
    assert {(e.measure, e.to, e.low) for e in enter([claim], ACCORD)} == {
        ("prisoner", "az", 12),
        ("prisoner", "am", 44),
    }


def test_returnees_displaced_and_people_are_one_measure_and_keep_their_unit() -> None:
    claim = say("c", "return.persons", count(700, "returnee"), count(4, "convoy"), count(3, "age"))
    assert {(e.measure, e.unit) for e in enter([claim], ACCORD)} == {
        ("person", "returnee"),
        ("convoy", "convoy"),
    }


def test_losses_told_with_an_attack_are_entered_and_the_attack_is_not() -> None:
    claim = say("c", "hostile.attack", count(6, "wounded"), count(2, "vehicle"))
    assert [(e.register_name, e.measure, e.low) for e in enter([claim], ACCORD)] == [("losses", "wounded", 6)]
    assert enter([say("d", "hostile.attack")], ACCORD) == ()


def test_the_dead_of_a_killing_are_killed_whatever_they_are_called() -> None:
    claim = say("c", "loss.killed", count(3, "serviceman"), count(2, "wounded"))
    assert {(e.measure, e.unit, e.low) for e in enter([claim], ACCORD)} == {
        ("killed", "serviceman", 3),
        ("wounded", "wounded", 2),
    }


def test_a_corrected_claim_is_not_entered_beside_its_correction() -> None:
    wrong = say("c1", "return.persons", count(100, "person"))
    right = say("c2", "return.persons", count(10, "person")).model_copy(update={"supersedes": "c1"})
    assert [e.claim_id for e in enter([wrong, right], ACCORD)] == ["c2"]


def test_politics_feeds_no_register() -> None:
    assert enter([say("c", "politics.demand", count(17, "party"))], ACCORD) == ()


def test_plans_demands_and_denials_are_entries_but_no_points() -> None:
    claims = [
        say("a", "return.persons", count(1, "person")),
        say("b", "return.persons", count(2, "person"), modality="planned"),
        say("c", "return.persons", count(3, "person"), negated=True),
        say("d", "return.persons", count(None, "person", word="thousands")),
        say("e", "return.persons", count(5, "person")).model_copy(update={"stance": "demands"}),
    ]
    entries = enter(claims, ACCORD)
    assert len(entries) == 5
    assert [p.claim_id for p in series(entries, "returns", "person", date(2021, 1, 1))] == ["a"]


def test_a_series_ends_on_its_day_and_is_sorted() -> None:
    claims = [say(f"c{n}", "return.persons", count(n, "person"), on=f"2020-12-0{n}") for n in (3, 1, 2)]
    claims.append(say("undated", "return.persons", count(9, "person"), on=None))
    points = series(enter(claims, ACCORD), "returns", "person", date(2020, 12, 2))
    assert [(p.on.day, p.claim_id) for p in points] == [(1, "c1"), (2, "c2"), (2, "undated")]


def point(day: int, n: float, basis: Basis | None, comparator: Comparator = "=", **more: object) -> Point:
    high = n if comparator in ("=", "~") else None
    fields = {"said_by": "ru/mod", "claim_id": f"{basis}-{day}-{n}-{comparator}"} | more
    return Point(
        on=date(2020, 12, 1) + timedelta(days=day - 1),
        low=n,
        high=high,
        comparator=comparator,
        basis=basis,
        **fields,  # type: ignore[arg-type]
    )


def codes(*points: Point) -> list[str]:
    return [message.code.rpartition(".")[2] for message in audit_series(points)]


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ((point(1, 100, "total"), point(2, 120, "total")), []),
        ((point(1, 100, "total"), point(2, 90, "total")), ["total_falls"]),
        ((point(1, 100, "total", "~"), point(2, 95, "total", "~")), []),
        ((point(1, 100, "total"), point(2, 90, "total", ">")), []),
        ((point(1, 100, "total", ">"), point(2, 90, "total")), ["total_falls"]),
        ((point(1, 100, "total"), point(2, 50, "period"), point(2, 120, "total")), ["flows_above_totals"]),
        ((point(1, 100, "total"), point(2, 20, "period"), point(2, 120, "total")), []),
        ((point(1, 500, "period"), point(1, 400, "total")), ["flow_above_total"]),
        ((point(1, 43000, "total", ">"), point(1, 43000, "total", "~")), ["told_differently"]),
        ((point(1, 43000, "total"), point(1, 47000, "total", said_by="am/mod")), ["cannot_both_be"]),
        (
            (
                point(1, 43000, "total", published_at="2020-12-02"),
                point(1, 47000, "total", published_at="2020-12-03"),
            ),
            ["revised"],
        ),
        (
            (
                point(1, 43000, "total", ">", published_at="2020-12-03", through="outlet/a"),
                point(2, 43100, "total", "~", published_at="2020-12-03", through="outlet/b"),
            ),
            ["outlets_differ"],
        ),
        ((point(1, 11, None), point(1, 23, None)), []),
        ((point(1, 3, None), point(1, 6, None, said_by="am/mfa")), []),
        ((point(1, 3, None, through="outlet/a"), point(1, 6, None, through="outlet/b")), ["cannot_both_be"]),
        ((point(1, 100, "total"), point(20, 120, "total")), ["gap"]),
        ((point(1, 12, "total", to="az"), point(2, 10, "total", to="am")), []),
        ((point(1, 100, "total"), point(1, 100, "total", claim_id="again")), []),
        (
            (
                point(1, 100, "total", ">", published_at="2020-12-02"),
                point(1, 120, "total", published_at="2020-12-03"),
            ),
            ["told_differently"],
        ),
        (
            (
                point(1, 100, "total", said_by=None, through="outlet/a", published_at="2020-12-02"),
                point(1, 120, "total", said_by=None, through="outlet/b", published_at="2020-12-03"),
            ),
            ["cannot_both_be"],
        ),
    ],
)
def test_audit(points: tuple[Point, ...], found: list[str]) -> None:
    assert codes(*points) == found


def test_an_audit_names_its_claims_and_has_a_text() -> None:
    (message,) = audit_series((point(1, 100, "total"), point(2, 90, "total")))
    assert message.args["claims"] == ("total-1-100-=", "total-2-90-=")
    catalogue = Catalogue.load()
    for code in (
        "total_falls", "flow_above_total", "flows_above_totals", "told_differently", "cannot_both_be",
        "outlets_differ", "revised", "gap",
    ):  # fmt: skip
        assert catalogue.template(f"registers.audit.{code}")


POINTS = st.builds(
    point,
    st.integers(1, 40),
    st.integers(1, 5000).map(float),
    st.sampled_from(("period", "total", None)),
    st.sampled_from(("=", "~", "<", "<=", ">", ">=", "<~")),
    said_by=st.sampled_from(("ru/mod", "am/mod", None)),
    through=st.sampled_from(("outlet/tass", None)),
    to=st.sampled_from(("az", None)),
    published_at=st.sampled_from(("2020-12-10", "2020-12-11", None)),
)


def numbers(argument: Argument) -> Iterator[float]:
    if isinstance(argument, Message):
        for inner in argument.args.values():
            yield from numbers(inner)
    elif isinstance(argument, tuple):
        for inner in argument:
            yield from numbers(inner)
    elif isinstance(argument, int | float):
        yield argument


@settings(max_examples=150, deadline=None)
@given(st.lists(POINTS, max_size=12), st.randoms())
def test_an_audit_says_no_number_nobody_claimed_and_heeds_no_order(points, chance) -> None:
    told = audit_series(points)
    claimed = {p.low for p in points} | {p.high for p in points}
    for message in told:
        assert set(numbers(message)) <= claimed
        assert set(message.args["claims"]) <= {p.claim_id for p in points}
    chance.shuffle(points)
    assert audit_series(points) == told


CLAIMS = st.lists(
    st.builds(
        say,
        st.integers(0, 10**6).map(lambda n: f"c{n}"),
        st.sampled_from(
            (
                "return.persons",
                "deploy.force",
                "loss.killed",
                "exchange.bodies",
                "control.hold",
                "politics.resign",
            )
        ),
        st.builds(count, st.integers(1, 9000), st.sampled_from(("person", "serviceman", "body", "year", ""))),
        on=st.sampled_from(("2020-12-01", "2020-12-05", None)),
        negated=st.booleans(),
    ),
    max_size=10,
).map(lambda found: list({claim.claim_id: claim for claim in found}.values()))


@settings(max_examples=100, deadline=None)
@given(CLAIMS, st.randoms())
def test_entries_repeat_what_was_claimed_and_nothing_else(claims, chance) -> None:
    entries = enter(claims, ACCORD)
    by_id = {claim.claim_id: claim for claim in claims}
    for entry in entries:
        (event,) = by_id[entry.claim_id].events
        assert entry.act == event.act
        assert entry.negated == event.negated
        assert entry.low is None or entry.low in {q.low for q in event.quantities}
    assert len({entry.entry_id for entry in entries}) == len(entries)
    chance.shuffle(claims)
    assert enter(claims, ACCORD) == entries


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (count(100, "person"), (100, 100)),
        (count(100, "person", ">"), (100, float("inf"))),
        (count(100, "person", "<="), (0, 100)),
        (count(100, "person", "~"), (90, pytest.approx(110))),
        (count(100, "person", "<~"), (90, 100)),
        (count(None, "person"), (float("-inf"), float("inf"))),
        (QuantityMention(start=0, end=1, text="", low=30, high=50), (30, 50)),
        (QuantityMention(start=0, end=1, text="", low=30), (30, float("inf"))),
        (QuantityMention(start=0, end=1, text="", high=30), (0, 30)),
    ],
)
def test_bounds(quantity: QuantityMention, expected: tuple[float, float]) -> None:
    assert bounds(quantity) == expected


def test_figures_that_can_agree() -> None:
    assert can_agree(count(1960, "serviceman"), count(2000, "serviceman", "<~"))
    assert not can_agree(count(1500, "serviceman"), count(2000, "serviceman", "<~"))
    assert is_exact(count(3, "apc"))
    assert not is_exact(count(3, "apc", ">"))
