"""A centre in memory: a real class that answers as a centre does, from a few pages written here."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from fixture_accord import ACCORD
from fixture_pages import Page, pages

from tregua.agreement.terms import Agreement
from tregua.compliance import Evidence
from tregua.compliance.explaining.explain import explain
from tregua.compliance.judging.history import Run
from tregua.fusion.sought import Happened, Sought
from tregua.fusion.sought import InHand as Told
from tregua.model.answers import EnteredAnswer
from tregua.model.errors import TreguaError
from tregua.model.explanation import Explanation
from tregua.model.messages import say
from tregua.model.person import PersonState
from tregua.model.received import InHand as Got
from tregua.model.received import Received
from tregua.model.records import (
    Claim,
    Item,
    QuantityMention,
    Reading,
)
from tregua.model.register import Balance, Interval, Notified
from tregua.model.register import Page as RegisterPage
from tregua.model.standing import (
    OF_PERSONS,
    Doubt,
    Entry,
    Incident,
    Level,
    Position,
    Reason,
    Register,
    Report,
    Status,
    VersionStanding,
    Watch,
)
from tregua.record.checkpoint import Checkpoint
from tregua.registers import balances_on, intervals_of, match_notices, open_register, post
from tregua.registers.entries.parts import Entered, InHand, Part
from tregua.registers.subjects.notices import Announced
from tregua.registers.subjects.persons import persons_on

FIRST, LAST = date(2020, 11, 10), date(2021, 2, 28)


class _Nothing:
    def by_id(self, _id: str) -> None:
        return None


class FixtureWords:
    """A vocabulary that knows nothing beyond the accord."""

    places: _Nothing = _Nothing()
    actors: _Nothing = _Nothing()


STEPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "ceasefire": (("11-10", "not_observed", ""), ("11-18", "respected", "ru/peacekeepers"),
                  ("11-26", "not_observed", ""), ("12-12", "disputed", "am/mod ru/mod az/mod"),
                  ("12-20", "not_observed", ""), ("13-13", "respected", "ru/peacekeepers"),
                  ("13-21", "not_observed", "")),
    "hold-positions": (("11-10", "not_observed", ""), ("12-13", "disputed", "am/mod")),
    "hand-over-agdam": (("11-10", "not_yet_due", ""), ("11-20", "fulfilled", "az/mod")),
    "hand-over-kelbajar": (("11-10", "not_yet_due", ""), ("11-25", "fulfilled", "az/mod")),
    "hand-over-lachin": (("11-10", "not_yet_due", ""), ("12-01", "fulfilled", "az/mod")),
    "deploy-servicemen": (("11-10", "claimed", "ru/mod"),),
    "deploy-apcs": (("11-10", "claimed", "ru/mod"),),
    "withdraw-armenian-forces": (("11-10", "in_progress", "az/mod"),),
    "establish-peacekeeping-centre": (("11-10", "not_started", ""), ("11-18", "claimed", "ru/mod")),
    "keep-open-lachin-corridor": (("11-10", "not_started", ""), ("11-18", "claimed", "ru/peacekeepers")),
    "return-displaced": (("11-10", "not_started", ""), ("11-18", "in_progress", "ru/peacekeepers")),
    "exchange-prisoners": (("11-10", "not_started", ""), ("12-14", "in_progress", "ru/mod am/mfa")),
    "exchange-bodies": (("11-10", "not_started", ""), ("11-13", "in_progress", "icrc")),
    "unblock-links": (("11-10", "not_started", ""), ("13-11", "in_progress", "ru az am")),
    "establish-joint-centre": (("11-10", "not_started", ""), ("13-30", "fulfilled", "az/mod ru/mod")),
    "renew-mandate": (("11-10", "not_yet_due", ""),),
}  # fmt: skip


def _step_day(text: str) -> date:
    month, day = (int(part) for part in text.split("-"))
    return date(2020, month, day) if month <= 12 else date(2021, month - 12, day)


def _counted(claim: Claim) -> Iterator[Entry]:
    """What a claim counts of people who came back and of forces."""
    if (claim.act or "").startswith("exchange"):
        return
    for quantity in claim.quantities:
        yield Entry.model_validate(
            {
                "entry_id": f"entry-{claim.claim_id}",
                "register_name": "returns" if claim.act == "return.persons" else "forces",
                "measure": quantity.unit,
                "act": claim.act,
                "actor": None if claim.act == "return.persons" else "ru",
                "low": quantity.low,
                "high": None if quantity.comparator == ">" else quantity.low,
                "unit": quantity.unit,
                "comparator": quantity.comparator,
                "basis": "total" if claim.act == "return.persons" else None,
                "said_by": claim.said_by,
                "through": claim.through,
                "claim_id": claim.claim_id,
                "published_at": claim.published_at,
            }
        )


def _entered(claim: Claim) -> Iterator[Entry]:
    """The ground a claim says was entered."""
    if claim.act == "handover.enter" and claim.place:
        yield Entry(
            entry_id=f"entry-{claim.claim_id}",
            register_name="control",
            measure="enter",
            act=claim.act,
            actor="az",
            place_ids=(claim.place.place_id or "",),
            earliest=claim.earliest,
            latest=claim.latest,
            said_by=claim.said_by,
            through=claim.through,
            claim_id=claim.claim_id,
            published_at=claim.published_at,
        )


class _Every:
    """Entries of which none was ever corrected."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __iter__(self) -> Iterator[EnteredAnswer]:
        return map(self.told, self._entries)

    def superseded(self) -> Sequence[EnteredAnswer]:
        return ()

    def told(self, entry: Entry) -> EnteredAnswer:
        return EnteredAnswer.model_validate(entry.model_dump())


class FixtureDesk:
    """The centre. Its standings follow ``STEPS``; everything else comes from its pages."""

    title = "Joint monitoring centre (fixture)"
    flags = frozenset({"demonstration", "reconstructed"})
    limits: tuple[str, ...] = (
        "Figures come from public bulletins; no patrol of the centre’s own is behind them.",
    )
    agreement: Agreement = ACCORD
    vocabulary = FixtureWords()

    @cached_property
    def pages(self) -> list[Page]:
        """The inbox."""
        return pages()

    def accord_faults(self) -> Sequence[TreguaError]:
        return ()

    def days(self) -> Sequence[date]:
        return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

    def _known(self, as_of: date) -> list[Page]:
        return [page for page in self.pages if (page.item.published_at or "")[:10] <= as_of.isoformat()]

    def items(self, as_of: date) -> Sequence[Item]:
        return [page.item for page in self._known(as_of)]

    @contextmanager
    def received(self, as_of: date) -> Iterator[Received]:
        yield Got(self.items(as_of), self.claims(as_of))

    def item(self, item_id: str) -> tuple[Item, str, Reading] | None:
        for page in self.pages:
            if page.item.item_id == item_id:
                return page.item, page.text, page.reading
        return None

    def claims(self, as_of: date) -> Sequence[Claim]:
        return [claim for page in self._known(as_of) for claim in page.claims]

    def entries(self, as_of: date) -> Sequence[Entry]:
        return [
            entry
            for claim in self.claims(as_of)
            if claim.stance == "asserts"
            for entry in (*_counted(claim), *_entered(claim))
        ]

    @contextmanager
    def entered(self, as_of: date) -> Iterator[Entered]:
        yield InHand(post(one, self.agreement) for one in self.entries(as_of))

    def every(self, part: Part, as_of: date) -> _Every:
        with self.entered(as_of) as entered:
            return _Every([one.entry for one in sorted(entered.take(part), key=lambda one: one.day)])

    def known_later(self, part: Part, as_of: date) -> None:
        return None

    def balances(self, on: date, as_of: date) -> Sequence[Balance]:
        return balances_on(self.entries(as_of), self.agreement, on)

    def intervals(self, name: Register, first: date, on: date, as_of: date) -> Sequence[Interval]:
        return intervals_of(self.entries(as_of), name, self.agreement, on)

    def notices(self, part: Part, incidents: Sequence[Incident], as_of: date, most: int) -> Announced:
        found = match_notices(self.entries(as_of), incidents, self.agreement, part.last or as_of)
        return Announced(found[-most:], max(len(found) - most, 0))

    def notices_on(self, incident: Incident, on: date, as_of: date) -> Sequence[Notified]:
        found = match_notices(self.entries(as_of), [incident], self.agreement, on)
        return [one for one in found if one.incidents]

    def persons(self, on: date, as_of: date) -> Sequence[PersonState]:
        told = [one for one in self.entries(as_of) if one.person and one.register_name in OF_PERSONS]
        return persons_on(told, self.agreement, on)

    def claim(self, claim_id: str, as_of: date) -> Claim | None:
        return next((one for one in self.claims(as_of) if one.claim_id == claim_id), None)

    def arrivals(self, as_of: date) -> Mapping[str, int]:
        return Counter((one.published_at or "")[:10] for one in self.items(as_of))

    def is_ready(self, on: date, as_of: date) -> bool:
        return True

    def register(self, name: Register, on: date, as_of: date) -> RegisterPage:
        return open_register(self.entries(as_of), name, self.agreement, on)

    def watches(self, as_of: date) -> Sequence[Watch]:
        spans = (
            ("2020-11-18", "2020-11-25", 23),
            ("2020-12-11", "2020-12-12", 23),
            ("2021-01-13", "2021-01-13", 27),
        )
        return [
            Watch(
                watch_id=f"watch-{start}",
                observer="ru/peacekeepers",
                earliest=start,
                latest=min(end, as_of.isoformat()),
                place_ids=("contact-line",),
                means="post",
                posts=QuantityMention(start=0, end=1, text=str(posts), low=posts, unit="post"),
            )
            for start, end, posts in spans
            if start <= as_of.isoformat()
        ]

    def checkpoint(self, as_of: date) -> Checkpoint | None:
        size = 7 * len(self._known(as_of)) + (as_of - FIRST).days
        root = hashlib.sha256(f"{size}".encode()).digest()
        return Checkpoint(origin="fixture", size=size, root=root) if size else None

    def report_path(self, day: date) -> Path | None:
        return None

    def explain(self, obligation_id: str, on: date, as_of: date, reading: str = "") -> Explanation | None:
        evidence = Evidence(
            claims=tuple(self.claims(as_of)),
            entries=tuple(self.entries(as_of)),
            incidents=tuple(self.incidents(as_of)),
            watches=tuple(self.watches(as_of)),
        )
        return explain(self.agreement, evidence, obligation_id, on, as_of, reading)

    @contextmanager
    def happened(self, as_of: date) -> Iterator[Happened]:
        yield Told(self.incidents(as_of), self.agreement)

    def come_up(self, on: date, as_of: date, before: date, most: int) -> tuple[Sequence[Incident], int]:
        earlier = {one.incident_id for one in self.incidents(before)}
        found = Told(self.incidents(as_of), self.agreement).newest(Sought(until=on), 0, 1000)
        new = [one for one in found if one.incident_id not in earlier]
        return new[:most], len(new[most:])

    def incidents(self, as_of: date) -> Sequence[Incident]:
        if as_of < date(2020, 12, 12):
            return []
        page = next(page for page in self.pages if page.item.title.startswith("One violation"))
        counted, alleged, _denied = page.claims

        def report(claim: Claim) -> Report:
            return Report(
                report_id=f"{claim.claim_id}.0",
                claim_id=claim.claim_id,
                act=claim.act or "",
                earliest=claim.earliest or "",
                latest=claim.latest or "",
                places=(claim.place,) if claim.place else (),
                said_by=claim.said_by,
                through=claim.through,
                published_at=claim.published_at,
            )

        return [
            Incident(
                incident_id="incident-01",
                act="ceasefire.violation",
                reports=(report(counted),),
                positions=(
                    Position(actor_id="ru/mod", side="ru", stance="observes", claim_id=counted.claim_id),
                ),
                match=((report(counted).report_id, 1.0),),
                earliest="2020-12-11",
                latest="2020-12-11",
                place_ids=("hadrut",),
                latitude=39.52,
                longitude=47.03,
                radius_km=18,
                doubts=(
                    Doubt(
                        incident_id="incident-01",
                        other_id="incident-02",
                        probability=0.46,
                        reasons=(say("compliance.day_unknown"),),
                    ),
                ),
            ),
            Incident(
                incident_id="incident-02",
                act="hostile.attack",
                reports=(report(alleged),),
                positions=(
                    Position(actor_id="am/mod", side="am", stance="alleges", claim_id=alleged.claim_id),
                    Position(actor_id="az/mod", side="az", stance="denies", claim_id=page.claims[2].claim_id),
                ),
                match=((report(alleged).report_id, 0.93),),
                earliest="2020-12-11T20:40",
                latest="2020-12-11T20:40",
                place_ids=("hin-taghlar", "khtsaberd"),
                latitude=39.565,
                longitude=46.81,
                radius_km=4,
                wounded=(QuantityMention(start=0, end=1, text="six", low=6, unit="wounded"),),
                doubts=(
                    Doubt(incident_id="incident-02", other_id="incident-01", probability=0.46,
                          reasons=(say("compliance.day_unknown"),)),
                ),
            ),
        ]  # fmt: skip

    def status(self, on: date, as_of: date) -> Sequence[Status]:
        day = min(on, as_of)
        return [self._one(obligation.id, on, day) for obligation in ACCORD.obligations]

    def evenings(self) -> dict[str, list[Run]]:
        told: dict[str, list[Run]] = {}
        for day in self.days():
            for one in self.status(day, day):
                run = Run(first=day, last=day, phase=one.phase, measured=one.measured)
                told.setdefault(one.obligation_id, []).append(run)
        return told

    def _one(self, obligation_id: str, on: date, day: date) -> Status:
        obligation = ACCORD.obligation(obligation_id)
        phase, rests = "not_started", ""
        for since, reached, whose in STEPS.get(obligation_id, ()):
            if _step_day(since) <= day:
                phase, rests = reached, whose
        due = obligation.window.due if obligation.window else None
        versions: dict[str, VersionStanding] = {}
        readings: dict[str, str] = {}
        if obligation_id == "hand-over-kelbajar" and day >= date(2020, 11, 15):
            late = max(0, (min(day, date(2020, 11, 25)) - date(2020, 11, 15)).days)
            original = "fulfilled_late" if phase == "fulfilled" else "overdue" if late else phase
            versions = {
                "original": VersionStanding.model_validate(
                    {"known_at": FIRST, "due_on": due, "phase": original, "overdue_days": late}
                ),
                "kelbajar-extension": VersionStanding(
                    known_at=date(2020, 11, 15),
                    due_on=date(2020, 11, 25),
                    phase=phase,  # type: ignore[arg-type]
                ),
            }
            due = date(2020, 11, 25)
        if obligation_id == "hand-over-agdam":
            readings = {"am-en": phase, "az-en": "fulfilled_late" if phase == "fulfilled" else phase}
        evidence = tuple(
            claim.claim_id
            for claim in self.claims(day)
            if claim.said_by in rests.split() and claim.act and self._bears(obligation_id, claim)
        )
        reasons = (
            (Reason(text=say("web.changes.incident", act=f"actor:{rests.split()[0]}"), evidence=evidence),)
            if rests
            else (Reason(text=say("compliance.nobody")),)
        )
        measured = None
        if obligation_id == "return-displaced":
            totals = [c for c in self.claims(day) if c.act == "return.persons"]
            if totals:
                measured = Level(low=totals[-1].quantities[0].low, unit="returnee",
                                 on=date.fromisoformat((totals[-1].published_at or "")[:10]))  # fmt: skip
        if obligation_id == "deploy-servicemen":
            measured = Level(low=1960, high=1960, unit="serviceman", on=FIRST)
        if obligation_id == "exchange-prisoners" and day >= date(2020, 12, 14):
            measured = Level(low=56, high=56, unit="prisoner", on=date(2020, 12, 14))
        quantity = obligation.quantity
        return Status.model_validate(
            {
                "obligation_id": obligation_id,
                "title": obligation.title,
                "clause": obligation.clause,
                "kind": obligation.kind,
                "obligors": obligation.obligors,
                "required": Level(low=quantity.value, high=quantity.value, unit=quantity.unit)
                if quantity
                else None,
                "measured": measured,
                "projected": on > day,
                "due_on": due,
                "phase": phase,
                "rests_on": tuple(rests.split()),
                "reasons": reasons,
                "readings": readings,
                "versions": versions,
            }
        )

    @staticmethod
    def _bears(obligation_id: str, claim: Claim) -> bool:
        acts = {
            "hand-over": "handover", "deploy": "deploy", "return": "return", "exchange-prisoners": "exchange",
            "establish-joint": "establish", "ceasefire": "ceasefire", "keep-open": "link",
        }  # fmt: skip
        place = claim.place.place_id if claim.place else ""
        for prefix, act in acts.items():
            if obligation_id.startswith(prefix) and (claim.act or "").startswith(act):
                return prefix != "hand-over" or obligation_id.endswith(place)
        return obligation_id == "ceasefire" and (claim.act or "").startswith("hostile")
