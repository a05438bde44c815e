"""The database's entries against the pure answer: the same in every snapshot, whatever corrects what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, TextClause, text

from tregua.agreement.load import load_accord
from tregua.centre.ports import Snapshot
from tregua.centre.registers import postings_of
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention
from tregua.model.standing import Entry, Register
from tregua.record.act import Act
from tregua.registers import enter, open_register, post, write_page
from tregua.registers.entries.parts import Dated, Entered, InHand, Part
from tregua.registers.entries.posting import seen_on
from tregua.registers.pages.by_line import totals_until
from tregua.store.database import Database, words_for
from tregua.store.parts import last_words, lasting
from tregua.store.state import DatabaseState

ROOT = Path(__file__).resolve().parents[2]
ACCORD = load_accord(ROOT / "src" / "tregua" / "data" / "accords" / "karabakh-2020")
FED: tuple[Register, ...] = ("forces", "control", "links")
"""The registers that the claims below feed."""
AT = "2020-12-31T20:00:00+00:00"
FIRST = date(2020, 11, 28)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def claim_of(
    number: int,
    *events: Event,
    said_by: str | None = "ru/mod",
    through: str | None = None,
    published_at: str | None = "2020-12-02",
    supersedes: int | None = None,
    stance: str = "asserts",
) -> Claim:
    return Claim(
        claim_id=f"item-{number}.0",
        source=ClaimSource(start=0, end=1, actor_id=said_by) if said_by else None,
        through=through,
        events=events,
        published_at=published_at,
        supersedes=None if supersedes is None else f"item-{supersedes}.0",
        stance=stance,  # type: ignore[arg-type]
    )


def force(count: float, on: str | None = "2020-12-01") -> Event:
    figure = QuantityMention(start=0, end=1, text="", low=count, high=count, unit="serviceman")
    return Event(
        start=0, end=1, act="deploy.force", actor="ru/peacekeepers",
        earliest=on, latest=on, quantities=(figure,),
    )  # fmt: skip


def take(state: DatabaseState, index: int, claims: Sequence[Claim], mark: str = "m") -> None:
    act = Act(type="derivation", at=AT, body={})
    state.project(index, act, claims, postings_of(claims, ACCORD), mark)


def snapshot(size: int) -> Snapshot:
    return Snapshot.model_validate({"size": size, "at": AT})


def forces(state: DatabaseState, size: int) -> set[float | None]:
    return {one.entry.low for one in taken(state, size, Part("forces"))}


def taken(state: DatabaseState, size: int, part: Part, mark: str = "m") -> tuple[Dated, ...]:
    with state.entered(snapshot(size), mark) as entered:
        assert entered is not None
        return entered.take(part)


def opened(database: Database) -> DatabaseState:
    state = DatabaseState(database)
    state.reset()
    state.enter_anew("m", list)
    return state


days = st.sampled_from([None, *(str(day(number)) for number in range(5))])
figures = st.builds(
    lambda low, unit, basis: QuantityMention(
        start=0, end=1, text="", low=low, high=low, unit=unit, basis=basis
    ),
    st.integers(0, 3),
    st.sampled_from(["serviceman", "serviceman", "person"]),
    st.sampled_from([None, None, "total"]),
)
places = st.just("place/agdam").map(
    lambda place: PlaceMention(start=0, end=1, text="", name="", place_id=place)
)
events = st.builds(
    lambda act, on, until, **more: Event(
        start=0, end=1, act=act, earliest=on, latest=max(on, until) if on and until else on, **more
    ),
    st.sampled_from(["deploy.force", "handover.enter", "link.close"]),
    days,
    days,
    actor=st.sampled_from([None, "ru/peacekeepers"]),
    modality=st.sampled_from(["actual", "actual", "planned"]),
    negated=st.sampled_from([False, False, True]),
    places=st.lists(places, max_size=1).map(tuple),
    quantities=st.lists(figures, max_size=2).map(tuple),
    about=st.sampled_from(["", "", "road/lachin"]),
)
bodies = st.lists(
    st.tuples(
        st.lists(events, max_size=2),  # without any it strikes out
        st.sampled_from(["ru/mod", "ru/mod", "ru/mod", None]),
        st.sampled_from(["outlet/tass", "outlet/tass", None]),
        days,
        st.none() | st.integers(0, 7),
        st.sampled_from(["asserts", "asserts", "asserts", "demands"]),
    ),
    min_size=4,
    max_size=8,
)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every example begins it anew
)
@given(bodies, st.lists(st.sampled_from([1, 1, 2, 3]), min_size=8, max_size=8))
def test_every_snapshot_shows_what_its_claims_make(database, bodies, sizes) -> None:  # type: ignore[no-untyped-def]
    claims = [
        claim_of(n, *said, said_by=by, through=through, published_at=at, supersedes=of, stance=stance)
        for n, (said, by, through, at, of, stance) in enumerate(bodies)
    ]
    batches = []
    while claims:
        batches.append(claims[: sizes[len(batches)]])
        claims = claims[len(batches[-1]) :]
    state = opened(database)
    for index, batch in enumerate(batches):
        take(state, index, batch)
    check(state, batches)
    before = [shown(state, size) for size in range(len(batches) + 1)]
    state.enter_anew("another", lambda made: [])
    state.enter_anew("m", lambda made: postings_of(made, ACCORD))
    assert [shown(state, size) for size in range(len(batches) + 1)] == before


def check(state: DatabaseState, batches: list[list[Claim]]) -> None:
    for size in range(len(batches) + 1):
        entries = enter([claim for batch in batches[:size] for claim in batch], ACCORD)
        in_hand = InHand(post(one, ACCORD) for one in entries)
        with state.entered(snapshot(size), "m") as kept:
            assert kept is not None
            for name in FED:
                check_pages(kept, entries, name)
                check_parts(kept, in_hand, name)


def check_pages(kept: Entered, entries: tuple[Entry, ...], name: Register) -> None:
    for number in (0, 2, 4, 9):
        page = open_register(entries, name, ACCORD, day(number))
        recent = [one.entry for one in kept.take(totals_until(name, day(number)))]
        assert write_page(kept.last_words(name, day(number)), recent, name, ACCORD, day(number)) == page


def check_parts(kept: Entered, in_hand: Entered, name: Register) -> None:
    """What the database says of a part is what the entries themselves say."""
    for part in (
        Part(name),
        Part(name, told=True),
        Part(name, first=day(1), last=day(3)),
        Part(name, first=day(2), last=day(4), reaching=True),
        Part(name, first=day(3), wants=lambda voice: voice.speaker == "ru/mod", reaching=True),
        Part(name, last=day(2), wants=lambda voice: voice.line.measure == "serviceman"),
        Part(name, first=day(1), wants=lambda voice: voice.speaker == "ru/mod", told=True),
    ):
        taken = by_id(kept.take(part))
        assert taken == by_id(in_hand.take(part))
        assert kept.count(part) == len(taken) == in_hand.count(part)
        assert kept.voices(part) == in_hand.voices(part)
        assert by_id(kept.last_figures(part)) == by_id(in_hand.last_figures(part))
        for number in (1, 3):
            assert kept.newest_figures(part, number) == in_hand.newest_figures(part, number)
            assert kept.day_after(part, number) == in_hand.day_after(part, number)
            for last_first in (False, True):
                days = in_hand.days(part, number, last_first=last_first)
                assert kept.days(part, number, last_first=last_first) == days
        newest = [one for start in range(0, len(taken), 2) for one in kept.newest(part, start, 2)]
        assert by_id(tuple(newest)) == taken, "page by page every entry comes once"
        assert tuple(newest) == in_hand.newest(part, 0, len(taken))


def by_id(entries: tuple[Dated, ...]) -> dict[str, Entry]:
    assert [one.day for one in entries] == [str(seen_on(one.entry) or "") for one in entries]
    found = {one.entry.entry_id: one.entry for one in entries}
    assert len(found) == len(entries), "an entry comes once"
    return found


def shown(state: DatabaseState, size: int) -> list[dict[str, Entry]]:
    return [by_id(taken(state, size, Part(name))) for name in FED]


def test_a_correction_ends_what_it_corrects_from_then_on(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(1, force(10))])
    take(state, 1, [claim_of(2, force(20), supersedes=1)])
    assert [forces(state, size) for size in range(3)] == [set(), {10}, {20}]


def test_a_correction_may_come_before_what_it_corrects(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(2, force(20), supersedes=1)])
    take(state, 1, [claim_of(1, force(10))])
    assert [forces(state, size) for size in range(3)] == [set(), {20}, {20}]


def test_nobody_elses_word_is_corrected(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(1, force(10))])
    take(state, 1, [claim_of(2, force(20), supersedes=1, said_by="az/mod")])
    assert forces(state, 2) == {10, 20}


def test_corrections_that_become_a_circle_correct_nothing(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(1, force(10), supersedes=3)])
    take(state, 1, [claim_of(2, force(20), supersedes=1)])
    take(state, 2, [claim_of(3, force(30), supersedes=2)])
    take(state, 3, [claim_of(4, force(40), supersedes=1)])
    assert [forces(state, size) for size in range(5)] == [
        set(), {10}, {20}, {10, 20, 30}, {20, 30, 40},
    ]  # fmt: skip


def test_what_is_of_one_day_has_one_order(database: Database) -> None:
    state = opened(database)
    claims = [claim_of(number, force(number)) for number in (3, 1, 2, 5, 4)]
    take(state, 0, claims)
    in_hand = InHand(postings_of(claims, ACCORD))
    with state.entered(snapshot(1), "m") as kept:
        assert kept is not None
        found = kept.newest(Part("forces"), 0, 9)
    assert found == in_hand.newest(Part("forces"), 0, 9)
    ids = [one.entry.entry_id for one in found]
    assert len(ids) == len(claims)
    assert ids == sorted(ids, reverse=True)


def test_an_entry_without_a_day_is_kept_though_no_page_shows_it(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(1, force(10, on=None), published_at=None)])
    assert forces(state, 1) == {10}
    with state.entered(snapshot(1), "m") as entered:
        assert entered is not None
        assert entered.last_words("forces", date(2999, 1, 1)) == ()


def test_entries_of_another_accord_are_not_handed_out(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(1, force(10))])
    with state.entered(snapshot(1), "other") as entered:
        assert entered is None
    take(state, 1, [claim_of(2, force(20))], mark="other")
    assert state.mark == ""
    with state.entered(snapshot(2), "m") as entered:
        assert entered is None
    state.enter_anew("other", lambda made: postings_of(made, ACCORD))
    assert len(taken(state, 2, Part("forces"), "other")) == 2


def test_what_another_process_has_taken_in_is_not_entered_twice(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(1, force(10))])
    take(DatabaseState(database), 0, [claim_of(1, force(10))])
    assert len(taken(state, 1, Part("forces"))) == 1


def test_a_page_seeks_and_reads_no_table_through(database: Database) -> None:
    opened(database)
    asked = {"register": "links", "until": "2020", "size": 1, "audience": 4}
    with database.reading() as connection:
        words = words_for(connection)
        for query, indexes in (
            (last_words(words), ("by_day (voice=? AND day", "by_day (voice=? AND day")),
            (lasting(words), ("that_last (voice=? AND until", "by_day (voice=? AND day")),
        ):
            steps = plan_of(connection, query, asked)
            if database.is_file:
                assert not [step for step in steps if step.startswith("SCAN") or "TEMP B-TREE" in step], steps
                for index in indexes:
                    assert any(f"entries_{index}" in step for step in steps), steps
            else:
                assert not [step for step in steps if "Seq Scan" in step or "Sort" in step], steps


def plan_of(connection: Connection, query: TextClause, asked: dict[str, object]) -> list[str]:
    """What the database would do, step by step; of a table so small PostgreSQL would read all of it."""
    if connection.dialect.name == "sqlite":
        return [row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"), asked)]
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    return [row[0] for row in connection.execute(text(f"EXPLAIN {query}"), asked)]


def test_a_day_that_is_taken_back_gives_way_to_the_one_before(database: Database) -> None:
    state = opened(database)
    take(state, 0, [claim_of(1, force(10, on="2020-12-01")), claim_of(2, force(20, on="2020-12-03"))])
    take(state, 1, [claim_of(3, force(30, on="2020-11-30"), supersedes=2)])
    for size, count in ((1, 20), (2, 10)):
        with state.entered(snapshot(size), "m") as entered:
            assert entered is not None
            assert [one.entry.low for one in entered.last_words("forces", date(2020, 12, 9))] == [count]


def test_a_stretch_that_speaks_of_the_last_day_is_handed_over_too(database: Database) -> None:
    state = opened(database)
    stretches = ((0, 9), (1, 3), (2, 2))
    events = [
        Event(start=0, end=1, act="link.close", about="road/lachin",
              earliest=str(day(first)), latest=str(day(last)))
        for first, last in stretches
    ]  # fmt: skip
    claims = [claim_of(number, event) for number, event in enumerate(events)]
    take(state, 0, claims)
    take(state, 1, [claim_of(9, force(1), supersedes=0)])
    entries = enter(claims, ACCORD)
    for size, number, told in ((1, 2, 3), (1, 5, 3), (1, 12, 3), (2, 5, 2)):
        with state.entered(snapshot(size), "m") as entered:
            assert entered is not None
            found = entered.last_words("links", day(number))
        assert len(found) == told
        if size == 1:
            page = write_page(found, (), "links", ACCORD, day(number))
            assert page == open_register(entries, "links", ACCORD, day(number))
            assert len(page.states) == (number < 10)
