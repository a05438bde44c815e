"""What follows from a snapshot: registers, incidents, coverage, findings, and each standing.

Pure given the snapshot; kept in the centre's memory, because every page and report asks again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tregua.agreement.terms import Agreement
from tregua.centre.centre import Centre
from tregua.centre.grown import growing_of
from tregua.centre.hindsight import tell_hindsight
from tregua.centre.ports import Snapshot
from tregua.compliance import Evidence, evaluate
from tregua.compliance.explaining.explain import explain
from tregua.compliance.judging.history import Run, history
from tregua.coverage import read_coverage
from tregua.fusion import fuse_claims
from tregua.model.explanation import Explanation
from tregua.model.records import Claim, Item
from tregua.model.standing import Entry, Finding, Incident, Reason, Register, Status, Watch
from tregua.registers import enter
from tregua.registers.pages.by_line import claims_of, figures_by_line, tell_remark
from tregua.verification import open_cases
from tregua.verification.cases import Case


@dataclass(frozen=True)
class Known:
    """Everything the centre knows in one snapshot."""

    items: tuple[Item, ...]
    claims: tuple[Claim, ...]
    entries: tuple[Entry, ...]
    incidents: tuple[Incident, ...]
    cases: tuple[Case, ...]
    findings: tuple[Finding, ...]
    watches: tuple[Watch, ...]

    @cached_property
    def evidence(self) -> Evidence:
        """What standings rest on; kept, because sorting it takes longer than judging by it."""
        return Evidence(self.claims, self.entries, self.incidents, self.findings, self.watches)


def know(centre: Centre, snapshot: Snapshot) -> Known:
    """What is known in ``snapshot``. Days closed and reports issued change none of it."""

    def make() -> Known:
        claims = centre.state.claims(snapshot)
        with centre.state.happened(snapshot, growing_of(centre)) as kept:
            incidents = kept.every() if kept is not None else fuse_claims(claims, centre.agreement)
        return Known(
            items=centre.state.items(snapshot),
            claims=claims,
            entries=enter(claims, centre.agreement),
            incidents=incidents,
            cases=open_cases(incidents, centre.agreement),
            findings=(),
            watches=read_coverage(claims, centre.agreement),
        )

    return centre.recall(("known", centre.state.content_size(snapshot)), make)


def stand(centre: Centre, snapshot: Snapshot, on: date) -> tuple[Status, ...]:
    """Where each obligation stands on ``on``, as known in ``snapshot``."""

    as_of = centre.charter.day_at(snapshot.at)
    content = centre.state.content_size(snapshot)

    def make() -> tuple[Status, ...]:
        return evaluate(centre.agreement, know(centre, snapshot).evidence, on, as_of)

    return centre.recall(("stand", content, on, as_of), make)


def has_stood(centre: Centre, snapshot: Snapshot, on: date) -> bool:
    """Whether :func:`stand` has been asked for this before."""
    content = centre.state.content_size(snapshot)
    return ("stand", content, on, centre.charter.day_at(snapshot.at)) in centre.memory


def stand_by_day(centre: Centre, snapshot: Snapshot, first: date, last: date) -> dict[str, tuple[Run, ...]]:
    """Each obligation's runs of days from ``first`` to ``last``, as known in ``snapshot``, by its id."""
    as_of = centre.charter.day_at(snapshot.at)
    return history(centre.agreement, know(centre, snapshot).evidence, first, last, as_of)


def explain_standing(
    centre: Centre, snapshot: Snapshot, obligation_id: str, on: date, reading: str = ""
) -> Explanation:
    """How one obligation stands on ``on``, as known in ``snapshot``, step by step. Raises BadArgument."""
    as_of = centre.charter.day_at(snapshot.at)
    told = explain(centre.agreement, know(centre, snapshot).evidence, obligation_id, on, as_of, reading)
    return tell_hindsight(centre.agreement, told)


def audit(entries: Iterable[Entry], agreement: Agreement, on: date) -> tuple[Reason, ...]:
    """What does not fit in each published series up to ``on``: flow against total, breaks, gaps. A series is
    of one line: what returned to one district is no part of what returned to another."""
    by_register: dict[Register, list[Entry]] = {}
    for entry in entries:
        by_register.setdefault(entry.register_name, []).append(entry)
    return tuple(
        Reason(text=tell_remark(found.line, remark), evidence=claims_of(remark))
        for register in sorted(by_register)
        for found in figures_by_line(by_register[register], register, agreement, on)
        for remark in found.remarks
    )
