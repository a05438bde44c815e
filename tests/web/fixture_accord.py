"""An accord with the shape of a real one, small enough to read: for the dashboard's tests."""

from __future__ import annotations

from datetime import date, datetime

from tregua.agreement.amounts import Quantity
from tregua.agreement.drawn import Zone
from tregua.agreement.terms import Agreement, Amendment, Clause, Delegation, Obligation, Party, ReadingOf
from tregua.agreement.timing import Sign, Term, Window
from tregua.vocabulary.names import NamedActor, NamedPlace

_ZONE = "Europe/Moscow"


def _place(
    place_id: str, name: str, az: str, am: str, kind: str, lat: float, lon: float, km: float
) -> NamedPlace:
    return NamedPlace.model_validate(
        {
            "place_id": place_id,
            "name": name,
            "names": {"az": az, "am": am},
            "kind": kind,
            "latitude": lat,
            "longitude": lon,
            "radius_km": km,
        }
    )


PLACES = (
    _place("agdam", "Agdam", "Ağdam", "Akna", "district", 39.99, 46.93, 22),
    _place("kelbajar", "Kelbajar", "Kəlbəcər", "Karvachar", "district", 40.10, 46.04, 35),
    _place("lachin", "Lachin", "Laçın", "Berdzor", "district", 39.64, 46.55, 30),
    _place("shusha", "Shusha", "Şuşa", "Shushi", "town", 39.76, 46.75, 3),
    _place("stepanakert", "Stepanakert", "Xankəndi", "Stepanakert", "town", 39.82, 46.75, 4),
    _place("hadrut", "Hadrut", "Hadrut", "Hadrut", "town", 39.52, 47.03, 3),
    _place("hin-taghlar", "Hin Taghlar", "Köhnə Tağlar", "Hin Taghlar", "village", 39.57, 46.82, 3),
    _place("khtsaberd", "Khtsaberd", "Çaylaqqala", "Khtsaberd", "village", 39.56, 46.80, 3),
    _place("nagorno-karabakh", "Nagorno-Karabakh", "Dağlıq Qarabağ", "Artsakh", "region", 39.85, 46.75, 60),
    _place(
        "lachin-corridor",
        "Lachin corridor",
        "Laçın dəhlizi",
        "Berdzor corridor",
        "corridor",
        39.69,
        46.65,
        20,
    ),
    _place("contact-line", "Line of contact", "Təmas xətti", "Line of contact", "line", 39.9, 46.8, 80),
)

ACTORS = (
    NamedActor(actor_id="az", name="Azerbaijan"),
    NamedActor(actor_id="am", name="Armenia"),
    NamedActor(actor_id="ru", name="Russia"),
    NamedActor(actor_id="tr", name="Türkiye"),
    NamedActor(actor_id="az/mod", name="Azerbaijan’s defence ministry"),
    NamedActor(actor_id="am/mod", name="Armenia’s defence ministry"),
    NamedActor(actor_id="am/mfa", name="Armenia’s foreign ministry"),
    NamedActor(actor_id="ru/mod", name="Russia’s defence ministry"),
    NamedActor(actor_id="ru/peacekeepers", name="Russian peacekeepers"),
    NamedActor(actor_id="az/presidency", name="Azerbaijan’s presidency"),
    NamedActor(actor_id="icrc", name="Red Cross (ICRC)"),
)

_KELBAJAR_DUE = Window(preposition="by", due=date(2020, 11, 15), zone=_ZONE)


def _one(
    obligation_id: str,
    title: str,
    clause: str,
    kind: str,
    obligors: str,
    beneficiaries: str = "",
    object_: str = "",
    **more: object,
) -> Obligation:
    return Obligation.model_validate(
        {
            "id": obligation_id,
            "title": title,
            "clause": clause,
            "kind": kind,
            "obligors": tuple(obligors.split()),
            "beneficiaries": tuple(beneficiaries.split()),
            "object": object_ or title,
            **more,
        }
    )


OBLIGATIONS = (
    _one(
        "ceasefire",
        "Cease all fire",
        "1",
        "cease",
        "az am",
        "az am",
        window=Window(preposition="from", starts_at=datetime(2020, 11, 10), zone=_ZONE),  # noqa: DTZ001 - local to the zone
    ),
    _one("hold-positions", "Hold the positions occupied", "1", "hold", "az am", "az am"),
    _one(
        "hand-over-agdam",
        "Hand over Agdam district",
        "2",
        "hand_over",
        "am",
        "az",
        area=("agdam",),
        window=Window(preposition="by", due=date(2020, 11, 20), zone=_ZONE),
        readings=(
            ReadingOf(
                id="az-en",
                whose="az",
                text="before 20 November",
                window=Window(preposition="before", due=date(2020, 11, 20), inclusive=False),
            ),
        ),
    ),
    _one(
        "deploy-servicemen",
        "Deploy 1,960 servicemen",
        "3",
        "deploy",
        "ru",
        "az am",
        quantity=Quantity(value=1960, unit="serviceman"),
        area=("contact-line", "lachin-corridor"),
    ),
    _one(
        "deploy-apcs",
        "Deploy 90 armoured personnel carriers",
        "3",
        "deploy",
        "ru",
        "az am",
        quantity=Quantity(value=90, unit="apc"),
    ),
    _one("withdraw-armenian-forces", "Withdraw the Armenian forces", "4", "withdraw", "am", "az"),
    _one(
        "renew-mandate",
        "Renew the force’s mandate, or object",
        "4",
        "renew",
        "az am ru",
        term=Term(starts_on=date(2020, 11, 10), duration="P5Y", renewal="P5Y", notice="P6M"),
    ),
    _one("establish-peacekeeping-centre", "Set up a peacekeeping centre", "5", "establish", "ru", "az am"),
    _one(
        "hand-over-kelbajar",
        "Hand over Kelbajar district",
        "6",
        "hand_over",
        "am",
        "az",
        area=("kelbajar",),
        window=_KELBAJAR_DUE,
    ),
    _one(
        "hand-over-lachin",
        "Hand over Lachin district",
        "6",
        "hand_over",
        "am",
        "az",
        area=("lachin",),
        window=Window(preposition="by", due=date(2020, 12, 1), zone=_ZONE),
    ),
    _one(
        "keep-open-lachin-corridor",
        "Keep the Lachin corridor open",
        "6",
        "keep_open",
        "ru",
        "am",
        area=("lachin-corridor",),
    ),
    _one(
        "guarantee-lachin-traffic",
        "Guarantee safe traffic in the corridor",
        "6",
        "guarantee",
        "az",
        "am",
        area=("lachin-corridor",),
    ),
    _one("return-displaced", "Return of displaced persons and refugees", "7", "return", "az am"),
    _one("exchange-prisoners", "Exchange prisoners and detained persons", "8", "exchange", "az am", "az am"),
    _one("exchange-bodies", "Exchange the bodies of the dead", "8", "exchange", "az am", "az am"),
    _one("unblock-links", "Unblock economic and transport links", "9", "keep_open", "az am", "az am"),
    _one("guarantee-nakhchivan-links", "Guarantee the links to Nakhchivan", "9", "guarantee", "am", "az"),
    _one("establish-joint-centre", "Open a joint monitoring centre", "M", "establish", "ru tr", "az am"),
)


def _district(place_id: str, name: str, ring: list[list[float]], kind: str = "district") -> Zone:
    return Zone.model_validate(
        {
            "id": place_id,
            "name": name,
            "kind": kind,
            "schematic": True,
            "drawn": "by hand, around the district town",
            "source": "the project",
            "precision_km": 5,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
    )


ACCORD = Agreement(
    id="fixture",
    title="Statement of 9 November 2020",
    signed_on=date(2020, 11, 9),
    zone=_ZONE,
    default_reading="am-en",
    languages=("ru", "en"),
    sources=("the three leaders' statement",),
    name_order=("az", "am"),
    parties=(
        Party(id="az", name="Azerbaijan", role="party", actors=("az",)),
        Party(id="am", name="Armenia", role="party", actors=("am", "nk")),
        Party(id="ru", name="Russia", role="guarantor", actors=("ru",)),
        Party(id="tr", name="Türkiye", role="guarantor", actors=("tr",)),
        Party(id="icrc", name="Red Cross", role="observer", actors=("icrc",)),
    ),
    delegations=(Delegation(id="ru", name="Russia"), Delegation(id="tr", name="Türkiye")),
    clauses=(
        *(
            Clause(id=number, reference=f"point {number}", instrument="statement", summary=summary)
            for number, summary in (
                ("1", "All fire stops and positions are kept from midnight Moscow time."),
                ("2", "Agdam district is returned by 20 November 2020."),
                ("3", "A Russian peacekeeping force stands along the line and the corridor."),
                ("4", "It deploys as Armenian forces leave, for five years at a time."),
                ("5", "A peacekeeping centre controls that the ceasefire is kept."),
                ("6", "Kelbajar and Lachin are returned; a corridor five kilometres wide stays."),
                ("7", "Displaced persons and refugees return under the eyes of UNHCR."),
                ("8", "Prisoners, detained persons and the bodies of the dead are exchanged."),
                ("9", "Economic and transport links are unblocked."),
            )
        ),
        Clause(
            id="M", reference="memorandum", instrument="memorandum of 11 November", summary="A joint centre."
        ),
    ),
    obligations=OBLIGATIONS,
    amendments=(
        Amendment(
            id="kelbajar-extension",
            title="Kelbajar put off to 25 November",
            kind="extension",
            form="oral",
            obligations=("hand-over-kelbajar",),
            window=Window(preposition="by", due=date(2020, 11, 25), zone=_ZONE),
            known_on=date(2020, 11, 15),
            asked_by="am",
            consented_by="az",
            evidence=Sign(act="extend.postpone", area=("kelbajar",), naming=date(2020, 11, 25)),
        ),
    ),
    places=PLACES,
    actors=ACTORS,
    zones=(
        _district(
            "agdam",
            "Agdam",
            [
                [46.65, 40.25],
                [47.2, 40.2],
                [47.25, 39.85],
                [46.95, 39.7],
                [46.8, 39.85],
                [46.8, 40.05],
                [46.65, 40.25],
            ],
        ),
        _district(
            "kelbajar",
            "Kelbajar",
            [
                [45.6, 40.2],
                [46.1, 40.35],
                [46.5, 40.2],
                [46.45, 39.95],
                [46.2, 39.75],
                [45.85, 39.8],
                [45.6, 40.2],
            ],
        ),
        _district(
            "lachin",
            "Lachin",
            [
                [46.2, 39.75],
                [46.45, 39.95],
                [46.6, 39.75],
                [46.65, 39.5],
                [46.75, 39.3],
                [46.5, 39.35],
                [46.35, 39.55],
                [46.2, 39.75],
            ],
        ),
        _district(
            "lachin-corridor",
            "Lachin corridor",
            [
                [46.47, 39.62],
                [46.6, 39.66],
                [46.74, 39.78],
                [46.77, 39.75],
                [46.63, 39.62],
                [46.5, 39.58],
                [46.47, 39.62],
            ],
            "corridor",
        ),
    ),
    limits=(
        "The example ends on 28 February 2021; nothing that came later is read into it.",
        "Neither Armenia nor Azerbaijan is represented in the joint centre.",
        "No patrol of the centre’s own stands behind these figures: they are what others say.",
    ),
)
