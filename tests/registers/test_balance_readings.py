"""Two readings of who is a prisoner are two balances; where nobody tells the sort, nothing is guessed."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

from hypothesis import given
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.ids import content_id
from tregua.model.register import Balance, ReadingBalance
from tregua.model.standing import Entry
from tregua.registers import balances_on
from tregua.reporting.register_words import tell_apart, tell_reading

with as_file(files("tregua") / "data" / "accords" / "karabakh-2020") as _folder:
    ACCORD = load_accord(_folder)
AFTER = "taken after 10 November 2020"


def entry(said_by: str, to: str, number: float, act: str = "exchange.prisoners", **more: str) -> Entry:
    held = act.startswith("account")
    fields = {
        "measure": "held-prisoner" if held else "prisoner",
        "act": act,
        "latest": "2021-01-11",
        "category": "",
        **more,
    }
    key = content_id("entry", said_by, to, number, sorted(fields.items()))
    return Entry(
        entry_id=key, claim_id=f"c-{key[-6:]}", register_name="exchanges", to=to, said_by=said_by,
        low=number, high=number, **fields,
    )  # type: ignore[arg-type]  # fmt: skip


def readings(*entries: Entry) -> tuple[Balance, ReadingBalance, ReadingBalance]:
    [found] = balances_on(entries, ACCORD, date(2021, 1, 31))
    ours, theirs = found.readings
    assert (ours.reading, theirs.reading) == ("am-prisoners", "az-prisoners")
    return found, ours, theirs


def figures(found: ReadingBalance | Balance, kind: str) -> set[tuple[str, str | None, str, float | None]]:
    return {
        (side.side, one.said_by, one.category, one.low) for side in found.sides for one in getattr(side, kind)
    }


BACK = entry("ru/mod", "am", 44)
BACK_LATER = entry("ru/mod", "am", 2, category=AFTER.lower())
HELD = entry("am/mod", "am", 62, "account.held", category=AFTER.lower())


def test_those_of_a_sort_that_a_reading_leaves_out_are_in_the_other_alone() -> None:
    found, ours, theirs = readings(BACK, BACK_LATER, HELD)
    assert figures(found, "received") == figures(ours, "received")
    assert figures(ours, "received") == {("am", "ru/mod", "", 44), ("am", "ru/mod", AFTER.lower(), 2)}
    assert figures(theirs, "received") == {("am", "ru/mod", "", 44)}
    assert figures(ours, "held") == {("am", "am/mod", AFTER.lower(), 62)}
    assert figures(theirs, "held") == set()
    assert (ours.all_for_all, theirs.all_for_all) == ("no", "open")


def test_a_part_is_never_added_to_the_whole() -> None:
    found, _, _ = readings(BACK, BACK_LATER)
    assert {one.low for side in found.sides for one in side.received} == {44, 2}


def test_where_no_sort_is_told_the_readings_cannot_be_told_apart_and_it_is_said_whose_figures_those_are() -> (
    None
):
    found, ours, theirs = readings(BACK, entry("am/mod", "am", 62, "account.held"))
    assert figures(ours, "received") == figures(theirs, "received") == {("am", "ru/mod", "", 44)}
    assert ours.untold == ()
    assert {one.said_by for one in theirs.untold} == {"ru/mod", "am/mod"}
    assert (ours.all_for_all, theirs.all_for_all) == ("no", "open")
    apart = tell_apart(found)
    assert apart is not None
    assert apart.args["speakers"] == ("actor:ru/mod", "actor:am/mod")
    partly, _, telling = readings(BACK, BACK_LATER)
    assert tell_apart(partly) is None
    assert [one.code for one in tell_reading(telling)] == [
        "register.reading.leaves_out",
        "register.reading.untold",
    ]


def test_nobody_held_is_nobody_held_by_every_reading() -> None:
    nobody = [entry("am/mod", "am", 0, "account.held"), entry("az/mod", "az", 0, "account.held")]
    found, ours, theirs = readings(*nobody)
    assert found.all_for_all == ours.all_for_all == theirs.all_for_all == "yes"
    assert theirs.untold == ()


ENTRIES = st.builds(
    entry,
    st.sampled_from(["ru/mod", "am/mod", "az/mod"]),
    st.sampled_from(["am", "az"]),
    st.integers(0, 90),
    st.sampled_from(["exchange.prisoners", "account.held", "account.request"]),
    category=st.sampled_from(["", AFTER.lower(), "civilian"]),
    latest=st.sampled_from(["2020-12-14", "2021-01-11"]),
)


@given(st.lists(ENTRIES, min_size=1, max_size=8))
def test_a_reading_shows_only_figures_that_are_claimed_and_none_that_it_leaves_out(
    entries: list[Entry],
) -> None:
    for found in balances_on(entries, ACCORD, date(2021, 1, 31)):
        assert len(found.readings) == 2
        for reading in found.readings:
            for side in reading.sides:
                counts = (*side.received, *side.held, *side.requested, *side.confirmed)
                assert not {one.category for one in counts} & {one.casefold() for one in reading.leaves_out}
                told = {batch.entry_id for one in counts for batch in one.batches}
                assert told <= {one.entry_id for one in entries}
