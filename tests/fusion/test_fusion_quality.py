"""Made-up seasons with a known truth: pairs found and pairs missed, with a floor.

Each event is told by one to four sources, each with its own slips: the day after, the district instead
of the village, another word for the act, nobody named, another figure. One event in three follows
another within two days and a few kilometres, as in real fighting. The floor is below what was measured
when it was set; it guards against a worse table, and says nothing of real reports.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations

import pytest
from fusion_records import AGREEMENT, claim, count, event

from tregua.fusion import fuse_claims
from tregua.model.records import Claim, Event, PlaceMention

SOURCES = ("az/mod", "am/mod", "am/mfa", "ru/mod")
ACTS = ("hostile.attack", "hostile.shelling", "hostile.shooting")


def _where(latitude: float, longitude: float, radius_km: float) -> PlaceMention:
    name = f"{latitude:.2f}-{longitude:.2f}-{radius_km:.0f}"
    return PlaceMention(
        start=0,
        end=1,
        text=name,
        name=name,
        place_id=name,
        latitude=latitude,
        longitude=longitude,
        radius_km=radius_km,
    )


def _season(seed: int, events: int, days: int) -> tuple[list[Claim], dict[str, int]]:
    chance = random.Random(seed)
    claims: list[Claim] = []
    truth: dict[str, int] = {}
    day, latitude, longitude = 0, 0.0, 0.0
    for number in range(events):
        if number % 3 == 2:
            day = min(days - 1, day + chance.choice((0, 1, 2)))
            latitude, longitude = latitude + chance.gauss(0, 0.03), longitude + chance.gauss(0, 0.03)
        else:
            day, latitude, longitude = (
                chance.randrange(days),
                chance.uniform(39.4, 40.2),
                chance.uniform(46.3, 47.2),
            )
        act, hour, hurt = chance.choice(ACTS), chance.randrange(24), chance.randrange(5)
        actor = chance.choice(("az", "am"))
        for source in chance.sample(SOURCES, chance.choice((1, 1, 2, 2, 3, 4))):
            made = claim(
                source,
                "2021-12-31",
                _told(chance, day, hour, act, actor, hurt, _where(latitude, longitude, 2.0)),
                item=f"item{number}-{source}".replace("/", ""),
            )
            claims.append(made)
            truth[made.claim_id] = number
    return claims, truth


def _told(
    chance: random.Random, day: int, hour: int, act: str, actor: str, hurt: int, where: PlaceMention
) -> Event:
    when = date(2021, 1, 1) + timedelta(days=day + (chance.random() < 0.08))
    exact = chance.random() < 0.3
    place = where
    if chance.random() < 0.25:
        latitude, longitude = round((where.latitude or 0) * 5) / 5, round((where.longitude or 0) * 4) / 4
        place = _where(latitude, longitude, 20.0)
    figures = (count("wounded", max(1, hurt + chance.choice((0, 0, 0, 1)))),) if hurt else ()
    made = event(
        act if chance.random() < 0.75 else chance.choice(ACTS),
        f"{when.isoformat()}T{hour:02d}:30" if exact else when.isoformat(),
        actor=actor if chance.random() < 0.7 else None,
        quantities=figures if chance.random() < 0.7 else (),
    )
    return made.model_copy(update={"places": (place,)})


def _scores(seed: int, events: int, days: int) -> tuple[float, float, float]:
    claims, truth = _season(seed, events, days)
    found = {
        tuple(sorted(pair))
        for one in fuse_claims(claims, AGREEMENT)
        for pair in combinations([r.claim_id for r in one.reports], 2)
    }
    by_event: dict[int, list[str]] = {}
    for claim_id, number in truth.items():
        by_event.setdefault(number, []).append(claim_id)
    true = {tuple(sorted(pair)) for ids in by_event.values() for pair in combinations(ids, 2)}
    precision, recall = len(found & true) / len(found), len(found & true) / len(true)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize(("events", "days", "floor"), [(300, 300, 0.8), (300, 60, 0.65), (400, 20, 0.45)])
def test_pairs_found(events: int, days: int, floor: float) -> None:
    scores = [_scores(seed, events, days) for seed in range(2)]
    assert min(f1 for _, _, f1 in scores) >= floor
