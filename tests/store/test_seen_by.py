"""What is hidden changes nothing of what is shown: an audience's answers are those of a database that never
held what it does not see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.centre.ports import Snapshot
from tregua.model.records import Claim, ClaimSource, Event, QuantityMention
from tregua.model.standing import Entry
from tregua.model.tiers import INTERNAL, PARTIES, PUBLIC, Audience, sees
from tregua.record.act import Act
from tregua.registers import Posting, enter, post
from tregua.registers.entries.parts import Part, Voice
from tregua.store.database import Database
from tregua.store.state import DatabaseState
from tregua.store.tables import LATEST

ROOT = Path(__file__).resolve().parents[2]
ACCORD = load_accord(ROOT / "src/tregua/data/accords/karabakh-2020")
AT = "2020-12-31T20:00:00+00:00"
FIRST = date(2020, 12, 1)
RUSSIA, ARMENIA, LATER = (Audience(f"delegation:{one}") for one in ("russia", "armenia", "later"))
AUDIENCES = (PUBLIC, PARTIES, RUSSIA, ARMENIA, LATER, INTERNAL)
TIERS = ("public", "parties", "delegation:russia", "delegation:armenia", "delegation", "internal")

words = st.lists(
    st.tuples(
        st.sampled_from(TIERS),
        st.none() | st.integers(0, 6),  # the word that it corrects
        st.integers(0, 3),  # its day
        st.booleans(),  # whether it comes with the one before, in one act
    ),
    min_size=1,
    max_size=7,
)


def claim_of(number: int, supersedes: int | None = None, on: int = 0, count: float | None = None) -> Claim:
    day = str(FIRST + timedelta(days=on))
    low = float(number if count is None else count)
    figure = QuantityMention(start=0, end=1, text="", low=low, high=low, unit="serviceman")
    event = Event(
        start=0, end=1, act="deploy.force", actor="ru/peacekeepers", earliest=day, latest=day,
        quantities=(figure,),
    )  # fmt: skip
    return Claim(
        claim_id=f"item-{number}.0",
        item_id=f"item-{number}",
        source=ClaimSource(start=0, end=1, actor_id="ru/mod"),
        events=(event,),
        published_at=day,
        supersedes=None if supersedes is None else f"item-{supersedes}.0",
    )


def received(claim: Claim, tier: str) -> Act:
    body: dict[str, Any] = {
        "item_id": claim.item_id, "sha256": "", "name": f"{claim.item_id}.csv", "media_type": "text/csv",
        "size": 1, "published_at": "2020-12-01", "tier": tier, "text_sha256": "a" * 64,
    }  # fmt: skip
    return Act(type="item_received", at=AT, body=body)


def postings(claims: Sequence[Claim]) -> list[Posting]:
    return [post(one, ACCORD) for claim in claims for one in enter_each(claim)]


def enter_each(claim: Claim) -> tuple[Entry, ...]:
    return tuple(enter([claim.model_copy(update={"supersedes": None})], ACCORD))


def take(state: DatabaseState, told: Sequence[tuple[str, Claim, bool]]) -> list[list[str]]:
    """Takes each in, by its tier; returns the tiers of the claims of each act of the record."""
    index, tiers = 0, []
    batches: list[list[tuple[str, Claim]]] = []
    for tier, claim, joins in told:
        if joins and batches:
            batches[-1].append((tier, claim))
        else:
            batches.append([(tier, claim)])
    for batch in batches:
        for tier, claim in batch:
            state.project(index, received(claim, tier), (), (), "m")
            index += 1
            tiers.append([tier])
        claims = [claim for _, claim in batch]
        state.project(index, Act(type="derivation", at=AT, body={}), claims, postings(claims), "m")
        index += 1
        tiers.append([tier for tier, _ in batch])
    return tiers


def snapshot(size: int) -> Snapshot:
    return Snapshot.model_validate({"size": size, "at": AT})


def forces(state: DatabaseState, size: int) -> set[float | None]:
    with state.entered(snapshot(size), "m") as entered:
        assert entered is not None
        found = entered.take(Part("forces"))
    counts = [one.entry.low for one in found]
    assert len(counts) == len(set(counts)), "an entry comes once"
    return set(counts)


def opened(database: Database) -> DatabaseState:
    state = DatabaseState(database)
    state.reset()
    state.enter_anew("m", list)  # type: ignore[arg-type]
    return state


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every example begins it anew
)
@given(words)
def test_what_is_hidden_changes_nothing_of_what_is_shown(  # type: ignore[no-untyped-def]
    database, told
) -> None:
    state = opened(database)
    claims = [(tier, claim_of(number, of, on), joins) for number, (tier, of, on, joins) in enumerate(told)]
    tiers = take(state, claims)
    batch_ends = [size for size, _ in enumerate(tiers, 1)]
    for audience in AUDIENCES:
        seen = state.seen_by(audience)
        for size in (*batch_ends, LATEST):
            known = seen.claims(snapshot(size))
            assert {one.claim_id for one in known} <= {
                claim.claim_id for tier, claim, _ in claims if sees(audience, tier)
            }
            expected = {one.low for one in enter(list(known), ACCORD)}
            assert forces(seen, size) == expected, (audience, size)
            assert seen.claim_count(snapshot(size)) == len(known)
    state.enter_anew("another", lambda made: [])
    state.enter_anew("m", postings)
    for audience in AUDIENCES:
        seen = state.seen_by(audience)
        known = seen.claims(snapshot(LATEST))
        assert forces(seen, LATEST) == {one.low for one in enter(list(known), ACCORD)}


@pytest.mark.parametrize("tier", TIERS)
def test_every_question_is_asked_by_an_audience(database: Database, tier: str) -> None:
    state = opened(database)
    claim = claim_of(1)
    take(
        state,
        [("public", claim_of(0), False), (tier, claim.model_copy(update={"supersedes": "item-0.0"}), False)],
    )
    now = snapshot(LATEST)
    for audience in AUDIENCES:
        seen = state.seen_by(audience)
        shown = sees(audience, tier)
        assert seen.has_item("item-1") == shown
        assert bool(seen.items_named("item-1.csv")) == shown
        assert ("item-1" in [one.item_id for one in seen.items(now)]) == shown
        assert ("item-1" in [one.item_id for one, _ in seen.tables(now)]) == shown
        assert seen.items_by_day(now) == {"2020-12-01": 1 + shown}
        assert (seen.claim("item-1.0", now) is not None) == shown
        assert bool(seen.claims_of("item-1")) == shown
        assert bool(seen.claims_correcting(["item-0.0"])) == shown
        assert bool(seen.corrections(now)) == shown
        assert seen.content_size(now) == (4 if shown else 2)
        assert forces(seen, LATEST) == ({1} if shown else {0})
        if not shown:
            with pytest.raises(KeyError):
                seen.text_sha256("item-1")


def test_a_voice_of_which_all_is_hidden_is_never_told(database: Database) -> None:
    state = opened(database)
    take(state, [("internal", claim_of(1), False)])
    asked: list[Voice] = []

    def wants(voice: Voice) -> bool:
        asked.append(voice)
        return True

    part = Part("forces", wants=wants)
    for audience, told in ((PUBLIC, 0), (LATER, 0), (INTERNAL, 1)):
        asked.clear()
        with state.seen_by(audience).entered(snapshot(LATEST), "m") as entered:
            assert entered is not None
            assert len(entered.voices(part)) == entered.count(part) == told
            assert len(entered.newest_figures(part, 3)) == len(entered.last_figures(part)) == told
            assert len(entered.last_words("forces", date(2021, 1, 1))) == told
        assert bool(asked) == bool(told)


def test_a_delegation_that_comes_later_sees_what_the_parties_saw_before(database: Database) -> None:
    state = opened(database)
    take(state, [("parties", claim_of(1), False), ("internal", claim_of(2), False)])
    before = forces(state.seen_by(LATER), LATEST)
    act = received(claim_of(3), LATER.name)
    state.project(4, act, (), (), "m")
    state.project(5, Act(type="derivation", at=AT, body={}), [claim_of(3)], postings([claim_of(3)]), "m")
    assert before == {1}
    assert forces(state.seen_by(LATER), LATEST) == {1, 3}
    assert forces(state.seen_by(RUSSIA), LATEST) == {1}
    assert forces(state, LATEST) == {1, 2, 3}


def test_only_the_centre_writes(database: Database) -> None:
    state = opened(database)
    for audience in AUDIENCES[:-1]:
        with pytest.raises(ValueError, match=audience.name):
            state.seen_by(audience).reset()
