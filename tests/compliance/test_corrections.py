"""Whose word corrects whose: a speaker's own later one, and never in a circle."""

from __future__ import annotations

from datetime import date

import pytest
from constructed import claim, evidence_of, invented
from hypothesis import given
from hypothesis import strategies as st

from tregua.compliance import evaluate
from tregua.model.records import Claim, current_claims, is_strike, taken_away

ACCORD = invented()
ON = date(2031, 3, 25)
GIVEN = {
    "id": "first", "by": "qs/army", "published": "2031-03-18", "act": "notify.minefields",
    "actor": "qn/army", "on": "2031-03-18",
}  # fmt: skip


def left(*claims: dict[str, object]) -> list[str]:
    """The ids of the claims that still stand."""
    return [one.claim_id for one in current_claims(claim(given, n) for n, given in enumerate(claims))]


@pytest.mark.parametrize(
    "later",
    [
        {"by": "qn/army"},
        {"by": "qs/minister"},
        {"by": "qc/observers"},
        {"by": None, "through": "outlet/paper"},
        {"published": "2031-03-17"},
    ],
)
def test_nobody_elses_word_and_no_earlier_one_corrects(later: dict[str, object]) -> None:
    correction = {**GIVEN, "id": "second", "supersedes": "first", "published": "2031-03-19", **later}
    assert left(GIVEN, correction) == ["first", "second"]


def test_the_other_sides_correction_takes_nothing_away() -> None:
    """The side that owes it cannot strike the word of the one to whom it is owed."""
    strike = {**GIVEN, "id": "second", "supersedes": "first", "by": "qn/army", "act": "loss.missing"}
    evidence = evidence_of({"given": [GIVEN, strike]}, ACCORD)
    found = {one.obligation_id: one for one in evaluate(ACCORD, evidence, ON, ON)}
    assert found["minefields"].phase == "fulfilled"


def test_a_speakers_own_later_word_corrects() -> None:
    second = {**GIVEN, "id": "second", "supersedes": "first", "published": "2031-03-18"}
    third = {**GIVEN, "id": "third", "supersedes": "second", "published": "2031-03-18T09:30"}
    assert left(GIVEN, second) == ["second"]
    assert left(third, GIVEN, second) == ["third"]
    assert left(second, third) == ["third"]  # the first is not known yet, or no more


def test_a_page_that_names_no_source_corrects_its_own_outlet() -> None:
    page = {**GIVEN, "by": None, "through": "outlet/paper"}
    assert left(page, {**page, "id": "second", "supersedes": "first"}) == ["second"]
    nobody = {**page, "through": None}
    assert left(nobody, {**nobody, "id": "second", "supersedes": "first"}) == ["first", "second"]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_corrects_nothing(length: int) -> None:
    names = [f"c{n}" for n in range(length)]
    circle = [{**GIVEN, "id": one, "supersedes": names[n - 1]} for n, one in enumerate(names)]
    beside = {**GIVEN, "id": "beside", "supersedes": "c0"}
    assert left(*circle) == names
    assert left(*circle, beside) == ["beside", *names[1:]]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 7),
            st.none() | st.integers(0, 7),
            st.sampled_from("ab"),
            st.integers(1, 3),
            st.booleans(),
        ),
        max_size=8,
        unique_by=lambda one: one[0],
    ),
    st.randoms(),
)
def test_whatever_corrects_what_somebody_still_speaks(told, chance) -> None:
    """No speaker is silenced by corrections, whatever the order; and none by another's."""
    claims: list[Claim] = [
        claim(
            {**GIVEN, "id": f"c{n}", "supersedes": None if of is None else f"c{of}", "by": f"qs/{who}",
             "published": f"2031-03-0{day}", "says": [] if struck else None},
            n,
        )
        for n, of, who, day, struck in told
    ]  # fmt: skip
    standing = current_claims(claims)
    assert {one.said_by for one in standing} == {one.said_by for one in claims}
    chance.shuffle(claims)
    assert current_claims(claims) == standing
    for who in ("qs/a", "qs/b"):
        own = tuple(one for one in claims if one.said_by == who)
        assert current_claims(own) == tuple(one for one in standing if one.said_by == who)


def strike(name: str, of: str, **more: object) -> dict[str, object]:
    return {**GIVEN, "id": name, "supersedes": of, "says": [], **more}


def test_a_strike_that_is_struck_brings_back_what_it_took() -> None:
    once, again, anew = strike("once", "first"), strike("again", "once"), strike("anew", "again")
    assert left(GIVEN, once) == ["once"]
    assert left(GIVEN, once, again) == ["again", "first"]
    assert left(anew, again, GIVEN, once) == ["anew", "once"]
    assert left(GIVEN, once, again, strike("other", "first")) == ["again", "other"]
    assert left(GIVEN, once, strike("again", "once", by="qn/army")) == ["again", "once"]
    second = {**GIVEN, "id": "second", "supersedes": "once"}
    assert left(GIVEN, once, second) == ["second"]  # said anew, in place of the strike


def test_a_correction_that_is_struck_takes_nothing_away() -> None:
    second = {**GIVEN, "id": "second", "supersedes": "first"}
    third = {**GIVEN, "id": "third", "supersedes": "second"}
    once = strike("once", "second")
    assert left(GIVEN, second, once) == ["first", "once"]
    assert left(once, second, GIVEN, strike("again", "once")) == ["again", "second"]
    # along a chain: the last word that is not struck out stands
    assert left(GIVEN, second, third, strike("s3", "third")) == ["s3", "second"]
    assert left(GIVEN, second, third, strike("s3", "third"), once) == ["first", "once", "s3"]
    assert left(GIVEN, second, third, once) == ["once", "third"]
    # beside one that is struck out another goes on
    assert left(GIVEN, second, once, {**GIVEN, "id": "other", "supersedes": "first"}) == ["once", "other"]


_CHAINS = st.lists(
    st.tuples(st.integers(0, 7), st.booleans()), min_size=1, max_size=8
)  # what each corrects, of those before it, and whether it strikes


@given(_CHAINS, st.randoms())
def test_what_is_struck_takes_nothing_whatever_corrects_what_in_any_order(told, chance) -> None:
    """Nothing is gone but by what is said to take it, and what is struck takes nothing."""
    claims = [claim({**GIVEN, "id": "c0"}, 0)]
    for n, (of, strikes) in enumerate(told, 1):
        more = {"says": []} if strikes else {}
        claims.append(claim({**GIVEN, "id": f"c{n}", "supersedes": f"c{of % n}", **more}, n))
    by = taken_away(claims)
    standing = {one.claim_id for one in current_claims(claims)}
    assert standing == {one.claim_id for one in claims} - by.keys()
    of = {one.claim_id: one.supersedes for one in claims}
    assert all(of[taker] == gone for gone, taker in by.items())
    struck = {one for one in by if is_strike(next(c for c in claims if c.claim_id == by[one]))}
    for one in claims:
        takers = [other for other in claims if other.supersedes == one.claim_id]
        if one.claim_id not in by:  # it stands: whatever would take it away was struck out
            assert all(other.claim_id in struck for other in takers)
        elif all(is_strike(other) for other in takers):
            assert one.claim_id in struck
    chance.shuffle(claims)
    assert taken_away(claims) == by


def test_a_long_chain_of_corrections_is_walked_once() -> None:
    chain = [{**GIVEN, "id": f"c{n:05}", "supersedes": f"c{n - 1:05}" if n else None} for n in range(20_000)]
    assert left(*chain) == ["c19999"]
    strikes = [GIVEN, *(strike(f"s{n:05}", f"s{n - 1:05}" if n else "first") for n in range(20_000))]
    assert left(*strikes) == ["first", *(f"s{n:05}" for n in range(1, 20_000, 2))]
