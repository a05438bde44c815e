"""Claims for growing: any that hypothesis thinks of, and those of a dense front."""

from __future__ import annotations

import random

from fusion_records import PLACES, claim, count, event
from hypothesis import strategies as st

from tregua.model.records import Claim, PlaceMention

SOURCES = ("az/mod", "am/mod", "am/mfa", "ru/mod", "outlet/one", None)
ACTS = ("hostile.attack", "hostile.shelling", "hostile.shelling", "ceasefire.violation", "loss.killed")
HOURS = ("2020-12-0{}", "2020-12-0{}", "2020-12-0{}T06:30", "2020-12-0{}T21:15")
NAMED = [one for one in PLACES if one != "paris"]


@st.composite
def claims(draw: st.DrawFn, pages: int = 12, days: int = 4) -> Claim:
    """A claim of one or two events; some copied, some denied, some in rows, some without a day."""
    told = tuple(
        event(
            draw(st.sampled_from(ACTS)),
            draw(st.sampled_from((*HOURS, None, "2020-11-2{}")))
            and draw(st.sampled_from(HOURS)).format(draw(st.integers(1, days))),
            tuple(draw(st.lists(st.sampled_from(NAMED), max_size=2, unique=True))),
            start=start,
            actor=draw(st.sampled_from(("az", "am", None))),
            target=draw(st.sampled_from(("az", "am", None))),
            quantities=tuple(
                count(fate, draw(st.integers(1, 9)))
                for fate in draw(st.lists(st.sampled_from(("killed", "wounded")), unique=True))
            ),
        )
        for start in range(draw(st.integers(1, 2)))
    )
    made = claim(
        draw(st.sampled_from(SOURCES)),
        f"2020-12-0{draw(st.integers(2, 7))}",
        *told,
        item=f"i{draw(st.integers(0, pages))}",
        through=draw(st.sampled_from((None, "outlet/two"))),
        stance=draw(st.sampled_from(("asserts", "asserts", "asserts", "denies"))),
    )
    return made.model_copy(update={"row": draw(st.sampled_from((None, None, None, 1, 2)))})


@st.composite
def several(draw: st.DrawFn, most: int) -> list[Claim]:
    """Claims, of which some correct or strike out others, some are copies in other pages, some on rows."""
    found = draw(st.lists(claims(), max_size=most))
    for at in draw(st.lists(st.integers(0, max(0, len(found) - 1)), max_size=3)) if found else ():
        one, other = found[at], found[draw(st.integers(0, len(found) - 1))]
        kind = draw(st.sampled_from(("copy", "correct", "correct", "strike")))
        if kind == "copy":
            page = f"i{draw(st.integers(0, 12))}"
            found.append(one.model_copy(update={"claim_id": f"{page}.c{at}", "item_id": page}))
        elif kind == "correct":
            same = {"source": one.source, "through": one.through, "supersedes": one.claim_id}
            found.append(other.model_copy(update={"claim_id": f"{other.item_id}.k{at}", **same}))
        else:
            nothing = {"events": (), "act": None, "supersedes": one.claim_id}
            found.append(one.model_copy(update={"claim_id": f"{one.item_id}.s{at}", **nothing}))
    return found


def claims_of_a_front(number: int, seed: int, days: int = 6, km: float = 25.0) -> list[Claim]:
    """What three or four sources tell of a few days along a front, each with its own slips."""
    chance = random.Random(seed)
    found = []
    for at in range(number):
        day, hour = chance.randrange(days), chance.randrange(24)
        where = [_near(chance, km) for _ in range(chance.choice((1, 1, 1, 2)))]
        for source in chance.sample(SOURCES[:4], chance.choice((1, 1, 2, 3))):
            exact = chance.random() < 0.4
            when = f"2020-12-{1 + day:02d}" + (f"T{hour:02d}:30" if exact else "")
            told = event(
                chance.choice(ACTS[:4]),
                when,
                actor=chance.choice(("az", "am", None)),
                quantities=(count("wounded", chance.randrange(1, 5)),) if chance.random() < 0.3 else (),
            )
            told = told.model_copy(update={"places": tuple(where) if chance.random() < 0.9 else ()})
            found.append(
                claim(source, f"2020-12-{2 + day:02d}", told, item=f"f{at}{(source or '').replace('/', '')}")
            )
    return found


def _near(chance: random.Random, km: float) -> PlaceMention:
    north, east = chance.uniform(-km, km) / 111.2, chance.uniform(-km, km) / 85.0
    latitude, longitude = round(39.7 + north, 2), round(46.9 + east, 2)
    name = f"v{latitude:.2f}-{longitude:.2f}"
    return PlaceMention(
        start=0,
        end=1,
        text=name,
        name=name,
        place_id=name,
        latitude=latitude,
        longitude=longitude,
        radius_km=chance.choice((2, 2, 2, 12)),
    )
