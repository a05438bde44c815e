"""A small accord and claims made by hand: what the reading station would hand over."""

from __future__ import annotations

from datetime import date, datetime

from tregua.agreement.terms import Agreement, Clause, Obligation, Party
from tregua.agreement.timing import Window
from tregua.model.ids import claim_id
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention, Stance
from tregua.vocabulary.names import NamedPlace


def _place(
    place_id: str, kind: str, within: tuple[str, ...], latitude: float, longitude: float, radius_km: float
) -> NamedPlace:
    return NamedPlace.model_validate(
        {
            "place_id": place_id,
            "name": place_id.title(),
            "kind": kind,
            "within": within,
            "latitude": latitude,
            "longitude": longitude,
            "radius_km": radius_km,
        }
    )


PLACES = {
    one.place_id: one
    for one in (
        _place("nagorno-karabakh", "region", (), 39.8, 46.75, 70),
        _place("khojavend", "district", ("nagorno-karabakh",), 39.79, 47.11, 25),
        _place("hadrut", "district", ("nagorno-karabakh",), 39.52, 47.03, 25),
        _place("agdam", "district", ("nagorno-karabakh",), 39.99, 46.93, 22),
        _place("hin-taghlar", "village", ("hadrut",), 39.575, 46.85, 2),
        _place("khtsaberd", "village", ("hadrut",), 39.585, 46.79, 2),
        _place("sur", "village", ("khojavend",), 39.62, 46.93, 2),
        _place("paris", "town", (), 48.86, 2.35, 12),
    )
}

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
            id="ceasefire",
            title="Cease fire",
            clause="1",
            kind="cease",
            obligors=("az", "am"),
            beneficiaries=("az", "am"),
            object="fire",
            area=("nagorno-karabakh",),
            window=Window(preposition="from", starts_at=datetime(2020, 11, 10), zone="Europe/Moscow"),  # noqa: DTZ001
        ),
    ),
    places=tuple(PLACES.values()),
)


def place(place_id: str) -> PlaceMention:
    named = PLACES[place_id]
    return PlaceMention(
        start=0,
        end=1,
        text=named.name,
        name=named.name,
        place_id=place_id,
        latitude=named.latitude,
        longitude=named.longitude,
        radius_km=named.radius_km,
    )


def count(unit: str, number: float) -> QuantityMention:
    return QuantityMention(start=0, end=1, text=f"{number:g}", low=number, high=number, unit=unit)


def event(
    act: str,
    when: str | None = None,
    where: tuple[str, ...] = (),
    until: str | None = None,
    start: int = 0,
    **others: object,
) -> Event:
    return Event.model_validate(
        {
            "start": start,
            "end": start + 1,
            "act": act,
            "earliest": when,
            "latest": until or when,
            "places": tuple(place(one) for one in where),
            **others,
        }
    )


def claim(
    said_by: str | None,
    published: str,
    *events: Event,
    item: str = "",
    through: str | None = None,
    stance: Stance = "asserts",
) -> Claim:
    item_id = item or f"item-{said_by}-{published}-{through}"
    parts = [one.model_dump(mode="json") for one in events]
    return Claim(
        claim_id=claim_id(item_id, said_by, published, stance, parts),
        item_id=item_id,
        source=ClaimSource(start=0, end=1, actor_id=said_by) if said_by else None,
        through=through,
        stance=stance,
        published_at=published,
        events=events,
    )


def december() -> tuple[Claim, ...]:
    """What was said between 12 and 13 December 2020 of what happened since 26 November."""
    return (
        claim(
            "ru/mod",
            "2020-12-12",
            event("ceasefire.violation", "2020-12-11", ("hadrut",), quantities=(count("violation", 1),)),
            event("deploy.post", "2020-12-12", quantities=(count("post", 23),), start=9),
            through="outlet/tass",
        ),
        claim(
            "am",
            "2020-12-12",
            event("hostile.attack", "2020-12-11", actor="az/mil", target="am/mil"),
            event("loss.wounded", start=5, quantities=(count("serviceman", 3),)),
            through="outlet/jamnews",
        ),
        claim(
            "am/mfa",
            "2020-12-13",
            event(
                "hostile.attack",
                "2020-12-11T20:40",
                ("hin-taghlar", "khtsaberd"),
                actor="az/mil",
                quantities=(count("wounded", 6),),
            ),
            through="outlet/mehr",
        ),
        claim(
            "am/mod",
            "2020-12-13",
            event("hostile.attack", "2020-12-12", ("hin-taghlar", "khtsaberd", "hadrut"), actor="az/mil"),
            event("hostile.incursion", start=7, actor="az/mil"),
        ),
        claim(
            "az/mod",
            "2020-12-13",
            event(
                "loss.killed",
                "2020-11-26",
                ("sur", "khojavend"),
                target="az/mil",
                quantities=(count("serviceman", 3),),
            ),
            event("loss.wounded", start=3, quantities=(count("serviceman", 2),)),
            event("loss.killed", "2020-12-08", ("hadrut",), start=6, quantities=(count("serviceman", 1),)),
            event("loss.wounded", start=9, quantities=(count("person", 1),)),
            through="outlet/sputnik",
        ),
    )
