"""Where each obligation stood on every day of a stretch of days, from what was known at one time. Pure.

A standing changes only when something changes that its rule looked at: a word can be seen or leaves the
present, a day passes, an event happens, another obligation stands otherwise. So a rule is asked on one
day, what it looked at tells until when the answer holds (:mod:`tregua.compliance.over_time.today`), and it is
asked again then. What stands on each day is what :func:`~tregua.compliance.judging.court.evaluate` says of
that day; why, ``evaluate`` is asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from tregua.agreement.terms import Agreement, Obligation
from tregua.compliance.case.reasons import without_reasons
from tregua.compliance.case.scene import Standing
from tregua.compliance.case.scores import SCORES
from tregua.compliance.evidence.words import Evidence
from tregua.compliance.judging.court import Court, obligations_known, required_level
from tregua.compliance.over_time.today import DayCount, Horizon, Today, grows, plain_count
from tregua.model.standing import Clock, Level, Phase, VersionStanding


class VersionRun(NamedTuple):
    """How it stood under one version; ``overdue_days`` on the run's first day, one more each day where
    ``counts``."""

    known_at: date
    due_on: date | None
    phase: Phase
    overdue_days: int
    counts: bool
    claimed: bool = False
    contested: bool = False

    def on(self, days: int) -> VersionStanding:
        """So many days into the run."""
        overdue = self.overdue_days + days if self.counts else self.overdue_days
        return VersionStanding(
            known_at=self.known_at,
            due_on=self.due_on,
            phase=self.phase,
            overdue_days=overdue,
            claimed=self.claimed,
            contested=self.contested,
        )


@dataclass(frozen=True)
class Run:
    """Days in a row, both ends included, on which an obligation stood the same.

    ``overdue_days`` are those of the first day; where ``counts``, each day adds one.
    """

    first: date
    last: date
    phase: Phase
    overdue_days: int = 0
    counts: bool = False
    rests_on: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    required: Level | None = None
    measured: Level | None = None
    projected: bool = False
    due_on: date | None = None
    readings: tuple[tuple[str, Phase], ...] = ()
    versions: tuple[tuple[str, VersionRun], ...] = ()
    clock: Clock | None = None

    @property
    def score(self) -> int | None:
        """The phase as a degree of implementation, see :mod:`tregua.compliance.case.scores`."""
        return SCORES[self.phase]

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def overdue_on(self, day: date) -> int:
        """How many days overdue it was on a day of the run."""
        return self.overdue_days + (day - self.first).days if self.counts else self.overdue_days

    def versions_on(self, day: date) -> dict[str, VersionStanding]:
        """How it stood under each version on a day of the run."""
        return {name: version.on((day - self.first).days) for name, version in self.versions}


def history(
    agreement: Agreement, evidence: Evidence, first: date, last: date, as_of: date
) -> dict[str, tuple[Run, ...]]:
    """For each obligation, by id in the agreement's order, its runs from ``first`` to ``last``.

    ``evidence`` is what was known at the end of ``as_of``; days after it are projected. Neighbouring
    runs differ. Nothing where ``last`` comes before ``first``. BadAccord ``compliance.kind.no_rule``.
    """
    known = obligations_known(agreement, as_of)
    if last < first:
        return {one.id: () for one in known}
    past = _Past(agreement, evidence, first, last, as_of)
    with without_reasons():
        told = {one.id: past.runs(one) for one in past.in_turn(known)}
    return {one.id: told[one.id] for one in known}


class _Stretch(NamedTuple):
    """A standing with the days on which it holds (``until`` not included), and the day it was asked of."""

    asked: int
    until: int
    standing: Standing
    counts: bool


class _Past:
    """The stretches of every obligation asked for so far."""

    def __init__(
        self, agreement: Agreement, evidence: Evidence, first: date, last: date, as_of: date
    ) -> None:
        self._agreement = agreement
        self._evidence = evidence
        self._first = first
        self._last = last
        self._as_of = as_of
        self._stretches: dict[str, list[_Stretch]] = {}
        self._runs: dict[str, tuple[Run, ...]] = {}

    def in_turn(self, obligations: tuple[Obligation, ...]) -> tuple[Obligation, ...]:
        """Each after those it waits for."""
        return Court(self._agreement, self._evidence, self._first, self._as_of).in_turn(obligations)

    def runs(self, obligation: Obligation) -> tuple[Run, ...]:
        """One obligation's runs, asked of its rule where that is not done yet."""
        if obligation.id not in self._runs:
            self._runs[obligation.id] = tuple(_joined(self._ask(obligation)))
        return self._runs[obligation.id]

    def standing_on(self, obligation: Obligation, day: int) -> _Stretch:
        """How an obligation stands for itself on a day, and until when."""
        self.runs(obligation)
        stretches = self._stretches[obligation.id]
        return stretches[bisect_right(stretches, day, key=lambda one: one.asked) - 1]

    def _ask(self, obligation: Obligation) -> Iterator[Run]:
        """Its runs, one for each time the rule is asked, and one for the days not reached."""
        stretches = self._stretches.setdefault(obligation.id, [])
        day = min(self._first, self._as_of)
        reached = min(self._last, self._as_of)
        while day <= reached:
            horizon = Horizon(day.toordinal())
            court = _DayCourt(self, self._agreement, self._evidence, day, self._as_of, horizon)
            standing = _at_rest(court.bench(obligation).standing(), horizon)
            run = _look(court, obligation, standing, horizon)
            until = max(horizon.until, horizon.now + 1)
            stretches.append(_Stretch(horizon.now, until, standing, run.counts))
            last = min(reached, date.fromordinal(until - 1))
            if last >= self._first:
                yield _cut(run, max(day, self._first), last)
            day = last + timedelta(days=1)
        if self._last > self._as_of:
            yield _projected(run, max(self._first, reached + timedelta(days=1)), reached, self._last)


class _DayCourt(Court):
    """A court on one day of many, which hears of other obligations from what is known of their past."""

    def __init__(
        self, past: _Past, agreement: Agreement, evidence: Evidence, day: date, as_of: date, horizon: Horizon
    ) -> None:
        super().__init__(agreement, evidence, day, as_of, Today(day, horizon), horizon)
        self._past = past
        self._noted = horizon

    def judge(self, obligation: Obligation) -> Standing:
        """How another obligation stands on the day."""
        stretch = self._past.standing_on(obligation, self._noted.now)
        self._noted.note(stretch.until)
        if not stretch.counts:
            return stretch.standing
        overdue = plain_count(stretch.standing.overdue_days) + self._noted.now - stretch.asked
        return replace(stretch.standing, overdue_days=DayCount(overdue, self._noted, self._noted.now))


def _at_rest(standing: Standing, horizon: Horizon) -> Standing:
    """The standing with ordinary days in it; one that is always today's moves on tomorrow."""
    done_on, measured = standing.done_on, standing.measured
    if isinstance(done_on, Today):
        horizon.note(horizon.now + 1)
        standing = replace(standing, done_on=done_on.plain)
    if measured is not None and isinstance(measured.on, Today):
        horizon.note(horizon.now + 1)
        standing = replace(standing, measured=measured.model_copy(update={"on": measured.on.plain}))
    return standing


def _look(court: Court, obligation: Obligation, standing: Standing, horizon: Horizon) -> Run:
    """Where it stands on the court's day, as a run of that day alone."""
    bench = court.bench(obligation)
    today = date.fromordinal(horizon.now)
    return Run(
        first=today,
        last=today,
        phase=standing.phase,
        overdue_days=plain_count(standing.overdue_days),
        counts=grows(standing.overdue_days),
        rests_on=standing.rests_on,
        obligors=bench.obligation.obligors,
        required=required_level(bench.obligation),
        measured=standing.measured,
        due_on=bench.due_on or (standing.clock.ends_on if standing.clock else None),
        readings=tuple(bench.readings().items()),
        versions=tuple(
            (
                version.id,
                VersionRun(version.known_on, due_on, one.phase, *_count_of(one), *bench.doubts(version)),
            )
            for version, due_on, one in bench.by_version()
        ),
        clock=standing.clock,
    )


def _count_of(standing: Standing) -> tuple[int, bool]:
    return plain_count(standing.overdue_days), grows(standing.overdue_days)


def _cut(run: Run, first: date, last: date) -> Run:
    """The same, from ``first`` on (which is not before its own first day) until ``last``."""
    gone = (first - run.first).days
    if not gone:
        return run if last == run.last else replace(run, last=last)
    return replace(
        run,
        first=first,
        last=last,
        overdue_days=run.overdue_on(first),
        versions=tuple(
            (name, one._replace(overdue_days=one.overdue_days + gone) if one.counts else one)
            for name, one in run.versions
        ),
    )


def _goes_on(before: Run, run: Run) -> bool:
    """Whether a run only carries on the one before it."""
    if before.phase != run.phase or before.rests_on != run.rests_on:
        return False
    return _cut(before, run.first, run.last) == run


def _projected(run: Run, first: date, reached: date, last: date) -> Run:
    """Days not reached stand as the last day known, and count no further."""
    there = _cut(run, max(reached, run.first), reached)
    return replace(
        there,
        first=first,
        last=last,
        counts=False,
        projected=True,
        versions=tuple((name, one._replace(counts=False)) for name, one in there.versions),
    )


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours that do not differ, made one."""
    before: Run | None = None
    for run in runs:
        if before is not None and _goes_on(before, run):
            before = replace(before, last=run.last)
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield before


def on_day(told: Mapping[str, tuple[Run, ...]], day: date) -> dict[str, Run]:
    """Each obligation's run that holds ``day``; those that have none on it are left out."""
    found = {}
    for obligation_id, runs in told.items():
        at = bisect_right(runs, day, key=lambda run: run.first) - 1
        if at >= 0 and day <= runs[at].last:
            found[obligation_id] = runs[at]
    return found
