"""A register on a day: what it may show, whatever was claimed, however late, in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.messages import Message
from tregua.model.records import Basis, Claim, ClaimSource, Comparator, Event, PlaceMention, QuantityMention
from tregua.model.register import Line, Page
from tregua.model.standing import Entry, Register
from tregua.registers import enter, open_register, post, write_page
from tregua.registers.accounts import load_accounts
from tregua.registers.entries.posting import last_words, seen_on

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
FIRST = date(2020, 11, 10)
ACTS = (
    "deploy.post", "deploy.force", "handover.enter", "handover.transfer", "handover.withdraw", "control.hold",
    "exchange.prisoners", "exchange.bodies", "return.persons", "clearance.mines", "loss.killed", "link.open",
    "link.close", "establish.open", "depart.post", "deploy.arrive", "deploy.rotate", "depart.force",
    "displace.persons", "displace.sheltered", "loss.damage",
)  # fmt: skip
SPEAKERS = ("az/mod", "am/mod", "ru/mod", "icrc", "outlet/tass", None)
UNITS = ("serviceman", "post", "prisoner", "body", "person", "hectare", "killed", "vehicle", "")


def place(place_id: str) -> PlaceMention:
    return PlaceMention(start=0, end=1, text=place_id, name=place_id, place_id=place_id)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        day = (FIRST + timedelta(draw(st.integers(0, 9)))).isoformat()
        low = draw(st.none() | st.integers(-5, 500).map(float))
        high = draw(st.sampled_from([low, None if low is None else low + 7]))
        counts = tuple(
            QuantityMention(
                start=0, end=1, text="", low=low, high=high, unit=unit,
                comparator=draw(st.sampled_from(get_args(Comparator))),
                basis=draw(st.sampled_from([None, *get_args(Basis)])),
            )
            for unit in draw(st.lists(st.sampled_from(UNITS), max_size=2, unique=True))
        )  # fmt: skip
        event = Event(
            start=0, end=1, act=draw(st.sampled_from(ACTS)), negated=draw(st.booleans()),
            modality=draw(st.sampled_from(["actual", "actual", "planned", "possible"])),
            actor=draw(st.sampled_from([None, "az/mil", "am/mil", "ru/mil"])),
            target=draw(st.sampled_from([None, "az", "am"])),
            earliest=draw(st.sampled_from([None, None, day, FIRST.isoformat(), "2020-11-16"])),
            latest=draw(st.sampled_from([day, None])), quantities=counts,
            places=tuple(map(place, draw(st.lists(st.sampled_from(["agdam", "lachin"]), max_size=2)))),
            about=draw(st.sampled_from(["", "", "post 7"])),
            category=draw(st.sampled_from(["", "", "civilian"])),
        )  # fmt: skip
        speaker = draw(st.sampled_from(SPEAKERS))
        made.append(
            Claim(
                claim_id=f"c{number}",
                source=ClaimSource(start=0, end=1, actor_id=speaker) if speaker else None,
                through=draw(st.sampled_from([None, "outlet/tass"])),
                stance=draw(st.sampled_from(["asserts", "asserts", "denies", "promises", "demands"])),
                events=(event,),
                published_at=(FIRST + timedelta(draw(st.integers(0, 12)))).isoformat(),
                supersedes=draw(st.none() | st.integers(0, 11).map(lambda n: f"c{n}")),
            )
        )
    return made


def figures(page: Page) -> set[float]:
    """Every number on the page, those of flags and of what is owed apart."""
    shown = {end for line in page.lines for end in (line.low, line.high)}
    shown |= {end for line in page.lines for word in line.words for end in (word.entry.low, word.entry.high)}
    return {one for one in shown if one is not None}


def odd(number: int, low: float) -> Claim:
    """A force of so many on the first day, by one speaker."""
    count = QuantityMention(start=0, end=1, text="", low=low, high=low, unit="serviceman", basis="total")
    day = FIRST.isoformat()
    event = Event(
        start=0, end=1, act="deploy.force", actor="az/mil", earliest=day, latest=day, quantities=(count,)
    )
    source = ClaimSource(start=0, end=1, actor_id="icrc")
    return Claim(claim_id=f"odd{number}", source=source, events=(event,), published_at=day)


AT_ODDS = (odd(1, -7), odd(2, 900))
"""Figures that are doubted on any page they are on."""
names = st.sampled_from([account.name for account in load_accounts()])
days = st.integers(-1, 14).map(lambda n: FIRST + timedelta(n))


def test_every_flag_names_claims_that_are_on_the_page_and_numbers_that_are_theirs() -> None:
    flagged: set[str] = set()

    @given(claims(), days)
    @settings(max_examples=100, deadline=None)
    def check(said: list[Claim], on: date) -> None:
        entries = enter([*said, *AT_ODDS], ACCORD)
        for account in load_accounts():
            look_at(open_register(entries, account.name, ACCORD, on), [*said, *AT_ODDS])

    def look_at(page: Page, said: list[Claim]) -> None:
        shown = {word.entry.claim_id for line in page.lines for word in line.words}
        claimed = {
            end for one in said for event in one.events for q in event.quantities for end in (q.low, q.high)
        }
        for flag in page.flags:
            assert flag.evidence
            assert set(flag.evidence) <= shown
            assert set(_numbers(flag.text)) <= claimed
            flagged.add(flag.text.code)

    check()
    assert {"registers.flag.negative", "registers.flag.told_differently"} <= flagged


def _numbers(told: object) -> list[float]:
    if isinstance(told, Message):
        return [number for inner in told.args.values() for number in _numbers(inner)]
    if isinstance(told, tuple):
        return [number for inner in told for number in _numbers(inner)]
    return [told] if isinstance(told, int | float) else []


@given(claims(), names, days)
@settings(max_examples=300, deadline=None)
def test_no_register_shows_a_number_that_nobody_claimed(said: list[Claim], name: Register, on: date) -> None:
    page = open_register(enter(said, ACCORD), name, ACCORD, on)
    claimed = {
        end for one in said for event in one.events for q in event.quantities for end in (q.low, q.high)
    }
    assert figures(page) <= claimed


@given(claims(), names, days, st.randoms())
@settings(max_examples=300, deadline=None)
def test_the_order_in_which_it_came_is_nothing_to_the_page(said, name, on, chance) -> None:  # type: ignore[no-untyped-def]
    page = open_register(enter(said, ACCORD), name, ACCORD, on)
    mixed = [*said, *said[:3]]
    chance.shuffle(mixed)
    assert open_register(reversed(enter(mixed, ACCORD)), name, ACCORD, on) == page


@given(claims(), names, days)
@settings(max_examples=300, deadline=None)
def test_the_last_day_of_each_speaker_on_each_line_is_enough(
    said: list[Claim], name: Register, on: date
) -> None:
    entries = [one for one in enter(said, ACCORD) if one.register_name == name]
    postings = [post(entry, ACCORD) for entry in entries]
    assert write_page(last_words(postings, on), entries, name, ACCORD, on) == open_register(
        entries, name, ACCORD, on
    )


@given(claims(), names, days)
@settings(max_examples=300, deadline=None)
def test_nothing_is_shown_before_its_day_or_after_it_was_corrected(
    said: list[Claim], name: Register, on: date
) -> None:
    entries = {one.entry_id: one for one in enter(said, ACCORD)}
    for line in open_register(entries.values(), name, ACCORD, on).lines:
        for word in line.words:
            assert word.entry == entries[word.entry.entry_id]
            if not word.entry.is_meant:
                assert word.since is not None
                assert word.since <= on


@given(claims(), days)
@settings(max_examples=200, deadline=None)
def test_every_fact_with_a_day_is_on_the_page_of_that_day_or_a_later_word_of_its_speaker_is(
    said: list[Claim], on: date
) -> None:
    entries = enter(said, ACCORD)
    for account in load_accounts():
        lines = open_register(entries, account.name, ACCORD, on).lines
        shown = {word.entry.entry_id for line in lines for word in line.words}
        spoken = {
            _line_of(word.entry): word.since
            for line in lines
            for word in line.words
            if not word.entry.is_meant
        }
        for entry in entries:
            day = seen_on(entry)
            if entry.register_name == account.name and not entry.is_meant and day and day <= on:
                last = spoken[_line_of(entry)]
                assert entry.entry_id in shown or (last is not None and last >= day)


def _line_of(entry: Entry) -> tuple[object, ...]:
    return (post(entry, ACCORD).line, entry.speaker)


def told(claim_id: str, act: str, said_by: str, on: str, *counts: tuple[float, str], **more: object) -> Claim:
    fields = {"actor": None, "target": None, "places": (), "about": "", "negated": False} | more
    quantities = tuple(
        QuantityMention(start=0, end=1, text="", low=n, high=n, unit=unit) for n, unit in counts
    )
    event = Event(start=0, end=1, act=act, earliest=on, latest=on, quantities=quantities, **fields)  # type: ignore[arg-type]
    return Claim(
        claim_id=claim_id,
        source=ClaimSource(start=0, end=1, actor_id=said_by),
        events=(event,),
        published_at=on,
    )


def page_of(name: Register, on: str, *said: Claim) -> Page:
    return open_register(enter(said, ACCORD), name, ACCORD, date.fromisoformat(on))


def only(page: Page) -> Line:
    [line] = page.lines
    return line


def codes(page: Page) -> list[str]:
    return [flag.text.code for flag in page.flags]


def test_a_level_is_a_range_over_whoever_speaks_of_it() -> None:
    line = only(
        page_of(
            "forces",
            "2020-12-01",
            told("a", "deploy.force", "ru/mod", "2020-11-12", (1960, "serviceman"), actor="ru/mil"),
            told("b", "deploy.force", "az/mod", "2020-11-20", (1500, "serviceman"), actor="ru/mil"),
            told("c", "deploy.force", "icrc", "2020-11-22", (1700, "serviceman"), actor="ru/mil"),
        )
    )
    assert (line.low, line.high) == (1500, 1960)
    assert [(word.entry.claim_id, word.manner) for word in line.words] == [
        ("b", "acknowledged"),
        ("c", "observed"),
        ("a", "announced"),
    ]
    assert [(one.obligation_id, one.meets) for one in line.owed] == [("deploy-servicemen", "open")]


def test_a_speaker_s_later_level_takes_the_place_of_the_earlier_one_and_of_nobody_else_s() -> None:
    said = (
        told("a", "deploy.force", "ru/mod", "2020-11-12", (1960, "serviceman"), actor="ru/mil"),
        told("b", "deploy.force", "icrc", "2020-11-13", (1700, "serviceman"), actor="ru/mil"),
        told("d", "deploy.force", "ru/mod", "2020-11-30", (1980, "serviceman"), actor="ru/mil"),
    )
    assert [only(page_of("forces", day, *said)).high for day in ("2020-11-29", "2020-11-30")] == [1960, 1980]
    assert only(page_of("forces", "2020-11-30", *said)).low == 1700


def test_a_count_below_nothing_is_kept_and_told() -> None:
    page = page_of("losses", "2020-12-01", told("a", "loss.killed", "az/mod", "2020-11-20", (-3, "killed")))
    assert only(page).low == -3
    assert codes(page) == ["registers.flag.negative"]


def test_a_post_in_two_places_at_once_is_told() -> None:
    page = page_of(
        "forces",
        "2020-12-01",
        told("a", "deploy.post", "ru/mod", "2020-11-20", places=(place("agdam"),), about="post 7"),
        told("b", "deploy.post", "az/mod", "2020-11-20", places=(place("lachin"),), about="post 7"),
    )
    assert codes(page) == ["registers.flag.two_places"]
    assert len(page.lines) == 2


def test_a_road_open_and_closed_at_once_is_contested_and_neither() -> None:
    open_ = told("a", "link.open", "az/mod", "2020-11-20", about="Kornidzor road")
    closed = told("b", "link.close", "am/mod", "2020-11-20", about="Kornidzor road")
    page = page_of("links", "2020-12-01", open_, closed)
    [state] = page.states
    assert (state.about, state.value) == ("Kornidzor road", None)
    assert codes(page) == ["registers.flag.contested"]


def test_a_road_closed_after_it_was_open_is_closed() -> None:
    open_ = told("a", "link.open", "az/mod", "2020-11-20", about="Kornidzor road")
    closed = told("b", "link.close", "am/mod", "2020-11-25", about="Kornidzor road")
    assert [page_of("links", day, open_, closed).states[0].value for day in ("2020-11-24", "2020-11-25")] == [
        "open",
        "closed",
    ]


def test_a_road_closed_for_three_days_is_closed_on_these_alone() -> None:
    claim = told("a", "link.close", "am/mod", "2020-12-14", about="Kornidzor road")
    event = claim.events[0].model_copy(update={"earliest": "2020-12-12"})
    closed = claim.model_copy(update={"events": (event,)})
    states = [page_of("links", f"2020-12-{day}", closed).states for day in (11, 12, 14, 15)]
    assert [[one.value for one in found] for found in states] == [[], ["closed"], ["closed"], []]


def test_ground_that_one_enters_and_another_denies_is_contested() -> None:
    entered = told("a", "handover.enter", "az/mod", "2020-11-20", actor="az/mil", places=(place("agdam"),))
    denied = told(
        "b", "handover.enter", "am/mod", "2020-11-21", actor="az/mil", places=(place("agdam"),), negated=True
    )
    assert page_of("control", "2020-11-20", entered, denied).states[0].value == "az"
    page = page_of("control", "2020-11-22", entered, denied)
    assert page.states[0].value is None
    assert codes(page) == ["registers.flag.contested"]


def test_more_returned_than_were_displaced_is_told_and_both_figures_stay() -> None:
    page = page_of(
        "returns",
        "2020-12-01",
        told("a", "displace.persons", "unhcr", "2020-11-12", (90_000, "person")),
        total("b", "return.persons", "ru/mod", "2020-11-30", (95_000, "person")),
    )
    assert codes(page) == ["registers.flag.more_returned"]
    assert sorted(line.low for line in page.lines if line.low) == [90_000, 95_000]


def test_as_many_as_were_displaced_may_return() -> None:
    away = told("a", "displace.persons", "unhcr", "2020-11-12", (90_000, "person"))
    back = total("b", "return.persons", "ru/mod", "2020-11-30", (90_000, "person"))
    assert codes(page_of("returns", "2020-12-01", away, back)) == []


def test_an_exchange_with_one_side_only_is_told() -> None:
    one = told("a", "exchange.bodies", "az/mod", "2020-11-14", (6, "body"), target="az")
    other = told("b", "exchange.bodies", "am/mod", "2020-11-14", (100, "body"), target="am")
    assert codes(page_of("exchanges", "2020-12-01", one)) == ["registers.flag.one_side"]
    assert codes(page_of("exchanges", "2020-12-01", one, other)) == []


def test_all_that_is_told_of_one_side_only_is_one_flag_and_the_last() -> None:
    days = ["2020-11-14", "2020-11-20", "2020-12-02"]
    to_whom = ["az", "am", "az"]
    alone = [
        told(f"o{n}", "exchange.bodies", "az/mod", day, (6, "body"), target=side)
        for n, (day, side) in enumerate(zip(days, to_whom, strict=True))
    ]
    absurd = told("x", "exchange.bodies", "am/mod", "2020-11-14", (10**11, "body"), target="az")
    *others, last = page_of("exchanges", "2020-12-31", *alone, absurd).flags
    assert last.text.code == "registers.flag.one_side.several"
    assert len(last.evidence) == last.text.args["count"] == 3
    assert "registers.flag.absurd" in [one.text.code for one in others]


def total(claim_id: str, act: str, said_by: str, on: str, *counts: tuple[float, str]) -> Claim:
    """A running total to that day."""
    claim = told(claim_id, act, said_by, on, *counts)
    [event] = claim.events
    quantities = tuple(one.model_copy(update={"basis": "total"}) for one in event.quantities)
    return claim.model_copy(update={"events": (event.model_copy(update={"quantities": quantities}),)})
