"""A large accord that exists nowhere, and ten years of what was said of it. The same seed, the same bytes.

578 obligations are as many as the final agreement of Colombia (2016) is counted to hold. Kinds stand in
proportions like those of a comprehensive peace: many bodies to set up and reports to make, some ground
to hand over, a few ceasefires. Half of all events are acts of force, which all concern one ceasefire;
the rest fall on the other obligations very unevenly, and on some of them nothing ever falls.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from tregua.agreement.amounts import Quantity
from tregua.agreement.terms import (
    Agreement,
    Amendment,
    Clause,
    Dependency,
    Exemption,
    Obligation,
    Party,
    ReadingOf,
)
from tregua.agreement.timing import Milestone, Sign, Term, Window
from tregua.compliance import Evidence
from tregua.model.records import Claim, ClaimSource, Event, PlaceMention, QuantityMention
from tregua.model.standing import Finding, Incident, Kind, Position, Watch
from tregua.registers import enter
from tregua.vocabulary.names import NamedPlace

FIRST = date(2030, 1, 1)
KINDS: dict[Kind, int] = {
    "establish": 112,
    "report": 60,
    "enact": 22,
    "negotiate": 52,
    "guarantee": 50,
    "deploy": 46,
    "refrain": 45,
    "keep_open": 40,
    "withdraw": 38,
    "hand_over": 32,
    "account_for": 24,
    "return": 18,
    "renew": 13,
    "exchange": 10,
    "hold": 10,
    "cease": 6,
}
SIDES = ("qn", "qs")
SPEAKERS = (
    "qn/mod",
    "qs/mod",
    "qn/fm",
    "qs/fm",
    "qc/mission",
    "icrc",
    "outlet/gazette",
    "person/00aa11bb",
    "",
)
WEIGHTS = (18, 18, 6, 6, 22, 6, 16, 2, 6)
_HOSTILE = ("hostile.shelling", "hostile.shooting", "hostile.drone", "hostile.attack", "ceasefire.violation")
_ACTS: dict[Kind, tuple[str, ...]] = {
    "establish": ("establish.open", "establish.agree", "establish.staff"),
    "report": ("report.given",),
    "enact": ("law.draft", "law.adopt", "vote.held"),
    "negotiate": ("negotiate.meet", "negotiate.agree"),
    "guarantee": ("link.passage", "guarantee.safety", "link.close"),
    "deploy": ("deploy.force", "deploy.post", "deploy.patrol"),
    "refrain": ("flight.drone", "fortify", "weapons.present"),
    "keep_open": ("link.open", "link.passage", "link.close", "link.plan"),
    "withdraw": ("handover.withdraw", "handover.enter"),
    "hand_over": ("handover.transfer", "handover.enter", "control.hold", "clearance.mines"),
    "account_for": ("exchange.bodies", "loss.missing", "clearance.mines"),
    "return": ("return.persons",),
    "renew": ("renew.term",),
    "exchange": ("exchange.prisoners", "exchange.bodies"),
    "hold": ("control.hold", "hostile.advance"),
    "cease": ("ceasefire.hold",),
}
_UNITS: dict[Kind, tuple[str, ...]] = {
    "deploy": ("serviceman",),
    "return": ("person",),
    "exchange": ("prisoner", "body"),
}


@dataclass(frozen=True)
class Size:
    """How large: numbers of obligations, days and events. ``few`` lets every event fall on so many
    obligations only, all alike, instead of on all of them unevenly."""

    obligations: int = 578
    days: int = 3650
    events: int = 100_000
    few: int = 0
    seed: int = 2016

    @property
    def last(self) -> date:
        """The last day."""
        return FIRST + timedelta(days=self.days - 1)


def make_accord(size: Size) -> Agreement:
    """The accord: places in three layers, all kinds, windows, readings, amendments, dependencies."""
    chance = Random(size.seed)
    places = _make_places(max(2, size.obligations // 12))
    kinds = _spread(size.obligations)
    obligations = [_obligation(number, kind, places, size, chance) for number, kind in enumerate(kinds)]
    events = tuple(
        Milestone(id=f"done-{one.id}", title=f"{one.title} is done", obligation=one.id)
        for one in obligations[:: max(1, len(obligations) // 20)]
        if one.kind in ("establish", "hand_over", "withdraw", "report", "negotiate")
    )
    obligations = [_hang(one, number, obligations, events, chance) for number, one in enumerate(obligations)]
    return Agreement(
        id="large-2030",
        title="An accord of many parts",
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
        clauses=tuple(
            Clause(id=f"{n}", reference=f"Point {n}", instrument="accord", summary="…") for n in range(1, 61)
        ),
        events=events,
        obligations=tuple(obligations),
        amendments=tuple(_amend(obligations, size, chance)),
        places=tuple(places),
    )


def make_evidence(size: Size, accord: Agreement) -> Evidence:
    """What was said of it: claims with one event each, entries, incidents of the acts of force, watches."""
    chance = Random(size.seed + 1)
    mentions = {place.place_id: _mention(place) for place in accord.places}
    villages = [place.place_id for place in accord.places if place.kind == "village"]
    below = {place.place_id: [place.place_id] for place in accord.places}
    for place in accord.places:
        for parent in place.within:
            below[parent].append(place.place_id)
    sources = {name: ClaimSource(start=0, end=1, actor_id=name) for name in SPEAKERS if name}
    targets = _Targets(accord, size)
    claims: list[Claim] = []
    incidents: list[Incident] = []
    for number in range(size.events):
        target = targets.draw(chance)
        day = FIRST + timedelta(days=_day(chance, size))
        said_by = chance.choices(SPEAKERS, WEIGHTS)[0]
        where = chance.choice(below[target.area[0]]) if target.area else chance.choice(villages)
        event = _event(target, day, mentions[where], chance)
        claim_id = f"c{number:07}"
        lag = chance.choice((0, 0, 0, 1, 1, 2, 3, 30))
        said_at = f"{day + timedelta(days=lag)}T{chance.randrange(24):02}:{chance.randrange(60):02}"
        claims.append(
            Claim(
                claim_id=claim_id,
                item_id=claim_id,
                source=sources.get(said_by),
                through=None if said_by else "outlet/gazette",
                stance=chance.choices(("asserts", "denies", "promises"), (90, 7, 3))[0],
                events=(event,),
                published_at=said_at if chance.random() < 0.995 else None,
            )
        )
        if (
            target.kind in ("cease", "refrain", "hold")
            and event.act != "ceasefire.hold"
            and not event.negated
        ):
            incidents.append(_incident(number, claim_id, said_by, event, where, mentions, chance))
    watches = tuple(
        Watch(
            watch_id=f"w{n:05}",
            observer=chance.choice(("qc/mission", "icrc")),
            earliest=str(FIRST + timedelta(days=n)),
            latest=str(FIRST + timedelta(days=n)),
            place_ids=(chance.choice(villages),),
            means="patrol",
            own=chance.random() < 0.1,
            outcome=chance.choice(("done", "done", "denied")),
        )
        for n in range(size.days)
    )
    clauses = {one.kind: one.clause for one in accord.obligations}
    findings = tuple(
        Finding(
            finding_id=f"f{one.incident_id}",
            incident_id=one.incident_id,
            clause=clauses.get("cease", "1"),
            state=chance.choice(("verified", "not_substantiated", "dissent")),
            attributed_to=chance.choice(SIDES),
            positions=one.positions,
        )
        for one in incidents
        if chance.random() < 0.02
    )
    return Evidence(tuple(claims), enter(tuple(claims), accord), tuple(incidents), findings, watches)


class _Targets:
    """Which obligation an event falls on: half on the ceasefire, the rest by Zipf's law, some on none."""

    def __init__(self, accord: Agreement, size: Size) -> None:
        first = next((one for one in accord.obligations if one.kind == "cease"), accord.obligations[0])
        rest = [one for one in accord.obligations if one.id != first.id]
        Random(size.seed + 2).shuffle(rest)
        if size.few:
            self._listed: Sequence[Obligation] = (first, *_one_of_each(rest)[: size.few - 1])
            weights = [1.0] * len(self._listed)
        else:
            told = rest[: max(1, len(rest) * 85 // 100)]
            self._listed = (first, *told)
            shares = [1 / rank for rank in range(2, len(told) + 2)]
            weights = [sum(shares), *shares]
        self._upto = list(accumulate(weights))

    def draw(self, chance: Random) -> Obligation:
        return self._listed[bisect(self._upto, chance.random() * self._upto[-1])]


def _one_of_each(obligations: Sequence[Obligation]) -> list[Obligation]:
    first_of = {one.kind: one for one in reversed(obligations)}
    return [*first_of.values(), *(one for one in obligations if first_of[one.kind] is not one)]


def _spread(number: int) -> list[Kind]:
    """So many kinds in their proportions, each at least once where there is room, well mixed."""
    total = sum(KINDS.values())
    kinds: list[Kind] = [
        kind for kind, share in KINDS.items() for _ in range(max(1, share * number // total))
    ]
    kinds = (kinds + ["report"] * number)[:number]
    Random(7).shuffle(kinds)
    return kinds


def _make_places(districts: int) -> list[NamedPlace]:
    def place(place_id: str, kind: str, within: tuple[str, ...], at: int, km: float) -> NamedPlace:
        return NamedPlace(
            place_id=place_id, name=place_id, kind=kind, within=within,  # type: ignore[arg-type]
            latitude=at // 40 * 0.3, longitude=at % 40 * 0.3, radius_km=km,
        )  # fmt: skip

    places = [place("zone", "region", (), 0, 400)]
    places += [place(f"region-{n}", "region", ("zone",), n * 8, 120) for n in range(-(-districts // 8))]
    places += [place(f"district-{n}", "district", (f"region-{n // 8}",), n, 15) for n in range(districts)]
    places += [
        place(f"village-{n}", "village", (f"district-{n // 6}",), n // 6, 2) for n in range(districts * 6)
    ]
    return places


def _obligation(
    number: int, kind: Kind, places: Sequence[NamedPlace], size: Size, chance: Random
) -> Obligation:
    districts = [place.place_id for place in places if place.kind == "district"]
    regions = [place.place_id for place in places if place.kind == "region"]
    owed_by = chance.choice((("north",), ("south",), ("north", "south")))
    area: tuple[str, ...] = tuple(
        chance.sample(districts, chance.choice((1, 1, 1, 2, 3)) % (len(districts) + 1))
    )
    if chance.random() < 0.15:
        area = (chance.choice(regions),)
    if kind in ("cease", "negotiate", "renew") and chance.random() < 0.6:
        area = ()
    due = FIRST + timedelta(days=chance.randrange(10, max(11, size.days)))
    lasting = kind in ("cease", "refrain", "hold", "guarantee")
    window: Window | None = Window(preposition=chance.choice(("by", "before", "within")), due=due)
    if lasting:
        start = FIRST + timedelta(days=chance.choice((0, 0, 0, 30, 400)) % size.days)
        window = Window(preposition="from", starts_at=datetime.combine(start, time.min))
        if chance.random() < 0.15:
            window = Window(preposition="until", due=due)
    elif chance.random() < 0.1:
        window = None
    readings = ()
    if chance.random() < 0.05:
        later = Window(preposition="by", due=due + timedelta(days=60))
        readings = (
            ReadingOf(id="qn", whose="north", text="as written"),
            ReadingOf(id="qs", whose="south", text="later", window=None if lasting else later),
        )
    quantity = None
    if kind == "deploy" and chance.random() < 0.7:
        bound = chance.choice(("ceiling", "floor", "exact"))
        quantity = Quantity(value=chance.choice((200, 960, 1960)), bound=bound, unit="serviceman")
    if kind == "return" and chance.random() < 0.4:
        per = chance.choice(("", "P1M"))
        quantity = Quantity(value=400, bound="floor", unit="person", per=per)
        window = Window(preposition="from", starts_at=datetime.combine(FIRST, time.min)) if per else window
    every = "P1M" if kind == "report" and chance.random() < 0.2 else ""
    if every:
        window = Window(preposition="from", starts_at=datetime.combine(FIRST, time.min))
    begin = None
    if window is not None and window.due is not None and not lasting and chance.random() < 0.1:
        begin = Window(preposition="by", due=max(FIRST, due - timedelta(days=30)))
    exceptions = ()
    if kind in ("cease", "refrain") and chance.random() < 0.1:
        exceptions = (Exemption(id="own-ground", text="…", acts=("flight.drone",), actors=owed_by[:1]),)
    return Obligation(
        id=f"o{number:04}",
        title=f"Obligation {number}",
        clause=str(number % 60 + 1),
        kind=kind,
        obligors=owed_by,
        beneficiaries=tuple(side for side in ("north", "south") if side not in owed_by),
        object="…",
        quantity=quantity,
        area=area,
        window=window,
        begin=begin,
        every=every,
        exceptions=exceptions,
        interruption="P3D" if kind == "keep_open" and chance.random() < 0.3 else "",
        acts=_own_acts(kind, chance),
        term=Term(starts_on=FIRST, duration=chance.choice(("P1Y", "P5Y")), renewal="P1Y", notice="P3M")
        if kind == "renew"
        else None,
        readings=readings,
        body=f"body-{number}" if kind == "establish" else None,
    )


def _own_acts(kind: Kind, chance: Random) -> tuple[str, ...]:
    return (chance.choice(_ACTS[kind]),) if kind in ("refrain", "report", "account_for") else ()


def _hang(
    one: Obligation,
    number: int,
    obligations: Sequence[Obligation],
    events: Sequence[Milestone],
    chance: Random,
) -> Obligation:
    """Some depend on one before them, and some count their days from another's fulfilment."""
    before = {other.id for other in obligations[:number]}
    told = [event for event in events if event.obligation in before]
    if told and one.window and one.window.due and chance.random() < 0.1:
        event = chance.choice(told)
        return one.model_copy(
            update={"window": Window(preposition="within", duration="P90D", event=event.id), "readings": ()}
        )
    if number and chance.random() < 0.08:
        relation = chance.choice(("after", "on_condition_of", "in_parallel_with"))
        on = obligations[chance.randrange(number)].id
        return one.model_copy(update={"depends": (Dependency(relation=relation, on=on),)})
    return one


def _amend(obligations: Sequence[Obligation], size: Size, chance: Random) -> list[Amendment]:
    made = []
    for number, one in enumerate(obligations):
        if one.window is None or one.window.due is None or chance.random() > 0.06:
            continue
        known = min(one.window.due - timedelta(days=5), size.last)
        later = one.window.due + timedelta(days=120)
        written = chance.random() < 0.6
        kind = chance.choice(("extension", "extension", "suspension", "termination", "challenge"))
        made.append(
            Amendment(
                id=f"a{number:04}",
                title="Another day",
                kind=kind,
                form="written" if written else "oral",
                obligations=(one.id,),
                known_on=known,
                from_on=known + timedelta(days=20) if kind in ("suspension", "termination") else None,
                until_on=later if kind == "suspension" else None,
                window=Window(preposition="by", due=later) if kind == "extension" else None,
                evidence=None if written else Sign(act="negotiate.agree", area=one.area),
            )
        )
    return made


def _day(chance: Random, size: Size) -> int:
    """Any day, more often in one of a dozen bad fortnights."""
    if chance.random() < 0.25:
        return min(size.days - 1, chance.randrange(12) * size.days // 12 + chance.randrange(14))
    return chance.randrange(size.days)


def _mention(place: NamedPlace) -> PlaceMention:
    return PlaceMention(
        start=0, end=1, text=place.name, name=place.name, place_id=place.place_id,
        latitude=place.latitude, longitude=place.longitude, radius_km=place.radius_km,
    )  # fmt: skip


_COUNTS = tuple(range(20, 2400, 40))
_QUANTITIES: dict[tuple[str, int, str, str], QuantityMention] = {}


def _quantity(unit: str, chance: Random) -> QuantityMention:
    basis = chance.choice(("period", "total")) if unit == "person" else None
    to = chance.choice(SIDES) if unit in ("prisoner", "body") else None
    key = (unit, chance.choice(_COUNTS), basis or "", to or "")
    if key not in _QUANTITIES:
        _QUANTITIES[key] = QuantityMention(
            start=0, end=1, text=str(key[1]), low=key[1], high=key[1], unit=unit, basis=basis, to=to
        )
    return _QUANTITIES[key]


def _event(target: Obligation, day: date, where: PlaceMention, chance: Random) -> Event:
    act = chance.choice(target.acts or _ACTS[target.kind])
    if target.kind == "cease" and chance.random() < 0.9:
        act = chance.choice(_HOSTILE)
    actor, other = chance.sample(SIDES, 2)
    counted = chance.random() < 0.5
    planned = chance.random() < 0.08
    return Event(
        start=0,
        end=1,
        act=act,
        negated=chance.random() < 0.04,
        modality="planned" if planned else "actual",
        actor=target.body if target.body and chance.random() < 0.6 else chance.choice((actor, actor, None)),
        target=chance.choice((other, None)),
        earliest=str(day),
        latest=str(day + timedelta(days=chance.choice((0, 0, 0, 1)))),
        places=(where,) if chance.random() < 0.95 else (),
        quantities=(_quantity(chance.choice(_UNITS[target.kind]), chance),)
        if target.kind in _UNITS and counted
        else (),
    )


def _incident(
    number: int,
    claim_id: str,
    said_by: str,
    event: Event,
    where: str,
    mentions: dict[str, PlaceMention],
    chance: Random,
) -> Incident:
    stance = "observes" if said_by in ("qc/mission", "icrc") else "alleges" if "/" in said_by else "reports"
    accused = chance.choice(("qn", "qs", None))
    positions = [
        Position(actor_id=said_by or None, side=None, stance=stance, claim_id=claim_id, accused=accused)  # type: ignore[arg-type]
    ]
    if accused and chance.random() < 0.3:
        positions.append(
            Position(
                actor_id=f"{accused}/mod",
                side=None,
                stance="denies",
                claim_id=f"{claim_id}.d",
                accused=accused,
            )
        )
    here = mentions[where]
    return Incident(
        incident_id=f"i{number:07}",
        act=event.act,
        reports=(),
        positions=tuple(positions),
        earliest=event.earliest or "",
        latest=event.latest or "",
        place_ids=(where,),
        latitude=here.latitude,
        longitude=here.longitude,
        radius_km=here.radius_km,
    )
