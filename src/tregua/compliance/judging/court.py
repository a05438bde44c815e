"""Every obligation's standing on a day, from what was known then. Pure.

Rules see one obligation with one window. Here stand what is the same for all: versions and readings,
what an obligation depends on, the score, and the projection of days the centre has not reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from tregua.agreement.terms import Agreement, Obligation
from tregua.agreement.waiting import Waits
from tregua.compliance.case.reasons import because, with_reasons, without_reasons
from tregua.compliance.case.scene import Scene, Standing
from tregua.compliance.case.scores import SCORES
from tregua.compliance.evidence.dossier import dossier_of
from tregua.compliance.evidence.words import Evidence
from tregua.compliance.judging.bench import Bench
from tregua.compliance.judging.milestones import Milestones
from tregua.compliance.over_time.today import Horizon
from tregua.compliance.rules import rule_of
from tregua.model.grounds import Later
from tregua.model.standing import Level, Phase, Reason, Status


def evaluate(agreement: Agreement, evidence: Evidence, on: date, as_of: date) -> tuple[Status, ...]:
    """Where each obligation stands on day ``on``, in the agreement's order.

    ``evidence`` is what was known at the end of ``as_of``. A day ``on`` after ``as_of`` is answered
    as of ``as_of`` and marked projected. What a text signed after ``as_of`` stipulates is not there
    yet. BadAccord ``compliance.kind.no_rule`` for an obligation of a kind that no rule knows.
    """
    known = obligations_known(agreement, as_of)
    court, tells = (Court(agreement, evidence, on, as_of) for _ in ("where", "why"))

    def why(obligation: Obligation, phases: Mapping[str, Phase]) -> Later[Reason]:
        return Later(lambda: _all_reasons(tells, obligation, phases))

    with without_reasons():
        for obligation in court.in_turn(known):
            court.bench(obligation).standing()
        phases = {one.id: court.bench(one).standing().phase for one in known}
        return tuple(court.status(one, why(one, phases)) for one in known)


def obligations_known(agreement: Agreement, as_of: date) -> tuple[Obligation, ...]:
    """The obligations of the texts signed by the end of ``as_of``."""
    upto = max(as_of, agreement.signed_on)
    return tuple(one for one in agreement.obligations if agreement.signed(one) <= upto)


class Court:
    """Judges the obligations of an accord on one day; events that hang on another's fulfilment ask back.

    ``day`` and ``horizon`` are given by who wants to know how long the answers hold.
    """

    def __init__(
        self,
        agreement: Agreement,
        evidence: Evidence,
        on: date,
        as_of: date,
        day: date | None = None,
        horizon: Horizon | None = None,
    ) -> None:
        self._agreement = agreement
        self._evidence = evidence
        self._on = on
        self._as_of = as_of
        self._day = min(on, as_of) if day is None else day
        self._horizon = horizon
        self._dossier = dossier_of(agreement, evidence)
        self._waits: Waits = self._dossier.made("waits", lambda: Waits(agreement))
        self._benches: dict[str, Bench] = {}
        self._asking: set[str] = set()

    def in_turn(self, obligations: tuple[Obligation, ...]) -> tuple[Obligation, ...]:
        """The same, each after those it waits for: so that long chains are not asked for all at once."""
        turn = {one: number for number, one in enumerate(self._waits.order)}
        return tuple(sorted(obligations, key=lambda one: turn[one.id]))

    def bench(self, obligation: Obligation) -> Bench:
        """The obligation before its rule."""
        if obligation.id not in self._benches:
            rule = rule_of(obligation)
            self._benches[obligation.id] = Bench(self._scene(obligation), obligation, rule, self._as_of)
        return self._benches[obligation.id]

    def day_of(self, event_id: str, counting: Obligation | None = None) -> date | None:
        """The day an event of the accord happened, for the obligation that is counted from it, else for
        every party; None where that is not known."""
        window = counting.window if counting is not None else None
        lets_off = window is not None and window.preposition == "until"
        return self._milestones(counting).day_of(event_id, lets_off)

    def status(self, obligation: Obligation, reasons: Later[Reason] | None = None) -> Status:
        """Where the obligation stands, for itself alone; with the reasons given, where some are."""
        bench = self.bench(obligation)
        standing = bench.standing()
        found = reasons if reasons is not None else self.reasons(obligation)
        return Status(
            obligation_id=obligation.id,
            title=obligation.title,
            clause=obligation.clause,
            kind=obligation.kind,
            obligors=bench.obligation.obligors,
            required=required_level(bench.obligation),
            measured=standing.measured,
            projected=self._on > self._as_of,
            due_on=bench.due_on or (standing.clock.ends_on if standing.clock else None),
            phase=standing.phase,
            score=SCORES[standing.phase],
            overdue_days=standing.overdue_days,
            rests_on=standing.rests_on,
            reasons=found,  # type: ignore[arg-type]  # a Later is read as a tuple
            readings=bench.readings(),
            versions=bench.versions(),
            clock=standing.clock,
        )

    def reasons(self, obligation: Obligation) -> tuple[Reason, ...]:
        """Why it stands there, for itself alone."""
        for one in self.in_turn(tuple(map(self._agreement.obligation, self._waits.before(obligation.id)))):
            self.bench(one).standing()
        bench = self.bench(obligation)
        reasons = (*bench.standing().reasons, *bench.amendments(), *_reading_reasons(obligation, bench))
        if obligation.note:
            reasons = (*reasons, because("compliance.note", text=obligation.note))
        return reasons

    def _scene(self, obligation: Obligation) -> Scene:
        """What its rule may look at. What waits for this obligation as it waits for them is silent."""
        milestones = self._milestones(obligation)
        return Scene(
            self._agreement,
            self._evidence,
            self._day,
            self._agreement.signed(obligation),
            day_of=milestones.day_of,
            said_of=milestones.said_of,
            standing_of=partial(self._standing_of, obligation.id),
            horizon=self._horizon,
        )

    def _milestones(self, asking: Obligation | None) -> Milestones:
        fulfilled = partial(self._fulfilled_on, asking.id if asking else "")
        return Milestones(self._agreement, self._evidence, self._day, fulfilled, asking)

    def _fulfilled_on(self, asking: str, obligation_id: str) -> date | None:
        standing = self._standing_of(asking, obligation_id)
        return standing.done_on if standing else None

    def _standing_of(self, asking: str, obligation_id: str) -> Standing | None:
        """None for two that wait for each other."""
        if self._waits.in_circle(asking, obligation_id) or obligation_id in self._asking:
            return None
        self._asking.add(obligation_id)
        try:
            return self.judge(self._agreement.obligation(obligation_id))
        finally:
            self._asking.discard(obligation_id)

    def judge(self, obligation: Obligation) -> Standing:
        """How another obligation stands on the day, by its rule."""
        return self.bench(obligation).standing()


def required_level(obligation: Obligation) -> Level | None:
    """What an obligation asks for, as a level."""
    quantity = obligation.quantity
    if quantity is None:
        return None
    low = None if quantity.bound == "ceiling" else quantity.value
    high = None if quantity.bound == "floor" else quantity.value
    return Level(low=low, high=high, unit=quantity.unit)


def _reading_reasons(obligation: Obligation, bench: Bench) -> tuple[Reason, ...]:
    phases = bench.readings()
    if len(set(phases.values())) < 2:
        return ()
    return tuple(
        because("compliance.reading", reading=f"reading:{reading.id}", phase=f"phase:{phases[reading.id]}")
        for reading in obligation.readings
    )


def _all_reasons(court: Court, obligation: Obligation, phases: Mapping[str, Phase]) -> tuple[Reason, ...]:
    """Its own reasons, and how what it depends on stands."""
    with with_reasons():
        own = court.reasons(obligation)
        others = tuple(
            because(
                f"compliance.depends.{dependency.relation}",
                other=f"obligation:{dependency.on}",
                phase=f"phase:{phases[dependency.on]}",
            )
            for dependency in obligation.depends
            if dependency.on in phases
        )
    return (*own, *others)
