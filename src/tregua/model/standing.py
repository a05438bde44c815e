"""What flows from claims to the report: entries, incidents, findings, coverage, standings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from tregua.model.grounds import ReadLater
from tregua.model.messages import Message
from tregua.model.records import (
    Basis,
    Comparator,
    Modality,
    PlaceMention,
    QuantityMention,
    Record,
    Stance,
)
from tregua.model.register_names import Register as Register
from tregua.model.when import day_of

OF_PERSONS: tuple[Register, ...] = ("exchanges", "losses")
"""Registers in which a line may be of one person, whose name is withheld."""


Told = Literal["says", "denies", "plans", "demands"]


class Entry(Record):
    """One line of a register: what one claim says of one measure. Never edited.

    ``measure`` names what is counted or what step was taken (``serviceman``, ``enter``, ``body``…);
    ``said_by`` whose word it is, ``through`` the outlet it came through; ``about`` the thing it is of
    where it has a name of its own: a post, a road, a list, a notice; ``category`` of what sort
    those counted are; ``person`` the pseudonym of the one it is about. ``ends``: ``latest`` is told as the
    end of a stretch, not as the day that it is of.
    """

    entry_id: str
    register_name: Register
    measure: str
    act: str
    actor: str | None = None
    to: str | None = None
    place_ids: tuple[str, ...] = ()
    about: str = ""
    category: str = ""
    person: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    comparator: Comparator = "="
    basis: Basis | None = None
    earliest: str | None = None
    latest: str | None = None
    ends: bool = False
    modality: Modality = "actual"
    negated: bool = False
    stance: Stance = "asserts"
    said_by: str | None = None
    through: str | None = None
    claim_id: str
    published_at: str | None = None

    @property
    def on(self) -> date | None:
        """The day it is of: its own last one, or the day it was published (an open end runs till then)."""
        text = self.latest or self.published_at or self.earliest
        return day_of(text) if text else None

    @property
    def speaker(self) -> str:
        """Whose word it is: the speaker, else the outlet that speaks for itself; empty for neither."""
        return self.said_by or self.through or ""

    @property
    def is_meant(self) -> bool:
        """Whether it is planned, promised, demanded or thought possible, not told as so and not denied."""
        return self.modality != "actual" or self.stance in ("demands", "promises")

    @property
    def told(self) -> Told:
        """In which of a sheet's four ways it is told; what is only meant is neither said nor denied."""
        if self.is_meant:
            return "demands" if self.stance == "demands" or self.modality == "demanded" else "plans"
        return "says" if self.is_fact else "denies"

    @property
    def is_fact(self) -> bool:
        """Whether it asserts that something happened: no plan, demand or denial."""
        return self.modality == "actual" and not self.negated and self.stance in ("asserts", "evaluates")

    @property
    def is_figure(self) -> bool:
        """Whether it asserts a number as a fact."""
        return self.is_fact and (self.low is not None or self.high is not None)


class Report(Record):
    """One claim's event as fusion sees it: a report of something that happened."""

    report_id: str
    claim_id: str
    act: str
    negated: bool = False
    actor: str | None = None
    target: str | None = None
    earliest: str
    latest: str
    places: tuple[PlaceMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    weapons: tuple[str, ...] = ()
    said_by: str | None = None
    through: str | None = None
    published_at: str | None = None


class Doubt(Record):
    """Two incidents that may be one: the probability, and each comparison's weight in words."""

    incident_id: str
    other_id: str
    probability: float
    reasons: tuple[Message, ...] = ()


class Position(Record):
    """What one actor says of an incident: alleges, denies, confirms or counts it."""

    actor_id: str | None
    side: str | None
    stance: Literal["alleges", "denies", "acknowledges", "observes", "reports"]
    claim_id: str
    accused: str | None = None


class Incident(Record):
    """Reports judged to be of one event. Every side's position stays visible.

    ``latitude``/``longitude``/``radius_km`` enclose where; ``match`` gives for each report the
    probability that it belongs, and why.
    """

    incident_id: str
    act: str
    reports: tuple[Report, ...]
    positions: tuple[Position, ...] = ()
    match: tuple[tuple[str, float], ...] = ()
    earliest: str
    latest: str
    place_ids: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    killed: tuple[QuantityMention, ...] = ()
    wounded: tuple[QuantityMention, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Finding(Record):
    """What the centre concludes on an incident. None exists in a centre that never met.

    ``statements`` are the ids of the signed statements it follows from, dissenting ones included.
    """

    finding_id: str
    incident_id: str
    clause: str
    state: Literal["verified", "not_substantiated", "dissent", "deadlock", "closed"]
    attributed_to: str | None = None
    positions: tuple[Position, ...] = ()
    statements: tuple[str, ...] = ()


class Watch(Record):
    """Who says to have watched which area, when, by what means. ``own`` is the centre's own."""

    watch_id: str
    observer: str | None
    earliest: str
    latest: str
    place_ids: tuple[str, ...] = ()
    means: str
    posts: QuantityMention | None = None
    own: bool = False
    outcome: Literal["done", "planned", "denied"] = "done"
    claim_id: str | None = None


Phase = Literal[
    "not_started",
    "not_yet_due",
    "in_progress",
    "claimed",
    "fulfilled",
    "fulfilled_late",
    "overdue",
    "respected",
    "disputed",
    "indicated",
    "violated",
    "not_observed",
    "suspended",
    "lapsed",
    "terminated",
]

Kind = Literal[
    "cease",
    "refrain",
    "hold",
    "hand_over",
    "withdraw",
    "deploy",
    "establish",
    "enact",
    "keep_open",
    "guarantee",
    "return",
    "exchange",
    "account_for",
    "report",
    "negotiate",
    "renew",
]

DAILY: frozenset[Kind] = frozenset({"cease", "refrain", "hold", "guarantee"})
"""Kinds that are kept or broken day by day and are never done; every other kind is a thing to be done."""
LASTING: frozenset[Kind] = DAILY | {"keep_open"}
"""Kinds that last and end with their window: those of every day, and what is to be open."""


class Level(Record):
    """A required or measured quantity. ``high`` null: no upper bound is given."""

    low: float | None = None
    high: float | None = None
    unit: str = ""
    on: date | None = None


class Reason(Record):
    """One ground of a standing, with the claims (or items) it rests on."""

    text: Message
    evidence: tuple[str, ...] = ()


class Step(Record):
    """One question that a rule asked on its way to a standing, the answer, and what it rests on."""

    question: Message
    yes: bool
    evidence: tuple[str, ...] = ()


class VersionStanding(Record):
    """Where the obligation would stand under one version of the accord; where the version is only
    ``claimed``, because whoever must agree to it has not, it changes nothing. ``contested``: one whose
    consent it needs says that it was not agreed, or no longer is."""

    known_at: date
    due_on: date | None = None
    phase: Phase
    overdue_days: int = 0
    claimed: bool = False
    contested: bool = False


class Clock(Record):
    """A term's computed days: when it ends, when it renews, the last day for notice."""

    ends_on: date | None = None
    renews_on: date | None = None
    notice_by: date | None = None


class Status(Record):
    """Obligation × as-of time. The top-level phase is that of the version in force under the
    centre's default reading; ``rests_on`` names whose word it is."""

    obligation_id: str
    title: str
    clause: str
    kind: Kind
    obligors: tuple[str, ...]
    required: Level | None = None
    measured: Level | None = None
    projected: bool = False
    due_on: date | None = None
    phase: Phase
    score: int | None = None
    overdue_days: int = 0
    rests_on: tuple[str, ...] = ()
    reasons: Annotated[tuple[Reason, ...], ReadLater()] = ()
    readings: dict[str, Phase] = {}
    versions: dict[str, VersionStanding] = {}
    clock: Clock | None = None
