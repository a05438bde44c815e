"""A two-district accord and claims made by hand."""

from __future__ import annotations

from datetime import date

from tregua.agreement.terms import Agreement, Clause, Obligation, Party
from tregua.model.ids import claim_id
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention, Stance
from tregua.vocabulary.names import NamedPlace


def _place(place_id: str, *within: str) -> NamedPlace:
    return NamedPlace(
        place_id=place_id,
        name=place_id.title(),
        kind="district",
        within=within,
        latitude=39.5,
        longitude=47,
        radius_km=20,
    )


AGREEMENT = Agreement(
    id="test",
    title="A ceasefire",
    signed_on=date(2020, 11, 9),
    zone="Europe/Moscow",
    default_reading="one",
    languages=("en",),
    sources=(),
    name_order=("az", "am"),
    parties=(
        Party(id="az", name="Azerbaijan", role="party", actors=("az",)),
        Party(id="am", name="Armenia", role="party", actors=("am", "nk")),
        Party(id="ru", name="Russia", role="guarantor", actors=("ru",)),
    ),
    clauses=(Clause(id="1", reference="point 1", instrument="statement", summary="fighting stops"),),
    obligations=(
        Obligation(
            id="ceasefire", title="Cease fire", clause="1", kind="cease", obligors=("az", "am"), object="fire"
        ),
    ),
    places=(
        _place("region"),
        _place("line", "region"),
        _place("north", "region"),
        _place("south", "region"),
        _place("hill", "south"),
    ),
)


def count(unit: str, number: float) -> QuantityMention:
    return QuantityMention(start=0, end=1, text=f"{number:g}", low=number, high=number, unit=unit)


def event(
    act: str, when: str | None = None, *where: str, until: str | None = None, **others: object
) -> Event:
    places = [PlaceMention(start=0, end=1, text=one, name=one, place_id=one) for one in where]
    return Event.model_validate(
        {"start": 0, "end": 1, "act": act, "earliest": when, "latest": until, "places": places, **others}
    )


def claim(
    said_by: str | None,
    published: str | None,
    *events: Event,
    stance: Stance = "asserts",
    through: str | None = None,
) -> Claim:
    parts = [one.model_dump(mode="json") for one in events]
    return Claim(
        claim_id=claim_id("item", said_by, published, stance, parts),
        item_id="item",
        source=ClaimSource(start=0, end=1, actor_id=said_by) if said_by else None,
        through=through,
        stance=stance,
        published_at=published,
        events=events,
    )
