"""Versions and readings of one obligation, each judged by its rule as one obligation with one window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tregua.agreement.calendar import last_day
from tregua.agreement.terms import Obligation, Quantity, ReadingOf, Window
from tregua.agreement.versions import ORIGINAL, Version, versions_known
from tregua.compliance.reasons import because
from tregua.compliance.scene import Case, Scene, Standing
from tregua.model.standing import Phase, Reason, VersionStanding

Rule = Callable[[Case], Standing]


class Bench:
    """One obligation before its rule: judges each version and reading once, however often asked."""

    def __init__(self, scene: Scene, obligation: Obligation, rule: Rule, as_of: date) -> None:
        self._scene = scene
        self._rule = rule
        self._judged: dict[tuple[Window | None, Quantity | None], Standing] = {}
        self._original = obligation
        self._versions = _known(scene, obligation, as_of)
        self.in_force = self._versions[-1] if self._versions else None

    @property
    def due_on(self) -> date | None:
        """The last day in time, under the version in force and the default reading."""
        return last_day(self._read_as(self.in_force, self._default).window)

    def standing(self) -> Standing:
        """The standing under the version in force and the centre's default reading."""
        return self._of_version(self.in_force, self._default)

    def readings(self) -> dict[str, Phase]:
        """The phase under each reading, for the version in force."""
        return {
            reading.id: self._of_version(self.in_force, reading).phase for reading in self._original.readings
        }

    def versions(self) -> dict[str, VersionStanding]:
        """The standing under each version known."""
        found = {}
        for version in self._versions:
            standing = self._of_version(version, self._default)
            found[version.id] = VersionStanding(
                known_at=version.known_on,
                due_on=last_day(self._read_as(version, self._default).window),
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
                due=last_day(version.window) or "–",
            )
            for version in self._versions
            if version.id != ORIGINAL
        )

    @property
    def _default(self) -> ReadingOf | None:
        wanted = self._scene.agreement.default_reading
        return next((reading for reading in self._original.readings if reading.id == wanted), None)

    def _of_version(self, version: Version | None, reading: ReadingOf | None) -> Standing:
        judged = self._judge(self._read_as(version, reading))
        return _stopped(judged, version) if version else judged

    def _judge(self, obligation: Obligation) -> Standing:
        key = (obligation.window, obligation.quantity)
        if key not in self._judged:
            self._judged[key] = self._rule(Case(self._scene, obligation, last_day(obligation.window)))
        return self._judged[key]

    def _read_as(self, version: Version | None, reading: ReadingOf | None) -> Obligation:
        window: Window | None = self._original.window
        quantity = self._original.quantity
        if reading is not None:
            window = reading.window or window
            quantity = reading.quantity or quantity
        if version is not None and version.id != ORIGINAL:
            window = version.window or window
        if window == self._original.window and quantity == self._original.quantity:
            return self._original
        return self._original.model_copy(update={"window": window, "quantity": quantity})


def _known(scene: Scene, obligation: Obligation, as_of: date) -> tuple[Version, ...]:
    amended = any(amendment.obligation == obligation.id for amendment in scene.agreement.amendments)
    claims = scene.evidence.current_claims if amended else ()
    versions = versions_known(scene.agreement, obligation, claims)
    return tuple(version for version in versions if version.known_on <= as_of)


def _stopped(standing: Standing, version: Version) -> Standing:
    phases: dict[str, Phase] = {
        "suspension": "suspended",
        "termination": "terminated",
        "waiver": "terminated",
    }
    phase = phases.get(version.kind)
    if phase is None:
        return standing
    return Standing(
        phase,
        measured=standing.measured,
        rests_on=standing.rests_on,
        reasons=standing.reasons,
        clock=standing.clock,
    )
