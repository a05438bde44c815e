"""Everything a rule may look at: one obligation with one window, and the evidence up to one day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from tregua.agreement.calendar import starts_in
from tregua.agreement.terms import Agreement, Obligation
from tregua.compliance.case.reasons import is_telling
from tregua.compliance.case.whose_word import Voice, voice_in
from tregua.compliance.evidence.book import Book
from tregua.compliance.evidence.dossier import Dossier, dossier_of
from tregua.compliance.evidence.words import Evidence, Word
from tregua.compliance.over_time.strands import Sight, Strand
from tregua.compliance.over_time.today import NEVER, Horizon, Today
from tregua.model.earth import distance_km
from tregua.model.messages import Argument, say
from tregua.model.records import PlaceMention
from tregua.model.standing import (
    LASTING,
    Clock,
    Entry,
    Finding,
    Incident,
    Level,
    Phase,
    Reason,
    Register,
    Step,
)
from tregua.vocabulary.names import NamedPlace

T = TypeVar("T")
Label = Callable[..., str | None]
"""``label(case, thing, *args)``: under which name a thing counts; None where it does not concern the case.
It may look at the obligation and at whose word it is."""


@dataclass(frozen=True)
class Standing:
    """What a rule answers: the phase, what was measured, whose word it rests on, and why."""

    phase: Phase
    overdue_days: int = 0
    measured: Level | None = None
    rests_on: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    clock: Clock | None = None
    done_on: date | None = None


class DayOf(Protocol):
    """Gives the day on which an event of the accord happened; ``lets_off`` where it ends what is owed, or
    permits something. None where that is not known, or only one side's word."""

    def __call__(self, event_id: str, lets_off: bool = False, /) -> date | None:
        """The day."""


def _unknown(_: str, __: bool = False, /) -> None:
    return None


def _unsaid(_: str) -> tuple[Word, ...]:
    return ()


class HasClaim(Protocol):
    """Whatever rests on one claim: a word, an entry, a position."""

    @property
    def claim_id(self) -> str:
        """The claim's id."""


@dataclass(frozen=True)
class Scene:
    """The agreement and the evidence, from ``since`` up to ``day``. What an item tells of the time
    before the text at hand was signed is history, not evidence. ``day_of`` tells when an event of the
    accord happened, ``said_of`` what is said of one, ``standing_of`` where another obligation stands for
    itself alone."""

    agreement: Agreement
    evidence: Evidence
    day: date
    since: date
    day_of: DayOf = _unknown
    said_of: Callable[[str], tuple[Word, ...]] = _unsaid
    standing_of: Callable[[str], Standing | None] = _unknown
    horizon: Horizon | None = None

    @cached_property
    def dossier(self) -> Dossier:
        """The evidence, sorted for the agreement."""
        return dossier_of(self.agreement, self.evidence)

    def sight(self, strand: Strand[T]) -> Sight[T]:
        """What of a strand can be seen on the day."""
        day = date.toordinal(self.day)
        if isinstance(self.day, Today):
            return Sight(strand, day, self.horizon, self.day.lag)
        return Sight(strand, day)

    def entries_of(self, register: Register) -> tuple[Entry, ...]:
        """A register's entries up to the day, in order of day; one without a day is of today."""
        dated, undated = self.dossier.entries(self.since, register)
        seen = self.sight(dated).things
        if not undated or self.day < self.since:
            return seen
        return tuple(sorted((*seen, *undated), key=lambda entry: (entry.on or self.day, entry.entry_id)))

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents that began by the day, in order of time."""
        return self.sight(self.dossier.incidents).things

    @property
    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """Findings by incident."""
        return self.dossier.findings

    @property
    def places(self) -> dict[str, NamedPlace]:
        """The agreement's own places by id."""
        return self.dossier.places

    def side_of(self, actor_id: str | None) -> str | None:
        """The party an actor speaks for, as the agreement says."""
        return self.dossier.side_of(actor_id)

    def lies_in(self, place_id: str, area: tuple[str, ...]) -> bool:
        """Whether a place is one of ``area`` or within one, as the agreement says."""
        return self.dossier.lies_in(place_id, area)

    def probed(self) -> Scene:
        """The same scene with a horizon of its own, to see whether an answer hangs on the day."""
        horizon = Horizon(date.toordinal(self.day))
        day = Today(_plain(self.day), horizon)

        def day_of_event(event: str, lets_off: bool = False, /) -> date | None:
            horizon.note(horizon.now + 1)
            return self.day_of(event, lets_off)

        def standing_of(obligation_id: str) -> Standing | None:
            horizon.note(horizon.now + 1)
            return self.standing_of(obligation_id)

        return replace(self, day=day, day_of=day_of_event, standing_of=standing_of, horizon=horizon)

    def note(self, till: int) -> None:
        """Something looked at holds, seen from this scene's day, until the day numbered ``till``."""
        if self.horizon is not None and till < NEVER:
            lag = self.day.lag if isinstance(self.day, Today) else 0
            self.horizon.note(max(till + lag, self.horizon.now + 1))


def _plain(day: date) -> date:
    return day.plain if isinstance(day, Today) else day


_NOTHING: Strand[Any] = Strand((), ())
"""One for all: what is kept under a strand is found again."""


class Piles(Generic[T]):
    """Things sorted by a label, as they can be seen on one day."""

    def __init__(self, scene: Scene, strands: Mapping[str, Strand[T]]) -> None:
        self._scene = scene
        self._strands = strands

    def __getitem__(self, label: str) -> Sight[T]:
        """The things with this label; none where nothing has it."""
        return self._scene.sight(self._strands.get(label, _NOTHING))


class Pause(NamedTuple):
    """Days in a row on which something is not owed, both ends included."""

    first: date
    last: date


@dataclass(frozen=True)
class Case:
    """One obligation under one version and one reading: what a rule judges, and the questions it asked.

    ``pauses`` are the days on which it was not owed, in order and apart: they make nothing late."""

    scene: Scene
    obligation: Obligation
    due_on: date | None
    pauses: tuple[Pause, ...] = ()
    _asked: list[tuple[str, bool, tuple[HasClaim, ...], dict[str, Argument]]] = field(default_factory=list)

    def asks(self, code: str, yes: object, rests_on: Iterable[HasClaim] = (), **args: Argument) -> bool:
        """Whether ``yes``; the question is kept, so that the way to a standing can be told."""
        answer = bool(yes)
        if is_telling():
            self._asked.append((code, answer, tuple(rests_on), args))
        return answer

    @property
    def steps(self) -> tuple[Step, ...]:
        """The questions asked, in order, each with its answer."""
        return tuple(
            Step(question=say(code, **args), yes=yes, evidence=tuple(sorted({one.claim_id for one in found})))
            for code, yes, found, args in self._asked
        )

    @property
    def day(self) -> date:
        """The day the standing is of."""
        return self.scene.day

    def late_by(self, due: date, day: date) -> int:
        """How many days after ``due``, up to ``day``, it was owed; none before."""
        days = (day - due).days
        for pause in self.pauses:
            first = max(pause.first, due + timedelta(days=1))
            if first <= day:
                last = day if day < pause.last else pause.last
                days -= max((last - first).days + 1, 0)
        return max(days, 0) if self.pauses else days

    def in_time(self, due: date, day: date) -> bool:
        """Whether what was done on ``day`` was done by ``due``, or before it was owed again."""
        return day <= due or (bool(self.pauses) and self.late_by(due, day) == 0)

    def is_paused(self, first: date, last: date | None = None) -> bool:
        """Whether it was not owed on a day, or on any day until ``last``."""
        return any(pause.first <= first and (last or first) <= pause.last for pause in self.pauses)

    @cached_property
    def obligors(self) -> frozenset[str]:
        """The sides that owe it."""
        return frozenset(self.scene.side_of(one) or one for one in self.obligation.obligors)

    @cached_property
    def beneficiaries(self) -> frozenset[str]:
        """The sides it is owed to."""
        return frozenset(self.scene.side_of(one) or one for one in self.obligation.beneficiaries)

    @cached_property
    def starts_at(self) -> datetime:
        """The instant from which it binds, local to the accord's zone."""
        agreement = self.scene.agreement
        starts = starts_in(self.obligation.window, agreement.zone)
        return starts or datetime.combine(agreement.binds_from(self.obligation), time.min)

    def acts(self, *otherwise: str) -> tuple[str, ...]:
        """The acts that carry it out: the obligation's own, or those its kind usually has."""
        return self.obligation.acts or otherwise

    @property
    def book(self) -> Book:
        """What is said, in the way in which it weighs here: as the registers keep it, or as it is claimed."""
        return self.scene.dossier.book(self.obligation.kind)

    @cached_property
    def _shelf(self) -> dict[Hashable, Any]:
        return self.scene.dossier.shelf(self.obligation)

    def sort_words(
        self,
        label: Label,
        *acts: str,
        args: tuple[Hashable, ...] = (),
        naming: str | None = None,
        anywhere: bool = False,
    ) -> Piles[Word]:
        """The words of ``acts`` in the case's :attr:`book` sorted by ``label``, once for all days.

        Only words that name no place, or one in or around the obligation's area, are looked at; and
        those that have ``naming`` as their actor or target, wherever they are; or, ``anywhere``, all.
        """
        scene, area = self.scene, () if anywhere else self.obligation.area

        def words() -> Strand[Word]:
            return self.book.words_near(scene.since, acts, area, naming)

        return self._sort(("words", scene.since, label, acts, args, naming, area), words, label, args)

    def sort_entries(self, label: Label, register: Register) -> Piles[Entry]:
        """A register's entries sorted by ``label``, once for all days."""
        scene = self.scene
        dated, undated = scene.dossier.entries(scene.since, register)
        if not undated:
            return self._sort(("entries", scene.since, label, register), lambda: dated, label, ())
        today = scene.entries_of(register)  # one without a day is of today, every day
        seen = Strand(today, (0,) * len(today))
        return Piles(scene, self._labelled(self, seen, label, ()))

    def _sort(
        self, key: Hashable, make: Callable[[], Strand[T]], label: Label, args: tuple[Hashable, ...]
    ) -> Piles[T]:
        today = date.toordinal(self.scene.day)
        kept = self._shelf.get(key)
        if kept is None or not kept[0] <= today < kept[1]:
            probe = replace(self, scene=self.scene.probed(), _asked=[])
            strands = self._labelled(probe, make(), label, args)
            till = probe.scene.horizon.until if probe.scene.horizon is not None else NEVER
            kept = (0 if till >= NEVER else today, till, strands)
            self._shelf[key] = kept
        self.scene.note(kept[1])
        return Piles(self.scene, kept[2])

    @staticmethod
    def _labelled(
        case: Case, strand: Strand[T], label: Label, args: tuple[Hashable, ...]
    ) -> dict[str, Strand[T]]:
        rows: dict[str, list[int]] = {}
        for row, thing in enumerate(strand.items):
            name = label(case, thing, *args)
            if name is not None:
                rows.setdefault(name, []).append(row)
        return {name: strand.rows(listed) for name, listed in rows.items()}

    def voice(self, actor_id: str | None, about: str | None = None) -> Voice:
        """Whose word it is on this obligation, see :mod:`tregua.compliance.case.whose_word`."""
        voices = self._shelf.setdefault("voices", {})
        if (actor_id, about) not in voices:
            voices[actor_id, about] = self._voice(actor_id, about)
        found: Voice = voices[actor_id, about]
        return found

    def _voice(self, actor_id: str | None, about: str | None) -> Voice:
        scene = self.scene
        side = scene.side_of(actor_id)
        return voice_in(scene.agreement, actor_id, side, self.obligors, self.beneficiaries, about)

    def restates(self, word: Word) -> bool:
        """Whether the word may be the agreement told again: it was said by the day of signature, when
        its text was the news. What was really done that day will be said after it too."""
        return word.said_on is not None and word.said_on <= self.scene.since

    def concerns(self, place_ids: Iterable[str]) -> bool:
        """Whether something at these places concerns this obligation.

        With an area: a place must lie in it, or contain it. Without one: anything does. Only of a thing
        to be done once, what was done in places that another obligation of the same kind names is that
        other thing; a duty that lasts is kept or broken wherever it be.
        """
        ids = tuple(place_ids)
        known = self._concerned
        if ids not in known:
            known[ids] = self._concerns(ids)
        return known[ids]

    @cached_property
    def _concerned(self) -> dict[tuple[str, ...], bool]:
        return self._shelf.setdefault("concerns", {})  # type: ignore[no-any-return]

    def _concerns(self, ids: tuple[str, ...]) -> bool:
        area = self.obligation.area
        if area:
            return any(self.scene.lies_in(one, area) or self._contains(one, area) for one in ids)
        theirs = () if self.obligation.kind in LASTING else self._others_area
        return not ids or not theirs or not all(self.scene.lies_in(one, theirs) for one in ids)

    def _contains(self, place_id: str, area: tuple[str, ...]) -> bool:
        return any(self.scene.lies_in(one, (place_id,)) for one in area)

    @cached_property
    def _others_area(self) -> tuple[str, ...]:
        return self.scene.dossier.others_area(self.obligation)

    def coverage_of(self, word: Word, area_id: str) -> str:
        """How much of ``area_id`` a word speaks of: ``whole``, ``part`` or ``none``.

        The most particular places decide: *a village of the district* is a part, the district alone
        the whole. A place that directly contains it is the whole too (``handed over with it``), a
        country never. A settlement the agreement does not know counts as within when its point does.
        """
        mentions = word.event.places
        ids = {place.place_id for place in mentions}
        if any(one != area_id and self.scene.lies_in(one, (area_id,)) for one in ids):
            return "part"
        if area_id in ids:
            home = self.scene.places.get(area_id)
            inside = home and any(_is_unknown_settlement(p, home, self.scene.places) for p in mentions)
            return "part" if inside else "whole"
        if self._is_container(ids, area_id):
            return "whole"
        return "none"

    def _is_container(self, ids: set[str], area_id: str) -> bool:
        home = self.scene.places.get(area_id)
        if home is None:
            return False
        for one in ids:
            container = self.scene.places.get(one)
            if container is None or one not in home.within or container.kind not in ("region", "district"):
                continue
            return not any(other != one and self.scene.lies_in(other, (one,)) for other in ids)
        return False

    def lies_in_area(self, incident: Incident) -> bool:
        """Whether an incident is known to be in the area."""
        area = self.obligation.area
        return not area or any(self.scene.lies_in(one, area) for one in incident.place_ids)

    def may_lie_in_area(self, incident: Incident) -> bool:
        """Whether an incident is in the area, or is not known to lie outside it."""
        area = self.obligation.area
        if not area or not incident.place_ids:
            return True
        if any(self.scene.lies_in(one, area) for one in incident.place_ids):
            return True
        homes = [self.scene.places[one] for one in area if one in self.scene.places]
        if incident.latitude is None or incident.longitude is None or not homes:
            return not any(one in self.scene.places for one in incident.place_ids)
        reach = incident.radius_km or 0.0
        here = (incident.latitude, incident.longitude)
        return any(distance_km(*here, h.latitude, h.longitude) <= h.radius_km + reach for h in homes)


_SETTLEMENT_KM = 5.0


def _is_unknown_settlement(place: PlaceMention, home: NamedPlace, known: dict[str, NamedPlace]) -> bool:
    if place.place_id in known or place.latitude is None or place.longitude is None:
        return False
    if place.radius_km is None or place.radius_km > _SETTLEMENT_KM:
        return False
    apart = distance_km(place.latitude, place.longitude, home.latitude, home.longitude)
    return apart <= home.radius_km
