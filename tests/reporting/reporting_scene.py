"""A day made by hand out of records: 13 December 2020 under the packaged accord."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import tregua
from tregua.agreement.load import load_accord
from tregua.agreement.terms import Agreement
from tregua.model.ids import claim_id, digest_bytes
from tregua.model.messages import say
from tregua.model.records import Claim, ClaimSource, Event, Item, PlaceMention, QuantityMention, Span
from tregua.model.standing import (
    Clock,
    Doubt,
    Entry,
    Finding,
    Incident,
    Level,
    Position,
    Reason,
    Report,
    Status,
    VersionStanding,
    Watch,
)
from tregua.record.checkpoint import Checkpoint
from tregua.registers.pages.noted import notes_of
from tregua.reporting import DailyReport, build_report

DAY = date(2020, 12, 13)


@dataclass
class Known:
    items: list[Item] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)


@dataclass(frozen=True)
class Charter:
    title: str = "Nagorno-Karabakh, November 2020 to February 2021"
    zone: str = "Europe/Moscow"
    demonstration: bool = True
    reconstructed: bool = True
    tier: str = "public"
    limits: tuple[str, ...] = ("The example ends on 28 February 2021.",)


@dataclass(repr=False)
class Scene:
    """Everything ``build_report`` takes, and the texts of the items."""

    agreement: Agreement
    known: Known = field(default_factory=Known)
    charter: Charter = field(default_factory=Charter)
    statuses: list[Status] = field(default_factory=list)
    previous: list[Status] = field(default_factory=list)
    audits: list[Reason] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def item(
        self, title: str, day: str, outlet: str, who: str, words: str, act: str = "", **more: str
    ) -> str:
        """Adds an item that says one thing; returns the claim's id."""
        text = f"{title}\n\n{day}\n\n{words}\n"
        sha = digest_bytes(text.encode())
        item = Item(
            item_id=sha[:12],
            sha256=sha,
            name=f"{day}.txt",
            media_type="text/plain",
            size=len(text),
            title=title,
            outlet=outlet,
            published_at=day,
            reconstructed=True,
            tier=more.get("tier", "public"),
        )
        start = text.index(words)
        content = Span(start=start, end=start + len(words))
        claim = Claim(
            claim_id=claim_id(item.item_id, start),
            item_id=item.item_id,
            source=ClaimSource(start=start, end=start + 1, actor_id=who) if who else None,
            through=outlet,
            content=(content,),
            events=(Event(start=start, end=content.end, act=act or "ceasefire.hold"),),
            published_at=day,
        )
        self.known.items.append(item)
        self.known.claims.append(claim)
        self.texts[item.item_id] = text
        return claim.claim_id

    def build(self, day: date = DAY, **changes: object) -> DailyReport:
        arguments: dict[str, object] = {
            "day": day,
            "statuses": self.statuses,
            "previous": self.previous,
            "charter": self.charter,
            "checkpoint": Checkpoint("karabakh-2020.example/record", 214, bytes(range(32))),
            "text_of": self.texts.__getitem__,
            "audits": self.audits,
            "notes": notes_of(self.agreement),
        }
        return build_report(self.agreement, None, self.known, **{**arguments, **changes})  # type: ignore[arg-type]


def load_agreement() -> Agreement:
    return load_accord(Path(tregua.__file__).parent / "data/accords/karabakh-2020")


def make_scene(agreement: Agreement) -> Scene:
    scene = Scene(agreement)
    _returns(scene)
    violation = _december(scene)
    _standings(scene, violation)
    return scene


def _place(place_id: str, agreement: Agreement) -> PlaceMention:
    known = next(place for place in agreement.places if place.place_id == place_id)
    return PlaceMention(
        start=0,
        end=1,
        text=known.name,
        name=known.name,
        place_id=place_id,
        latitude=known.latitude,
        longitude=known.longitude,
        radius_km=known.radius_km,
    )


def _entry(claim: str, register: str, measure: str, act: str, day: str, low: float, **more: object) -> Entry:
    return Entry(
        entry_id=f"{register}-{measure}-{day}-{more.get('basis')}-{more.get('to')}-{low}",
        register_name=register,  # type: ignore[arg-type]
        measure=measure,
        act=act,
        low=low,
        high=more.pop("high", low),  # type: ignore[arg-type]
        unit=measure,
        latest=day,
        said_by="ru/mod",
        through="outlet/tass",
        claim_id=claim,
        published_at=day,
        **more,  # type: ignore[arg-type]
    )


def _returns(scene: Scene) -> None:
    rows = (
        ("2020-11-18", 700, "<~", 2000, "<~"),
        ("2020-11-25", 930, "=", 11500, "~"),
        ("2020-12-01", 1168, "=", 27000, ">"),
        ("2020-12-08", 859, "=", 34500, ">"),
        ("2020-12-12", 612, "=", 38000, "~"),
    )
    for day, flow, flow_as, total, total_as in rows:
        claim = scene.item(
            f"Bulletin of the peacekeeping contingent, {day}",
            day,
            "outlet/tass",
            "ru/mod",
            f"{flow} people came back that day, {total} since 14 November.",
            "return.persons",
        )
        add = scene.known.entries.append
        add(
            _entry(
                claim, "returns", "returnee", "return.persons", day, flow, comparator=flow_as, basis="period"
            )
        )
        add(
            _entry(
                claim, "returns", "returnee", "return.persons", day, total, comparator=total_as, basis="total"
            )
        )
        if day >= "2020-12-08":
            late = day == "2020-12-12"
            for unit, low, how in (("hectare", 119 if late else 62, ">"), ("km", 40 if late else 21, "~")):
                add(
                    _entry(
                        claim, "clearance", unit, "clearance.mines", day, low, comparator=how, basis="total"
                    )
                )
            if not late:
                add(_entry(claim, "clearance", "object", "clearance.mines", day, 4000, basis="total"))
    claim = scene.item(
        "Bodies exchanged", "2020-11-14", "outlet/afp", "az/mod", "Six bodies were received near Shusha."
    )
    scene.known.entries.append(
        _entry(claim, "exchanges", "body", "exchange.bodies", "2020-11-14", 6, to="az")
    )
    claim = scene.item(
        "Deployment", "2020-11-10", "outlet/reuters", "ru/mod", "1,960 servicemen are deploying."
    )
    for unit, low in (("serviceman", 1960), ("apc", 90), ("vehicle", 380), ("aircraft", 10)):
        scene.known.entries.append(_entry(claim, "forces", unit, "deploy.force", "2020-11-10", low))
    claim = scene.item(
        "Posts", "2020-11-18", "outlet/tass", "ru/mod", "Twenty-three posts stand along the whole line."
    )
    scene.known.entries.append(_entry(claim, "forces", "post", "deploy.post", "2020-11-18", 23))
    scene.known.watches.append(
        Watch(
            watch_id="w1",
            observer="ru/peacekeepers",
            earliest="2020-11-18",
            latest="2020-12-08",
            place_ids=("contact-line",),
            means="posts",
            posts=QuantityMention(start=0, end=1, text="23", low=23, high=23, unit="post"),
            claim_id=claim,
        )
    )
    scene.audits.append(Reason(text=say("count.about", number=43000), evidence=(claim,)))


def _report(scene: Scene, claim: str, act: str, when: str, *places: str, **more: object) -> Report:
    known = next(one for one in scene.known.claims if one.claim_id == claim)
    return Report(
        report_id=f"r-{claim}",
        claim_id=claim,
        act=act,
        earliest=when,
        latest=when,
        places=tuple(_place(one, scene.agreement) for one in places),
        said_by=known.said_by,
        through=known.through,
        published_at=known.published_at,
        **more,  # type: ignore[arg-type]
    )


def _december(scene: Scene) -> str:
    counted = scene.item(
        "One violation of the ceasefire in Hadrut district",
        "2020-12-12",
        "outlet/tass",
        "ru/mod",
        "One violation of the ceasefire was recorded on 11 December in Hadrut district.",
        "ceasefire.violation",
    )
    attack = scene.item(
        "Armenia tells of an attack near two villages",
        "2020-12-13",
        "outlet/mehr",
        "am/mfa",
        "On 11 December at about 20:40 special forces attacked near Hin Taghlar; six were wounded.",
        "hostile.attack",
    )
    second = scene.item(
        "Attack towards Hin Tagher and Khtsaberd",
        "2020-12-13",
        "outlet/news-am",
        "am/mod",
        "On 12 December an attack went towards Hin Tagher and Khtsaberd, and one village was entered.",
        "hostile.attack",
    )
    denial = scene.item(
        "Baku answers",
        "2020-12-13",
        "outlet/sputnik",
        "az/mod",
        "Three servicemen were killed on 26 November near Sur; an operation was forced on us.",
        "hostile.operation",
    )
    wounded = QuantityMention(start=0, end=1, text="six", low=6, high=6, unit="wounded")
    killed = QuantityMention(start=0, end=1, text="three", low=3, high=3, unit="killed")
    doubts = {
        "inc-b": Doubt(
            incident_id="inc-b",
            other_id="inc-c",
            probability=0.68,
            reasons=(say("count.word", word="the days are next to each other"),),
        ),
        "inc-c": Doubt(incident_id="inc-c", other_id="inc-d", probability=0.31),
    }
    scene.known.incidents.extend(
        (
            Incident(
                incident_id="inc-a",
                act="hostile.attack",
                reports=(
                    _report(scene, denial, "hostile.attack", "2020-11-26", "sur", quantities=(killed,)),
                ),
                positions=(
                    Position(actor_id="az/mod", side="az", stance="alleges", claim_id=denial, accused="am"),
                ),
                earliest="2020-11-26",
                latest="2020-11-26",
                place_ids=("sur", "khojavend"),
                latitude=39.6,
                longitude=46.93,
                radius_km=12,
            ),
            Incident(
                incident_id="inc-b",
                act="ceasefire.violation",
                reports=(_report(scene, counted, "ceasefire.violation", "2020-12-11", "hadrut"),),
                positions=(Position(actor_id="ru/mod", side="ru", stance="observes", claim_id=counted),),
                earliest="2020-12-11",
                latest="2020-12-11",
                place_ids=("hadrut",),
                latitude=39.52,
                longitude=47.03,
                radius_km=25,
                doubts=(doubts["inc-b"],),
            ),
            Incident(
                incident_id="inc-c",
                act="hostile.attack",
                reports=(
                    _report(
                        scene,
                        attack,
                        "hostile.attack",
                        "2020-12-11T20:40",
                        "hin-taghlar",
                        "khtsaberd",
                        quantities=(wounded,),
                    ),
                ),
                positions=(
                    Position(actor_id="am/mfa", side="am", stance="alleges", claim_id=attack, accused="az"),
                    Position(actor_id="az/mod", side="az", stance="denies", claim_id=denial, accused="am"),
                ),
                earliest="2020-12-11T20:30",
                latest="2020-12-11T20:50",
                place_ids=("hin-taghlar", "khtsaberd"),
                latitude=39.578,
                longitude=46.885,
                radius_km=8,
                doubts=tuple(doubts.values()),
            ),
            Incident(
                incident_id="inc-d",
                act="hostile.attack",
                reports=(_report(scene, second, "hostile.attack", "2020-12-12", "hin-taghlar", "khtsaberd"),),
                positions=(
                    Position(actor_id="am/mod", side="am", stance="alleges", claim_id=second, accused="az"),
                ),
                earliest="2020-12-12",
                latest="2020-12-12",
                place_ids=("hin-taghlar", "khtsaberd", "hadrut"),
                latitude=39.578,
                longitude=46.885,
                radius_km=8,
                doubts=(doubts["inc-c"],),
            ),
        )
    )
    return counted


def _standings(scene: Scene, violation: str) -> None:
    entered = scene.item(
        "Army units in Kelbajar", "2020-11-25", "outlet/afp", "az/mod", "Units entered Kelbajar district."
    )
    phases = {
        "ceasefire": "disputed",
        "hold-positions": "disputed",
        "hand-over-agdam": "fulfilled",
        "hand-over-kelbajar": "fulfilled",
        "hand-over-lachin": "fulfilled",
        "deploy-servicemen": "claimed",
        "deploy-apcs": "claimed",
        "deploy-vehicles": "claimed",
        "withdraw-armenian-forces": "in_progress",
        "renew-mandate": "in_progress",
        "establish-peacekeeping-centre": "claimed",
        "keep-open-lachin-corridor": "in_progress",
        "guarantee-lachin-traffic": "not_observed",
        "return-displaced": "in_progress",
        "exchange-bodies": "in_progress",
        "establish-joint-centre": "in_progress",
    }
    for obligation in scene.agreement.obligations:
        phase = phases.get(obligation.id, "not_started")
        quantity = obligation.quantity
        status = Status(
            obligation_id=obligation.id,
            title=obligation.title,
            clause=obligation.clause,
            kind=obligation.kind,
            obligors=obligation.obligors,
            due_on=obligation.window.due if obligation.window else None,
            required=Level(low=quantity.value, high=quantity.value, unit=quantity.unit) if quantity else None,
            measured=Level(low=quantity.value, high=quantity.value, unit=quantity.unit, on=date(2020, 11, 10))
            if quantity
            else None,
            phase=phase,  # type: ignore[arg-type]
            rests_on=() if phase in ("not_started", "not_observed") else ("az/mod",),
            reasons=()
            if phase == "not_started"
            else (
                Reason(
                    text=say(
                        "report.summary.measured", obligation=obligation.title, figure="units in place:agdam"
                    ),
                    evidence=(entered,),
                ),
            ),
        )
        before = status
        if obligation.id in ("ceasefire", "hold-positions"):
            status = status.model_copy(
                update={
                    "rests_on": ("ru/mod", "am/mod", "az/mod"),
                    "reasons": (
                        Reason(text=say("count.word", word="One violation counted"), evidence=(violation,)),
                    ),
                }
            )
            before = status.model_copy(update={"phase": "claimed"})
        if obligation.id == "hand-over-agdam":
            status = status.model_copy(update={"readings": {"am-en": "fulfilled", "az-en": "fulfilled_late"}})
        if obligation.id == "hand-over-kelbajar":
            versions = {
                "original": VersionStanding(
                    known_at=date(2020, 11, 10),
                    due_on=date(2020, 11, 15),
                    phase="fulfilled_late",
                    overdue_days=10,
                ),
                "kelbajar-extension": VersionStanding(
                    known_at=date(2020, 11, 15), due_on=date(2020, 11, 25), phase="fulfilled"
                ),
            }
            status = status.model_copy(update={"due_on": date(2020, 11, 25), "versions": versions})
            before = status
        if obligation.id == "renew-mandate":
            clock = Clock(
                ends_on=date(2025, 11, 10), renews_on=date(2025, 11, 10), notice_by=date(2025, 5, 10)
            )
            status = status.model_copy(update={"clock": clock})
        scene.statuses.append(status)
        scene.previous.append(before)
