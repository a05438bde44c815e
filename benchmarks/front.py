"""A front that exists nowhere: every day hundreds of incidents along two hundred kilometres, each told by one
to three of four sources, with slips of their own in hour and place. The same seed, the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tregua.model.ids import content_id
from tregua.model.records import Claim, ClaimSource, Event, Item, PlaceMention, QuantityMention

FIRST = date(2020, 11, 12)
SOURCES = ("az/mod", "am/mod", "ru/mod", "outlet/front-news")
VILLAGES = 240
_ACTS = ("hostile.shelling", "hostile.shooting", "hostile.shooting", "hostile.drone", "hostile.attack")
_SIDES = ("az", "am")


@dataclass(frozen=True)
class Front:
    """How much: so many incidents on each of so many days."""

    days: int = 3_650
    a_day: int = 274
    seed: int = 2020

    @property
    def last(self) -> date:
        """The last day."""
        return FIRST + timedelta(days=self.days - 1)


def days_of(front: Front, first: int = 0) -> Iterator[tuple[list[Item], list[Claim]]]:
    """Day by day what each source published that evening: an item a source, a row an incident it tells of."""
    villages = _villages(Random(front.seed))
    for number in range(first, front.days):
        yield _day(number, Random(front.seed * 100_000 + number), villages, front.a_day)


def _villages(chance: Random) -> list[PlaceMention]:
    """Along a bent line of some two hundred kilometres, and a few kilometres to both sides of it."""
    found = []
    for number in range(VILLAGES):
        along = number / VILLAGES
        found.append(
            PlaceMention(
                start=0,
                end=1,
                text=f"Village {number}",
                name=f"Village {number}",
                place_id=f"village-{number}",
                latitude=round(39.3 + along * 1.1 + chance.uniform(-0.05, 0.05), 4),
                longitude=round(46.5 + 0.6 * along * (1 - along) + chance.uniform(-0.08, 0.08), 4),
                radius_km=1.5,
            )
        )
    return found


def _day(
    number: int, chance: Random, villages: list[PlaceMention], incidents: int
) -> tuple[list[Item], list[Claim]]:
    day = FIRST + timedelta(days=number)
    items = {source: _item(source, day) for source in SOURCES}
    claims: dict[str, list[Claim]] = {source: [] for source in SOURCES}
    for _ in range(incidents):
        place = chance.randrange(len(villages))
        began = datetime.combine(day, time()) + timedelta(minutes=chance.randrange(0, 1_440))
        act, accused = chance.choice(_ACTS), chance.randrange(2)
        killed = chance.choices((0, 1, 2, 3), (90, 6, 3, 1))[0]
        for source in chance.sample(SOURCES, chance.choices((1, 2, 3), (75, 20, 5))[0]):
            slip = began + timedelta(minutes=chance.choice((0, 0, 0, 5, -5, 20)))
            near = villages[place if chance.random() < 0.9 else min(place + 1, len(villages) - 1)]
            mine = claims[source]
            mine.append(_claim(items[source], len(mine) + 1, source, act, accused, slip, near, killed))
    return list(items.values()), [one for source in SOURCES for one in claims[source]]


def _item(source: str, day: date) -> Item:
    return Item(
        item_id=content_id("item", source, str(day)),
        sha256="0" * 64,
        name=f"{day}-{source.replace('/', '-')}.csv",
        media_type="text/csv",
        size=1,
        title=f"Bulletin of {day}",
        outlet=source if source.startswith("outlet") else None,
        published_at=f"{day}T20:00",
    )


def _claim(
    item: Item,
    row: int,
    source: str,
    act: str,
    accused: int,
    began: datetime,
    place: PlaceMention,
    killed: int,
) -> Claim:
    at = began.isoformat(timespec="minutes")
    lost = (QuantityMention(start=0, end=1, text=f"{killed}", low=killed, high=killed, unit="killed"),)
    event = Event(
        start=0,
        end=1,
        act=act,
        actor=_SIDES[accused],
        target=_SIDES[1 - accused],
        earliest=at,
        latest=at,
        places=(place,),
        quantities=lost if killed else (),
    )
    speaks = None if source.startswith("outlet") else source
    return Claim(
        claim_id=f"{item.item_id}.{row:08x}",
        item_id=item.item_id,
        source=ClaimSource(start=0, end=1, actor_id=speaks) if speaks else None,
        through=None if speaks else source,
        act=act,
        actor=event.actor,
        target=event.target,
        earliest=at,
        latest=at,
        place=place,
        quantities=event.quantities,
        events=(event,),
        row=row,
        published_at=item.published_at,
    )
