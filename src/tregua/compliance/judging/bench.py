"""Versions and readings of one obligation, each judged by its rule as one obligation with one window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from tregua.agreement.calendar import last_day, settle
from tregua.agreement.contests import Contest
from tregua.agreement.terms import Obligation, ReadingOf
from tregua.agreement.timing import Window
from tregua.agreement.versions import ORIGINAL, STOPPING, Version, versions_known
from tregua.compliance.case.reasons import because
from tregua.compliance.case.scene import Case, DayOf, Pause, Scene, Standing
from tregua.compliance.judging.binding import DONE, awaiting, bind
from tregua.model.messages import Argument, say
from tregua.model.standing import Phase, Reason, Step, VersionStanding

Rule = Callable[[Case], Standing]


class Wordings:
    """How one obligation is worded under each version and reading, each wording made once.

    A reading is laid over the original first, then each amendment known, in order.
    """

    def __init__(self, scene: Scene, obligation: Obligation) -> None:
        self._dossier = scene.dossier
        self.original = obligation
        self._binds_from = scene.agreement.binds_from(obligation)
        self.versions = _versions(scene, obligation)
        self._made: dict[tuple[tuple[str, ...], str], Obligation] = {}
        self._settled: dict[tuple[int, date | None, date | None], Obligation] = {}
        self._kept: list[Obligation] = []

    def under(self, versions: tuple[Version, ...], reading: ReadingOf | None) -> Obligation:
        """The wording under the last of ``versions``, which come in order, and a reading."""
        key = (tuple([one.id for one in versions]), reading.id if reading else "")
        if key not in self._made:
            made = self.original.under(reading) if reading else self.original
            for one in versions:
                made = made.under(one.amendment) if one.amendment else made
            self._made[key] = self._keep(made)
        return self._made[key]

    def settled(self, worded: Obligation, day_of: DayOf) -> Obligation:
        """The same wording with the days in figures that are counted from events that happened."""
        days = [_day_of(window, day_of) for window in (worded.window, worded.begin)]
        if days == [None, None]:
            return worded
        key = (id(worded), days[0], days[1])
        if key not in self._settled:
            windows = {
                name: settle(window, {window.event: day}, self._binds_from if name == "window" else None)
                for name, window, day in zip(
                    ("window", "begin"), (worded.window, worded.begin), days, strict=True
                )
                if window is not None and day is not None
            }
            self._settled[key] = self._keep(worded.model_copy(update=windows))
        return self._settled[key]

    def _keep(self, made: Obligation) -> Obligation:
        """The wording, or the one kept already that is the same."""
        for one in self._kept:
            if one is made or one == made:
                return one
        self._kept.append(made)
        self._dossier.keep(made)
        return made


def _day_of(window: Window | None, day_of: DayOf) -> date | None:
    """The day of the event that a window counts from; a duty *until* an event is ended by it."""
    if window is None or not window.event:
        return None
    return day_of(window.event, window.preposition == "until")


class Bench:
    """One obligation before its rule: judges each version and reading once, however often asked."""

    def __init__(self, scene: Scene, obligation: Obligation, rule: Rule, as_of: date) -> None:
        self._scene = scene
        self._rule = rule
        self._original = obligation
        self._wordings = _wordings(scene, obligation)
        known = tuple(one for one in self._wordings.versions if one.known_on <= as_of)
        self._versions = tuple(one for one in known if one.is_in_force(scene.day))
        self.coming = tuple(one for one in known if not one.is_in_force(scene.day))
        self._judged: dict[tuple[int, tuple[Pause, ...]], tuple[Case, Standing]] = {}
        self.in_force = self._versions[-1] if self._versions else None

    @property
    def claimed(self) -> tuple[Version, ...]:
        """The versions known that are only claimed, and change nothing."""
        return tuple(one for one in self._versions if one.claimed is not None)

    @property
    def due_on(self) -> date | None:
        """The last day in time, under the version in force and the default reading."""
        return last_day(self.obligation.window)

    @property
    def obligation(self) -> Obligation:
        """The obligation as the version in force and the default reading have it, its days counted."""
        return self._as(self._upto(self.in_force), self._default)

    def standing(self) -> Standing:
        """The standing under the version in force and the centre's default reading; where that version is
        contested, and the text without it comes to something else, it is disputed."""
        return self._standing(self._default)

    def steps(self) -> tuple[Step, ...]:
        """The questions the rule asked for that standing, in order."""
        case = self._judge(self.obligation, self._upto(self.in_force))[0]
        return (*case.steps, *self._contested_steps())

    def readings(self) -> dict[str, Phase]:
        """The phase under each reading, for the version in force."""
        return {one.id: self._standing(one).phase for one in self._original.readings}

    def versions(self) -> dict[str, VersionStanding]:
        """The standing under each version known."""
        return {
            version.id: VersionStanding(
                known_at=version.known_on,
                due_on=due_on,
                phase=standing.phase,
                overdue_days=standing.overdue_days,
                claimed=claimed,
                contested=contested,
            )
            for version, due_on, standing in self.by_version()
            for claimed, contested in [self.doubts(version)]
        }

    def by_version(self) -> Iterator[tuple[Version, date | None, Standing]]:
        """Each version known, its last day in time, and what the rule says under it."""
        for version in self._versions:
            upto = self._upto(version)
            yield version, last_day(self._as(upto, self._default).window), self._of(upto, self._default)

    def amendments(self) -> tuple[Reason, ...]:
        """A reason for each amendment known."""
        return tuple(
            because(
                f"compliance.amended.{_told_as(version)}",
                version.evidence,
                version=f"version:{version.id}",
                due=last_day(self._as(self._upto(version), None).window) or "–",
                **_tellers(version),
            )
            for version in self._versions
            if version.id != ORIGINAL
        ) + tuple(
            because("compliance.amended.coming", one.evidence, version=f"version:{one.id}", day=from_on)
            for one in self.coming
            if one.amendment and (from_on := one.amendment.from_on)
        )

    @property
    def _default(self) -> ReadingOf | None:
        wanted = self._scene.agreement.default_reading
        return next((reading for reading in self._original.readings if reading.id == wanted), None)

    def contests(self) -> tuple[tuple[Version, Contest], ...]:
        """The versions that are contested on the day, each with who contests it."""
        pairs = ((one, one.contest(self._scene.day)) for one in self._upto(self.in_force))
        return tuple((one, contest) for one, contest in pairs if contest is not None)

    def doubts(self, version: Version) -> tuple[bool, bool]:
        """Whether a version is only claimed, and whether it is contested on the day."""
        return version.claimed is not None, version.contest(self._scene.day) is not None

    def _standing(self, reading: ReadingOf | None) -> Standing:
        upto = self._upto(self.in_force)
        held = self._of(upto, reading)
        contests = self.contests()
        if not contests:
            return held
        undone = [one for one, _ in contests if is_undone(one)]
        other = self._of(tuple(one for one in upto if one not in undone), reading)
        return _dispute(held, other, contests)

    def _contested_steps(self) -> tuple[Step, ...]:
        return tuple(
            Step(
                question=say("compliance.ask.contested", version=f"version:{one.id}"),
                yes=True,
                evidence=contest.evidence,
            )
            for one, contest in self.contests()
            if is_undone(one)
        )

    def _of(self, versions: tuple[Version, ...], reading: ReadingOf | None) -> Standing:
        """The standing under the last of ``versions``, which come in order."""
        _, judged = self._judge(self._as(versions, reading), versions)
        stopped = [one for one in versions if one.stops(self._scene.day)]
        return _stop(judged, stopped[-1]) if stopped else judged

    def _judge(self, obligation: Obligation, versions: tuple[Version, ...]) -> tuple[Case, Standing]:
        pauses = pauses_of(versions)
        key = id(obligation), pauses  # kept alive by the wordings, so that no two share an id
        if key not in self._judged:
            case = Case(self._scene, obligation, last_day(obligation.window), pauses)
            self._judged[key] = case, awaiting(case) or bind(case, self._rule(case))
        return self._judged[key]

    def _as(self, versions: tuple[Version, ...], reading: ReadingOf | None) -> Obligation:
        worded = self._wordings.under(versions, reading)
        return self._wordings.settled(worded, self._scene.day_of)

    def _upto(self, version: Version | None) -> tuple[Version, ...]:
        return self._versions[: self._versions.index(version) + 1] if version else ()


def is_undone(version: Version) -> bool:
    """Whether a version that is contested may not bind. What is in writing is not undone by one side's word,
    any more than the accord is."""
    return version.amendment is not None and version.amendment.form != "written"


def _dispute(held: Standing, other: Standing, contests: tuple[tuple[Version, Contest], ...]) -> Standing:
    """The standing while what changed it is contested: disputed where the text without it comes to another
    one. What is done is done, in time or late."""
    told = tuple(
        because(
            "compliance.contested" if is_undone(one) else "compliance.contested.written",
            contest.evidence,
            version=f"version:{one.id}",
            actors=tuple(f"actor:{who}" for who in contest.denied_by),
            day=contest.from_on,
        )
        for one, contest in contests
    )
    if held.phase == other.phase or {held.phase, other.phase} <= DONE:
        return replace(held, reasons=(*held.reasons, *told))
    said_by = {who for one, contest in contests for who in (*one.said_by, *contest.denied_by)}
    return Standing(
        "disputed",
        measured=held.measured,
        rests_on=tuple(sorted(said_by)),
        reasons=(*told, *held.reasons),
        clock=held.clock,
        done_on=held.done_on,
    )


def _told_as(version: Version) -> str:
    """What a version is told as: its kind; of what is only claimed, how far its tellers go."""
    return version.kind if version.told_as == "agreed" else version.told_as


def _tellers(version: Version) -> dict[str, Argument]:
    if version.told_as == "agreed":
        return {}
    return {"actors": tuple(f"actor:{one}" for one in version.said_by), "day": version.known_on}


def pauses_of(versions: tuple[Version, ...]) -> tuple[Pause, ...]:
    """The days on which nothing is owed under the last of ``versions``: suspended, or given up for a time."""
    spans = sorted(
        Pause(one.amendment.from_on or date.min, one.amendment.until_on or date.max)
        for one in versions
        if one.amendment is not None and one.amendment.kind in STOPPING
    )
    apart: list[Pause] = []
    for span in spans:
        if apart and (span.first - apart[-1].last).days <= 1:
            apart[-1] = Pause(apart[-1].first, max(apart[-1].last, span.last))
        else:
            apart.append(span)
    return tuple(apart)


def _wordings(scene: Scene, obligation: Obligation) -> Wordings:
    """Kept with the evidence; it keeps the obligation, so that no other takes its id."""
    made: Wordings = scene.dossier.made(("wordings", id(obligation)), lambda: Wordings(scene, obligation))
    return made


def _versions(scene: Scene, obligation: Obligation) -> tuple[Version, ...]:
    amended = any(obligation.id in amendment.obligations for amendment in scene.agreement.amendments)
    if amended:
        return scene.dossier.versions(obligation)
    return versions_known(scene.agreement, obligation, ())


def _stop(standing: Standing, version: Version) -> Standing:
    return Standing(
        "suspended" if version.kind == "suspension" else "terminated",
        measured=standing.measured,
        rests_on=standing.rests_on,
        reasons=standing.reasons,
        clock=standing.clock,
        done_on=standing.done_on,
    )
