"""What an accord asks for beside does not change where a duty stands that does not depend on it.

Of duties of conduct that holds whatever is added. Of a thing to be done once it holds unless what is added is
of the same kind and either names an area (what was done there is that other thing, where this one names none)
or is owed by a side that owes this one too (a word that fits both alike does not tell which was done).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from constructed import karabakh
from hypothesis import given, settings
from hypothesis import strategies as st
from test_principles import FIRST, PLACES, many_claims, several_incidents, standings

from tregua.agreement.terms import Agreement, Obligation
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention
from tregua.model.standing import LASTING, Incident

KARABAKH = karabakh()


def _bare(obligation: Obligation) -> Obligation:
    """The same without an area, where it is of conduct."""
    return obligation.model_copy(update={"area": ()}) if obligation.kind in LASTING else obligation


ACCORD = KARABAKH.model_copy(update={"obligations": tuple(_bare(one) for one in KARABAKH.obligations)})


def _added(like: Obligation, area: tuple[str, ...]) -> Obligation:
    return like.model_copy(update={"id": "added", "area": area, "depends": ()})


areas = st.lists(st.sampled_from(PLACES), max_size=2, unique=True).map(tuple)
added = st.builds(_added, st.sampled_from(KARABAKH.obligations), areas)
conduct = st.builds(
    _added, st.sampled_from([one for one in ACCORD.obligations if one.kind in LASTING]), areas
)


def _with(more: Obligation) -> Agreement:
    return ACCORD.model_copy(update={"obligations": (*ACCORD.obligations, more)})


def _changed(said: list[Claim], met: list[Incident], after: int, more: Obligation) -> Iterator[Obligation]:
    on = FIRST + timedelta(days=after)
    before, now = standings(said, on, met, ACCORD), standings(said, on, met, _with(more))
    yield from (one for one in ACCORD.obligations if one.id in before and before[one.id] != now[one.id])


@settings(max_examples=60, deadline=None)
@given(many_claims, several_incidents(3), st.integers(0, 60), added | conduct)
def test_nothing_added_changes_a_duty_of_conduct(said, met, after, more) -> None:
    assert [one.id for one in _changed(said, met, after, more) if one.kind in LASTING] == []


@settings(max_examples=60, deadline=None)
@given(many_claims, several_incidents(3), st.integers(0, 60), added)
def test_only_a_like_duty_changes_a_thing_to_be_done_once(said, met, after, more) -> None:
    for one in _changed(said, met, after, more):
        assert one.kind == more.kind, one.id
        assert more.area or set(one.obligors) & set(more.obligors), one.id


def test_calm_told_of_an_area_that_another_names_is_heard() -> None:
    """The tests above would pass on duties that hear nothing."""
    like = next(one for one in ACCORD.obligations if one.kind == "cease")
    told = Claim(
        claim_id="c", published_at="2020-12-11", source=ClaimSource(start=0, end=1, actor_id="icrc"),
        events=(
            Event(
                start=0, end=1, act="ceasefire.hold", earliest="2020-12-11", latest="2020-12-11",
                places=(PlaceMention(start=0, end=1, text="h", name="h", place_id="hadrut"),),
            ),
        ),
    )  # fmt: skip
    on, more = date(2020, 12, 12), _added(like, ("hadrut",))
    for accord in (ACCORD, _with(more)):
        assert standings([told], on, [], accord)[like.id].phase == "respected"
