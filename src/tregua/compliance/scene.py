"""Everything a rule may look at: one obligation with one window, and the evidence up to one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Protocol

from tregua.agreement.terms import Agreement, Obligation
from tregua.compliance.evidence import Evidence, Word
from tregua.compliance.whose_word import Voice, whose_word
from tregua.model.earth import distance_km
from tregua.model.messages import Argument, say
from tregua.model.records import PlaceMention
from tregua.model.standing import Clock, Entry, Finding, Incident, Level, Phase, Reason, Register, Step, Watch
from tregua.model.when import day_of
from tregua.vocabulary.acts import is_a
from tregua.vocabulary.names import NamedPlace


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


def _unknown(_: str) -> None:
    return None


class HasClaim(Protocol):
    """Whatever rests on one claim: a word, an entry, a position."""

    @property
    def claim_id(self) -> str:
        """The claim's id."""


@dataclass(frozen=True)
class Scene:
    """The agreement and the evidence, from ``since`` up to ``day``. What an item tells of the time
    before the text at hand was signed is history, not evidence. ``day_of`` tells when an event of the
    accord happened, ``standing_of`` where another obligation stands for itself alone."""

    agreement: Agreement
    evidence: Evidence
    day: date
    since: date
    day_of: Callable[[str], date | None] = _unknown
    standing_of: Callable[[str], Standing | None] = _unknown

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words about the time from the signature to ``day``, and what is planned by then."""
        signed, day = self.since, self.day
        return tuple(
            word
            for word in self.evidence.words
            if (word.last is None or word.last >= signed)
            and ((word.said_on or day) <= day if word.plans else (word.last or day) <= day)
        )

    @cached_property
    def _by_act(self) -> dict[str, tuple[Word, ...]]:
        index: dict[str, list[Word]] = {}
        for word in self.words:
            index.setdefault(word.event.act.partition(".")[0], []).append(word)
        return {root: tuple(words) for root, words in index.items()}

    def words_of(self, *acts: str) -> tuple[Word, ...]:
        """The words whose act is one of ``acts`` or below it, in order of day."""
        roots = dict.fromkeys(act.partition(".")[0] for act in acts)
        return tuple(
            word
            for root in roots
            for word in self._by_act.get(root, ())
            if any(is_a(word.event.act, act) for act in acts)
        )

    @cached_property
    def _by_register(self) -> dict[str, tuple[Entry, ...]]:
        signed, day = self.since, self.day
        index: dict[str, list[Entry]] = {}
        for entry in sorted(self.evidence.entries, key=lambda e: (e.on or day, e.entry_id)):
            on = entry.on or day
            said = day_of(entry.published_at) if entry.published_at else on
            if signed <= on and (on <= day or (entry.modality == "planned" and said <= day)):
                index.setdefault(entry.register_name, []).append(entry)
        return {name: tuple(entries) for name, entries in index.items()}

    def entries_of(self, register: Register) -> tuple[Entry, ...]:
        """A register's entries up to the day, in order of day."""
        return self._by_register.get(register, ())

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents that began by the day, in order of time."""
        known = (i for i in self.evidence.incidents if day_of(i.earliest) <= self.day)
        return tuple(sorted(known, key=lambda i: (i.earliest, i.latest, i.incident_id)))

    @cached_property
    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """Findings by incident."""
        index: dict[str, list[Finding]] = {}
        for finding in sorted(self.evidence.findings, key=lambda f: f.finding_id):
            index.setdefault(finding.incident_id, []).append(finding)
        return {incident: tuple(found) for incident, found in index.items()}

    @cached_property
    def watches(self) -> tuple[Watch, ...]:
        """Watches that began by the day, in order of time."""
        known = (w for w in self.evidence.watches if day_of(w.earliest) <= self.day)
        return tuple(sorted(known, key=lambda w: (w.earliest, w.latest, w.watch_id)))

    @cached_property
    def places(self) -> dict[str, NamedPlace]:
        """The agreement's own places by id."""
        return {place.place_id: place for place in self.agreement.places}

    @cached_property
    def _sides(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def _within(self) -> dict[tuple[str, tuple[str, ...]], bool]:
        return {}

    def side_of(self, actor_id: str | None) -> str | None:
        """The party an actor speaks for, as the agreement says; remembered."""
        if actor_id is None:
            return None
        if actor_id not in self._sides:
            self._sides[actor_id] = self.agreement.side_of(actor_id)
        return self._sides[actor_id]

    def lies_in(self, place_id: str, area: tuple[str, ...]) -> bool:
        """Whether a place is one of ``area`` or within one, as the agreement says; remembered."""
        key = (place_id, area)
        if key not in self._within:
            self._within[key] = self.agreement.lies_in(place_id, area)
        return self._within[key]


@dataclass(frozen=True)
class Case:
    """One obligation under one version and one reading: what a rule judges, and the questions it asked."""

    scene: Scene
    obligation: Obligation
    due_on: date | None
    _asked: list[tuple[str, bool, tuple[HasClaim, ...], dict[str, Argument]]] = field(default_factory=list)

    def asks(self, code: str, yes: object, rests_on: Iterable[HasClaim] = (), **args: Argument) -> bool:
        """Whether ``yes``; the question is kept, so that the way to a standing can be told."""
        self._asked.append((code, bool(yes), tuple(rests_on), args))
        return bool(yes)

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

    @cached_property
    def obligors(self) -> frozenset[str]:
        """The sides that owe it."""
        return frozenset(self.scene.side_of(one) or one for one in self.obligation.obligors)

    @cached_property
    def beneficiaries(self) -> frozenset[str]:
        """The sides it is owed to."""
        return frozenset(self.scene.side_of(one) or one for one in self.obligation.beneficiaries)

    @property
    def starts_at(self) -> datetime:
        """The local instant from which it binds."""
        window = self.obligation.window
        if window is not None and window.starts_at is not None:
            return window.starts_at.replace(tzinfo=None)
        return datetime.combine(self.scene.agreement.binds_from(self.obligation), time.min)

    def acts(self, *otherwise: str) -> tuple[str, ...]:
        """The acts that carry it out: the obligation's own, or those its kind usually has."""
        return self.obligation.acts or otherwise

    def voice(self, actor_id: str | None, about: str | None = None) -> Voice:
        """Whose word it is on this obligation, see :mod:`tregua.compliance.whose_word`."""
        side = self.scene.side_of(actor_id)
        return whose_word(actor_id, side, self.obligors, self.beneficiaries, about)

    def restates(self, word: Word) -> bool:
        """Whether the word may be the agreement told again: it was said by the day of signature, when
        its text was the news. What was really done that day will be said after it too."""
        return word.said_on is not None and word.said_on <= self.scene.since

    def concerns(self, place_ids: Iterable[str]) -> bool:
        """Whether something at these places concerns this obligation.

        With an area: a place must lie in it, or contain it. Without one: anything does, unless all
        its places belong to another obligation of the same kind that has an area.
        """
        ids = tuple(place_ids)
        area = self.obligation.area
        if area:
            return any(self.scene.lies_in(one, area) or self._contains(one, area) for one in ids)
        theirs = self._others_area
        return not ids or not theirs or not all(self.scene.lies_in(one, theirs) for one in ids)

    def _contains(self, place_id: str, area: tuple[str, ...]) -> bool:
        return any(self.scene.lies_in(one, (place_id,)) for one in area)

    @cached_property
    def _others_area(self) -> tuple[str, ...]:
        return tuple(
            sorted(
                {
                    place
                    for other in self.scene.agreement.obligations
                    if other.kind == self.obligation.kind and other.id != self.obligation.id
                    for place in other.area
                }
            )
        )

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
