"""How long it takes to let kept incidents grow by 1, 100 and 10,000 claims where a million reports are kept.

A made-up front: a thousand incidents a day within 60 km to each side, each told by one to four sources of
their own sides, some to the hour, some with a district for the village. What lies farther back than the
window is kept as it comes, each report an incident, since nothing new can reach it; the last days are grown.
Times are of the processor, after one batch that does not count. ``--base`` sets how many are kept.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from tregua.agreement.terms import Agreement, Clause, Obligation, Party
from tregua.agreement.timing import Window
from tregua.fusion.doubting import tell_doubts
from tregua.fusion.growing import grow
from tregua.fusion.kept import Change, Changes, KeptClaim
from tregua.fusion.remembered import Remembered
from tregua.fusion.rereading import reread
from tregua.fusion.scope import read_scope
from tregua.fusion.sight import Sight
from tregua.fusion.weights import load_weights
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention

FIRST = date(2030, 1, 1)
A_DAY = 1_000
SOURCES = ("qn/mod", "qs/mod", "qn/fm", "qc/mission", "outlet/gazette")
ACTS = ("hostile.shelling", "hostile.shooting", "hostile.drone", "hostile.attack", "ceasefire.violation")
ACCORD = Agreement(
    id="front",
    title="A ceasefire along a front",
    signed_on=FIRST,
    zone="UTC",
    default_reading="qn",
    languages=("en",),
    sources=("invented",),
    name_order=("north", "south"),
    parties=(
        Party(id="north", name="North", role="party", actors=("qn",)),
        Party(id="south", name="South", role="party", actors=("qs",)),
        Party(id="coast", name="Coast", role="observer", actors=("qc",)),
    ),
    clauses=(Clause(id="1", reference="Point 1", instrument="accord", summary="fire ceases"),),
    obligations=(
        Obligation(
            id="ceasefire",
            title="Cease fire",
            clause="1",
            kind="cease",
            obligors=("north", "south"),
            beneficiaries=("north", "south"),
            object="fire",
            window=Window(preposition="from", starts_at=datetime(2030, 1, 1), zone="UTC"),  # noqa: DTZ001
        ),
    ),
)


def claims_of_day(day: int, seed: int = 2030, number: int = A_DAY) -> Iterator[Claim]:
    """What is told of one day's incidents, about two and a half claims each."""
    chance = random.Random(f"{seed}-{day}")
    on = FIRST + timedelta(days=day)
    for at in range(number):
        latitude, longitude = 48 + chance.uniform(-60, 60) / 111.2, 30 + chance.uniform(-60, 60) / 74.4
        act, actor, hour = chance.choice(ACTS), chance.choice(("qn/mil", "qs/mil")), chance.randrange(24)
        hurt = chance.randrange(6)
        for source in chance.sample(SOURCES, chance.choice((1, 2, 2, 3, 4))):
            wide = chance.random() < 0.1
            place = _place(round(latitude * 5) / 5, round(longitude * 5) / 5, 15) if wide else None
            exact = chance.random() < 0.4
            event = Event(
                start=0,
                end=1,
                act=act if chance.random() < 0.8 else chance.choice(ACTS),
                actor=actor if chance.random() < 0.8 else None,
                earliest=f"{on}T{hour:02d}:30" if exact else f"{on}",
                latest=f"{on}T{hour:02d}:30" if exact else f"{on}",
                places=(place or _place(round(latitude, 2), round(longitude, 2), 2),),
                quantities=_hurt(hurt) if chance.random() < 0.5 else (),
            )
            item = f"d{day}-{at}-{SOURCES.index(source)}-{seed}"
            yield Claim(
                claim_id=f"{item}.1",
                item_id=item,
                source=ClaimSource(start=0, end=1, actor_id=source),
                published_at=f"{on + timedelta(days=1)}",
                events=(event,),
            )


def _place(latitude: float, longitude: float, radius_km: float) -> PlaceMention:
    name = f"p{latitude:.2f}/{longitude:.2f}/{radius_km:g}"
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


def _hurt(number: int) -> tuple[QuantityMention, ...]:
    figure = QuantityMention(start=0, end=1, text=f"{number}", low=number, high=number, unit="wounded")
    return (figure,) if number else ()


def _take(kept: Remembered, claims: list[Claim]) -> tuple[float, Changes]:
    change = Change(tuple(KeptClaim(one) for one in claims))
    begin = time.process_time()
    changes = grow(change, kept, ACCORD)
    took = time.process_time() - begin
    kept.apply(change, changes)
    return took, changes


def _keep_as_it_comes(kept: Remembered, claims: list[Claim]) -> None:
    scope, limits = read_scope(ACCORD), load_weights().limits
    change = Change(tuple(KeptClaim(one) for one in claims))
    begun = reread(change, Sight(kept, -1), scope, limits).begun
    reports = tuple(replace(one, incident_id=f"incident-{one.report_id}") for one in begun)
    kept.apply(Change(), Changes(reports_begun=reports))


def main() -> None:
    """Build the base, then time the batches."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--base", type=int, default=1_000_000)
    asked.add_argument("--grown", type=int, default=10, help="days at the end that are grown")
    given = asked.parse_args()
    kept, day = Remembered(), 0
    while len(kept.report_rows) < given.base - given.grown * 2.4 * A_DAY:
        _keep_as_it_comes(kept, list(claims_of_day(day)))
        day += 1
    begin = time.process_time()
    for _ in range(given.grown):
        _take(kept, list(claims_of_day(day)))
        day += 1
    took = time.process_time() - begin
    print(f"{len(kept.report_rows)} reports kept, {given.grown} days grown in {took:.0f} s")
    more = [one for back in range(1, 8) for one in claims_of_day(day - back, seed=7, number=700)]
    random.Random(1).shuffle(more)
    _take(kept, more[:50])
    at = 50
    for size, runs in ((1, 15), (100, 5), (10_000, 1)):
        times, rows = [], 0
        for _ in range(runs):
            took, changes = _take(kept, more[at : at + size])
            at += size
            times.append(took)
            rows += len(changes.incidents_begun) + len(changes.incidents_ended)
        print(
            f"{min(size, len(more))} claims: {statistics.median(times):.3f} s "
            f"({min(times):.3f} to {max(times):.3f}, {runs} runs), {rows / runs:.1f} rows of incidents"
        )
    some = [one for one, _ in list(kept.incident_rows)[-3000::600]]
    times = []
    for one in some:
        begin = time.process_time()
        doubts = tell_doubts([one], kept, ACCORD, 1)
        times.append(time.process_time() - begin)
    print(f"doubts of one incident: {statistics.median(times):.3f} s, {len(doubts[one])} of them in the last")


if __name__ == "__main__":
    main()
