"""Every obligation's standing on a day, from what was known then. Pure.

Rules see one obligation with one window. Here stand what is the same for all: versions and readings,
what an obligation depends on, the score, and the projection of days the centre has not reached.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tregua.agreement.terms import Agreement, Obligation
from tregua.compliance.evidence import Evidence
from tregua.compliance.reasons import because
from tregua.compliance.rules import rule_of
from tregua.compliance.scene import Scene
from tregua.compliance.scores import SCORES
from tregua.compliance.versions import Bench
from tregua.model.standing import Level, Reason, Status


def evaluate(agreement: Agreement, evidence: Evidence, on: date, as_of: date) -> tuple[Status, ...]:
    """Where each obligation stands on day ``on``, in the agreement's order.

    ``evidence`` is what was known at the end of ``as_of``. A day ``on`` after ``as_of`` is answered
    as of ``as_of`` and marked projected. BadAccord ``compliance.kind.no_rule`` for an obligation of
    a kind that no rule knows.
    """
    scene = Scene(agreement, evidence, min(on, as_of))
    alone = {
        obligation.id: _evaluate_one(scene, obligation, on, as_of) for obligation in agreement.obligations
    }
    return tuple(_with_dependencies(obligation, alone) for obligation in agreement.obligations)


def _evaluate_one(scene: Scene, obligation: Obligation, on: date, as_of: date) -> Status:
    bench = Bench(scene, obligation, rule_of(obligation), as_of)
    standing = bench.standing()
    reasons = (*standing.reasons, *bench.amendments(), *_reading_reasons(obligation, bench))
    if obligation.note:
        reasons = (*reasons, because("compliance.note", text=obligation.note))
    return Status(
        obligation_id=obligation.id,
        title=obligation.title,
        clause=obligation.clause,
        kind=obligation.kind,
        obligors=obligation.obligors,
        required=_required(obligation),
        measured=standing.measured,
        projected=on > as_of,
        due_on=bench.due_on or (standing.clock.ends_on if standing.clock else None),
        phase=standing.phase,
        score=SCORES[standing.phase],
        overdue_days=standing.overdue_days,
        rests_on=standing.rests_on,
        reasons=reasons,
        readings=bench.readings(),
        versions=bench.versions(),
        clock=standing.clock,
    )


def _required(obligation: Obligation) -> Level | None:
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


def _with_dependencies(obligation: Obligation, alone: Mapping[str, Status]) -> Status:
    status = alone[obligation.id]
    reasons = tuple(
        because(
            f"compliance.depends.{dependency.relation}",
            other=f"obligation:{dependency.on}",
            phase=f"phase:{alone[dependency.on].phase}",
        )
        for dependency in obligation.depends
        if dependency.on in alone
    )
    return status.model_copy(update={"reasons": (*status.reasons, *reasons)}) if reasons else status
