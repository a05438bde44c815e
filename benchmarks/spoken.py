"""Ten years of what is said of what an agreement counts. The same seed, the same bytes.

Every register has some hundreds of lines, each spoken of by one to four of eight speakers: ministries of
either side and of a third, two organisations, an outlet that speaks for itself. A few lines are spoken of
daily and most of them seldom; of some, plans are told too. A bulletin gives several figures; one in a
hundred arrives a month or more after its day, one in a hundred corrects an earlier one of its speaker's,
and some are denials. What comes in on a day is taken in by one act.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention
from tregua.registers.account import Account
from tregua.registers.accounts import load_accounts

FIRST = date(2021, 1, 1)
SPEAKERS = (
    ("az/mod", "outlet/azertac"), ("am/mod", "outlet/armenpress"), ("ru/mod", "outlet/tass"),
    ("az/mfa", None), ("am/mfa", None), ("icrc", None), ("unhcr", "outlet/reuters"), (None, "outlet/afp"),
)  # fmt: skip
WEIGHTS = (6, 6, 6, 2, 2, 2, 1, 1)
ACTORS = ("az", "am", "ru/peacekeepers", "az/mod", "am/mod", None)
PLACES = tuple(f"place/{kind}-{number}" for kind in ("district", "town", "road") for number in range(40))


@dataclass(frozen=True)
class Scale:
    """How much is said: events over ``days`` days, about ``lines`` lines of each register, by how few and
    how many speakers each."""

    events: int = 880_000  # a million entries: some are of two registers, some give a step and a figure
    days: int = 3_650
    lines: int = 300
    speakers: tuple[int, int] = (1, 4)
    seed: int = 2020

    @property
    def last(self) -> date:
        """The last day."""
        return FIRST + timedelta(days=self.days - 1)


@dataclass(frozen=True)
class Spoken:
    """What an event on one line always has in common."""

    act: str
    unit: str
    actor: str | None
    target: str | None
    places: tuple[PlaceMention, ...]
    about: str
    total: bool
    planned: bool


def days_of(scale: Scale) -> Iterator[tuple[Claim, ...]]:
    """The claims that come in on each day, in order; about ``scale.events`` events in all."""
    random = Random(scale.seed)
    lines = [_by_speaker(account, scale, random) for account in load_accounts()]
    late: dict[int, list[Claim]] = {}
    former: dict[str | None, list[Claim]] = {}
    said = 0
    for number in range(scale.days):
        arriving = late.pop(number, [])
        due = scale.events * (number + 1) // scale.days
        while said < due:
            claim = _claim(said, number, lines, former, random)
            said += len(claim.events)
            if random.random() < 0.01:
                late.setdefault(number + random.randrange(30, 400), []).append(claim)
            else:
                arriving.append(claim)
        yield tuple(arriving)
    yield tuple(claim for number in sorted(late) for claim in late[number])


@dataclass
class Share:
    """The lines of one register that one speaker speaks of, and how often each."""

    lines: list[Spoken]
    weights: list[float]

    def pick(self, random: Random) -> Spoken:
        """One of them."""
        return self.lines[bisect(self.weights, random.random() * self.weights[-1])]


def _by_speaker(account: Account, scale: Scale, random: Random) -> list[Share]:
    feeds = [feed for feed in account.feeds if not feed.only_counts]
    told: list[list[tuple[float, Spoken]]] = [[] for _ in SPEAKERS]
    for rank in range(scale.lines):
        feed = random.choice(feeds)
        line = _spoken(feed.act, sorted(feed.counts), random)
        for speaker in random.sample(range(len(SPEAKERS)), random.randint(*scale.speakers)):
            told[speaker].append((1 / (rank + 10), line))
    return [
        Share([line for _, line in mine], list(accumulate(weight for weight, _ in mine))) for mine in told
    ]


def _spoken(act: str, units: list[str], random: Random) -> Spoken:
    place = PlaceMention(start=0, end=1, text="", name="", place_id=random.choice(PLACES))
    return Spoken(
        act=act,
        unit=random.choice(units or [""]),
        actor=random.choice(ACTORS),
        target=random.choice((None, None, "az", "am")),
        places=(place,) if random.random() < 0.8 else (),
        about=f"thing/{random.randrange(200)}" if random.random() < 0.2 else "",
        total=random.random() < 0.2,
        planned=random.random() < 0.2,
    )


def _claim(
    number: int,
    day: int,
    lines: list[list[Share]],
    former: dict[str | None, list[Claim]],
    random: Random,
) -> Claim:
    speaker = random.choices(range(len(SPEAKERS)), WEIGHTS)[0]
    said_by, through = SPEAKERS[speaker]
    own = former.setdefault(said_by, [])
    of = random.choice(own) if own and random.random() < 0.01 else None
    on = str(FIRST + timedelta(days=day))
    share = random.choice(lines)[speaker]
    claim = Claim(
        claim_id=f"item-{number:016x}.{day:08x}",
        item_id=f"item-{number:016x}",
        source=ClaimSource(start=0, end=1, actor_id=said_by) if said_by else None,
        through=through,
        events=tuple(_event(share.pick(random), on, random) for _ in range(random.randrange(1, 6))),
        published_at=on,
        supersedes=of.claim_id if of else None,
    )
    own.append(claim)
    del own[:-200]
    return claim


def _event(line: Spoken, on: str, random: Random) -> Event:
    count = float(random.randrange(1, 3_000))
    figure = QuantityMention(
        start=0, end=1, text=str(count), low=count, high=count, unit=line.unit,
        basis="total" if line.total else None,
    )  # fmt: skip
    return Event(
        start=0, end=1, act=line.act, actor=line.actor, target=line.target, places=line.places,
        about=line.about, quantities=(figure,) if random.random() < 0.9 else (),
        earliest=on, latest=on, modality="planned" if line.planned and random.random() < 0.15 else "actual",
        negated=random.random() < 0.02,
    )  # fmt: skip
