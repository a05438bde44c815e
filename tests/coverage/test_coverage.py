"""Who says to have watched what, and what that does not say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from coverage_records import AGREEMENT, claim, count, event
from hypothesis import given
from hypothesis import strategies as st

from tregua.coverage import read_coverage, watched_days
from tregua.model.records import Claim
from tregua.model.standing import Watch

FIRST = date(2020, 11, 10)


def _read(*claims: Claim) -> tuple[Watch, ...]:
    return read_coverage(claims, AGREEMENT)


def _days(watches: tuple[Watch, ...], *area: str) -> dict[int, tuple[str, ...]]:
    days = watched_days(watches, FIRST, date(2020, 11, 30), area, AGREEMENT)
    return {one.day.day: one.observed_by or one.partly_by for one in days if one.observed}


def test_posts_and_the_ceasefire_said_to_hold() -> None:
    posts, held = _read(
        claim(
            "ru/mod",
            "2020-11-18",
            event("deploy.post", "2020-11-18", "line", until="2020-11-18", quantities=(count("post", 23),)),
            event("ceasefire.hold", "2020-11-18", "line", until="2020-11-18", start=0, end=9),
        )
    )
    assert {posts.means, held.means} == {"posts", "report"}
    assert {(w.observer, w.place_ids, w.own, w.outcome) for w in (posts, held)} == {
        ("ru/mod", ("line",), False, "done")
    }
    assert [w.posts.low for w in (posts, held) if w.posts] == [23]


def test_a_count_speaks_for_its_day_and_not_for_the_days_between() -> None:
    watches = _read(
        claim("ru/mod", "2020-11-14", event("deploy.post", None, "line", quantities=(count("post", 12),))),
        claim(
            "ru/mod",
            "2020-11-18",
            event("deploy.post", "2020-11-18", "line", quantities=(count("post", 23),)),
        ),
    )
    assert _days(watches, "line") == {14: ("ru/mod",), 18: ("ru/mod",)}


@pytest.mark.parametrize(
    ("when", "until", "expected"),
    [
        (None, None, [20]),
        ("2020-11-17", None, [17, 18, 19, 20]),  # held since the 17th
        (None, "2020-11-17", [17]),
        ("2020-11-17", "2020-11-18", [17, 18]),
        ("2020-11-17T08:00", "2020-11-17T20:00", [17]),
    ],
)
def test_which_days_a_ceasefire_is_said_to_hold_for(
    when: str | None, until: str | None, expected: list[int]
) -> None:
    watches = _read(claim("ru/mod", "2020-11-20T12:00", event("ceasefire.hold", when, "region", until=until)))
    assert list(_days(watches, "region")) == expected


def test_posts_since_a_day_speak_for_that_day() -> None:
    assert list(
        _days(_read(claim("ru/mod", "2020-11-20", event("deploy.post", "2020-11-17", "line"))), "line")
    ) == [17]


@pytest.mark.parametrize(
    "silent",
    [
        claim("am/mod", "2020-11-20", event("deploy.post", "2020-11-20", "line", actor="ru/peacekeepers")),
        claim(None, "2020-11-20", event("deploy.post", "2020-11-20", "line", actor="ru/mod")),
        claim("outlet/one", "2020-11-20", event("ceasefire.hold", "2020-11-20", "line")),
        claim("person/0a1b2c3d", "2020-11-20", event("ceasefire.hold", "2020-11-20", "line")),
        claim("ru/public", "2020-11-20", event("ceasefire.hold", "2020-11-20", "line")),
        claim("ru/mod", "2020-11-20", event("ceasefire.hold", "2020-11-20", "line", negated=True)),
        claim("ru/mod", "2020-11-20", event("deploy.patrol", "2020-11-20", "line", modality="possible")),
        claim("ru/mod", "2020-11-20", event("deploy.patrol", "2020-11-20", "line"), stance="denies"),
        claim("ru/mod", "2020-11-20", event("deploy.force", "2020-11-20", "line")),
        claim("ru/mod", "2020-11-20", event("hostile.drone", "2020-11-20", quantities=(count("drone", 1),))),
        claim("ru/mod", "2020-11-20", event("ceasefire.violation", "2020-11-20", "line")),
        claim("ru/mod", None, event("ceasefire.hold")),
        claim("az/president", "2020-11-20", event("ceasefire.hold", "2020-11-20", "line")),
        claim("ru/mod", "2020-11-20", event("ceasefire.hold", "2020-11-20", "line"), stance="promises"),
        claim("ru/mod", "2020-11-20", event("ceasefire.hold", "2020-11-21", until="2020-11-19")),
    ],
)
def test_what_is_no_watch(silent: Claim) -> None:
    assert _read(silent) == ()


def test_no_violations_recorded_is_a_word_of_having_watched() -> None:
    [watch] = _read(
        claim("ru/mod", "2020-11-20", event("ceasefire.violation", "2020-11-20", "line", negated=True))
    )
    assert (watch.means, watch.observer) == ("report", "ru/mod")


def test_means_and_plans() -> None:
    watches = _read(
        claim("ru/mod", "2020-11-20", event("deploy.patrol", "2020-11-20", "north", actor="ru/peacekeepers")),
        claim(
            "joint-centre",
            "2020-11-20",
            event("establish.staff", "2020-11-20", quantities=(count("drone", 2),)),
        ),
        claim("tr/mod", "2020-11-20", event("deploy.post", "2020-11-25", "south", modality="planned")),
    )
    assert {(one.observer, one.means, one.outcome) for one in watches} == {
        ("ru/peacekeepers", "patrol", "done"),
        ("joint-centre", "drones", "done"),
        ("tr/mod", "posts", "planned"),
    }
    assert _days(watches, "south") == {}


def test_part_of_an_area_is_told_from_the_whole() -> None:
    watches = _read(claim("ru/mod", "2020-11-20", event("deploy.patrol", "2020-11-20", "south")))
    [whole] = watched_days(watches, date(2020, 11, 20), date(2020, 11, 20), ("hill",), AGREEMENT)
    assert (whole.observed_by, whole.partly_by) == (("ru/mod",), ())
    [part] = watched_days(watches, date(2020, 11, 20), date(2020, 11, 20), ("region",), AGREEMENT)
    assert (part.observed_by, part.partly_by) == ((), ("ru/mod",))
    [other] = watched_days(watches, date(2020, 11, 20), date(2020, 11, 20), ("north",), AGREEMENT)
    assert not other.observed
    assert other.watch_ids == ()


def test_a_watch_that_names_no_area_observes_none_in_particular() -> None:
    watches = _read(claim("ru/mod", "2020-11-20", event("ceasefire.hold", "2020-11-20")))
    [asked] = watched_days(watches, date(2020, 11, 20), date(2020, 11, 20), ("north",), AGREEMENT)
    assert not asked.observed
    assert asked.unplaced_by == ("ru/mod",)
    [anywhere] = watched_days(watches, date(2020, 11, 20), date(2020, 11, 20))
    assert anywhere.observed_by == ("ru/mod",)


def test_each_day_tells_how_much_of_the_area_was_watched() -> None:
    watches = _read(
        claim("ru/mod", "2020-11-20", event("deploy.patrol", "2020-11-20", "south")),
        claim("ru/mod", "2020-11-21", event("deploy.patrol", "2020-11-21", "region")),
        claim("ru/mod", "2020-11-22", event("ceasefire.hold", "2020-11-22")),
    )
    days = watched_days(watches, date(2020, 11, 20), date(2020, 11, 23), ("region",), AGREEMENT)
    assert [one.partly_by for one in days] == [("ru/mod",), (), (), ()]
    assert [one.observed_by for one in days] == [(), ("ru/mod",), (), ()]
    assert [one.unplaced_by for one in days] == [(), (), ("ru/mod",), ()]
    assert [one.observed for one in days] == [True, True, False, False]


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 5), st.sampled_from(("line", "north", "hill"))),
        max_size=8,
    )
)
def test_no_day_is_observed_without_a_watch_on_it(spans: list[tuple[int, int, str]]) -> None:
    claims = []
    for begin, length, where in spans:
        days = [(FIRST + timedelta(days=n)).isoformat() for n in (begin, begin + length)]
        claims.append(claim("ru/mod", "2021-01-01", event("deploy.patrol", days[0], where, until=days[1])))
    watches = _read(*claims)
    assert watches == _read(*reversed(claims), *claims)
    for one in watched_days(watches, FIRST, FIRST + timedelta(days=30), ("region",), AGREEMENT):
        covered = any(w.earliest <= one.day.isoformat() <= w.latest for w in watches)
        assert one.observed == covered
        assert bool(one.watch_ids) == covered
