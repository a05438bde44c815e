"""An exchange's balance: each speaker's own count, never another's added to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.ids import content_id
from tregua.model.register import Balance, Count
from tregua.model.standing import Entry
from tregua.reading.sheets import read_sheet
from tregua.registers import balances_on, enter
from tregua.vocabulary.lexicon import load_vocabulary

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)


def entry(said_by: str, to: str | None, number: float, on: str = "2020-12-14", **more: object) -> Entry:
    fields = {"act": "exchange.prisoners", "measure": "prisoner", "through": None} | more
    key = content_id("entry", said_by, str(to), number, on, repr(sorted(more.items())))
    return Entry(
        entry_id=key, claim_id=f"c-{key[-6:]}", register_name="exchanges", to=to, said_by=said_by,
        low=number, high=number, earliest=on, latest=on, published_at=on, **fields,
    )  # type: ignore[arg-type]  # fmt: skip


def balance(*entries: Entry, on: str = "2021-01-31") -> Balance:
    [found] = balances_on(entries, ACCORD, date.fromisoformat(on))
    return found


def received(found: Balance, side: str) -> dict[str | None, tuple[float | None, float | None]]:
    [mine] = [one for one in found.sides if one.side == side]
    return {one.said_by: (one.low, one.high) for one in mine.received}


def test_the_exchange_of_14_december_by_three_accounts() -> None:
    found = balance(entry("ru/mod", "az", 12), entry("ru/mod", "am", 44), entry("am/deputy-pm", "am", 44))
    assert received(found, "az") == {"ru/mod": (12, 12)}
    assert received(found, "am") == {"ru/mod": (44, 44), "am/deputy-pm": (44, 44)}
    assert found.all_for_all == "open"


def test_of_two_totals_of_one_day_neither_is_preferred() -> None:
    totals = [entry("az/mod", "am", count, on="2020-12-10", basis="total") for count in (40, 44)]
    earlier = entry("az/mod", "am", 12, on="2020-12-08", basis="total")
    for told in (totals, totals[::-1], [*totals, earlier]):
        assert received(balance(*told), "am") == {"az/mod": (40, 44)}


def test_a_speaker_s_batches_of_several_days_add_up_and_a_repeated_one_does_not() -> None:
    found = balance(
        entry("ru/mod", "am", 44),
        entry("ru/mod", "am", 44, through="outlet/ap"),
        entry("ru/mod", "am", 5, on="2021-01-28"),
    )
    assert received(found, "am") == {"ru/mod": (49, 49)}
    [mine] = [one for one in found.sides if one.side == "am"]
    assert [one.low for one in mine.received[0].batches] == [44, 5]


def test_two_figures_of_one_speaker_for_one_day_are_a_range() -> None:
    found = balance(entry("ru/mod", "am", 44), entry("ru/mod", "am", 45, through="outlet/ap"))
    assert received(found, "am") == {"ru/mod": (44, 45)}


def test_a_running_total_stands_for_itself() -> None:
    found = balance(
        entry("ru/mod", "am", 44), entry("ru/mod", "am", 69, on="2021-02-09", basis="total"), on="2021-02-10"
    )
    assert received(found, "am") == {"ru/mod": (69, 69)}


def test_all_for_all_is_what_both_sides_say_of_their_own_people() -> None:
    held = {"act": "account.held", "measure": "held-prisoner"}
    armenian = entry("am/mod", "am", 0, **held)
    azerbaijani = entry("az/mod", "az", 0, **held)
    assert balance(armenian).all_for_all == "open"
    assert balance(armenian, azerbaijani).all_for_all == "yes"
    assert balance(armenian, entry("az/mod", "az", 3, **held)).all_for_all == "no"
    assert balance(entry("az/mod", "am", 0, **held), entry("am/mod", "az", 0, **held)).all_for_all == "open"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ru/mod", "am/mod", "az/mod", "icrc"]),
            st.sampled_from(["am", "az", None]),
            st.integers(-3, 60),
            st.integers(1, 28),
        ),
        min_size=1,
        max_size=12,
    ),
    st.randoms(),
)
@settings(max_examples=200, deadline=None)
def test_a_count_is_made_of_its_speaker_s_own_batches_in_any_order(
    said: list[tuple[str, str | None, int, int]], chance: object
) -> None:
    entries = [entry(who, to, float(n), f"2020-12-{day:02d}") for who, to, n, day in said]
    found = balance(*entries)
    chance.shuffle(entries)  # type: ignore[attr-defined]
    assert balance(*entries, entries[0]) == found
    own = {one.entry_id: one for one in entries}
    counts = _counts(found)
    assert len(counts) == len({(who, to) for who, to, *_ in said})
    for count in counts:
        assert all(own[batch.entry_id].said_by == count.said_by for batch in count.batches)
        days = {batch.on for batch in count.batches}
        lowest = [min(b.low for b in count.batches if b.on == day) for day in days]  # type: ignore[type-var]
        assert count.low == sum(lowest)  # type: ignore[arg-type]


def _counts(found: Balance) -> list[Count]:
    return [*found.unclear, *(one for side in found.sides for one in side.received)]


def test_what_a_sheet_enters_as_held_is_in_the_balance() -> None:
    sheet = (
        "# register: exchanges\n# said by: am/mod\n# published: 2021-01-20\n"
        "what,figure,unit,to,day\nheld,62,prisoner,am,2021-01-20\nasks for,1200,missing,am,2021-01-20\n"
    )
    words = load_vocabulary().extended(ACCORD.places, ACCORD.actors)
    read = read_sheet(sheet, words, "held.csv")
    prisoners, bodies = balances_on(enter(read.claims, ACCORD), ACCORD, date(2021, 1, 31))
    assert [one.low for side in prisoners.sides if side.side == "am" for one in side.held] == [62]
    assert prisoners.all_for_all == "no"
    assert [one.low for side in bodies.sides if side.side == "am" for one in side.requested] == [1200]


def test_about_twenty_and_twenty_are_two_figures_and_both_are_named() -> None:
    told = [entry("ru/mod", "am", 20), entry("ru/mod", "am", 20, comparator="~")]
    for entries in (told, told[::-1]):
        [side] = [one for one in balance(*entries).sides if one.side == "am"]
        assert {one.claim_id for one in side.received[0].batches} == {one.claim_id for one in told}
        assert (side.received[0].low, side.received[0].high) == (20, 20)


def test_all_for_all_is_not_asked_of_the_dead() -> None:
    bodies = balance(entry("ru/mod", "am", 3, act="exchange.bodies", measure="body"))
    assert (bodies.measure, bodies.all_for_all) == ("body", None)
