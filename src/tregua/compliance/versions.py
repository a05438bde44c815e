"""Versions and readings of one obligation, each judged by its rule as one obligation with one window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tregua.agreement.calendar import last_day, settle
from tregua.agreement.terms import Obligation, ReadingOf
from tregua.agreement.versions import ORIGINAL, Version, versions_known
from tregua.compliance.binding import bind
from tregua.compliance.reasons import because
from tregua.compliance.scene import Case, Scene, Standing
from tregua.model.standing import Phase, Reason, Step, VersionStanding

Rule = Callable[[Case], Standing]


class Bench:
    """One obligation before its rule: judges each version and reading once, however often asked.

    A reading is laid over the original first, then each amendment known, in order.
    """

    def __init__(self, scene: Scene, obligation: Obligation, rule: Rule, as_of: date) -> None:
        self._scene = scene
        self._rule = rule
        self._original = obligation
        self._versions = _known(scene, obligation, as_of)
        self._read: dict[tuple[str, str], Obligation] = {}
        self._judged: dict[int, tuple[Case, Standing]] = {}
        self.in_force = self._versions[-1] if self._versions else None

    @property
    def due_on(self) -> date | None:
        """The last day in time, under the version in force and the default reading."""
        return last_day(self.obligation.window)

    @property
    def obligation(self) -> Obligation:
        """The obligation as the version in force and the default reading have it, its days counted."""
        return self._as(self.in_force, self._default)

    def standing(self) -> Standing:
        """The standing under the version in force and the centre's default reading."""
        return self._of(self.in_force, self._default)

    def steps(self) -> tuple[Step, ...]:
        """The questions the rule asked for that standing, in order."""
        return self._judge(self.obligation)[0].steps

    def readings(self) -> dict[str, Phase]:
        """The phase under each reading, for the version in force."""
        return {one.id: self._of(self.in_force, one).phase for one in self._original.readings}

    def versions(self) -> dict[str, VersionStanding]:
        """The standing under each version known."""
        found = {}
        for version in self._versions:
            standing = self._of(version, self._default)
            found[version.id] = VersionStanding(
                known_at=version.known_on,
                due_on=last_day(self._as(version, self._default).window),
                phase=standing.phase,
                overdue_days=standing.overdue_days,
            )
        return found

    def amendments(self) -> tuple[Reason, ...]:
        """A reason for each amendment known."""
        return tuple(
            because(
                f"compliance.amended.{version.kind}",
                version.evidence,
                version=f"version:{version.id}",
                due=last_day(self._as(version, None).window) or "–",
            )
            for version in self._versions
            if version.id != ORIGINAL
        )

    @property
    def _default(self) -> ReadingOf | None:
        wanted = self._scene.agreement.default_reading
        return next((reading for reading in self._original.readings if reading.id == wanted), None)

    def _of(self, version: Version | None, reading: ReadingOf | None) -> Standing:
        _, judged = self._judge(self._as(version, reading))
        upto = self._versions[: self._versions.index(version) + 1] if version else ()
        stopped = [one for one in upto if one.stops(self._scene.day)]
        return _stop(judged, stopped[-1]) if stopped else judged

    def _judge(self, obligation: Obligation) -> tuple[Case, Standing]:
        key = id(obligation)  # kept alive in _read, so that no two share an id
        if key not in self._judged:
            case = Case(self._scene, obligation, last_day(obligation.window))
            self._judged[key] = case, bind(case, self._rule(case))
        return self._judged[key]

    def _as(self, version: Version | None, reading: ReadingOf | None) -> Obligation:
        key = (version.id if version else "", reading.id if reading else "")
        if key not in self._read:
            made = self._original.under(reading) if reading else self._original
            for one in self._versions[: self._versions.index(version) + 1] if version else ():
                made = made.under(one.amendment) if one.amendment else made
            made = self._settled(made)
            same = (known for known in self._read.values() if known == made)
            self._read[key] = next(same, made)
        return self._read[key]

    def _settled(self, obligation: Obligation) -> Obligation:
        windows = {}
        for name in ("window", "begin"):
            window = getattr(obligation, name)
            if window is not None and window.event:
                day = self._scene.day_of(window.event)
                windows[name] = settle(window, {window.event: day}) if day else window
        return obligation.model_copy(update=windows) if windows else obligation


def _known(scene: Scene, obligation: Obligation, as_of: date) -> tuple[Version, ...]:
    amended = any(obligation.id in amendment.obligations for amendment in scene.agreement.amendments)
    claims = scene.evidence.current_claims if amended else ()
    versions = versions_known(scene.agreement, obligation, claims)
    return tuple(version for version in versions if version.known_on <= as_of)


def _stop(standing: Standing, version: Version) -> Standing:
    return Standing(
        "suspended" if version.kind == "suspension" else "terminated",
        measured=standing.measured,
        rests_on=standing.rests_on,
        reasons=standing.reasons,
        clock=standing.clock,
        done_on=standing.done_on,
    )
